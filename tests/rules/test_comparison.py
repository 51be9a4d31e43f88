"""The comparison of open data is a rule file like any other: changeable, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError
from kbv_rules.rules.comparison import FILE, load_comparison

SHIPPED = (data_folder("rules") / FILE).read_text(encoding="utf-8")


def test_a_folder_without_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"comparison\.yaml: het bestand bestaat niet"):
        load_comparison(tmp_path)


def test_a_folder_with_it_compares_its_own_way(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SHIPPED.replace("most_alike: 20", "most_alike: 5"), encoding="utf-8")
    assert load_comparison(tmp_path).most_alike == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("standard: size", "standard: sise", "Bedoelde u 'size'?"),
        ("[5000, 10000,", "[10000, 5000,", "lopen niet op"),
        ("most_alike: 20", "most_alike: 2", "er zijn er minstens 3 nodig"),
        ("{number:geheel} gemeenten die", "{number:heel} gemeenten die", "de opmaak 'heel' bestaat niet"),
        ("years: 7", "jaren: 7", "'jaren' is hier geen bekende sleutel"),
    ],
)
def test_what_cannot_mean_anything_is_told_with_its_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert SHIPPED.count(old) == 1
    (tmp_path / FILE).write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_comparison(tmp_path)
    assert told in str(refused.value)
    assert f"{FILE}:" in str(refused.value)
