"""Builds analysis reports in Word as people hand them in: headings typed as bold text, tables in cells, tracked changes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kbv_rules.findings.analysis.read import AnalysisReport, Asked, read_report
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Figure, Observation, ThemeFindings
from kbv_rules.rules.rule_set import load_rule_set

KNOWLEDGE = load_knowledge()
RULES = load_rule_set()
TODAY = datetime.date(2026, 11, 1)
INTRODUCTION = "Deze analyse hoort bij het IVP 2027-2030 van de gemeente Terneuzen."
FIELD_1 = "Veiligheidsveld 1: Veilige woon- en leefomgeving"
FIELD_3 = "Veiligheidsveld 3: Jeugd en veiligheid"
FIGURES = "1.1 Veiligheidsproblematiek: cijfermatig beeld"
OUTLINE = "1.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten"
APPROACH = "1.3 Aanpak: accenten en aandachtspunten"
CONSULTATIONS = "1.4 Resultaten consultaties bewoners en ondernemers"
PRIORITIES = "1.5 Overall: mogelijke prioriteiten veiligheidsveld 1"

Rows = Sequence[Sequence[str]]


class Report:
    """A report that grows line by line."""

    def __init__(self, introduction: str = INTRODUCTION) -> None:
        self.word = docx.Document()
        self.text(introduction)

    def heading(self, text: str, level: int = 1) -> Self:
        self.word.add_heading(text, level)
        return self

    def bold(self, text: str) -> Self:
        self.word.add_paragraph().add_run(text).bold = True
        return self

    def text(self, *texts: str) -> Self:
        for text in texts:
            self.word.add_paragraph(text)
        return self

    def points(self, *texts: str) -> Self:
        for text in texts:
            self.word.add_paragraph(text, style="List Bullet")
        return self

    def table(self, rows: Rows, *, merged: Sequence[tuple[int, int, int]] = ()) -> Self:
        """A table; `merged` are (row, first column, last column), from 0."""
        fill(self.word.add_table(rows=len(rows), cols=max(map(len, rows))), rows, merged)
        return self

    def framed(self, *rows: tuple[str, Rows]) -> Self:
        """A table with text in the first column and a table of its own in the second."""
        outer = self.word.add_table(rows=len(rows), cols=2)
        for row, (text, inner) in zip(outer.rows, rows, strict=True):
            row.cells[0].text = text
            fill(row.cells[1].add_table(rows=len(inner), cols=len(inner[0])), inner)
        return self

    def raised(self, row: int, column: int, mark: str) -> Self:
        """A raised mark behind a figure in the last table."""
        run = self.word.tables[-1].cell(row, column).paragraphs[0].add_run(mark)
        run.font.superscript = True
        return self

    def tracked(self, before: str, inserted: str, deleted: str) -> Self:
        """A point of which a part was put in and a part taken out, with neither accepted yet."""
        paragraph = self.word.add_paragraph(before)
        for tag, text_tag, text in (("w:ins", "w:t", inserted), ("w:del", "w:delText", deleted)):
            change: Any = OxmlElement(tag)
            change.set(qn("w:id"), "1")
            change.set(qn("w:author"), "Collega")
            run: Any = OxmlElement("w:r")
            words: Any = OxmlElement(text_tag)
            words.set(qn("xml:space"), "preserve")
            words.text = text
            run.append(words)
            change.append(run)
            paragraph._p.append(change)
        return self

    def saved(self, path: Path) -> Path:
        self.word.save(str(path))
        return path


def fill(table: Any, rows: Rows, merged: Sequence[tuple[int, int, int]] = ()) -> None:
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                table.cell(at, column).text = text
    for at, first, last in merged:
        table.cell(at, first).merge(table.cell(at, last))


def in_field_1(part: str, introduction: str = INTRODUCTION) -> Report:
    """A report that has come to a part of field 1."""
    return Report(introduction).heading(FIELD_1).heading(part, 2)


def read(report: Report, folder: Path, asked: Asked | None = None) -> AnalysisReport:
    return read_report(report.saved(folder / "analyse.docx"), KNOWLEDGE, RULES, today=TODAY, asked=asked)


def of(report: AnalysisReport, theme: str) -> ThemeFindings:
    """What was found on a theme; nothing when there is nothing."""
    return next((one for one in report.findings.findings if one.theme == theme), ThemeFindings(theme=theme))


def figures(report: AnalysisReport) -> dict[str, tuple[str, Figure]]:
    """Every figure with its theme, by name."""
    return {figure.name: (one.theme, figure) for one in report.findings.findings for figure in one.figures}


def texts(observations: Sequence[Observation]) -> list[str]:
    return [one.text for one in observations]


def reasons(report: AnalysisReport) -> dict[str, str]:
    """What got no place, with why."""
    return {one.text: one.why for one in report.unplaced}
