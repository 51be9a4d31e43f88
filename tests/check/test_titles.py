"""Headings without their numbers, years and leading words."""

from __future__ import annotations

import pytest

from kbv_rules.check.titles import bare, without_lead

LEAD = ("prioriteit", "speerpunt")


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("4.2 Ondermijning", "Ondermijning"),
        ("Hoofdstuk 4: Prioriteiten", "Prioriteiten"),
        ("A3. Hoe wij samenwerken", "Hoe wij samenwerken"),
        ("IV. Begroting", "Begroting"),
        ("Prioriteiten 2027-2030", "Prioriteiten"),
        ("Prioriteiten (2027 t/m 2030)", "Prioriteiten"),
        ("Inbraken", "Inbraken"),
        ("2030", "2030"),
    ],
)
def test_a_number_and_years_are_no_part_of_a_heading(heading: str, left: str) -> None:
    assert bare(heading, ("hoofdstuk", "deel")) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Prioriteit 2: Zorg en veiligheid", ("Zorg en veiligheid", True)),
        ("Speerpunt A - Jeugd", ("Jeugd", True)),
        ("Prioriteit: Jeugd", ("Jeugd", True)),
        ("Prioriteiten", ("Prioriteiten", False)),
        ("Prioriteit geven aan jeugd", ("Prioriteit geven aan jeugd", False)),
    ],
)
def test_a_leading_word_counts_with_a_number_or_a_sign(text: str, left: tuple[str, bool]) -> None:
    assert without_lead(text, LEAD) == left
