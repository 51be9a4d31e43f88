"""Our decision tables give what another engine makes of the same tables: ZEN (gorules.io), written in Rust by others.

Every cell goes to ZEN as one of its own unary tests, in its own decision tables. Both see thousands of rows per table: the
limits that the cells name and what lies a hair beside them, and values drawn anywhere in the declared ranges.

No value is missing here: what a rule does without an input is our own law (not evaluable, and it says so), in ZEN it is not
laid down. And no two numbers lie nearer than a billionth: ZEN rounds what it is given to some fifteen digits.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from typing import Any

import pytest

from kbv_rules.rules.analyse import atoms_of
from kbv_rules.rules.evaluate import CompiledTable
from kbv_rules.rules.hit_policy import HitPolicy, Status
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.rule_set import load_rule_set
from kbv_rules.rules.table import Input, Table
from kbv_rules.rules.unary import UnaryTest, Value, limits_in

zen = pytest.importorskip("zen", reason="zen-engine has no wheel for this platform")

from benchmarks.other_engines import conditions, jdm, needed  # noqa: E402

ROWS = 2000
A_HAIR = 1e-9
FIRED = Status.FIRED

# Every kind of cell, also those that our own tables do not use, and a condition of the table on an input that rules test.
EVERY_CELL = Table.model_validate(
    {
        "schema": 1,
        "id": "elke-cel",
        "name": "Elke soort cel",
        "per": "figure",
        "hit_policy": "collect sum",
        "source": "afspraak",
        "applies": {"level_ratio": "not([2..2.5])"},
        "inputs": [
            {"name": "level_ratio", "label": "verhouding", "type": "number", "range": "[0..*)"},
            {"name": "years", "label": "aantal jaren", "type": "integer", "range": "[0..12]"},
            {"name": "kind", "label": "soort cijfer", "type": "text", "values": ["objective", "subjective", "geschat"]},
            {"name": "small", "label": "kleine aantallen", "type": "boolean"},
        ],
        "output": {"name": "score", "label": "score", "type": "number"},
        "rules": [
            {"id": "open", "when": {"level_ratio": "(0.8..1.3)"}, "then": 1, "because": "."},
            {"id": "dicht", "when": {"level_ratio": "[0.8..1.3]", "years": "> 3"}, "then": -2.5, "because": "."},
            {"id": "half", "when": {"level_ratio": "]0.8..1.3]"}, "then": 3, "because": "."},
            {"id": "lijst", "when": {"years": "1, [4..6), >= 10", "kind": '"objective", "geschat"'}, "then": 4, "because": "."},
            {"id": "niet", "when": {"kind": 'not("objective", "geschat")', "years": "not(3)"}, "then": "years", "because": "."},
            {"id": "waar", "when": {"small": "true", "level_ratio": "<= 1"}, "then": "level_ratio", "because": "."},
            {"id": "onwaar", "when": {"small": "not(true)"}, "then": 0.125, "because": "."},
            {"id": "alles", "then": 8, "because": "."},
        ],
    }
)
TABLES: dict[str, Table] = {
    **{id_: table.table for id_, table in load_rule_set().tables.items()},
    EVERY_CELL.id: EVERY_CELL,
}

Row = dict[str, Value]
Found = list[tuple[str, float | str]]


def rows(table: Table) -> list[Row]:
    """Rows of values, half of them on or beside a limit; the same ones every time."""
    draw = random.Random(table.id)
    columns = [column for column in table.inputs if column.name in needed(table)]
    tests = {
        column.name: [test for rule in table.rules for name, test in conditions(table, rule) if name == column.name]
        for column in columns
    }
    special = {column.name: on_and_beside_limits(column, tests[column.name]) for column in columns}
    return [
        {
            column.name: draw.choice(special[column.name]) if draw.random() < 0.5 else anywhere(column, tests[column.name], draw)
            for column in columns
        }
        for _ in range(ROWS)
    ]


def on_and_beside_limits(column: Input, tests: Sequence[UnaryTest]) -> list[Value]:
    values = atoms_of(column, tests)
    if column.type != "number":
        return values
    low, high = parse_range(column.range)
    numbers = [float(value) for value in values]
    return [near for value in numbers for near in (value - A_HAIR, value, value + A_HAIR) if low <= near <= high]


def anywhere(column: Input, tests: Sequence[UnaryTest], draw: random.Random) -> Value:
    if column.type in ("text", "boolean"):
        return draw.choice(atoms_of(column, tests))
    limits = [limit for test in tests for limit in limits_in(test)]
    low, high = parse_range(column.range)
    low = low if math.isfinite(low) else min(limits) - 2
    high = high if math.isfinite(high) else max(limits) * 2 + 2
    return draw.randint(int(low), int(high)) if column.type == "integer" else round(draw.uniform(low, high), 9)


def zen_found(table: Table, policy: str, values: Sequence[Row]) -> list[Found]:
    """What fires in ZEN on each row."""
    decision = zen.ZenEngine().create_decision(json.dumps(jdm(table, policy=policy, many=True)))
    answers: list[Any] = decision.evaluate({"rows": values})["result"]["found"]
    lists = answers if policy == "collect" else [[answer] if answer else [] for answer in answers]
    return [[(one["rule"], one["output"]) for one in found] for found in lists]


def our_hits(table: CompiledTable, values: Row) -> Found:
    return [(hit.rule.id, hit.output) for hit in table.hits(values)]


def same(ours: Found, theirs: Found) -> bool:
    """The same rules in the same order, with the same outputs to the fifteen digits that ZEN keeps."""
    return [rule for rule, _ in ours] == [rule for rule, _ in theirs] and all(
        output == pytest.approx(other, rel=1e-12, abs=1e-12) if isinstance(output, float) else output == other
        for (_, output), (_, other) in zip(ours, theirs, strict=True)
    )


@pytest.mark.parametrize("id_", TABLES)
def test_the_same_rules_hold_in_zen(id_: str) -> None:
    ours, values = CompiledTable(TABLES[id_]), rows(TABLES[id_])
    fired: set[str] = set()
    for row, theirs in zip(values, zen_found(TABLES[id_], "collect", values), strict=True):
        held = [trace.rule for trace in ours.trace(row) if trace.status is FIRED]
        assert held == [rule for rule, _ in theirs], row
        fired.update(held)
    assert fired == {rule.id for rule in TABLES[id_].rules}, "a rule that never fires is not compared"


@pytest.mark.parametrize("id_", TABLES)
def test_what_counts_under_the_hit_policy_is_what_zen_gives(id_: str) -> None:
    table = TABLES[id_]
    ours, values = CompiledTable(table), rows(table)
    policy = "first" if table.hit_policy == HitPolicy.FIRST else "collect"
    for row, theirs in zip(values, zen_found(table, policy, values), strict=True):
        if table.hit_policy == HitPolicy.UNIQUE:
            assert len(theirs) <= 1, row
        if table.hit_policy == HitPolicy.COLLECT_MAX:
            theirs = sorted(theirs, key=lambda one: -float(one[1]))[:1]
        assert same(our_hits(ours, row), theirs), (row, theirs)


def test_a_limit_that_differs_by_a_hair_is_seen() -> None:
    table = TABLES["omvang-cijfer"]
    moved = json.dumps(jdm(table, policy="collect", many=True)).replace("[0.8..1.1)", f"[{0.8 + A_HAIR}..1.1)")
    values = rows(table)
    theirs = zen.ZenEngine().create_decision(moved).evaluate({"rows": values})["result"]["found"]
    ours = CompiledTable(table)
    different = [row for row, found in zip(values, theirs, strict=True) if len(ours.hits(row)) != len(found)]
    assert different
    assert {row["level_ratio"] for row in different} == {0.8}
