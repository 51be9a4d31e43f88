"""The partners a priority cannot do without."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read


@pytest.mark.parametrize(
    ("theme", "partner"),
    [
        ("Ondermijning", "riec"),
        ("Ondermijning in het buitengebied", "riec"),
        ("Jeugd, alcohol en drugs", "ggd"),
        ("Verkeersveiligheid", "veilig-verkeer-nederland"),
    ],
)
def test_the_partner_that_belongs_to_a_theme_is_missed(theme: str, partner: str, plan: Read, check_rules: CheckRules) -> None:
    read = plan(f"## Prioriteiten\n\n### {theme}\n\nDe politie controleert.\n")
    assert partner in {remark.about["partner"] for remark in check_plan(read, check_rules, only=["partner-missing"]).remarks}


@pytest.mark.parametrize(
    ("theme", "text", "partner"),
    [
        ("Ondermijning", "De wijkagenten en de recherche gaan langs.", "politie"),
        ("Ondermijning", "Met de officier van justitie kiezen we zaken.", "openbaar-ministerie"),
        ("Onbegrepen gedrag", "Met corporatie Woongoed De Brug bespreken we adressen.", "woningcorporaties"),
        ("Jeugdcriminaliteit", "Het Veiligheidshuis kijkt mee.", "zorg-en-veiligheidshuis"),
    ],
)
def test_a_partner_may_be_called_by_a_common_word(
    theme: str, text: str, partner: str, plan: Read, check_rules: CheckRules
) -> None:
    read = plan(f"## Prioriteiten\n\n### {theme}\n\n{text}\n")
    assert partner not in {remark.about["partner"] for remark in check_plan(read, check_rules, only=["partner-missing"]).remarks}
