"""Facts that follow from a figure. One place, one formula each; the numbers in them come from `rules/derivation.yaml`.

Everything is turned so that higher is worse: a ratio above 1 is worse than comparable municipalities, a positive trend
is a deterioration. Worsening the last year never lowers a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbv_rules.model.findings import Figure
    from kbv_rules.model.judgement import Derivation

# The top of a scale that has one, and a ratio beyond any other.
_TOPS = {"percent": 100.0, "mark": 10.0}
_BEYOND = 1e6


class FigureFacts(NamedTuple):
    """What a figure says. None means: cannot be derived, and `lacking` says why (names of inputs)."""

    latest_year: int
    latest: float
    years: int
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
    small = is_small(figure, population, rules)
    pooled = small and len(years) >= rules.pooled_years
    ratio = trend = change = None
    lacking: list[str] = []
    if figure.direction == "neutral":
        lacking.append("direction")
    else:
        ratio = ratio_of(figure, population, years[-rules.pooled_years :] if pooled else [latest], rules)
        trend = trend_of(figure, rules)
        change = change_of(figure)
        if figure.benchmark is None:
            lacking.append("benchmark")
        elif ratio is None:
            lacking.append("population")
        if trend is None:
            lacking.append("years")
    return FigureFacts(
        latest_year=latest,
        latest=figure.values[latest],
        years=len(years),
        level_ratio=ratio,
        trend_per_year=trend,
        change=change,
        peak_year=min(years, key=lambda year: (-badness(figure, figure.values[year]), year)),
        small=small,
        pooled=pooled,
        lacking=tuple(lacking),
    )


def badness(figure: Figure, value: float) -> float:
    """The value turned so that higher is worse.

    Where higher is better on a scale with a top (percent, mark), what lacks to the top: 17% unsafe for 83% safe.
    """
    if figure.direction != "higher_is_better":
        return value
    top = _TOPS.get(figure.unit)
    return top - value if top is not None else -value


def is_small(figure: Figure, population: Mapping[int, int], rules: Derivation) -> bool:
    """Whether the counts are too small to judge one year by itself.

    Judged by what comparable municipalities would have (benchmark rate x population), or else by the years before the
    last: so that a worse last year never changes the way it is judged.
    """
    if figure.unit != "count":
        return False
    years = sorted(figure.values)
    expected = expected_count(figure, population, [years[-1]])
    if expected is not None:
        return expected < rules.small_count
    before = [figure.values[year] for year in years[:-1]]
    return bool(before) and sum(before) / len(before) < rules.small_count


def expected_count(figure: Figure, population: Mapping[int, int], years: list[int]) -> float | None:
    """How many cases comparable municipalities would have had in these years together; None without benchmark."""
    if figure.benchmark is None:
        return None
    if figure.benchmark.unit == "count":
        return figure.benchmark.value * len(years)
    inhabitants = [_population(population, year) for year in years]
    if any(number is None for number in inhabitants):
        return None
    return sum(figure.benchmark.value * number / 1000 for number in inhabitants if number is not None)


def ratio_of(figure: Figure, population: Mapping[int, int], years: list[int], rules: Derivation) -> float | None:
    """Own level over that of comparable municipalities; above 1 is worse. None without benchmark (or population).

    Counts: (observed + pseudo count) / (expected + pseudo count) over `years` together; the pseudo count keeps a few
    cases more from being a multiple. Other units: badness of the mean over badness of the benchmark. Where higher is
    better without a top (counts too): the other way round.
    """
    if figure.benchmark is None:
        return None
    if figure.unit == "count":
        expected = expected_count(figure, population, years)
        if expected is None:
            return None
        observed = sum(figure.values[year] for year in years)
        own, standard = observed + rules.level_pseudo_count, expected + rules.level_pseudo_count
        return _over(standard, own) if figure.direction == "higher_is_better" else _over(own, standard)
    mean = sum(figure.values[year] for year in years) / len(years)
    if figure.direction == "higher_is_better" and figure.unit not in _TOPS:
        return _over(figure.benchmark.value, mean)
    return _over(badness(figure, mean), badness(figure, figure.benchmark.value))


def _over(own: float, standard: float) -> float:
    """Own level over the standard; where nothing is the standard, equal to it or beyond any other ratio."""
    if standard <= 0:
        return _BEYOND if own > 0 else 1.0
    return min(own / standard, _BEYOND)


def trend_of(figure: Figure, rules: Derivation) -> float | None:
    """Least-squares slope of the badness per year over the last `trend_years`, as a share of its mean; positive is worse.

    slope = sum((t - mean t)(y - mean y)) / sum((t - mean t)^2);  trend = slope / (mean |y| + pseudo count).
    The pseudo count (counts only) keeps 1, 0, 3 cases from being a trend. None below `trend_minimum_years` points.
    """
    years = sorted(figure.values)[-rules.trend_years :]
    if len(years) < rules.trend_minimum_years:
        return None
    values = [badness(figure, figure.values[year]) for year in years]
    mean_year = sum(years) / len(years)
    mean = sum(values) / len(values)
    spread = sum((year - mean_year) ** 2 for year in years)
    slope = sum((year - mean_year) * (value - mean) for year, value in zip(years, values, strict=True)) / spread
    base = abs(mean) + (rules.trend_pseudo_count if figure.unit == "count" else 0.0)
    return slope / base if base > 0 else 0.0


def change_of(figure: Figure) -> float | None:
    """Change of the badness in the last year against the one before, as a share of it. None without both, or from zero."""
    years = sorted(figure.values)
    if len(years) < 2:
        return None
    before, last = (badness(figure, figure.values[year]) for year in years[-2:])
    return min((last - before) / abs(before), _BEYOND) if before else None


def _population(population: Mapping[int, int], year: int) -> int | None:
    """Inhabitants of a year, or of the nearest earlier year known (at most two years back), or the one after."""
    for near in (year, year - 1, year - 2, year + 1):
        if near in population:
            return population[near]
    return None
