"""Evaluates a decision table on one row of values, and can say of each rule why it fired or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules.rules.hit_policy import HitPolicy, Status
from kbv_rules.rules.template import fill
from kbv_rules.rules.unary import Anything, UnaryTest, Value, parse_unary_test

if TYPE_CHECKING:
    from kbv_rules.rules.table import Rule, Table

Values = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a rule with the value it met."""

    input: str
    test: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one rule. `clause` is the one that failed (not fired) or that lacked its input (not evaluable)."""

    rule: str
    status: Status
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired, with its output."""

    rule: Rule
    output: float | str


class CompiledTable:
    """A table ready to run: its cells parsed once, only the columns that say something kept."""

    __slots__ = ("_rows", "_single", "inputs", "table")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.inputs = tuple(column.name for column in table.inputs)
        self._single = table.hit_policy in (HitPolicy.UNIQUE, HitPolicy.FIRST)
        self._rows: list[tuple[Rule, tuple[tuple[str, UnaryTest], ...]]] = []
        scope = [(name, parse_unary_test(cell)) for name, cell in table.applies.items()]
        for rule in table.rules:
            tests = [*scope, *((name, parse_unary_test(cell)) for name, cell in rule.when.items())]
            self._rows.append((rule, tuple((name, test) for name, test in tests if not isinstance(test, Anything))))

    def hits(self, values: Values) -> list[Hit]:
        """The rules that count under the hit policy: at most one for unique and first; for a maximum the highest."""
        found: list[Hit] = []
        for rule, tests in self._rows:
            for name, test in tests:
                value = values.get(name)
                if value is None or not test.holds(value):
                    break
            else:
                output = self._output(rule, values)
                if output is None:
                    continue
                found.append(Hit(rule, output))
                if self._single:
                    break
        if self.table.hit_policy == HitPolicy.COLLECT_MAX and len(found) > 1:
            return [max(found, key=lambda hit: hit.output)]
        return found

    def missing(self, values: Values) -> list[str]:
        """Inputs without a value that a rule would have needed: why the table, or part of it, is not evaluable."""
        names = [trace.clause.input for trace in self.trace(values) if trace.status is Status.NOT_EVALUABLE and trace.clause]
        return sorted(set(names), key=names.index)

    def trace(self, values: Values) -> list[Trace]:
        """What became of every rule, in the order of the table."""
        traces: list[Trace] = []
        for rule, tests in self._rows:
            lacking: Clause | None = None
            failed: Clause | None = None
            for name, test in tests:
                value = values.get(name)
                if value is None:
                    lacking = lacking or Clause(name, str(test), None)
                elif not test.holds(value):
                    failed = Clause(name, str(test), value)
                    break
            if failed:
                traces.append(Trace(rule.id, Status.NOT_FIRED, failed))
            elif lacking:
                traces.append(Trace(rule.id, Status.NOT_EVALUABLE, lacking))
            elif self._output(rule, values) is None:
                traces.append(Trace(rule.id, Status.NOT_EVALUABLE, Clause(str(rule.then), "-", None)))
            else:
                traces.append(Trace(rule.id, Status.FIRED))
        return traces

    def clauses(self, rule: Rule, values: Values) -> tuple[Clause, ...]:
        """The conditions of a rule with the values they met."""
        tests = next(tests for row, tests in self._rows if row.id == rule.id)
        return tuple(Clause(name, str(test), values.get(name)) for name, test in tests)

    def _output(self, rule: Rule, values: Values) -> float | str | None:
        """A literal, or the value of the input that `then` names (None when that is missing)."""
        if isinstance(rule.then, str) and rule.then in self.inputs:
            value = values.get(rule.then)
            return float(value) if isinstance(value, (int, float)) else value
        return rule.then


def because(rule: Rule, values: Values) -> str:
    """The rule's Dutch reason, filled in."""
    return fill(rule.because, values)
