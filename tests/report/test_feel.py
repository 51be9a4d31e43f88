"""Conditions and outcomes in FEEL: what a modeller reads is what we read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.report.feel import allowed_values, literal, type_name, unary_tests
from kbv_rules.rules.table import Input, Output
from kbv_rules.rules.unary import ANYTHING, AnyOf, Comparison, Equals, Interval, Not, UnaryTest, Value, parse_unary_test

numbers = st.one_of(st.integers(-20, 20).map(float), st.sampled_from([0.8, -0.05, 1.1, 1e-7, 1e12]))
texts = st.sampled_from(["objective", "stijgend, maar", "én (ook) =?", ""])
interval = st.builds(
    lambda ends, low, high: Interval(min(ends), max(ends) + 1, low, high),
    st.tuples(numbers, numbers),
    st.booleans(),
    st.booleans(),
)
single = st.one_of(
    st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">="]), numbers),
    interval,
    st.builds(Equals, st.one_of(numbers, texts, st.booleans())),
)
positive: st.SearchStrategy[UnaryTest] = st.one_of(single, st.builds(AnyOf, st.lists(single, min_size=2, max_size=3).map(tuple)))
numeric = st.one_of(st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">="]), numbers), interval)
conditions: st.SearchStrategy[UnaryTest] = st.one_of(
    numeric,
    st.builds(AnyOf, st.lists(numeric, min_size=2, max_size=3).map(tuple)),
    st.builds(Not, numeric),
)


def read_expression(text: str, value: Value | None) -> bool:
    """A FEEL condition on `?`, read as Python reads it: `and` and `or` bind alike, `=` is `==` and `null` is `None`."""
    python = re.sub(r"(?<![<>!])=", "==", text).replace("?", "value").replace("null", "None")
    result = eval(python, {"__builtins__": {}}, {"value": value})
    assert isinstance(result, bool)
    return result


@given(positive)
@settings(max_examples=300, deadline=None)
def test_a_condition_in_feel_reads_back_as_the_same_condition(test: UnaryTest) -> None:
    assert parse_unary_test(unary_tests([test])) == test


@pytest.mark.parametrize(
    ("cell", "feel"),
    [
        ("-", "-"),
        ("]0.8..1.3[", "(0.8..1.3)"),
        (">= 0.0000001", ">= 0.0000001"),
        ('"dalend", "stijgend"', '"dalend", "stijgend"'),
        ("false", "false"),
        ("3.0", "3"),
        ('not("dalend")', 'not(null, "dalend")'),
        ("not([1..2), 5)", "not(null, [1..2), 5)"),
    ],
)
def test_a_cell_in_feel(cell: str, feel: str) -> None:
    assert unary_tests([parse_unary_test(cell)]) == feel


@given(st.lists(conditions, min_size=2, max_size=3), st.one_of(numbers, st.floats(-30, 30)))
@settings(max_examples=300, deadline=None)
def test_conditions_that_must_hold_together_become_one_expression(tests: list[UnaryTest], value: float) -> None:
    text = unary_tests(tests)
    assert read_expression(text, value) == all(test.holds(value) for test in tests)
    assert read_expression(text, None) is False, "never true of a missing value"


def test_conditions_together_as_a_reader_sees_them() -> None:
    tests = [parse_unary_test(cell) for cell in ('not("geschat")', '"objective", "subjective"')]
    assert unary_tests(tests) == '? != null and not(? = "geschat") and ((? = "objective") or (? = "subjective"))'


def test_what_says_nothing_adds_nothing() -> None:
    assert unary_tests([]) == unary_tests([ANYTHING, ANYTHING]) == "-"
    assert unary_tests([ANYTHING, Comparison("<", 2.0)]) == "< 2"


@pytest.mark.parametrize(
    ("value", "feel"),
    [
        (4.0, "4"),
        (-0.25, "-0.25"),
        (1e-7, "0.0000001"),
        (True, "true"),
        ("theme", '"theme"'),
        ('een "naam"\\\n', r'"een \"naam\"\\\n"'),
    ],
)
def test_an_outcome_in_feel(value: float | str, feel: str) -> None:
    assert literal(value) == feel


@pytest.mark.parametrize(
    ("range_", "feel"),
    [
        ("[0..4]", "[0..4]"),
        ("[0..*)", ">= 0"),
        ("(0..*)", "> 0"),
        ("(*..100]", "<= 100"),
        ("(*..100)", "< 100"),
        ("(*..*)", None),
        ("[ -1 .. 1 )", "[-1..1)"),
        (None, None),
    ],
)
def test_a_range_in_feel(range_: str | None, feel: str | None) -> None:
    assert allowed_values(Input(name="level_ratio", label="verhouding", type="number", range=range_)) == feel


def test_what_else_can_occur() -> None:
    kinds = Input(name="kind", label="soort", type="text", values=("objective", "subjective"))
    assert allowed_values(kinds) == '"objective", "subjective"'
    assert allowed_values(Input(name="small", label="kleine aantallen", type="boolean")) is None
    assert allowed_values(Input(name="name", label="naam", type="text")) is None
    assert allowed_values(Output(name="score", label="omvang", range="[0..4]")) == "[0..4]"
    optional = Input(name="trend", label="trend", type="number", range="[0..*)", optional=True)
    assert allowed_values(optional) == "null, >= 0"


@pytest.mark.parametrize(
    ("ours", "feel"), [("number", "number"), ("integer", "number"), ("boolean", "boolean"), ("text", "string")]
)
def test_types_in_feel(ours: str, feel: str) -> None:
    assert type_name(ours) == feel
