"""What rules can be: what could never choose anything, or would count twice, is refused also for who builds them in Python."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from kbv_rules.data_folder import data_folder
from kbv_rules.model.base import Misfit
from kbv_rules.model.judgement import Candidates, Criterion, Derivation, IndicatorRules, Limits, Profile
from kbv_rules.rules.files import read_rule_files

RULES = read_rule_files(data_folder("rules"))


def changed(shipped: BaseModel, **changes: Any) -> dict[str, Any]:
    """The shipped rules of one kind as plain values, with these changes."""
    return {**shipped.model_dump(by_alias=True), **changes}


def misfit(model: type[BaseModel], values: dict[str, Any]) -> Misfit:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(values)
    (error,) = refused.value.errors()
    told = error["ctx"]["error"]
    assert isinstance(told, Misfit)
    return told


@pytest.mark.parametrize("lost", range(5))
def test_a_scale_says_what_each_score_means(lost: int) -> None:
    anchors = {score: word for score, word in RULES.criteria.criteria[0].anchors.items() if score != lost}
    told = misfit(Criterion, changed(RULES.criteria.criteria[0], anchors=anchors))
    assert (told.what, told.at) == ("de schaal loopt van 0 tot en met 4.", ("anchors",))


def test_a_scale_does_not_go_beyond_four() -> None:
    anchors = {**RULES.criteria.criteria[0].anchors, 5: "nog erger"}
    assert misfit(Criterion, changed(RULES.criteria.criteria[0], anchors=anchors)).at == ("anchors",)


def test_a_criterion_counts_in_the_choice_and_pools_unless_it_says_otherwise() -> None:
    optional = {"inherit", "in_choice", "default"}
    plain = {key: value for key, value in changed(RULES.criteria.criteria[0]).items() if key not in optional}
    criterion = Criterion.model_validate(plain)
    assert (criterion.in_choice, criterion.inherit, criterion.default) == (True, "pool", ())


def test_some_criterion_must_have_weight_but_not_all_need_to() -> None:
    profile = RULES.profiles.profiles[0]
    nothing = dict.fromkeys(profile.weights, 0.0)
    assert misfit(Profile, changed(profile, weights=nothing)).what == "alle gewichten zijn nul."
    assert Profile.model_validate(changed(profile, weights={**nothing, "ernst": 1.0})).weights["ernst"] == 1.0


def test_a_weight_is_never_negative() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Profile.model_validate(changed(RULES.profiles.profiles[0], weights={"ernst": -1.0}))


@pytest.mark.parametrize("shares", [(1.0,), (0.6, 0.4), (0.7, 0.2, 0.1), (1 / 3, 1 / 3, 1 / 3)])
def test_the_shares_of_a_candidate_are_the_whole_of_it(shares: tuple[float, ...]) -> None:
    rules = changed(RULES.candidates, shares={**RULES.candidates.shares, "bundle": shares})
    assert Candidates.model_validate(rules).shares["bundle"] == shares


@pytest.mark.parametrize(("shares", "sum_"), [((0.6, 0.3), "0.9"), ((0.6, 0.5), "1.1"), ((), "0")])
def test_shares_that_are_not_the_whole_are_refused(shares: tuple[float, ...], sum_: str) -> None:
    told = misfit(Candidates, changed(RULES.candidates, shares={**RULES.candidates.shares, "bundle": shares}))
    assert (told.what, told.at) == (f"de aandelen van 'bundle' tellen op tot {sum_}, niet tot 1.", ("shares", "bundle"))


@pytest.mark.parametrize("kind", ["theme", "sub_theme", "cross_cutting", "bundle"])
def test_every_kind_of_candidate_has_its_shares(kind: str) -> None:
    shares = {key: value for key, value in RULES.candidates.shares.items() if key != kind}
    assert misfit(Candidates, changed(RULES.candidates, shares=shares)).what == f"'{kind}' ontbreekt."


@pytest.mark.parametrize("minimum", [(1.0,), (1.5, 1.5), (1.25, 1.5, 1.75, 2.2), (0.0, 0.0, 0.0, 4.0)])
def test_each_next_priority_needs_at_least_as_much(minimum: tuple[float, ...]) -> None:
    assert Limits.model_validate(changed(RULES.limits, minimum=minimum)).minimum == minimum


def test_thresholds_that_fall_are_refused() -> None:
    told = misfit(Limits, changed(RULES.limits, minimum=(1.25, 1.75, 1.5)))
    assert (told.what, told.at) == ("de drempels lopen niet op.", ("minimum",))


@pytest.mark.parametrize("minimum", [(), (1.0, 1.0, 1.0, 1.0, 1.0)])
def test_there_are_one_to_four_priorities_to_choose(minimum: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError, match="minimum"):
        Limits.model_validate(changed(RULES.limits, minimum=minimum))


def test_no_more_indicators_are_asked_than_are_allowed() -> None:
    told = misfit(IndicatorRules, changed(RULES.indicators, minimum=3, maximum=2))
    assert (told.what, told.at) == ("minstens 3 en hoogstens 2 indicatoren kan niet allebei.", ("maximum",))
    assert IndicatorRules.model_validate(changed(RULES.indicators, minimum=2, maximum=2)).maximum == 2


def test_a_trend_does_not_ask_more_years_than_it_looks_back() -> None:
    told = misfit(Derivation, changed(RULES.derivation, trend_years=4, trend_minimum_years=5))
    assert told.at == ("trend_minimum_years",)
    assert Derivation.model_validate(changed(RULES.derivation, trend_years=4, trend_minimum_years=4)).trend_years == 4
