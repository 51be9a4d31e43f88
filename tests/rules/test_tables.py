"""Every fault in a decision table is told with its place, what is wrong and what to do. One bad file per message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kbv_rules
from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.files import read_rule_files
from kbv_rules.rules.tables import read_tables
from tests.rules.small_rules import BAD, cases, message_of, small_rules


@pytest.mark.parametrize("case", cases(with_tables=True))
def test_a_bad_table_is_refused_with_its_place_and_a_remedy(case: str, tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules", case)
    with pytest.raises(InputError) as refused:
        read_rule_files(folder)
    assert str(refused.value).replace(f"{folder}/", "") == message_of(case)


@pytest.mark.parametrize("case", [*cases(with_tables=True), *cases(with_tables=False)])
def test_every_fault_has_a_line_a_column_and_a_remedy_in_dutch(case: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_rule_files(small_rules(tmp_path / "rules", case))
    for fault in refused.value.faults:
        assert fault.place.line is not None
        assert fault.place.column is not None
        assert fault.what[-1] in ".)"
        assert re.match(r"[A-Z][a-z]+[ :]", fault.remedy)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_tables(tmp_path, VOCABULARY)
    assert str(refused.value) == (
        f"{tmp_path}: in deze map staan geen regelbestanden.\n  Geef een map met .yaml-beslistabellen op."
    )


def test_tables_are_read_in_the_order_of_their_ids_wherever_their_files_stand(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules") / "tables"
    (folder / "eigen").mkdir()
    (folder / "omvang.yaml").rename(folder / "eigen" / "a.yaml")
    assert [table.id for table in read_tables(folder, VOCABULARY)] == ["breedte", "omvang", "streefwaarde", "waarde", "zekerheid"]


def test_a_table_that_is_no_yaml_does_not_hide_the_faults_of_another(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules", "output-out-of-range")
    (folder / "tables" / "breedte.yaml").write_text("id: [breedte\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_rule_files(folder)
    assert {Path(fault.place.file).name for fault in refused.value.faults} == {"breedte.yaml", "omvang.yaml"}


def test_every_message_about_rules_has_its_bad_file() -> None:
    """The fixed words of every message in the code occur, in order, in what some bad file is refused with."""
    told = [fault for case in BAD.iterdir() for fault in message_of(case.name).split("\n")]
    package = Path(kbv_rules.__file__).parent
    untold = [
        f"{name}:{line}: {words}"
        for name in ("rules/tables.py", "rules/rule_faults.py", "rules/ranges.py", "rules/unary.py", "model/judgement.py")
        for line, words in _messages(package / name)
        if not any(re.search(words, one) for one in told)
    ]
    # Not of a bad file but of a folder: see the test of a folder without tables.
    assert [one for one in untold if "regelbestanden" not in one] == []


def _messages(path: Path) -> Iterator[tuple[int, str]]:
    """Line and pattern of what a fault says, wherever one is made."""
    told = {"Fault": 1, "input_error": 1, "UnaryTestError": 1, "Misfit": 0}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in told:
            yield node.lineno, _pattern(node.args[told[node.func.id]])
        elif isinstance(node, ast.Return) and isinstance(node.value, (ast.IfExp, ast.JoinedStr)):
            # Complaints that are handed on as text.
            for part in ast.walk(node.value):
                if isinstance(part, ast.JoinedStr) and " " in _pattern(part):
                    yield node.lineno, _pattern(part)


def _pattern(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part) for part in node.values)
    return ".+"


def test_the_shipped_tables_are_read_without_a_fault() -> None:
    assert len(read_tables(data_folder("rules") / "tables", VOCABULARY)) >= 17
