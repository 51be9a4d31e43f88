"""A check report as the draft itself, in Word, with comments at the places they are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbv_rules.documents.word_comments import Comment, Line, Signature, write_commented
from kbv_rules.errors import input_error
from kbv_rules.report import check_words as words
from kbv_rules.report.write import write_stream

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.model.document import Document
    from kbv_rules.model.remark import CheckReport, Remark

_AUTHOR, _INITIALS = "kbv-rules", "kbv"


def write_check_docx(
    report: CheckReport, draft: Path, document: Document, names: words.Names, target: Path, *, time: str | None = None
) -> None:
    """Write the draft with a comment on top that sums up, and one for every remark that stands, in the same order.

    `time` is that of the run ('2026-11-21T12:00:00Z'; default: now). What people accepted is told in the comment on top.

    Raises:
        InputError: the draft is no Word document, or the target is there already (it may hold the answers of others).
    """
    if document.format != "docx":
        raise input_error(
            draft,
            f"dit is een document van de soort '{document.format}', en daar kan kbv geen opmerkingen in zetten.",
            "Sla het plan op als Word-document (.docx) en toets dat, of kies --format html, text, json of sarif.",
            "Dat kan alleen in een Word-document.",
        )
    if target.exists() and not target.is_dir():
        raise input_error(
            target,
            "dit bestand bestaat al en wordt niet overschreven.",
            "Geef een andere bestandsnaam op, of haal het eerst weg.",
            "Er kunnen antwoorden van anderen in staan.",
        )
    if time is None:
        from kbv_rules.advise.receipt import now

        time = now()
    comments, signature = check_comments(report, document, names), Signature(_AUTHOR, _INITIALS, time)
    write_stream(lambda file: write_commented(draft, comments, signature, file), target)


def check_comments(report: CheckReport, document: Document, names: words.Names) -> list[Comment]:
    """The comments: the summary first, then the remarks that stand. What is about the whole document has no anchor."""
    anchors = {paragraph.number: paragraph.anchor for paragraph in document.paragraphs()}
    remarks = [
        Comment(anchors.get(remark.location.paragraph), tuple(_remark(number, remark, names)))
        for number, remark in words.numbered(report)
    ]
    return [Comment(None, tuple(_summary(report))), *remarks]


def _summary(report: CheckReport) -> Iterator[Line]:
    yield Line("", words.title_of(report))
    yield Line(report.summary)
    for warning in report.warnings:
        yield Line(warning, f"{words.WARNING}:")
    accepted = words.accepted(report)
    if accepted:
        yield Line("", f"{words.ACCEPTED}:")
    for remark in accepted:
        yield Line(f"[{remark.rule}] {remark.message} {words.REASON}: {remark.accepted}")


def _remark(number: int, remark: Remark, names: words.Names) -> Iterator[Line]:
    yield Line(remark.message, f"{number}. [{remark.rule}] {words.WEIGHS[remark.severity]}:")
    also = "; ".join(words.joined(remark, names))
    if also:
        yield Line(f"{also}.", f"{words.ALSO}:")
    for label, text in ((words.WHY, remark.source), (words.DO, remark.advice), (words.FINE, remark.fine_when)):
        if text:
            yield Line(text, f"{label}:")
