"""What counts as a budget."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("## Middelen\n\nDe kosten zijn 85.000 euro per jaar.\n", []),
        ("## Middelen\n\nDe kosten worden gedekt uit de begroting.\n", ["budget-without-amounts"]),
        ("## Middelen\n\n### Capaciteit\n\nVoor de uitvoering is 12 fte nodig.\n", ["budget-missing"]),
        ("## Aanpak\n\nHet extra budget is € 40.000, met dekking uit de kadernota.\n", []),
        ("## Geld en capaciteit\n\nDe formatie is op orde; de werving van boa's loopt.\n", ["budget-missing"]),
        ("## Aanpak\n\nHet ouderenbeleid heeft budget en dekking. De buit was € 9.400.\n", ["budget-missing"]),
        ("## Aanpak\n\n### Kosten en dekking\n\nDe controles vragen € 40.000 per jaar.\n", []),
        ("## Aanpak\n\nDe schade was € 40.000.\n\n## Zorg\n\nEr is budget en dekking.\n", ["budget-missing"]),
    ],
)
def test_people_and_damage_are_no_budget(text: str, remarks: list[str], plan: Read, check_rules: CheckRules) -> None:
    only = ["budget-missing", "budget-without-amounts"]
    assert [one.rule for one in check_plan(plan(text), check_rules, only=only).remarks] == remarks
