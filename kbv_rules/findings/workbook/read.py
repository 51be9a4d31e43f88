"""Reads a filled-in workbook into the same plain values as a findings file, each with the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kbv_rules.errors import Fault, InputError, Place
from kbv_rules.findings.workbook.choices import Choices
from kbv_rules.findings.workbook.form import REPEATED, WHERE, Column, Form, TableForm, load_form, plain
from kbv_rules.findings.workbook.grid import Cell, Grid, cell_name, cell_place, filled, read_grids
from kbv_rules.findings.workbook.values import CellError, value_of
from kbv_rules.yaml_file import Path_, YamlFile

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.rules.rule_set import RuleSet

_YEAR = re.compile(r"(19|20)[0-9]{2}(\.0)?")
# How many rows below a title its headers can stand.
_NEAR = 6


class Header(NamedTuple):
    """What a column of a sheet holds: the column of the form, and its year where there is one per year."""

    column: Column
    year: int | None = None


class Found(NamedTuple):
    """A table as it stands on a sheet; rows and columns count from 1."""

    name: str
    top: int
    headers: dict[int, Header]
    last: int


def read_workbook(path: Path, knowledge: Knowledge, rules: RuleSet) -> YamlFile:
    """The values of a workbook as if they were read from YAML; places name the sheet and the cell.

    Raises:
        InputError: no workbook that can be read, or sheets, tables, columns or cells that are not as they must be.
    """
    form = load_form()
    return _Reader(str(path), Choices(form, knowledge, rules)).read(read_grids(path))


class _Reader:
    """Goes through the sheets one by one and gathers values, places and faults."""

    def __init__(self, file: str, choices: Choices) -> None:
        self.name = file
        self.choices = choices
        self.form: Form = choices.form
        self.value: dict[str, Any] = {}
        self.file = YamlFile(file, self.value)
        self.faults: list[Fault] = []
        self.themes: dict[str, int] = {}

    def read(self, grids: Sequence[Grid]) -> YamlFile:
        by_name = {plain(grid.name): grid for grid in grids}
        wanted = self._sheets()
        self.file.places[()] = cell_place(self.name, self.form.start.name)
        self._complete(by_name, wanted)
        if not self.faults:
            self._order(by_name.get(plain(self.form.lists_sheet.name)))
            for name, tables in wanted.items():
                grid = by_name[plain(name)]
                if name == self.form.start.name:
                    self._block(grid)
                for table in self._tables(grid, tables):
                    self._read_table(grid, table)
        if self.faults:
            raise InputError(self.faults)
        self._drop_empty()
        return self.file

    def _sheets(self) -> dict[str, Sequence[str]]:
        """The sheets to fill in, each with its tables."""
        fields = {self.form.field_sheet.name.format(id=id_): self.form.field_sheet.tables for id_ in self.choices.fields}
        others = self.form.cross_cutting_sheet
        return {self.form.start.name: self.form.start.tables, **fields, others.name: others.tables}

    def _complete(self, by_name: dict[str, Grid], wanted: dict[str, Sequence[str]]) -> None:
        """Whether every sheet is there, and no other sheet holds a table of the form."""
        titles = {plain(table.title) for table in self.form.tables.values()}
        known = {plain(name) for name in (*wanted, self.form.lists_sheet.name)}
        strange = {grid.name: grid for name, grid in by_name.items() if name not in known}
        holding = [
            name
            for name, grid in strange.items()
            if any(plain(cell.value) in titles for cell in filled([row[:1] for row in grid.rows]))
        ]
        missing = [name for name in wanted if plain(name) not in by_name]
        for name in missing:
            hint = f"Heet het nu '{holding[0]}'? Geef het dan zijn naam terug." if holding else ""
            self.faults.append(
                Fault(
                    Place(self.name),
                    f"het blad '{name}' ontbreekt.",
                    hint or "Zet het blad terug, of begin met een nieuw formulier: 'kbv findings template'.",
                    "" if hint else f"Deze werkmap heeft: {', '.join(grid.name for grid in by_name.values())}.",
                )
            )
        if not missing:
            self.faults.extend(
                Fault(
                    cell_place(self.name, name),
                    "dit blad heeft een onderdeel van het formulier, maar hoort er niet bij.",
                    "Zet de rijen op het blad waar ze horen, en verwijder dit blad.",
                    "Anders zou wat hier staat niet meetellen.",
                )
                for name in holding
            )

    # The block on the first sheet

    def _block(self, grid: Grid) -> None:
        labels = {
            plain(row[0].value): number
            for number, row in reversed([*enumerate(grid.rows, 1)])
            if row and row[0].value is not None
        }
        for column in self.form.start.fields:
            number = labels.get(plain(column.label))
            if number is None:
                if column.required:
                    self._fault(
                        grid, "", f"de regel '{column.label}' ontbreekt.", "Zet die terug in kolom A, met de waarde ernaast."
                    )
                continue
            row = grid.rows[number - 1]
            value = self._value(grid, number, 2, row[1] if len(row) > 1 else Cell(), column)
            if value is None:
                if column.required and not self._told(grid, cell_name(number, 2)):
                    self._fault(grid, cell_name(number, 2), f"bij '{column.label}' staat niets.", column.note)
                continue
            if column.key == "municipality.fictional":
                value = value == "true"
            self._set((), column.key, value, self._place(grid, number, 2), row[1])

    # Tables

    def _tables(self, grid: Grid, names: Sequence[str]) -> Iterator[Found]:
        """The tables of a sheet, from its titles."""
        titles = {plain(self.form.tables[name].title): name for name in names}
        tops = {
            titles[plain(row[0].value)]: number
            for number, row in enumerate(grid.rows, 1)
            if row and row[0].value is not None and plain(row[0].value) in titles
        }
        missing = [self.form.tables[name].title for name in names if name not in tops]
        for title in missing:
            self._fault(
                grid,
                "",
                f"het onderdeel '{title}' ontbreekt.",
                "Zet de titel terug in kolom A, of begin met een nieuw formulier: 'kbv findings template'.",
            )
        if missing:  # where one table ends and the next begins is not to be told
            return
        for name in names:
            table = self.form.tables[name]
            after = [top for top in tops.values() if top > tops[name]]
            last = min(after) - 1 if after else len(grid.rows)
            found = self._headers(grid, name, table, tops[name], last)
            if found:
                yield found

    def _headers(self, grid: Grid, name: str, table: TableForm, top: int, last: int) -> Found | None:
        """Where the headers of a table stand, and what each is; None when there are none."""
        labels = {plain(column.label): column for column in table.columns}
        best: tuple[int, dict[int, Header]] = (top, {})
        for number in range(top + 1, min(top + _NEAR, last) + 1):
            headers = {
                position: header
                for position, cell in enumerate(grid.rows[number - 1], 1)
                if cell.value is not None and (header := _header(str(cell.value), labels))
            }
            if len(headers) > len(best[1]):
                best = number, headers
        number, headers = best
        there = {header.column.key for header in headers.values()}
        absent = [column.label for column in table.columns if column.key not in there and column.kind != "anchor"]
        if not headers or plain(table.columns[0].label) in map(plain, absent):
            self._fault(
                grid,
                cell_name(number, 1),
                f"onder '{table.title}' staan de kolomkoppen niet.",
                f"Zet de kop '{table.columns[0].label}' terug in de rij boven de gegevens.",
            )
            return None
        for label in absent:
            self._fault(
                grid,
                cell_name(number, 1),
                f"onder '{table.title}' ontbreekt de kolom '{label}'.",
                "Zet de kolom terug (leeg mag) of geef haar haar naam terug.",
            )
        seen: dict[tuple[str, int | None], int] = {}
        for position, header in headers.items():
            key = header.column.key, header.year
            if key in seen and header.column.kind not in REPEATED:
                self._fault(
                    grid,
                    cell_name(number, position),
                    f"de kolom '{grid.rows[number - 1][position - 1].value}' staat er twee keer.",
                    f"Voeg ze samen met kolom {cell_name(1, seen[key])[:-1]}, of geef deze een andere kop.",
                )
            seen.setdefault(key, position)
        return None if absent else Found(name, number, headers, last)

    def _read_table(self, grid: Grid, table: Found) -> None:
        form = self.form.tables[table.name]
        self._refuse_merged(grid, table)
        for number in range(table.top + 1, table.last + 1):
            row = grid.rows[number - 1]
            entered = {
                position: row[position - 1]
                for position, header in table.headers.items()
                if position <= len(row) and header.column.kind != "anchor" and _holds(row[position - 1])
            }
            self._refuse_astray(grid, table, number)
            if entered:
                self._read_row(grid, form, table, number, entered)

    def _read_row(self, grid: Grid, form: TableForm, table: Found, number: int, entered: dict[int, Cell]) -> None:
        values: list[tuple[Header, int, Any]] = []
        for position, cell in entered.items():
            header = table.headers[position]
            values.append((header, position, self._value(grid, number, position, cell, header.column)))
        there = {header.column.key for header, _, _ in values}
        begun = any(key.startswith("benchmark.") for key in there)
        ok = True
        for column in form.columns:
            needed = column.required or (begun and column.key in ("benchmark.value", "benchmark.unit", "benchmark.group"))
            if needed and column.key not in there:
                position = next(at for at, header in table.headers.items() if header.column.key == column.key)
                self._fault(
                    grid, cell_name(number, position), f"bij '{column.label}' staat niets.", f"Vul dit vak ook in. {column.note}"
                )
                ok = False
        if not ok or any(value is None for _, _, value in values):
            return
        by_key = {header.column.key: value for header, _, value in values}
        base = self._base(table.name, by_key, self._place(grid, number, 1))
        for header, position, value in values:
            place, cell = self._place(grid, number, position), entered[position]
            key = header.column.key
            if header.year is not None:
                path = self._set(base, f"values/{header.year}", value, place, cell)
                self.file.keys[path] = place
            elif header.column.kind in REPEATED:
                self._append((*base, key), value, place)
            elif table.name == "population":
                continue
            elif table.name == "earlier_priorities":
                self._append(("earlier_priorities",), value, place)
            elif key not in ("theme", "part"):
                self._set(base, key, value, place, cell)
        if table.name == "population":
            self._inhabitants(grid, number, values, entered)

    def _inhabitants(self, grid: Grid, number: int, values: list[tuple[Header, int, Any]], entered: dict[int, Cell]) -> None:
        (year, at_year), (inhabitants, at) = (
            next((value, position) for header, position, value in values if header.column.key == key)
            for key in ("year", "inhabitants")
        )
        known = self.value.setdefault("municipality", {}).setdefault("population", {})
        if str(year) in known:
            self._fault(grid, cell_name(number, at_year), f"het jaar {year} staat er twee keer.", "Laat één van de twee staan.")
            return
        path = self._set((), f"municipality/population/{year}", inhabitants, self._place(grid, number, at), entered[at])
        self.file.keys[path] = self._place(grid, number, at_year)

    def _base(self, table: str, values: dict[str, Any], place: Place) -> Path_:
        """Where the item of a row goes; it is begun there."""
        if table in ("population", "earlier_priorities"):
            return ()
        if table in self.form.start.tables:
            return self._append((table,), {}, place)
        path: Path_ = ("findings", self._theme(values["theme"], place))
        return self._append((*path, *WHERE.get(values.get("part", ""), (table,))), {}, place)

    def _theme(self, id_: str, place: Place) -> int:
        """The position of the findings on a theme; they are begun at its first row."""
        if id_ not in self.themes:
            self.themes[id_] = self._append(("findings",), {"theme": id_}, place)[-1]  # type: ignore[assignment]
        path: Path_ = ("findings", self.themes[id_])
        if path not in self.file.places or (*path, "theme") not in self.file.places:
            self.file.places[path] = self.file.places[(*path, "theme")] = place
        return self.themes[id_]

    # Merged cells, and what stands beside a table

    def _refuse_merged(self, grid: Grid, table: Found) -> None:
        from openpyxl.utils import range_boundaries

        for name in grid.merged:
            left, top, _, bottom = range_boundaries(name)
            if (
                bottom is not None
                and top is not None
                and left is not None
                and table.top <= bottom
                and top <= table.last
                and left <= max(table.headers)
            ):
                if top <= table.top and bottom <= table.top:
                    continue
                self._fault(
                    grid,
                    name,
                    "deze cellen zijn samengevoegd.",
                    "Hef de samenvoeging op (Start > Samenvoegen en centreren) en vul elke rij helemaal in.",
                    "Van samengevoegde cellen heeft alleen de eerste een waarde; de andere rijen zouden leeg zijn.",
                )

    def _refuse_astray(self, grid: Grid, table: Found, number: int) -> None:
        """What stands beside the table would not count."""
        for position, cell in enumerate(grid.rows[number - 1], 1):
            if position not in table.headers and _holds(cell):
                self._fault(
                    grid,
                    cell_name(number, position),
                    f"deze cel valt buiten de kolommen van '{self.form.tables[table.name].title}' en zou niet meetellen.",
                    "Zet de inhoud onder een kolomkop, of maak de cel leeg.",
                )

    # The order of the themes in what was converted

    def _order(self, grid: Grid | None) -> None:
        """Begin the themes in the order that a conversion kept, so that nothing moves on the way back."""
        if grid is None:
            return
        words = self.form.lists_sheet
        for number, row in enumerate(grid.rows, 1):
            labels = {plain(cell.value): at for at, cell in enumerate(row) if cell.value is not None}
            if plain(words.order) in labels and plain(words.empty) in labels:
                for one in grid.rows[number:]:
                    cells = [one[labels[plain(words.order)]] if len(one) > labels[plain(words.order)] else Cell()]
                    cells.append(one[labels[plain(words.empty)]] if len(one) > labels[plain(words.empty)] else Cell())
                    id_ = cells[0].value
                    if isinstance(id_, str) and id_ not in self.themes and self.choices.knowledge.is_subject(id_):
                        self.themes[id_] = self._append(("findings",), {"theme": id_}, cell_place(self.name, grid.name))[-1]  # type: ignore[assignment]
                        if cells[1].value is not None:
                            self.value["findings"][self.themes[id_]]["approach"] = {}
                return

    def _drop_empty(self) -> None:
        """Themes of which all rows were taken out since the conversion are gone too; places move along."""
        items = self.value.get("findings", [])
        kept = [index for index, item in enumerate(items) if len(item) > 1]
        if len(kept) == len(items):
            return
        new = {old: at for at, old in enumerate(kept)}
        self.value["findings"] = [items[index] for index in kept]

        def moved(paths: dict[Path_, Any]) -> dict[Path_, Any]:
            return {
                (path[0], new[path[1]], *path[2:]) if path[:1] == ("findings",) and len(path) > 1 else path: found  # type: ignore[index]
                for path, found in paths.items()
                if path[:1] != ("findings",) or len(path) == 1 or path[1] in new
            }

        self.file.places, self.file.keys, self.file.written = (
            moved(self.file.places),
            moved(self.file.keys),
            moved(self.file.written),
        )

    # Setting values

    def _value(self, grid: Grid, row: int, position: int, cell: Cell, column: Column) -> Any:
        try:
            return value_of(cell, column, self.choices)
        except CellError as error:
            self._fault(grid, cell_name(row, position), error.what, error.remedy, error.why)
            return None

    def _set(self, base: Path_, key: str, value: Any, place: Place, cell: Cell) -> Path_:
        """Put a value at a key below `base`, such as 'benchmark.value' or 'values/2024'; its path."""
        parts = re.split(r"[./]", key)
        inside = self._at(base)
        path = base
        for part in parts[:-1]:
            inside = inside.setdefault(part, {})
            path = (*path, part)
            self.file.places.setdefault(path, place)
        inside[parts[-1]] = value
        path = (*path, parts[-1])
        self.file.places[path] = place
        self.file.written[path] = str(cell.value)
        return path

    def _append(self, path: Path_, value: Any, place: Place) -> Path_:
        """Add to the list at `path`; the path of what was added."""
        inside = self._at(path[:-1])
        items = inside.setdefault(path[-1], [])
        items.append(value)
        added = (*path, len(items) - 1)
        self.file.places.setdefault(path, place)
        self.file.places[added] = place
        return added

    def _at(self, path: Path_) -> Any:
        inside: Any = self.value
        for part in path:
            inside = inside[part] if isinstance(part, int) else inside.setdefault(part, {})
        return inside

    def _place(self, grid: Grid, row: int, position: int) -> Place:
        return cell_place(self.name, grid.name, cell_name(row, position))

    def _fault(self, grid: Grid, cell: str, what: str, remedy: str, why: str = "") -> None:
        self.faults.append(Fault(cell_place(self.name, grid.name, cell), what, remedy, why))

    def _told(self, grid: Grid, cell: str) -> bool:
        return any(fault.place == cell_place(self.name, grid.name, cell) for fault in self.faults)


def _header(text: str, labels: dict[str, Column]) -> Header | None:
    """What a header stands for: a label of the form, a year, or one of several themes."""
    found = labels.get(plain(text))
    if found is not None and found.kind not in ("values", *REPEATED):
        return Header(found)
    for label, column in labels.items():
        if column.kind == "values" and _YEAR.fullmatch(text.strip()):
            return Header(column, int(text.strip()[:4]))
        if column.kind in REPEATED and re.fullmatch(re.escape(label) + r" ?[0-9]*", plain(text)):
            return Header(column)
    return None


def _holds(cell: Cell) -> bool:
    return cell.pending or (cell.value is not None and str(cell.value).strip() != "")
