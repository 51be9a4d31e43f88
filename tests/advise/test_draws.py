"""The choice for many weightings at once is the choice of the obvious loop, one weighting at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from kbv_rules.advise.draws import Panel
from kbv_rules.advise.robustness import draw_missing
from kbv_rules.findings.read import read_findings
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Limits
from tests.advise.loop import Loop, at_once, by_loop, by_loop_with, panel_of, some_weights, with_candidates
from tests.advise.municipality import burning, municipality
from tests.advise.workings import Workings
from tests.cli.running import EXAMPLES
from tests.strategies import RULES, findings, law

PROFILES = RULES.profiles.profiles


@pytest.mark.parametrize("example", ["eindhoven", "terneuzen", "waterwijk"])
def test_two_hundred_weightings_of_an_example_lead_to_the_choices_of_the_loop(example: str) -> None:
    given_ = read_findings(EXAMPLES / f"{example}.yaml")
    panel = panel_of(given_)
    weights = some_weights(panel, 200)
    answers = at_once(panel, panel.weigh(weights))
    assert answers == by_loop(Loop(given_), panel, weights)
    assert len(set(answers)) > 3, "weights must matter, or nothing is compared"


@law(12)
@given(findings())
def test_any_findings_lead_to_the_choices_of_the_loop_under_any_weights_and_every_profile(found_: Findings) -> None:
    panel = panel_of(found_)
    named = np.array([[profile.weights[id_] for id_ in panel.criteria] for profile in PROFILES])
    weights = np.vstack([panel.weights, named / named.sum(axis=1, keepdims=True), some_weights(panel, 6)])
    assert at_once(panel, panel.weigh(weights)) == by_loop(Loop(found_), panel, weights)


@pytest.mark.parametrize("example", ["eindhoven", "terneuzen", "waterwijk"])
def test_any_answers_to_what_is_unknown_lead_to_the_choices_of_the_loop(example: str) -> None:
    given_ = read_findings(EXAMPLES / f"{example}.yaml")
    panel = panel_of(given_)
    draws = draw_missing(panel, np.random.default_rng(2), 60)
    assert at_once(panel, draws) == by_loop_with(Loop(given_), panel, draws)


@law(12)
@given(findings())
def test_answers_to_what_is_unknown_of_any_findings_lead_to_the_choices_of_the_loop(found_: Findings) -> None:
    panel = panel_of(found_)
    draws = draw_missing(panel, np.random.default_rng(3), 6)
    assert at_once(panel, draws) == by_loop_with(Loop(found_), panel, draws)


@law(15)
@given(findings())
def test_a_candidate_exactly_at_its_threshold_is_in_as_it_is_in_the_loop(found_: Findings) -> None:
    workings = Workings(found_)
    strengths = sorted({round(workings.strengths.of(one).value, 9) for one in workings.candidates}, reverse=True)
    heavy = sorted(value for value in strengths[:4] if value >= 0) or [0.0]
    limits = Limits(schema=1, source="test", minimum=tuple(heavy), because="test", investigate_below=0.5, ties="test")
    panel = Panel(workings.strengths, limits)
    weights = np.vstack([panel.weights, some_weights(panel, 2)])
    assert at_once(panel, panel.weigh(weights)) == by_loop(Loop(found_, limits=limits), panel, weights)


@law(15)
@given(findings())
def test_a_part_that_exactly_begins_to_burn_burns_as_it_does_in_the_loop(found_: Findings) -> None:
    workings = Workings(found_)
    heaviest = max(unit.strength for one in workings.candidates for unit in workings.strengths.of(one).units)
    rules = with_candidates(burning=heaviest)
    panel = panel_of(found_, rules)
    weights = np.vstack([panel.weights, some_weights(panel, 2)])
    assert at_once(panel, panel.weigh(weights)) == by_loop(Loop(found_, rules), panel, weights)


def test_in_how_many_pieces_the_draws_are_taken_does_not_matter() -> None:
    panel = panel_of(read_findings(EXAMPLES / "waterwijk.yaml"))
    draws = panel.weigh(some_weights(panel, 9000))
    whole = at_once(panel, draws)
    pieces = [slice(0, 1), slice(1, 700), slice(700, 8999), slice(8999, 9000)]
    assert [one for piece in pieces for one in at_once(panel, draws.part(piece))] == whole


def test_findings_of_nothing_lead_to_nothing_under_any_weights() -> None:
    panel = panel_of(municipality())
    answers = panel.choose(panel.weigh(some_weights(panel, 10)))
    assert answers.names == ((),)
    assert answers.share("5.2") == 0


def test_a_share_is_the_part_of_the_draws_in_which_a_candidate_is_chosen() -> None:
    panel = panel_of(read_findings(EXAMPLES / "waterwijk.yaml"))
    sets = panel.choose(panel.weigh(some_weights(panel, 300)))
    answers = [sets[draw] for draw in range(300)]
    for id_ in {id_ for answer in answers for id_ in answer}:
        assert sets.share(id_) == pytest.approx(sum(id_ in answer for answer in answers) / 300)


def test_no_draws_have_no_share() -> None:
    panel = panel_of(municipality(burning("5.2")))
    assert panel.choose(panel.weigh(np.zeros((0, len(panel.criteria))))).share("5.2") == 0
