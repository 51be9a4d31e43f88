"""The order of reading: what is drawn after the rest of a page, as text boxes are, goes where the text leaves room for it."""

from __future__ import annotations

import itertools

from kbv_rules.documents.pdf_lines import Line

# In points: how far what fits in a gap may reach beyond it.
_SLACK = 3.0
# What starts from above more often than this is a drawing or a map.
_RUNS = 100


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of a page, each run that starts again from above put in the gap that it fits in, if there is one.

    Text in columns stays in the order of the file: the lines of a column leave no room beside another.
    """
    if not any(line.bottom > before.top for before, line in itertools.pairwise(lines)):
        return lines
    runs = _runs(lines)
    if not 1 < len(runs) <= _RUNS:
        return lines
    result = runs[0]
    for run in runs[1:]:
        place = _gap(result, run)
        result[place:place] = run
    return result


def _runs(lines: list[Line]) -> list[list[Line]]:
    """The lines in runs that go down the page; a table is never in two."""
    runs: list[list[Line]] = []
    lowest = 0.0
    for _, group in itertools.groupby(lines, key=lambda line: id(line.table) if line.table else id(line)):
        piece = list(group)
        if not runs or max(line.top for line in piece) > lowest + piece[0].size:
            runs.append([])
            lowest = piece[0].height * 2
        runs[-1] += piece
        lowest = min(lowest, *(line.bottom for line in piece))
    return runs


def _gap(lines: list[Line], run: list[Line]) -> int:
    """The place among lines where a run fits in the space between two of them; else their end."""
    top, bottom = max(line.top for line in run), min(line.bottom for line in run)
    left, right = min(line.left for line in run), max(line.right for line in run)
    for place, (before, after) in enumerate(itertools.pairwise(lines), start=1):
        if before.table is not None and before.table is after.table:
            continue
        fits = before.bottom >= top - _SLACK and after.top <= bottom + _SLACK
        if fits and any(line.left < right and left < line.right for line in (before, after)):
            return place
    return len(lines)
