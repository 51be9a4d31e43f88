"""Comparable municipalities, and the level of a figure among them: the median rate per 1,000 inhabitants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.police.counts import Kind, PoliceCounts
    from kbv_rules.findings.police.population import Population
    from kbv_rules.model.comparison import Comparison, Manner

# A rate is written with so many decimals, and with no fewer digits than that when it is small.
_DECIMALS = 3


class Peers(NamedTuple):
    """The other municipalities a municipality is compared with; `low` and `high` bound the size class, when it is one."""

    codes: tuple[str, ...]
    manner: Manner
    low: int | None = None
    high: int | None = None


class Level(NamedTuple):
    """The rate per 1,000 of the peers, and what they are called."""

    value: float
    group: str


class Comparing:
    """Compares within what the files hold. Peers are chosen among all municipalities and looked up in the files after that."""

    def __init__(self, counts: PoliceCounts, population: Population, rules: Comparison) -> None:
        self.counts = counts
        self.population = population
        self.rules = rules
        self._peers: dict[tuple[str, Manner, int], Peers] = {}
        self._rates: dict[tuple[Kind, tuple[int, ...]], dict[str, float]] = {}

    def peers(self, code: str, manner: Manner, year: int) -> Peers:
        """The municipalities comparable with `code` by population in `year` (or the nearest year known)."""
        key = (code, manner, year)
        if key not in self._peers:
            sizes = {one: size for one, years in self.population.inhabitants.items() if (size := _nearest(years, year))}
            self._peers[key] = self._find(code, manner, sizes)
        return self._peers[key]

    def _find(self, code: str, manner: Manner, sizes: dict[str, int]) -> Peers:
        own = sizes.get(code)
        if own is None:
            return Peers((), manner)
        if manner == "alike":
            others = sorted((one for one in sizes if one != code), key=lambda one: (abs(sizes[one] - own), one))
            return Peers(tuple(sorted(others[: self.rules.most_alike])), manner)
        bounds = self.rules.size_classes
        place = bisect_right(bounds, own)
        low, high = (bounds[place - 1] if place else None), (bounds[place] if place < len(bounds) else None)
        same = sorted(one for one, size in sizes.items() if one != code and bisect_right(bounds, size) == place)
        return Peers(tuple(same), manner, low, high)

    def there(self, kind: Kind, peers: Peers, years: Sequence[int]) -> list[str]:
        """The peers of which count and population are known in all these years."""
        rates = self.rates(kind, years)
        return [code for code in peers.codes if code in rates]

    def rates(self, kind: Kind, years: Sequence[int]) -> dict[str, float]:
        """The mean rate per 1,000 of these years, of every municipality of which they are all known."""
        key = (kind, tuple(years))
        if key not in self._rates:
            found = self._rates[key] = {}
            for code, values in self.counts.values.get(kind, {}).items():
                people = self.population.of(code)
                if all(year in values and people.get(year) for year in years):
                    found[code] = sum(values[year] * 1000 / people[year] for year in years) / len(years)
        return self._rates[key]

    def level(self, kind: Kind, peers: Peers, years: Sequence[int]) -> Level | None:
        """The median over the peers of the mean rate of these years; None with too few of them, or no case among all.

        Where the median is zero, the rate of all peers together.
        """
        codes = self.there(kind, peers, years)
        if len(codes) < self.rules.fewest:
            return None
        group = self._group(peers, len(codes))
        rates = self.rates(kind, years)
        middle = median(rates[code] for code in codes)
        if middle > 0:
            return Level(shortened(middle), group)
        cases = sum(self.counts.of(kind, code)[year] for code in codes for year in years)
        people = sum(self.population.of(code)[year] for code in codes for year in years)
        if not cases:
            return None
        return Level(shortened(cases * 1000 / people), fill(self.rules.texts.together, {"group": group}))

    def _group(self, peers: Peers, number: int) -> str:
        texts = self.rules.texts
        if peers.manner == "alike":
            return fill(texts.alike, {"number": number})
        if peers.low is None:
            return fill(texts.size_below, {"number": number, "high": peers.high})
        if peers.high is None:
            return fill(texts.size_above, {"number": number, "low": peers.low})
        return fill(texts.size_between, {"number": number, "low": peers.low, "high": peers.high})


def shortened(rate: float) -> float:
    """A rate with three decimals, or with three digits when it is small."""
    rounded = round(rate, _DECIMALS)
    return rounded if rate >= 10 ** (1 - _DECIMALS) * 10 else float(f"{rate:.{_DECIMALS}g}")


def _nearest(years: dict[int, int], year: int) -> int | None:
    """Inhabitants in the year, or in the last known before it, or else the first after it."""
    before = [known for known in years if known <= year]
    chosen = max(before) if before else min(years, default=None)
    return years[chosen] if chosen is not None else None
