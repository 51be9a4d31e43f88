"""Our decision tables in the languages of two other rule engines, to compare answers and speed with.

ZEN (gorules.io, MIT): decision tables as JDM, and as one expression per table. rule-engine (zeroSteiner, BSD): a rule per
rule, and one expression per table. Both are used as their documentation says; see docs/benchmarks.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.table import Rule, Table
from kbv_rules.rules.unary import AnyOf, Anything, Comparison, Equals, Interval, Not, UnaryTest, parse_unary_test, plain_number

Conditions = list[tuple[str, UnaryTest]]


def conditions(table: Table, rule: Rule) -> Conditions:
    """What must hold for a rule, the conditions of the table as a whole first."""
    cells = [*table.applies.items(), *rule.when.items()]
    tests = [(name, parse_unary_test(cell)) for name, cell in cells]
    return [(name, test) for name, test in tests if not isinstance(test, Anything)]


def needed(table: Table) -> list[str]:
    """The inputs that a rule tests or gives as its outcome: all another engine needs."""
    names = {name for rule in table.rules for name, _ in conditions(table, rule)} | {str(rule.then) for rule in table.rules}
    return [column.name for column in table.inputs if column.name in names]


def order(table: Table) -> list[Rule]:
    """The rules in the order in which the first that holds is the one that counts."""
    if table.hit_policy == HitPolicy.COLLECT_MAX:
        return sorted(table.rules, key=lambda rule: float(rule.then), reverse=True)
    return list(table.rules)


def expression(name: str, test: UnaryTest) -> str:
    """A condition as both languages write it. A missing value must not reach it, see `guarded`."""
    match test:
        case Equals():
            return f"{name} == {literal(test.value)}"
        case Comparison():
            return f"{name} {test}"
        case Interval():
            low, high = ">=" if test.low_closed else ">", "<=" if test.high_closed else "<"
            return f"({name} {low} {plain_number(test.low)} and {name} {high} {plain_number(test.high)})"
        case AnyOf():
            return f"({' or '.join(expression(name, part) for part in test.tests)})"
        case Not():
            return f"not ({expression(name, test.test)})"
        case Anything():
            return "true"


def guarded(tests: Conditions, prefix: str = "") -> str:
    """All conditions of a rule, none of them true of a missing value."""
    parts = [
        expression(prefix + name, test)
        if isinstance(test, Equals)
        else f"{prefix}{name} != null and {expression(prefix + name, test)}"
        for name, test in tests
    ]
    return " and ".join(parts) or "true"


def literal(value: float | str) -> str:
    """A number, text or truth value as both languages write it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, bool)) else plain_number(value)


def choice(table: Table, prefix: str = "") -> str:
    """One expression per table: the place in `order` of the rule that counts, -1 for none."""
    chosen = "-1"
    for place, rule in reversed(list(enumerate(order(table)))):
        chosen = f"({guarded(conditions(table, rule), prefix)}) ? {place} : ({chosen})"
    return chosen


def jdm(table: Table, *, policy: str, many: bool) -> dict[str, Any]:
    """A table as a ZEN decision with one decision table; with `many` it takes all rows at once, in `rows`.

    `policy` is 'collect' for all rules that hold, or 'first' for the one that counts: ZEN knows no others. A condition of the
    table as a whole has a column of its own.
    """
    columns = [("applies", name) for name in table.applies] + [("when", column.name) for column in table.inputs]
    content: dict[str, Any] = {
        "hitPolicy": policy,
        "inputs": [{"id": f"{part} {name}", "name": name, "field": name} for part, name in columns],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("rule", "output")],
        "rules": [_jdm_rule(table, rule, columns) for rule in (order(table) if policy == "first" else table.rules)],
    }
    if many:
        content.update(executionMode="loop", inputField="rows", outputPath="found")
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "table", "name": table.id, "type": "decisionTableNode", "content": content},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def _jdm_rule(table: Table, rule: Rule, columns: Sequence[tuple[str, str]]) -> dict[str, str]:
    cells = {"applies": table.applies, "when": rule.when}
    row = {f"{part} {name}": _zen_cell(parse_unary_test(cells[part].get(name, "-"))) for part, name in columns}
    named = isinstance(rule.then, str) and rule.then in {column.name for column in table.inputs}
    return {**row, "_id": rule.id, "rule": literal(rule.id), "output": str(rule.then) if named else literal(rule.then)}


def _zen_cell(test: UnaryTest) -> str:
    """A cell in ZEN's unary tests, which write nothing for anything, and deny only one test at a time, of `$`."""
    match test:
        case Anything():
            return ""
        case Equals():
            return literal(test.value)
        case AnyOf():
            return ", ".join(_zen_cell(part) for part in test.tests)
        case Not():
            parts = test.test.tests if isinstance(test.test, AnyOf) else (test.test,)
            return " and ".join(f"not ($ {'in ' if isinstance(part, Interval) else ''}{_of_value(part)})" for part in parts)
        case _:
            return str(test)


def _of_value(test: UnaryTest) -> str:
    return f"== {literal(test.value)}" if isinstance(test, Equals) else str(test)
