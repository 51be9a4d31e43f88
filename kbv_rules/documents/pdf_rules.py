"""The lines that are drawn on a page of a pdf, and the tables that they rule."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

# A drawing with more parts than this is no ruled table.
_OBJECTS = 20_000
_RULES = 4_000
_SEGMENTS = 40_000
# How far apart, in points, two lines may be and still be one, or two ends and still meet.
_NEAR = 3.0
# Shorter than this is part of a letter or an arrow.
_SHORT = 6.0
_FILLED_RULE = 2.5
_MOVE, _LINE = 2, 0


class Rule(NamedTuple):
    """A line in points: where it lies on the axis across it, and from where to where it reaches."""

    at: float
    start: float
    end: float


@dataclass(slots=True, eq=False)
class Grid:
    """Ruled cells: the edges of columns from left to right and of rows from below, in points, with the lines between."""

    columns: list[float]
    rows: list[float]
    _across: list[Rule]
    _down: list[Rule]

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies within the outer edges."""
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def column(self, x: float, y: float) -> int:
        """The column, from 1, of a place that the grid holds; of merged cells the first."""
        found = min(bisect_right(self.columns, x) - 1, len(self.columns) - 2)
        while found > 0 and not _lies(self._down, self.columns[found], y):
            found -= 1
        return found + 1

    def row(self, x: float, y: float) -> int:
        """The row, from 1 at the top, of a place that the grid holds; of merged cells the first."""
        found = min(bisect_right(self.rows, y) - 1, len(self.rows) - 2)
        while found < len(self.rows) - 2 and not _lies(self._across, self.rows[found + 1], x):
            found += 1
        return len(self.rows) - 1 - found

    @property
    def area(self) -> float:
        """In square points."""
        return (self.columns[-1] - self.columns[0]) * (self.rows[-1] - self.rows[0])


def grids(raw: Any, page: Any) -> list[Grid]:
    """The ruled tables of a page of two columns or more, the smallest first. `raw` is PDFium, `page` its handle."""
    across, down = _rules(raw, page)
    if not across or not down:
        return []
    found = [grid for part in _parts(_merged(across), _merged(down)) if (grid := _grid(*part)) is not None]
    return sorted(found, key=lambda grid: grid.area)


def _lies(rules: list[Rule], at: float, across: float) -> bool:
    """Whether a line is drawn at an edge, where it passes a place."""
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= across <= rule.end + _NEAR for rule in rules)


def _rules(raw: Any, page: Any) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical lines of a page."""
    across: list[Rule] = []
    down: list[Rule] = []
    for (x, y), (to_x, to_y) in _drawn(raw, page):
        if abs(y - to_y) < 1 and abs(x - to_x) >= _SHORT:
            across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) < 1 and abs(y - to_y) >= _SHORT:
            down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
        if len(across) + len(down) > _RULES:
            return [], []
    return across, down


Point = tuple[float, float]


def _drawn(raw: Any, page: Any) -> Iterator[tuple[Point, Point]]:
    """The straight lines of all paths, from point to point."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_float(), ctypes.c_float()
    left_over = _SEGMENTS
    for number in range(min(raw.FPDFPage_CountObjects(page), _OBJECTS)):
        path = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(path) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetBounds(path, left, bottom, right, top)
        wide, high = right.value - left.value, top.value - bottom.value
        if max(wide, high) < _SHORT or not raw.FPDFPath_GetDrawMode(path, fill, stroke):
            continue
        if not stroke.value:
            if fill.value and min(wide, high) <= _FILLED_RULE:
                if wide > high:
                    yield (left.value, (top.value + bottom.value) / 2), (right.value, (top.value + bottom.value) / 2)
                else:
                    yield ((left.value + right.value) / 2, bottom.value), ((left.value + right.value) / 2, top.value)
            continue
        raw.FPDFPageObj_GetMatrix(path, matrix)
        start = last = (0.0, 0.0)
        segments = min(raw.FPDFPath_CountSegments(path), left_over)
        left_over -= segments
        for place in range(segments):
            segment = raw.FPDFPath_GetPathSegment(path, place)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE:
                start = point
            elif kind == _LINE:
                yield last, point
            if raw.FPDFPathSegment_GetClose(segment):
                yield point, start
            last = point


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines that lie on each other or end to end, as one."""
    result: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                result.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            result.append(Rule(at, start, end))
    return result


def _near(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Sorted lines, in groups that lie at the same place."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _parts(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others."""
    home = list(range(len(across) + len(down)))

    def of(place: int) -> int:
        while home[place] != place:
            home[place] = home[home[place]]
            place = home[place]
        return place

    for row, rule in enumerate(across):
        for column, other in enumerate(down, start=len(across)):
            if rule.start - _NEAR <= other.at <= rule.end + _NEAR and other.start - _NEAR <= rule.at <= other.end + _NEAR:
                home[of(row)] = of(column)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place in range(len(home)):
        part = parts.setdefault(of(place), ([], []))
        if place < len(across):
            part[0].append(across[place])
        else:
            part[1].append(down[place - len(across)])
    return list(parts.values())


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The cells between lines that meet; nothing when they make no two columns."""
    if not across or not down:
        return None
    columns = _edges([rule.at for rule in down] + [end for rule in across for end in (rule.start, rule.end)])
    rows = _edges([rule.at for rule in across] + [end for rule in down for end in (rule.start, rule.end)])
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Grid(columns, rows, across, down)


def _edges(places: list[float]) -> list[float]:
    """The distinct places, in order."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > 2 * _NEAR:
            edges.append(place)
    return edges
