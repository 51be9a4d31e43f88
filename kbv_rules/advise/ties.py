"""Which of several sets that are worth the same is chosen, in many draws at once: the surest, then that with the lower ids.

Ties are no rarity: scores are whole numbers, and two themes that were judged alike weigh alike whatever the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.rooms import Rooms
from kbv_rules.advise.weighing import DECIMALS, EPSILON, Floats, Group, Ints

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate
    from kbv_rules.advise.draws import Ground
    from kbv_rules.advise.weighing import Weighed
    from kbv_rules.model.judgement import Limits

Names = tuple[str, ...]


@dataclass(frozen=True)
class _Near:
    """A set that is as good as the best in these draws, with its worth there and how its members follow from units."""

    names: Names
    rows: Ints
    worth: Floats
    groups: tuple[Group, ...]


def settle(grounds: Sequence[Ground], limits: Limits, weighed: Weighed, best: Floats) -> list[Names]:
    """Per draw the set to choose, given what the best set is worth."""
    near = sorted(_near(grounds, limits, weighed, best), key=lambda one: one.names)
    chosen = np.zeros(len(best), dtype=np.int64)
    worth, certainty = np.full(len(best), -np.inf), np.full(len(best), -np.inf)
    for number, one in enumerate(near):
        value = np.round(one.worth, DECIMALS)
        sure = np.round(sum((weighed.certainty(group)[one.rows] for group in one.groups), np.zeros(len(one.rows))), DECIMALS)
        # Those with lower ids come first, and are only passed by what is better.
        better = (value > worth[one.rows]) | ((value == worth[one.rows]) & (sure > certainty[one.rows]))
        rows = one.rows[better]
        chosen[rows], worth[rows], certainty[rows] = number, value[better], sure[better]
    return [near[number].names for number in chosen]


def _near(grounds: Sequence[Ground], limits: Limits, weighed: Weighed, best: Floats) -> Iterator[_Near]:
    """Every set that is as good as the best in some draw."""
    nothing = np.flatnonzero(best <= EPSILON)
    if len(nothing):
        yield _Near((), nothing, np.zeros(len(nothing)), ())
    floor = limits.minimum[0]
    for ground in grounds:
        base = [weighed.strength(group) for _, group in ground.takers]
        weakest = np.minimum.reduce(base) if base else np.full(len(best), np.inf)
        worth = sum(base, np.zeros(len(best))) - floor * len(base)
        groups = tuple(group for _, group in ground.takers)
        for size in range(max(len(base), 1), len(limits.minimum) + 1):
            minimum = limits.minimum[size - 1] - EPSILON
            rows = np.flatnonzero(weakest >= minimum)
            if len(rows):
                for picked, where, total in _Search(ground, weighed, floor, minimum, best).sets(
                    rows, worth[rows], size - len(base)
                ):
                    names = tuple(sorted(one.id for one, _ in (*ground.takers, *picked)))
                    yield _Near(names, where, total, (*groups, *(group for _, group in picked)))


Picked = tuple[tuple["Candidate", Group], ...]


class _Search:
    """Ways to fill the free places of a ground that come as near as the best, found for all draws together."""

    def __init__(self, ground: Ground, weighed: Weighed, floor: float, minimum: float, best: Floats) -> None:
        strengths = [(one, group, weighed.strength(group)) for one, group in ground.free]
        self.free = [(one, group, values) for one, group, values in strengths if (values >= minimum).any()]
        self.floor = floor
        self.minimum = minimum
        self.best = best
        self.reach = Rooms([(one, values) for one, _, values in self.free], len(best)).ranked - floor

    def sets(
        self, rows: Ints, worth: Floats, count: int, start: int = 0, picked: Picked = ()
    ) -> Iterator[tuple[Picked, Ints, Floats]]:
        """Sets of `count` more, with the draws in which they are as good as the best and what they are worth there."""
        if count == 0:
            near = worth >= self.best[rows] - EPSILON
            if near.any():
                yield picked, rows[near], worth[near]
            return
        if len(self.reach) < count:
            return
        # Nothing that can still come is worth more than this.
        beyond = self.reach[: count - 1, rows].sum(axis=0)
        for place in range(start, len(self.free)):
            one, group, values = self.free[place]
            if any(one.homes & other.homes for other, _ in picked):
                continue
            here = values[rows]
            total = worth + here - self.floor
            kept = (here >= self.minimum) & (total + beyond >= self.best[rows] - EPSILON)
            if kept.any():
                yield from self.sets(rows[kept], total[kept], count - 1, place + 1, (*picked, (one, group)))
