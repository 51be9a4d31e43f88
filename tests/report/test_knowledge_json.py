"""The knowledge as JSON: the contract for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.report.knowledge_json import knowledge_json

CONTRACT = json.loads((Path(__file__).parent / "knowledge_export.schema.json").read_text(encoding="utf-8"))
BY_ASPECTS = ("1.1", "1.2", "1.3", "1.4")


@pytest.fixture(scope="module")
def exported(knowledge: Knowledge) -> Any:
    return json.loads(knowledge_json(knowledge))


@pytest.fixture(scope="module")
def themes(exported: Any) -> dict[str, Any]:
    return {theme["id"]: theme for theme in exported["themes"]}


def printed(value: Any) -> list[Any]:
    """Every `printed` in the export, wherever it stands."""
    if isinstance(value, dict):
        own = [value["printed"]] if "printed" in value else []
        return own + [found for item in value.values() for found in printed(item)]
    return [found for item in value for found in printed(item)] if isinstance(value, list) else []


def test_the_export_keeps_its_contract(exported: Any) -> None:
    Draft202012Validator.check_schema(CONTRACT)
    faults = [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(CONTRACT).iter_errors(exported)]
    assert faults == []


def test_the_contract_refuses_an_export_without_a_key_or_with_another_type(exported: Any) -> None:
    contract = Draft202012Validator(CONTRACT)
    for path, change in (
        (("themes", 0, "measures", 0), lambda item: item.pop("via")),
        (("themes", 4, "cross_links", 0), lambda item: item.update(mutual="ja")),
        (("themes", 6, "laws", 0), lambda item: item.update(status="geldig")),
        (("steps", 0), lambda item: item.update(weeks=4)),
    ):
        broken = json.loads(json.dumps(exported))
        item = broken
        for key in path:
            item = item[key]
        change(item)
        assert not contract.is_valid(broken), path


def test_what_is_printed_is_a_list_of_terms_everywhere(exported: Any) -> None:
    contract = {key: exported[key] for key in ("themes", "aspects", "cross_cutting_themes", "chapters", "steps")}
    found = printed(contract)
    assert len(found) > 1000
    assert all(isinstance(terms, list) and all(isinstance(term, str) for term in terms) for terms in found)


def test_links_say_whether_they_are_printed_back(themes: dict[str, Any]) -> None:
    links = {(id_, link["to"]): link["mutual"] for id_, theme in themes.items() for link in theme["cross_links"]}
    assert len(links) == 241
    for (one, other), mutual in links.items():
        assert mutual == ((other, one) in links and one != other), (one, other)


def test_what_comes_through_the_aspects_says_so(themes: dict[str, Any], exported: Any) -> None:
    for id_, theme in themes.items():
        vias = {item["via"] for row in ("measures", "partners", "laws", "instruments") for item in theme[row]}
        assert vias == {None} if id_ not in BY_ASPECTS else vias >= {"A3", "A5"}, id_
    assert all(item["via"] is None for aspect in exported["aspects"] for item in aspect["measures"])


@pytest.mark.parametrize("theme", BY_ASPECTS)
def test_a_theme_without_measures_of_its_own_has_those_of_all_six_aspects(
    theme: str, themes: dict[str, Any], exported: Any
) -> None:
    everything = {measure["id"] for aspect in exported["aspects"] for measure in aspect["measures"]}
    assert {measure["id"] for measure in themes[theme]["measures"]} == everything


def test_every_successor_and_source_of_an_item_is_in_the_export(themes: dict[str, Any], exported: Any) -> None:
    laws = {law["id"] for law in exported["laws"]}
    assert {law["successor"] for theme in themes.values() for law in theme["laws"]} - {None} <= laws


def test_the_export_is_the_same_every_time(knowledge: Knowledge) -> None:
    assert knowledge_json(knowledge) == knowledge_json(knowledge)
