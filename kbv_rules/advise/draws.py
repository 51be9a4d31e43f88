"""The full choice of priorities for many weightings at once, in numpy.

The same answers as `kbv_rules.advise.choose` on each weighting: bundles, disjoint homes, what is taken along, thresholds
and breadth included. What does not depend on the weights (which units make up a candidate, which sets are allowed) is
worked out once; what does, as columns over all draws. Double precision: in single precision sets that tie at an edge
come out wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kbv_rules.advise.judge import NOTHING

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate, Strengths
    from kbv_rules.advise.score import Unit
    from kbv_rules.model.judgement import Limits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EPSILON = 1e-9
_CHUNK = 8192
# Sets of more candidates than this in one search would be too many to try; see `_active`.
_MOST_SETS = 60_000


@dataclass(frozen=True)
class Sets:
    """What was chosen in each draw: an index into `names`, each a sorted tuple of candidate ids."""

    names: tuple[tuple[str, ...], ...]
    chosen: Ints

    def share(self, candidate: str) -> float:
        """The share of draws in which a candidate is chosen (its acceptability)."""
        holding = np.array([candidate in names for names in self.names])
        return float(holding[self.chosen].mean()) if len(self.names) else 0.0


@dataclass(frozen=True)
class _Group:
    """How a candidate follows from units: `members` are the columns whose maximum makes one member each."""

    members: tuple[tuple[int, ...], ...]
    own: tuple[bool, ...]
    shares: tuple[float, ...]
    padding: int | None
    breadth: Floats


class Panel:
    """All units and candidates of one municipality, ready to be weighed many times."""

    def __init__(self, strengths: Strengths, limits: Limits) -> None:
        self.strengths = strengths
        self.limits = limits
        scorer = strengths.scorer
        self.criteria = [criterion.id for criterion in scorer.rules.criteria]
        self.counting = np.array([criterion.in_choice for criterion in scorer.rules.criteria])
        self.weights = np.array([scorer.weights[id_] for id_ in self.criteria])
        self._columns: dict[tuple[str, str], int] = {}
        self._units: list[Unit] = []
        self._groups: dict[tuple[str, frozenset[str]], _Group] = {}
        # Fill the columns before the matrix is made.
        self._grounds = list(self._list_grounds())

    @cached_property
    def scores(self) -> Floats:
        """Units x criteria: the criterion scores, 0 where not evaluable or where the criterion does not count in the choice."""
        table: Floats = np.zeros((len(self._units), len(self.criteria)))
        for row, unit in enumerate(self._units):
            for column, id_ in enumerate(self.criteria):
                table[row, column] = unit.criteria.get(id_, NOTHING).score or 0.0
        return np.asarray(table * self.counting, dtype=np.float64)

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Units x criteria: what could not be evaluated and would count."""
        table = [[unit.criteria.get(id_, NOTHING).score is None for id_ in self.criteria] for unit in self._units]
        return np.asarray(np.array(table, dtype=bool).reshape(len(self._units), len(self.criteria)) & self.counting)

    @cached_property
    def owners(self) -> Ints:
        """Per unit the number of its theme or overarching theme: what is missing there is missing for all its units."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(unit.owner, len(numbers)) for unit in self._units], dtype=np.int64)

    def _column(self, unit: Unit) -> int:
        key = (unit.subject, unit.owner)
        if key not in self._columns:
            self._columns[key] = len(self._units)
            self._units.append(unit)
        return self._columns[key]

    def weigh(self, weights: Floats) -> Floats:
        """Draws x units: the strength of every unit under each row of (normalised) weights."""
        return weights @ self.scores.T

    # What stands fixed, whatever the weights.

    def _list_grounds(self) -> list[tuple[tuple[Candidate, ...], frozenset[str], list[Candidate]]]:
        takers = self.strengths.takers
        grounds = []
        for size in range(min(len(takers), len(self.limits.minimum)) + 1):
            for group in combinations(takers, size):
                homes = frozenset(home for one in group for home in one.homes)
                if len(homes) < sum(len(one.homes) for one in group):
                    continue
                taken = frozenset(sub for one in group for sub in one.takes)
                free = [one for one in self.strengths.candidates if not one.takes and not one.homes & homes]
                ordered = tuple(sorted(group, key=lambda one: one.id))
                before: frozenset[str] = frozenset()
                for one in ordered:
                    self._group(one, before)
                    before |= one.takes
                for one in free:
                    self._group(one, taken)
                grounds.append((ordered, taken, free))
        return grounds

    def _group(self, candidate: Candidate, taken: frozenset[str]) -> _Group:
        relevant = taken & self.strengths.touched(candidate)
        key = (candidate.id, relevant)
        if key not in self._groups:
            self._groups[key] = self._make_group(candidate, relevant)
        return self._groups[key]

    def _make_group(self, candidate: Candidate, taken: frozenset[str]) -> _Group:
        shares = self.strengths.rules.candidates.shares[candidate.kind]
        members = self.strengths.members(candidate, taken)
        columns = tuple(tuple(self._column(unit) for unit in member) for member in members)
        own = tuple(all(unit.subject == candidate.id for unit in member) for member in members)
        padding = None
        if candidate.kind == "cross_cutting" and len(columns) < len(shares):
            padding = self._column(self.strengths.scorer.unit(candidate.id, candidate.id))
        breadth = np.array([self.strengths.breadth_for(candidate, burning, len(columns)) for burning in range(len(columns) + 1)])
        return _Group(columns, own, tuple(shares), padding, breadth)

    # What follows from the weights.

    def _strength(self, group: _Group, units: Floats) -> Floats:
        """One candidate's strength in every draw."""
        if not group.members:
            return np.full(len(units), group.breadth[0])
        parts = [units[:, list(columns)].max(axis=1) if len(columns) > 1 else units[:, columns[0]] for columns in group.members]
        counted = [part for part, own in zip(parts, group.own, strict=True) if not own]
        burning = self.strengths.rules.candidates.burning
        heavy = sum(((part >= burning).astype(np.int64) for part in counted), start=np.zeros(len(units), dtype=np.int64))
        if group.padding is not None:
            parts += [units[:, group.padding]] * (len(group.shares) - len(parts))
        value = group.breadth[heavy]
        if len(group.shares) == 1:
            top = parts[0]
            for part in parts[1:]:
                top = np.maximum(top, part)
            return np.asarray(value + group.shares[0] * top)
        stacked = -np.sort(-np.stack(parts, axis=1), axis=1)
        for place, share in enumerate(group.shares[: stacked.shape[1]]):
            value = value + share * stacked[:, place]
        return np.asarray(value)

    def choose(self, units: Floats) -> Sets:
        """The best set in each draw, given the strength of every unit (draws x units)."""
        names: dict[tuple[str, ...], int] = {}
        chosen = np.zeros(len(units), dtype=np.int64)
        for start in range(0, len(units), _CHUNK):
            part = units[start : start + _CHUNK]
            chosen[start : start + _CHUNK] = self._choose(part, names)
        return Sets(tuple(names), chosen)

    def _choose(self, units: Floats, names: dict[tuple[str, ...], int]) -> Ints:
        draws = len(units)
        best = np.full(draws, -2 * _EPSILON)  # a candidate just at the threshold is better than none
        answer = np.full(draws, names.setdefault((), len(names)), dtype=np.int64)
        known: dict[int, Floats] = {}

        def strength(candidate: Candidate, taken: frozenset[str]) -> Floats:
            group = self._group(candidate, taken)
            if id(group) not in known:
                known[id(group)] = self._strength(group, units)
            return known[id(group)]

        floor = self.limits.minimum[0]
        # The grounds with most takers and the largest sets first: what they reach rules out most of the rest unseen.
        for takers, taken, free in reversed(self._grounds):
            base: list[Floats] = []
            before: frozenset[str] = frozenset()
            for one in takers:
                base.append(strength(one, before))
                before |= one.takes
            if any((values < floor - _EPSILON).all() for values in base):
                continue
            columns = [(one, strength(one, taken)) for one in free]
            for size in range(len(self.limits.minimum), max(len(takers), 1) - 1, -1):
                minimum = self.limits.minimum[size - 1] - _EPSILON
                allowed = np.ones(draws, dtype=bool)
                worth = np.zeros(draws)
                for values in base:
                    allowed &= values >= minimum
                    worth += values - floor
                if not allowed.any():
                    continue
                active = _active(columns, minimum, allowed)
                count = size - len(takers)
                reached = best[allowed].min() + _EPSILON - sum(float(values.max()) - floor for values in base)
                sets = _promising(_combinations(active, count), active, floor, reached)
                if not sets:
                    continue
                picked, extra = _best_of(sets, active, floor, minimum, draws)
                total = np.where(allowed, worth + extra, -np.inf)
                better = total > best + _EPSILON
                if better.any():
                    best = np.where(better, total, best)
                    for number in np.unique(picked[better]):
                        ids = [one.id for one in takers] + [active[index][0].id for index in sets[number]]
                        answer[better & (picked == number)] = names.setdefault(tuple(sorted(ids)), len(names))
        return answer


def _active(
    columns: Sequence[tuple[Candidate, Floats]], minimum: float, allowed: NDArray[np.bool_]
) -> list[tuple[Candidate, Floats]]:
    """The candidates that could be in a best set of some draw: reaching the threshold, and not always beaten at home."""
    reaching = [(one, values) for one, values in columns if values.max() >= minimum and (values[allowed] >= minimum).any()]
    return [
        (one, values)
        for one, values in reaching
        if not any(_beats(other, rival, one, values) for other, rival in reaching if other is not one)
    ]


def _beats(other: Candidate, rival: Floats, one: Candidate, values: Floats) -> bool:
    """Whether a rival that needs no more homes is stronger in every draw: then the other is never chosen in its stead."""
    return bool(rival[0] > values[0] and other.homes <= one.homes and (rival > values).all())


def _promising(
    sets: Sequence[tuple[int, ...]], active: Sequence[tuple[Candidate, Floats]], floor: float, reached: float
) -> list[tuple[int, ...]]:
    """The combinations that could in some draw be worth more than what every draw has reached already."""
    most = [float(values.max()) - floor for _, values in active]
    return [members for members in sets if sum(most[member] for member in members) > reached]


def _combinations(active: Sequence[tuple[Candidate, Floats]], count: int) -> list[tuple[int, ...]]:
    """All ways to take `count` of the active candidates that share no home."""
    homes = [one.homes for one, _ in active]
    sets: list[tuple[int, ...]] = [()]
    for _ in range(count):
        sets = [
            (*done, index)
            for done in sets
            for index in range(done[-1] + 1 if done else 0, len(active))
            if not any(homes[index] & homes[other] for other in done)
        ]
        if len(sets) > _MOST_SETS:
            raise ValueError("too many candidates to weigh together")
    return sets


def _best_of(
    sets: Sequence[tuple[int, ...]], active: Sequence[tuple[Candidate, Floats]], floor: float, minimum: float, draws: int
) -> tuple[Ints, Floats]:
    """Per draw the number of the best of these combinations, and its worth (-inf when none reaches the threshold)."""
    if sets[0] == ():
        return np.zeros(draws, dtype=np.int64), np.zeros(draws)
    gains = np.stack([np.where(values >= minimum, values - floor, -np.inf) for _, values in active])
    best = np.full(draws, -np.inf)
    number = np.zeros(draws, dtype=np.int64)
    for index, members in enumerate(sets):
        worth = gains[members[0]]
        for member in members[1:]:
            worth = worth + gains[member]
        better = worth > best + _EPSILON
        best = np.where(better, worth, best)
        number[better] = index
    return number, best
