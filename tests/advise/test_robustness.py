"""How sure a choice is said to be is how sure it is: held against others' code, against exact shares, and tried out."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
from hypothesis import given

from kbv_rules.advise.candidates import Candidate, Strength, Strengths
from kbv_rules.advise.case import Case
from kbv_rules.advise.choose import Chooser
from kbv_rules.advise.robustness import assess
from kbv_rules.findings.read import read_findings
from kbv_rules.model.advice import Robustness
from kbv_rules.model.findings import Findings, Override
from kbv_rules.model.judgement import Limits, RobustnessRules
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.loop import with_candidates
from tests.advise.municipality import DAY, burning, found, municipality
from tests.cli.running import EXAMPLES
from tests.strategies import KNOWLEDGE, RULES, findings, law

EXAMPLE_NAMES = ("eindhoven", "terneuzen", "waterwijk")


def case_of(town: Findings, rules: RuleSet = RULES, profile: str | None = None) -> Case:
    return Case(town, KNOWLEDGE, rules, rules.profile(profile))


def assessed(case: Case) -> Robustness:
    return assess(case.rule_chooser, case.rule_choice, case.rule_dropped, case.rules)


@cache
def example(name: str) -> Findings:
    return read_findings(EXAMPLES / f"{name}.yaml")


@cache
def of_example(name: str) -> Robustness:
    return assessed(case_of(example(name)))


def drawing(draws: int, seed: int = 1, rules: RuleSet = RULES) -> RuleSet:
    """The rules with another number of draws."""
    settings = {key: value for key, value in rules.robustness.model_dump().items() if key != "schema_"}
    return dataclasses.replace(rules, robustness=RobustnessRules(**{**settings, "schema": 1, "draws": draws, "seed": seed}))


def at_least(*minimum: float, rules: RuleSet = RULES) -> RuleSet:
    """The rules with other thresholds."""
    return dataclasses.replace(
        rules, limits=Limits(schema=1, source="test", minimum=minimum, because="test", investigate_below=0.5, ties="test")
    )


# Acceptability


def test_without_bundles_and_thresholds_acceptability_is_that_of_any_weighted_sum() -> None:
    """The top four of a weighted sum, by pymcdm, with weights drawn apart from ours."""
    methods = pytest.importorskip("pymcdm.methods", reason="pymcdm is not installed")
    criteria = ("ernst", "omvang", "trend", "beleving", "aanpak", "beinvloedbaarheid", "bestuurlijk_belang")
    chance = np.random.default_rng(7)
    themes = ("1.4", "2.3", "3.3", "4.1", "4.4", "5.1", "5.2", "5.5")
    scores = chance.integers(0, 5, size=(len(themes), len(criteria)))
    town = municipality(
        *(found(theme, **dict(zip(criteria, map(int, row), strict=True))) for theme, row in zip(themes, scores, strict=True))
    )
    plain = at_least(0, 0, 0, 0, rules=with_candidates(cross_cutting=[], bundles=[], containers=[], own_criteria=8))
    rules = drawing(5000, rules=plain)
    ours = {row.id: row for row in assessed(case_of(town, rules)).acceptability}

    standard = rules.profile(None).weights
    profile = np.array([standard[criterion.id] for criterion in rules.criteria])
    columns = [[criterion.id for criterion in rules.criteria].index(criterion) for criterion in criteria]
    weigh = methods.WSM(lambda column, cost: column)
    draws = 1500
    for spread, share in (
        (profile / profile.sum() * rules.robustness.concentration, "around"),
        (np.ones(len(profile)), "uniform"),
    ):
        top = np.zeros(len(themes))
        for weights in chance.dirichlet(spread, size=draws)[:, columns]:
            values = weigh(scores.astype(float), weights, np.ones(len(criteria)), validation=False)
            top[np.argsort(-values)[:4]] += 1
        for theme, theirs in zip(themes, top / draws, strict=True):
            mine = getattr(ours[theme], share) if theme in ours else 0.0
            error = (theirs * (1 - theirs) / draws + mine * (1 - mine) / 5000) ** 0.5
            assert abs(mine - theirs) <= 5 * error + 1 / draws, (theme, share)
    assert any(0.1 < row.uniform < 0.9 for row in ours.values()), "somewhere the weights must matter"


@pytest.mark.parametrize(("needed", "share"), [(1, 4 / 5), (3, 2 / 5), (4, 1 / 5)])
def test_one_unknown_answer_of_five_leaves_exactly_that_share(needed: int, share: float) -> None:
    """All is known of the theme but the harm, and the threshold is met when that is at least so bad."""
    town = municipality(found("5.2", omvang=4, trend=4, beleving=4, aanpak=4, beinvloedbaarheid=4, bestuurlijk_belang=4))
    weights = case_of(town).scorer.weights
    known = 4 * sum(weight for id_, weight in weights.items() if id_ not in ("ernst", "samenhang"))
    rules = at_least(known + needed * weights["ernst"], 4, 4, 4, rules=with_candidates(own_criteria=8))
    result = assessed(case_of(town, rules))
    row = next(row for row in result.acceptability if row.id == "5.2")
    assert row.missing == pytest.approx(share, abs=5 * result.error)


def test_what_scores_highest_on_everything_is_chosen_in_every_draw_of_weights() -> None:
    (row,) = (row for row in assessed(case_of(municipality(burning("5.2")))).acceptability if row.id == "5.2")
    assert (row.chosen, row.around) == (True, 1.0)
    assert row.uniform > 0.99  # but for the draws in which 'samenhang', which does not count, has nearly all the weight


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
def test_all_that_is_chosen_is_shown_first_and_of_the_rest_what_is_chosen_often_enough(name: str) -> None:
    result, chosen = of_example(name), {one.candidate.id for one in case_of(example(name)).rule_choice.chosen}
    assert {row.id for row in result.acceptability if row.chosen} == chosen
    assert [row.chosen for row in result.acceptability] == sorted((row.chosen for row in result.acceptability), reverse=True)
    for row in result.acceptability:
        assert row.chosen or max(row.around, row.uniform, row.missing) >= RULES.robustness.shown


def test_the_same_seed_gives_the_same_figures_and_another_seed_the_same_but_for_the_sampling_error() -> None:
    town = example("terneuzen")
    once, again, other = (assessed(case_of(town, drawing(1000, seed))) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    shares = {row.id: row for row in other.acceptability}
    for row in once.acceptability:
        if row.id in shares:
            assert row.uniform == pytest.approx(shares[row.id].uniform, abs=7 * once.error)


def test_four_times_as_many_draws_halve_the_error() -> None:
    few, many = (assessed(case_of(municipality(), drawing(draws))).error for draws in (100, 400))
    assert few == pytest.approx(2 * many)


# Profiles and weights


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
def test_what_another_profile_would_choose_is_what_it_chooses(name: str) -> None:
    for row in of_example(name).profiles:
        choice = case_of(example(name), profile=row.profile).rule_choice
        assert row.priorities == tuple(sorted(one.candidate.id for one in choice.chosen))


def test_every_criterion_has_its_interval() -> None:
    assert [row.criterion for row in of_example("terneuzen").weights] == [criterion.id for criterion in RULES.criteria]


# The smallest swap


class Raised(Strengths):
    """The same strengths with one candidate stronger by so much."""

    def __init__(self, strengths: Strengths, raised: str, by: float) -> None:
        super().__init__(strengths.candidates, strengths.scorer, strengths.rules)
        self.raised = raised
        self.by = by

    def of(self, candidate: Candidate, taken: frozenset[str] = frozenset()) -> Strength:
        strength = super().of(candidate, taken)
        return strength._replace(value=strength.value + self.by * (candidate.id == self.raised))


def chosen_when(case: Case, raised: str, by: float) -> set[str]:
    return {one.candidate.id for one in Chooser(Raised(case.strengths, raised, by), case.rules.limits).best().chosen}


def assert_true_swap(case: Case) -> None:
    """So much stronger brings it in and puts the others out; a little less does not; and nothing else takes less."""
    swap = assess(case.rule_chooser, case.rule_choice, case.rule_dropped, drawing(100)).swap
    if swap is None:
        assert all(one.cause == "covered" for one in case.dropped)
        return
    now = {one.candidate.id for one in case.choice.chosen}
    then = chosen_when(case, swap.into, swap.margin + 1e-6)
    assert swap.into in then
    assert swap.into_name in swap.text
    assert set(swap.out) == now - then
    assert all(name in swap.text for name in swap.out_names)
    if swap.margin > 1e-3:
        near = sorted((one for one in case.dropped if one.cause != "covered"), key=lambda one: one.margin)
        for one in near[:5]:
            assert one.id not in chosen_when(case, one.id, swap.margin - 1e-3), one.id


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
def test_the_smallest_swap_of_an_example_is_true(name: str) -> None:
    assert_true_swap(case_of(example(name)))


@law(10)
@given(findings(most=5))
def test_the_smallest_swap_is_true(town: Findings) -> None:
    assert_true_swap(case_of(town))


def test_where_there_is_a_place_left_a_swap_puts_nothing_out() -> None:
    swap = assessed(case_of(municipality(burning("5.2"), found("2.3", ernst=3)))).swap
    assert swap is not None
    assert (swap.into, swap.out) == ("2.3", ())


def test_where_nothing_was_found_nothing_can_be_swapped() -> None:
    assert assessed(case_of(municipality())).swap is None


# People decide


def test_what_people_decided_stands_and_robustness_is_of_what_the_rules_chose() -> None:
    town = municipality(burning("5.2"), burning("2.3"), found("4.1", ernst=1))
    overrides = tuple(
        Override(candidate=id_, decision=decision, by="Raad", date=DAY, reason="motie")
        for id_, decision in (("5.2", "drop"), ("4.1", "promote"))
    )
    decided, plain = case_of(town.model_copy(update={"overrides": overrides})), case_of(town)
    assert {one.candidate.id for one in decided.choice.chosen} == {"2.3", "4.1"}
    assert assessed(decided) == assessed(plain)
