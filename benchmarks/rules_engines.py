"""The rules of one advice on three engines, side by side in one run: kbv-rules, zen-engine (Rust) and rule-engine (Python).

`python benchmarks/rules_engines.py [--turns N]`. All rows of examples/waterwijk.yaml on the tables of their criteria, with
reasons: which rule counts and with what outcome. All must give the same answers first. Not timed, for any of them: reading
and compiling rules, and making rows ready (others get the inputs they need and no more). ZEN runs in every way we could
find; the goal is against the fastest. Absolute times differ per machine; read the ratios. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import rule_engine
import zen
from other_engines import choice, conditions, guarded, jdm, needed, order

import kbv_rules
from kbv_rules.advise.evidence import gather, rows_of
from kbv_rules.rules.evaluate import CompiledTable, Values
from kbv_rules.rules.table import Table

FINDINGS = Path(__file__).parents[1] / "examples" / "waterwijk.yaml"
GOAL = 2.0
TURN = 0.01

Outcome = tuple[str, float]


class Job(NamedTuple):
    """A table and a row that it judges. Of the tables of a criterion at most one rule counts."""

    compiled: CompiledTable
    values: Values

    @property
    def table(self) -> Table:
        return self.compiled.table

    @property
    def row(self) -> dict[str, Any]:
        """The inputs that any engine needs, a missing one as None."""
        return {name: self.values.get(name) for name in needed(self.table)}


class Way(NamedTuple):
    """A way to run the jobs: `run` is timed, `read` then puts what it gave beside the answers of the others."""

    engine: str
    name: str
    run: Callable[[], Any]
    read: Callable[[Any], list[Outcome | None]]


def jobs_of_one_advice() -> list[Job]:
    """Every row on every table of its criteria, and what the handbook itself says, as the judging does it."""
    rules = kbv_rules.load_rule_set()
    subjects = gather(kbv_rules.read_findings(FINDINGS), kbv_rules.load_knowledge(), rules)
    jobs: list[Job] = []
    for subject in subjects.values():
        rows = rows_of([subject], rules)
        for criterion in rules.criteria:
            for table in (rules.tables[name] for name in criterion.tables):
                fitting = (row for row in rows if row.per == table.table.per and row.criterion in (None, criterion.id))
                jobs.extend(Job(table, row.values) for row in fitting)
            jobs.extend(Job(rules.tables[name], subject.knowledge.values) for name in criterion.default)
    return jobs


def ways(jobs: Sequence[Job]) -> list[Way]:
    """All ways, ours first."""
    return [kbv(jobs), *zen_expressions(jobs), *zen_tables(jobs), *rule_engine_rules(jobs)]


# kbv-rules


def kbv(jobs: Sequence[Job]) -> Way:
    """A hit holds the rule and its outcome."""
    work = [(job.compiled.hits, job.values) for job in jobs]
    for hits, values in work:  # the look-up is made at the first question
        hits(values)
    work = [(job.compiled.hits, job.values) for job in jobs]

    def read(found: list[Any]) -> list[Outcome | None]:
        return [(hits[0].rule.id, float(hits[0].output)) if hits else None for hits in found]

    return Way("kbv-rules", "CompiledTable.hits", lambda: [hits(values) for hits, values in work], read)


# ZEN: one compiled expression per table, which gives the place of the rule that counts


def zen_expressions(jobs: Sequence[Job]) -> Iterable[Way]:
    """Row by row, and all rows of a table in one call."""
    outcomes = {job.table.id: outcomes_of(job.table) for job in jobs}
    single = {job.table.id: zen.compile_expression(choice(job.table)).evaluate for job in jobs}
    work = [(single[job.table.id], present(job.row), outcomes[job.table.id], job.values) for job in jobs]
    yield Way(
        "zen-engine",
        "compiled expression, row by row",
        lambda: [reason(of, evaluate(row), values) for evaluate, row, of, values in work],
        read_reasons,
    )
    groups = grouped(jobs)
    many = [
        (
            zen.compile_expression(f"map(rows, {choice(jobs[places[0]].table, '#.')})").evaluate,
            {"rows": [present(jobs[place].row) for place in places]},
            outcomes[id_],
            [jobs[place].values for place in places],
        )
        for id_, places in groups.items()
    ]
    yield Way(
        "zen-engine",
        "compiled expression, all rows at once",
        lambda: [
            [reason(of, place, row) for place, row in zip(evaluate(rows), values, strict=True)]
            for evaluate, rows, of, values in many
        ],
        lambda found: read_reasons(ungrouped(found, groups)),
    )


def outcomes_of(table: Table) -> dict[float, tuple[str, float | str]]:
    """By its place in the order of the table: the rule and its outcome, or the input that its outcome names."""
    return {place: (rule.id, rule.then) for place, rule in enumerate(order(table))}


def reason(outcomes: dict[float, tuple[str, Any]], place: float, values: Values) -> tuple[str, Any] | None:
    """The rule that counts and its outcome."""
    if place < 0:
        return None
    rule, then = outcomes[place]
    return (rule, values[then]) if isinstance(then, str) else (rule, then)


def read_reasons(found: list[tuple[str, Any] | None]) -> list[Outcome | None]:
    return [one and (one[0], float(one[1])) for one in found]


def present(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what is missing, which is less to hand over."""
    return {name: value for name, value in row.items() if value is not None}


# ZEN: its own decision tables


def zen_tables(jobs: Sequence[Job]) -> Iterable[Way]:
    """All rows of a table in one call, a batch of calls, and a call per row."""
    tables = {job.table.id: job.table for job in jobs}
    groups = grouped(jobs)
    engine = zen.ZenEngine()
    loops = [
        (
            engine.create_decision(json.dumps(jdm(tables[id_], policy="first", many=True))).evaluate,
            {"rows": [jobs[place].row for place in places]},
        )
        for id_, places in groups.items()
    ]
    yield Way(
        "zen-engine",
        "decision table, all rows at once",
        lambda: [evaluate(rows)["result"]["found"] for evaluate, rows in loops],
        lambda found: read_rows(ungrouped(found, groups)),
    )
    content = {id_: jdm(table, policy="first", many=False) for id_, table in tables.items()}
    ready = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    requests = [{"key": job.table.id, "context": present(job.row)} for job in jobs]
    yield Way(
        "zen-engine",
        "decision table, a batch of all rows",
        lambda: ready.evaluate_batch(requests),
        lambda found: read_rows([one["data"]["result"] for one in found]),
    )
    decisions = {id_: engine.create_decision(json.dumps(one)).evaluate for id_, one in content.items()}
    work = [(decisions[job.table.id], present(job.row)) for job in jobs]
    yield Way(
        "zen-engine",
        "decision table, row by row",
        lambda: [evaluate(row)["result"] for evaluate, row in work],
        read_rows,
    )


def read_rows(found: list[dict[str, Any] | None]) -> list[Outcome | None]:
    return [(one["rule"], float(one["output"])) if one else None for one in found]


# rule-engine


def rule_engine_rules(jobs: Sequence[Job]) -> Iterable[Way]:
    """A rule per rule, until one matches; and one expression per table."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item, default_value=None)
    tables = {job.table.id: job.table for job in jobs}
    rules = {
        id_: [
            (rule_engine.Rule(guarded(conditions(table, rule)), context=context).matches, rule.id, rule.then)
            for rule in order(table)
        ]
        for id_, table in tables.items()
    }
    work = [(rules[job.table.id], job.row) for job in jobs]

    def first(candidates: list[tuple[Any, str, Any]], row: dict[str, Any]) -> tuple[str, Any] | None:
        for matches, rule, then in candidates:
            if matches(row):
                return (rule, row[then]) if isinstance(then, str) else (rule, then)
        return None

    yield Way("rule-engine", "a rule per rule", lambda: [first(candidates, row) for candidates, row in work], read_reasons)
    outcomes = {id_: outcomes_of(table) for id_, table in tables.items()}
    single = {id_: rule_engine.Rule(choice(table), context=context).evaluate for id_, table in tables.items()}
    whole = [(single[job.table.id], job.row, outcomes[job.table.id]) for job in jobs]
    yield Way(
        "rule-engine",
        "an expression per table",
        lambda: [reason(of, float(evaluate(row)), row) for evaluate, row, of in whole],
        read_reasons,
    )


# Measuring


def grouped(jobs: Sequence[Job]) -> dict[str, list[int]]:
    """The places of the jobs of each table."""
    groups: dict[str, list[int]] = {}
    for place, job in enumerate(jobs):
        groups.setdefault(job.table.id, []).append(place)
    return groups


def ungrouped(found: Sequence[Sequence[Any]], groups: dict[str, list[int]]) -> list[Any]:
    """What was found per table, in the order of the jobs again."""
    by_place = {
        place: one
        for places, of_table in zip(groups.values(), found, strict=True)
        for place, one in zip(places, of_table, strict=True)
    }
    return [by_place[place] for place in sorted(by_place)]


def measure(all_ways: Sequence[Way], turns: int) -> list[float]:
    """Median seconds per way.

    Ways take turns, so that a busy moment hits all alike; in its turn each runs once untimed (what another way left in the
    processor is then gone), and after that as often as fits in some milliseconds, every run being timed.
    """
    times: list[list[float]] = [[] for _ in all_ways]
    for _ in range(turns):
        for way, found in zip(all_ways, times, strict=True):
            way.run()
            end = time.perf_counter() + TURN
            while True:
                start = time.perf_counter()
                way.run()
                stop = time.perf_counter()
                found.append(stop - start)
                if stop > end:
                    break
    return [statistics.median(found) for found in times]


def main() -> int:
    """Print the table; exit code 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=25, help="how often each has its turn (default: 25)")
    turns = max(1, parser.parse_args().turns)
    jobs = jobs_of_one_advice()
    all_ways = ways(jobs)
    answers = [way.read(way.run()) for way in all_ways]
    for way, given in zip(all_ways, answers, strict=True):
        if given != answers[0]:
            raise SystemExit(f"{way.engine}, {way.name}: other answers than {all_ways[0].engine}")
    fired = sum(answer is not None for answer in answers[0])
    print(f"{len(jobs)} times a row on a table, {fired} rules counted; all engines agree\n")
    medians = measure(all_ways, turns)
    print(f"{'engine':<12} {'way':<38} {'median':>10} {'per row':>9} {'ratio':>8}")
    for way, median in zip(all_ways, medians, strict=True):
        per_row = median / len(jobs) * 1e6
        print(f"{way.engine:<12} {way.name:<38} {median * 1000:>7.2f} ms {per_row:>6.2f} µs {median / medians[0]:>7.1f}x")
    ratio = min(median for way, median in zip(all_ways, medians, strict=True) if way.engine == "zen-engine") / medians[0]
    verdict = "met" if ratio >= GOAL else "MISSED"
    print(f"\ngoal: at least {GOAL:g}x faster than zen-engine at its best, reasons included: {ratio:.1f}x, {verdict}")
    versions = ", ".join(f"{name} {version(name)}" for name in ("zen-engine", "rule-engine"))
    print(f"{turns} turns of each; Python {sys.version.split()[0]}, {versions}")
    return 0 if ratio >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
