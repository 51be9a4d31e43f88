"""Scores add up, never fall because something got worse, and depend on nothing they should not."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Findings, Judgement
from kbv_rules.model.judgement import Profile, Profiles
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.municipality import DAY, agenda, burning, counts, found, municipality
from tests.advise.workings import Workings, tied
from tests.strategies import (
    JUDGED,
    KNOWLEDGE,
    RULES,
    THEMES,
    findings,
    law,
    put,
    with_a_worse_last_year,
    with_one_figure,
    with_one_more,
    worsened,
)

PROFILES = [profile.id for profile in RULES.profiles.profiles]


def scaled(factor: float) -> RuleSet:
    """The rules with all weights of all profiles times a factor."""
    profiles = tuple(
        Profile(
            id=profile.id,
            name=profile.name,
            because=profile.because,
            weights={id_: weight * factor for id_, weight in profile.weights.items()},
        )
        for profile in RULES.profiles.profiles
    )
    return replace(RULES, profiles=Profiles(schema=1, standard=RULES.profiles.standard, profiles=profiles))


@law(20)
@given(findings(), st.sampled_from(PROFILES))
def test_the_sum_of_the_contributions_is_the_score(found: Findings, profile: str) -> None:
    for score in Workings(found, profile=profile).scores.values():
        assert sum(part.contribution for part in score.criteria.values()) == pytest.approx(score.score, abs=1e-9)
        for part in score.criteria.values():
            assert part.contribution == pytest.approx(part.weight * (part.score or 0.0), abs=1e-9)


@law(20)
@given(findings(), st.sampled_from(PROFILES))
def test_a_score_lies_between_nothing_and_four_and_can_still_become_its_potential(found: Findings, profile: str) -> None:
    for score in Workings(found, profile=profile).scores.values():
        assert -1e-9 <= score.score <= score.potential + 1e-9 <= 4 + 2e-9
        assert 0 <= score.certainty <= 1 + 1e-9
        assert sum(part.weight for part in score.criteria.values()) == pytest.approx(1)
        open_ = {id_ for id_, part in score.criteria.items() if part.status == "not_evaluable"}
        assert (score.potential > score.score + 1e-9) == bool(open_)


@law(40)
@given(st.data(), findings())
def test_worse_findings_never_lower_a_score_nor_the_rank_of_their_theme(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(worsened(found))
    before, after = Workings(found), Workings(worse.findings)
    for id_, score in before.scores.items():
        assert after.scores[id_].score >= score.score - 1e-9, (worse.what, worse.subject, id_)
    if worse.theme in THEMES:
        assert after.rank(worse.theme) <= before.rank(worse.theme), (worse.what, worse.subject)


@law(100)
@given(st.data(), with_one_figure())
def test_a_worse_last_year_never_lowers_a_criterion(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(with_a_worse_last_year(found))
    subject = found.findings[0].theme
    before, after = (Workings(each).scorer.unit(subject, theme_of(subject)).criteria for each in (found, worse))
    for id_, judged in before.items():
        if judged.score is not None:
            assert (after[id_].score or 0.0) >= judged.score - 1e-9, id_


@law(30)
@given(st.data(), findings())
def test_worse_findings_never_weaken_a_candidate(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(worsened(found))
    before, after = Workings(found), Workings(worse.findings)
    still = {candidate.id for candidate in after.candidates}
    for candidate in before.candidates:
        assert candidate.id in still
        assert after.strength(candidate.id) >= before.strength(candidate.id) - 1e-9, (worse.what, worse.subject, candidate.id)


@law(40)
@given(st.data(), findings())
def test_an_added_finding_leaves_themes_it_is_not_tied_to_as_they_were(data: st.DataObject, found: Findings) -> None:
    more = data.draw(with_one_more(found))
    before, after = Workings(found), Workings(more.findings)
    for id_, score in before.scores.items():
        if id_ not in tied(more.subject):
            assert after.scores[id_] == score, (more.what, more.subject, id_)


@law(30)
@given(findings(), st.floats(0.001, 1000), st.sampled_from(PROFILES))
def test_only_the_proportions_of_the_weights_count(found: Findings, factor: float, profile: str) -> None:
    once, times = Workings(found, profile=profile), Workings(found, scaled(factor), profile)
    for id_, score in once.scores.items():
        other = times.scores[id_]
        assert (other.lead, other.certainty) == (score.lead, score.certainty)
        assert other.score == pytest.approx(score.score, abs=1e-9)
    assert [one.candidate.id for one in times.choice.chosen] == [one.candidate.id for one in once.choice.chosen]


@law(20)
@given(findings(), st.integers(1, 9))
def test_the_age_of_findings_changes_their_certainty_and_never_a_score(found: Findings, years: int) -> None:
    later = found.model_copy(update={"date": found.date + datetime.timedelta(days=366 * years)})
    fresh, old = Workings(found).scores, Workings(later).scores
    for id_, score in fresh.items():
        assert old[id_].criteria == score.criteria
        if old[id_].lead == score.lead:
            assert old[id_].certainty <= score.certainty + 1e-9


def test_potential_is_what_the_score_becomes_when_all_that_is_unknown_turns_out_as_bad_as_can_be() -> None:
    known = municipality(found("5.4", ernst=2, aanpak=1))
    score = Workings(known).scores["5.4"]
    open_ = [id_ for id_, part in score.criteria.items() if part.score is None]
    worst = tuple(
        Judgement(criterion=id_, score=4, by="GGD", date=DAY, reason="erger kan niet") for id_ in open_ if id_ in JUDGED
    )
    full = Workings(put(known, "5.4", lambda item: item.model_copy(update={"judgements": (*item.judgements, *worst)})))
    assert full.scores["5.4"].score == pytest.approx(score.potential)


def test_a_sub_theme_counts_together_with_what_was_said_of_its_theme_as_a_whole() -> None:
    apart = Workings(municipality(found("1.1/woonoverlast", bottlenecks=("te weinig dossiers",))))
    together = Workings(
        municipality(found("1.1/woonoverlast", bottlenecks=("te weinig dossiers",)), found("1.1", bottlenecks=("geen regie",)))
    )
    assert apart.scorer.unit("1.1/woonoverlast", "1.1").criteria["aanpak"].score == 2
    assert together.scorer.unit("1.1/woonoverlast", "1.1").criteria["aanpak"].score == 3


def test_the_figures_of_a_theme_as_a_whole_are_not_those_of_each_part() -> None:
    whole = found("1.1", figures=(counts("Sociale overlast", 900, 900, 900, per_1000=5.0),))
    part = found("1.1/woonoverlast", bottlenecks=("te weinig dossiers",))
    unit = Workings(municipality(whole, part)).scorer.unit("1.1/woonoverlast", "1.1")
    assert unit.criteria["omvang"].score is None
    assert unit.criteria["aanpak"].score == 2


def test_a_judgement_of_the_part_goes_before_that_of_the_whole_where_harm_is_concerned() -> None:
    whole = found("1.3", ernst=1)
    assert (
        Workings(municipality(whole, found("1.3/overvallen", trend=2)))
        .scorer.unit("1.3/overvallen", "1.3")
        .criteria["ernst"]
        .score
        == 1
    )
    own = Workings(municipality(whole, found("1.3/overvallen", trend=2, ernst=4)))
    assert own.scorer.unit("1.3/overvallen", "1.3").criteria["ernst"].score == 4


def test_a_theme_is_as_heavy_as_its_heaviest_part() -> None:
    workings = Workings(municipality(burning("1.3/overvallen", 4), burning("1.3/fietsendiefstal", 1), found("1.3", ernst=1)))
    assert workings.scores["1.3"].lead == "1.3/overvallen"
    assert workings.scores["1.3"].score == pytest.approx(workings.scorer.sub_theme_score("1.3/overvallen").score)


def test_ties_to_heavy_themes_weigh_but_not_in_the_choice() -> None:
    calm, heavy = Workings(municipality()), Workings(municipality(burning("5.2")))
    neighbour = next(theme for theme in KNOWLEDGE.neighbours["5.2"])
    assert heavy.scores[neighbour].criteria["samenhang"].score > (calm.scores[neighbour].criteria["samenhang"].score or 0)
    assert heavy.strength(neighbour) == calm.strength(neighbour)


def test_nothing_found_has_no_certainty_and_more_sources_give_more() -> None:
    one = found("2.3", ernst=3, omvang=3)
    two = put(
        municipality(one),
        "2.3",
        lambda item: item.model_copy(
            update={"judgements": (*item.judgements, Judgement(criterion="ernst", score=3, by="GGD", date=DAY, reason="idem"))}
        ),
    )
    assert Workings(municipality()).scores["2.3"].certainty == 0
    thin, thick = Workings(municipality(one)).scores["2.3"], Workings(two).scores["2.3"]
    assert 0 < thin.certainty < thick.certainty
    assert thin.score == thick.score


def test_sources_that_contradict_each_other_lower_the_certainty_and_the_heaviest_counts() -> None:
    def judged(other: int) -> Workings:
        second = Judgement(criterion="ernst", score=other, by="GGD", date=DAY, reason="gezien in de praktijk")
        base = municipality(found("2.3", ernst=4))
        return Workings(put(base, "2.3", lambda item: item.model_copy(update={"judgements": (*item.judgements, second)})))

    assert judged(4).scores["2.3"].certainty > judged(0).scores["2.3"].certainty
    assert judged(4).scores["2.3"].score == judged(0).scores["2.3"].score


def test_what_is_missing_is_named_until_it_is_there() -> None:
    def lacking(*items: object) -> set[tuple[str, str]]:
        return {(gap.criterion, gap.input) for gap in Workings(municipality(*items)).scorer.missing() if gap.theme == "5.4"}

    nothing = lacking()
    assert {("trend", "figures"), ("omvang", "figures"), ("aanpak", "approach"), ("beleving", "consultation")} <= nothing
    assert ("bestuurlijk_belang", "agendas") in nothing
    without = lacking(found("5.4", figures=(counts("Datalekken", 12, 14, 13),)))
    assert ("omvang", "benchmark") in without
    assert not any(criterion == "trend" for criterion, _ in without)
    short = lacking(found("5.4", figures=(counts("Datalekken", 12, 14, per_1000=0.2),)))
    assert ("trend", "years") in short
    assert not any(criterion == "omvang" for criterion, _ in short)
    assert not any(criterion == "ernst" for criterion, _ in lacking(found("5.4", ernst=0)))


def test_an_agenda_that_names_a_theme_counts_for_that_theme_only() -> None:
    workings = Workings(municipality(agendas=(agenda("council", "Motie 'Grip op parken'", "2.5", "2.5"),)))
    assert workings.scores["2.5"].criteria["bestuurlijk_belang"].score == 2
    assert {id_ for id_, one in workings.scores.items() if one.criteria["bestuurlijk_belang"].score} == {theme_of("2.5")}
