"""Where sentences end, and how many words they have."""

from __future__ import annotations

import pytest

from kbv_rules.check.sentences import count_words, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Wij controleren. De politie ook.", ["Wij controleren.", "De politie ook."]),
        ("Wij werken o.a. Met de politie.", ["Wij werken o.a. Met de politie."]),
        ("Met J. Jansen van de politie.", ["Met J. Jansen van de politie."]),
        ("Zie art. 172 van de wet.", ["Zie art. 172 van de wet."]),
        ("Aanpak\nWij controleren", ["Aanpak", "Wij controleren"]),
        ("Het zijn er hooguit 5. Dat is minder.", ["Het zijn er hooguit 5.", "Dat is minder."]),
        ("1. Ondermijning en 2. Jeugd", ["1. Ondermijning en 2. Jeugd"]),
        ("Onze keuzes: 9. Jeugd 10. Verkeer.", ["Onze keuzes: 9. Jeugd 10. Verkeer."]),
        ("Wij controleren. en gaan door", ["Wij controleren. en gaan door"]),
    ],
)
def test_a_point_ends_a_sentence_but_not_an_abbreviation(text: str, sentences: list[str]) -> None:
    assert [one.text for one in sentences_of(text, ("o.a.", "art."))] == sentences
    assert all(text[one.start : one.end].strip() == one.text for one in sentences_of(text, ("o.a.", "art.")))


def test_figures_and_signs_are_no_words() -> None:
    assert count_words("In 2030: 12% minder (€ 5) - à 3 inbraken.") == 3
