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
Picked = tuple[tuple["Candidate", Group], ...]


@dataclass(frozen=True)
class _Near:
    """A set that is as good as the best in these draws, and what it is worth there."""

    names: Names
    picked: Picked
    rows: Ints
    worth: Floats


def settle(grounds: Sequence[Ground], limits: Limits, weighed: Weighed, best: Floats) -> list[Names]:
    """Per draw the set to choose, given what the best set is worth."""
    near = sorted(_as_good(grounds, limits, weighed, best), key=lambda one: one.names)
    chosen = np.zeros(len(best), dtype=np.int64)
    worth, certainty = np.full(len(best), -np.inf), np.full(len(best), -np.inf)
    for number, one in enumerate(near):
        value = np.round(one.worth, DECIMALS)
        sure = sum((weighed.certainty(group)[one.rows] for _, group in one.picked), np.zeros(len(one.rows)))
        sure = np.round(sure, DECIMALS)
        # Those with lower ids come first, and are only passed by what is better.
        better = (value > worth[one.rows]) | ((value == worth[one.rows]) & (sure > certainty[one.rows]))
        rows = one.rows[better]
        chosen[rows], worth[rows], certainty[rows] = number, value[better], sure[better]
    return [near[number].names for number in chosen]


def _as_good(grounds: Sequence[Ground], limits: Limits, weighed: Weighed, best: Floats) -> Iterator[_Near]:
    """Every set that is as good as the best in some draw."""
    nothing = np.flatnonzero(best <= EPSILON)
    if len(nothing):
        yield _Near((), (), nothing, np.zeros(len(nothing)))
    for ground in grounds:
        for size in range(max(len(ground.takers), 1), len(limits.minimum) + 1):
            yield from _Search(ground, limits, size, weighed, best).sets()


class _Search:
    """Sets of one size on one ground that are as good as the best, found for all draws together."""

    def __init__(self, ground: Ground, limits: Limits, size: int, weighed: Weighed, best: Floats) -> None:
        self.ground = ground
        self.count = size - len(ground.takers)
        self.floor = limits.minimum[0]
        self.minimum = limits.minimum[size - 1] - EPSILON
        self.best = best
        self.base = [weighed.strength(group) for _, group in ground.takers]
        strengths = [(one, group, weighed.strength(group)) for one, group in ground.free]
        self.free = [(one, group, values) for one, group, values in strengths if (values >= self.minimum).any()]

    def sets(self) -> Iterator[_Near]:
        weakest = np.minimum.reduce(self.base) if self.base else np.full(len(self.best), np.inf)
        rows = np.flatnonzero(weakest >= self.minimum)
        rooms = Rooms([(one, values) for one, _, values in self.free], len(self.best))
        if not len(rows) or len(rooms.homes) < self.count:
            return
        self.reach = rooms.ranked - self.floor
        worth = sum(self.base, np.zeros(len(self.best))) - self.floor * len(self.base)
        yield from self._fill(rows, worth[rows], 0, ())

    def _fill(self, rows: Ints, worth: Floats, start: int, picked: Picked) -> Iterator[_Near]:
        """The sets that hold `picked`, with `rows` the draws in which they could still be as good as the best."""
        places = self.count - len(picked)
        if places == 0:
            near = worth >= self.best[rows] - EPSILON
            if near.any():
                members = (*self.ground.takers, *picked)
                yield _Near(tuple(sorted(one.id for one, _ in members)), members, rows[near], worth[near])
            return
        # Nothing that can still come is worth more than this.
        beyond = self.reach[: places - 1, rows].sum(axis=0)
        for place in range(start, len(self.free)):
            one, group, values = self.free[place]
            if any(one.homes & other.homes for other, _ in picked):
                continue
            here = values[rows]
            total = worth + here - self.floor
            kept = (here >= self.minimum) & (total + beyond >= self.best[rows] - EPSILON)
            if kept.any():
                yield from self._fill(rows[kept], total[kept], place + 1, (*picked, (one, group)))
