"""Average population per municipality and year, in the borders of today: what comes along, or a file of the user's own.

Counts of the police stand in today's borders for all years; population does not. What went into a municipality as a whole is
added up; of one that was split only the whole parts count, and the year is marked as approximated.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError, Place, input_error
from kbv_rules.findings.police.periods import parse_period
from kbv_rules.findings.police.text_file import Line, open_text, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.findings.police.municipalities import Gazetteer

SOURCE = "CBS, tabel 70072ned (CC BY 4.0)"

_CODE = re.compile(r"GM[0-9]{4}")
_MOST = 20_000_000


@dataclass(slots=True)
class Population:
    """`inhabitants[code][year]`; `summed` and `approximated` are the (code, year) that were put together from predecessors."""

    source: str
    names: dict[str, str] = field(default_factory=dict)
    inhabitants: dict[str, dict[int, int]] = field(default_factory=dict)
    summed: set[tuple[str, int]] = field(default_factory=set)
    approximated: set[tuple[str, int]] = field(default_factory=set)

    def of(self, code: str) -> dict[int, int]:
        """Inhabitants by year; empty when nothing is known."""
        return self.inhabitants.get(code, {})


def shipped_population() -> Population:
    """The population that comes with kbv-rules: 342 municipalities in the borders of 2024, from 2012. Source: CBS, 70072ned."""
    found = Population(SOURCE)
    with (data_folder("knowledge") / "open_data" / "population.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        years = [int(year) for year in next(reader)[4:]]
        for code, name, approximated, summed, *counts in reader:
            found.names[code] = name
            found.inhabitants[code] = {year: int(count) for year, count in zip(years, counts, strict=True)}
            found.approximated.update((code, year) for year in years if approximated and year <= int(approximated))
            found.summed.update((code, year) for year in years if summed and year <= int(summed))
    return found


def read_population(path: Path, gazetteer: Gazetteer) -> Population:
    """Population from a file of the user's own, put in today's borders where the file is in those of each year.

    A row per municipality and year, with a column for the code, the year and the number of inhabitants (or the layout of CBS
    table 70072ned). Any name of these columns that says what it is will do.

    Raises:
        InputError: a column is missing, or a number is none; each with its line.
    """
    file = open_text(path)
    if file.is_bulk:
        raise input_error(path, "dit bestand is te groot voor een tabel met inwoners.", "Beperk de download tot gemeenten.")
    header, lines = table(file)
    code, year, count = _columns(header, path)
    raw: dict[str, dict[int, int]] = {}
    faults: list[Fault] = []
    for line in lines:
        region = line.fields[code].strip() if len(line.fields) > code else ""
        if not _CODE.fullmatch(region) or len(line.fields) <= max(year, count):
            continue
        period, number = parse_period(line.fields[year]), _number(line.fields[count])
        if period is None or period.month is not None:
            continue
        if number is None:
            if line.fields[count].strip() not in ("", "."):
                told = f"'{line.fields[count].strip()}' is geen aantal inwoners."
                faults.append(Fault(Place(str(path), line.number, 1), told, "Schrijf een heel getal, zonder punt of komma."))
            continue
        raw.setdefault(region, {})[period.year] = number
    if faults:
        raise InputError(faults)
    if not raw:
        raise input_error(path, "in dit bestand staat van geen enkele gemeente het inwonertal.", "Gebruik codes als GM0715.")
    return in_borders_of_today(raw, gazetteer, path.name)


def in_borders_of_today(raw: dict[str, dict[int, int]], gazetteer: Gazetteer, source: str) -> Population:
    """Population in the borders of each year, put in those of today: predecessors that went in whole are added."""
    found = Population(source, dict(gazetteer.names))
    for code in gazetteer.names:
        whole, parts = gazetteer.predecessors(code), gazetteer.parts(code)
        own = found.inhabitants.setdefault(code, {})
        for year in sorted({year for part in (code, *whole) for year in raw.get(part, {})}):
            pieces = [raw[part][year] for part in (code, *whole) if year in raw.get(part, {})]
            own[year] = sum(pieces)
            if any(year in raw.get(part, {}) for part in whole):
                found.summed.add((code, year))
            if any(year in raw.get(part, {}) for part in parts):
                found.approximated.add((code, year))
    found.inhabitants = {code: years for code, years in found.inhabitants.items() if years}
    return found


def _columns(header: Line, path: Path) -> tuple[int, int, int]:
    names = [re.sub(r"[^a-z]", "", name.lower()) for name in header.fields]
    found = [
        _first(names, ("gemeentecode", "regios", "regiocode", "code")),
        _first(names, ("jaar", "perioden", "periode")),
        next(_counting(names), None),
    ]
    for position, what in zip(found, ("de gemeentecode", "het jaar", "het aantal inwoners"), strict=True):
        if position is None:
            told = f"in de kopregel staat geen kolom met {what}."
            raise InputError(
                [Fault(Place(str(path), header.number, 1), told, "Noem de kolommen gemeentecode, jaar en inwoners.")]
            )
    code, year, count = found
    assert code is not None and year is not None and count is not None
    return code, year, count


def _first(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _counting(names: list[str]) -> Iterator[int]:
    """Columns that count people, averages first."""
    counting = [index for index, name in enumerate(names) if "inwoner" in name or "bevolking" in name]
    yield from (index for index in counting if "gemiddeld" in names[index])
    yield from counting


def _number(text: str) -> int | None:
    text = text.strip()
    whole = re.fullmatch(r"([0-9]{1,8})(?:[.,]0+)?", text)
    return int(whole[1]) if whole and 0 < int(whole[1]) <= _MOST else None
