"""Two or three indicators per priority that measure an effect, facts and experience together, or a gap that is named."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.indicators import rounded
from kbv_rules.findings.identity import all_ids
from kbv_rules.model.advice import IndicatorAdvice, Priority
from kbv_rules.model.findings import Figure, Findings, ThemeFindings
from tests.advise.municipality import INHABITANTS, burning, counts, municipality, survey
from tests.advise.workings import advised
from tests.strategies import KNOWLEDGE, RULES, findings, law

LEAST, MOST = RULES.indicators.minimum, RULES.indicators.maximum


def with_figure(theme: str, figure: Figure) -> ThemeFindings:
    return burning(theme).model_copy(update={"figures": (figure,)})


def priority(id_: str, *items: ThemeFindings) -> Priority:
    return next(one for one in advised(municipality(*items)).priorities if one.id == id_)


def indicator(one: Priority, id_: str) -> IndicatorAdvice:
    return next(indicator for indicator in one.indicators if indicator.id == id_)


@law(15)
@given(findings())
def test_two_or_three_indicators_or_a_stated_gap_with_facts_and_experience_both(found: Findings) -> None:
    for one in advised(found).priorities:
        kinds = [indicator.kind for indicator in one.indicators]
        assert len(kinds) <= MOST
        assert len(kinds) >= LEAST or one.indicator_gaps
        assert {"objective", "subjective"} <= set(kinds) or one.indicator_gaps


@law(15)
@given(findings())
def test_an_output_is_never_an_effect_and_no_indicator_serves_twice(found: Findings) -> None:
    used = [indicator.id for one in advised(found).priorities for indicator in one.indicators]
    assert len(used) == len(set(used))
    for id_ in used:
        if id_ in KNOWLEDGE.indicators:
            assert KNOWLEDGE.indicators[id_].kind != "output"
            assert not KNOWLEDGE.indicators[id_].lapsed


def test_two_priorities_that_would_choose_the_same_indicator_each_get_their_own() -> None:
    def used(*themes: str) -> list[str]:
        advice = advised(municipality(*map(burning, themes)))
        return [indicator.id for one in advice.priorities for indicator in one.indicators]

    alone = {theme: set(used(theme)) for theme in KNOWLEDGE.themes}
    alike = [(one, other) for one, other in combinations(alone, 2) if alone[one] & alone[other]]
    assert alike
    for pair in alike:
        together = used(*pair)
        assert len(together) == len(set(together)), pair


@law(15)
@given(findings())
def test_a_baseline_is_a_figure_of_this_municipality_and_a_target_is_its_arithmetic(found: Findings) -> None:
    known = set(all_ids(found))
    for one in advised(found).priorities:
        for indicator in one.indicators:
            if indicator.baseline is None:
                assert not indicator.target
                continue
            assert indicator.baseline.finding in known
            for target in indicator.target:
                assert target.year == found.period.end
                assert target.value == rounded(indicator.baseline.value * (1 + target.change), indicator.baseline.unit)


@law(15)
@given(findings())
def test_what_is_borrowed_says_from_whom(found: Findings) -> None:
    for one in advised(found).priorities:
        for indicator in one.indicators:
            if indicator.borrowed_from:
                lender = KNOWLEDGE.themes[indicator.borrowed_from]
                assert indicator.id in {mention.id for mention in lender.indicators}
                assert indicator.borrowed_from not in one.members
                assert indicator.text.startswith(f"Geleend van thema {lender.id}")


@pytest.mark.parametrize("kind", ["objective", "subjective"])
def test_a_gap_is_only_named_where_there_is_one(kind: str) -> None:
    for theme in sorted(KNOWLEDGE.themes):
        for one in advised(municipality(burning(theme))).priorities:
            has = kind in {indicator.kind for indicator in one.indicators}
            named = RULES.text(f"indicator_gap_{kind}", name=one.name) in one.indicator_gaps
            assert has != named, theme


def test_a_count_becomes_a_rate_where_the_indicator_is_one() -> None:
    figure = counts("Diefstal/inbraak woning", 150, 160, 180, per_1000=2.0, indicator="bbv-diefstallen-uit-woning")
    one = indicator(priority("1.3/woninginbraak", with_figure("1.3/woninginbraak", figure)), "bbv-diefstallen-uit-woning")
    assert one.baseline is not None
    assert (one.baseline.value, one.baseline.unit, one.baseline.year) == (round(180_000 / INHABITANTS, 2), "per_1000", 2025)


def test_an_available_figure_goes_before_one_that_must_still_be_gathered() -> None:
    figure = counts("Diefstal/inbraak woning", 150, 160, 180, indicator="bbv-diefstallen-uit-woning")
    with_it = priority("1.3/woninginbraak", with_figure("1.3/woninginbraak", figure))
    objective = [one for one in with_it.indicators if one.kind == "objective"]
    assert objective[0].id == "bbv-diefstallen-uit-woning"
    assert objective[0].baseline is not None


def test_a_figure_of_the_municipality_itself_can_be_an_indicator() -> None:
    own = counts("Meldingen bij het meldpunt recreatieparken", 40, 60, 90)
    one = priority("5.2", with_figure("5.2/recreatieparken", own))
    mine = indicator(one, "5.2/recreatieparken#figures/meldingen-bij-het-meldpunt-recreatiepark")
    assert mine.name == own.name and mine.borrowed_from is None
    neutral = own.model_copy(update={"direction": "neutral"})
    one = priority("5.2", with_figure("5.2/recreatieparken", neutral))
    assert all(indicator.name != own.name for indicator in one.indicators)


def test_a_rising_figure_is_first_to_be_stopped_and_a_high_one_to_come_down() -> None:
    def targets(*values: int) -> list[float]:
        figure = counts("Diefstal/inbraak woning", *values, per_1000=1.0, indicator="bbv-diefstallen-uit-woning")
        one = priority("1.3/woninginbraak", with_figure("1.3/woninginbraak", figure))
        return [target.change for target in indicator(one, "bbv-diefstallen-uit-woning").target]

    assert targets(100, 150, 200) == [0, -0.1]
    assert targets(200, 200, 200) == [-0.2, -0.4]
    assert targets(300, 200, 120) == [0, -0.05]


def test_where_higher_is_better_the_target_is_higher_and_stays_within_the_scale() -> None:
    mark = Figure(
        name="Rapportcijfer veiligheid in de buurt",
        kind="subjective",
        unit="mark",
        values={2021: 9.8, 2023: 9.8, 2025: 9.8},
        source="Veiligheidsmonitor",
        direction="higher_is_better",
    )
    one = priority("1.4", with_figure("1.4", mark))
    targets = next(indicator for indicator in one.indicators if indicator.name == mark.name).target
    assert [target.ambition for target in targets] == ["realistic", "ambitious"]
    assert all(9.8 <= target.value <= 10 and target.change > 0 for target in targets)


def test_a_provisional_year_is_a_provisional_baseline() -> None:
    figure = counts("Meldingen op recreatieparken", 40, 60, 90).model_copy(update={"provisional": (2025,)})
    one = priority("5.2", with_figure("5.2/recreatieparken", figure))
    baseline = next(indicator.baseline for indicator in one.indicators if indicator.name == figure.name)
    assert baseline is not None and baseline.provisional


def test_experience_is_borrowed_from_the_general_theme_where_a_theme_lists_none() -> None:
    fear = survey("Veilig in de eigen buurt", 80.0, 78.0, 76.0, indicator="vm-veiligheidsgevoel-eigen-buurt")
    item = ThemeFindings(theme="1.4", figures=(fear,))
    assert not any(KNOWLEDGE.indicators[own.id].kind == "subjective" for own in KNOWLEDGE.themes["5.5"].indicators)
    one = priority("5.5", burning("5.5"), item)
    borrowed = [indicator for indicator in one.indicators if indicator.kind == "subjective"]
    assert [indicator.borrowed_from for indicator in borrowed] == ["1.4"]


@law(60)
@given(st.floats(0, 1e6), st.sampled_from(["count", "mark", "percent", "per_1000", "scale"]))
def test_targets_are_written_as_people_write_them(value: float, unit: str) -> None:
    written = rounded(value, unit)
    assert rounded(written, unit) == written
    if unit == "count":
        assert written == int(written)
    if unit in ("mark", "percent"):
        assert written <= {"mark": 10, "percent": 100}[unit]
