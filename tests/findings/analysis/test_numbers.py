"""What a cell of a table of figures says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.findings.analysis.form import load_form
from kbv_rules.findings.analysis.numbers import Amount, Year, read_amount, read_year

WORDS = load_form().reading.numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("61", 61),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.234,5", 1234.5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1.234.567", 1234567),
        ("0,08", 0.08),
        ("1,122", 1.122),
    ],
)
def test_numbers_as_the_dutch_write_them(text: str, value: float) -> None:
    assert read_amount(text, WORDS) == Amount("number", value)


@pytest.mark.parametrize("text", ["", "-", "–", "n.b.", "N.B.", "nvt", "onbekend", "...", "x", "?", "*"])
def test_what_stands_for_no_value(text: str) -> None:
    assert read_amount(text, WORDS).kind == "missing"


@pytest.mark.parametrize("text", ["ca. 30", "< 5", "61 (3)", "-5", "12-14", "61/62", "1.23.4", "12,5,3", "veel", "1e5"])
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert read_amount(text, WORDS).kind == "unread"


def test_a_point_before_three_digits_can_be_read_in_two_ways() -> None:
    assert read_amount("1.234", WORDS) == Amount("thousands", 1234)


@pytest.mark.parametrize("text", ["61²", "61 1)", "61 (a)", "61†", "61¹)"])
def test_a_mark_behind_a_figure_is_no_part_of_it(text: str) -> None:
    assert read_amount(text, WORDS) == Amount("number", 61)


@pytest.mark.parametrize("text", ["61*", "61 (voorlopig)", "61 v", "61 (v)"])
def test_a_mark_can_say_that_a_value_is_provisional(text: str) -> None:
    assert read_amount(text, WORDS) == Amount("number", 61, provisional=True)


@pytest.mark.parametrize("text", ["24%", "24 %", "24 procent"])
def test_a_per_cent_sign_is_kept_apart(text: str) -> None:
    assert read_amount(text, WORDS) == Amount("number", 24, sign=True)


@given(st.integers(0, 10**7))
@settings(max_examples=200, deadline=None)
def test_a_whole_number_with_points_and_one_without_are_the_same(value: int) -> None:
    written = f"{value:,}".replace(",", ".")
    assert read_amount(str(value), WORDS).value == read_amount(written, WORDS).value == value


@given(st.text(max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_as_something(text: str) -> None:
    assert read_amount(text, WORDS).value >= 0


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", Year(2024, "", provisional=False)),
        ("2025*", Year(2025, "", provisional=True)),
        ("2025 (voorlopig)", Year(2025, "", provisional=True)),
        ("2024¹", Year(2024, "", provisional=False)),
        ("jaar 2024", Year(2024, "jaar", provisional=False)),
        ("aantal 2024", Year(2024, "aantal", provisional=False)),
    ],
)
def test_a_head_names_a_year(text: str, year: Year) -> None:
    assert read_year(text, WORDS) == year


@pytest.mark.parametrize("text", ["2021-2023", "2021/2022", "1e kwartaal 2024", "12024", "2150", "Indicator", ""])
def test_two_years_or_a_part_of_one_are_no_year(text: str) -> None:
    assert read_year(text, WORDS) is None
