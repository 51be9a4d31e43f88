"""Opens a workbook from a stranger: what stands in which cell, with nothing run, fetched or followed, within limits."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from kbv_rules.documents.archive import Archive
from kbv_rules.errors import Fault, InputError, Place, input_error
from kbv_rules.findings.formats import OLE
from kbv_rules.findings.workbook.scan import MAX_COLUMNS, MAX_ROWS, SheetScan, scan

MAX_BYTES = 20_000_000
MAX_SHEETS = 60

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AGAIN = "Open het in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx)."


class Cell(NamedTuple):
    """One cell: its value, and whether it is shown as a percentage, is a formula never worked out, or one that failed."""

    value: Any = None
    percent: bool = False
    pending: bool = False
    failed: bool = False


_EMPTY = Cell()


class Grid(NamedTuple):
    """One sheet: its rows from the top, empty ones too, and which cells were merged ('B7:B9')."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[str, ...]


def cell_name(row: int, column: int) -> str:
    """The name of a cell, 'D7' for row 7 and column 4."""
    return f"{get_column_letter(column)}{row}"


def cell_place(file: str, sheet: str, cell: str = "") -> Place:
    """Where something stands in a workbook, as its reader finds it."""
    return Place(f"{file}, blad {sheet}" + (f", cel {cell}" if cell else ""))


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook.

    Formulas count for the value that was worked out when it was saved; links to other files and macros are never followed.

    Raises:
        InputError: no workbook, another kind, locked, damaged, or larger than its limits.
    """
    _refuse_others(path)
    with Archive(path) as archive:
        _refuse_other_zips(path, archive)
        scans = scan(path, archive)
    try:
        with warnings.catch_warnings():  # openpyxl warns of what it leaves out; that is what we want
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        with contextlib.closing(book):
            if not book.worksheets:
                raise input_error(path, "in deze werkmap staan geen bladen die te lezen zijn.", _AGAIN)
            if len(book.worksheets) > MAX_SHEETS:
                raise input_error(path, f"de werkmap heeft meer dan {MAX_SHEETS} bladen.", "Haal weg wat er niet in hoort.")
            grids = []
            for sheet in book.worksheets:
                seen = scans.get(sheet.title, SheetScan())
                _refuse_far(path, sheet.title, seen.far)
                grids.append(Grid(sheet.title, _rows(sheet, seen.pending), tuple(seen.merged)))
    except InputError:
        raise
    except Exception as error:  # what a damaged workbook can make openpyxl do has no end
        raise input_error(path, "de werkmap is beschadigd of niet volledig.", _AGAIN) from error
    return grids


def _rows(sheet: Any, pending: set[str]) -> list[list[Cell]]:
    """The rows of a sheet up to the last that holds anything."""
    rows: list[list[Cell]] = []
    sheet.reset_dimensions()  # what a sheet says of its own size is not to be trusted
    last = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), 1):
        row = [_EMPTY if cell.value is None else _cell(cell) for cell in cells]
        rows.append(row)
        if any(cell is not _EMPTY for cell in row):
            last = number
    for name in pending - {""}:
        column, number = coordinate_from_string(name)
        position = column_index_from_string(column)
        if number <= MAX_ROWS and position <= MAX_COLUMNS:
            rows.extend([] for _ in range(number - len(rows)))
            rows[number - 1].extend([_EMPTY] * (position - len(rows[number - 1])))
            rows[number - 1][position - 1] = Cell(pending=True)
            last = max(last, number)
    return rows[:last]


def _refuse_far(path: Path, sheet: str, cell: str) -> None:
    """What stands far outside the form would not count, and a form of that size is none."""
    if cell:
        raise InputError(
            [
                Fault(
                    cell_place(str(path), sheet, cell),
                    f"hier staat iets buiten de eerste {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen.",
                    "Maak de cel leeg; hele bestanden met cijfers horen niet in dit formulier.",
                )
            ]
        )


def _cell(cell: Any) -> Cell:
    return Cell(cell.value, "%" in (cell.number_format or ""), failed=cell.data_type == "e")


# What is refused before anything is read


def _refuse_others(path: Path) -> None:
    """Files that are no zip: too large, locked with a password, the old kind of Excel, or something else altogether."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise input_error(
                path,
                f"het bestand is groter dan {MAX_BYTES // 10**6} MB.",
                "Haal afbeeldingen en bladen weg die er niet in horen.",
                "Een volledig ingevuld formulier is nog geen halve MB.",
            )
        raw = path.read_bytes()
    except PermissionError:
        raise input_error(path, "het bestand mag niet worden gelezen.", "Geef uzelf leesrechten op dit bestand.") from None
    except OSError as error:
        raise input_error(path, f"het bestand is niet te lezen ({error.strerror}).", "Controleer het pad.") from None
    if raw.startswith(OLE) and _ENCRYPTED in raw:
        raise input_error(
            path,
            "de werkmap is beveiligd met een wachtwoord en kan niet gelezen worden.",
            "Haal het wachtwoord eraf (Bestand > Info > Werkmap beveiligen > Versleutelen met wachtwoord) en sla opnieuw op.",
        )
    if raw.startswith(OLE):
        raise input_error(path, "dit is een werkmap in het oude formaat van Excel (.xls).", _AGAIN)
    if not raw:
        raise input_error(
            path, "het bestand is leeg.", "Maak een nieuw formulier met 'kbv findings template -o bevindingen.xlsx'."
        )
    if not raw.startswith(b"PK"):
        raise input_error(path, "dit is geen Excel-werkmap, al heet het bestand wel zo.", _AGAIN)


def _refuse_other_zips(path: Path, archive: Archive) -> None:
    names = archive.names()
    if "word/document.xml" in names:
        raise input_error(
            path,
            "dit is een Word-document.",
            "Lees een ingevuld rapport met 'kbv findings read'; dat maakt er een bevindingenbestand van.",
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise input_error(
            path,
            "in deze werkmap zitten macro's.",
            "Sla op als Excel-werkmap zonder macro's (.xlsx); het formulier heeft ze niet nodig.",
            "Macro's worden nooit uitgevoerd, en kunnen invullen wat u niet ziet.",
        )
    if "xl/workbook.bin" in names:
        raise input_error(path, "dit is een binaire werkmap (.xlsb).", _AGAIN)
    if "mimetype" in names and "content.xml" in names:
        raise input_error(path, "dit is een werkmap in het formaat van LibreOffice (.ods).", "Sla op als Excel-werkmap (.xlsx).")
    if "xl/workbook.xml" not in names:
        raise input_error(path, "dit is een zip-bestand, maar geen Excel-werkmap.", _AGAIN)


def filled(rows: list[list[Cell]]) -> Iterator[Cell]:
    """Every cell that holds something."""
    return (cell for cell in chain.from_iterable(rows) if cell.value is not None or cell.pending)
