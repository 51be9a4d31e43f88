"""Opens a file of open data as text, whatever it was saved with: UTF-8 with or without a mark, UTF-16 or Windows-1252.

What is no text (a workbook, a zip, a PDF) is refused with what to do about it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kbv_rules.errors import Fault, InputError, Place, input_error

# A whole file of this size is read at once; beyond it only what is asked for, in a stream (see `bulk`).
MAX_WHOLE = 20_000_000
_START = 65_536

_OTHER_FORMATS = (
    (b"PK\x03\x04", "dit is een Excel-bestand of een zip, geen CSV.", "Pak een zip uit; sla een werkmap op als 'CSV UTF-8'."),
    (
        b"\xd0\xcf\x11\xe0",
        "dit is een oud Excel- of Word-bestand, geen CSV.",
        "Sla het op als 'CSV UTF-8' en geef dat bestand op.",
    ),
    (b"%PDF", "dit is een PDF, geen CSV.", "Download de tabel als CSV bij data.politie.nl."),
    (b"\x1f\x8b", "dit is een gezipt bestand (gzip), geen CSV.", "Pak het eerst uit."),
)


class TextFile(NamedTuple):
    """A file that holds text: how it is encoded, its size in bytes, and how it begins."""

    path: Path
    encoding: str
    size: int
    start: str

    @property
    def is_bulk(self) -> bool:
        return self.size > MAX_WHOLE

    def text(self) -> str:
        """All of it. Only for files that are not bulk."""
        return self.path.read_bytes().decode(self.encoding, errors="replace")


def open_text(path: Path) -> TextFile:
    """
    Raises:
        InputError: it is not there, may not be read, is empty, or holds no text.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise input_error(name, "dit is een map, geen bestand.", "Geef het pad van een CSV- of JSON-bestand op.")
        with path.open("rb") as file:
            raw = file.read(_START)
        size = path.stat().st_size
    except FileNotFoundError:
        raise input_error(name, "het bestand bestaat niet.", "Controleer de naam en de map.") from None
    except OSError as error:
        raise input_error(
            name, f"het bestand is niet te lezen ({error.strerror}).", "Controleer het pad en uw rechten."
        ) from None
    for magic, what, remedy in _OTHER_FORMATS:
        if raw.startswith(magic):
            raise input_error(name, what, remedy)
    encoding = _encoding(raw, path, size)
    start = raw.decode(encoding, errors="ignore").lstrip("\ufeff")
    if not start.strip():
        raise input_error(name, "het bestand is leeg.", "Download de tabel opnieuw.")
    if "\0" in start:
        raise input_error(name, "dit is geen tekstbestand.", "Download de tabel als CSV bij data.politie.nl.")
    if start.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise input_error(
            name, "dit is een webpagina of XML, geen tabel.", "Kies op data.politie.nl bij de tabel 'Download', en dan CSV."
        )
    return TextFile(path, encoding, size, start)


def _encoding(raw: bytes, path: Path, size: int) -> str:
    """UTF-16 by its mark, else UTF-8, else Windows-1252: what no UTF-8 is cannot be taken for it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    whole = raw if size <= len(raw) else path.read_bytes() if size <= MAX_WHOLE else raw[: raw.rfind(b"\n") + 1] or raw
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def delimiter(line: str) -> str:
    """What stands between the fields of a header line: the sign that occurs most outside quotes."""
    outside = "".join(line.split('"')[::2])
    return max((";", "\t", ",", "|"), key=outside.count)


class Line(NamedTuple):
    """The fields of one row and the number of the line it ends on."""

    number: int
    fields: list[str]


def rows(file: TextFile, between: str) -> Iterator[Line]:
    """The rows that hold anything.

    Raises:
        InputError: a quote that is not closed, or a field without end.
    """
    reader = csv.reader(io.StringIO(file.text(), newline=""), delimiter=between)
    try:
        for fields in reader:
            if fields and any(fields):
                yield Line(reader.line_num, fields)
    except csv.Error:
        place = Place(str(file.path), reader.line_num or 1, 1)
        raise InputError(
            [Fault(place, "hier is de tabel niet te lezen.", "Kijk op deze regel naar aanhalingstekens, of download opnieuw.")]
        ) from None


def table(file: TextFile) -> tuple[Line, Iterator[Line]]:
    """The header and the rows below it.

    Raises:
        InputError: there is no header.
    """
    between = delimiter(next(line for line in file.start.splitlines() if line.strip()))
    found = rows(file, between)
    header = next(found, None)
    if header is None:
        raise input_error(file.path, "in dit bestand staat geen enkele regel van een tabel.", "Download de tabel opnieuw.")
    return header, found
