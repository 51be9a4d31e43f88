"""In every draw a candidate is as strong, and as certain, as it is by itself under those weights."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from kbv_rules.advise.candidates import Candidate, share_out
from kbv_rules.advise.draws import Panel
from kbv_rules.advise.rooms import Member
from kbv_rules.advise.weighing import Settled, Weighed
from kbv_rules.model.findings import Findings
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.loop import Loop, by_criterion, panel_of, some_weights, with_candidates
from tests.advise.municipality import burning, found, municipality
from tests.strategies import KNOWLEDGE, RULES, findings, law

HAIR = 2e-10  # what a whole point of certainty is worth where sets tie


def situations(panel: Panel) -> Iterator[tuple[Member, Candidate, frozenset[str]]]:
    """Every candidate in every situation of what others take along."""
    candidates = sorted(panel.strengths.candidates, key=lambda one: one.id)
    for ground in panel.grounds:
        shared = share_out([candidates[member.number - 1] for member in ground.takers])
        for member, one in zip(ground.takers, shared, strict=True):
            yield member, one.candidate, one.lost
        for member in ground.free:
            yield member, candidates[member.number - 1], frozenset().union(*(one.takes for one in shared))


def compare(town: Findings, rules: RuleSet = RULES, draws: int = 2) -> None:
    panel = panel_of(town, rules)
    weights = some_weights(panel, draws)
    weighed, settled = (kind(panel, panel.weigh(weights)) for kind in (Weighed, Settled))
    for draw, row in enumerate(weights):
        strengths = Loop(town, rules).strengths(by_criterion(panel.criteria, row))
        for member, candidate, taken in situations(panel):
            by_itself = strengths.of(candidate, taken)
            value = weighed.value(member.group)[draw]
            assert value == pytest.approx(by_itself.value, abs=1e-8), (candidate.id, sorted(taken))
            certainty = (settled.value(member.group)[draw] - value) / HAIR
            assert certainty == pytest.approx(by_itself.certainty, abs=1e-4), (candidate.id, sorted(taken))


@law(12)
@given(findings())
def test_a_candidate_is_as_strong_and_as_certain_as_by_itself_whatever_others_take(town: Findings) -> None:
    compare(town)


def test_where_fewer_parts_than_shares_exist_what_was_found_on_the_whole_stands_in_as_the_last() -> None:
    """Also where the whole weighs more than its only part."""
    rules = with_candidates(shares={"theme": [1], "sub_theme": [1], "cross_cutting": [0.5, 0.3, 0.2], "bundle": [0.6, 0.4]})
    part = KNOWLEDGE.taken_along["S2"][0]
    for heavy, light in (("S2", part), (part, "S2")):
        town = municipality(burning(heavy, 4), found(light, ernst=1))
        compare(town, rules)


def test_a_single_part_counts_with_all_shares_that_have_something_to_count() -> None:
    rules = with_candidates(shares={"theme": [0.7, 0.3], "sub_theme": [1], "cross_cutting": [1], "bundle": [0.5, 0.3, 0.2]})
    compare(municipality(burning("3.1"), burning("3.2", 2), burning("S1", 3)), rules)


def test_without_draws_there_is_nothing_to_weigh() -> None:
    panel = panel_of(municipality(burning("5.2")))
    none = panel.weigh(some_weights(panel, 2)[:0])
    assert len(none) == 0
    assert Weighed(panel, none).value(panel.grounds[0].free[0].group).shape == (0,)


def test_one_column_of_weights_stands_for_all_draws() -> None:
    panel = panel_of(municipality(burning("5.2"), found("4.1", ernst=2)))
    draws = panel.weigh(panel.weights[None, :].repeat(3, axis=0))
    alike = type(draws)(draws.strengths, panel.weights[:, None])
    assert (panel.certainties(draws) == panel.certainties(alike)).all()
    assert (panel.certainties(alike.part(slice(0, 2))) == panel.certainties(draws)[:, :2]).all()
