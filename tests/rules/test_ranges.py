"""The ranges that inputs and outcomes declare."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.unary import UnaryTestError, plain_number

ends = st.integers(-1000, 1000).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("[0..4]", 0, 4),
        ("[0..*)", 0, math.inf),
        ("(*..*)", -math.inf, math.inf),
        ("(*..-0.5]", -math.inf, -0.5),
        ("[ 1.25 .. 2 ]", 1.25, 2),
        ("[3..3]", 3, 3),
        (None, -math.inf, math.inf),
    ],
)
def test_a_range_has_two_ends_and_a_star_is_no_end(text: str | None, low: float, high: float) -> None:
    assert parse_range(text) == (low, high)


@given(ends, ends)
def test_the_ends_of_a_range_are_those_that_were_written(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert parse_range(f"[{plain_number(low)}..{plain_number(high)}]") == (low, high)


@pytest.mark.parametrize("text", ["0 tot 4", "[0..4", "0..4", "[....1]", "[1.2.3..4]", "[0,5..1]", "[.5..1]", "[0-4]", "", "[*]"])
def test_what_is_no_range_gets_an_example(text: str) -> None:
    with pytest.raises(UnaryTestError) as refused:
        parse_range(text)
    assert (refused.value.problem, refused.value.remedy) == ("dit is geen bereik.", "Schrijf een bereik als [0..4] of [0..*).")


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(UnaryTestError) as refused:
        parse_range("[4..0]")
    assert refused.value.problem == "het bereik begint hoger dan het eindigt."
    assert refused.value.remedy == "Zet het laagste getal eerst."
