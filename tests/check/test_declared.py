"""What a draft declares as its priorities and other themes, and what only looks like it."""

# ruff: noqa: E501 - drafts and messages stay on one line

from __future__ import annotations

import pytest

from tests.check.conftest import Read

TWO = "## Prioriteiten\n\n{0}### Ondermijning\n\nTekst.\n\n### Verkeersveiligheid\n\nTekst.\n"


def names(text: str, plan: Read) -> list[str]:
    return [one.name for one in plan(text).priorities]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("Onze prioriteiten zijn woninginbraken, brandveiligheid en jeugdoverlast.", [], id="about something else"),
        pytest.param("Onze prioriteiten zijn criminele netwerken en verkeersveiligheid.", [], id="as many in other words"),
        pytest.param("Wij zetten in op woninginbraken en brandveiligheid.", [], id="a word that says little"),
        pytest.param("Brandveiligheid. Wij doen veel.", [], id="a paragraph that begins with a name"),
        pytest.param(
            "Onze prioriteiten zijn ondermijning, woninginbraken en jeugdoverlast.",
            ["woninginbraken", "jeugdoverlast"],
            id="more than the headings",
        ),
    ],
)
def test_beside_headings_a_sentence_only_adds_to_what_it_shares(text: str, more: list[str], plan: Read) -> None:
    assert names(TWO.format(f"{text}\n\n"), plan) == ["Ondermijning", "Verkeersveiligheid", *more]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Keuze\n\nWij zetten in op woninginbraken en brandveiligheid.\n", ["woninginbraken", "brandveiligheid"]),
        ("## Keuze\n\nOndermijning en jeugdoverlast zijn onze prioriteiten.\n", ["Ondermijning", "jeugdoverlast"]),
        ("## Keuze\n\nWij kozen twee prioriteiten. Dat zijn ondermijning en jeugdoverlast.\n", ["ondermijning", "jeugdoverlast"]),
        ("## Keuze\n\nOnze prioriteiten zijn: 1) ondermijning 2) jeugdoverlast.\n", ["ondermijning", "jeugdoverlast"]),
        ("## Keuze\n\nOnze prioriteiten:\n\n1. ondermijning: drugs\n2. jeugdoverlast\n", ["ondermijning", "jeugdoverlast"]),
        (
            "## Keuze\n\nOnze prioriteiten zijn ondermijning en jeugdoverlast. Zo gaan wij te werk\n\n- brandveiligheid\n- verkeer\n",
            ["ondermijning", "jeugdoverlast"],
        ),
        ("## Keuze\n\n| Prioriteit | Doel |\n|---|---|\n| Ondermijning | x |\n| Jeugdoverlast | x |\n", ["Ondermijning", "Jeugdoverlast"]),
        ("## Keuze\n\n| Wat | Doel |\n|---|---|\n| Prioriteit | x |\n| Ondermijning | x |\n| Jeugdoverlast | x |\n", []),
        ("## Prioriteiten\n\nOndermijning. Wij doen veel.\n\nJeugdoverlast. Wij doen veel.\n", ["Ondermijning", "Jeugdoverlast"]),
    ],
)  # fmt: skip
def test_without_headings_a_sentence_list_or_table_declares_them(text: str, found: list[str], plan: Read) -> None:
    assert names(text, plan) == found


REST = "## Opzet\n\nTekst.\n\n## Vervolg\n\nTekst.\n\n## Slot\n\nTekst.\n\n"
SAID = "Onze prioriteiten zijn ondermijning en jeugdoverlast.\n\n"


def test_a_summary_in_front_declares_and_an_appendix_behind_does_not(plan: Read) -> None:
    assert names(f"## Samenvatting\n\n{SAID}{REST}", plan) == ["ondermijning", "jeugdoverlast"]
    assert names(f"{REST}## Bijlage\n\n{SAID}", plan) == []
    assert names("## Bijlage\n\n### Prioriteit 1: Ondermijning\n\nTekst.\n", plan) == []


def test_what_is_called_a_priority_counts_anywhere_but_among_the_other_themes(plan: Read) -> None:
    text = "## Beeld\n\n### Prioriteit 1: Ondermijning\n\nTekst.\n\n## Overige thema's\n\n### Prioriteit 9: Brandveiligheid\n\nTekst.\n"
    assert names(text, plan) == ["Prioriteit 1: Ondermijning"]


def test_a_name_that_means_nothing_is_a_priority_when_it_is_worked_out_or_one_of_several(plan: Read) -> None:
    assert names("## Prioriteiten\n\n### Vliegwielen\n\nTekst.\n\n### Bakkerij\n\nTekst.\n", plan) == []
    worked_out = "## Prioriteiten\n\n### Vliegwielen\n\n#### Wie\n\nTekst.\n\n### Bakkerij\n\nTekst.\n"
    assert names(worked_out, plan) == ["Vliegwielen"]
    assert names("## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n### Bakkerij\n\nTekst.\n", plan) == [
        "Ondermijning",
        "Bakkerij",
    ]


def test_a_heading_that_only_stands_above_names_is_looked_through(plan: Read) -> None:
    text = "## Onze prioriteiten\n\n### Nader bekeken\n\n#### Ondermijning\n\nTekst.\n\n#### {0}\n\nTekst.\n"
    assert [one.name for one in plan(text.format("Verkeersveiligheid")).priorities] == ["Ondermijning", "Verkeersveiligheid"]
    # With a part of its own it is a priority itself.
    assert [one.name for one in plan(text.format("Wat de buurt ervan merkt")).priorities] == ["Nader bekeken"]


def test_what_is_called_a_basic_task_is_no_priority(plan: Read) -> None:
    assert names("## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n### Basistaak 1: Brandveiligheid\n\nTekst.\n", plan) == [
        "Ondermijning"
    ]


def test_a_priority_is_no_other_theme_as_well(plan: Read) -> None:
    others = "## Overige thema's\n\n### Ondermijnende criminaliteit\n\nTekst.\n\n### Brandveiligheid\n\nTekst.\n"
    assert [one.name for one in plan(f"## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n{others}").others] == ["Brandveiligheid"]


@pytest.mark.parametrize(
    ("sections", "places"),
    [
        ("## Ondermijning\n\nTekst.\n\n### Ondermijnende criminaliteit\n\nTekst.\n", [["Ondermijning"], []]),
        ("## Bijlage\n\n### Ondermijning\n\nTekst.\n\n## Terugblik\n\n### Jeugdoverlast\n\nTekst.\n", [[], []]),
        ("## Jeugd\n\n### Jeugdoverlast\n\nTekst.\n", [[], ["Jeugdoverlast"]]),
    ],
)
def test_a_declared_priority_is_worked_out_under_the_highest_heading_of_that_meaning(
    sections: str, places: list[list[str]], plan: Read
) -> None:
    found = plan(f"## Keuze\n\n{SAID}{sections}").priorities
    assert [[place.title for place in one.places] for one in found] == places


def test_a_priority_that_comes_back_has_the_sections_of_both(plan: Read) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Meer\n\n### Prioriteit 1: Ondermijning\n\nTekst.\n"
    (one,) = plan(text).priorities
    assert [place.title for place in one.places] == ["Ondermijning", "Prioriteit 1: Ondermijning"]


def test_a_sentence_may_declare_the_other_themes(plan: Read) -> None:
    text = (
        "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Keuze\n\nDe basistaken zijn brandveiligheid en verkeersveiligheid.\n"
    )
    assert [one.name for one in plan(text).others] == ["brandveiligheid", "verkeersveiligheid"]


def test_a_declared_name_that_is_a_heading_is_known_by_that(plan: Read) -> None:
    text = "## Keuze\n\nOnze prioriteiten zijn ondermijning, jeugdoverlast en vliegwielen.\n\n## Vliegwielen\n\nTekst.\n"
    found = plan(text).priorities
    assert [one.name for one in found] == ["ondermijning", "jeugdoverlast", "vliegwielen"]
    assert [place.title for place in found[2].places] == ["Vliegwielen"]


def test_a_sentence_in_a_cell_declares_nothing(plan: Read) -> None:
    assert (
        names("## Keuze\n\n| Wat | Wie |\n|---|---|\n| Onze prioriteiten zijn ondermijning en jeugdoverlast. | raad |\n", plan)
        == []
    )


def test_in_a_list_of_priorities_most_are_known_and_a_long_sentence_is_none(plan: Read) -> None:
    known = "## Keuze\n\nOnze prioriteiten:\n\n- ondermijning\n- de jeugdoverlast\n"
    assert names(f"{known}- vliegwielen\n", plan) == ["ondermijning", "jeugdoverlast", "vliegwielen"]
    assert names(f"{known}- vliegwielen\n- bakkerij\n- muziek\n", plan) == []
    long = "- wij gaan met elkaar in gesprek over wat er in de komende jaren nog meer te doen is in onze mooie gemeente\n"
    assert names(f"{known}{long}", plan) == ["ondermijning", "jeugdoverlast"]
