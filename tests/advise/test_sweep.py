"""A sweep goes over every limit, one step at a time, and each step is worse."""

from __future__ import annotations

import pytest

from kbv_rules.advise.sweep import one_step_worse
from kbv_rules.findings.derive import derive
from kbv_rules.model.findings import Figure, Findings
from tests.advise.workings import Workings
from tests.strategies import GROUND, RULES

ROWS = ("figure", "judgement", "consultation", "approach", "scenario", "agendas")


def figure_of(found: Findings) -> Figure:
    return found.findings[0].figures[0]


@pytest.mark.parametrize("per", ROWS)
def test_under_the_shipped_rules_no_step_lowers_a_score(per: str) -> None:
    pairs = list(one_step_worse(GROUND, per))
    assert pairs
    for pair in pairs:
        before, after = Workings(pair.before).scores, Workings(pair.after).scores
        assert all(after[id_].score >= before[id_].score - 1e-9 for id_ in before)


def test_figures_pass_every_ratio_and_every_slope() -> None:
    pairs = list(one_step_worse(GROUND, "figure"))
    facts = [derive(figure_of(found), {}, RULES.derivation) for pair in pairs for found in (pair.before, pair.after)]
    ratios = {round(one.level_ratio, 6) for one in facts if one.level_ratio is not None}
    slopes = {round(one.trend_per_year, 6) for one in facts if one.trend_per_year is not None}
    assert ratios == {round(ratio, 6) for ratio in GROUND.aims.ratios}
    assert slopes >= {round(slope, 6) for slope in GROUND.aims.slopes if slope > -0.75}


def test_judgements_pass_every_score_of_every_criterion() -> None:
    steps = [
        (one.criterion, one.score, other.score)
        for pair in one_step_worse(GROUND, "judgement")
        for one, other in zip(pair.before.findings[0].judgements, pair.after.findings[0].judgements, strict=True)
    ]
    assert steps == [(criterion, score, score + 1) for criterion in GROUND.judged for score in range(4)]


def test_rows_that_hold_no_findings_have_no_steps() -> None:
    assert list(one_step_worse(GROUND, "candidate")) == []
    assert list(one_step_worse(GROUND, "knowledge")) == []
