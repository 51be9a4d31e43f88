"""Numbers that are written out."""

from __future__ import annotations

import pytest

from kbv_rules.check.number_words import with_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("achttien", "18"),
        ("eenentwintig", "21"),
        ("honderdtachtig", "180"),
        ("negenhonderdvijftig", "950"),
        ("achttienhonderd", "1800"),
        ("honderdeen", "101"),
        ("honderdentwee", "102"),
        ("duizend", "1000"),
        ("duizendentwee", "1002"),
        ("tweeduizend", "2000"),
        ("drieduizendvierhonderd", "3400"),
        ("in 2030 hoogstens tien zaken", "in 2030 hoogstens 10 zaken"),
    ],
)
def test_a_number_in_words_is_a_number(written: str, digits: str) -> None:
    assert with_digits(written) == digits


@pytest.mark.parametrize(
    "text",
    ["een inbraak", "honderden meldingen", "tientallen", "de viering", "achterstand", "het vier-ogenprincipe", "wijk-twee", ""],
)
def test_what_only_looks_like_a_number_stays(text: str) -> None:
    assert with_digits(text) == text
