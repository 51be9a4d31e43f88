"""Reads a filled-in analysis report: what it says goes to its theme, what cannot be placed is listed, nothing is invented."""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.documents.read import read_document
from kbv_rules.errors import KbvError, input_error
from kbv_rules.findings.analysis.collected import Collected
from kbv_rules.findings.analysis.figures import Figures
from kbv_rules.findings.analysis.form import load_form, plain
from kbv_rules.findings.analysis.introduction import read_introduction
from kbv_rules.findings.analysis.recognise import Marker, Recogniser, Where
from kbv_rules.findings.analysis.stream import Grid, Line, stream
from kbv_rules.findings.analysis.table import read_table
from kbv_rules.findings.analysis.themes import Placed, Themes
from kbv_rules.findings.police.municipalities import Gazetteer
from kbv_rules.findings.police.population import shipped_population
from kbv_rules.model.findings import Consultation, Findings, Municipality, Observation, Period, Point
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.collected import Unplaced
    from kbv_rules.findings.analysis.form import AnalysisForm, Label, PartKind
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.document import Document
    from kbv_rules.rules.rule_set import RuleSet

_LONGEST = 4000
_SHARE = re.compile(r"\(\s*([0-9]{1,3}(?:,[0-9]+)?)\s*(?:%|procent)[^()]*\)")
_LEADING_NOTE = re.compile(r"^(?:[*†‡]+|[⁰¹²³⁴-⁹]+|[0-9a-z]\))\s*")


class AnalysisReport(NamedTuple):
    """What a report holds: findings, what got no place, and what its reader must know."""

    findings: Findings
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]


class Asked(NamedTuple):
    """What the user said of the report as a whole; it goes before what the report says."""

    municipality: str | None = None
    period: tuple[int, int] | None = None
    date: datetime.date | None = None


def read_report(
    path: Path, knowledge: Knowledge, rules: RuleSet, *, today: datetime.date, asked: Asked | None = None
) -> AnalysisReport:
    """Read a report.

    Raises:
        InputError: unreadable, no analysis report, or without a municipality or a period while none is asked for.
        UnknownTermError, AmbiguousTermError: the municipality asked for is none, or can be two.
    """
    asked = asked or Asked()
    document = read_document(path)
    if document.format != "docx":
        raise input_error(
            path, f"dit is geen Word-document (.docx) maar {document.format}.", "Lever het rapport als Word-document aan."
        )
    return _Reading(path, document, knowledge, rules, load_form()).result(asked, today)


@dataclass(slots=True)
class _Place:
    """Where the reading is. `blocked` is a heading that is not understood: what stands under it has no theme."""

    field: str | None = None
    field_level: int = 0
    part: PartKind | None = None
    part_level: int | None = None
    subject: tuple[str, ...] = ()
    subject_level: int | None = None
    table: int | None = None
    aspect: str | None = None
    label: Label | None = None
    label_level: int | None = None
    blocked: str | None = None
    under: str | None = None
    chapter: str = ""
    tables: int = 0
    points: dict[str, int] = dataclasses.field(default_factory=dict)

    def clear(self) -> None:
        """Forget the theme and the label."""
        self.subject, self.aspect, self.label, self.blocked, self.under = (), None, None, None, None
        self.subject_level = self.label_level = self.table = None


class _Reading:
    """One reading of one report."""

    def __init__(self, path: Path, document: Document, knowledge: Knowledge, rules: RuleSet, form: AnalysisForm) -> None:
        self.path = path
        self.document = document
        self.knowledge = knowledge
        self.form = form
        self.rules = form.reading
        self.themes = Themes(knowledge, rules.candidates.bundles, self.rules)
        self.recogniser = Recogniser(form, knowledge, self.themes)
        self.items = stream(document, form)
        self.at = _Place()
        self.collected = Collected(document.name, self.rules)
        self.parts = 0

    def result(self, asked: Asked, today: datetime.date) -> AnalysisReport:
        texts = [item.text for item in self.items if isinstance(item, Line)]
        self.themes.learn_numbering(texts)
        markers = self._markers_of_fields()
        first = min(markers, default=len(self.items))
        gazetteer = Gazetteer(shipped_population().names, self.knowledge.catalogue.municipalities)
        said = read_introduction(self.items[:first], self.form, gazetteer.code_of)
        date = asked.date or said.date or today
        self.figures = Figures(self.knowledge, self.themes, self.rules, date)
        for index in range(first, len(self.items)):
            item = self.items[index]
            if isinstance(item, Grid):
                self._table(item, index)
            else:
                self._line(item, index)
        self.collected.close()
        if not markers or not self.parts:
            raise input_error(
                self.path,
                "dit is geen rapport van een veiligheidsanalyse: de velden en onderdelen van het format staan er niet in.",
                "Gebruik het format: 'kbv findings template -o veiligheidsanalyse.docx'. Een plan controleert u met 'kbv check'.",
                "kbv zoekt koppen als 'Veiligheidsveld 1' en daaronder '1.1 Veiligheidsproblematiek: cijfermatig beeld'.",
            )
        notes = [fill(self.rules.notes.made_from, {"document": self.document.name})]
        municipality = self._municipality(asked.municipality, said.municipality, gazetteer, notes)
        period = self._period(asked.period, said.start, said.end)
        if asked.date is None and said.date is None:
            notes.append(self.rules.notes.no_date)
        if self.collected.not_told:
            notes.append(fill(self.rules.notes.not_told, {"count": str(self.collected.not_told)}))
        notes += self.document.warnings
        findings = Findings(
            schema=1,
            municipality=municipality,
            period=period,
            date=date,
            proposals=self.collected.proposals(),
            findings=self.collected.findings(),
        )
        return AnalysisReport(findings, tuple(self.collected.unplaced), tuple(notes))

    # The report as a whole

    def _markers_of_fields(self) -> list[int]:
        where = Where(None, None, None, None)
        return [
            index
            for index, item in enumerate(self.items)
            if isinstance(item, Line) and self.recogniser.recognise(item, where).kind == "field"
        ]

    def _municipality(self, asked: str | None, said: str | None, gazetteer: Gazetteer, notes: list[str]) -> Municipality:
        name = asked or said
        if not name:
            raise input_error(
                self.path,
                "in de inleiding staat niet over welke gemeente dit rapport gaat.",
                "Noem haar met --municipality NAAM.",
            )
        try:
            found = gazetteer.find(name)
        except KbvError:
            if asked:
                raise
            notes.append(fill(self.rules.notes.unknown_municipality, {"name": name}))
            return Municipality(name=name)
        if found.asked:
            notes.append(fill(self.rules.notes.read_as, {"name": found.name, "code": found.code}))
        return Municipality(name=found.name, code=found.code)

    def _period(self, asked: tuple[int, int] | None, start: int | None, end: int | None) -> Period:
        first, last = asked or (start, end)
        if first is None or last is None:
            raise input_error(
                self.path,
                "in de inleiding staat niet voor welke jaren het nieuwe plan geldt.",
                "Noem ze met --period, bijvoorbeeld --period 2027-2030.",
            )
        if last < first:
            raise input_error(
                self.path, f"het plan zou van {first} tot {last} gelden.", "Verbeter de jaren, of noem ze met --period 2027-2030."
            )
        return Period(start=first, end=last)

    # Line by line

    @property
    def _where(self) -> Where:
        return Where(self.at.field, self.at.part, self.at.part_level, self.at.label)

    def _line(self, line: Line, index: int) -> None:
        if self._is_caption(line.text):
            self._caption(line, index)
            return
        marker = self.recogniser.recognise(line, self._where)
        if line.footnote and marker.kind != "skip":
            self._lost(line.text, self.rules.reasons.footnote)
            return
        if line.cell is not None:
            self._row_of(line, marker)
        if marker.kind not in ("point", "skip"):
            self.collected.close()
        if marker.kind == "field":
            self.at = _Place(field=marker.field, field_level=line.level or 0, chapter=marker.text)
        elif marker.kind == "part":
            self.at.clear()
            self.at.part, self.at.part_level = marker.part, line.level if line.level is not None else self.at.part_level
            self.parts += 1
        elif marker.kind in ("theme", "aspect"):
            self._subject(line, marker)
        elif marker.kind == "label":
            self.at.label, self.at.label_level = marker.label, line.level
            self.at.under = None
        elif marker.kind == "proposal":
            self.at.label = None
            self.collected.begin_proposal(marker.text, self.themes.candidate(marker.text), self._source())
        elif marker.kind == "heading":
            self._heading(line, marker.text)
        elif marker.kind == "brackets":
            self._lost(marker.text, self.rules.reasons.brackets)
        elif marker.kind == "point":
            self._point(line, marker, index)

    def _row_of(self, line: Line, marker: Marker) -> None:
        """In a table whose first column names themes, a row that names none belongs to none."""
        assert line.cell is not None
        table, _, column = line.cell
        if column == 1 and marker.kind not in ("theme", "aspect", "skip") and self.at.table == table:
            self.at.clear()
            self.at.blocked = line.text

    def _subject(self, line: Line, marker: Marker) -> None:
        self.at.clear()
        self.at.subject_level = line.level
        self.at.table = line.cell[0] if line.cell is not None and line.cell[2] == 1 else None
        if marker.kind == "aspect":
            self.at.aspect = marker.aspect
        elif marker.named is not None and marker.named.themes:
            self.at.subject = marker.named.themes
            self.at.under = None if marker.named.whole else marker.text
        else:
            self.at.blocked = marker.text
            self.at.subject_level = line.level

    def _heading(self, line: Line, text: str) -> None:
        """A heading that is none of the format's: below a theme it says more; elsewhere what follows has no place."""
        level = line.level or 0
        if self.at.field is None or (self.at.field_level and level <= self.at.field_level):
            self.at = _Place(chapter=text)
            return
        if self.at.part is None or (self.at.part_level is not None and level <= self.at.part_level):
            self.at.clear()
            self.at.part, self.at.blocked = None, text
            self.collected.heading(self._section(), text, self.rules.reasons.heading_alone)
            return
        opened = self.at.subject or self.at.aspect
        below_subject = opened and (self.at.subject_level is None or level > self.at.subject_level)
        below_label = self.at.label is not None and (self.at.label_level is None or level > self.at.label_level)
        self.collected.heading(self._section(), text, self.rules.reasons.heading_alone)
        if below_subject or below_label:
            self.at.under = text
        else:
            self.at.clear()
            self.at.blocked = text

    def _point(self, line: Line, marker: Marker, index: int) -> None:
        at, text = self.at, marker.text
        reasons = self.rules.reasons
        if at.field is None:
            self.collected.fold(at.chapter, text, reasons.outside)
        elif at.part is None and at.blocked is None:
            self.collected.fold(self._section(), text, reasons.no_part)
        elif at.part is None:
            self._lost(text, fill(reasons.heading, {"heading": at.blocked}))
        elif len(text) > _LONGEST:
            self._lost(text, reasons.long)
        elif at.part == "priorities":
            self._of_a_proposal(text, index, marker.label or at.label)
        else:
            self.collected.had_text()
            told, text = self.themes.told(text)
            own = marker.named.themes if marker.named is not None else ()
            self._statement(text, told or own, marker.label or line.label or at.label)

    def _of_a_proposal(self, text: str, index: int, label: Label | None) -> None:
        self.collected.had_text()
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        heads = isinstance(after, Line) and self.recogniser.recognise(after, self._where).label == "sub_themes"
        named = label is None and not text.endswith((".", ":"))
        if (heads or named) and len(text) <= self.rules.label_signs:
            self.at.label = None
            self.collected.begin_proposal(text, self.themes.candidate(text), self._source())
        elif label == "sub_themes" and self.collected.in_proposal:
            self.collected.sub_theme(text)
        elif label == "elements" and self.collected.in_proposal:
            self.collected.element(text)
        else:
            self._lost(text, self.rules.reasons.proposal)

    def _statement(self, text: str, told: tuple[str, ...], label: Label | None) -> None:
        """A point goes to the theme it says itself, to the one it stands under, or to the one its words clearly name."""
        at = self.at
        share = None
        if at.part == "consultations":
            if label not in ("residents", "entrepreneurs"):
                self._lost(text, self.rules.reasons.group)
                return
            found = _SHARE.search(text)
            if found and float(found[1].replace(",", ".")) <= 100:
                share = float(found[1].replace(",", "."))
                text = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
        text = re.sub(r"\s+([.,;])", r"\1", text).strip()
        placed = self._placed(text, told)
        if placed.theme is None:
            self._lost(text, placed.why)
            return
        source = self._source()
        if at.part == "consultations":
            group = "residents" if label == "residents" else "entrepreneurs"
            self.collected.consultation(placed.theme, Consultation(group=group, text=text, share=share, source=source))
        elif at.part == "approach" and label in ("accents", "attention"):
            self.collected.approach(placed.theme, Point(text=text, source=source), works=label == "accents")
        else:
            about = "approach" if at.part == "approach" else "problem"
            self.collected.observation(placed.theme, Observation(text=text, about=about, source=source))

    def _placed(self, text: str, told: tuple[str, ...]) -> Placed:
        at = self.at
        if told:
            return self.themes.place(text, told)
        if at.blocked is not None:
            named = self.rules.reasons.numbering if re.search(r"[0-9]\.[0-9]", at.blocked) else self.rules.reasons.heading
            return Placed(None, fill(named, {"heading": at.blocked}))
        if at.subject:
            return self.themes.place(f"{at.under or ''} {text}", at.subject)
        assert at.field is not None
        placed = self.themes.place(text, self.themes.of_field(at.field))
        home = self.themes.of_aspect(at.aspect) if at.aspect else ()
        return Placed(home[0]) if placed.theme is None and len(home) == 1 else placed

    # Tables

    def _table(self, grid: Grid, index: int) -> None:
        at = self.at
        at.tables += 1
        caption, source, legend = self._around(index)
        if at.field is None or at.part is None:
            why = self.rules.reasons.outside if at.field is None else self.rules.reasons.no_part
            self.collected.fold(self._section(), " | ".join(grid.cells.values()), why)
            return
        self.collected.had_text()
        table = read_table(grid, caption, self.rules)
        comma = any(re.search(r"[0-9],[0-9]", text) for text in grid.cells.values())
        among = at.subject or self.themes.of_field(at.field)
        name = fill(self.rules.place.table, {"number": str(at.tables)})
        for unread in table.unread:
            self._lost(unread.text, unread.why, name)
        for row in table.rows:
            where = f"{name}, {fill(self.rules.place.row, {'number': str(row.number)})}"
            if at.blocked is not None:
                self._lost(f"{row.name}: {' | '.join(row.cells.values())}", self._placed("", ()).why, where)
                continue
            row.source = row.source or source
            row.notes = (*row.notes, *legend)
            made = self.figures.make(row, among, f"{self._source(points=False)}, {where}", comma=comma)
            for unread in made.unread:
                self._lost(unread.text, unread.why, where)
            if made.theme is not None and made.figure is not None and not self.collected.figure(made.theme, made.figure):
                self._lost(f"{row.name}: {' | '.join(row.cells.values())}", self.rules.reasons.same, where)
        for text in grid.after:
            self._lost(text, self.rules.reasons.footnote, name)

    def _around(self, index: int) -> tuple[str, str | None, list[str]]:
        """What stands above a table and below it: its caption, its source, and what the marks in it mean.

        Lines that are taken along this way are no points any more.
        """
        caption, source = "", None
        legend: list[str] = []
        before = self.items[index - 1] if index else None
        if isinstance(before, Line) and self._is_caption(before.text):
            caption = re.sub(r"^\w+\s*[0-9.]*\s*[:.–-]*\s*", "", before.text)
        for at in range(index + 1, min(index + 4, len(self.items))):
            after = self.items[at]
            if not isinstance(after, Line) or after.level is not None:
                break
            head, colon, rest = after.text.partition(":")
            if colon and plain(head) in map(plain, self.rules.sources) and rest.strip():
                source = rest.strip().rstrip(".")
            elif _LEADING_NOTE.match(after.text) and _LEADING_NOTE.sub("", after.text):
                legend.append(after.text)
            elif self._is_caption(after.text) and not caption:
                caption = re.sub(r"^\w+\s*[0-9.]*\s*[:.–-]*\s*", "", after.text)
            else:
                break
            after.text = ""
        return caption, source, legend

    def _is_caption(self, text: str) -> bool:
        return bool(re.match(rf"(?:{'|'.join(map(re.escape, self.rules.captions))})\s*[0-9]", text, re.IGNORECASE))

    def _caption(self, line: Line, index: int) -> None:
        """The caption of a table goes with it; that of a picture says that there is something that cannot be read."""
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        if not isinstance(after, Grid) and self.at.part is not None:
            self._lost(line.text, self.rules.reasons.picture)

    # Places

    def _section(self) -> str:
        at = self.at
        if at.field is None:
            return at.chapter
        pieces = [fill(self.rules.place.field, {"number": at.field})]
        if at.part:
            pieces.append(self.rules.part_names[at.part])
        if at.subject:
            pieces.append(" / ".join(self.knowledge.name(id_) for id_ in at.subject))
        elif at.aspect:
            pieces.append(self.knowledge.name(at.aspect))
        if at.under:
            pieces.append(fill(self.rules.place.under, {"heading": at.under}))
        return ", ".join(pieces)

    def _source(self, *, points: bool = True) -> str:
        """The place of the next point, as a source: 'veiligheidsanalyse.docx, Veld 1, hoofdlijnen, punt 3'."""
        place = f"{self.document.name}, {fill(self.rules.place.field, {'number': self.at.field or ''})}"
        if not points or self.at.part is None:
            return place
        count = self.at.points[self.at.part] = self.at.points.get(self.at.part, 0) + 1
        pieces = [place, self.rules.part_names[self.at.part]]
        if self.at.under:
            pieces.append(fill(self.rules.place.under, {"heading": self.at.under}))
        return ", ".join([*pieces, fill(self.rules.place.point, {"number": str(count)})])

    def _lost(self, text: str, why: str, at: str = "") -> None:
        self.collected.lost(", ".join(part for part in (self._section(), at) if part), text, why)
