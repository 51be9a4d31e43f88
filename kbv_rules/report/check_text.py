"""A check report as text for a terminal: first what a manager reads in a minute, then every remark at its place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from kbv_rules.model.remark import CheckReport, Declared, Location, Remark

_WIDTH = 100
_HEADS = {"error": "Fouten", "warning": "Aandachtspunten", "note": "Suggesties"}


def check_text(report: CheckReport) -> str:
    """The report. Why a check matters, and what to do, is told at its first remark only."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def place_of(location: Location) -> str:
    """Where a remark is about, for a reader: headings, paragraph, page."""
    if not location.paragraph:
        return "Het document als geheel"
    parts = [" > ".join(location.headings)] if location.headings else []
    parts.append(f"alinea {location.paragraph}")
    if location.page is not None:
        parts.append(f"bladzijde {location.page}")
    return ", ".join(parts)


def _lines(report: CheckReport) -> Iterator[str]:
    title = f"Toets van {report.document}"
    yield from (title, "=" * len(title), "")
    yield from (*_wrapped(report.summary), "")
    if report.priorities:
        yield "Prioriteiten"
        yield from (f"  {number}. {_declared(one)}" for number, one in enumerate(report.priorities, 1))
        yield ""
    if report.other_themes:
        yield from (*_wrapped(f"Overige thema's: {listing([one.heading for one in report.other_themes])}."), "")
    yield from (*_wrapped(f"Hoofdstukken: {_chapters(report)}."), "")
    yield from (line for warning in report.warnings for line in (*_wrapped(f"Let op: {warning}"), ""))
    number, told = 0, set[str]()
    for severity, head in _HEADS.items():
        remarks = [remark for remark in report.remarks if remark.severity == severity and remark.accepted is None]
        if remarks:
            yield from (head, "-" * len(head), "")
        for remark in remarks:
            number += 1
            yield from _remark(number, remark, first=remark.rule not in told)
            told.add(remark.rule)
    accepted = [remark for remark in report.remarks if remark.accepted is not None]
    if accepted:
        yield from ("Besloten te laten staan", "-" * len("Besloten te laten staan"), "")
        for remark in accepted:
            yield from (*_wrapped(f"[{remark.rule}] {remark.message}"), *_wrapped(f"Reden: {remark.accepted}", 2), "")


def _declared(one: Declared) -> str:
    return f"{one.heading} ({one.candidates[0]})" if one.candidates else f"{one.heading} (niet herkend)"


def _chapters(report: CheckReport) -> str:
    return "; ".join(f"{one.number} {one.heading or 'niet gevonden'}" for one in report.chapters)


def _remark(number: int, remark: Remark, *, first: bool) -> Iterator[str]:
    yield from _wrapped(f"{number}. [{remark.rule}] {place_of(remark.location)}")
    yield from _wrapped(remark.message, 3)
    if remark.location.quote and remark.location.quote not in remark.location.headings:
        yield from _wrapped(f'"{remark.location.quote}"', 3)
    if first:
        yield from _wrapped(f"Waarom: {remark.source}", 3)
    yield from _wrapped(f"Doen: {remark.advice}", 3)
    if first:
        yield from _wrapped(f"Mag blijven als: {remark.fine_when}", 3)
    yield ""


def _wrapped(text: str, indent: int = 0) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(
        text, _WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False
    ) or [pad]
