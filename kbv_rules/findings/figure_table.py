"""Reads a table of figures (CSV) for a composite indicator: per area and year a row per figure, or a column per figure.

Spreadsheets differ in what they write: comma, semicolon or tab between fields, a point or a comma before decimals, UTF-8 or
Windows-1252. What a file holds is seen from the file; what could be read in two ways is refused.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kbv_rules.errors import Fault, InputError, Place, input_error, nearest
from kbv_rules.model.composite import IndexDefinition

MAX_BYTES = 100_000_000
MAX_CELL = 10_000

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]{1,2})?")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_NO_VALUE = {"", ".", "-", "na", "n/a", "nan", "x", "onbekend"}
# How many names are all given in a message; of more only the nearest.
_LISTED = 20
_LARGEST = 1e12
_SMALLEST = 1e-9


class FigureTable(NamedTuple):
    """What a file holds of the figures of one definition: (area, year, figure id) -> value; areas and years as they came."""

    file: str
    values: dict[tuple[str, int, str], float]
    areas: tuple[str, ...]
    places: tuple[tuple[str, int], ...]

    @property
    def years(self) -> list[int]:
        return sorted({year for _, year in self.places})

    def find_areas(self, names: Sequence[str]) -> tuple[str, ...]:
        """The areas a user means, case and spaces aside; all of them when none is named.

        Raises:
            InputError: an area that is not in the file.
        """
        known = {_plain(area): area for area in self.areas}
        for name in names:
            if _plain(name) not in known:
                raise input_error(self.file, f"het gebied '{name}' staat niet in dit bestand.", _hint(name, self.areas))
        return tuple(dict.fromkeys(known[_plain(name)] for name in names)) or self.areas

    def require_year(self, year: int) -> None:
        """
        Raises:
            InputError: the file holds nothing of that year.
        """
        if year not in self.years:
            there = ", ".join(map(str, self.years))
            raise input_error(self.file, f"het jaar {year} staat niet in dit bestand.", f"Wel staan er: {there}.")


class _Row(NamedTuple):
    line: int
    cells: Sequence[str]


def read_figure_table(path: Path, definition: IndexDefinition) -> FigureTable:
    """The figures of `definition` in one file.

    Raises:
        InputError: unreadable or too large, a column or figure that is not there, a value that is no number or stands there
            twice; each with its line. The base area that a figure needs is not in the file.
    """
    name = str(path)
    rows = _rows(_text(path), name)
    header = next(rows, None)
    if header is None:
        raise input_error(name, "het bestand is leeg.", "Exporteer de tabel opnieuw, met een kopregel.")
    table = _Reading(name, definition).read(header, rows)
    _need_base(table, definition)
    return table


def _text(path: Path) -> str:
    name = str(path)
    try:
        if path.is_dir():
            raise input_error(name, "dit is een map, geen bestand.", "Geef het pad van een CSV-bestand op.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise input_error(name, "het bestand bestaat niet.", "Controleer de naam en de map.") from None
    except OSError as error:
        raise input_error(name, f"het bestand is niet te lezen ({error.strerror}).", "Controleer het pad.") from None
    if len(raw) > MAX_BYTES:
        raise input_error(name, f"het bestand is groter dan {MAX_BYTES / 1e6:.0f} MB.", "Haal weg wat de index niet nodig heeft.")
    if raw.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")) or b"\0" in raw[:4096]:
        raise input_error(name, "dit is geen CSV-bestand.", "Sla het blad in Excel op als 'CSV UTF-8' en geef dat bestand op.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[_Row]:
    """The rows that hold anything, each with the line it ends on."""
    first = text.partition("\n")[0]
    between = max((";", "\t", ","), key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if max(map(len, cells)) > MAX_CELL:
                    raise csv.Error("long")
                yield _Row(reader.line_num, cells)
    except csv.Error:
        place = Place(name, reader.line_num or 1, 1)
        remedy = "Kijk op deze regel naar aanhalingstekens; exporteer de tabel anders opnieuw als CSV."
        raise InputError([Fault(place, "hier is de tabel niet te lezen.", remedy)]) from None


class _Reading:
    """One reading of a table: collects values and faults row by row."""

    def __init__(self, name: str, definition: IndexDefinition) -> None:
        self.name = name
        self.definition = definition
        self.columns = definition.columns
        self.wanted = {_plain(figure.column or figure.id): figure.id for figure in definition.figures}
        self.values: dict[tuple[str, int, str], float] = {}
        self.lines: dict[tuple[str, int, str], int] = {}
        self.places: dict[tuple[str, int], None] = {}
        self.areas: dict[str, str] = {}
        self.spelled = {_plain(definition.base.area): definition.base.area}
        self.faults: list[Fault] = []
        self.mark: tuple[str, int] | None = None

    def read(self, header: _Row, rows: Iterator[_Row]) -> FigureTable:
        heads = [_plain(cell) for cell in header.cells]
        area, year = self._column(heads, header, self.columns.area), self._column(heads, header, self.columns.year)
        if self.columns.figure is not None and self.columns.value is not None:
            figure, value = self._column(heads, header, self.columns.figure), self._column(heads, header, self.columns.value)
            cells = self._tidy(rows, len(heads), area, year, figure, value)
        else:
            found = {self._column(heads, header, column): id_ for column, id_ in self._wide()}
            cells = self._columns(rows, len(heads), area, year, found)
        if self.faults:
            raise InputError(self.faults)
        for line, where, when, id_, text in cells:
            self._take(line, where, when, id_, text)
        self._absent()
        if self.faults:
            raise InputError(self.faults)
        return FigureTable(self.name, self.values, tuple(self.areas.values()), tuple(self.places))

    def _wide(self) -> Iterable[tuple[str, str]]:
        return ((figure.column or figure.id, figure.id) for figure in self.definition.figures)

    def _column(self, heads: list[str], header: _Row, column: str) -> int:
        """The place of a column; a fault when it is not there, or twice."""
        count = heads.count(_plain(column))
        if count != 1:
            told = f"de kolom '{column}' {'ontbreekt' if count == 0 else 'staat er twee keer'}."
            known = [cell.strip() for cell in header.cells if cell.strip()]
            remedy = _hint(column, known) if count == 0 else "Laat er één staan."
            why = f"De definitie '{self.definition.id}' vraagt die kolom."
            self._refuse(header.line, told, remedy, why)
            return 0
        return heads.index(_plain(column))

    def _tidy(
        self, rows: Iterator[_Row], width: int, area: int, year: int, figure: int, value: int
    ) -> Iterator[tuple[int, str, str, str, str]]:
        for row in rows:
            if self._whole(row, width):
                id_ = self.wanted.get(_plain(row.cells[figure]))
                if id_ is not None:
                    yield row.line, row.cells[area], row.cells[year], id_, row.cells[value]

    def _columns(
        self, rows: Iterator[_Row], width: int, area: int, year: int, found: dict[int, str]
    ) -> Iterator[tuple[int, str, str, str, str]]:
        for row in rows:
            if self._whole(row, width):
                for at, id_ in found.items():
                    yield row.line, row.cells[area], row.cells[year], id_, row.cells[at]

    def _whole(self, row: _Row, width: int) -> bool:
        if len(row.cells) == width:
            return True
        told = f"deze regel heeft {len(row.cells)} velden, en de kopregel {width}."
        remedy = "Zet velden met een komma erin tussen aanhalingstekens, of exporteer met een puntkomma."
        self._refuse(row.line, told, remedy)
        return False

    def _refuse(self, line: int, what: str, remedy: str, why: str = "") -> None:
        """Keep a fault; when there are more than are ever shown, stop reading."""
        self.faults.append(Fault(Place(self.name, line, 1), what, remedy, why))
        if len(self.faults) > InputError.shown:
            raise InputError(self.faults)

    def _take(self, line: int, where: str, when: str, id_: str, text: str) -> None:
        """Keep one value, or say why it cannot be."""
        if not _YEAR.fullmatch(when.strip()):
            self._refuse(line, f"'{when.strip()}' is geen jaar.", "Schrijf een jaar als 2024.")
            return
        if not where.strip():
            self._refuse(line, "het gebied is leeg.", "Vul in over welk gebied deze regel gaat.")
            return
        area = self.areas.setdefault(_plain(where), self.spelled.get(_plain(where), " ".join(where.split())))
        year = int(when)
        self.places.setdefault((area, year))
        key = (area, year, id_)
        if key in self.lines:
            told = f"'{id_}' staat er voor {area} in {year} twee keer (eerder op regel {self.lines[key]})."
            self._refuse(line, told, "Laat de juiste staan.")
            return
        self.lines[key] = line
        if text.strip().lower() in _NO_VALUE:
            return
        number = self._number(text.strip(), line)
        if number is None:
            return
        if number < 0:
            told = f"bij '{id_}' staat {text.strip()}, en een cijfer is hier niet kleiner dan nul."
            self._refuse(line, told, "Controleer het getal in de bron.")
        elif number > _LARGEST or 0 < number < _SMALLEST:
            self._refuse(line, f"bij '{id_}' staat {text.strip()[:40]}; dat kan niet kloppen.", "Controleer de bron.")
        else:
            self.values[key] = number

    def _number(self, text: str, line: int) -> float | None:
        if not _NUMBER.fullmatch(text):
            told = f"'{text[:40]}' is geen getal."
            remedy = "Schrijf een getal zonder punten voor duizendtallen; laat de cel leeg als er geen waarde is."
            self._refuse(line, told, remedy)
            return None
        for mark, other in ((".", ","), (",", ".")):
            if mark in text:
                if self.mark and self.mark[0] == other:
                    told = f"'{text}' heeft een '{mark}', en op regel {self.mark[1]} staat een getal met een '{other}'."
                    why = "Zo is niet te zien welk teken de decimalen begint."
                    remedy = "Gebruik één decimaalteken, en geen teken voor duizendtallen."
                    self._refuse(line, told, remedy, why)
                    return None
                self.mark = self.mark or (mark, line)
        return float(text.replace(",", "."))

    def _absent(self) -> None:
        """A figure of the definition of which the file holds nothing: most often another name."""
        seen = {id_ for _, _, id_ in self.lines}
        for figure in self.definition.figures:
            if figure.id not in seen and not self.faults:
                told = f"het cijfer '{figure.column or figure.id}' komt in dit bestand niet voor."
                remedy = "Controleer hoe het daar heet en zet die naam in de definitie bij 'column'."
                self.faults.append(Fault(Place(self.name), told, remedy))


def _plain(text: str) -> str:
    """A name as it is compared: without case and superfluous spaces."""
    return " ".join(text.split()).casefold()


def _hint(name: str, known: Sequence[str]) -> str:
    """What may be meant; of a long list only the nearest are named."""
    if len(known) <= _LISTED:
        return nearest(name, known)
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    meant = " of ".join(f"'{one}'" for one in close)
    return f"Bedoelde u {meant}?" if close else f"Schrijf de naam zoals in het bestand, bijvoorbeeld '{known[0]}'."


def _need_base(table: FigureTable, definition: IndexDefinition) -> None:
    needing = [figure.id for figure in definition.figures if figure.scale == "raw" and figure.base is None]
    base = definition.base
    if needing and (base.area, base.year) not in table.places:
        told = f"het basisgebied '{base.area}' staat niet in dit bestand voor {base.year}."
        why = f"Zonder is '{needing[0]}' niet tot een index te maken."
        remedy = "Voeg die regels toe, of zet in de definitie bij elk cijfer 'base: {value: ..., source: ...}'."
        raise input_error(table.file, told, remedy, why)
