"""The full choice of priorities for many weightings at once, in numpy.

The same answers as `kbv_rules.advise.choose` on each weighting: bundles, disjoint homes, what is taken along, thresholds,
breadth and ties included. What does not depend on the weights (which units make up a candidate, which sets are allowed) is
worked out once; what does, as columns over all draws. Double precision: in single precision sets that tie at an edge
come out wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from kbv_rules.advise.candidates import share_out
from kbv_rules.advise.judge import NOTHING
from kbv_rules.advise.rooms import Ground, Member, together
from kbv_rules.advise.search import search
from kbv_rules.advise.weighing import DECIMALS, Draws, Floats, Group, Ints, Weighed
from kbv_rules.rules.unary import limits_in, parse_unary_test

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kbv_rules.advise.candidates import Candidate, Strengths
    from kbv_rules.advise.score import Unit
    from kbv_rules.model.judgement import Limits

_CHUNK = 8192


@dataclass(frozen=True)
class Sets:
    """What was chosen in each draw: an index into `names`, each a sorted tuple of candidate ids."""

    names: tuple[tuple[str, ...], ...]
    chosen: Ints

    def share(self, candidate: str) -> float:
        """The share of draws in which a candidate is chosen (its acceptability)."""
        holding = np.array([candidate in names for names in self.names])
        return float(holding[self.chosen].mean()) if len(self.chosen) else 0.0

    def __getitem__(self, draw: int) -> tuple[str, ...]:
        return self.names[self.chosen[draw]]


class Panel:
    """All units and candidates of one municipality, ready to be weighed many times."""

    def __init__(self, strengths: Strengths, limits: Limits) -> None:
        self.strengths = strengths
        self.limits = limits
        self.scorer = strengths.scorer
        self.burning = strengths.rules.candidates.burning
        self.criteria = [criterion.id for criterion in strengths.rules.criteria]
        self.counting = np.array([criterion.in_choice for criterion in strengths.rules.criteria])
        self.weights = np.array([self.scorer.weights[id_] for id_ in self.criteria])
        self._candidates = sorted(strengths.candidates, key=lambda one: one.id)
        self._numbers = {one.id: number for number, one in enumerate(self._candidates, 1)}
        self.columns: dict[tuple[str, str], int] = {}
        self._units: list[Unit] = []
        self._groups: dict[tuple[str, frozenset[str]], Group] = {}
        # Lists all units on the way, before anything is made of them.
        self.grounds = list(self._list_grounds())

    # What stands fixed, whatever the weights.

    @cached_property
    def scores(self) -> Floats:
        """Units x criteria: the criterion scores, 0 where not evaluable or where the criterion does not count in the choice."""
        table = [[unit.criteria.get(id_, NOTHING).score or 0.0 for id_ in self.criteria] for unit in self._units]
        return np.asarray(np.array(table).reshape(len(self._units), len(self.criteria)) * self.counting)

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Units x criteria: what could not be evaluated and would count."""
        table = [[unit.criteria.get(id_, NOTHING).score is None for id_ in self.criteria] for unit in self._units]
        return np.asarray(np.array(table, dtype=bool).reshape(len(self._units), len(self.criteria)) & self.counting)

    @cached_property
    def found(self) -> NDArray[np.bool_]:
        """Units x criteria: on what something was found."""
        table = [[unit.criteria.get(id_, NOTHING).found for id_ in self.criteria] for unit in self._units]
        return np.array(table, dtype=bool).reshape(len(self._units), len(self.criteria))

    @cached_property
    def owners(self) -> Ints:
        """Per unit the number of its theme or overarching theme: what is missing there is missing for all its units."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(unit.owner, len(numbers)) for unit in self._units], dtype=np.int64)

    @cached_property
    def steps(self) -> Floats:
        """Between which shares of the weights on which something was found the certainty stays the same."""
        table = self.scorer.rules.tables[self.scorer.rules.certainty_table].table
        cells = [when["coverage"] for when in (table.applies, *(rule.when for rule in table.rules)) if "coverage" in when]
        return np.array(sorted({limit for cell in cells for limit in limits_in(parse_unary_test(cell))}))

    @cached_property
    def _certain(self) -> Floats:
        """Units x stretches: the certainty below the first step, at it, between it and the second, and so on."""
        ends = np.array([*self.steps, 2.0])
        between = zip(ends[:-1], (ends[:-1] + ends[1:]) / 2, strict=True)
        shares = [-1.0, *(float(share) for pair in between for share in pair)]
        table = [[self.scorer.certainty_at(share, unit.criteria) for share in shares] for unit in self._units]
        return np.array(table).reshape(len(self._units), len(shares))

    def _column(self, unit: Unit) -> int:
        key = (unit.subject, unit.owner)
        if key not in self.columns:
            self.columns[key] = len(self._units)
            self._units.append(unit)
        return self.columns[key]

    def _list_grounds(self) -> Iterator[Ground]:
        takers = self.strengths.takers
        for size in range(min(len(takers), len(self.limits.minimum)) + 1):
            for group in combinations(takers, size):
                homes = frozenset(home for one in group for home in one.homes)
                if len(homes) < sum(len(one.homes) for one in group):
                    continue
                taken = frozenset(sub for one in group for sub in one.takes)
                free = [one for one in self._candidates if not one.takes and not one.homes & homes]
                rooms = together([one.homes for one in free])
                yield Ground(
                    takers=tuple(self._member(one.candidate, one.lost) for one in share_out(group)),
                    free=tuple(self._member(one, taken) for one in free),
                    rooms=tuple(map(tuple, rooms)),
                    homes=tuple(free[places[0]].homes for places in rooms),
                )

    def _member(self, candidate: Candidate, taken: frozenset[str]) -> Member:
        return Member(self._numbers[candidate.id], self._group(candidate, taken))

    def _group(self, candidate: Candidate, taken: frozenset[str]) -> Group:
        relevant = taken & self.strengths.touched(candidate)
        key = (candidate.id, relevant)
        if key not in self._groups:
            self._groups[key] = self._make_group(candidate, relevant)
        return self._groups[key]

    def _make_group(self, candidate: Candidate, taken: frozenset[str]) -> Group:
        shares = self.strengths.rules.candidates.shares[candidate.kind]
        members = self.strengths.members(candidate, taken)
        padding = None
        if candidate.kind == "cross_cutting" and len(members) < len(shares):
            padding = self._column(self.scorer.unit(candidate.id, candidate.id))
        breadth = [self.strengths.breadth_for(candidate, burning, len(members)) for burning in range(len(members) + 1)]
        return Group(
            members=tuple(tuple(self._column(unit) for unit in member) for member in members),
            others=tuple(tuple(self._column(unit) for unit in member if unit.subject != candidate.id) for member in members),
            shares=tuple(shares),
            padding=padding,
            breadth=np.array(breadth),
        )

    # What follows from the weights.

    def weigh(self, weights: Floats) -> Draws:
        """Every unit under each row of (normalised) weights."""
        columns = np.ascontiguousarray(weights.T)
        return Draws(self.scores @ columns, columns)

    def certainties(self, draws: Draws) -> Floats:
        """Units x draws: the certainty of every unit."""
        coverage = np.round(self.found.astype(np.float64) @ draws.weights, DECIMALS)
        stretch = np.searchsorted(self.steps, coverage, "left") + np.searchsorted(self.steps, coverage, "right")
        found = np.take_along_axis(self._certain, stretch, axis=1)
        return np.asarray(np.broadcast_to(found, (len(self._units), len(draws))))

    def rivals(self) -> list[tuple[int, int]]:
        """Pairs of units of which, in some candidate, the stronger counts before the other."""
        pairs: set[tuple[int, int]] = set()
        for group in self._groups.values():
            columns = sorted({column for member in group.members for column in member})
            pairs.update(combinations(columns, 2))
        return sorted(pairs)

    def all_strengths(self, draws: Draws) -> Floats:
        """Candidates (in every situation of what is taken along) x draws: their strength."""
        weighed = Weighed(self, draws)
        return np.stack([weighed.value(group) for group in self._groups.values()])

    def worth(self, names: tuple[str, ...], draws: Draws) -> Floats:
        """What a set of candidates is worth in every draw, thresholds left aside."""
        numbers = {self._numbers[name] for name in names}
        takers = {self._numbers[one.id] for one in self.strengths.takers} & numbers
        ground = next(one for one in self.grounds if {member.number for member in one.takers} == takers)
        weighed = Weighed(self, draws)
        values = [weighed.value(one.group) for one in (*ground.takers, *ground.free) if one.number in numbers]
        return sum(values, np.zeros(len(draws))) - self.limits.minimum[0] * len(values)

    def choose(self, draws: Draws) -> Sets:
        """The best set in each draw."""
        chosen = np.zeros(len(draws), dtype=np.int64)
        for start in range(0, len(draws), _CHUNK):
            rows = slice(start, start + _CHUNK)
            chosen[rows] = search(self, self.grounds, draws.part(rows))
        codes, place = np.unique(chosen, return_inverse=True)
        return Sets(tuple(self._decoded(int(code)) for code in codes), place)

    def _decoded(self, code: int) -> tuple[str, ...]:
        """The ids in the code of a set, see `kbv_rules.advise.search`."""
        names: list[str] = []
        while code:
            code, number = divmod(code, len(self._candidates) + 1)
            names += [self._candidates[number - 1].id] * bool(number)
        return tuple(reversed(names))
