"""Periods in all the ways open data write them."""

from __future__ import annotations

import pytest

from kbv_rules.findings.police.periods import Period, parse_period


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2024JJ00", Period(2024)),
        ("2024MM03", Period(2024, 3)),
        (" 2024 ", Period(2024)),
        ("2024*", Period(2024, None, True)),
        ("2024**", Period(2024, None, True)),
        ("2024 voorlopige cijfers", Period(2024, None, True)),
        ("2024 maart", Period(2024, 3)),
        ("2024 maart*", Period(2024, 3, True)),
        ("2024-03-01", Period(2024, 3)),
        ("2024-03", Period(2024, 3)),
    ],
)
def test_a_label_stands_for_a_year_or_a_month(label: str, period: Period) -> None:
    assert parse_period(label) == period


@pytest.mark.parametrize(
    "label", ["2024KW01", "2024 1e kwartaal", "2024MM13", "2024JJ01", "24", "gemiddeld", "", "1824", "2024-13"]
)
def test_what_is_no_year_or_month_is_none(label: str) -> None:
    assert parse_period(label) is None
