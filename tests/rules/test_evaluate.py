"""Which rules count on a row of values, and why each one did or did not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.rules.evaluate import Clause, CompiledTable, Hit, Trace, Values, because
from kbv_rules.rules.hit_policy import HitPolicy, Status
from kbv_rules.rules.table import Input, Output, Rule, Table
from kbv_rules.rules.unary import Value, parse_unary_test

FIRED, NOT_FIRED, NOT_EVALUABLE = Status.FIRED, Status.NOT_FIRED, Status.NOT_EVALUABLE

INPUTS = (
    Input(name="level_ratio", label="verhouding tot vergelijkbare gemeenten", type="number", range="[0..4]"),
    Input(name="incidents", label="aantal incidenten", type="integer", range="[0..4]"),
    Input(name="kind", label="soort cijfer", type="text", values=("objective", "subjective")),
    Input(name="small", label="kleine aantallen", type="boolean"),
)
CELLS: dict[str, st.SearchStrategy[str]] = {
    "level_ratio": st.sampled_from(["-", "[0..0.8)", "[0.8..1.3)", ">= 1.3", "< 1.3", "not([0.8..1.3))", "2, 3", "not(2)"]),
    "incidents": st.sampled_from(["-", "0", "[1..2]", "> 2", "not(0)", "1, 3"]),
    "kind": st.sampled_from(["-", '"objective"', '"subjective"', 'not("objective")', '"objective", "subjective"']),
    "small": st.sampled_from(["-", "true", "false", "not(true)"]),
}
VALUES: dict[str, st.SearchStrategy[Value | None]] = {
    "level_ratio": st.sampled_from([None, 0, 0.0, 0.5, 0.8, 1, 1.2, 1.3, 1.54, 2, 2.0, 3, 4.0]),
    "incidents": st.sampled_from([None, 0, 1, 2, 3, 4]),
    "kind": st.sampled_from([None, "objective", "subjective"]),
    "small": st.sampled_from([None, True, False]),
}
conditions = st.fixed_dictionaries({}, optional=CELLS)
rows = st.fixed_dictionaries({}, optional=VALUES)
outcomes: st.SearchStrategy[float | str] = st.one_of(
    st.integers(0, 4).map(float), st.sampled_from([0.5, 1.5]), st.sampled_from(["level_ratio", "incidents"])
)
policies = st.sampled_from(list(HitPolicy))


def table(policy: HitPolicy, *rules: tuple[dict[str, str], float | str], applies: dict[str, str] | None = None) -> Table:
    """A table of these conditions and outcomes; its rules are called r1, r2, ..."""
    return Table.model_validate(
        {
            "schema": 1,
            "id": "omvang",
            "name": "Omvang",
            "per": "figure",
            "hit_policy": policy,
            "source": "afspraak",
            "applies": applies or {},
            "inputs": INPUTS,
            "output": Output(name="score", label="omvang", range="[0..4]"),
            "rules": [
                Rule(id=f"r{place}", when=when, then=then, because="{incidents:geheel} incidenten")
                for place, (when, then) in enumerate(rules, 1)
            ],
        }
    )


@st.composite
def tables(draw: st.DrawFn, policy: HitPolicy | None = None) -> Table:
    rules = draw(st.lists(st.tuples(conditions, outcomes), min_size=1, max_size=8))
    return table(policy or draw(policies), *rules, applies=draw(st.one_of(st.just({}), conditions)))


def shuffled(one: Table, seed: int) -> Table:
    """The same rules in another order."""
    return one.model_copy(update={"rules": tuple(random.Random(seed).sample(one.rules, len(one.rules)))})


def told(hits: Sequence[Hit]) -> list[tuple[str, float | str]]:
    return [(hit.rule.id, hit.output) for hit in hits]


def hits(one: Table, values: Values) -> list[tuple[str, float | str]]:
    return told(CompiledTable(one).hits(values))


OVERLAPPING = [({"incidents": ">= 1"}, 2.0), ({"incidents": ">= 2"}, 4.0), ({"incidents": ">= 3"}, 3.0)]


@pytest.mark.parametrize(
    ("policy", "counted"),
    [
        (HitPolicy.UNIQUE, [("r1", 2.0)]),
        (HitPolicy.FIRST, [("r1", 2.0)]),
        (HitPolicy.COLLECT_MAX, [("r2", 4.0)]),
        (HitPolicy.COLLECT_SUM, [("r1", 2.0), ("r2", 4.0), ("r3", 3.0)]),
    ],
)
def test_the_hit_policy_says_which_of_the_rules_that_hold_count(
    policy: HitPolicy, counted: list[tuple[str, float | str]]
) -> None:
    assert hits(table(policy, *OVERLAPPING), {"incidents": 3}) == counted
    assert hits(table(policy, *OVERLAPPING), {"incidents": 0}) == []


def test_of_equal_maxima_the_first_in_the_table_counts() -> None:
    both = table(HitPolicy.COLLECT_MAX, ({"incidents": "> 2"}, 1.0), ({"incidents": "> 0"}, 3.0), ({"small": "false"}, 3.0))
    assert hits(both, {"incidents": 3, "small": False}) == [("r2", 3.0)]


def test_a_rule_that_did_not_fire_shows_the_clause_that_failed_and_the_value_it_met() -> None:
    one = table(HitPolicy.UNIQUE, ({"kind": '"objective"', "level_ratio": "[0.8..1.3)"}, 1.0))
    trace = CompiledTable(one).trace({"kind": "objective", "level_ratio": 1.54})
    assert trace == [Trace("r1", NOT_FIRED, Clause("level_ratio", "[0.8..1.3)", 1.54))]


def test_a_rule_that_lacks_an_input_shows_which() -> None:
    one = CompiledTable(table(HitPolicy.UNIQUE, ({"kind": '"objective"', "level_ratio": ">= 1.3"}, 3.0)))
    assert one.trace({"kind": "objective", "level_ratio": None}) == [
        Trace("r1", NOT_EVALUABLE, Clause("level_ratio", ">= 1.3", None))
    ]
    assert one.missing({"kind": "objective"}) == ["level_ratio"]


def test_of_two_inputs_that_are_lacking_the_first_of_the_rule_is_named() -> None:
    one = CompiledTable(table(HitPolicy.UNIQUE, ({"kind": '"objective"', "level_ratio": ">= 1.3", "small": "false"}, 3.0)))
    assert one.trace({"kind": "objective"}) == [Trace("r1", NOT_EVALUABLE, Clause("level_ratio", ">= 1.3", None))]


def test_a_rule_that_fails_anyway_is_not_called_unevaluable() -> None:
    one = CompiledTable(table(HitPolicy.UNIQUE, ({"level_ratio": ">= 1.3", "kind": '"objective"'}, 3.0)))
    assert one.trace({"kind": "subjective"}) == [Trace("r1", NOT_FIRED, Clause("kind", '"objective"', "subjective"))]
    assert one.missing({"kind": "subjective"}) == []


def test_an_outcome_that_names_an_input_is_the_value_of_that_input() -> None:
    one = table(HitPolicy.COLLECT_MAX, ({"kind": '"objective"'}, "incidents"), ({"kind": '"objective"'}, "level_ratio"))
    assert hits(one, {"kind": "objective", "incidents": 2, "level_ratio": 1.54}) == [("r1", 2.0)]
    assert hits(one, {"kind": "objective", "incidents": 1, "level_ratio": 1.54}) == [("r2", 1.54)]


@pytest.mark.parametrize("values", [{"kind": "objective"}, {"kind": "objective", "incidents": None}])
def test_an_outcome_that_names_a_missing_input_is_not_evaluable(values: Values) -> None:
    one = table(HitPolicy.UNIQUE, ({"kind": '"objective"'}, "incidents"))
    assert hits(one, values) == []
    assert CompiledTable(one).trace(values) == [Trace("r1", NOT_EVALUABLE, Clause("incidents", "-", None))]
    assert CompiledTable(one).missing(values) == ["incidents"]


def test_a_text_as_outcome_is_not_taken_for_a_value_that_happens_to_have_its_name() -> None:
    one = table(HitPolicy.FIRST, ({"kind": '"objective"'}, "veel"))
    assert hits(one, {"kind": "objective", "veel": "weinig"}) == [("r1", "veel")]


def test_a_table_only_judges_the_rows_it_applies_to() -> None:
    one = table(HitPolicy.UNIQUE, ({"level_ratio": ">= 1.3"}, 3.0), applies={"kind": '"objective"'})
    assert hits(one, {"kind": "objective", "level_ratio": 1.54}) == [("r1", 3.0)]
    assert hits(one, {"kind": "subjective", "level_ratio": 1.54}) == []
    assert CompiledTable(one).trace({"kind": "subjective", "level_ratio": 1.54}) == [
        Trace("r1", NOT_FIRED, Clause("kind", '"objective"', "subjective"))
    ]


def test_the_reason_of_a_rule_names_the_values_it_met() -> None:
    rule = table(HitPolicy.UNIQUE, ({}, 1.0)).rules[0]
    assert because(rule, {"incidents": 1234}) == "1.234 incidenten"
    assert because(rule, {}) == "onbekend incidenten"


@settings(deadline=None, max_examples=150)
@given(tables(), rows)
def test_what_counts_follows_from_what_fired_by_the_hit_policy(one: Table, values: Values) -> None:
    compiled = CompiledTable(one)
    fired = {trace.rule for trace in compiled.trace(values) if trace.status is FIRED}
    standing = [(rule.id, _outcome(rule, values)) for rule in one.rules if rule.id in fired]
    expected = {
        HitPolicy.UNIQUE: standing[:1],
        HitPolicy.FIRST: standing[:1],
        HitPolicy.COLLECT_SUM: standing,
        HitPolicy.COLLECT_MAX: [max(standing, key=lambda pair: pair[1])] if standing else [],
    }
    assert told(compiled.hits(values)) == expected[one.hit_policy]


def _outcome(rule: Rule, values: Values) -> float:
    then = values[rule.then] if isinstance(rule.then, str) else rule.then
    assert isinstance(then, (int, float))
    return float(then)


@settings(deadline=None, max_examples=150)
@given(tables(), rows)
def test_every_clause_of_a_hit_re_evaluates_to_true(one: Table, values: Values) -> None:
    compiled = CompiledTable(one)
    for hit in compiled.hits(values):
        clauses = compiled.clauses(hit.rule, values)
        said = [(name, cell) for cell_of in (one.applies, hit.rule.when) for name, cell in cell_of.items() if cell != "-"]
        assert [(clause.input, parse_unary_test(clause.test)) for clause in clauses] == [
            (name, parse_unary_test(cell)) for name, cell in said
        ]
        for clause in clauses:
            assert clause.value is not None
            assert clause.value == values[clause.input]
            assert parse_unary_test(clause.test).holds(clause.value)


@settings(deadline=None, max_examples=150)
@given(tables(), rows)
def test_every_rule_is_told_of_once_with_a_clause_that_bears_it_out(one: Table, values: Values) -> None:
    traces = CompiledTable(one).trace(values)
    assert [trace.rule for trace in traces] == [rule.id for rule in one.rules]
    for trace, rule in zip(traces, one.rules, strict=True):
        cells = [*one.applies.items(), *rule.when.items()]
        if trace.status is FIRED:
            assert trace.clause is None
            assert all(cell == "-" or values.get(name) is not None for name, cell in cells)
            continue
        assert trace.clause is not None
        assert trace.clause.value == values.get(trace.clause.input)
        if trace.status is NOT_FIRED:
            assert trace.clause.value is not None
            assert not parse_unary_test(trace.clause.test).holds(trace.clause.value)
        else:
            assert trace.clause.value is None
            assert trace.clause.input in {*(name for name, _ in cells), rule.then}


@settings(deadline=None, max_examples=100)
@given(tables(), rows, st.sampled_from(sorted(VALUES)))
def test_a_missing_value_never_matches(one: Table, values: dict[str, Value | None], lost: str) -> None:
    without = {**values, lost: None}
    asked = {rule.id for rule in one.rules if rule.then == lost or rule.when.get(lost, "-") != "-"}
    if one.applies.get(lost, "-") != "-":
        asked = {rule.id for rule in one.rules}
    assert not asked & {rule for rule, _ in hits(one, without)}
    del without[lost]
    assert hits(one, without) == hits(one, {**without, lost: None})


@settings(deadline=None, max_examples=100)
@given(tables(), rows)
def test_what_is_said_to_be_missing_is_missing(one: Table, values: Values) -> None:
    missing = CompiledTable(one).missing(values)
    assert len(missing) == len(set(missing))
    assert all(values.get(name) is None for name in missing)


@settings(deadline=None, max_examples=100)
@given(tables(), rows, st.sampled_from(["objective", "subjective", True, False, 0, 1, 1.54, float("nan"), float("inf"), ""]))
def test_a_value_of_an_unexpected_type_matches_as_its_conditions_say(one: Table, values: Values, odd: Value) -> None:
    """The index by which rules are found and the conditions themselves agree, whatever the value."""
    for name in VALUES:
        met = {**values, name: odd}
        one = one.model_copy(update={"rules": tuple(rule.model_copy(update={"then": 1.0}) for rule in one.rules)})
        compiled = CompiledTable(one.model_copy(update={"hit_policy": HitPolicy.COLLECT_SUM}))
        fired = [trace.rule for trace in compiled.trace(met) if trace.status is FIRED]
        assert [hit.rule.id for hit in compiled.hits(met)] == fired


@settings(deadline=None, max_examples=100)
@given(tables(HitPolicy.COLLECT_SUM), rows, st.integers())
def test_the_order_of_the_rules_of_a_sum_changes_nothing(one: Table, values: Values, seed: int) -> None:
    assert sorted(hits(one, values)) == sorted(hits(shuffled(one, seed), values))


@settings(deadline=None, max_examples=100)
@given(tables(HitPolicy.COLLECT_MAX), rows, st.integers())
def test_the_order_of_the_rules_of_a_maximum_changes_no_outcome(one: Table, values: Values, seed: int) -> None:
    assert [output for _, output in hits(one, values)] == [output for _, output in hits(shuffled(one, seed), values)]


@st.composite
def partitions(draw: st.DrawFn) -> Table:
    """A unique table whose rules cut the range of one input into stretches, so that at most one can hold."""
    limits = sorted(draw(st.sets(st.sampled_from([0.0, 0.8, 1.1, 1.3, 1.7, 2.5]), min_size=2)))
    cells = [f"[{low}..{high})" for low, high in pairwise(limits)]
    rules = [({"level_ratio": cell}, float(place % 5)) for place, cell in enumerate([*cells, f">= {limits[-1]}"])]
    return table(HitPolicy.UNIQUE, *rules)


@given(partitions(), rows, st.integers())
def test_the_order_of_rules_that_exclude_each_other_changes_nothing(one: Table, values: Values, seed: int) -> None:
    assert hits(one, values) == hits(shuffled(one, seed), values)
    level = values.get("level_ratio")
    lowest = min(float(rule.when["level_ratio"].strip("[>= ").split("..")[0]) for rule in one.rules)
    assert len(hits(one, values)) == (level is not None and level >= lowest)


@settings(deadline=None, max_examples=100)
@given(tables(HitPolicy.FIRST), rows)
def test_the_first_rule_that_holds_hides_those_below_it(one: Table, values: Values) -> None:
    for place in range(len(one.rules)):
        above = CompiledTable(one.model_copy(update={"rules": one.rules[: place + 1]}))
        if found := told(above.hits(values)):
            assert hits(one, values) == found
            return
    assert hits(one, values) == []
