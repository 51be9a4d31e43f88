"""What a table of figures says, row by row: name, source, unit, a value per year and a comparison, as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.findings.analysis.form import plain
from kbv_rules.findings.analysis.numbers import read_year
from kbv_rules.findings.analysis.stream import year_row as year_row_of
from kbv_rules.findings.analysis.stream import years_in_front
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import ReadingRules
    from kbv_rules.findings.analysis.stream import Grid


class Unread(NamedTuple):
    """Something in a table that has no place, and why."""

    text: str
    why: str


@dataclass(slots=True)
class Row:
    """One figure as written. `about` are the texts in which its unit may stand, the nearest first; `provisional` are years that
    a mark in the head says are not final; `compared` holds (text, the head above it, year)."""

    number: int
    name: str
    cells: dict[int, str]
    about: tuple[str, ...] = ()
    source: str | None = None
    provisional: frozenset[int] = frozenset()
    compared: tuple[str, str, int | None] | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Column:
    """`kind` is that of `ColumnWords`, or 'year', 'compared' (a year of others), 'unknown'. `group` stands above several."""

    kind: str
    head: str
    year: int = 0
    group: str = ""
    provisional: bool = False


@dataclass(slots=True)
class TableFigures:
    rows: list[Row] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_table(grid: Grid, caption: str, rules: ReadingRules) -> TableFigures:
    """The figures of a table; `caption` is what stands above it."""
    if years_in_front(grid, rules):
        grid = grid.turned()
    top = year_row_of(grid, rules)
    if top is None:
        text = " | ".join(grid.cells.values())
        return TableFigures(unread=[Unread(text, rules.reasons.table)])
    columns = _columns(grid, top, rules)
    titles = [text for row in range(1, top) if len(cells := grid.row(row)) == 1 for text in cells.values()]
    result = TableFigures()
    groups = _groups(columns)
    for group, years in groups.items():
        twice = next((column.year for column in years if sum(1 for one in years if one.year == column.year) > 1), None)
        if twice is not None or (len(groups) > 1 and not _is_unit(group, rules)):
            found = str(twice or years[0].year)
            result.unread.append(Unread(_flat(grid, top), fill(rules.reasons.table_twice, {"year": found})))
            return result
    name = ""
    unit_before: str | None = None
    for row in range(top + 1, grid.rows + 1):
        cells = grid.row(row)
        if not cells:
            continue
        own = _of(columns, cells, "indicator")
        unit = _of(columns, cells, "unit")
        if own:
            name = own
        elif not unit or unit == unit_before:
            name = ""
        unit_before = unit
        result.unread += _strange(columns, cells, rules)
        for group, years in groups.items():
            held = {column.year: cells[at] for at, column in columns.items() if column in years and at in cells}
            if not held:
                continue
            called = name if name and not _is_unit(name, rules) else next((text for text in (*titles, caption) if text), "")
            if not called:
                result.unread.append(Unread(" | ".join(cells.values()), rules.reasons.nameless))
                continue
            result.rows.append(
                Row(
                    row,
                    called,
                    held,
                    tuple(
                        text
                        for text in (unit, own if _is_unit(own, rules) else "", name, group, *_heads(years), *titles, caption)
                        if text
                    ),
                    _of(columns, cells, "source") or None,
                    frozenset(column.year for column in years if column.provisional),
                    _compared(columns, cells),
                    tuple(grid.notes.get(row, ())),
                )
            )
    return result


def _columns(grid: Grid, top: int, rules: ReadingRules) -> dict[int, _Column]:
    columns: dict[int, _Column] = {}
    first_year = min(at for at, text in grid.row(top).items() if read_year(text, rules.numbers))
    for at in range(1, grid.columns + 1):
        head = grid.cells.get((top, at), "")
        year = read_year(head, rules.numbers)
        group = _group(grid, top, at, first_year)
        if year is not None:
            kind = "compared" if _among(group, rules.columns.benchmark) else "year"
            columns[at] = _Column(kind, year.words or group, year.year, group, year.provisional)
            continue
        over = head or next(
            (grid.cells[row, at] for row in range(top - 1, 0, -1) if (row, at) in grid.cells and len(grid.row(row)) > 1), ""
        )
        columns[at] = _Column(_kind(over, rules), over)
        if columns[at].kind == "unknown":
            below = [grid.cells[row, at] for row in range(top + 1, grid.rows + 1) if (row, at) in grid.cells]
            if not over and below and all(_is_unit(text, rules) for text in below):
                columns[at].kind = "unit"
    if not any(column.kind == "indicator" for column in columns.values()):
        at = next((at for at, column in columns.items() if column.kind == "unknown"), None)
        if at is not None and at < first_year:
            columns[at].kind = "indicator"
    return columns


def _kind(head: str, rules: ReadingRules) -> str:
    if not head:
        return "unknown"
    for kind in ("indicator", "source", "unit", "ignored"):
        if plain(head) in map(plain, getattr(rules.columns, kind)):
            return kind
    return "benchmark" if _among(head, rules.columns.benchmark) else "unknown"


def _among(head: str, words: tuple[str, ...]) -> bool:
    """Whether a head is one of these words, or begins with one."""
    text = plain(head)
    return any(text == plain(word) or text.startswith(f"{plain(word)} ") for word in words) if text else False


def _is_unit(text: str, rules: ReadingRules) -> bool:
    bare = plain(text).strip("()")
    return not bare or any(
        bare == plain(word) or bare.startswith(f"{plain(word)} ") for words in rules.units.values() for word in words
    )


def _group(grid: Grid, top: int, at: int, first_year: int) -> str:
    """What stands above this column and maybe others: merged cells hold their text in the first column only."""
    for row in range(top - 1, 0, -1):
        cells = {column: text for column, text in grid.row(row).items() if first_year <= column <= at}
        if cells:
            return cells[max(cells)]
    return ""


def _groups(columns: dict[int, _Column]) -> dict[str, list[_Column]]:
    """The columns with years, by what stands above them; one group when no year comes back."""
    years = [column for column in columns.values() if column.kind == "year"]
    if len({column.year for column in years}) == len(years):
        return {"": years} if len({column.group for column in years}) != 1 else {years[0].group: years} if years else {}
    groups: dict[str, list[_Column]] = {}
    for column in years:
        groups.setdefault(column.group or column.head, []).append(column)
    return groups


def _heads(years: list[_Column]) -> list[str]:
    """What all years of a row have above them."""
    heads = {column.head for column in years}
    return list(heads) if len(heads) == 1 else []


def _of(columns: dict[int, _Column], cells: dict[int, str], kind: str) -> str:
    return next((cells[at] for at, column in columns.items() if column.kind == kind and at in cells), "")


def _compared(columns: dict[int, _Column], cells: dict[int, str]) -> tuple[str, str, int | None] | None:
    years = [(column.year, at, column) for at, column in columns.items() if column.kind == "compared" and at in cells]
    if years:
        year, at, column = max(years, key=lambda one: one[0])
        return cells[at], column.group, year
    found = next(((cells[at], column) for at, column in columns.items() if column.kind == "benchmark" and at in cells), None)
    return (found[0], found[1].head, None) if found else None


def _strange(columns: dict[int, _Column], cells: dict[int, str], rules: ReadingRules) -> list[Unread]:
    return [
        Unread(cells[at], fill(rules.reasons.column, {"column": column.head or str(at)}))
        for at, column in columns.items()
        if column.kind == "unknown" and at in cells
    ]


def _flat(grid: Grid, top: int) -> str:
    return " | ".join(text for row in range(top, grid.rows + 1) for text in grid.row(row).values())
