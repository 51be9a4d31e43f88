"""A weight can go as far as is said and no further: tried out with the choice itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given

from kbv_rules.advise.intervals import WIDEST, weight_intervals
from kbv_rules.findings.read import read_findings
from kbv_rules.model.advice import WeightInterval
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Limits, Profile, Profiles
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.loop import Ids, Loop, by_criterion, panel_of
from tests.advise.municipality import burning, found, municipality
from tests.advise.workings import Workings
from tests.cli.running import EXAMPLES
from tests.strategies import RULES, findings, law

_BESIDE = 2e-6


class Weights:
    """The choice when one weight is another share of all, the others in proportion."""

    def __init__(self, town: Findings, rules: RuleSet = RULES) -> None:
        self.loop = Loop(town, rules)
        self.panel = panel_of(town, rules)
        self.weights = by_criterion(self.panel.criteria, self.panel.weights)
        self.now = self.loop.chosen(self.weights)

    def chosen(self, criterion: str, share: float) -> Ids:
        rest = sum(weight for id_, weight in self.weights.items() if id_ != criterion)
        return self.loop.chosen(
            {id_: share if id_ == criterion else weight / rest * (1 - share) for id_, weight in self.weights.items()}
        )

    def intervals(self) -> Iterator[WeightInterval]:
        yield from weight_intervals(self.panel)


def hold(town: Findings, rules: RuleSet = RULES) -> None:
    """Just inside both ends the same set is chosen, just outside another."""
    weights = Weights(town, rules)
    for one in weights.intervals():
        assert 0 <= one.low <= one.weight + 1e-9
        assert one.weight - 1e-9 <= one.high
        if one.weight == 1:
            continue  # the others have no proportion
        for end, inward, widest in ((one.low, 1, 0.0), (one.high, -1, max(WIDEST, one.weight))):
            inside = end + inward * _BESIDE
            if abs(end - one.weight) > 2 * _BESIDE:
                assert weights.chosen(one.criterion, inside) == weights.now, (one.criterion, inside)
            if abs(end - widest) > 2 * _BESIDE:
                outside = end - inward * _BESIDE
                assert weights.chosen(one.criterion, outside) != weights.now, (one.criterion, outside)


@pytest.mark.parametrize("example", ["eindhoven", "terneuzen", "waterwijk"])
def test_the_ends_of_every_weight_are_where_the_choice_of_an_example_changes(example: str) -> None:
    hold(read_findings(EXAMPLES / f"{example}.yaml"))


@law(10)
@given(findings())
def test_the_ends_of_every_weight_are_where_the_choice_changes(town: Findings) -> None:
    hold(town)


@pytest.mark.parametrize("example", ["terneuzen", "waterwijk"])
def test_all_the_way_between_the_ends_the_choice_stays(example: str) -> None:
    weights = Weights(read_findings(EXAMPLES / f"{example}.yaml"))
    for one in weights.intervals():
        for part in (0.1, 0.35, 0.6, 0.85):
            share = one.low + part * (one.high - one.low)
            assert weights.chosen(one.criterion, share) == weights.now, (one.criterion, share)


def test_where_nothing_was_found_only_what_the_handbook_says_of_the_means_could_ever_weigh() -> None:
    """It calls many measures a 3, so at first_threshold / 3 of the weights that alone would carry a priority."""
    for one in Weights(municipality()).intervals():
        most = RULES.limits.minimum[0] / 3 if one.criterion == "beinvloedbaarheid" else WIDEST
        assert (one.low, one.high) == (0.0, pytest.approx(most, abs=1e-6))


def test_what_scores_highest_on_everything_stands_under_any_weights() -> None:
    weights = Weights(municipality(burning("5.2")))
    assert weights.now == ("5.2",)
    assert {(one.low, round(one.high, 9)) for one in weights.intervals() if one.criterion == "ernst"} == {(0.0, WIDEST)}


def test_what_stands_exactly_on_a_threshold_can_move_one_way_only() -> None:
    town = municipality(found("5.2", ernst=4, aanpak=3), found("2.3", ernst=3, omvang=2, trend=4))
    edge = Workings(town).strength("5.2")
    settings = {name: value for name, value in RULES.limits.model_dump().items() if name != "schema_"}
    settings |= {"schema": 1, "minimum": (edge,) * 4}
    rules = dataclasses.replace(RULES, limits=Limits.model_validate(settings))
    ends = {one.criterion: one for one in Weights(town, rules).intervals()}
    assert ends["ernst"].low == pytest.approx(ends["ernst"].weight)
    assert ends["trend"].high == pytest.approx(ends["trend"].weight)
    hold(town, rules)


def test_a_weight_that_is_all_there_is_has_nothing_to_be_in_proportion_to() -> None:
    weights = {one.id: float(one.id == "ernst") for one in RULES.criteria}
    only = Profile(id="alleen", name="Alleen ernst", because="test", weights=weights)
    rules = dataclasses.replace(RULES, profiles=Profiles(schema=1, standard="alleen", profiles=(only,)))
    town = municipality(found("5.2", ernst=4), found("2.3", ernst=3, omvang=4))
    ends = {one.criterion: (one.low, one.high) for one in Weights(town, rules).intervals()}
    assert ends["ernst"] == (1.0, 1.0)
    assert ends["omvang"][0] == 0.0
    hold(town, rules)
