"""What the reader of a report is told besides the findings: on the screen, and in the file as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import ReadingRules
    from kbv_rules.findings.analysis.read import AnalysisReport

_SHOWN = 110


def told(report: AnalysisReport, rules: ReadingRules) -> list[str]:
    """For the screen: every note, and the first of what got no place."""
    lines = list(report.notes[1:])
    if report.unplaced:
        lines.append(fill(rules.notes.unplaced, {"count": str(len(report.unplaced))}))
        lines += [_one(*unplaced, most=_SHOWN) for unplaced in report.unplaced[: rules.listed]]
        if len(report.unplaced) > rules.listed:
            lines.append(fill(rules.notes.more, {"count": str(len(report.unplaced) - rules.listed)}))
    return lines


def comments_of(report: AnalysisReport, rules: ReadingRules) -> list[str]:
    """For the file: every note, and all that got no place, word for word."""
    lines = list(report.notes)
    if report.unplaced:
        lines.append(fill(rules.notes.unplaced, {"count": str(len(report.unplaced))}))
        lines += [_one(*unplaced) for unplaced in report.unplaced]
    return [" ".join(line.splitlines()) for line in lines]


def _one(section: str, text: str, why: str, *, most: int | None = None) -> str:
    shown = text if most is None or len(text) <= most else f"{text[:most].rstrip()}…"
    return f"- {section}: {shown} [{why}]"
