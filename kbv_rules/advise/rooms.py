"""The free places of a set of priorities, filled in many draws at once.

Of the candidates that need the very same homes (a room) at most one is chosen. Rooms of one home, or none, never stand in
each other's way: of those the strongest are taken. Only rooms of several homes have to be tried in combination, and few do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kbv_rules.advise.weighing import EPSILON, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kbv_rules.advise.weighing import Group, Weighed


class Member(NamedTuple):
    """A candidate by its number in the order of the ids, and how it follows from units."""

    number: int
    group: Group


@dataclass(frozen=True)
class Ground:
    """What is fixed once it is known which candidates take sub-themes along: those, and all that could stand beside them."""

    takers: tuple[Member, ...]
    free: tuple[Member, ...]
    rooms: tuple[tuple[int, ...], ...]  # places in `free`
    homes: tuple[frozenset[str], ...]  # of each room

    @property
    def wide(self) -> list[int]:
        """The rooms that need several homes."""
        return [room for room, homes in enumerate(self.homes) if len(homes) > 1]


class Filling(NamedTuple):
    """Fillings of free places: in which draws, with which candidates (draws x places), their worth, how near the next is."""

    rows: Ints
    numbers: Ints
    worth: Floats
    close: NDArray[np.bool_]


class Rooms:
    """The rooms beside the takers of one ground, in a number of draws."""

    def __init__(self, ground: Ground, weighed: Weighed, floor: float, most: int) -> None:
        self.ground = ground
        self.floor = floor
        self.tolerance = weighed.tolerance
        draws = len(weighed.draws)
        values = np.stack([weighed.value(member.group) for member in ground.free]) if ground.free else np.zeros((0, draws))
        keys = weighed.keys(values)
        numbers = np.array([member.number for member in ground.free], dtype=np.int64)
        self.values = np.empty((len(ground.rooms), draws))
        self.keys = np.empty((len(ground.rooms), draws))
        self.numbers = np.empty((len(ground.rooms), draws), dtype=np.int64)
        self.tied = np.zeros((len(ground.rooms), draws), dtype=bool)
        for room, places in enumerate(ground.rooms):
            first = places[0]
            self.values[room], self.keys[room], self.numbers[room] = values[first], keys[first], numbers[first]
            for place in places[1:]:
                self._rival(room, values[place], keys[place], int(numbers[place]))
        self.single = np.array([room for room, homes in enumerate(ground.homes) if len(homes) < 2], dtype=np.int64)
        self._alone = _strongest(self.keys[self.single], most + 1)
        self._reach = self._reaching(most)

    def _rival(self, room: int, values: Floats, keys: Floats, number: int) -> None:
        """One more candidate for a room: in each draw the stronger holds it."""
        gain = values - self.values[room]
        self.tied[room] &= gain <= EPSILON
        self.tied[room] |= np.abs(gain) <= EPSILON
        stronger = keys > self.keys[room]
        np.copyto(self.values[room], values, where=stronger)
        np.copyto(self.keys[room], keys, where=stronger)
        self.numbers[room, stronger] = number

    def _reaching(self, most: int) -> list[Floats]:
        """More than any 0, 1, 2, ... rooms can be worth, per draw: the strongest, whether or not they share homes."""
        top: list[Floats] = []
        for values in self.values:
            rest = values
            for place, other in enumerate(top):
                top[place], rest = np.maximum(other, rest), np.minimum(other, rest)
            if len(top) < most:
                top.append(rest)
        reach = [np.zeros(self.values.shape[1])]
        for values in top:
            reach.append(reach[-1] + values - self.floor)
        return reach

    def most(self, count: int) -> Floats | float:
        """More than any `count` rooms can be worth, per draw."""
        return self._reach[count] if count < len(self._reach) else -np.inf

    def fillings(self, rows: Ints, worth: Floats, best: Floats, count: int, minimum: float) -> Iterator[Filling]:
        """Ways to fill `count` places, every member as strong as `minimum`, that could be as good as `best`.

        `worth` is what is there already. Of all ways with the same rooms of several homes only the best. `best` is looked at
        again and again, and may rise on the way.
        """
        yield from self._with(rows, worth, best, (), count, minimum)

    def _with(
        self, rows: Ints, worth: Floats, best: Floats, wide: tuple[int, ...], count: int, minimum: float
    ) -> Iterator[Filling]:
        """Those that hold exactly the rooms `wide`, and those that hold more rooms of several homes."""
        yield from self._filled(rows, worth, wide, count - len(wide), minimum)
        places = count - len(wide) - 1
        if places < 0:
            return
        for room in self.ground.wide:
            if (wide and room <= wide[-1]) or any(self.ground.homes[room] & self.ground.homes[other] for other in wide):
                continue
            values = self.values[room, rows]
            total = worth + values - self.floor
            beyond = self.most(places)
            beyond = beyond[rows] if isinstance(beyond, np.ndarray) else beyond
            kept = (values >= minimum) & (total + beyond >= best[rows] - self.tolerance)
            if kept.any():
                yield from self._with(rows[kept], total[kept], best, (*wide, room), count, minimum)

    def _filled(self, rows: Ints, worth: Floats, wide: tuple[int, ...], count: int, minimum: float) -> Iterator[Filling]:
        """The best way to fill the other places with rooms of one home, which are those of `single` that stand free."""
        taken = frozenset(home for room in wide for home in self.ground.homes[room])
        if taken:
            single = np.array([room for room in self.single if not self.ground.homes[room] & taken], dtype=np.int64)
            strongest = _strongest(self.keys[np.ix_(single, rows)], count + 1)
        else:
            single, strongest = self.single, self._alone[: count + 1, rows]
        if len(single) < count:
            return
        rooms = np.concatenate([np.tile(np.array(wide, dtype=np.int64)[:, None], len(rows)), single[strongest[:count]]])
        values = self.values[rooms[len(wide) :], rows]
        if count:
            able = values[-1] >= minimum
            rows, rooms, values, worth, strongest = rows[able], rooms[:, able], values[:, able], worth[able], strongest[:, able]
        close = self.tied[rooms, rows].any(axis=0)
        if 0 < count < len(strongest):
            close |= self.values[single[strongest[count]], rows] >= values[-1] - EPSILON
        if len(rows):
            yield Filling(rows, self.numbers[rooms, rows].T, worth + values.sum(axis=0) - self.floor * count, close)


def _strongest(keys: Floats, count: int) -> Ints:
    """The places (in the first axis) of the highest keys per draw, the highest first."""
    left = keys.copy()
    count = min(count, len(keys))
    found = np.empty((count, keys.shape[1]), dtype=np.int64)
    columns = np.arange(keys.shape[1])
    for place in range(count):
        found[place] = left.argmax(axis=0)
        left[found[place], columns] = -np.inf
    return found


def together(homes: Sequence[frozenset[str]]) -> list[list[int]]:
    """The places of those that need the very same homes; what needs none has a room of its own."""
    rooms: dict[frozenset[str] | int, list[int]] = {}
    for place, needed in enumerate(homes):
        rooms.setdefault(needed or place, []).append(place)
    return list(rooms.values())
