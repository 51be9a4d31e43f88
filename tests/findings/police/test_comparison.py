"""Comparable municipalities: by size class or nearest in size; the median, and what to do when that is nothing."""

from __future__ import annotations

from statistics import median

import pytest

from kbv_rules.findings.police.comparison import Comparing, shortened
from kbv_rules.findings.police.counts import Origin, PoliceCounts
from kbv_rules.findings.police.periods import Period
from kbv_rules.findings.police.population import Population
from kbv_rules.rules.comparison import load_comparison
from tests.findings.police.tables import BURGLARY

RULES = load_comparison()


def country(cases: dict[int, int], sizes: dict[int, int]) -> Comparing:
    """Municipalities 1, 2, 3 ... with so many cases and inhabitants in 2024."""
    counts, people = PoliceCounts(), Population("CBS")
    for number, size in sizes.items():
        people.inhabitants[code(number)] = {2024: size}
    for number, count in cases.items():
        counts.add(BURGLARY, code(number), Period(2024), count, Origin("bestand", None))
    return Comparing(counts, people, RULES)


def code(number: int) -> str:
    return f"GM{number:04}"


def test_the_same_size_class_without_the_municipality_itself() -> None:
    comparing = country({}, {1: 60_000, 2: 50_000, 3: 99_999, 4: 100_000, 5: 49_999})
    assert comparing.peers(code(1), "size", 2024).codes == (code(2), code(3))


def test_the_smallest_and_the_largest_have_a_class_too() -> None:
    sizes = {1: 900, 2: 4_999, 3: 5_000, 4: 250_000, 5: 900_000}
    comparing = country({}, sizes)
    assert comparing.peers(code(1), "size", 2024).codes == (code(2),)
    assert comparing.peers(code(5), "size", 2024).codes == (code(4),)


def test_those_most_alike_are_the_nearest_in_size() -> None:
    sizes = {1: 50_000} | {number: 50_000 + number * 1000 for number in range(2, 40)}
    codes = country({}, sizes).peers(code(1), "alike", 2024).codes
    assert codes == tuple(code(number) for number in range(2, 2 + RULES.most_alike))


def test_the_level_is_the_median_rate() -> None:
    sizes = dict.fromkeys(range(1, 7), 60_000) | {7: 90_000}
    comparing = country({2: 60, 3: 120, 4: 30, 5: 600, 7: 90}, sizes)
    level = comparing.level(BURGLARY, comparing.peers(code(1), "size", 2024), [2024])
    assert level is not None
    assert level.value == median([1.0, 2.0, 0.5, 10.0, 1.0])
    assert level.group == "de mediaan van 5 gemeenten met 50.000 tot 100.000 inwoners", "one has no count"


def test_where_the_median_is_nothing_all_cases_together_count() -> None:
    comparing = country({2: 0, 3: 0, 4: 3}, dict.fromkeys(range(1, 5), 60_000))
    level = comparing.level(BURGLARY, comparing.peers(code(1), "size", 2024), [2024])
    assert level is not None
    assert level.value == pytest.approx(3 / 180, abs=1e-4)
    assert "alle gevallen daar" in level.group


@pytest.mark.parametrize("cases", [{2: 0, 3: 0, 4: 0}, {2: 5, 3: 5}])
def test_no_case_at_all_or_too_few_municipalities_is_no_comparison(cases: dict[int, int]) -> None:
    comparing = country(cases, dict.fromkeys(range(1, 5), 60_000))
    assert comparing.level(BURGLARY, comparing.peers(code(1), "size", 2024), [2024]) is None


@pytest.mark.parametrize(("rate", "written"), [(1.12249, 1.122), (0.0004567, 0.000457), (0.05, 0.05), (12.34567, 12.346)])
def test_a_rate_keeps_three_decimals_or_three_digits(rate: float, written: float) -> None:
    assert shortened(rate) == written


def test_peers_are_looked_for_among_all_municipalities_and_not_only_in_the_file() -> None:
    sizes = {number: 50_000 + number for number in range(1, 60)}
    comparing = country({58: 5, 59: 5, 57: 5}, sizes)
    assert comparing.level(BURGLARY, comparing.peers(code(1), "alike", 2024), [2024]) is None
