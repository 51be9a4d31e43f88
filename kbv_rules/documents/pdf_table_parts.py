"""Tables of a pdf that go on over pages, put together: rows that are broken by the page are whole, the head is there once."""

from __future__ import annotations

import itertools

from kbv_rules.documents.pdf_lines import Line, Table

# How far, in points, the columns of the parts of a table may shift.
_SHIFT = 3.0


def numbered(lines: list[Line]) -> list[Line]:
    """The lines with their tables numbered from 1, the parts of a table on pages in succession as one, its rows counted on."""
    groups: list[list[Line]] = []
    number = 0
    for table, group in itertools.groupby(lines, key=lambda line: line.table):
        found = list(group)
        if table is not None:
            before = groups[-1][-1].table if groups else None
            if _goes_on(before, table):
                table.number = number
                # In the order of cells, as the two halves of a cell must follow each other.
                groups[-1] = sorted([*groups[-1], *_rest(groups[-1], found)], key=lambda line: (line.row, line.column))
                continue
            number = table.number = number + 1
            _count(found, 1)
        groups.append(found)
    return [line for group in groups for line in group]


def _goes_on(before: Table | None, table: Table) -> bool:
    """Whether a table has the columns of the one that ended the page before."""
    return (
        before is not None
        and table.page == before.page + 1
        and len(table.edges) == len(before.edges)
        and all(abs(one - other) <= _SHIFT for one, other in zip(before.edges[:-1], table.edges[:-1], strict=True))
    )


def _rest(whole: list[Line], found: list[Line]) -> list[Line]:
    """The next part of a table, without its head and with its rows counted on; the end of a broken row joins its beginning."""
    _count(found, 1)
    if _texts(found, 1) == _texts(whole, 1):
        found = [line for line in found if line.row > 1]
        _count(found, 1)
    if not found:
        return found
    last = max(line.row for line in whole)
    begun, ended = _texts(whole, last), _texts(found, 1)
    broken = len(ended) < len(begun) and all(column in begun for column in ended) and next(iter(ended.values()))[0].islower()
    _count(found, last if broken else last + 1)
    return found


def _count(lines: list[Line], start: int) -> None:
    """Number rows from `start` on, without those that hold no text."""
    rows = {row: number for number, row in enumerate(sorted({line.row for line in lines}), start=start)}
    for line in lines:
        line.row = rows[line.row]


def _texts(lines: list[Line], row: int) -> dict[int, str]:
    """The text of a row by column."""
    texts: dict[int, str] = {}
    for line in lines:
        if line.row == row:
            texts[line.column] = f"{texts.get(line.column, '')} {line.text}".strip()
    return texts
