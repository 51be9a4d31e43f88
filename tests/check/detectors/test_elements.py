"""When an element of a priority counts as there, though its heading says nothing."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

WHY = "Op de terreinen staat veel leeg en ondernemers worden onder druk gezet door mensen met te veel contant geld op zak."
APPROACH = (
    "Elke maand loopt een team van politie, boa's en Belastingdienst een terrein na. Eigenaren van loodsen krijgen een vast "
    "aanspreekpunt en leren signalen herkennen, en bij drugs gaat het pand voor een half jaar dicht."
)
BESIDE = "Het economisch beleid en het horecabeleid van de gemeente dragen hieraan bij."
GOAL = "Ondernemers weten waar zij kunnen melden en criminelen vinden hier geen ruimte."
FIGURES = "- Aantal meldingen bij Meld Misdaad Anoniem: van 24 in 2025 naar 40 in 2030"


def priority(name: str, *parts: tuple[str, str]) -> str:
    return f"### {name}\n\n" + "\n\n".join(f"#### {heading}\n\n{text}" for heading, text in parts) + "\n\n"


def lacking(text: str, plan: Read, check_rules: CheckRules) -> set[tuple[str, str]]:
    remarks = check_plan(plan(f"## Prioriteiten\n\n{text}"), check_rules, only=["priority-element-missing"]).remarks
    return {(str(remark.about["priority"]), str(remark.about["element"])) for remark in remarks}


REST = (("Flankerend beleid", BESIDE), ("Doelstelling", GOAL), ("Streefwaarden", FIGURES))


@pytest.mark.parametrize("heading", ["De lijn voor de komende jaren", "Van kop tot staart", "Vier sporen", "Samen sterk"])
def test_a_heading_that_says_nothing_is_the_approach_when_that_is_found_nowhere_else(
    heading: str, plan: Read, check_rules: CheckRules
) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), (heading, APPROACH), *REST)
    assert lacking(text, plan, check_rules) == set()


@pytest.mark.parametrize("heading", ["Raakvlakken", "Partners", "De digitale kant", "Lokaal accent", "Wat het kost"])
def test_a_heading_about_something_else_is_no_approach(heading: str, plan: Read, check_rules: CheckRules) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), (heading, APPROACH), *REST)
    assert lacking(text, plan, check_rules) == {("Ondermijning", "approach")}


def test_the_first_heading_that_says_nothing_is_the_explanation(plan: Read, check_rules: CheckRules) -> None:
    told = f"{WHY} {WHY}"
    text = priority("Ondermijning", ("Loodsen zonder huurder", told), ("Van kop tot staart", APPROACH), *REST)
    assert lacking(text, plan, check_rules) == set()


def test_a_heading_that_stands_beside_the_approach_elsewhere_is_not_the_approach(plan: Read, check_rules: CheckRules) -> None:
    one = priority("Ondermijning", ("Waarom", WHY), ("Aanpak", APPROACH), ("Uit het veld", APPROACH), *REST)
    two = priority("Woninginbraken", ("Waarom", WHY), ("Uit het veld", APPROACH), *REST)
    assert lacking(one + two, plan, check_rules) == {("Woninginbraken", "approach")}


def test_policy_named_in_the_links_is_no_flanking_policy_where_that_has_a_heading_elsewhere(
    plan: Read, check_rules: CheckRules
) -> None:
    links = ("Raakvlakken", "Met het jeugdbeleid en de schuldhulpverlening voorkomen we dat jongeren afglijden naar drugshandel.")
    parts = (("Waarom", WHY), ("Aanpak", APPROACH), links, ("Doelstelling", GOAL), ("Streefwaarden", FIGURES))
    alone = priority("Ondermijning", *parts)
    beside = priority("Woninginbraken", *parts, ("Flankerend beleid", BESIDE))
    assert lacking(alone, plan, check_rules) == set()
    assert lacking(alone + beside, plan, check_rules) == {("Ondermijning", "flanking-policy")}


@pytest.mark.parametrize(("words", "there"), [(GOAL, True), ("Wij volgen jaarlijks de volgende cijfers.", False)])
def test_words_beside_the_figures_are_the_goal_whatever_stands_above_them(
    words: str, plan: Read, check_rules: CheckRules, *, there: bool
) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), ("Aanpak", APPROACH), REST[0], ("Zicht op 2030", f"{words}\n\n{FIGURES}"))
    assert lacking(text, plan, check_rules) == (set() if there else {("Ondermijning", "qualitative-goal")})


def test_the_section_of_the_figures_is_no_approach(plan: Read, check_rules: CheckRules) -> None:
    goal = f"{GOAL} {GOAL} {GOAL}\n\n{FIGURES}"
    text = priority("Ondermijning", ("Waarom", WHY), REST[0], ("Zicht op 2030", goal))
    assert lacking(text, plan, check_rules) == {("Ondermijning", "approach")}


@pytest.mark.parametrize(
    "headings",
    [
        ("Wat ons zorgen baart", "Aan de slag", "Wat ons helpt", "Daar doen we het voor", "Zo weten we of het lukt"),
        ("Onderbouwing", "Interventies", "Meebewegend beleid", "Streefbeeld", "Graadmeters"),
        ("Reden", "Dit pakken we aan", "Bestaand beleid", "Over vier jaar", "In cijfers"),
    ],
)
def test_the_elements_have_many_names(headings: tuple[str, ...], plan: Read, check_rules: CheckRules) -> None:
    parts = zip(headings, (WHY, APPROACH, BESIDE, GOAL, FIGURES), strict=True)
    assert lacking(priority("Ondermijning", *parts), plan, check_rules) == set()
    for element in range(5):
        names = ("explanation", "approach", "flanking-policy", "qualitative-goal", "quantitative-goal")
        rest = [
            part for at, part in enumerate(zip(headings, (WHY, APPROACH, BESIDE, GOAL, FIGURES), strict=True)) if at != element
        ]
        assert lacking(priority("Ondermijning", *rest), plan, check_rules) == {("Ondermijning", names[element])}


ROW = "Politie, Openbaar Ministerie, Belastingdienst, RIEC, brandweer, omgevingsdienst en de ondernemersvereniging. "


def test_a_section_that_begins_with_a_row_of_partners_is_no_approach(plan: Read, check_rules: CheckRules) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), ("Samen op pad", ROW + APPROACH), *REST)
    assert lacking(text, plan, check_rules) == {("Ondermijning", "approach")}


def test_a_sentence_that_begins_as_a_label_does_is_none(plan: Read, check_rules: CheckRules) -> None:
    told = (
        f"{WHY} {WHY}\n\nDe aanpak rust op drie pijlers. {APPROACH}\n\n{BESIDE}\n\nWat we nastreven is dit: {GOAL}\n\n{FIGURES}"
    )
    assert lacking(f"### Ondermijning\n\n{told}", plan, check_rules) == set()


def test_a_priority_with_labels_that_begins_with_another_element_has_no_explanation(plan: Read, check_rules: CheckRules) -> None:
    parts = ("Hoe we het aanpakken. " + APPROACH, WHY + WHY, "Ander beleid dat helpt. " + BESIDE, "Doel. " + GOAL, FIGURES)
    text = "### Ondermijning\n\n" + "\n\n".join(parts)
    assert lacking(text, plan, check_rules) == {("Ondermijning", "explanation")}
    assert lacking(text.replace("Hoe we", f"Waarom dit voorgaat. {WHY}\n\nHoe we"), plan, check_rules) == set()
    # A line on who leads it does not stand in the way of the text behind it.
    led = text.replace("Hoe we", f"Bestuurlijk trekker: de burgemeester.\n\n{WHY} {WHY}\n\nHoe we")
    assert lacking(led, plan, check_rules) == set()


@pytest.mark.parametrize(
    ("sentence", "goal"),
    [
        ("In 2030 durven ondernemers op alle terreinen verdachte zaken te melden.", True),
        ("De regiovisie Veilige bedrijven (2027-2030) is voor ons het vertrekpunt.", False),
        ("Het rijk betaalt tot en met 2030 aan de controles op de terreinen mee.", False),
    ],
)
def test_a_year_ahead_is_a_goal_only_where_it_says_when(
    sentence: str, plan: Read, check_rules: CheckRules, *, goal: bool
) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), ("Aanpak", APPROACH), ("Overig", sentence), REST[0], REST[2])
    assert lacking(text, plan, check_rules) == (set() if goal else {("Ondermijning", "qualitative-goal")})


def test_what_the_municipality_wants_to_do_is_no_goal(plan: Read, check_rules: CheckRules) -> None:
    told = f"{WHY} {WHY}\n\nWe willen signalen zien aankomen en wij controleren streng. {APPROACH}\n\n{BESIDE}\n\n{FIGURES}"
    assert lacking(f"### Ondermijning\n\n{told}", plan, check_rules) == {("Ondermijning", "qualitative-goal")}


@pytest.mark.parametrize(
    "beside",
    [
        "De parkenvisie, het havenreglement en de vastgoedstrategie halen de voedingsbodem weg.",
        "Het rioleringsplan, de wijkagenda's, de cultuurnota en het programma Groene Stad.",
    ],
)
def test_a_row_of_plans_and_policies_is_the_policy_that_helps_along(beside: str, plan: Read, check_rules: CheckRules) -> None:
    text = priority("Ondermijning", ("Waarom", WHY), ("Aanpak", APPROACH), ("Buurman en buurman", beside), *REST[1:])
    assert lacking(text, plan, check_rules) == set()
    told = text.replace(beside, "Wij danken iedereen die dit plan leest en ermee aan de slag gaat.")
    assert lacking(told, plan, check_rules) == {("Ondermijning", "flanking-policy")}
