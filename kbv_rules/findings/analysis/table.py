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
    one_of_more: bool = False
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
        return TableFigures(unread=[Unread(" | ".join(grid.cells.values()), rules.reasons.table)])
    columns = _columns(grid, top, rules)
    groups = _groups(columns)
    for group, years in groups.items():
        known = [columns[at].year for at in years]
        if len(set(known)) < len(known) or (len(groups) > 1 and not _is_unit(group, rules)):
            year = next((one for one in known if known.count(one) > 1), known[0])
            return TableFigures(unread=[Unread(_flat(grid, top), fill(rules.reasons.table_twice, {"year": str(year)}))])
    titles = tuple(text for row in range(1, top) if len(cells := grid.row(row)) == 1 for text in cells.values())
    return _rows(grid, top, columns, groups, (*titles, *([caption] if caption else [])), rules)


def _rows(
    grid: Grid,
    top: int,
    columns: dict[int, _Column],
    groups: dict[str, list[int]],
    titles: tuple[str, ...],
    rules: ReadingRules,
) -> TableFigures:
    """The rows below the years. A row without a name belongs to the name above it when it only has another unit."""
    result = TableFigures()
    name = unit_before = ""
    for row in range(top + 1, grid.rows + 1):
        cells = grid.row(row)
        own, unit = _of(columns, cells, "indicator"), _of(columns, cells, "unit")
        if own or not unit or unit == unit_before:
            name = own
        unit_before = unit
        result.unread += _strange(columns, cells, rules)
        for group, years in groups.items():
            held = {columns[at].year: cells[at] for at in years if at in cells}
            if not held:
                continue
            named = name if not _is_unit(name, rules) else next(iter(titles), "")
            if not named:
                result.unread.append(Unread(" | ".join(cells.values()), rules.reasons.nameless))
                continue
            if plain(named) in map(plain, rules.columns.benchmark):  # and nothing more: 'Gemiddelde aanrijtijd' is their own
                result.unread.append(Unread(f"{named}: {' | '.join(held.values())}", rules.reasons.others))
                continue
            result.rows.append(
                Row(
                    row,
                    named,
                    held,
                    about=tuple(text for text in (unit, name, group, *_heads(columns, years), *titles) if text),
                    source=_of(columns, cells, "source") or None,
                    provisional=frozenset(columns[at].year for at in years if columns[at].provisional),
                    compared=_compared(columns, cells),
                    one_of_more=len(groups) > 1,
                    notes=tuple(grid.notes.get(row, ())),
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
        above = (grid.cells.get((row, at), "") for row in range(top - 1, 0, -1) if len(grid.row(row)) > 1)
        over = head or next((text for text in above if text), "")
        columns[at] = _Column(_kind(over, rules), over)
        if columns[at].kind == "unknown":
            below = [grid.cells[row, at] for row in range(top + 1, grid.rows + 1) if (row, at) in grid.cells]
            if not over and below and all(_is_unit(text, rules) for text in below):
                columns[at].kind = "unit"
    if not any(column.kind == "indicator" for column in columns.values()):
        free = next((at for at, column in columns.items() if column.kind == "unknown"), None)
        if free is not None and free < first_year:
            columns[free].kind = "indicator"
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
    """Whether a text is nothing but a unit, or nothing at all."""
    bare = plain(text).strip("()")
    words = [plain(word) for group in rules.units.values() for word in group]
    return not bare or bare in words


def _group(grid: Grid, top: int, at: int, first_year: int) -> str:
    """What stands above this column and maybe others: merged cells hold their text in the first column only."""
    for row in range(top - 1, 0, -1):
        cells = {column: text for column, text in grid.row(row).items() if first_year <= column <= at}
        if cells:
            return cells[max(cells)]
    return ""


def _groups(columns: dict[int, _Column]) -> dict[str, list[int]]:
    """The columns with years, by what stands above them; one group when no year comes back."""
    years = {at: column for at, column in columns.items() if column.kind == "year"}
    above = {column.group for column in years.values()}
    if len({column.year for column in years.values()}) == len(years):
        return {next(iter(above)) if len(above) == 1 else "": list(years)} if years else {}
    groups: dict[str, list[int]] = {}
    for at, column in years.items():
        groups.setdefault(column.group or column.head, []).append(at)
    return groups


def _heads(columns: dict[int, _Column], years: list[int]) -> list[str]:
    """What all years of a row have beside them."""
    heads = {columns[at].head for at in years}
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
