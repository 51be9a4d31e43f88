"""What follows from a figure: examples worked out by hand, and what always holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kbv_rules
from kbv_rules.findings.derive import FigureFacts, derive
from kbv_rules.findings.read import read_findings
from kbv_rules.model.findings import Benchmark, Figure
from kbv_rules.model.judgement import Derivation
from kbv_rules.rules.rule_set import load_rule_set
from tests.strategies import law

RULES = Derivation(
    schema=1,
    source="afgesproken voor deze toets",
    trend_years=5,
    trend_minimum_years=3,
    trend_pseudo_count=15,
    level_pseudo_count=5,
    small_count=25,
    pooled_years=3,
)
Unit = Literal["count", "per_1000", "percent", "mark", "scale"]
TOWN = dict.fromkeys(range(2018, 2025), 50000)
VILLAGE = dict.fromkeys(range(2018, 2025), 4000)


def figure(unit: Unit, values: dict[int, float], benchmark: tuple[float, Unit] | None = None, **more: Any) -> Figure:
    compared = Benchmark(value=benchmark[0], unit=benchmark[1], group="vergelijkbare gemeenten") if benchmark else None
    said = {"name": "Cijfer", "kind": "objective", "source": "Politie", "direction": "lower_is_better"}
    return Figure(**{**said, "unit": unit, "values": values, "benchmark": compared, **more})


def facts(*what: Any, population: dict[int, int] | None = None, **more: Any) -> FigureFacts:
    return derive(figure(*what, **more), population or {}, RULES)


# Worked out by hand


def test_burglary_that_doubled() -> None:
    """Sixty burglaries a year in a town of 50,000, as elsewhere (1.2 per 1,000); then suddenly 120."""
    told = facts("count", {2021: 60, 2022: 60, 2023: 60, 2024: 120}, (1.2, "per_1000"), population=TOWN)
    assert told._asdict() == {
        "latest_year": 2024,
        "latest": 120,
        "years": 4,
        "level_ratio": pytest.approx((120 + 5) / (60 + 5)),
        "trend_per_year": pytest.approx(18 / (75 + 15)),  # 18 more a year, of 75 on average
        "change": 1.0,
        "peak_year": 2024,
        "small": False,
        "pooled": False,
        "lacking": (),
    }


def test_burglary_that_halved() -> None:
    told = facts("count", {2022: 120, 2023: 120, 2024: 60}, (1.2, "per_1000"), population=TOWN)
    assert told.level_ratio == pytest.approx(1.0)
    assert told.trend_per_year == pytest.approx(-30 / (100 + 15))
    assert told.change == -0.5
    assert told.peak_year == 2022


def test_in_a_small_village_three_years_are_taken_together_and_that_is_said() -> None:
    """Elsewhere a village of 4,000 would have 4.8 burglaries a year: nine or four in one year say little."""
    told = facts("count", {2021: 40, 2022: 2, 2023: 9, 2024: 4}, (1.2, "per_1000"), population=VILLAGE)
    assert (told.small, told.pooled) == (True, True)
    assert told.level_ratio == pytest.approx((2 + 9 + 4 + 5) / (3 * 4.8 + 5))


def test_the_advice_for_a_small_village_says_that_years_were_taken_together(tmp_path: Path) -> None:
    sound = (Path(__file__).parents[1] / "bad" / "sound.yaml").read_text(encoding="utf-8")
    village = sound.replace("{2022: 54747, 2023: 55062, 2024: 55392}", "{2022: 3990, 2023: 4000, 2024: 4010}").replace(
        "values: {2022: 77, 2023: 94, 2024: 57}",
        "values: {2022: 12, 2023: 19, 2024: 14}\n        benchmark: {value: 1.2, unit: per_1000, group: even grote dorpen}",
    )
    file = tmp_path / "dorp.yaml"
    file.write_text(village, encoding="utf-8")
    advice = kbv_rules.advise(read_findings(file))
    (reason,) = [reason.text for priority in advice.priorities for reason in priority.reasons if reason.criterion == "omvang"]
    assert reason.startswith("Diefstal/inbraak woning")
    years = load_rule_set().derivation.pooled_years
    assert f"kleine aantallen: gemiddelde van {years} jaar" in reason


def test_two_years_are_too_few_to_take_together() -> None:
    told = facts("count", {2023: 9, 2024: 4}, (1.2, "per_1000"), population=VILLAGE)
    assert (told.small, told.pooled) == (True, False)
    assert told.level_ratio == pytest.approx((4 + 5) / (4.8 + 5))


def test_one_case_more_or_less_is_no_trend_in_a_village() -> None:
    told = facts("count", {2022: 1, 2023: 0, 2024: 3}, population=VILLAGE)
    assert told.trend_per_year is not None
    assert abs(told.trend_per_year) < 0.07


def test_without_comparison_the_years_before_say_whether_counts_are_small() -> None:
    assert facts("count", {2022: 24, 2023: 24, 2024: 900}).small
    assert not facts("count", {2022: 26, 2023: 26, 2024: 3}).small


@pytest.mark.parametrize("unit", ["per_1000", "percent", "mark", "scale"])
def test_only_counts_can_be_too_small(unit: Unit) -> None:
    assert not facts(unit, {2022: 1, 2023: 0, 2024: 2}).small


def test_a_mark_for_the_neighbourhood_counts_from_ten_down() -> None:
    """A 7.1 where others get a 7.4: 2.9 lacks, against 2.6 elsewhere."""
    told = facts("mark", {2019: 7.5, 2021: 7.3, 2023: 7.1}, (7.4, "mark"), direction="higher_is_better")
    assert told.level_ratio == pytest.approx(2.9 / 2.6)
    assert told.trend_per_year == pytest.approx(0.1 / 2.7)  # 0.1 worse every year, although asked every two years
    assert told.change == pytest.approx(0.2 / 2.7)
    assert told.peak_year == 2023


def test_83_percent_that_feels_safe_against_85_elsewhere() -> None:
    told = facts("percent", {2021: 85, 2023: 83}, (85, "percent"), direction="higher_is_better")
    assert told.level_ratio == pytest.approx(17 / 15)
    assert told.change == pytest.approx(2 / 15)


def test_a_scale_without_a_top_is_turned_round() -> None:
    told = facts("scale", {2021: 100, 2022: 90, 2023: 80}, (100, "scale"), direction="higher_is_better")
    assert told.level_ratio == pytest.approx(100 / 80)
    assert told.trend_per_year == pytest.approx(10 / 90)
    assert told.change == pytest.approx(10 / 90)


def test_a_count_of_which_more_is_better_is_turned_round_too() -> None:
    """Ten neighbourhoods with a watch where comparable towns have twenty."""
    told = facts("count", {2022: 14, 2023: 12, 2024: 10}, (20, "count"), direction="higher_is_better")
    assert told.pooled
    assert told.level_ratio == pytest.approx((60 + 5) / (36 + 5))
    assert told.trend_per_year is not None
    assert told.trend_per_year > 0


def test_where_nothing_is_wrong_anywhere_nobody_is_worse() -> None:
    assert facts("percent", {2021: 100, 2023: 100}, (100, "percent"), direction="higher_is_better").level_ratio == 1.0
    worse = facts("percent", {2021: 100, 2023: 99}, (100, "percent"), direction="higher_is_better").level_ratio
    assert worse is not None
    assert worse > 1000


def test_next_to_nothing_is_no_worse_than_nothing_at_all() -> None:
    """Of what more is better a billionth is left, and then nothing: that is not suddenly less bad."""
    little, nothing = (
        facts("scale", {2023: 1.0, 2024: last}, (1.0, "scale"), direction="higher_is_better").level_ratio for last in (1e-9, 0)
    )
    assert little == nothing == 1e6


def test_a_neutral_figure_is_shown_but_not_judged() -> None:
    told = facts("count", {2022: 60, 2023: 90, 2024: 80}, (1.2, "per_1000"), population=TOWN, direction="neutral")
    assert (told.level_ratio, told.trend_per_year, told.change) == (None, None, None)
    assert told.lacking == ("direction",)
    assert (told.latest, told.peak_year) == (80, 2023)


def test_without_a_comparison_the_level_is_lacking_and_the_trend_is_not() -> None:
    told = facts("count", {2022: 60, 2023: 75, 2024: 90}, population=TOWN)
    assert told.level_ratio is None
    assert told.lacking == ("benchmark",)
    assert told.trend_per_year == pytest.approx(15 / (75 + 15))


def test_without_inhabitants_a_rate_elsewhere_says_nothing_of_a_count_here() -> None:
    told = facts("count", {2022: 60, 2023: 75, 2024: 90}, (1.2, "per_1000"))
    assert told.level_ratio is None
    assert told.lacking == ("population",)


def test_a_count_elsewhere_needs_no_inhabitants() -> None:
    assert facts("count", {2023: 60, 2024: 90}, (60, "count")).level_ratio == pytest.approx(95 / 65)


@pytest.mark.parametrize(("known", "inhabitants"), [(2024, 50_000), (2023, 50_000), (2022, 50_000), (2025, 50_000)])
def test_inhabitants_of_a_year_close_by_will_do(known: int, inhabitants: int) -> None:
    told = facts("count", {2023: 60, 2024: 90}, (1.2, "per_1000"), population={known: inhabitants})
    assert told.level_ratio == pytest.approx(95 / 65)


@pytest.mark.parametrize("known", [2021, 2026])
def test_inhabitants_of_long_ago_will_not(known: int) -> None:
    assert facts("count", {2023: 60, 2024: 90}, (1.2, "per_1000"), population={known: 50_000}).lacking == ("population", "years")


def test_two_years_give_a_change_but_no_trend() -> None:
    told = facts("per_1000", {2023: 4.0, 2024: 5.0}, (4.0, "per_1000"))
    assert (told.change, told.trend_per_year, told.lacking) == (0.25, None, ("years",))


def test_from_nothing_there_is_no_change_in_percents() -> None:
    assert facts("count", {2023: 0, 2024: 8}).change is None


def test_a_trend_does_not_look_further_back_than_its_years() -> None:
    recent = {2020: 50.0, 2021: 50.0, 2022: 50.0, 2023: 50.0, 2024: 50.0}
    assert facts("count", {2010: 900.0, 2011: 700.0, **recent}).trend_per_year == 0


def test_the_first_of_equal_worst_years_is_the_peak() -> None:
    assert facts("count", {2021: 40, 2022: 90, 2023: 90, 2024: 10}).peak_year == 2022
    assert facts("mark", {2021: 7, 2022: 6, 2023: 6, 2024: 8}, direction="higher_is_better").peak_year == 2022


# What always holds

UNITS: Sequence[Unit] = ("count", "count", "per_1000", "percent", "mark", "scale")
TOPS = {"count": 1e9, "per_1000": 1e9, "percent": 100.0, "mark": 10.0, "scale": 1e9}


@cache
def amounts(unit: Unit) -> st.SearchStrategy[float]:
    """All that a figure of this unit can be, zero and the very small and large too."""
    if unit == "count":
        return st.one_of(st.integers(0, 40), st.integers(0, 2_000), st.integers(0, 10**9)).map(float)
    return st.one_of(st.floats(0, min(TOPS[unit], 60.0)), st.floats(0, TOPS[unit]))


def any_figure(units: Sequence[Unit] = UNITS) -> st.SearchStrategy[Figure]:
    """Whatever a figure can be: years close together or far apart, ordinary and extreme values."""
    return st.sampled_from(units).flatmap(_figure_in)


@cache
def _figure_in(unit: Unit) -> st.SearchStrategy[Figure]:
    years = st.integers(2015, 2024) | st.integers(1990, 2100)
    return st.builds(
        figure,
        st.just(unit),
        st.dictionaries(years, amounts(unit), min_size=1, max_size=8),
        st.none() | _benchmark_in("count") | _benchmark_in("per_1000") if unit == "count" else st.none() | _benchmark_in(unit),
        direction=st.sampled_from(["lower_is_better", "lower_is_better", "higher_is_better", "neutral"]),
    )


@cache
def _benchmark_in(unit: Unit) -> st.SearchStrategy[tuple[float, Unit]]:
    level = st.floats(0.05, min(TOPS[unit], 90)) | st.floats(0, TOPS[unit], exclude_min=True)
    return st.tuples(level, st.just(unit))


def populations() -> st.SearchStrategy[dict[int, int]]:
    somewhere = st.dictionaries(st.integers(1990, 2100), st.integers(1, 20_000_000), max_size=6)
    return st.integers(900, 900_000).map(lambda number: dict.fromkeys(range(1990, 2101), number)) | somewhere


@st.composite
def rules(draw: st.DrawFn) -> Derivation:
    """Whatever a municipality may agree on, not to correct for small counts at all included."""
    minimum = draw(st.integers(3, 20))
    return RULES.model_copy(
        update={
            "trend_minimum_years": minimum,
            "trend_years": draw(st.integers(minimum, 20)),
            "trend_pseudo_count": draw(st.sampled_from([0.0, 1.0, 15.0])),
            "level_pseudo_count": draw(st.sampled_from([0.0, 5.0, 50.0])),
            "small_count": draw(st.sampled_from([0.0, 25.0, 1000.0])),
            "pooled_years": draw(st.integers(2, 10)),
        }
    )


@given(any_figure(), populations(), rules())
@law(200)
def test_any_figure_gives_facts_that_can_be_reckoned_with_or_says_what_is_lacking(
    given_figure: Figure, population: dict[int, int], agreed: Derivation
) -> None:
    told = derive(given_figure, population, agreed)
    for fact in (told.level_ratio, told.trend_per_year, told.change):
        assert fact is None or math.isfinite(fact)
    assert (told.level_ratio is None) == bool({"direction", "benchmark", "population"} & {*told.lacking})
    assert (told.trend_per_year is None) == bool({"direction", "years"} & {*told.lacking})
    assert told.level_ratio is None or told.level_ratio >= 0
    assert {told.peak_year, told.latest_year} <= set(given_figure.values)
    assert told.small or not told.pooled


def at_least(after: float | None, before: float | None) -> bool:
    """Not lower, apart from the last digits of a float; what is known stays known."""
    if before is None or after is None:
        return before is None and after is None
    return after >= before - 1e-9 * max(1.0, abs(before))


def same(one: float | None, other: float | None) -> bool:
    """Equal, apart from the last digits of a float."""
    return at_least(one, other) and at_least(other, one)


@given(any_figure(), populations(), rules(), st.data())
@law(250)
def test_a_worse_last_year_never_lowers_a_fact(
    before: Figure, population: dict[int, int], agreed: Derivation, data: st.DataObject
) -> None:
    last = max(before.values)
    now = before.values[last]
    if before.direction == "higher_is_better":
        then = data.draw(st.integers(0, int(now)).map(float) if before.unit == "count" else st.floats(0, now))
    else:
        top = TOPS[before.unit]
        then = data.draw(st.integers(int(now), int(top)).map(float) if before.unit == "count" else st.floats(now, top))
    after = before.model_copy(update={"values": {**before.values, last: then}})
    old, new = derive(before, population, agreed), derive(after, population, agreed)
    assert at_least(new.level_ratio, old.level_ratio)
    assert at_least(new.trend_per_year, old.trend_per_year)
    assert at_least(new.change, old.change)
    assert (new.small, new.pooled, new.lacking) == (old.small, old.pooled, old.lacking)


@given(any_figure(["count"]), st.integers(2, 50), st.integers(900, 900_000))
@law(100)
def test_the_same_on_a_larger_scale_is_the_same(given_figure: Figure, times: int, inhabitants: int) -> None:
    """Every count and every number of cases in the rules so many times as large: no fact changes."""
    assume(max(given_figure.values.values()) * times <= 1e9)
    assume(given_figure.benchmark is None or given_figure.benchmark.value * times <= 1e9)
    benchmark = given_figure.benchmark
    larger = given_figure.model_copy(
        update={
            "values": {year: value * times for year, value in given_figure.values.items()},
            "benchmark": benchmark and benchmark.model_copy(update={"value": benchmark.value * times}),
        }
    )
    agreed = RULES.model_copy(
        update={name: getattr(RULES, name) * times for name in ("trend_pseudo_count", "level_pseudo_count", "small_count")}
    )
    population = dict.fromkeys(range(1990, 2101), inhabitants)
    small, large = derive(given_figure, population, RULES), derive(larger, population, agreed)
    assume(benchmark is None or abs((_expected(given_figure, inhabitants) or 0) - RULES.small_count) > 1e-6)
    for name in ("level_ratio", "trend_per_year", "change"):
        assert same(getattr(large, name), getattr(small, name))
    assert (large.small, large.pooled, large.peak_year) == (small.small, small.pooled, small.peak_year)


def _expected(of: Figure, inhabitants: int) -> float | None:
    if of.benchmark is None:
        return None
    return of.benchmark.value if of.benchmark.unit == "count" else of.benchmark.value * inhabitants / 1000


@given(st.dictionaries(st.integers(2015, 2024), st.integers(0, 100), min_size=2, max_size=6), st.integers(1, 99))
@law(100)
def test_so_much_percent_safe_is_the_rest_unsafe(safe: dict[int, int], elsewhere: int) -> None:
    one = facts("percent", safe, (elsewhere, "percent"), direction="higher_is_better")
    other = facts("percent", {year: 100 - value for year, value in safe.items()}, (100 - elsewhere, "percent"))
    for name in ("level_ratio", "trend_per_year", "change", "peak_year"):
        assert same(getattr(one, name), getattr(other, name))


@given(any_figure(), populations(), st.randoms())
@law(100)
def test_the_order_of_the_years_does_not_matter(given_figure: Figure, population: dict[int, int], random: Any) -> None:
    years = list(given_figure.values)
    random.shuffle(years)
    shuffled = given_figure.model_copy(update={"values": {year: given_figure.values[year] for year in years}})
    assert derive(shuffled, population, RULES) == derive(given_figure, population, RULES)


@given(
    st.sampled_from([(unit, level) for unit in UNITS for level in (1.0, 7.0, 9.5) if unit != "count" or level == int(level)]),
    st.sets(st.integers(2010, 2024), min_size=2, max_size=8),
    st.sampled_from(["lower_is_better", "higher_is_better"]),
)
@law(100)
def test_as_elsewhere_and_always_the_same_is_neither_worse_nor_a_trend(
    each_year: tuple[Unit, float], years: set[int], direction: str
) -> None:
    unit, level = each_year
    told = facts(unit, dict.fromkeys(years, level), (level, unit), direction=direction)
    assert told.level_ratio == pytest.approx(1)
    assert told.trend_per_year is None or told.trend_per_year == pytest.approx(0, abs=1e-9)
    assert told.change == 0
