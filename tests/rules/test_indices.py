"""Definitions of composite indicators; what is refused in them stands in `tests/bad/rules/index-*`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.rules.indices import FOLDER, find_index, read_index, read_indices
from tests.cli.running import EXAMPLES
from tests.rules.small_rules import BAD


def test_the_definitions_that_are_shipped_are_sound() -> None:
    assert [one.id for one in read_indices(data_folder("rules") / FOLDER)] == ["wonen-en-veiligheid"]


def test_a_folder_without_indices_is_fine(tmp_path: Path) -> None:
    assert read_indices(tmp_path / FOLDER) == ()


def test_a_definition_is_found_by_its_file_or_its_id() -> None:
    assert find_index("wonen-en-veiligheid").id == "wonen-en-veiligheid"
    assert find_index(str(EXAMPLES / "amsterdam" / "veiligheidsindex.yaml")).total == "veiligheidsindex"
    with pytest.raises(UnknownTermError, match="Bedoelde u 'wonen-en-veiligheid'"):
        find_index("wonen")


def test_a_long_chain_that_closes_is_told_once(tmp_path: Path) -> None:
    good = (BAD / "index-of-itself" / "indices" / "eigen.yaml").read_text(encoding="utf-8").split("indices:")[0]
    one = "  - {{id: {}, name: X, direction: lower_is_better, missing: not_evaluable, parts: [{{part: {}}}]}}\n"
    names = ["geheel", *(f"i{at}" for at in range(58))]
    chain = "".join(one.format(name, after) for name, after in zip(names, [*names[1:], "geheel"], strict=True))
    path = tmp_path / "keten.yaml"
    path.write_text(good + "indices:\n" + chain, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_index(path)
    (cycle,) = [fault for fault in refused.value.faults if "van zichzelf" in fault.what]
    assert "i57 -> geheel" in cycle.what
