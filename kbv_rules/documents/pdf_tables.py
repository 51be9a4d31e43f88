"""Tables on a page of a pdf: by the lines that rule them, else by text that stands beside other text, row after row.

A pdf knows no tables, but whatever writes one prints a table cell by cell and row by row, each cell to the right of the one
before. Text in two columns goes down the whole page first, and so is none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from kbv_rules.documents.pdf_lines import Line, Table, Word
from kbv_rules.documents.pdf_rules import Grid

# Cuts a line in pieces before each of these places in its text.
Cut = Callable[[Line, Sequence[int]], list[Line]]
Words = Callable[[Line], list[Word]]
# The places in the text of a line before which stands more room than between words.
Gaps = Callable[[Line], list[int]]

# In type sizes: more than stands between words, less than between lines of a cell, and how high the next cell may begin.
_ROOM = 0.42
_PITCH = 1.48
_LEVEL = 1.6
_LABEL = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.):]?|\d{1,2}(?:\.\d{1,2})+\.?|\W)", re.IGNORECASE)
_FIGURE = re.compile(r"\W{0,3}\d[\d.,]*(?:\s?\W{1,2}|\s+(?:euro|procent|keer|per\b.*))?|[-–—]", re.IGNORECASE)
# At most, in points, between the text of a cell and its edge.
_PADDING = 9.0
_PAGE = re.compile(r"(?<!\S)(\d{1,3})$")
# Text of more lines than this in most cells is a page in columns.
_LINES_PER_CELL = 8


def beside(before: Line, line: Line) -> bool:
    """Whether a line stands to the right of another, at its height or up to where the cell of it may begin."""
    return line.left > before.right and line.bottom > before.bottom - 0.5 * before.size


def with_tables(lines: list[Line], grids: Iterable[Grid], cut: Cut, words: Words, gaps: Gaps) -> list[Line]:
    """The lines of a page, those in tables cut into cells and told where they stand, row by row."""
    for grid in grids:
        lines = _ruled(lines, grid, cut, words)
    pieces: list[Line] = []
    for line in lines:
        places = gaps(line) if line.table is None else []
        pieces += cut(line, places) if places else [line]
    return _mended(_Reader(pieces, cut, words).lines())


def _mended(lines: list[Line]) -> list[Line]:
    """The lines with those whole again that were cut for nothing."""
    result: list[Line] = []
    for whole, group in itertools.groupby(lines, key=lambda line: line.whole):
        pieces = list(group)
        result += pieces if whole is None or any(piece.table is not None for piece in pieces) else [whole]
    return result


def _ruled(lines: list[Line], grid: Grid, cut: Cut, words: Words) -> list[Line]:
    """The lines with those in a ruled table in its cells."""
    table = Table(lines[0].page, tuple(grid.columns))
    inside: list[Line] = []
    rest: list[Line] = []
    first: int | None = None
    for line in lines:
        middle = (line.top + line.bottom) / 2
        if line.table is not None or not grid.rows[0] < middle < grid.rows[-1] or line.right < grid.columns[0]:
            rest.append(line)
            continue
        for piece in _in_columns(line, middle, grid, cut, words):
            x = min(piece.left + 1, piece.right)
            if not grid.holds(x, middle):
                rest.append(piece)
                continue
            piece.table, piece.row, piece.column = table, grid.row(x, middle), grid.column(x, middle)
            # As much room is left on the right of a cell as on the left.
            piece.edge = grid.columns[piece.column] - min(max(piece.left - grid.columns[piece.column - 1], 0.0), _PADDING)
            inside.append(piece)
            first = len(rest) if first is None else first
    if first is None:
        return lines
    table.loose = len({line.column for line in inside}) < 2
    inside.sort(key=lambda line: (line.row, line.column, -round(line.bottom)))
    return [*rest[:first], *inside, *rest[first:]]


def _in_columns(line: Line, middle: float, grid: Grid, cut: Cut, words: Words) -> list[Line]:
    """The pieces of a line by column."""

    def column(x: float) -> int:
        return grid.column(x, middle) if grid.holds(x, middle) else 0

    if column(line.left + 1) == column(line.right - 1):
        return [line]
    found = words(line)
    columns = [column((word.left + word.right) / 2) for word in found]
    places = [found[at].start for at in range(1, len(found)) if columns[at] != columns[at - 1]]
    return cut(line, places) if places else [line]


class _Row:
    """Cells next to each other, each of one line or more."""

    def __init__(self, line: Line) -> None:
        self.cells: list[list[Line]] = [[line]]

    @property
    def top(self) -> float:
        return max(line.top for cell in self.cells for line in cell)

    @property
    def bottom(self) -> float:
        return min(line.bottom for cell in self.cells for line in cell)

    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]


def _span(cell: Sequence[Line]) -> tuple[float, float]:
    return min(line.left for line in cell), max(line.right for line in cell)


class _Reader:
    """Finds the tables without lines among the lines of a page."""

    def __init__(self, lines: list[Line], cut: Cut, words: Words) -> None:
        self._lines = lines
        self._cut = cut
        self._words = words

    def lines(self) -> list[Line]:
        """All lines; those in a table know their cell."""
        result: list[Line] = []
        at = 0
        while at < len(self._lines):
            start = self._start(at)
            if start is None:
                break
            rows, end = self._rows(start)
            rows, end = _trimmed(rows, end)
            if _is_table(rows):
                result += self._lines[at:start]
                result += _placed(rows)
                at = end
            else:
                end = max(start + 1, start + len(rows[0].lines()) if rows else 0)
                result += self._lines[at:end]
                at = end
        return result + self._lines[at:]

    def _start(self, at: int) -> int | None:
        """The first line of the first cell that has another beside it."""
        for index in range(at, len(self._lines) - 1):
            line, after = self._lines[index], self._lines[index + 1]
            if after.top < line.bottom:  # the next line of text, as most are
                continue
            if line.table is not None or after.table is not None or not _beside([line], after):
                continue
            start = index
            while start > at:
                above = self._lines[start - 1]
                if above.table is not None or not _below(above, self._lines[start]) or above.top > after.top + 0.5 * line.size:
                    break
                start -= 1
            return start
        return None

    def _rows(self, start: int, *, recut: bool = False) -> tuple[list[_Row], int]:
        """Rows of cells from a line on, and the place of the first line after them; the first row is cut anew but once."""
        rows: list[_Row] = []
        row = _Row(self._lines[start])
        columns: list[tuple[float, float]] = []
        at = start + 1
        while at < len(self._lines):
            line = self._lines[at]
            cell = row.cells[-1]
            if line.table is not None or not 0.7 < line.size / (cell[0].size or 1) < 1.4:
                break
            if columns and len(_over(columns, line)) > 1:
                pieces = self._pieces(line, columns)
                if len(pieces) < 2:
                    break
                self._lines[at : at + 1] = pieces
                line = pieces[0]
            if _beside(cell, line, 0.0) and line.top > row.bottom and line.top < row.top + _LEVEL * line.size:
                row.cells.append([line])
            elif _below(cell[-1], line) and (len(row.cells) == 1 or _in_cell(cell, line)):
                if columns and len(row.cells) == 1 and line.bold != cell[0].bold:
                    break
                cell.append(line)
            elif line.top < row.bottom + 0.5 * line.size and row.bottom - line.top < 3 * line.size:
                if columns and not _fits(columns, row):
                    if len(rows) == 1 and not recut and self._recut(start, rows[0], row):
                        return self._rows(start, recut=True)
                    return rows, at - len(row.lines())
                rows.append(row)
                columns = _columns(rows)
                row = _Row(line)
                if len(_over(columns, line)) > 1:
                    self._lines[at : at + 1] = pieces = self._pieces(line, columns)
                    if len(pieces) < 2:
                        return rows, at
                    row = _Row(pieces[0])
            else:
                break
            at += 1
        if not columns or _fits(columns, row):
            rows.append(row)
            return rows, at
        return rows, at - len(row.lines())

    def _recut(self, start: int, head: _Row, row: _Row) -> bool:
        """Cut the lines of a first row where the cells of the next begin; whether there was anything to cut."""
        columns = [_span(cell) for cell in row.cells]
        end = start + len(head.lines())
        pieces = [piece for line in self._lines[start:end] for piece in self._pieces(line, columns)]
        self._lines[start:end] = pieces
        return len(pieces) > end - start

    def _pieces(self, line: Line, columns: list[tuple[float, float]]) -> list[Line]:
        """A line over several columns, cut where a word begins at the left edge of one."""
        places = [
            word.start
            for before, word in itertools.pairwise(self._words(line))
            if (word.apart or word.left - before.right > _ROOM * line.size)
            and any(abs(word.left - left) < 1.5 for left, _ in columns)
        ]
        return self._cut(line, places) if places else [line]


def _beside(cell: Sequence[Line], line: Line, room: float = 0.3) -> bool:
    """Whether a line stands to the right of a cell, at its height, with `room` between them in type sizes."""
    near = [one for one in cell if one.top > line.bottom]
    level = line.top > min(one.bottom for one in cell) + 0.2 * line.size
    return level and line.left > max((one.right for one in near or cell), default=0.0) + room * line.size


def _below(before: Line, line: Line) -> bool:
    """Whether a line is the next in the same cell."""
    distance = before.bottom - line.bottom
    overlap = min(before.right, line.right) - max(before.left, line.left)
    return 0.5 * line.size < distance < _PITCH * max(line.size, before.size) and overlap > 0


def _in_cell(cell: Sequence[Line], line: Line) -> bool:
    """Whether a line begins where a cell does, or has its middle there."""
    left, right = _span(cell)
    return line.left >= left - line.size or abs(left + right - line.left - line.right) < 2 * line.size


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """From where to where each column reaches: the parts of the width that some text covers."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(_span(cell) for row in rows for cell in row.cells):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _over(columns: list[tuple[float, float]], line: Line) -> list[int]:
    return [number for number, (left, right) in enumerate(columns) if line.left < right - 0.5 and line.right > left + 0.5]


def _fits(columns: list[tuple[float, float]], row: _Row) -> bool:
    """Whether every cell of a row stands in a column of its own."""
    places = [{number for line in cell for number in _over(columns, line)} for cell in row.cells]
    taken = [number for place in places for number in place]
    return all(len(place) == 1 for place in places) and len(taken) == len(set(taken))


def _trimmed(rows: list[_Row], end: int) -> tuple[list[_Row], int]:
    """The rows without those of a single cell at the end, and where two follow each other without the rest."""
    keep = len(rows)
    for place, (row, after) in enumerate(itertools.pairwise(rows)):
        if len(row.cells) == 1 and len(after.cells) == 1:
            keep = place
            break
    while keep and len(rows[keep - 1].cells) == 1:
        keep -= 1
    return rows[:keep], end - sum(len(row.lines()) for row in rows[keep:])


def _is_table(rows: list[_Row]) -> bool:
    """Whether rows of text beside text are a table, and no list, address, signatures or contents."""
    full = [row for row in rows if len(row.cells) > 1]
    if len(full) < 2:
        return False
    columns = _columns(rows)
    if len(columns) < 2 or not all(_fits(columns, row) for row in rows):
        return False
    texts = [[" ".join(line.text for line in cell) for cell in row.cells] for row in rows]
    labels = sum(1 for row in texts if _LABEL.fullmatch(row[0]))
    if labels > len(rows) / 2 and len(columns) == 2:
        return False
    last = [row[-1] for row in texts]
    pages = [int(found[1]) for text in last if (found := _PAGE.search(text))]
    if len(pages) == len(rows) and len(columns) - (labels > 0) <= 2 and sorted(pages) == pages:
        return False
    if sum(len(cell) for row in rows for cell in row.cells) > _LINES_PER_CELL * sum(len(row.cells) for row in rows):
        return False
    if len(columns) > 2:
        return sum(1 for row in full if len(row.cells) > 2) > 1 or _has_head(rows)
    figures = sum(1 for text in last[1:] if _FIGURE.fullmatch(text))
    return _has_head(rows) or (len(rows) > 2 and 2 * figures > len(rows) - 1 and not any(row[0].endswith(":") for row in texts))


def _has_head(rows: list[_Row]) -> bool:
    """Whether the first row is bold and most of the rest is not."""
    rest = [line for row in rows[1:] for line in row.lines()]
    return all(line.bold for line in rows[0].lines()) and 2 * sum(1 for line in rest if line.bold) < len(rest)


def _placed(rows: list[_Row]) -> list[Line]:
    """The lines of a table, with their places in it."""
    columns = _columns(rows)
    edges = [left for left, _ in columns]
    table = Table(rows[0].cells[0][0].page, (*edges, columns[-1][1]))
    result: list[Line] = []
    for number, row in enumerate(rows, start=1):
        for cell in row.cells:
            for line in cell:
                column = _over(columns, line)[0]
                line.table, line.row, line.column, line.edge = table, number, column + 1, columns[column][1]
                result.append(line)
    return result
