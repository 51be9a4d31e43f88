"""A check report as text for a terminal: first what a manager reads in a minute, then every remark at its place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbv_rules.report import check_words as words
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from kbv_rules.model.remark import CheckReport, Declared, Remark

_WIDTH = 100


def check_text(report: CheckReport) -> str:
    """The report. Why a check matters, and what to do, is told at its first remark only."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: CheckReport) -> Iterator[str]:
    title = words.title_of(report)
    yield from (title, "=" * len(title), "")
    yield from (*_wrapped(report.summary), "")
    if report.priorities:
        yield words.PRIORITIES
        yield from (f"  {number}. {_declared(one)}" for number, one in enumerate(report.priorities, 1))
        yield ""
    if report.other_themes:
        yield from (*_wrapped(f"{words.OTHER_THEMES}: {listing([one.heading for one in report.other_themes])}."), "")
    yield from (*_wrapped(f"{words.CHAPTERS}: {_chapters(report)}."), "")
    yield from (line for warning in report.warnings for line in (*_wrapped(f"{words.WARNING}: {warning}"), ""))
    told = set[str]()
    for severity, head in words.HEADS.items():
        remarks = [(number, remark) for number, remark in words.numbered(report) if remark.severity == severity]
        if remarks:
            yield from (head, "-" * len(head), "")
        for number, remark in remarks:
            yield from _remark(number, remark, first=remark.rule not in told)
            told.add(remark.rule)
    accepted = words.accepted(report)
    if accepted:
        yield from (words.ACCEPTED, "-" * len(words.ACCEPTED), "")
        for remark in accepted:
            yield from (*_wrapped(f"[{remark.rule}] {remark.message}"), *_wrapped(f"{words.REASON}: {remark.accepted}", 2), "")


def _declared(one: Declared) -> str:
    return f"{one.heading} ({one.candidates[0]})" if one.candidates else f"{one.heading} ({words.NOT_KNOWN})"


def _chapters(report: CheckReport) -> str:
    return "; ".join(f"{one.number} {one.heading or words.NOT_FOUND}" for one in report.chapters)


def _remark(number: int, remark: Remark, *, first: bool) -> Iterator[str]:
    yield from _wrapped(f"{number}. [{remark.rule}] {words.place_of(remark.location)}")
    yield from _wrapped(remark.message, 3)
    if remark.location.quote and remark.location.quote not in remark.location.headings:
        yield from _wrapped(f'"{remark.location.quote}"', 3)
    if first:
        yield from _wrapped(f"{words.WHY}: {remark.source}", 3)
    yield from _wrapped(f"{words.DO}: {remark.advice}", 3)
    if first:
        yield from _wrapped(f"{words.FINE}: {remark.fine_when}", 3)
    yield ""


def _wrapped(text: str, indent: int = 0) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(
        text, _WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False
    ) or [pad]
