"""Tables of a pdf that go on over pages, put together: rows that are broken by the page are whole, the head is there once."""

from __future__ import annotations

import itertools

from kbv_rules.documents.pdf_lines import Line, Table

# How far, in points, the columns of the parts of a table may shift.
_SHIFT = 3.0


def numbered(lines: list[Line]) -> list[Line]:
    """The lines with their tables numbered from 1, the parts of a table on pages in succession as one, its rows counted on."""
    groups: list[list[Line]] = []
    for table, group in itertools.groupby(lines, key=lambda line: line.table):
        found = list(group)
        if table is not None and groups and _goes_on(groups[-1][-1].table, table):
            # In the order of cells, as the two halves of a cell must follow each other.
            groups[-1] = sorted([*groups[-1], *_rest(groups[-1], found)], key=lambda line: (line.row, line.column))
            continue
        if table is not None and table.loose:
            for line in found:
                line.table = None
        groups.append(found)
    number = 0
    for whole in groups:
        if whole[0].table is not None:
            number += 1
            _count(whole, 1)
            _count_columns(whole)
            for line in whole:
                if line.table is not None:
                    line.table.number = number
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
    broken = len(ended) < len(begun) and all(
        column in begun and (text[0].islower() or _is_full(whole, last, column, text)) for column, text in ended.items()
    )
    _count(found, last if broken else last + 1)
    return found


def _is_full(whole: list[Line], row: int, column: int, more: str) -> bool:
    """Whether the last line of a cell had no room for the first word of what may be the rest of it."""
    line = [line for line in whole if (line.row, line.column) == (row, column)][-1]
    letter = (line.right - line.left) / len(line.text)
    edge = max(one.right for one in whole if one.column == column)
    return not line.text.endswith(".") and line.right + (len(more.split(maxsplit=1)[0]) + 1) * letter > edge


def _count(lines: list[Line], start: int) -> None:
    """Number rows from `start` on, without those that hold no text."""
    rows = {row: number for number, row in enumerate(sorted({line.row for line in lines}), start=start)}
    for line in lines:
        line.row = rows[line.row]


def _count_columns(lines: list[Line]) -> None:
    """Number columns from 1 on, without those that hold no text: the margins of a cell around the table."""
    columns = {column: number for number, column in enumerate(sorted({line.column for line in lines}), start=1)}
    for line in lines:
        line.column = columns[line.column]


def _texts(lines: list[Line], row: int) -> dict[int, str]:
    """The text of a row by column."""
    texts: dict[int, str] = {}
    for line in lines:
        if line.row == row:
            texts[line.column] = f"{texts.get(line.column, '')} {line.text}".strip()
    return texts
