"""What counts as a mention of the regional plan of the police."""

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
        ("De politie werkt hard in onze wijken.", True),
        ("De raad hoort over het regionaal beleidsplan en het risicoprofiel van de Veiligheidsregio.", True),
        ("Wij lazen het risicoprofiel en het regionaal beleidsplan van de politie.", False),
    ],
)
def test_the_plan_of_the_safety_region_is_not_that_of_the_police(
    text: str, plan: Read, check_rules: CheckRules, *, missing: bool
) -> None:
    remarks = check_plan(plan(PLAN.format(text)), check_rules, only=["regional-police-plan-missing"]).remarks
    assert bool(remarks) is missing
