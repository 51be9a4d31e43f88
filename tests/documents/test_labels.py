"""The number in front of a heading, and numbers as lists print them."""

from __future__ import annotations

import pytest

from kbv_rules.documents.counting import written
from kbv_rules.documents.labels import depth_of, split_label


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("3.2 Onze ambitie", "3.2", "Onze ambitie"),
        ("Hoofdstuk 3: Ambitie", "3", "Ambitie"),
        ("Hoofdstuk 3", "3", "Hoofdstuk 3"),
        ("Bijlage 1 Cijfers", "Bijlage 1", "Cijfers"),
        ("Paragraaf 2.1: Wie", "Paragraaf 2.1", "Wie"),
        ("IV. Begroting", "IV", "Begroting"),
        ("4 prioriteiten", None, "4 prioriteiten"),
        ("4. prioriteiten", "4", "prioriteiten"),
        ("12 2025 2030", None, "12 2025 2030"),
    ],
)
def test_the_number_of_a_heading_is_apart_from_its_words(text: str, label: str | None, words: str) -> None:
    assert split_label(text) == (label, words)


@pytest.mark.parametrize(
    ("label", "depth"), [("3", 1), ("3.2", 2), ("3.2.1", 3), ("Bijlage A", 1), ("Paragraaf 2", None), ("IV", None), (None, None)]
)
def test_a_number_tells_how_deep_it_reaches(label: str | None, depth: int | None) -> None:
    assert depth_of(label) == depth


@pytest.mark.parametrize(
    ("count", "how", "text"),
    [(3, "1", "3"), (3, "a", "c"), (28, "a", "bb"), (27, "A", "AA"), (4, "i", "iv"), (49, "I", "XLIX"), (9000, "i", "9000")],
)
def test_a_list_counts_in_figures_letters_or_roman_numbers(count: int, how: str, text: str) -> None:
    assert written(count, how) == text
