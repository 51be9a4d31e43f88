"""Counts per kind, municipality and year, gathered from one or more files; months become years only when all twelve are there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.errors import Fault, InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbv_rules.findings.police.periods import Period
    from kbv_rules.model.open_data import Counted


class Kind(NamedTuple):
    """A kind of crime or nuisance: which of the two, and its code."""

    counts: Counted
    code: str


class Origin(NamedTuple):
    """Where counts come from: the file, and the number of the table where that is known."""

    file: str
    table: str | None


class PoliceCounts:
    """What the files hold. `values[kind][municipality][year]` is a whole number of registrations.

    `left_out[(kind, municipality, year)]` says how many months there were of a year that is not complete;
    `unknown_kinds` and `unknown_regions` are what no code or name is known for.
    """

    def __init__(self) -> None:
        self.values: dict[Kind, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        self.origins: dict[tuple[Kind, int], Origin] = {}
        self.left_out: dict[tuple[Kind, str, int], int] = {}
        self.provisional: set[int] = set()
        self.definitive: set[int] = set()
        self.unknown_kinds: set[str] = set()
        self.unknown_regions: set[str] = set()
        self._from: dict[tuple[Kind, str, int], str] = {}
        self._months: dict[tuple[Kind, str, int], dict[int, int | None]] = {}
        self._faults: list[Fault] = []

    def add(self, kind: Kind, region: str, period: Period, count: int | None, origin: Origin, line: int | None = None) -> None:
        """Keep one count; None is a missing value."""
        key = (kind, region, period.year)
        if period.month is not None:
            months = self._months.setdefault(key, {})
            if months.get(period.month, count) != count:
                self._differs(key, str(months[period.month]), str(count), origin, origin.file, line)
            months[period.month] = count
            self.origins.setdefault((kind, period.year), origin)
            return
        if count is None:
            self.left_out.setdefault(key, 0)
            return
        known = self.values[kind][region].get(period.year)
        if known is not None and known != count:
            self._differs(key, str(known), str(count), origin, self._from[key], line)
        self.values[kind][region][period.year] = count
        self._from[key] = origin.file
        self.origins.setdefault((kind, period.year), origin)

    def add_months(self, kind: Kind, region: str, year: int, total: int, months: int, origin: Origin) -> None:
        """Keep a year of which `months` months are there, `total` together."""
        if months == 12:
            self.values[kind][region].setdefault(year, total)
            self._from.setdefault((kind, region, year), origin.file)
        else:
            self.left_out.setdefault((kind, region, year), months)
        self.origins.setdefault((kind, year), origin)

    def close(self) -> None:
        """Make years of months, and refuse what the files say in two ways.

        Raises:
            InputError: one count stands twice, with two values.
        """
        for key, months in self._months.items():
            kind, region, year = key
            counted = [count for count in months.values() if count is not None]
            if year in self.values[kind][region]:
                continue
            self.add_months(kind, region, year, sum(counted), len(counted), Origin(*self.origins[kind, year]))
        self._months.clear()
        if self._faults:
            raise InputError(self._faults)

    def _differs(self, key: tuple[Kind, str, int], known: str, count: str, origin: Origin, before: str, line: int | None) -> None:
        kind, region, year = key
        other = "eerder in dit bestand" if before == origin.file else f"in {before}"
        self._faults.append(
            Fault(
                Place(origin.file, line, 1) if line else Place(origin.file),
                f"soort {kind.code} van {region} in {year} is hier {count} en {other} {known}.",
                "Geef van deze tabel alleen de nieuwste download op.",
                "Het ene bestand is waarschijnlijk later bijgewerkt dan het andere.",
            )
        )

    @property
    def kinds(self) -> list[Kind]:
        """Every kind with at least one count, crimes first, by code."""
        return sorted((kind for kind, held in self.values.items() if held), key=lambda kind: (kind.counts, by_number(kind.code)))

    @property
    def years(self) -> list[int]:
        return sorted({year for held in self.values.values() for years in held.values() for year in years})

    @property
    def regions(self) -> set[str]:
        return {region for held in self.values.values() for region, years in held.items() if years}

    def of(self, kind: Kind, region: str) -> Mapping[int, int]:
        """The counts of one kind in one municipality by year."""
        held = self.values.get(kind)
        return held.get(region, {}) if held else {}

    def sums(self, kind: Kind, regions: Iterable[str]) -> dict[int, int]:
        """The counts of several municipalities together, for the years that all of them have."""
        series = [self.of(kind, region) for region in regions]
        years = set(series[0]).intersection(*series[1:]) if series else set()
        return {year: sum(one[year] for one in series) for year in sorted(years)}


def by_number(code: str) -> tuple[tuple[int, str], ...]:
    """Codes in the order of their numbers: 2.6.9 before 2.6.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in code.split("."))
