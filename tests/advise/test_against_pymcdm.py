"""Robustness on a plain weighted sum gives what pymcdm makes of it: values exactly, shares within the sampling error.

The full choice (bundles, homes, thresholds) is our own; the loop over `kbv_rules.advise.choose` is what that is held against.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kbv_rules.advise.case import Case
from kbv_rules.advise.draws import Panel
from kbv_rules.findings.read import read_findings
from tests.cli.running import EXAMPLES
from tests.strategies import KNOWLEDGE, RULES

methods = pytest.importorskip("pymcdm.methods", reason="pymcdm is not installed")

DRAWS = 2000
TOP = 4


def panel_of(example: str) -> Panel:
    findings = read_findings(EXAMPLES / f"{example}.yaml")
    case = Case(findings, KNOWLEDGE, RULES, RULES.profiles.profiles[0])
    return Panel(case.strengths, RULES.limits)


def as_printed(values: NDArray[np.float64], cost: bool) -> NDArray[np.float64]:
    """No normalisation: our scores are on one scale already."""
    del cost
    return values


def of_pymcdm(scores: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alternatives x draws: the weighted sums."""
    weigh = methods.WSM(as_printed)
    types = np.ones(scores.shape[1])
    return np.array([weigh(scores, row, types, validation=False) for row in weights]).T


def at_the_top(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per alternative the share of draws in which fewer than TOP others are stronger."""
    values = values.round(9)
    border = np.sort(values, axis=0)[-TOP]
    return np.asarray((values >= border).mean(axis=1))


@pytest.mark.parametrize("example", ["terneuzen", "waterwijk"])
def test_a_weighted_sum_is_theirs_and_its_acceptability_within_the_sampling_error(example: str) -> None:
    panel = panel_of(example)
    scores = panel.scores[np.unique(panel.scores, axis=0, return_index=True)[1]]
    mine = np.random.default_rng(1).dirichlet(np.ones(scores.shape[1]), DRAWS)
    theirs = np.random.default_rng(2).dirichlet(np.ones(scores.shape[1]), DRAWS)
    keep = np.unique(panel.scores, axis=0, return_index=True)[1]

    ours = panel.weigh(mine).strengths[keep]
    assert ours == pytest.approx(of_pymcdm(scores, mine), abs=1e-12)

    share, others = at_the_top(ours), at_the_top(of_pymcdm(scores, theirs))
    assert np.count_nonzero((share > 0.02) & (share < 0.98)) > 0, "somewhere the weights must matter, or nothing is compared"
    error = np.sqrt((share * (1 - share) + others * (1 - others)) / DRAWS)
    assert np.all(np.abs(share - others) <= 5 * error + 1 / DRAWS)
