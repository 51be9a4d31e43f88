"""Care and safety where the method wants it."""

from __future__ import annotations

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
