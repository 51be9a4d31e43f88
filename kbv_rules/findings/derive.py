"""Facts that follow from a figure. One place, one formula each; the numbers in them come from `rules/derivation.yaml`.

Everything is turned so that higher is worse: a ratio above 1 is worse than comparable municipalities, a positive trend
is a deterioration. Worsening the last year never lowers a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbv_rules.model.findings import Figure
    from kbv_rules.model.judgement import Derivation


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """What a figure says. None means: cannot be derived, and `lacking` says why (names of inputs)."""

    latest_year: int
    latest: float
    years: int
    level: float | None
    level_ratio: float | None
    trend_per_year: float | None
    change: float | None
    peak_year: int
    small: bool
    pooled: bool
    lacking: tuple[str, ...]


def derive(figure: Figure, population: Mapping[int, int], rules: Derivation) -> FigureFacts:
    """The facts of one figure. `population` maps a year to inhabitants."""
    years = sorted(figure.values)
    latest = years[-1]
    lacking: list[str] = []
    small = is_small(figure, population, rules)
    pooled = small and figure.unit == "count" and len(years) >= rules.pooled_years
    level = level_of(figure, population, years[-rules.pooled_years :] if pooled else [latest])
    ratio = ratio_of(figure, level)
    if figure.benchmark is None:
        lacking.append("benchmark")
    elif level is None:
        lacking.append("population")
    trend = trend_of(figure, rules)
    if trend is None:
        lacking.append("years")
    peak = min(figure.values, key=lambda year: (-badness(figure, figure.values[year]), year))
    return FigureFacts(
        latest_year=latest,
        latest=figure.values[latest],
        years=len(years),
        level=level,
        level_ratio=ratio,
        trend_per_year=trend,
        change=change_of(figure),
        peak_year=peak,
        small=small,
        pooled=pooled,
        lacking=tuple(lacking),
    )


def badness(figure: Figure, value: float) -> float:
    """The value turned so that higher is worse."""
    return value if figure.direction == "lower_is_better" else -value


def is_small(figure: Figure, population: Mapping[int, int], rules: Derivation) -> bool:
    """Whether the counts are too small to judge one year by itself.

    Judged by what comparable municipalities would have (benchmark rate x population), or else by the years before the
    last: so that a worse last year never changes the way it is judged.
    """
    if figure.unit != "count":
        return False
    years = sorted(figure.values)
    if figure.benchmark is not None:
        if figure.benchmark.unit == "count":
            return figure.benchmark.value < rules.small_count
        inhabitants = _population(population, years[-1])
        if inhabitants is not None:
            return figure.benchmark.value * inhabitants / 1000 < rules.small_count
    before = [figure.values[year] for year in years[:-1]]
    return bool(before) and sum(before) / len(before) < rules.small_count


def level_of(figure: Figure, population: Mapping[int, int], years: list[int]) -> float | None:
    """The mean over `years`, in the unit of the benchmark: a count per 1,000 inhabitants where the benchmark is a rate."""
    if figure.benchmark is None or figure.benchmark.unit == figure.unit:
        return sum(figure.values[year] for year in years) / len(years)
    rates: list[float] = []
    for year in years:
        inhabitants = _population(population, year)
        if inhabitants is None:
            return None
        rates.append(figure.values[year] * 1000 / inhabitants)
    return sum(rates) / len(rates)


def ratio_of(figure: Figure, level: float | None) -> float | None:
    """Level divided by benchmark; the other way round where higher is better. Above 1 is worse."""
    if figure.benchmark is None or level is None:
        return None
    if figure.direction == "lower_is_better":
        return level / figure.benchmark.value
    return figure.benchmark.value / level if level > 0 else 1e6


def trend_of(figure: Figure, rules: Derivation) -> float | None:
    """Least-squares slope per year over the last `trend_years`, as a share of the mean; positive is worse.

    slope = sum((t - mean t)(y - mean y)) / sum((t - mean t)^2);  trend = slope / (mean y + pseudo count).
    The pseudo count (counts only) keeps 1, 0, 3 cases from being a trend. None below `trend_minimum_years` points.
    """
    years = sorted(figure.values)[-rules.trend_years :]
    if len(years) < rules.trend_minimum_years:
        return None
    values = [figure.values[year] for year in years]
    mean_year = sum(years) / len(years)
    mean = sum(values) / len(values)
    spread = sum((year - mean_year) ** 2 for year in years)
    slope = sum((year - mean_year) * (value - mean) for year, value in zip(years, values, strict=True)) / spread
    base = mean + (rules.trend_pseudo_count if figure.unit == "count" else 0.0)
    if base <= 0:
        return 0.0
    return slope / base if figure.direction == "lower_is_better" else -slope / base


def change_of(figure: Figure) -> float | None:
    """Change of the last year against the one before, as a share; positive is worse. None without both, or from zero."""
    years = sorted(figure.values)
    if len(years) < 2 or figure.values[years[-2]] == 0:
        return None
    before, last = figure.values[years[-2]], figure.values[years[-1]]
    change = (last - before) / before
    return change if figure.direction == "lower_is_better" else -change


def _population(population: Mapping[int, int], year: int) -> int | None:
    """Inhabitants of a year, or of the nearest earlier year known (at most two years back), or the one after."""
    for near in (year, year - 1, year - 2, year + 1):
        if near in population:
            return population[near]
    return None
