"""Between which weights the choice stands, exactly.

Between the events at which something could change (two units swap places, a part begins to burn, a candidate meets a
threshold, a certainty makes a step) every strength, times the sum of the weights, is linear in the weight; so where the same
set is best at both ends it is best in between, and where it is not the crossing is the root of a linear equation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.weighing import EPSILON, Draws, Floats
from kbv_rules.model.advice import WeightInterval

if TYPE_CHECKING:
    from kbv_rules.advise.draws import Panel

WIDEST = 0.99  # no weight is varied beyond this share of all weights
_BESIDE = 1e-7  # how far beside an event is looked, as a part of the way to the next
_APART = 1e-9  # events closer than this, relative to where they are, are one
_INSIDE = 1e-7  # how far before a crossing is looked, as a part of the way there
_MOST_PASSED = 50  # sets that could pass the present one between two events; so many never do


def weight_intervals(panel: Panel) -> list[WeightInterval]:
    """Per criterion the shares of all weights between which the chosen set stays, the other weights in proportion."""
    return [
        WeightInterval.model_construct(criterion=id_, weight=float(panel.weights[column]), low=low, high=high)
        for column, id_ in enumerate(panel.criteria)
        for low, high in [_Line(panel, column).interval()]
    ]


class _Line:
    """All weightings that differ in one criterion: x for its weight, the others as they are; x runs from 0 up.

    The weights then sum to `rest` + x. What is linear in x is called by its value at 0 (`fixed`) and its slope.
    """

    def __init__(self, panel: Panel, column: int) -> None:
        self.panel = panel
        self.here = float(panel.weights[column])
        self.others = panel.weights.copy()
        self.others[column] = 0.0
        self.one = np.zeros(len(self.others))
        self.one[column] = 1.0
        self.rest = float(self.others.sum())
        self.end = max(self.rest * WIDEST / (1 - WIDEST), self.here)

    def interval(self) -> tuple[float, float]:
        """The least and the largest share of the weights with which the set that is chosen now is chosen."""
        if self.rest <= EPSILON:
            return (1.0, 1.0)
        now = self.panel.choose(self.at([self.here]))[0]
        cuts = self._cuts()
        right = self._walk([cut for cut in cuts if cut > self.here], self.end, now)
        left = self._walk([cut for cut in reversed(cuts) if cut < self.here], 0.0, now)
        return (left / (self.rest + left), right / (self.rest + right))

    def at(self, places: Sequence[float] | Floats) -> Draws:
        """Every unit at these places of the line."""
        x = np.asarray(places)[:, None]
        return self.panel.weigh((self.others + x * self.one) / (self.rest + x))

    def _cuts(self) -> list[float]:
        """Every place where something could change but the best set itself, in order."""
        unit_cuts = sorted({place for place in self._unit_events() if 0 < place < self.end})
        return sorted({*unit_cuts, *self._thresholds(unit_cuts)})

    def _unit_events(self) -> Iterator[float]:
        """Where two units swap places, a unit begins to burn or its certainty makes a step."""
        panel = self.panel
        fixed, slope = panel.scores @ self.others, panel.scores @ self.one
        for one, other in panel.rivals():
            yield from _root(fixed[one] - fixed[other], slope[one] - slope[other])
        for value, rise in zip(fixed, slope, strict=True):
            yield from self._reaches(value, rise, panel.burning - EPSILON)
        for value, rise in {*zip((panel.found @ self.others).tolist(), (panel.found @ self.one).tolist(), strict=True)}:
            for step in panel.steps:
                yield from self._reaches(value, rise, float(step))

    def _reaches(self, fixed: float, slope: float, level: float) -> Iterator[float]:
        """Where what is linear but for the sum of the weights comes at a level: fixed + slope x = level (rest + x)."""
        yield from _root(fixed - level * self.rest, slope - level)

    def _thresholds(self, cuts: Sequence[float]) -> Iterator[float]:
        """Where a candidate meets a threshold: between two cuts its strength is linear but for the sum of the weights."""
        edges = np.array([0.0, *cuts, self.end])
        low, high = edges[:-1] + np.diff(edges) / 3, edges[:-1] + np.diff(edges) * 2 / 3
        before, after = self.panel.all_strengths(self.at(low)), self.panel.all_strengths(self.at(high))
        for minimum in self.panel.limits.minimum:
            first = (before - minimum + EPSILON) * (self.rest + low)
            second = (after - minimum + EPSILON) * (self.rest + high)
            with np.errstate(divide="ignore", invalid="ignore"):
                meets = low - first * (high - low) / (second - first)
            inside = np.isfinite(meets) & (meets > edges[:-1]) & (meets < edges[1:])
            yield from (float(place) for place in meets[inside])

    def _walk(self, cuts: Sequence[float], end: float, now: tuple[str, ...]) -> float:
        """From here outward: how far the set stays the best."""
        stops = [self.here]
        for cut in (*cuts, end):
            if abs(cut - stops[-1]) > _APART * (1 + cut):
                stops.append(cut)
        inners, outers = np.array(stops[:-1]), np.array(stops[1:])
        beside = (outers - inners) * _BESIDE
        first, last = self.panel.choose(self.at(inners + beside)), self.panel.choose(self.at(outers - beside))
        for place, (inner, outer, gap) in enumerate(zip(inners.tolist(), outers.tolist(), beside.tolist(), strict=True)):
            if first[place] != now:
                return float(inner)
            if last[place] != now:  # at an event itself things may jump
                return self._crossing(inner + gap, outer - gap, now, last[place])
        return end

    def _crossing(self, inner: float, outer: float, now: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Where, between two cuts, the present set stops being the best: the sets that pass it, one by one (Newton)."""
        root = inner
        for _ in range(_MOST_PASSED):
            ends = np.array([inner, outer])
            draws = self.at(ends)
            gap = (self.panel.worth(now, draws) - self.panel.worth(other, draws)) * (self.rest + ends)
            if gap[0] <= gap[1]:
                return float(inner)
            root = float(np.clip(inner + (outer - inner) * gap[0] / (gap[0] - gap[1]), min(ends), max(ends)))
            before = root + (inner - root) * _INSIDE
            best = self.panel.choose(self.at([before]))[0]
            if best in (now, other):
                break
            outer, other = before, best
        return root


def _root(fixed: float, slope: float) -> Iterator[float]:
    """Where fixed + slope x = 0, for x above zero."""
    if slope and -fixed / slope > 0:
        yield float(-fixed / slope)
