"""A report as a stream: lines of text with the level of a heading, and tables of figures where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kbv_rules.findings.analysis.form import plain
from kbv_rules.findings.analysis.numbers import read_amount, read_year

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import AnalysisForm, Label, ReadingRules
    from kbv_rules.model.document import Document, Paragraph

_HEADER_ROWS = 4


@dataclass(slots=True)
class Line:
    """One piece of text. `level` is that of a heading. In a table that holds no figures `cell` is (table, row, column), and
    `label` what the head of its column says about it."""

    text: str
    level: int | None = None
    cell: tuple[int, int, int] | None = None
    label: Label | None = None
    footnote: bool = False


@dataclass(slots=True)
class Grid:
    """A table of figures: text per (row, column), from 1; `notes` are the footnotes of a row."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: dict[int, list[str]] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def columns(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def row(self, row: int) -> dict[int, str]:
        """The cells of a row that hold anything, by column."""
        return {column: self.cells[row, column] for column in range(1, self.columns + 1) if (row, column) in self.cells}

    def turned(self) -> Grid:
        """The same table with rows for columns; a footnote then belongs to the table as a whole."""
        loose = [text for texts in self.notes.values() for text in texts]
        return Grid({(column, row): text for (row, column), text in self.cells.items()}, {}, [*self.after, *loose])


def stream(document: Document, form: AnalysisForm) -> list[Line | Grid]:
    """All text of a report in reading order. A table stands where its first cell does; one without years is lines."""
    rules = form.reading
    asked = {plain(label) for label in (form.template.block.municipality, form.template.block.start, form.template.block.end)}
    grids = _grids(document)
    with_figures = {
        number
        for number, grid in grids.items()
        if (holds_years(grid, rules) or _holds_numbers(grid, rules))
        and not any(plain(grid.cells.get((row, 1), "")) in asked for row in range(1, grid.rows + 1))
    }
    heads = {number: _heads(grid, rules) for number, grid in grids.items() if number not in with_figures}
    items: list[Line | Grid] = []
    seen: set[int] = set()
    last: int | None = None
    for paragraph, level in _paragraphs(document):
        if paragraph.kind == "footnote" and last in with_figures:
            continue
        last = paragraph.cell[0] if paragraph.cell else None
        if paragraph.cell is None or level is not None:
            if paragraph.kind != "title":
                items.append(Line(paragraph.text, level, footnote=paragraph.kind == "footnote"))
            continue
        table, row, column = paragraph.cell
        if table not in with_figures:
            labels = heads[table]
            if labels is None or row > 1:
                cell = paragraph.cell if grids[table].columns > 1 else None
                items.append(Line(paragraph.text, None, cell, (labels or {}).get(column)))
        elif table not in seen:
            seen.add(table)
            items.append(grids[table])
    return items


def holds_years(grid: Grid, rules: ReadingRules) -> bool:
    """Whether there are years above the columns, or in front of two rows or more."""
    if grid.columns < 2:
        return False
    return years_in_front(grid, rules) or year_row(grid, rules) is not None


def _holds_numbers(grid: Grid, rules: ReadingRules) -> bool:
    """Whether most of what stands beside the first column and below the first row is numbers: no text to read cell by cell."""
    beside = [read_amount(text, rules.numbers) for (row, column), text in grid.cells.items() if row > 1 and column > 1]
    return sum(2 for one in beside if one.kind in ("number", "thousands")) > len(beside)


def year_row(grid: Grid, rules: ReadingRules) -> int | None:
    """The row with the years above the columns: the first with two or more, or else the first with one."""
    counts = {}
    for row in range(1, min(grid.rows, _HEADER_ROWS) + 1):
        found = [read_year(text, rules.numbers) for text in grid.row(row).values()]
        counts[row] = sum(1 for one in found if one is not None and _above(one.words, rules))
    return next((row for row, count in counts.items() if count > 1), next((row for row, count in counts.items() if count), None))


def years_in_front(grid: Grid, rules: ReadingRules) -> bool:
    """Whether the first column counts years up or down."""
    found = [read_year(grid.cells.get((row, 1), ""), rules.numbers) for row in range(1, grid.rows + 1)]
    years = [one.year for one in found if one is not None and _above(one.words, rules)]
    rising = all(one < other for one, other in pairwise(years))
    falling = all(one > other for one, other in pairwise(years))
    return len(years) > 1 and (rising or falling)


def _above(words: str, rules: ReadingRules) -> bool:
    """Whether a year with these words beside it can stand above a column."""
    known = {plain(word) for group in rules.units.values() for word in group} | set(map(plain, rules.columns.year))
    return not words or words.strip("() ") in known


def _paragraphs(document: Document) -> Iterator[tuple[Paragraph, int | None]]:
    for section in document.root.walk():
        if section.heading is not None:
            yield section.heading, section.level
        for paragraph in section.paragraphs:
            yield paragraph, None


def _grids(document: Document) -> dict[int, Grid]:
    """Every table. A footnote belongs to the row of the cell it comes after."""
    grids: dict[int, Grid] = {}
    last: tuple[int, int, int] | None = None
    for paragraph in document.paragraphs():
        if paragraph.kind == "footnote" and last is not None:
            grids[last[0]].notes.setdefault(last[1], []).append(paragraph.text)
            continue
        last = paragraph.cell
        if last is not None:
            grid = grids.setdefault(last[0], Grid())
            before = grid.cells.get(last[1:])
            grid.cells[last[1:]] = paragraph.text if before is None else f"{before} {paragraph.text}"
    return grids


def _heads(grid: Grid, rules: ReadingRules) -> dict[int, Label] | None:
    """What the first row says of the columns below; None when it is no row of heads."""
    if grid.columns < 2 or grid.rows < 2:
        return None
    labels: dict[int, Label] = {}
    for column, text in grid.row(1).items():
        for label, words in rules.labels.items():
            if plain(text) in map(plain, words):
                labels[column] = label
    if labels or plain(grid.cells.get((1, 1), "")) in map(plain, rules.theme_words):
        return labels
    return None
