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
        ("Verkeersveiligheid", "wegbeheerders"),
        ("Huiselijk geweld", "veilig-thuis"),
        ("Subjectieve veiligheid", "woningcorporaties"),
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
        ("Verkeersveiligheid", "Met Rijkswaterstaat bespreken we de afritten.", "wegbeheerders"),
        ("Woninginbraak", "De politie komt langs.", "veilig-thuis"),
    ],
)
def test_a_partner_may_be_called_by_a_common_word(
    theme: str, text: str, partner: str, plan: Read, check_rules: CheckRules
) -> None:
    read = plan(f"## Prioriteiten\n\n### {theme}\n\n{text}\n")
    assert partner not in {remark.about["partner"] for remark in check_plan(read, check_rules, only=["partner-missing"]).remarks}


def missed(theme: str, plan: Read, rules: CheckRules, *, all_: bool = False) -> list[object]:
    read = plan(f"## Prioriteiten\n\n### {theme}\n\nWij controleren.\n")
    return [one.about["partner"] for one in check_plan(read, rules, only=["partner-missing"], show_all=all_).remarks]


@pytest.mark.parametrize(
    ("theme", "partners"),
    [
        # Those that belong to the theme come first; then those with most measures.
        ("Ondermijning", ["riec", "belastingdienst", "politie", "openbaar-ministerie"]),
        ("Polarisatie en radicalisering", ["landelijk-steunpunt-extremisme", "politie", "openbaar-ministerie"]),
        # No more than a handful, the police and the prosecution not among them where others do more.
        ("High impact crime", ["woningcorporaties", "zorg-en-veiligheidshuis", "ggz", "wijkteams"]),
        # Of a bundle those printed with half of its themes, by the measures on what it is about.
        ("Jeugd en veiligheid", ["politie", "zorg-en-veiligheidshuis", "openbaar-ministerie"]),
        ("Drugscriminaliteit en drugsoverlast", ["politie", "openbaar-ministerie"]),
        ("Fysieke veiligheid", []),
        # The safety region and the fire brigade are no partners that one forgets.
        ("Brandveiligheid", []),
    ],
)
def test_the_partners_of_a_priority_in_order_of_weight(
    theme: str, partners: list[str], plan: Read, check_rules: CheckRules
) -> None:
    assert missed(theme, plan, check_rules) == partners


def test_further_organisations_of_one_theme_are_told_on_request(plan: Read, check_rules: CheckRules) -> None:
    assert missed("Jeugdoverlast", plan, check_rules, all_=True) == [
        "politie",
        "openbaar-ministerie",
        "instellingen",
        "veilig-thuis",
        "zorg-en-veiligheidshuis",
    ]
    assert missed("Brandveiligheid", plan, check_rules, all_=True) == ["omgevingsdienst"]
    assert missed("Veilig ondernemen", plan, check_rules, all_=True) == ["politie"]
