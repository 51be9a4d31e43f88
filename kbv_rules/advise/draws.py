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

from kbv_rules.advise.candidates import share_out
from kbv_rules.advise.judge import NOTHING

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate, Shared, Strengths
    from kbv_rules.advise.score import Unit
    from kbv_rules.model.judgement import Limits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EPSILON = 1e-9
_CHUNK = 8192


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

    def _list_grounds(self) -> list[tuple[list[Shared], frozenset[str], list[Candidate]]]:
        takers = self.strengths.takers
        grounds = []
        for size in range(min(len(takers), len(self.limits.minimum)) + 1):
            for group in combinations(takers, size):
                homes = frozenset(home for one in group for home in one.homes)
                if len(homes) < sum(len(one.homes) for one in group):
                    continue
                taken = frozenset(sub for one in group for sub in one.takes)
                free = [one for one in self.strengths.candidates if not one.takes and not one.homes & homes]
                shared = share_out(group)
                for one in shared:
                    self._group(one.candidate, one.lost)
                for candidate in free:
                    self._group(candidate, taken)
                grounds.append((shared, taken, free))
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
        heavy = sum(((part >= burning - _EPSILON).astype(np.int64) for part in counted), start=np.zeros(len(units), dtype=np.int64))
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

    def rivals(self) -> list[tuple[int, int]]:
        """Pairs of units of which, in some candidate, the stronger counts before the other."""
        pairs: set[tuple[int, int]] = set()
        for group in self._groups.values():
            columns = sorted({column for member in group.members for column in member})
            pairs.update(combinations(columns, 2))
        return sorted(pairs)

    def strength_columns(self, units: Floats) -> Floats:
        """Candidates (in every situation of what is taken along) x draws: their strength."""
        return np.stack([self._strength(group, units) for group in self._groups.values()])

    def worth(self, names: tuple[str, ...], units: Floats) -> Floats:
        """What a set of candidates is worth in every draw, thresholds left aside."""
        floor = self.limits.minimum[0]
        total = np.zeros(len(units))
        for takers, taken, free in self._grounds:
            here = {one.candidate.id for one in takers}
            if here != {one.id for one in self.strengths.takers if one.id in names}:
                continue
            for one in takers:
                total = total + self._strength(self._group(one.candidate, one.lost), units) - floor
            for candidate in free:
                if candidate.id in names:
                    total = total + self._strength(self._group(candidate, taken), units) - floor
        return total

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
            base = [strength(one.candidate, one.lost) for one in takers]
            weakest = np.minimum.reduce(base) if base else np.full(draws, np.inf)
            worth = sum(base, start=np.zeros(draws)) - floor * len(base)
            if (weakest < floor - _EPSILON).all():
                continue
            rooms = _Rooms([(one, strength(one, taken)) for one in free], draws)
            for size in range(len(self.limits.minimum), max(len(takers), 1) - 1, -1):
                minimum = self.limits.minimum[size - 1] - _EPSILON
                count = size - len(takers)
                # Only the draws in which a set of this size could still be the best.
                ceiling = worth + rooms.most(count, floor, minimum)
                todo = np.flatnonzero((weakest >= minimum) & (ceiling > best + _EPSILON))
                if not len(todo):
                    continue
                picked, extra = rooms.best(todo, count, floor, minimum)
                total = worth[todo] + extra
                won = total > best[todo] + _EPSILON
                best[todo[won]] = total[won]
                rooms.name(todo[won], picked[won], [one.candidate.id for one in takers], names, answer)
        return answer


class _Rooms:
    """The candidates that could fill the free places of a set, by the homes they need.

    Of those that need the very same homes (a room) at most one is chosen, the strongest; so the search is over rooms.
    """

    def __init__(self, columns: Sequence[tuple[Candidate, Floats]], draws: int) -> None:
        members: dict[frozenset[str], list[tuple[Candidate, Floats]]] = {}
        for one, values in columns:
            members.setdefault(one.homes, []).append((one, values))
        self.candidates = [tuple(one for one, _ in room) for room in members.values()]
        stacked = [np.stack([values for _, values in room]) for room in members.values()]
        self.holder = np.stack([room.argmax(axis=0) for room in stacked]) if stacked else np.zeros((0, draws), dtype=np.int64)
        self.values = np.stack([room.max(axis=0) for room in stacked]) if stacked else np.zeros((0, draws))
        self.homes = list(members)
        self.shared = np.array([[bool(one & other) for other in self.homes] for one in self.homes], dtype=bool)

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

    def best(self, draws: Ints, count: int, floor: float, minimum: float) -> tuple[Ints, Floats]:
        """Per draw the `count` rooms (draws x count) that share no home and are worth most, and what they are worth."""
        picked = np.zeros((len(draws), count), dtype=np.int64)
        worth = np.zeros(len(draws))
        if count == 0:
            return picked, worth
        strongest = self.order[:count, draws]
        worth = self.ranked[:count, draws].sum(axis=0) - floor * count
        picked = strongest.T.copy()
        clash = np.zeros(len(draws), dtype=bool)
        for one, other in combinations(range(count), 2):
            clash |= self.shared[strongest[one], strongest[other]]
        hard = np.flatnonzero(clash)
        if len(hard):
            picked[hard], worth[hard] = self._search(draws[hard], count, floor, minimum)
        return picked, worth

    def _search(self, draws: Ints, count: int, floor: float, minimum: float) -> tuple[Ints, Floats]:
        """The same by trying every combination, for the draws in which the strongest rooms share a home."""
        active = np.flatnonzero((self.values[:, draws] >= minimum).any(axis=1))
        gains = self.values[active][:, draws] - floor
        gains[gains < minimum - floor] = -np.inf
        best = np.full(len(draws), -np.inf)
        number = np.zeros(len(draws), dtype=np.int64)
        sets = _combinations([self.homes[room] for room in active], count)
        for index, members in enumerate(sets):
            worth = gains[members[0]]
            for member in members[1:]:
                worth = worth + gains[member]
            better = worth > best
            np.copyto(best, worth, where=better)
            number[better] = index
        if not sets:
            return np.zeros((len(draws), count), dtype=np.int64), best
        return active[np.array(sets, dtype=np.int64)[number]], best

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
