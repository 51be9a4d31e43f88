"""What the handbook says of a theme, and how two themes are tied, for people."""

from __future__ import annotations

import json

import pytest

from kbv_rules.knowledge import queries
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.queries import scope_of
from kbv_rules.report.theme_text import path_text, theme_text


def told(id_: str, knowledge: Knowledge, form: str = "text") -> str:
    return theme_text(id_, knowledge.name(id_), scope_of(id_, knowledge), knowledge, form)


def tied(one: str, other: str, knowledge: Knowledge) -> str:
    return " ".join(path_text(queries.ties(one, other, knowledge), knowledge, "text").split())


def test_a_theme_tells_all_that_hangs_on_it(knowledge: Knowledge) -> None:
    for id_, theme in knowledge.themes.items():
        text = " ".join(told(id_, knowledge).split())
        for mention, _ in knowledge.measures_of(id_):
            assert knowledge.measures[mention.id].name in text
        for link in theme.cross_links:
            assert f"{link.to} {knowledge.name(link.to)}" in text
        for head in ("ROL VAN DE GEMEENTE", "MAATREGELEN", "PARTNERS", "WETTEN", "INDICATOREN", "RAAKVLAKKEN"):
            assert head in text


def test_an_empty_row_of_the_handbook_is_said(knowledge: Knowledge) -> None:
    assert "INDICATOREN (0)\n\n  - het handboek noemt er geen" in told("3.4", knowledge)


def test_a_lapsed_law_names_what_came_in_its_place(knowledge: Knowledge) -> None:
    assert "Drank- en Horecawet (DHW) (vervallen, nu alcoholwet)" in told("2.3", knowledge)


def test_a_sub_theme_says_of_what_it_is_part_and_what_takes_it_along(knowledge: Knowledge) -> None:
    text = told("1.1/verward-gedrag", knowledge)
    assert "Deelthema van 1.1 Sociale kwaliteit." in text
    assert "Gaat mee met het overstijgende thema S2 Zorg en Veiligheid." in text


def test_an_overarching_theme_says_which_chapters_and_what_it_takes_along(knowledge: Knowledge) -> None:
    text = told("S2", knowledge)
    assert "Hoort in hoofdstuk 2, 3, 4, 5, 6 van het IVP." in text
    for taken in knowledge.taken_along["S2"]:
        assert f"{taken} {knowledge.name(taken)}" in text


def test_an_aspect_tells_its_measures(knowledge: Knowledge) -> None:
    text = " ".join(told("A4", knowledge).split())
    assert all(knowledge.measures[mention.id].name in text for mention, _ in knowledge.measures_of("A4"))


@pytest.mark.parametrize("id_", ["2.1", "A3", "S1"])
def test_json_of_one_thing_is_that_thing(id_: str, knowledge: Knowledge) -> None:
    assert json.loads(told(id_, knowledge, "json"))["id"] == id_


def test_json_of_a_bundle_is_the_list_of_its_themes(knowledge: Knowledge) -> None:
    scope = scope_of("jeugd-en-veiligheid", knowledge, ("3.1", "3.2"))
    found = json.loads(theme_text("jeugd-en-veiligheid", "Jeugd en veiligheid", scope, knowledge, "json"))
    assert [theme["id"] for theme in found] == ["3.1", "3.2"]


def test_a_link_printed_one_way_is_told_so(knowledge: Knowledge) -> None:
    assert "Het handboek verbindt ze: 2.5 noemt 5.2." in tied("2.5", "5.2", knowledge)
    assert "Het handboek verbindt ze: 2.5 noemt 5.2." in tied("5.2", "2.5", knowledge)


def test_a_mutual_link_is_told_so(knowledge: Knowledge) -> None:
    assert "1.1 noemt 3.1; 3.1 noemt 1.1 (over en weer)." in tied("1.1", "3.1", knowledge)


def test_themes_that_are_not_linked_are_told_the_way_round(knowledge: Knowledge) -> None:
    one, other = next(
        (one, other)
        for one in knowledge.themes
        for other in knowledge.themes
        if one != other and other not in knowledge.neighbours[one]
    )
    text = tied(one, other, knowledge)
    assert f"niet rechtstreeks, wel via {one} - " in text
    assert f" - {other}." in text


def test_parts_of_one_theme_are_not_said_to_be_linked_by_a_detour(knowledge: Knowledge) -> None:
    text = tied("1.3/woninginbraak", "1.3/straatroof", knowledge)
    assert "Beide horen bij thema 1.3 Objectieve veiligheid." in text
    assert "via" not in text.split("Maatregelen")[0]
