"""How sure a choice is: under other weights, other profiles, other answers to what is unknown; and what would swap it.

Acceptability (SMAA): the share of draws in which a candidate is chosen, with its sampling error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.candidates import Candidate, Strength, Strengths
from kbv_rules.advise.choose import Choice, Chooser
from kbv_rules.advise.draws import Panel, Sets
from kbv_rules.advise.intervals import weight_intervals
from kbv_rules.advise.weighing import Draws
from kbv_rules.model.advice import Acceptability, ProfileChoice, Robustness, Swap

if TYPE_CHECKING:
    from kbv_rules.model.advice import Dropped
    from kbv_rules.rules.rule_set import RuleSet

_LEAST = 1e-6  # the least that counts as stronger, beside a margin that makes two sets equal


def assess(chooser: Chooser, choice: Choice, dropped: Sequence[Dropped], rules: RuleSet) -> Robustness:
    """Everything that says how firmly a choice stands. The same seed gives the same figures."""
    settings = rules.robustness
    panel = Panel(chooser.strengths, rules.limits)
    generator = np.random.default_rng(settings.seed)
    draws = settings.draws
    around = panel.choose(panel.weigh(generator.dirichlet(np.maximum(panel.weights, 1e-6) * settings.concentration, size=draws)))
    uniform = panel.choose(panel.weigh(generator.dirichlet(np.ones(len(panel.weights)), size=draws)))
    unknown = panel.choose(draw_missing(panel, generator, draws))
    chosen = {one.candidate.id for one in choice.chosen}
    return Robustness.model_construct(
        draws=draws,
        seed=settings.seed,
        error=0.5 / draws**0.5,
        acceptability=tuple(_acceptability(chooser.strengths, chosen, around, uniform, unknown, rules)),
        profiles=tuple(_profiles(panel, rules)),
        weights=tuple(weight_intervals(panel)),
        swap=_swap(chooser, choice, dropped, rules),
    )


def _acceptability(
    strengths: Strengths, chosen: set[str], around: Sets, uniform: Sets, unknown: Sets, rules: RuleSet
) -> list[Acceptability]:
    rows = [
        Acceptability.model_construct(
            id=candidate.id,
            name=candidate.name,
            chosen=candidate.id in chosen,
            around=around.share(candidate.id),
            uniform=uniform.share(candidate.id),
            missing=unknown.share(candidate.id),
        )
        for candidate in strengths.candidates
    ]
    shown = [row for row in rows if row.chosen or max(row.around, row.uniform, row.missing) >= rules.robustness.shown]
    return sorted(shown, key=lambda row: (not row.chosen, -row.around, -row.uniform, row.id))


def draw_missing(panel: Panel, generator: np.random.Generator, draws: int) -> Draws:
    """Every unit when each criterion that could not be evaluated gets any score of 0 to 4.

    What is missing for a theme as a whole is one unknown, shared by all its units.
    """
    known = panel.scores @ panel.weights
    open_weights = panel.missing * panel.weights
    owners = int(panel.owners.max()) + 1 if len(panel.owners) else 0
    strengths = np.empty((len(known), draws))
    for start in range(0, draws, 1000):
        size = min(1000, draws - start)
        answers = generator.integers(0, 5, size=(owners, len(panel.weights), size)).astype(np.float64)
        strengths[:, start : start + size] = known[:, None] + np.einsum("ucd,uc->ud", answers[panel.owners], open_weights)
    return Draws(strengths, panel.weights[:, None])


def _profiles(panel: Panel, rules: RuleSet) -> list[ProfileChoice]:
    """What each named profile would choose."""
    profiles = rules.profiles.profiles
    weights = np.array([[profile.weights[id_] for id_ in panel.criteria] for profile in profiles])
    sets = panel.choose(panel.weigh(weights / weights.sum(axis=1, keepdims=True)))
    return [
        ProfileChoice.model_construct(profile=profile.id, name=profile.name, priorities=sets[draw])
        for draw, profile in enumerate(profiles)
    ]


class _Raised(Strengths):
    """The same strengths, with one candidate stronger whatever others take along."""

    def __init__(self, strengths: Strengths, raised: Candidate, by: float) -> None:
        super().__init__(strengths.candidates, strengths.scorer, strengths.rules)
        self._raised = raised
        self._by = by

    def of(self, candidate: Candidate, taken: frozenset[str] = frozenset()) -> Strength:
        strength = super().of(candidate, taken)
        return strength._replace(value=strength.value + self._by) if candidate is self._raised else strength


def _swap(chooser: Chooser, choice: Choice, dropped: Sequence[Dropped], rules: RuleSet) -> Swap | None:
    """The dropped candidate that is nearest to being chosen, and what then falls off; tried out."""
    near = [one for one in dropped if one.cause not in ("covered", "overruled")]
    if not near:
        return None
    first = min(near, key=lambda one: (one.margin, one.id))
    raised = next(one for one in chooser.strengths.candidates if one.id == first.id)
    then = Chooser(_Raised(chooser.strengths, raised, first.margin + _LEAST), rules.limits).best()
    left = {one.candidate for one in then.chosen}
    gone = [one.candidate for one in choice.chosen if one.candidate not in left]
    text = rules.text("swap", name=first.name, margin=first.margin)
    if gone:
        text += " " + rules.text("swap_out", names=[one.name for one in gone])
    return Swap.model_construct(
        into=first.id,
        into_name=first.name,
        out=tuple(one.id for one in gone),
        out_names=tuple(one.name for one in gone),
        margin=first.margin,
        text=text,
    )
