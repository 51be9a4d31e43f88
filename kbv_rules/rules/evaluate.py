"""Evaluates a decision table on one row of values, and can say of each rule why it fired or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.rules.hit_policy import HitPolicy, Status
from kbv_rules.rules.rule_index import look_up_all, look_up_first
from kbv_rules.rules.template import fill
from kbv_rules.rules.unary import Anything, UnaryTest, Value, parse_unary_test

if TYPE_CHECKING:
    from kbv_rules.rules.table import Rule, Table

Values = Mapping[str, Value | None]


class Clause(NamedTuple):
    """One condition of a rule with the value it met."""

    input: str
    test: str
    value: Value | None


class Trace(NamedTuple):
    """What became of one rule. `clause` is the one that failed (not fired) or that lacked its input (not evaluable)."""

    rule: str
    status: Status
    clause: Clause | None = None


class Hit(NamedTuple):
    """A rule that fired, with its output."""

    rule: Rule
    output: float | str


class CompiledTable:
    """A table ready to run: its cells parsed once, only the columns that say something kept.

    `hits` looks up which rules count under the hit policy: at most one for unique and first, for a maximum the highest.
    `trace` and `clauses`, which must tell why, go by the cells.
    """

    __slots__ = ("_rows", "hits", "inputs", "table")

    hits: Callable[[Values], list[Hit]]

    def __init__(self, table: Table) -> None:
        self.table = table
        self.inputs = tuple(column.name for column in table.inputs)
        self._rows: list[tuple[Rule, tuple[tuple[str, UnaryTest], ...]]] = []
        scope = [(name, parse_unary_test(cell)) for name, cell in table.applies.items()]
        for rule in table.rules:
            tests = [*scope, *((name, parse_unary_test(cell)) for name, cell in rule.when.items())]
            self._rows.append((rule, tuple((name, test) for name, test in tests if not isinstance(test, Anything))))
        self.hits = self._first_hits

    def _first_hits(self, values: Values) -> list[Hit]:
        """Makes the look-up when it is first needed."""
        self.hits = self._look_up()
        return self.hits(values)

    def _look_up(self) -> Callable[[Values], list[Hit]]:
        """Where one rule counts and its output is known beforehand, that rule; else whatever `_counting` keeps."""
        policy = self.table.hit_policy
        tests = [tests for _, tests in self._rows]
        if policy == HitPolicy.COLLECT_SUM or any(self._named(rule) for rule, _ in self._rows):
            return look_up_all(tests, self._counting())
        found = [Hit(rule, rule.then) for rule, _ in self._rows]
        if policy == HitPolicy.COLLECT_MAX:
            # With the highest output in front, the first that stands is the maximum; of equals the first stays the first.
            order = sorted(range(len(found)), key=lambda place: found[place].output, reverse=True)
            tests, found = [tests[place] for place in order], [found[place] for place in order]
        return look_up_first(tests, found)

    def _counting(self) -> Callable[[int, Values], list[Hit]]:
        policy = self.table.hit_policy
        only_first = policy in (HitPolicy.UNIQUE, HitPolicy.FIRST)
        only_highest = policy == HitPolicy.COLLECT_MAX
        rules = [(1 << place, Hit(rule, rule.then), self._named(rule)) for place, (rule, _) in enumerate(self._rows)]

        def counted(standing: int, values: Values) -> list[Hit]:
            found: list[Hit] = []
            for bit, hit, name in rules:
                if standing & bit:
                    if name is not None:
                        if (value := values.get(name)) is None:
                            continue
                        hit = Hit(hit.rule, _as_output(value))
                    found.append(hit)
                    if only_first:
                        break
            if only_highest and len(found) > 1:
                return [max(found, key=lambda hit: hit.output)]
            return found

        return counted

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

    def _named(self, rule: Rule) -> str | None:
        """The input whose value a rule gives; None for a literal."""
        return rule.then if isinstance(rule.then, str) and rule.then in self.inputs else None

    def _output(self, rule: Rule, values: Values) -> float | str | None:
        """A literal, or the value of the input that `then` names (None when that is missing)."""
        name = self._named(rule)
        if name is None:
            return rule.then
        value = values.get(name)
        return None if value is None else _as_output(value)


def _as_output(value: Value) -> float | str:
    return value if isinstance(value, str) else float(value)


def because(rule: Rule, values: Values) -> str:
    """The rule's Dutch reason, filled in."""
    return fill(rule.because, values)
