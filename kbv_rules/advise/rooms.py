"""The free places of a set of priorities, filled in many draws at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kbv_rules.advise.weighing import EPSILON, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kbv_rules.advise.candidates import Candidate

    Flags = NDArray[np.bool_]


class Filling(NamedTuple):
    """Per draw which rooms are taken (draws x places), what they are worth, and whether another filling comes as near."""

    rooms: Ints
    worth: Floats
    close: Flags


class Rooms:
    """The candidates that could fill the free places of a set, by the homes they need.

    Of those that need the very same homes (a room) at most one is chosen, the strongest; so the search is over rooms.
    """

    def __init__(self, columns: Sequence[tuple[Candidate, Floats]], draws: int) -> None:
        members: dict[Hashable, list[tuple[Candidate, Floats]]] = {}
        for one, values in columns:
            members.setdefault(one.homes or one.id, []).append((one, values))
        self.candidates = [tuple(one for one, _ in room) for room in members.values()]
        self.homes = [room[0].homes for room in self.candidates]
        self.values = np.zeros((len(members), draws))
        self.holder = np.zeros((len(members), draws), dtype=np.int64)
        self.tied = np.zeros((len(members), draws), dtype=bool)
        for place, room in enumerate(members.values()):
            self._fill(place, [values for _, values in room])
        self.shared = np.array([[bool(one & other) for other in self.homes] for one in self.homes], dtype=bool)

    def _fill(self, place: int, columns: Sequence[Floats]) -> None:
        """The strongest of one room, who that is, and whether another is as strong."""
        top, holder, tied = columns[0].copy(), self.holder[place], self.tied[place]
        for number, values in enumerate(columns[1:], 1):
            gain = values - top
            tied &= gain <= EPSILON
            tied |= np.abs(gain) <= EPSILON
            holder[gain > 0] = number
            np.maximum(top, values, out=top)
        self.values[place] = top

    @cached_property
    def order(self) -> Ints:
        """Places x draws: the rooms by value, the strongest first."""
        return np.asarray(np.argsort(-self.values, axis=0, kind="stable"), dtype=np.int64)

    @cached_property
    def ranked(self) -> Floats:
        """Places x draws: the values, the highest first."""
        return np.asarray(np.take_along_axis(self.values, self.order, axis=0))

    def most(self, count: int, floor: float, minimum: float) -> Floats:
        """More than any `count` rooms can be worth, per draw: the strongest, whether or not they share homes."""
        draws = self.values.shape[1]
        if count == 0:
            return np.zeros(draws)
        if len(self.homes) < count:
            return np.full(draws, -np.inf)
        total = self.ranked[:count].sum(axis=0) - floor * count
        return np.where(self.ranked[count - 1] >= minimum, total, -np.inf)

    def best(self, draws: Ints, count: int, floor: float, minimum: float) -> Filling:
        """Per draw the `count` rooms that share no home and are worth most."""
        if count == 0:
            return Filling(np.zeros((len(draws), 0), dtype=np.int64), np.zeros(len(draws)), np.zeros(len(draws), dtype=bool))
        strongest = self.order[:count, draws]
        worth = self.ranked[:count, draws].sum(axis=0) - floor * count
        close = np.zeros(len(draws), dtype=bool)
        if len(self.homes) > count:
            close |= self.ranked[count, draws] >= self.ranked[count - 1, draws] - EPSILON
        clash = np.zeros(len(draws), dtype=bool)
        for one, other in combinations(range(count), 2):
            clash |= self.shared[strongest[one], strongest[other]]
        picked = strongest.T.copy()
        hard = np.flatnonzero(clash)
        if len(hard):
            picked[hard], worth[hard], close[hard] = self._search(draws[hard], count, floor, minimum)
        for place in range(count):
            close |= self.tied[picked[:, place], draws]
        return Filling(picked, worth, close)

    def _search(self, draws: Ints, count: int, floor: float, minimum: float) -> Filling:
        """The same by trying every combination, for the draws in which the strongest rooms share a home."""
        active = np.flatnonzero((self.values[:, draws] >= minimum).any(axis=1))
        gains = self.values[active][:, draws] - floor
        gains[gains < minimum - floor] = -np.inf
        best = np.full(len(draws), -np.inf)
        close = np.zeros(len(draws), dtype=bool)
        number = np.zeros(len(draws), dtype=np.int64)
        sets = _combinations([self.homes[room] for room in active], count)
        for index, members in enumerate(sets):
            worth = gains[members[0]]
            for member in members[1:]:
                worth = worth + gains[member]
            better = worth > best + EPSILON
            close &= ~better
            close |= ~better & (worth >= best - EPSILON)
            number[better] = index
            np.copyto(best, worth, where=better)
        if not sets:
            return Filling(np.zeros((len(draws), count), dtype=np.int64), best, close)
        return Filling(active[np.array(sets, dtype=np.int64)[number]], best, close)

    def name(self, draws: Ints, picked: Ints, takers: list[str], names: dict[tuple[str, ...], int], answer: Ints) -> None:
        """Write down for these draws which set was chosen: in each room the candidate that is strongest there."""
        width = 1 + max((len(room) for room in self.candidates), default=0)
        codes = np.zeros(len(draws), dtype=np.int64)
        for place in range(picked.shape[1]):
            room = picked[:, place]
            codes = codes * (len(self.homes) * width) + room * width + self.holder[room, draws]
        distinct, first, group = np.unique(codes, return_index=True, return_inverse=True)
        for number in range(len(distinct)):
            draw = draws[int(first[number])]
            rooms = [int(room) for room in picked[int(first[number])]]
            ids = [self.candidates[room][int(self.holder[room, draw])].id for room in rooms]
            answer[draws[group == number]] = names.setdefault(tuple(sorted(takers + ids)), len(names))


def _combinations(homes: Sequence[frozenset[str]], count: int) -> list[tuple[int, ...]]:
    """All ways to take `count` of these that share no home."""
    sets: list[tuple[int, ...]] = [()]
    for _ in range(count):
        sets = [
            (*done, index)
            for done in sets
            for index in range(done[-1] + 1 if done else 0, len(homes))
            if not any(homes[index] & homes[other] for other in done)
        ]
    return sets
