"""Chooses the best set of priorities: exact, deterministic, and with a word for everything that fell off.

The best set has the highest sum of (strength - lowest threshold). No two of the set share a theme; what one takes along
no longer counts for another; the k-th strongest reaches the k-th threshold. Candidates are few (about fifty), so every
set that can still win is tried.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.candidates import share_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbv_rules.advise.candidates import Candidate, Strength, Strengths
    from kbv_rules.model.judgement import Limits

_EPSILON = 1e-9


class Chosen(NamedTuple):
    """A candidate in a set, with its strength there and the sub-themes it takes along there."""

    candidate: Candidate
    strength: Strength
    takes: frozenset[str]


class Choice(NamedTuple):
    """A set of priorities, the strongest first, and its worth."""

    chosen: tuple[Chosen, ...]
    worth: float

    @property
    def order(self) -> tuple[float, float, tuple[str, ...]]:
        """What makes one set better than another: worth, then certainty, then the lower ids."""
        certainty = sum(one.strength.certainty for one in self.chosen)
        return (-round(self.worth, 9), -round(certainty, 9), tuple(sorted(one.candidate.id for one in self.chosen)))


class _Ground(NamedTuple):
    """What is fixed once it is known which candidates take sub-themes along."""

    takers: tuple[Chosen, ...]
    homes: frozenset[str]
    taken: frozenset[str]
    free: tuple[Chosen, ...]


class Chooser:
    """Finds best sets of priorities among candidates; what several searches share is worked out once.

    `promoted` are candidates that people want in whatever their strength, `excluded` those they want out.
    """

    def __init__(
        self, strengths: Strengths, limits: Limits, *, promoted: Sequence[Candidate] = (), excluded: Sequence[Candidate] = ()
    ) -> None:
        self.strengths = strengths
        self.limits = limits
        self.promoted = tuple(promoted)
        self.excluded = tuple(excluded)
        self._maximum = len(limits.minimum)
        self._floor = limits.minimum[0]

    @cached_property
    def _grounds(self) -> list[_Ground]:
        sizes = range(min(len(self.strengths.takers), self._maximum) + 1)
        groups = (group for size in sizes for group in combinations(self.strengths.takers, size))
        return [self._ground(group) for group in groups if _disjoint(group)]

    def _ground(self, group: Sequence[Candidate]) -> _Ground:
        takers = [Chosen(one, self.strengths.of(one, lost), takes) for one, takes, lost in share_out(group)]
        taken = frozenset(sub for candidate in group for sub in candidate.takes)
        homes = frozenset(home for candidate in group for home in candidate.homes)
        free = [
            Chosen(candidate, strength, frozenset())
            for candidate in self.strengths.candidates
            if not candidate.takes
            and not candidate.homes & homes
            and (strength := self.strengths.of(candidate, taken)).value >= self._floor - _EPSILON
        ]
        return _Ground(tuple(takers), homes, taken, tuple(sorted(free, key=_place)))

    def best(self, must: Candidate | None = None, without: Candidate | None = None) -> Choice:
        """The best set; with `must` the best that holds this candidate, whatever its own strength, or the best without."""
        return min(self._sets(must, without), key=lambda choice: choice.order, default=Choice((), 0.0))

    def shortfall(self, candidate: Candidate, choice: Choice) -> float | None:
        """How much stronger a candidate must be before it is in the best set, which is `choice` now.

        None when no strength would do, because there is no place beside what people want in.
        """
        gaps = [
            max(choice.worth - other.worth, self.limits.minimum[len(other.chosen) - 1] - one.strength.value)
            for other in self._sets(must=candidate)
            for one in other.chosen
            if one.candidate is candidate
        ]
        return max(0.0, min(gaps)) if gaps else None

    def _sets(self, must: Candidate | None = None, without: Candidate | None = None) -> Iterator[Choice]:
        """Of every size, and of everything that could be taken along, the best sets; the best of all is among them."""
        required = tuple(dict.fromkeys((*self.promoted, *([must] if must else []))))
        banned = tuple(one for one in (*self.excluded, *([without] if without else [])) if one is not must)
        for ground in self._grounds:
            yield from self._on(ground, required, banned)

    def _on(self, ground: _Ground, required: Sequence[Candidate], banned: Sequence[Candidate]) -> Iterator[Choice]:
        """The best sets with exactly the takers of `ground`, one or more per size."""
        base, homes = list(ground.takers), ground.homes
        takers = [one.candidate for one in base]
        if any(one in takers for one in banned) or any(one.takes and one not in takers for one in required):
            return
        for one in required:
            if one.takes:
                continue
            if one.homes & homes:
                return
            base.append(Chosen(one, self.strengths.of(one, ground.taken), frozenset()))
            homes = homes | one.homes
        barred = {one.id for one in (*required, *banned)}
        free = [one for one in ground.free if not one.candidate.homes & homes and one.candidate.id not in barred]
        for size in range(len(base), self._maximum + 1):
            minimum = self.limits.minimum[size - 1] if size else 0.0
            if any(one.strength.value < minimum - _EPSILON for one in base if one.candidate not in required):
                return
            strong = [one for one in free if one.strength.value >= minimum - _EPSILON]
            yield from _fill(base, strong, size - len(base), self._floor)


def _disjoint(group: Sequence[Candidate]) -> bool:
    homes: set[str] = set()
    for candidate in group:
        if homes & candidate.homes:
            return False
        homes |= candidate.homes
    return True


def _fill(base: Sequence[Chosen], free: Sequence[Chosen], count: int, floor: float) -> Iterator[Choice]:
    """The best ways to add `count` disjoint candidates of `free` (sorted, strongest first) to `base`."""
    best = float("-inf")
    start = sum(one.strength.value - floor for one in base)

    def extend(index: int, picked: tuple[Chosen, ...], worth: float, homes: frozenset[str]) -> Iterator[Choice]:
        nonlocal best
        open_places = count - len(picked)
        if open_places == 0:
            if worth >= best - _EPSILON:
                best = max(best, worth)
                yield Choice(tuple(sorted((*base, *picked), key=_place)), worth)
            return
        for position in range(index, len(free) - open_places + 1):
            one = free[position]
            gain = one.strength.value - floor
            # Nothing further on is stronger, so this is the most that can still come.
            if worth + gain * open_places < best - _EPSILON:
                return
            if one.candidate.homes & homes:
                continue
            yield from extend(position + 1, (*picked, one), worth + gain, homes | one.candidate.homes)

    yield from extend(0, (), start, frozenset())


def _place(one: Chosen) -> tuple[float, float, str]:
    return (-one.strength.value, -one.strength.certainty, one.candidate.id)
