"""A report on rules as text, JSON, SARIF or GitHub annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbv_rules.model.rule_report import KINDS
from kbv_rules.report.annotations import annotation
from kbv_rules.report.sarif import Result, sarif
from kbv_rules.rules.template import number

if TYPE_CHECKING:
    from kbv_rules.model.rule_report import RuleProblem, RuleReport, Severity

FORMS = ("text", "json", "sarif", "github")

_SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "error": ("FOUT", "fout", "fouten"),
    "warning": ("LET OP", "waarschuwing", "waarschuwingen"),
    "note": ("OPMERKING", "opmerking", "opmerkingen"),
}


def rule_report_as(form: str, report: RuleReport) -> str:
    """The report in one of FORMS."""
    if form == "json":
        return json.dumps(report.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        laws = {one.property: f"Gebroken: {one.law}." for one in report.searched}
        return sarif((_result(problem) for problem in report.problems), {**KINDS, **laws})
    if form == "github":
        return "".join(
            annotation(one.severity, one.place.file, one.place.line, one.place.column, one.id, _told(one))
            for one in report.problems
        )
    return "\n".join(_lines(report)) + "\n"


def _result(problem: RuleProblem) -> Result:
    return Result(
        problem.id,
        problem.severity,
        problem.place.file,
        problem.place.line,
        problem.place.column,
        _told(problem),
        {
            "table": problem.table,
            "rules": list(problem.rules),
            "example": dict(problem.example),
            "remedy": problem.remedy,
            "counterexample": problem.counterexample,
        },
    )


def _told(problem: RuleProblem) -> str:
    """All of a problem in a few sentences."""
    parts = [problem.message]
    if problem.example:
        parts.append(f"Voorbeeld: {_example(problem)}.")
    if problem.counterexample:
        parts.append(f"Tegenvoorbeeld: {problem.counterexample}.")
    return " ".join([*parts, problem.remedy])


def _example(problem: RuleProblem) -> str:
    return ", ".join(f"{name} = {_shown(value)}" for name, value in problem.example.items())


def _shown(value: bool | int | float | str | None) -> str:  # noqa: FBT001 - the value of an input
    if value is None:
        return "onbekend"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else f"{value:g}"


def _lines(report: RuleReport) -> Iterator[str]:
    yield f"Regels in {report.folder}: {report.tables} beslistabellen, {report.rules} regels."
    for problem in report.problems:
        yield ""
        yield f"{_SEVERITIES[problem.severity][0]}  {problem.place}  [{problem.id}]"
        yield f"  {problem.message}"
        if problem.example:
            yield f"  Voorbeeld: {_example(problem)}."
        if problem.counterexample:
            yield f"  Tegenvoorbeeld: {problem.counterexample}"
        yield f"  {problem.remedy}"
    yield ""
    yield "Bewezen: geldt voor elke invoer binnen de bereiken die de tabellen noemen"
    for table in dict.fromkeys(proof.table for proof in report.proven):
        whats = [proof.what for proof in report.proven if proof.table == table]
        if table is None:
            yield from (f"  - {what}" for what in whats)
        else:
            cases = next(proof.cases for proof in report.proven if proof.table == table)
            yield f"  - {table} ({number(cases)} combinaties): {'; '.join(whats)}"
    if not report.proven:
        yield "  - niets"
    yield ""
    yield "Gezocht, niet bewezen: verzonnen bevindingen die de regel zouden breken"
    if report.unsearched:
        yield f"  - niet gezocht: {report.unsearched}."
    for one in report.searched:
        found = "geen tegenvoorbeeld gevonden in" if one.holds else "GEBROKEN, na"
        yield f"  - {one.law}: {found} {number(one.cases)} {'geval' if one.cases == 1 else 'gevallen'} ({number(one.seconds)} s)"
    if report.searched:
        yield f"  Met --seed {report.seed} zijn het dezelfde gevallen; met een hogere --budget meer."
    yield ""
    counts = ", ".join(_count(report, severity) for severity in _SEVERITIES)
    yield f"{counts}."


def _count(report: RuleReport, severity: Severity) -> str:
    count = report.count(severity)
    _, one, more = _SEVERITIES[severity]
    return f"{count} {one if count == 1 else more}"
