"""What a plan costs: a chapter, or amounts elsewhere."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

PLAN = "## Prioriteiten\n\n### Ondermijning\n\n{0}\n"
TABLE = "| Post | {0} |\n|---|---|\n| Inzet | {1} |\n"


def rules_told(text: str, plan: Read, rules: CheckRules) -> list[str]:
    return [one.rule for one in check_plan(plan(text), rules, only=["budget-missing", "budget-without-amounts"]).remarks]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("De dekking komt uit de begroting: 85.000 euro.", False),
        ("De dekking komt uit de begroting.", True),
        ("De lasten zijn 85.000 euro.", True),
        ("In 2027 bezien wij hoe de dekking en de lasten er in euro uitzien.", True),
        ("Tekst.", True),
    ],
)
def test_without_a_chapter_two_words_and_an_amount_are_a_budget(
    text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    assert rules_told(PLAN.format(text), plan, check_rules) == ["budget-missing"] * missing


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("De lasten zijn 85.000 euro.", False),
        ("De lasten volgen in 2027, en die noemen wij dan ook voor elk jaar in euro.", True),
        (TABLE.format("Euro", "85.000"), False),
        (TABLE.format("2027", "veel euro"), True),
        (TABLE.format("Aantal", "12"), True),
        ("Volgt.", True),
    ],
)
def test_a_chapter_on_money_names_an_amount(text: str, plan: Read, check_rules: CheckRules, *, without: bool) -> None:
    found = rules_told(f"{PLAN.format('Tekst.')}\n## Begroting\n\n{text}\n", plan, check_rules)
    assert found == ["budget-without-amounts"] * without
