"""The empty analysis report as a Word document: the format of the method, with the themes and numbers of the handbook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kbv_rules.findings.analysis.form import load_form
from kbv_rules.findings.analysis.word import Report
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    import datetime

    from kbv_rules.findings.analysis.form import AnalysisForm, Label, PartKind
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.knowledge import SafetyField


def analysis_template(knowledge: Knowledge, *, today: datetime.date, municipality: str | None = None) -> bytes:
    """The report as the bytes of a .docx file; with a municipality (name, old name or code) its name filled in.

    Raises:
        UnknownTermError, AmbiguousTermError: no municipality, or two, that could be meant.
    """
    name = _name_of(municipality, knowledge) if municipality else None
    return _Template(knowledge, load_form(), today).written(name)


def _name_of(municipality: str, knowledge: Knowledge) -> str:
    from kbv_rules.findings.police.municipalities import Gazetteer
    from kbv_rules.findings.police.population import shipped_population

    return Gazetteer(shipped_population().names, knowledge.catalogue.municipalities).find(municipality).name


class _Template:
    """Writes the report, field by field."""

    def __init__(self, knowledge: Knowledge, form: AnalysisForm, today: datetime.date) -> None:
        self.knowledge = knowledge
        self.form = form.template
        self.format: dict[str, Any] = knowledge.catalogue.method["report_format"]
        self.years = range(today.year - self.form.years, today.year)
        self.report = Report(self.form.title, self.form.subject)

    def written(self, municipality: str | None) -> bytes:
        form, report = self.form, self.report
        report.title(form.title, form.subtitle)
        report.contents(form.contents, form.contents_prompt)
        report.heading(form.about, 1)
        for text in form.intro:
            report.guidance(text)
        block = form.block
        rows = [(block.municipality, municipality or ""), (block.start, ""), (block.end, ""), (block.date, "")]
        report.table(form.block_headers, rows, form.block_caption, widths=(7.0, 10.0))
        parts = {part["id"]: part["name"] for part in self.format["part_kinds"]}
        for field, printed in zip(self.knowledge.catalogue.fields, self.format["fields"], strict=True):
            report.heading(fill(form.field, {"number": field.id, "name": field.name}), 1, new_page=True)
            if field.explanation:
                report.guidance(f"[{field.explanation}]")
            for part in printed["parts"]:
                kind: PartKind = part["kind"]
                report.heading(fill(form.part, {"number": part["number"], "name": parts[kind]}), 2)
                by_aspect = part["per"] == "aspect"
                report.guidance(form.guidance.aspects if by_aspect else getattr(form.guidance, kind))
                aspects = [aspect["name"] for aspect in printed.get("aspects", ())] if by_aspect else []
                self._part(kind, field, aspects)
        return report.saved(io.BytesIO())

    def _part(self, kind: PartKind, field: SafetyField, aspects: list[str]) -> None:
        if kind == "consultations":
            self._labelled(("residents", "entrepreneurs"), 3)
        elif kind == "priorities":
            for _ in range(self.form.proposals):
                self.report.heading(fill(self.form.proposal, {"name": self.form.placeholder}), 3)
                self._labelled(("sub_themes", "elements"), 4)
        elif aspects:
            for aspect in aspects:
                self.report.heading(aspect, 3)
                self._labelled(("accents", "attention"), 4)
        else:
            for theme in self.knowledge.catalogue.themes:
                if theme.field == field.id:
                    self.report.heading(fill(self.form.theme, {"number": theme.id, "name": theme.name}), 3)
                    self._of_theme(kind, theme.id)

    def _of_theme(self, kind: PartKind, theme: str) -> None:
        if kind == "figures":
            self._figures(theme)
        elif kind == "outline":
            self.report.points([self.form.placeholder] * self.form.points)
        else:
            self._labelled(("accents", "attention"), 4)

    def _labelled(self, labels: tuple[Label, ...], level: int) -> None:
        for label in labels:
            self.report.heading(self.form.labels[label], level)
            self.report.points([self.form.placeholder] * self.form.points)

    def _figures(self, theme: str) -> None:
        """A table with the indicators of the theme, and room for others."""
        columns = self.form.columns
        heads = [columns.indicator, columns.source, columns.unit, *map(str, self.years), columns.benchmark]
        rows = []
        for mention in self.knowledge.themes[theme].indicators:
            indicator = self.knowledge.indicators[mention.id]
            if not indicator.lapsed:
                source = self.knowledge.data_sources[indicator.source].name
                rows.append([indicator.name, source, self.form.units[indicator.unit], *[""] * (len(self.years) + 1)])
        rows += [[""] * len(heads) for _ in range(self.form.empty_rows)]
        caption = fill(self.form.table_caption, {"number": theme, "name": self.knowledge.name(theme)})
        widths = (4.2, 2.7, 2.1, *[6.2 / len(self.years)] * len(self.years), 2.3)
        self.report.table(heads, rows, caption, widths=widths)
        self.report.paragraph(f"{self.form.interpretation}: {self.form.placeholder}")
