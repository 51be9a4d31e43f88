"""Reads an export of StatLine: a title, what was selected, header lines with subject and periods, then a row per region.

The columns stand for whatever was put there (years, kinds), so every header line is read as a dimension of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbv_rules.errors import Fault, InputError, Place
from kbv_rules.findings.police.layouts import KINDS, PERIODS, REGIONS, key_of
from kbv_rules.findings.police.text_file import Line
from kbv_rules.model.open_data import Counted

_SUBJECT = "onderwerp"
_UNIT = "aantal"
_COUNTED = ("geregistreerde misdrijven", "geregistreerde overlast", "totaal registraties", "geregistreerde registraties")
_HEADER_LINES = 25


class Cell(NamedTuple):
    """One number with the labels it stands under, and its line."""

    kind: str
    region: str
    period: str
    value: str
    line: int


class StatLine(NamedTuple):
    """What an export holds."""

    title: str
    counts: Counted
    cells: Iterator[Cell]


def header_line(start: str) -> str | None:
    """The line headed 'Onderwerp' by which an export of StatLine is told; None in any other file."""
    lines = start.splitlines()[:_HEADER_LINES]
    return next((line for line in lines if key_of(re.split(r"[;,\t|]", line, maxsplit=1)[0]) == _SUBJECT), None)


def read_statline(lines: Sequence[Line], name: str) -> StatLine:
    """
    Raises:
        InputError: the header says not what is counted, where or when.
    """
    first = next((index for index, line in enumerate(lines) if key_of(line.fields[0]) == _SUBJECT), None)
    if first is None:
        told = "de regel 'Onderwerp' is niet te lezen; er staat een aanhalingsteken te veel of te weinig."
        raise InputError([Fault(Place(name), told, "Exporteer de tabel opnieuw.")])
    last = next((index for index, line in enumerate(lines[first:], first) if _is_units(line.fields)), None)
    if last is None:
        raise _fault(
            name, lines[first], f"onder de kop staat geen regel met de eenheid '{_UNIT}'.", "Exporteer de tabel opnieuw."
        )
    fixed = _selected(lines[:first])
    rows = _row_labels(lines[last].fields)
    units = lines[last].fields
    above = {key_of(line.fields[0]): line.fields for line in lines[first:last]}
    wanted = [
        index
        for index in range(len(rows), len(units))
        if units[index].strip().lower() == _UNIT and _at(above[_SUBJECT], index).lower().startswith(_COUNTED)
    ]
    if not wanted:
        raise _fault(
            name, lines[first], "geen enkele kolom telt geregistreerde misdrijven of overlast.", "Kies dat onderwerp in StatLine."
        )
    kinds = next((key for key in KINDS if key in (*fixed, *rows, *above)), None)
    for what, keys in (("soort misdrijf of overlast", tuple(KINDS)), ("gemeenten", REGIONS), ("perioden", PERIODS)):
        if not any(key in (*fixed, *rows, *above) for key in keys):
            raise _fault(
                name, lines[first], f"de kop zegt niet welke {what} het zijn.", "Verander niets aan de kopregels van StatLine."
            )
    assert kinds is not None
    return StatLine(lines[0].fields[0].strip(), KINDS[kinds], _cells(lines[last + 1 :], wanted, rows, above, fixed))


def _cells(
    lines: Sequence[Line], wanted: list[int], rows: list[str], above: dict[str, list[str]], fixed: dict[str, str]
) -> Iterator[Cell]:
    def label(keys: Sequence[str], fields: list[str], column: int) -> str:
        for key in keys:
            if key in rows:
                return fields[rows.index(key)].strip()
            if key in above:
                return _at(above[key], column)
            if key in fixed:
                return fixed[key]
        return ""

    for line in lines:
        if len(line.fields) <= len(rows):
            continue  # the last line, which names the source
        for column in wanted:
            if column < len(line.fields):
                kind, region, period = (label(tuple(keys), line.fields, column) for keys in (KINDS, REGIONS, PERIODS))
                yield Cell(kind, region, period, line.fields[column], line.number)


def _is_units(fields: list[str]) -> bool:
    return len(fields) > 1 and fields[-1].strip().lower() == _UNIT


def _row_labels(fields: list[str]) -> list[str]:
    """The dimensions that stand in rows: the leading cells of the line with units that name one."""
    known = {*KINDS, *REGIONS, *PERIODS}
    found: list[str] = []
    for field in fields:
        if key_of(field) not in known:
            break
        found.append(key_of(field))
    return found


def _selected(lines: Sequence[Line]) -> dict[str, str]:
    """What was selected, a line each above the header: 'Soort misdrijf: Totaal misdrijven'."""
    found = {}
    for line in lines:
        key, colon, value = line.fields[0].partition(":")
        if colon:
            found[key_of(key)] = value.strip()
    return found


def _at(fields: list[str], index: int) -> str:
    return fields[index].strip() if index < len(fields) else ""


def _fault(name: str, line: Line, what: str, remedy: str) -> InputError:
    return InputError([Fault(Place(name, line.number, 1), what, remedy)])
