"""Everything in a folder of rules has a place: the line an editor jumps to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.rules.places import RulePlaces
from tests.rules.small_rules import small_rules


@pytest.fixture
def places(tmp_path: Path) -> RulePlaces:
    return RulePlaces(small_rules(tmp_path / "rules"))


def line(places: RulePlaces, file: str, number: int | None) -> str:
    assert number
    return (places.folder / file).read_text(encoding="utf-8").splitlines()[number - 1]


def test_a_rule_stands_where_its_block_begins(places: RulePlaces) -> None:
    for path in (places.folder / "tables").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for id_ in [
            row.split("id:")[1].split(",")[0].strip() for row in text.splitlines() if row.lstrip().startswith(("- id:", "- {id:"))
        ]:
            place = places.rule(id_)
            assert place.file == str(path)
            assert id_ in line(places, f"tables/{path.name}", place.line)


def test_a_condition_stands_where_its_value_does(places: RulePlaces) -> None:
    place = places.rule("omvang-veel", "when", "level_ratio")
    shown = line(places, "tables/omvang.yaml", place.line)
    assert place.column
    assert shown[place.column - 1 :].startswith(('"', "'"))


def test_a_table_stands_where_its_id_does_and_its_parts_where_their_keys_do(places: RulePlaces) -> None:
    assert line(places, "tables/omvang.yaml", places.in_table("omvang").line).startswith("id: omvang")
    for key in ("hit_policy", "rules"):
        place = places.in_table("omvang", key)
        assert (line(places, "tables/omvang.yaml", place.line).split(":")[0], place.column) == (key, 1)


def test_a_setting_stands_where_its_value_does(places: RulePlaces) -> None:
    place = places.setting("limits", "minimum", 0)
    assert Path(place.file).name == "limits.yaml"
    assert "minimum" in line(places, "limits.yaml", place.line)


def test_what_is_not_there_has_the_place_of_what_would_hold_it(places: RulePlaces) -> None:
    assert places.setting("limits", "minimum", 99) == places.setting("limits", "minimum")
