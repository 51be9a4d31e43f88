"""What counts as a mention of the regional plan of the police, and as a policy cycle."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

PLAN = "## Uitgangssituatie\n\n{0}\n\n## Prioriteiten\n\n### Ondermijning\n\nTekst.\n"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Wij sluiten aan op het regionaal beleidsplan van de politie.", False),
        ("Wij sluiten aan op het Regionaal Beleidsplan 2027-2030.", False),
        ("Onze keuzes staan ook in het regioplan politie.", False),
        ("Dit past bij het beleidsplan van de eenheid Oost-Nederland.", False),
        ("De politie werkt hard in onze wijken.", True),
        ("De raad hoort over het regionaal beleidsplan en het risicoprofiel van de Veiligheidsregio.", True),
        ("De verbinding staat in een regionaal beleidsplan Zorg en Veiligheid 2025-2028.", True),
        ("Wij lazen het risicoprofiel en het regionaal beleidsplan van de politie.", False),
    ],
)
def test_the_plan_of_the_safety_region_is_not_that_of_the_police(
    text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    remarks = check_plan(plan(PLAN.format(text)), check_rules, only=["regional-police-plan-missing"]).remarks
    assert bool(remarks) is missing


@pytest.mark.parametrize(
    ("check", "text", "missing"),
    [
        ("triangle-missing", "De burgemeester bespreekt dit met de officier van justitie en de teamchef.", False),
        ("triangle-missing", "Het gezagsoverleg volgt de voortgang.", False),
        ("triangle-missing", "De burgemeester stemt af met de politie.", True),
        ("triangle-missing", "Met de wethouders en de zorg vergaderen wij in de vijfhoek.", True),
        ("safety-region-missing", "Onze risico's staan in het regionaal risicoprofiel.", True),
        ("safety-region-missing", "De VRU adviseert over brandveiligheid.", False),
        ("safety-region-missing", "Jongeren oefenen met een VR-bril.", True),
    ],
)
def test_an_institution_by_what_it_is_called_or_made_of(
    check: str, text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    assert bool(check_plan(plan(PLAN.format(text)), check_rules, only=[check]).remarks) is missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Elk jaar stelt het college een actieplan vast. Halverwege evalueren wij het plan.", False),
        ("Jaarlijks ontvangt de raad een rapportage over de voortgang.", False),
        ("De driehoek bespreekt jaarlijks de inzet van de politie.\n\nDe adviseur bewaakt de voortgang van dossiers.", True),
        ("Er komt een eigen uitvoeringsprogramma Zorg en Veiligheid.\n\nEr is een evaluatie na elk incident.", True),
        ("De adviseur veiligheid maakt een uitvoeringsplan.", True),
    ],
)
def test_a_word_in_passing_is_no_policy_cycle(text: str, plan: Read, check_rules: CheckRules, *, missing: bool) -> None:
    remarks = check_plan(plan(f"## Coördinatie\n\n{text}\n"), check_rules, only=["policy-cycle-missing"]).remarks
    assert bool(remarks) is missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("## Coördinatie\n\nElk jaar een evaluatie.\n", False),
        ("## Coördinatie\n\nElk jaar een plan.\n", True),
        ("## Coördinatie\n\nEen evaluatie.\n", True),
        ("## Coördinatie\n\nEen evaluatie voor elk\n\njaar dat volgt.\n", True),
        ("## Coördinatie en evaluatie elk jaar\n\nTekst.\n", True),
        ("## Coördinatie\n\nTekst.\n\n## Visie\n\nElk jaar een evaluatie.\n", True),
        ("## Visie\n\nTekst.\n", False),
    ],
)
def test_the_policy_cycle_has_a_plan_and_an_evaluation_in_the_chapter_on_coordination(
    text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    assert bool(check_plan(plan(text), check_rules, only=["policy-cycle-missing"]).remarks) is missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Veiligheidsregio. De raden krijgen jaarlijks het jaarverslag.", True),
        ("Elk jaar krijgen de raden een jaarverslag over dit plan, ook over de veiligheidsregio.", False),
    ],
)
def test_a_label_tells_that_a_report_is_that_of_another_body(
    text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    read = plan(f"## Coördinatie\n\nDe burgemeester is verantwoordelijk.\n\n{text}\n")
    assert bool(check_plan(read, check_rules, only=["policy-cycle-missing"]).remarks) is missing
