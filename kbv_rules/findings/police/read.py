"""Reads files of police open data, each told apart by what is in it, into counts per kind, municipality and year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbv_rules.errors import Fault, InputError, Place, input_error
from kbv_rules.findings.police.counts import Origin, PoliceCounts
from kbv_rules.findings.police.labels import Labels, number
from kbv_rules.findings.police.layouts import Columns, find_columns
from kbv_rules.findings.police.statline import header_line, read_statline
from kbv_rules.findings.police.text_file import Line, TextFile, delimiter, open_text, rows, table

if TYPE_CHECKING:
    from kbv_rules.findings.police.municipalities import Gazetteer
    from kbv_rules.knowledge.base import Knowledge

_TABLE = re.compile(r"(?<![0-9A-Za-z])([0-9]{5}[A-Za-z]{3})(?![A-Za-z0-9])")
_YES = ("j", "ja", "true", "1", "voorlopig")
# OData gives at most ten thousand rows at a time; a file far beyond that was made by a program, which can write CSV.
_MAX_JSON = 32_000_000


def read_police(paths: Sequence[Path], knowledge: Knowledge, gazetteer: Gazetteer) -> PoliceCounts:
    """The counts in one or more files together.

    Raises:
        InputError: a file that is no such table, a number that is none, or files that contradict each other.
    """
    counts = PoliceCounts()
    for path in paths:
        _Reading(path, counts, Labels(knowledge, gazetteer), knowledge).read()
    counts.close()
    return counts


class _Reading:
    """One reading of one file."""

    def __init__(self, path: Path, counts: PoliceCounts, labels: Labels, knowledge: Knowledge) -> None:
        self.path = path
        self.name = str(path)
        self.counts = counts
        self.labels = labels
        self.tables = {table.id.upper(): table for table in knowledge.catalogue.police.tables}
        self.table = _table_number(f"{path.parent.name}/{path.name}")
        self.faults: list[Fault] = []
        self.taken = 0

    def read(self) -> None:
        file = open_text(self.path)
        if file.start.lstrip()[:1] in ("{", "["):
            header, lines = self._json(file)
            self._table(header, lines)
        elif header_line(file.start) is not None:
            self._statline(file)
        elif file.is_bulk:
            self._bulk(file)
        else:
            self._table(*table(file))
        if self.faults:
            raise InputError(self.faults)
        self._judge()

    @staticmethod
    def _header(start: str) -> str:
        return next(line for line in start.splitlines() if line.strip())

    def _table(self, header: Line, lines: Iterable[Line]) -> None:
        """A table with a row per count."""
        columns = self._columns(header)
        origin = Origin(self.name, self.table)
        width = len(header.fields)
        for line in lines:
            fields = line.fields
            if len(fields) != width:
                if len(fields) == 1 and fields[0].startswith(("Bron", "©")):
                    continue
                self._fault(
                    line.number,
                    f"deze regel heeft {len(fields)} velden, en de kopregel {width}.",
                    "Gebruik in het hele bestand hetzelfde scheidingsteken; download de tabel anders opnieuw.",
                )
                continue
            self._row(fields, columns, origin, line.number)

    def _row(self, fields: list[str], at: Columns, origin: Origin, line: int) -> None:
        region = self.labels.region(fields[at.region], fields[at.name] if at.name is not None else "")
        if region is None:
            return
        kind = self.labels.kind(at.counts, fields[at.kind])
        if kind is None:
            return
        period = self.labels.period(fields[at.period])
        if period is None:
            self._bad_period(fields[at.period], line)
            return
        try:
            count = number(fields[at.value])
        except ValueError:
            self._bad_number(fields[at.value], line)
            return
        if at.provisional is not None:
            flagged = fields[at.provisional].strip().lower() in _YES
            (self.counts.provisional if flagged else self.counts.definitive).add(period.year)
        elif period.provisional:
            self.counts.provisional.add(period.year)
        self.counts.add(kind, region, period, count, origin, line)
        self.taken += 1

    def _columns(self, header: Line) -> Columns:
        found = find_columns(header.fields, Place(self.name, header.number, 1))
        if isinstance(found, Columns):
            return found
        if self.table and self.table.upper() not in self.tables:
            raise self._other_table()
        if len(found) > 1:  # one column with another name is a header that changed; with more it is another table
            raise self._other_table(why=" ".join([*(f"I{fault.what[1:]}" for fault in found), found[0].why]))
        raise InputError(found)

    def _json(self, file: TextFile) -> tuple[Line, Iterator[Line]]:
        """The rows of an OData answer: a list of objects, or one under 'value'."""
        if file.size > _MAX_JSON:
            raise input_error(
                self.path, f"dit JSON-bestand is groter dan {_MAX_JSON / 1e6:.0f} MB.", "Download de tabel als CSV."
            )
        try:
            content: Any = json.loads(file.text().lstrip("\ufeff"))
        except (json.JSONDecodeError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            place = Place(self.name, line, getattr(error, "colno", 1))
            raise InputError([Fault(place, "dit is geen geldige JSON.", "Download de tabel opnieuw, of neem de CSV.")]) from None
        if isinstance(content, dict):
            self.table = _table_number(str(content.get("odata.metadata") or content.get("@odata.context") or "")) or self.table
            content = content.get("value", content)
        items = [item for item in content if isinstance(item, dict)] if isinstance(content, list) else []
        if not items:
            raise input_error(
                self.path, "in dit JSON-bestand staat geen lijst met cijfers.", "Vraag het onderdeel TypedDataSet op bij OData."
            )
        header = list(dict.fromkeys(key for item in items[:50] for key in item))
        return Line(1, header), (
            Line(number, ["" if item.get(key) is None else str(item[key]) for key in header])
            for number, item in enumerate(items, start=1)
        )

    def _statline(self, file: TextFile) -> None:
        if file.is_bulk:
            raise input_error(
                self.path, "dit bestand van StatLine is te groot.", "Download de tabel via 'Onbewerkte dataset (CSV)'."
            )
        between = delimiter(header_line(file.start) or "")
        found = read_statline(list(rows(file, between)), self.name)
        self.table = self.table or next((table.id for table in self.tables.values() if found.title.startswith(table.name)), None)
        origin = Origin(self.name, self.table)
        for cell in found.cells:
            region, kind = self.labels.region(cell.region), self.labels.kind(found.counts, cell.kind)
            if region is None or kind is None:
                continue
            period = self.labels.period(cell.period)
            if period is None:
                self._bad_period(cell.period, cell.line)
                continue
            try:
                count = number(cell.value)
            except ValueError:
                self._bad_number(cell.value, cell.line)
                continue
            if period.provisional:
                self.counts.provisional.add(period.year)
            self.counts.add(kind, region, period, count, origin, cell.line)
            self.taken += 1

    def _bulk(self, file: TextFile) -> None:
        from kbv_rules.findings.police.bulk import read_bulk

        line = self._header(file.start)
        between = delimiter(line)
        header = Line(1, [name.strip().strip('"') for name in line.split(between)])
        columns = self._columns(header)
        found = read_bulk(file, between, columns)
        if found.bad:
            for row, value, is_number in found.bad:
                (self._bad_number if is_number else self._bad_period)(value, row)
            return
        origin = Origin(self.name, self.table)
        self.labels.neighbourhoods = found.neighbourhoods
        for label, region, year, monthly, total, periods in found.years:
            kind, code = self.labels.kind(columns.counts, label), self.labels.region(region)
            if kind is None or code is None:
                continue
            if monthly:
                self.counts.add_months(kind, code, year, total, periods, origin)
            else:
                self.counts.values[kind][code][year] = total
                self.counts.origins.setdefault((kind, year), origin)
            self.taken += 1

    def _judge(self) -> None:
        """Whether this was a table of the police with municipalities in it.

        Raises:
            InputError: it was not.
        """
        self.counts.unknown_kinds |= self.labels.unknown_kinds
        self.counts.unknown_regions |= self.labels.unknown_regions
        if self.taken:
            return
        if self.labels.unknown_kinds:
            raise self._other_table(sorted(self.labels.unknown_kinds)[0])
        if self.labels.neighbourhoods:
            raise input_error(
                self.path,
                "dit bestand telt per wijk of buurt, en een advies gaat over een gemeente.",
                "Download dezelfde tabel met de regels van de gemeenten erbij (codes die met GM beginnen).",
                "Buurten optellen kan niet: een deel van de misdrijven heeft geen buurt.",
            )
        known = f" Niet herkend: {', '.join(sorted(self.labels.unknown_regions)[:5])}." if self.labels.unknown_regions else ""
        raise input_error(
            self.path,
            f"in dit bestand staat geen enkele gemeente.{known}",
            "Download de tabel met gemeenten, als code (GM0715) of met de naam van het CBS.",
        )

    def _other_table(self, kind: str | None = None, why: str = "") -> InputError:
        told = f"dit is tabel {self.table}" if self.table else "dit is een andere tabel"
        why = f"De soorten zijn die van een andere indeling, zoals '{kind}'." if kind else why
        fitting = ", ".join(table.id for table in self.tables.values())
        return input_error(
            self.path,
            f"{told}, en daaruit zijn geen bevindingen te maken.",
            f"Download bij data.politie.nl een van deze tabellen: {fitting}.",
            why,
        )

    def _bad_period(self, text: str, line: int) -> None:
        self._fault(line, f"'{text.strip()[:40]}' is geen jaar of maand.", "Download de tabel per jaar of per maand.")

    def _bad_number(self, text: str, line: int) -> None:
        text = text.strip()[:40]
        why = ""
        if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", text):
            why = "Het kan een duizendtal zijn, en ook een breuk."
        elif re.fullmatch(r"[0-9]+[.,][0-9]+", text):
            why = "Een cijfer per 1.000 inwoners rekent kbv zelf uit."
        self._fault(
            line,
            f"'{text}' is geen aantal.",
            "Een aantal is een heel getal, zonder punt of komma; neem de onbewerkte download.",
            why,
        )

    def _fault(self, line: int, what: str, remedy: str, why: str = "") -> None:
        self.faults.append(Fault(Place(self.name, line, 1), what, remedy, why))
        if len(self.faults) > InputError.shown:
            raise InputError(self.faults)


def _table_number(text: str) -> str | None:
    found = _TABLE.search(text.replace("_", "/"))
    return found[1].upper() if found else None
