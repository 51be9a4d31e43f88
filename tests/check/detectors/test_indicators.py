"""How many indicators, of which kinds, and whether their targets go the right way."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from kbv_rules.model.remark import Remark
from tests.check.conftest import Read

BURGLARIES = "- Aantal woninginbraken: van 120 in 2025 naar 90 in 2030\n"
CARS = "- Aantal auto-inbraken: van 20 in 2025 naar 10 in 2030\n"
FEELING = "- Rapportcijfer veiligheidsgevoel: 7,1 in 2025, 7,4 in 2030\n"
CHECKS = "- Aantal controles: van 10 in 2025 naar 20 in 2030\n"


def remarks(items: str, only: str, plan: Read, rules: CheckRules) -> tuple[Remark, ...]:
    text = f"## Prioriteiten\n\n### Woninginbraken\n\n#### Indicatoren\n\n{items}\n"
    return check_plan(plan(text), rules, only=[only]).remarks


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("", "Er is er geen gevonden"),
        (BURGLARIES, "minstens 2. Gevonden: Aantal woninginbraken."),
        (BURGLARIES + FEELING, None),
        (BURGLARIES + FEELING + CARS, None),
        (BURGLARIES + FEELING + CARS + CHECKS, "hooguit 3"),
    ],
)
def test_two_or_three_indicators_are_enough(items: str, said: str | None, plan: Read, check_rules: CheckRules) -> None:
    found = [remark.message for remark in remarks(items, "indicator-count", plan, check_rules)]
    assert len(found) == (said is not None)
    assert all(said in message for message in found if said)


@pytest.mark.parametrize(
    ("items", "missing"),
    [
        (BURGLARIES, []),
        (BURGLARIES + FEELING, []),
        (BURGLARIES + CARS, ["subjective"]),
        (BURGLARIES + CHECKS, ["subjective"]),
    ],
)
def test_figures_of_one_kind_ask_for_the_other(items: str, missing: list[str], plan: Read, check_rules: CheckRules) -> None:
    found = remarks(items, "indicator-mix", plan, check_rules)
    assert [remark.about["missing"] for remark in found] == missing
    own_work = "Wat de gemeente zelf doet"
    assert all((own_work in remark.message) == (CHECKS in items) for remark in found)


def test_three_indicators_that_lack_the_same_are_one_remark(plan: Read, check_rules: CheckRules) -> None:
    two = "- Aantal woninginbraken: 90 in 2030\n- Aantal auto-inbraken: 10 in 2030\n"
    assert len(remarks(two, "indicator-baseline-missing", plan, check_rules)) == 2
    (one,) = remarks(f"{two}- Aantal overvallen: 2 in 2030\n", "indicator-baseline-missing", plan, check_rules)
    assert [about["indicator"] for about in one.joined] == ["Aantal auto-inbraken", "pol-overvallen"]
    assert "Dat geldt voor 3 indicatoren" in one.message


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("Aantal woninginbraken: van 90 in 2025 naar 120 in 2030", "Er staat 120. Van deze indicator is lager beter."),
        ("Aantal woninginbraken: 10% meer dan in 2025", "lager beter"),
        ("Aantal woninginbraken lag in 2025 op 31 en moet omhoog", "De tekst wil dat het cijfer stijgt."),
        ("Rapportcijfer veiligheidsgevoel lag in 2025 op 7,4 en moet omlaag", "De tekst wil dat het cijfer daalt."),
        ("Rapportcijfer veiligheidsgevoel: van 7,4 in 2025 naar 7,1 in 2030", "Er staat 7,1. Van deze indicator is hoger beter."),
    ],
)
def test_a_target_the_wrong_way_is_told_as_it_stands(item: str, said: str, plan: Read, check_rules: CheckRules) -> None:
    (remark,) = remarks(f"- {item}\n", "target-contradicts-direction", plan, check_rules)
    assert said in remark.message


@pytest.mark.parametrize(
    "item",
    [
        "Aantal woninginbraken: van 120 in 2025 naar 90 in 2030",
        "Aantal woninginbraken: 10% minder dan in 2025",
        "Aantal woninginbraken: van 90 in 2025 naar 90 in 2030",
        "Aantal woninginbraken lag in 2025 op 31 en moet stabiel blijven, niet omhoog",
        "Aantal meldingen van huiselijk geweld: van 90 in 2025 naar 120 in 2030",
        "Aantal meldingen van overlast: van 120 in 2025 naar 90 in 2030",
    ],
)
def test_a_target_the_right_way_or_no_way_is_no_fault(item: str, plan: Read, check_rules: CheckRules) -> None:
    assert remarks(f"- {item}\n", "target-contradicts-direction", plan, check_rules) == ()


def test_more_reports_of_what_is_seen_are_doubted_and_no_error(plan: Read, check_rules: CheckRules) -> None:
    item = "- Aantal meldingen van overlast: van 90 in 2025 naar 120 in 2030\n"
    (remark,) = remarks(item, "target-contradicts-direction", plan, check_rules)
    assert remark.severity == "warning"
    assert "Meer meldingen betekent meestal" in remark.message
