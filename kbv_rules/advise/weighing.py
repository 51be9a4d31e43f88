"""Strengths and certainties of candidates in many draws at once: what follows from the weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kbv_rules.advise.draws import Panel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EPSILON = 1e-9  # what differs less is the same, as in `kbv_rules.advise.choose`
DECIMALS = 9


@dataclass(frozen=True)
class Draws:
    """Many weightings of one municipality: the strength of every unit in each (units x draws), and the weights.

    `weights` has a column for every draw, or a single one for all (criteria x draws, or criteria x 1).
    """

    strengths: Floats
    weights: Floats

    def __len__(self) -> int:
        return int(self.strengths.shape[1])

    def part(self, rows: slice | Ints) -> Draws:
        """Some of the draws."""
        return Draws(self.strengths[:, rows], self.weights if self.weights.shape[1] == 1 else self.weights[:, rows])


@dataclass(frozen=True)
class Group:
    """How a candidate follows from units, given what others take along.

    Of each of `members` the strongest unit counts; `others` are the units of that member that are not the candidate itself.
    `padding` stands in where there are fewer members than shares; `breadth` is the adjustment when so many members burn.
    """

    members: tuple[tuple[int, ...], ...]
    others: tuple[tuple[int, ...], ...]
    shares: tuple[float, ...]
    padding: int | None
    breadth: Floats


class Weighed:
    """Every candidate in a number of draws; each is worked out when it is first asked for.

    `tolerance` is how little counts as nothing when sets are compared.
    """

    tolerance = EPSILON

    def __init__(self, panel: Panel, draws: Draws) -> None:
        self.panel = panel
        self.draws = draws
        self._values: dict[int, Floats] = {}

    def value(self, group: Group) -> Floats:
        """What a candidate brings to a set, in every draw."""
        if id(group) not in self._values:
            self._values[id(group)] = self._value(group)
        return self._values[id(group)]

    def keys(self, values: Floats) -> Floats:
        """What candidates (in the order of their ids, x draws) are ranked by."""
        return values

    def _value(self, group: Group) -> Floats:
        return self._strength(group)

    def _strength(self, group: Group) -> Floats:
        if not group.members:
            return np.full(len(self.draws), group.breadth[0])
        parts = [self._strongest(columns) for columns in group.members]
        strongest = parts[:1]
        for part in parts[1:]:
            _insert(strongest, part, len(group.shares))
        if group.padding is not None:
            strongest += [self.draws.strengths[group.padding]] * (len(group.shares) - len(strongest))
        value = group.shares[0] * strongest[0]
        for share, part in zip(group.shares[1:], strongest[1:], strict=False):
            value += share * part
        if (group.breadth == group.breadth[0]).all():
            return np.asarray(value + group.breadth[0])
        return np.asarray(value + group.breadth[self._burning(group, parts)])

    def _strongest(self, columns: tuple[int, ...]) -> Floats:
        units = self.draws.strengths
        top: Floats = units[columns[0]]
        for column in columns[1:]:
            top = np.maximum(top, units[column])
        return top

    def _burning(self, group: Group, parts: list[Floats]) -> Ints:
        """How many members weigh heavily, the candidate itself not counted."""
        least = self.panel.burning - EPSILON
        count = np.zeros(len(self.draws), dtype=np.int64)
        for columns, others, part in zip(group.members, group.others, parts, strict=True):
            if others == columns:
                count += part >= least
            elif others:
                beside = self._strongest(others)
                count += (beside >= least) & (beside >= part - EPSILON)
        return count


class Settled(Weighed):
    """The same for draws in which sets tie: the surer candidate is worth a hair more, and then the one with the lower id.

    A hair is too little to outweigh a difference in strength, and enough to stand out from the noise of rounding.
    """

    tolerance = 1e-13
    _HAIR = 2e-10
    _STEP = 2e-15

    def __init__(self, panel: Panel, draws: Draws) -> None:
        super().__init__(panel, draws)
        self._certainties = panel.certainties(draws)

    def keys(self, values: Floats) -> Floats:
        """What is equal but for rounding is made equal, and then lowered a step for every id before it."""
        order = np.argsort(values, axis=0, kind="stable")
        ranked = np.take_along_axis(values, order, axis=0)
        ranked[1:] = np.where(np.diff(ranked, axis=0) > self.tolerance, ranked[1:], -np.inf)
        equal = np.empty_like(values)
        np.put_along_axis(equal, order, np.maximum.accumulate(ranked, axis=0), axis=0)
        return np.asarray(equal - self._STEP * np.arange(len(values))[:, None])

    def _value(self, group: Group) -> Floats:
        return self._strength(group) + self._HAIR * self._certainty(group)

    def _certainty(self, group: Group) -> Floats:
        if not group.members:
            return np.zeros(len(self.draws))
        parts, certain = [], []
        for columns in group.members:
            strengths, certainties = self.draws.strengths[list(columns)], self._certainties[list(columns)]
            top = strengths.max(axis=0)
            parts.append(np.round(top, DECIMALS))
            # Of equals the surer one counts.
            certain.append(np.where(strengths >= top - EPSILON, certainties, -1.0).max(axis=0))
        order = np.lexsort((-np.stack(certain), -np.stack(parts)), axis=0)[: len(group.shares)]
        counting = list(np.take_along_axis(np.stack(certain), order, axis=0))
        if group.padding is not None:
            counting += [self._certainties[group.padding]] * (len(group.shares) - len(counting))
        return np.asarray(sum(share * part for share, part in zip(group.shares, counting, strict=False)))


def _insert(strongest: list[Floats], part: Floats, most: int) -> None:
    """Put a part in its place among the strongest so far, per draw; what is left over falls off."""
    for place, other in enumerate(strongest):
        strongest[place], part = np.maximum(other, part), np.minimum(other, part)
    if len(strongest) < most:
        strongest.append(part)
