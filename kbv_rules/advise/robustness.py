"""How sure a choice is: under other weights, other profiles, other answers to what is unknown; and what would swap it.

Acceptability (SMAA): the share of draws in which a candidate is chosen, with its sampling error. Weight intervals are
exact: between the events at which something could change (two units swap places, a part begins to burn, a candidate
meets a threshold) every strength, times the sum of the weights, is linear in the weight; so where the same set is best at
both ends it is best in between, and where it is not the crossing is the root of a linear equation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.draws import Floats, Panel, Sets
from kbv_rules.model.advice import Acceptability, ProfileChoice, Robustness, Swap, WeightInterval

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Strengths
    from kbv_rules.advise.choose import Choice
    from kbv_rules.model.advice import Dropped
    from kbv_rules.rules.rule_set import RuleSet

_BESIDE = 1e-9  # how far beside an event is looked, relative to where it is
_WIDEST = 0.99  # no weight is varied beyond this share of all weights


def assess(choice: Choice, strengths: Strengths, dropped: Sequence[Dropped], rules: RuleSet) -> Robustness:
    """Everything that says how firmly a choice stands. The same seed gives the same figures."""
    settings = rules.robustness
    panel = Panel(strengths, rules.limits)
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
        acceptability=tuple(_acceptability(strengths, chosen, around, uniform, unknown, rules)),
        profiles=tuple(_profiles(panel, rules)),
        weights=tuple(weight_intervals(panel)),
        swap=_swap(choice, dropped, rules),
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


def draw_missing(panel: Panel, generator: np.random.Generator, draws: int) -> Floats:
    """The strength of every unit when each criterion that could not be evaluated gets any score of 0 to 4.

    What is missing for a theme as a whole is one unknown, shared by all its units.
    """
    known = panel.scores @ panel.weights
    open_weights = panel.missing * panel.weights
    owners = int(panel.owners.max()) + 1 if len(panel.owners) else 0
    strengths = np.empty((draws, len(known)))
    for start in range(0, draws, 1000):
        size = min(1000, draws - start)
        answers = generator.integers(0, 5, size=(size, owners, len(panel.weights))).astype(np.float64)
        strengths[start : start + size] = known + np.einsum("duc,uc->du", answers[:, panel.owners, :], open_weights)
    return strengths


def _profiles(panel: Panel, rules: RuleSet) -> list[ProfileChoice]:
    """What each named profile would choose."""
    profiles = rules.profiles.profiles
    weights = np.array([[profile.weights[id_] for id_ in panel.criteria] for profile in profiles])
    sets = panel.choose(panel.weigh(weights / weights.sum(axis=1, keepdims=True)))
    return [
        ProfileChoice.model_construct(profile=profile.id, name=profile.name, priorities=sets.names[index])
        for profile, index in zip(profiles, sets.chosen, strict=True)
    ]


def _swap(choice: Choice, dropped: Sequence[Dropped], rules: RuleSet) -> Swap | None:
    """The dropped candidate that is nearest to being chosen, and what it would push out."""
    near = [one for one in dropped if one.cause not in ("covered", "overruled")]
    if not near:
        return None
    first = min(near, key=lambda one: (one.margin, one.id))
    last = choice.chosen[-1].candidate if choice.chosen else None
    return Swap.model_construct(
        into=first.id,
        into_name=first.name,
        out=last.id if last else None,
        out_name=last.name if last else None,
        margin=first.margin,
        text=rules.text("swap", name=first.name, margin=first.margin),
    )


def weight_intervals(panel: Panel) -> list[WeightInterval]:
    """Per criterion the shares of all weights between which the chosen set stays, the other weights in proportion."""
    return [
        WeightInterval.model_construct(criterion=id_, weight=float(panel.weights[column]), low=low, high=high)
        for column, id_ in enumerate(panel.criteria)
        for low, high in [_Line(panel, column).interval()]
    ]


@dataclass
class _Line:
    """All weightings that differ in one criterion: weight x for it, the others as they are; x runs from 0 up."""

    panel: Panel
    column: int

    def __post_init__(self) -> None:
        weights = self.panel.weights
        self.rest = 1.0 - float(weights[self.column])
        self.here = float(weights[self.column])
        others = weights.copy()
        others[self.column] = 0.0
        self.fixed = self.panel.scores @ others
        self.slope = self.panel.scores[:, self.column]
        self.end = max(self.rest, 1e-9) * _WIDEST / (1 - _WIDEST)

    def units(self, places: Floats) -> Floats:
        """Places x units: the strength of every unit."""
        return np.asarray((self.fixed + np.outer(places, self.slope)) / (self.rest + places)[:, None])

    def interval(self) -> tuple[float, float]:
        if self.rest <= 0:
            return (1.0, 1.0)
        sets = self.panel.choose(self.units(np.array([self.here])))
        now = sets.names[sets.chosen[0]]
        cuts = self._cuts()
        right = self._walk([cut for cut in cuts if cut > self.here], self.end, now)
        left = self._walk([cut for cut in reversed(cuts) if cut < self.here], 0.0, now)
        return (left / (self.rest + left), right / (self.rest + right))

    def _cuts(self) -> list[float]:
        """Every place where something could change but the best set itself, in order."""
        panel = self.panel
        places: set[float] = set()
        burning = panel.strengths.rules.candidates.burning
        for columns in panel.rivals():
            places.update(
                _roots(self.fixed[columns[0]] - self.fixed[columns[1]], self.slope[columns[1]] - self.slope[columns[0]])
            )
        for fixed, slope in zip(self.fixed, self.slope, strict=True):
            places.update(_roots(burning * self.rest - fixed, slope - burning))
        cuts = sorted(place for place in places if 0 < place < self.end)
        edges = np.array([0.0, *cuts, self.end])
        low, high = edges[:-1] + (edges[1:] - edges[:-1]) / 3, edges[:-1] + (edges[1:] - edges[:-1]) * 2 / 3
        before, after = panel.strength_columns(self.units(low)), panel.strength_columns(self.units(high))
        for minimum in panel.limits.minimum:
            # strength x (rest + x) is linear between two cuts; where does it meet minimum x (rest + x)?
            first = before * (self.rest + low) - minimum * (self.rest + low)
            second = after * (self.rest + high) - minimum * (self.rest + high)
            with np.errstate(divide="ignore", invalid="ignore"):
                meets = low - first * (high - low) / (second - first)
            inside = np.isfinite(meets) & (meets > edges[:-1]) & (meets < edges[1:])
            places.update(float(place) for place in meets[inside])
        return sorted(place for place in places if 0 < place < self.end)

    def _walk(self, cuts: Sequence[float], end: float, now: tuple[str, ...]) -> float:
        """From here outward: how far the set stays the best."""
        inner = self.here
        outward = 1.0 if end > self.here else -1.0
        edges = [*cuts, end]
        inners = np.array([inner, *edges[:-1]])
        outers = np.array(edges)
        first = self.panel.choose(self.units(np.maximum(inners + outward * _BESIDE * (1 + inners), 0.0)))
        last = self.panel.choose(self.units(np.maximum(outers - outward * _BESIDE * (1 + outers), 0.0)))
        for place in range(len(edges)):
            if place and first.names[first.chosen[place]] != now:
                return float(inners[place])
            other = last.names[last.chosen[place]]
            if other != now:
                return self._crossing(float(inners[place]), float(outers[place]), now, other)
        return end

    def _crossing(self, inner: float, outer: float, now: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Where, between two cuts, the present set stops being the best (Newton on linear worths)."""
        for _ in range(20):
            ends = np.array([inner, outer])
            units = self.units(ends)
            gap = (self.panel.worth(now, units) - self.panel.worth(other, units)) * (self.rest + ends)
            if not np.isfinite(gap).all() or gap[0] == gap[1]:
                return inner
            root = float(np.clip(inner + (outer - inner) * gap[0] / (gap[0] - gap[1]), min(ends), max(ends)))
            before = root + (inner - root) * 1e-7
            sets = self.panel.choose(self.units(np.array([before])))
            best = sets.names[sets.chosen[0]]
            if best in (now, other):
                return root
            outer, other = before, best
        return inner


def _roots(constant: float, coefficient: float) -> list[float]:
    """Where constant = coefficient * x, for x above zero."""
    return [float(constant / coefficient)] if coefficient and constant / coefficient > 0 else []
