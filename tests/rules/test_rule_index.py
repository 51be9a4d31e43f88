"""Which rules a row of values leaves standing: the same as testing every cell, for whatever value may come."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbv_rules.rules.rule_index import Tests, columns_of, look_up_all, look_up_first
from kbv_rules.rules.unary import AnyOf, Comparison, Equals, Interval, Not, UnaryTest, Value, parse_unary_test

LIMITS = [-1e308, -2.5, -0.0, 0.3, 1.0, math.nextafter(1.0, 2), 2.0**53, 2.0**53 + 2, 1e308]
TEXTS = ["objective", "subjective", "", "?"]
NAMES = ["level_ratio", "kind", "small"]

limits = st.sampled_from(LIMITS)


def interval(ends: tuple[float, float], low_closed: bool, high_closed: bool) -> Interval:
    return Interval(min(ends), max(ends), low_closed, high_closed)


single = st.one_of(
    st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">="]), limits),
    st.builds(interval, st.tuples(limits, limits), st.booleans(), st.booleans()),
    st.builds(Equals, st.one_of(limits, st.booleans(), st.sampled_from(TEXTS))),
)
several = st.one_of(single, st.builds(AnyOf, st.lists(single, min_size=2, max_size=3).map(tuple)))
cells: st.SearchStrategy[UnaryTest] = st.one_of(several, st.builds(Not, several))
rules = st.lists(st.lists(st.tuples(st.sampled_from(NAMES), cells), max_size=4), min_size=1, max_size=6)

beside = [near for limit in LIMITS for near in (math.nextafter(limit, -math.inf), math.nextafter(limit, math.inf))]
values: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.sampled_from([*LIMITS, *beside, math.inf, -math.inf, math.nan]),
    st.sampled_from([0, 1, -3, 2**53 + 1, 10**400, -(10**400)]),
    st.floats(),
    st.booleans(),
    st.sampled_from([*TEXTS, "objectief", "objectivesubjective?"]),
    st.sampled_from([Decimal("0.3"), Decimal(1)]),
)
rows = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, values))


def holds(test: UnaryTest, value: Value | None) -> bool:
    return value is not None and test.holds(value)


def standing(tests: list[Tests], row: dict[str, Any]) -> list[int]:
    """The rules of which every cell holds, one by one."""
    return [place for place, rule in enumerate(tests) if all(holds(test, row.get(name)) for name, test in rule)]


@given(rules, rows)
@settings(max_examples=200, deadline=None)
@example([[("level_ratio", Interval(2.0**53, 2.0**53 + 2, False, False))]], {"level_ratio": 2**53 + 1})
@example([[("level_ratio", Not(Comparison("<", 1.0)))], [("level_ratio", Comparison("<", 1.0))]], {"level_ratio": math.nan})
@example([[("small", Equals(True))], [("small", Equals(1.0))]], {"small": 1})
def test_the_rules_that_stand_are_those_of_which_every_cell_holds(tests: list[Tests], row: dict[str, Any]) -> None:
    found = look_up_all(tests, lambda bits, _: [place for place in range(len(tests)) if bits >> place & 1])
    expected = standing(tests, row)
    assert found(row) == expected
    first = look_up_first(tests, list(range(len(tests))))
    assert first(row) == expected[:1]


def test_only_inputs_that_a_rule_tests_are_looked_at() -> None:
    tests = [[("level_ratio", parse_unary_test(">= 1"))], [("kind", parse_unary_test('"objective"'))], []]
    assert [column.name for column in columns_of(tests)] == ["level_ratio", "kind"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [(">= 1", "numbers"), ('"objective"', "texts"), ('not("objective")', "texts"), ("true", "mixed"), ("not(false)", "mixed")],
)
def test_a_column_is_known_by_what_its_cells_name(cell: str, kind: str) -> None:
    assert columns_of([[("level_ratio", parse_unary_test(cell))]])[0].kind == kind


def test_a_table_without_conditions_leaves_every_rule_standing() -> None:
    assert look_up_first([[], []], ["r1", "r2"])({}) == ["r1"]


def test_names_and_texts_of_a_table_are_values_and_never_code() -> None:
    hostile = '"] or exit() #'
    tests = [[(hostile, Equals(hostile))]]
    assert look_up_first(tests, ["r1"])({hostile: hostile}) == ["r1"]
    assert look_up_first(tests, ["r1"])({hostile: "iets"}) == []
