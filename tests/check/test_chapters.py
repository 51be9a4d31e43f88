"""Which sections serve a chapter, and which only seem to."""

# ruff: noqa: E501 - drafts and messages stay on one line

from __future__ import annotations

import pytest

from tests.check.conftest import Read

PRIORITIES = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n"
MONEY = "De lasten zijn 85.000 euro structureel; de dekking komt uit de algemene middelen van de programmabegroting."
CYCLE = "De stuurgroep en de driehoek volgen de beleidscyclus met een evaluatie."
WORKED_OUT = "#### Wat speelt er\n\nTekst.\n\n#### Wat gaan we doen\n\nTekst.\n\n"
HALF = "#### Wat speelt er\n\nTekst.\n\n"
THEMES = "### Wegen\n\nVerkeersveiligheid telt.\n\n### Vuur\n\nBrandveiligheid telt.\n\n### Hangplek\n\nJeugdoverlast is er weinig.\n\n"


def served(text: str, plan: Read) -> dict[int, list[str]]:
    return {number: [place.title for place in places] for number, places in plan(text).served.places.items() if number != 4}


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        pytest.param("## Begrotung\n\nTekst.\n", {7: ["Begrotung"]}, id="a slip of the pen"),
        pytest.param("## Visie en visie\n\nTekst.\n", {2: ["Visie en visie"]}, id="twice the same"),
        pytest.param("## Visie\n\nTekst.\n\n### Onze visie\n\nTekst.\n", {2: ["Visie"]}, id="a part of the same chapter"),
        pytest.param("## Visie\n\nTekst.\n\n## Visie\n\nTekst.\n", {2: ["Visie", "Visie"]}, id="a chapter in two parts"),
        pytest.param("## Bijlagen\n\n### Begroting\n\nTekst.\n", {}, id="in an appendix"),
        pytest.param("## Wijken\n\n### Noord\n\n#### Begroting\n\nTekst.\n", {}, id="too deep"),
        pytest.param("## Noord\n\n### Organisatie\n\nT.\n\n## Zuid\n\n### Organisatie\n\nT.\n", {}, id="a part of each section"),
        pytest.param("## Organisatie\n\n### Begrotung\n\nTekst.\n", {6: ["Organisatie"]}, id="a slip within a chapter"),
        pytest.param("## Terugblik\n\n### Begroting\n\nTekst.\n", {1: ["Terugblik"]}, id="the money of the past"),
    ],
)
def test_a_heading_is_a_chapter_where_it_stands_as_one(text: str, chapters: dict[int, list[str]], plan: Read) -> None:
    assert served(f"{text}\n{PRIORITIES}", plan) == chapters


def test_deep_in_a_priority_other_themes_are_no_chapter(plan: Read) -> None:
    text = "## Prioriteiten\n\n### Prioriteit 1: Ondermijning\n\n#### Overige thema's\n\nTekst.\n"
    assert served(text, plan) == {}


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        pytest.param(f"## Zaken\n\n{MONEY}\n", {7: ["Zaken"]}, id="enough of its words"),
        pytest.param("## Zaken\n\nDe lasten zijn in euro.\n", {}, id="too few of its words"),
        pytest.param(f"## Bijlagen\n\n{MONEY}\n", {}, id="in an appendix"),
        pytest.param(f"## Zaken\n\n{MONEY}\n\n### Visie\n\nTekst.\n", {2: ["Visie"]}, id="around another chapter"),
    ],
)
def test_a_section_under_an_unknown_heading_is_a_chapter_by_its_words(
    text: str, chapters: dict[int, list[str]], plan: Read
) -> None:
    assert served(f"{PRIORITIES}\n{text}", plan) == chapters


@pytest.mark.parametrize("heading", ["", "#### Wat het kost\n\n"])
def test_money_in_a_priority_is_its_own(heading: str, plan: Read) -> None:
    assert served(PRIORITIES.replace("Tekst.", f"{heading}{MONEY}"), plan) == {}
    led = f"## Prioriteit 1: Ondermijning\n\n{MONEY}\n\n### Zaken\n\n{MONEY}\n\n## Prioriteit 2: Jeugdoverlast\n\nTekst.\n"
    assert served(led, plan) == {}


@pytest.mark.parametrize(
    ("text", "priorities"),
    [
        (f"## Samen\n\n### Ondermijning\n\n{WORKED_OUT}### Jeugdoverlast\n\n{WORKED_OUT}", ["Ondermijning", "Jeugdoverlast"]),
        (f"## Samen\n\n### Ondermijning\n\n{HALF}### Jeugdoverlast\n\n{HALF}", []),
        (f"## Samen\n\n### Ondermijning\n\n{WORKED_OUT}### Wolken\n\nTekst.\n", []),
        (
            f"## Samen\n\n### Brandveiligheid\n\n{WORKED_OUT}### Jeugdoverlast\n\n{WORKED_OUT}## Nog meer\n\n"
            f"### Ondermijning\n\n{WORKED_OUT}### Woninginbraken\n\n{WORKED_OUT}### Verkeersveiligheid\n\n{WORKED_OUT}",
            ["Ondermijning", "Woninginbraken", "Verkeersveiligheid"],
        ),
        (f"## Speerpunten\n\n### Ondermijning\n\nTekst.\n\n## Samen\n\n### Vuur\n\n{WORKED_OUT}### Rook\n\n{WORKED_OUT}", ["Ondermijning"]),
    ],
)  # fmt: skip
def test_sections_that_are_worked_out_are_priorities_where_no_heading_says_so(
    text: str, priorities: list[str], plan: Read
) -> None:
    assert [one.name for one in plan(text).priorities] == priorities


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        (f"{PRIORITIES}## Alledag\n\n{THEMES}", {5: ["Alledag"]}),
        (f"{PRIORITIES}## Alledag\n\n{THEMES}### Bakkerij\n\nTekst.\n\n### Muziek\n\nTekst.\n\n### Boeken\n\nTekst.\n", {}),
        (f"{PRIORITIES}## Alledag\n\n{THEMES.rpartition('### ')[0]}", {}),
        (f"## Alledag\n\n{THEMES}{PRIORITIES}", {}),
    ],
)
def test_enough_sections_on_themes_after_the_priorities_are_the_other_themes(
    text: str, chapters: dict[int, list[str]], plan: Read
) -> None:
    assert served(text, plan) == chapters


TABLES = """De burgemeester is portefeuillehouder en de wethouder voorzitter van de stuurgroep. In de driehoek zit ook de officier van
justitie. Elk kwartaal rapporteert de coördinator over de voortgang; het college maakt een uitvoeringsplan en een evaluatie."""


@pytest.mark.parametrize(
    ("text", "number", "chapters"),
    [
        (TABLES, 6, ["Wie aan welke tafel zit"]),
        ("Onze werkgroep spreekt elk kwartaal met de burgemeester.", 6, []),
    ],
)
def test_a_chapter_may_stand_within_another_when_many_words_say_so(
    text: str, number: int, chapters: list[str], plan: Read
) -> None:
    read = f"## Hoe we werken\n\n### Waar we op varen\n\nWij voorkomen eerst.\n\n### Wie aan welke tafel zit\n\n{text}\n\n{PRIORITIES}"
    assert served(read, plan).get(number, []) == chapters


def test_a_heading_that_ends_in_the_other_themes_names_them(plan: Read) -> None:
    text = f"## Visie\n\nTekst.\n\n## Programma's voor de overige thema's\n\nTekst.\n\n{PRIORITIES}"
    assert served(text, plan)[5] == ["Programma's voor de overige thema's"]
