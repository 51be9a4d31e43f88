"""Care and safety where the method wants it."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

CARE = "## Prioriteiten\n\n### Personen met verward gedrag\n\n{0}\n\n## Coördinatie\n\n{1}\n"
ROADS = "## Prioriteiten\n\n### Verkeersveiligheid\n\nWij meten snelheid.\n\n## Coördinatie\n\nDe adviseur coördineert.\n"
PROVISIONS = "Het Zorg- en Veiligheidshuis en Veilig Thuis hebben afspraken over opschaling en privacy."


def about(text: str, plan: Read, rules: CheckRules) -> list[dict[str, str | int]]:
    return [remark.about for remark in check_plan(plan(text), rules, only=["care-and-safety-missing"]).remarks]


def test_a_care_topic_asks_for_the_connection_in_its_priority_and_in_the_coordination(
    plan: Read, check_rules: CheckRules
) -> None:
    text = CARE.format("De politie treedt op.", "De adviseur coördineert.")
    assert sorted(map(str, about(text, plan, check_rules))) == ["{'chapter': 6}", "{'priority': 'Personen met verward gedrag'}"]


def test_a_plan_that_makes_the_connection_gets_no_remark(plan: Read, check_rules: CheckRules) -> None:
    assert about(CARE.format("Het wijkteam heeft de casusregie.", PROVISIONS), plan, check_rules) == []


def test_a_plan_without_a_care_topic_is_not_asked(plan: Read, check_rules: CheckRules) -> None:
    assert about(ROADS, plan, check_rules) == []


WHOLE = """
## Strategische doelstelling

{0}

## Strategische uitgangspunten

{1}

## Prioriteiten

### Personen met verward gedrag

Het wijkteam heeft de casusregie. Wij sturen op cijfers.
"""


@pytest.mark.parametrize(
    ("check", "chapter", "text"),
    [
        ("care-and-safety-missing", 2, "Straf alleen helpt niet; hulpverleners en politie maken samen één plan."),
        ("care-and-safety-missing", 3, "Eén hulpverlener leidt de hulp, de gemeente let op de afspraken."),
        ("care-and-safety-missing", 3, "Komt het sociaal team er niet uit, dan gaat de zaak een trede omhoog."),
        ("digital-facet-missing", 2, "Onveiligheid zit ook in je telefoon."),
        ("information-management-missing", 3, "Eerst weten, dan doen."),
        ("information-management-missing", 3, "Elke maand leggen we cijfers van politie en meldingen naast elkaar."),
    ],
)
def test_plain_words_will_do(check: str, chapter: int, text: str, plan: Read, check_rules: CheckRules) -> None:
    remarks = check_plan(plan(WHOLE.format(text, text)), check_rules, only=[check]).remarks
    assert chapter not in [remark.about.get("chapter") for remark in remarks]


@pytest.mark.parametrize(
    ("check", "chapter", "text"),
    [
        ("care-and-safety-missing", 2, "Wie hulp nodig heeft, krijgt die op tijd, en wie over grenzen gaat, merkt dat."),
        ("care-and-safety-missing", 3, "We leggen cijfers van politie, meldingen, zorg en handhaving naast elkaar."),
        ("care-and-safety-missing", 3, "Onze partners zijn de politie, het OM, Veilig Thuis, de brandweer en scholen."),
        ("digital-facet-missing", 2, "Inwoners vulden een online vragenlijst in en zijn lid van een buurtapp."),
        ("information-management-missing", 3, "Gegevens delen wij volgens een privacyprotocol."),
    ],
)
def test_a_word_in_passing_will_not(check: str, chapter: int, text: str, plan: Read, check_rules: CheckRules) -> None:
    remarks = check_plan(plan(WHOLE.format(text, text)), check_rules, only=[check]).remarks
    assert chapter in [remark.about.get("chapter") for remark in remarks]


def test_an_overarching_priority_asks_for_itself_in_the_coordination_only(plan: Read, check_rules: CheckRules) -> None:
    text = CARE.replace("Personen met verward gedrag", "Zorg en veiligheid").format("De politie treedt op.", "De adviseur.")
    assert about(text, plan, check_rules) == [{"chapter": 6}]


@pytest.mark.parametrize(
    ("theme", "text", "asked"),
    [
        ("Sociale kwaliteit", "De politie treedt op tegen multiprobleemgezinnen.", True),
        ("Sociale kwaliteit", "De politie treedt op.", False),
        ("Verkeersveiligheid", "De politie treedt op tegen multiprobleemgezinnen.", False),
    ],
)
def test_a_care_topic_is_at_stake_where_the_text_of_its_theme_speaks_of_it(
    theme: str, text: str, plan: Read, check_rules: CheckRules, *, asked: bool
) -> None:
    draft = f"## Prioriteiten\n\n### {theme}\n\n{text}\n"
    assert about(draft, plan, check_rules) == [{"priority": theme}] * asked


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Het wijkteam coördineert.", True),
        ("Zorg en veiligheid is bij ons een vast punt.", False),
    ],
)
def test_the_coordination_needs_two_signs(text: str, plan: Read, check_rules: CheckRules, *, missing: bool) -> None:
    assert about(CARE.format("Het wijkteam heeft de casusregie.", text), plan, check_rules) == [{"chapter": 6}] * missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zorg en politie trekken samen op.", False),
        ("Zorg is ons veel waard.\n\nDe politie is er ook.", True),
    ],
)
def test_the_goal_ties_care_to_safety_in_one_sentence(text: str, plan: Read, check_rules: CheckRules, *, missing: bool) -> None:
    plan_ = CARE.format("Het wijkteam heeft de casusregie.", PROVISIONS)
    assert about(f"## Visie\n\n{text}\n\n{plan_}", plan, check_rules) == [{"chapter": 2}] * missing


@pytest.mark.parametrize(
    ("rule", "theme", "asked"),
    [
        ("digital-facet-missing", "Ondermijning", True),
        ("digital-facet-missing", "Digitale veiligheid", False),
        ("information-management-missing", "Ondermijning", True),
        ("information-management-missing", "Verkeersveiligheid", False),
        ("information-management-missing", "Drugscriminaliteit en drugsoverlast", True),
    ],
)
def test_a_facet_is_asked_of_the_themes_it_touches_and_not_of_itself(
    rule: str, theme: str, plan: Read, check_rules: CheckRules, *, asked: bool
) -> None:
    (*remarks,) = check_plan(plan(f"## Prioriteiten\n\n### {theme}\n\nTekst.\n"), check_rules, only=[rule]).remarks
    assert [one.about for one in remarks] == [{"priority": theme}] * asked


def test_a_priority_that_touches_no_topic_is_not_told_of_any(plan: Read, check_rules: CheckRules) -> None:
    text = CARE.format("Het wijkteam heeft de casusregie.", PROVISIONS)
    asked = text.replace("## Coördinatie", "### Sociale kwaliteit\n\nDe politie treedt op.\n\n## Coördinatie")
    (remark,) = check_plan(plan(asked), check_rules, only=["care-and-safety-missing"]).remarks
    assert remark.about == {"priority": "Sociale kwaliteit"}
    assert "Dit raakt aan" not in remark.message


PRIORITY = "## Prioriteiten\n\n### {0}\n\n{1}\n\n## Overige thema's\n\n### Personen met verward gedrag\n\nHet wijkteam helpt.\n"


@pytest.mark.parametrize(
    ("check", "priority", "text", "severities"),
    [
        # An approach per person may be the work of the police alone.
        (
            "care-and-safety-missing",
            "Jeugdcriminaliteit",
            "Wie doorgaat, krijgt een persoonsgericht plan: meldplicht.",
            ["warning"],
        ),
        ("care-and-safety-missing", "Jeugdcriminaliteit", "Het persoonsgerichte plan regelt ook hulp voor de ouders.", []),
        ("care-and-safety-missing", "Jeugdcriminaliteit", "Bedreiging van een hulpverlener leidt tot aangifte.", ["warning"]),
        ("care-and-safety-missing", "Ondermijning", "Wij controleren loodsen.", ["note"]),
        ("care-and-safety-missing", "Ondermijning", "Slachtoffers van uitbuiting krijgen opvang.", []),
        ("care-and-safety-missing", "Brandveiligheid", "Wij controleren rookmelders.", ["note"]),
        ("care-and-safety-missing", "Verkeersveiligheid", "Wij meten de snelheid.", []),
        # Portiers warn each other by phone; in a group of young people something happens.
        ("digital-facet-missing", "Veilig uitgaan", "Portiers zitten met de politie in een appgroep.", ["note"]),
        ("digital-facet-missing", "Veilig uitgaan", "In de groepsapp wordt opgeroepen tot vechten.", []),
        ("information-management-missing", "Zorg en veiligheid", "Het wijkteam komt langs.", ["note"]),
        ("information-management-missing", "Ondermijning", "Een analist werkt mee.", ["note"]),
        ("information-management-missing", "Ondermijning", "Een analist legt de signalen naast elkaar.", []),
    ],
)
def test_a_priority_carries_what_it_states(
    check: str, priority: str, text: str, severities: list[str], plan: Read, check_rules: CheckRules
) -> None:
    remarks = check_plan(plan(PRIORITY.format(priority, text)), check_rules, only=[check]).remarks
    assert [one.severity for one in remarks if one.about.get("priority")] == severities


def test_a_team_on_information_says_nothing_of_how_the_choices_are_fed(plan: Read, check_rules: CheckRules) -> None:
    text = "## Coördinatie\n\nHet overleg bestaat uit de teams VTH, Sociaal, Communicatie en Informatievoorziening.\n"
    remarks = check_plan(plan(text), check_rules, only=["information-management-missing"]).remarks
    assert [one.about for one in remarks] == [{"chapter": 6}]
