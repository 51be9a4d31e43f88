"""Chooses the best set of priorities: exact, deterministic, and with a word for everything that fell off.

The best set has the highest sum of (strength - lowest threshold). No two of the set share a theme; what one takes along
no longer counts for another; the k-th strongest reaches the k-th threshold. Candidates are few (about fifty), so every
set that can still win is tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbv_rules.advise.candidates import Candidate, Strength, Strengths
    from kbv_rules.model.judgement import Limits

_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate in a set, with its strength there and the sub-themes it takes along there."""

    candidate: Candidate
    strength: Strength
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of priorities, the strongest first, and its worth."""

    chosen: tuple[Chosen, ...]
    worth: float

    @property
    def order(self) -> tuple[float, float, tuple[str, ...]]:
        """What makes one set better than another: worth, then certainty, then the lower ids."""
        certainty = sum(one.strength.certainty for one in self.chosen)
        return (-round(self.worth, 9), -round(certainty, 9), tuple(sorted(one.candidate.id for one in self.chosen)))


def choose(strengths: Strengths, limits: Limits, must: Candidate | None = None) -> Choice:
    """The best set; with `must`, the best set that holds this candidate, thresholds or not."""
    best: Choice | None = None
    for takers in _taker_sets(strengths.takers, len(limits.minimum)):
        fixed = list(takers)
        if must is not None:
            if any(must.homes & taker.homes for taker in fixed if taker.id != must.id):
                continue
            if must.takes and must not in fixed:
                continue
            if not must.takes:
                fixed.append(must)
        if len(fixed) > len(limits.minimum):
            continue
        choice = _best_with(fixed, strengths, limits, must)
        if choice is not None and (best is None or choice.order < best.order):
            best = choice
    return best or Choice((), 0.0)


def _taker_sets(takers: Sequence[Candidate], maximum: int) -> Iterator[tuple[Candidate, ...]]:
    for size in range(min(len(takers), maximum) + 1):
        for group in combinations(takers, size):
            if _disjoint(group):
                yield group


def _disjoint(group: Sequence[Candidate]) -> bool:
    homes: set[str] = set()
    for candidate in group:
        if homes & candidate.homes:
            return False
        homes |= candidate.homes
    return True


def _best_with(fixed: Sequence[Candidate], strengths: Strengths, limits: Limits, must: Candidate | None) -> Choice | None:
    """The best set with exactly these takers (and `must`)."""
    taken: frozenset[str] = frozenset()
    base: list[Chosen] = []
    # A sub-theme two takers would take goes to the one with the lower id.
    for candidate in sorted((one for one in fixed if one.takes), key=lambda one: one.id):
        base.append(Chosen(candidate, strengths.of(candidate, taken), candidate.takes - taken))
        taken |= candidate.takes
    for candidate in fixed:
        if not candidate.takes:
            base.append(Chosen(candidate, strengths.of(candidate, taken), frozenset()))
    homes = frozenset(home for one in base for home in one.candidate.homes)
    floor = limits.minimum[0]
    free = [
        Chosen(candidate, strength, frozenset())
        for candidate in strengths.candidates
        if not candidate.takes
        and candidate is not must
        and not candidate.homes & homes
        and (strength := strengths.of(candidate, taken)).value >= floor - _EPSILON
    ]
    free.sort(key=lambda one: (-one.strength.value, one.candidate.id))
    best: Choice | None = None
    for size in range(len(base), len(limits.minimum) + 1):
        minimum = limits.minimum[size - 1] if size else 0.0
        if any(one.strength.value < minimum - _EPSILON for one in base if one.candidate is not must):
            break
        for choice in _fill(base, [one for one in free if one.strength.value >= minimum - _EPSILON], size - len(base), floor):
            if best is None or choice.order < best.order:
                best = choice
    return best


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
