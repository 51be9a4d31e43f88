"""The best set of priorities in many draws at once.

A set is a number: the places of its members among the ids, lowest first, as the digits of a number as long as the largest
set. So of two sets the one with the lower ids is the lower number, as the choice wants it when all else is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.rooms import Filling, Ground, Rooms
from kbv_rules.advise.weighing import EPSILON, Draws, Floats, Ints, Settled, Weighed

if TYPE_CHECKING:
    from kbv_rules.advise.draws import Panel


def search(panel: Panel, grounds: Sequence[Ground], draws: Draws) -> Ints:
    """The number of the best set in each draw.

    First by strength alone; the draws in which another set comes as near are gone through again with all that settles ties.
    """
    found = _Search(panel, grounds, Weighed(panel, draws))
    rows = np.flatnonzero(found.tied)
    if len(rows):
        found.answer[rows] = _Search(panel, grounds, Settled(panel, draws.part(rows))).answer
    return found.answer


class _Search:
    """Per draw the best set so far, what it is worth, and whether another is as good."""

    def __init__(self, panel: Panel, grounds: Sequence[Ground], weighed: Weighed) -> None:
        draws = len(weighed.draws)
        self.minimum = panel.limits.minimum
        self.floor = self.minimum[0]
        self.weighed = weighed
        self.base = len(panel.strengths.candidates) + 1
        self.best = np.zeros(draws)
        self.answer = np.zeros(draws, dtype=np.int64)
        self.tied = np.zeros(draws, dtype=bool)
        # The grounds with most takers and the largest sets first: what they reach rules out most of the rest unseen.
        for ground in reversed(grounds):
            self._on(ground)

    def _on(self, ground: Ground) -> None:
        takers = [self.weighed.value(member.group) for member in ground.takers]
        weakest = np.minimum.reduce(takers) if takers else np.full(len(self.best), np.inf)
        worth: Floats = sum(takers, np.zeros(len(self.best))) - self.floor * len(takers)
        if (weakest < self.floor - EPSILON).all():
            return
        rooms = Rooms(ground, self.weighed, self.floor, len(self.minimum) - len(takers))
        numbers = np.array([member.number for member in ground.takers], dtype=np.int64)
        for size in range(len(self.minimum), max(len(takers), 1) - 1, -1):
            minimum = self.minimum[size - 1] - EPSILON
            count = size - len(takers)
            # Only the draws in which a set of this size could still be the best, or as good.
            could = worth + rooms.most(count) >= self.best - self.weighed.tolerance
            rows = np.flatnonzero((weakest >= minimum) & could)
            if len(rows):
                for filling in rooms.fillings(rows, worth[rows], self.best, count, minimum):
                    self._offer(filling, numbers)

    def _offer(self, filling: Filling, takers: Ints) -> None:
        """Sets that may be better than what was found so far."""
        gain = filling.worth - self.best[filling.rows]
        won = gain > self.weighed.tolerance
        level = ~won & (gain >= -self.weighed.tolerance)
        self.tied[filling.rows] = np.where(won, filling.close, self.tied[filling.rows] | level)
        kept = won | level
        rows, codes = filling.rows[kept], self._code(filling.numbers[kept], takers)
        lower = won[kept] | (codes < self.answer[rows])
        self.answer[rows[lower]] = codes[lower]
        self.best[filling.rows[won]] = filling.worth[won]

    def _code(self, numbers: Ints, takers: Ints) -> Ints:
        """The numbers of sets of these candidates (draws x places) and takers."""
        digits = np.sort(np.concatenate([numbers, np.tile(takers, (len(numbers), 1))], axis=1), axis=1)
        scale = [self.base**power for power in range(len(self.minimum) - 1, len(self.minimum) - 1 - digits.shape[1], -1)]
        return np.asarray(digits @ np.array(scale, dtype=np.int64))
