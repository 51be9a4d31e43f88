"""The five elements of a priority: what shows one, and what only seems to."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

CONTROL = "Met de politie controleren wij alle loodsen."
# Two elements with a heading of their own: then a lone word elsewhere is too little.
HEADED = f"#### Aanleiding\n\nEr is veel leegstand in de loodsen van ons dorp.\n\n#### Aanpak\n\n{CONTROL}\n\n"


def missing(text: str, plan: Read, rules: CheckRules) -> set[object]:
    draft = f"## Prioriteiten\n\n### Ondermijning\n\n{text}\n"
    return {remark.about["element"] for remark in check_plan(plan(draft), rules, only=["priority-element-missing"]).remarks}


@pytest.mark.parametrize(
    "text",
    [
        f"#### Aanpak\n\n{CONTROL}\n",
        f"#### Aanpak en middelen\n\n{CONTROL}\n",
        f"#### Gezamenlijke aanpak\n\n{CONTROL}\n",
        f"Aanpak: {CONTROL}\n",
        f"Aanpak:\n\n{CONTROL}\n",
        f"Aanpak\n\n{CONTROL}\n",
        "| Aanpak | Controles met de politie |\n|---|---|\n| Wie | Boa's |\n",
    ],
)
def test_a_heading_label_or_cell_with_something_behind_it_shows_the_approach(
    text: str, plan: Read, check_rules: CheckRules
) -> None:
    assert "approach" not in missing(text, plan, check_rules)


@pytest.mark.parametrize("text", ["#### Aanpak\n\nVolgt.\n", "Aanpak: volgt.\n"])
def test_a_heading_or_label_with_nothing_behind_it_shows_nothing(text: str, plan: Read, check_rules: CheckRules) -> None:
    assert "approach" in missing(text, plan, check_rules)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Eind 2030 is de leegstand in het dorp voorbij.", True),
        ("Eind 2030 staan er 12 loodsen minder leeg.", False),
        ("Dit meten wij met drie effectindicatoren per loods.", False),
        ("| Loodsen die weer bewoond zijn in het dorp | Minder |\n|---|---|\n| Loodsen | 12 |\n", False),
    ],
)
def test_a_goal_in_words_is_running_text_without_figures(text: str, plan: Read, check_rules: CheckRules, *, there: bool) -> None:
    assert ("qualitative-goal" not in missing(f"#### Doel\n\n{text}\n", plan, check_rules)) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("#### Meetlat\n\n- Aantal drugsdumpingen: van 12 naar 6\n", True),
        ("Het aantal drugsdumpingen gaat van 12 in 2025 naar 6 in 2030.\n", True),
        ("#### Meetlat\n\nWe horen het wel van de buren in het dorp.\n", False),
    ],
)
def test_a_goal_in_figures_has_figures(text: str, plan: Read, check_rules: CheckRules, *, there: bool) -> None:
    assert ("quantitative-goal" not in missing(text, plan, check_rules)) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Het jeugdbeleid helpt.\n\n", True),
        (f"Het jeugdbeleid helpt.\n\n{HEADED}", False),
        (f"Het jeugdbeleid en het welzijnsbeleid helpen.\n\n{HEADED}", True),
        (f"{HEADED}#### Raakvlakken\n\nHet jeugdbeleid en het welzijnsbeleid helpen.\n", True),
        (f"{HEADED}Het jeugdbeleid en het welzijnsbeleid helpen.\n", False),
        (f"Aanpak: {CONTROL}\n\nHet jeugdbeleid en het welzijnsbeleid helpen.\n\n{HEADED}", False),
    ],
)
def test_beside_elements_with_a_heading_running_text_needs_two_signs_of_its_own(
    text: str, plan: Read, check_rules: CheckRules, *, there: bool
) -> None:
    assert ("flanking-policy" not in missing(text, plan, check_rules)) is there


def test_text_on_links_is_no_goal(plan: Read, check_rules: CheckRules) -> None:
    goal = "Ons doel is rust, en wij streven naar een veilig dorp.\n"
    assert "qualitative-goal" not in missing(f"{goal}\n{HEADED}", plan, check_rules)
    assert "qualitative-goal" in missing(f"{HEADED}#### Raakvlakken\n\n{goal}", plan, check_rules)


def test_a_heading_is_no_running_text(plan: Read, check_rules: CheckRules) -> None:
    assert "flanking-policy" in missing("#### Wat het jeugdbeleid van ons vraagt\n\nTekst.\n", plan, check_rules)


def test_an_opening_of_some_length_explains(plan: Read, check_rules: CheckRules) -> None:
    words = " ".join(["loodsen"] * 25)
    assert "explanation" not in missing(f"{words}.\n\n#### Aanpak\n\n{CONTROL}\n", plan, check_rules)
    assert "explanation" in missing(f"{words.removesuffix(' loodsen')}.\n\n#### Aanpak\n\n{CONTROL}\n", plan, check_rules)


def test_a_priority_without_a_section_lacks_all_at_once(plan: Read, check_rules: CheckRules) -> None:
    draft = plan("## Keuze\n\nOnze prioriteiten zijn ondermijning en jeugdoverlast.\n")
    first, second = check_plan(draft, check_rules, only=["priority-element-missing"]).remarks
    assert [remark.about["priority"] for remark in (first, second)] == ["ondermijning", "jeugdoverlast"]
    assert [about["element"] for about in first.joined] == [
        "approach",
        "flanking-policy",
        "qualitative-goal",
        "quantitative-goal",
    ]
