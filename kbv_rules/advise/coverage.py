"""Which rules held on given findings, how often, and which never did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.advise.advise import advise
from kbv_rules.errors import Fault, InputError, input_error
from kbv_rules.findings.read import read_findings
from kbv_rules.model.rule_report import RuleCoverage
from kbv_rules.rules.evaluate import CompiledTable, Hit, Values
from kbv_rules.rules.hit_policy import Status

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Findings
    from kbv_rules.rules.rule_set import RuleSet


@dataclass(frozen=True)
class Covering:
    """Findings to run the rules on, under the name of their file."""

    file: str
    findings: Findings
    profile: str | None = None


def read_covering(paths: Sequence[Path], knowledge: Knowledge, rules: RuleSet) -> list[Covering]:
    """The findings in files and folders, in the order of their paths.

    Raises:
        InputError: a file that is not sound, or a folder without any.
    """
    found: list[Covering] = []
    faults: list[Fault] = []
    for path in paths:
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not files:
            raise input_error(path, "in deze map staan geen bevindingen.", "Geef een map met .yaml-bestanden met bevindingen.")
        for file in files:
            try:
                found.append(Covering(str(file), read_findings(file, knowledge=knowledge, rules=rules)))
            except InputError as error:
                faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return found


def cover(cases: Iterable[Covering], knowledge: Knowledge, rules: RuleSet) -> list[RuleCoverage]:
    """Per rule, in the order of the tables, on how many different inputs it held, and in which files.

    A rule that held is counted also where the hit policy let another go before it. Inputs that are the same in every value
    the table knows count once per file.
    """
    times: dict[str, int] = {}
    files: dict[str, list[str]] = {}
    for case in cases:
        seen: dict[str, list[Values]] = {id_: [] for id_ in rules.tables}
        watched = replace(rules, tables={id_: _watched(table, seen[id_]) for id_, table in rules.tables.items()})
        advise(case.findings, knowledge=knowledge, rules=watched, profile=case.profile)
        for id_, rows in seen.items():
            table = rules.tables[id_]
            different = {tuple(row.get(name) for name in table.inputs): row for row in rows}
            held = [trace.rule for row in different.values() for trace in table.trace(row) if trace.status is Status.FIRED]
            for rule in held:
                times[rule] = times.get(rule, 0) + 1
            for rule in dict.fromkeys(held):
                files.setdefault(rule, []).append(case.file)
    return [
        RuleCoverage(table=id_, rule=rule.id, times=times.get(rule.id, 0), files=tuple(files.get(rule.id, ())))
        for id_, table in sorted(rules.tables.items())
        for rule in table.table.rules
    ]


def _watched(table: CompiledTable, seen: list[Values]) -> CompiledTable:
    """The same table, that keeps every row it is asked about."""
    inner, outer = CompiledTable(table.table), CompiledTable(table.table)

    def hits(values: Values) -> list[Hit]:
        seen.append(values)
        return inner.hits(values)

    outer.hits = hits
    return outer
