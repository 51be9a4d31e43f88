"""Outdated laws: what is history is no fault."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from kbv_rules.model.remark import Remark
from tests.check.conftest import Read


def outdated(sentence: str, plan: Read, rules: CheckRules) -> tuple[Remark, ...]:
    return check_plan(plan(f"## Overige thema's\n\n### Veilig uitgaan\n\n{sentence}\n"), rules, only=["law-outdated"]).remarks


@pytest.mark.parametrize(
    ("sentence", "law", "successor"),
    [
        ("Wij handhaven de Drank- en Horecawet.", "drank-en-horecawet", "alcoholwet"),
        ("Wij handhaven de DHW in het weekend.", "drank-en-horecawet", "alcoholwet"),
        ("Vergunningen op grond van de Wabo worden getoetst.", "wabo", "omgevingswet"),
        ("Bedrijven onder het Bevi worden bezocht.", "bevi", "besluit-kwaliteit-leefomgeving"),
        ("Panden voldoen aan het Bouwbesluit.", "bouwbesluit-2012", "besluit-bouwwerken-leefomgeving"),
        ("Wij werken volgens de BIG.", "big", "bio"),
        ("De WGS is nog in behandeling bij de Eerste Kamer.", "wgs", "wgs"),
        ("Het wetsvoorstel seksuele misdrijven wacht op behandeling.", "wet-seksuele-misdrijven", "wet-seksuele-misdrijven"),
    ],
)
def test_a_law_that_changed_is_told_with_what_came_in_its_place(
    sentence: str, law: str, successor: str, plan: Read, check_rules: CheckRules
) -> None:
    (remark,) = outdated(sentence, plan, check_rules)
    assert remark.about == {"law": law, "successor": successor}
    assert remark.location.quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij handhaven de Alcoholwet.",
        "De voormalige Drank- en Horecawet kende deze eis al.",
        "Tot 2024 gold de Wabo, nu de Omgevingswet.",
        "Wij lezen de Wabo naast de Omgevingswet.",
        "De Omgevingswet verving onder meer de Wabo en het Bevi.",
        "De WGS geeft sinds 2025 een grondslag voor het delen van gegevens.",
        "In de tijd van de Drank- en Horecawet was dit een taak van de burgemeester.",
        "Van elke verpleegkundige wordt de BIG-registratie nagegaan.",
        "Voor de Alcoholwet (voorheen de Drank- en Horecawet) is een plan gemaakt.",
    ],
)
def test_what_holds_or_is_history_is_no_fault(sentence: str, plan: Read, check_rules: CheckRules) -> None:
    assert outdated(sentence, plan, check_rules) == ()


def test_each_law_is_told_once(plan: Read, check_rules: CheckRules) -> None:
    assert len(outdated("Wij handhaven de Drank- en Horecawet.\n\nDe Drank- en Horecawet is streng.", plan, check_rules)) == 1


def test_a_law_that_did_not_change_of_late_is_no_fault_whatever_is_said_of_it(plan: Read, check_rules: CheckRules) -> None:
    assert outdated("De Ambtenarenwet is nog in behandeling bij de Eerste Kamer.", plan, check_rules) == ()


def test_a_bill_far_from_the_law_says_nothing_of_it(plan: Read, check_rules: CheckRules) -> None:
    far = "die grondslag gebruiken wij in onze gemeente bij elk overleg over mensen met meervoudige problemen"
    assert outdated(f"De WGS geldt en {far}, terwijl een ander wetsvoorstel volgt.", plan, check_rules) == ()


def test_a_code_that_got_another_name_is_a_suggestion(plan: Read, check_rules: CheckRules) -> None:
    (remark,) = outdated("Wij werken volgens de Planwet verkeer en vervoer.", plan, check_rules)
    assert remark.severity == "note"


def test_the_last_change_of_a_law_is_told(plan: Read, check_rules: CheckRules) -> None:
    (remark,) = outdated("De Opiumwet is nog in behandeling bij de Eerste Kamer.", plan, check_rules)
    assert "2025" in f"{remark.message} {remark.source} {remark.advice}"
    assert "2023" not in f"{remark.message} {remark.source} {remark.advice}"
