"""Candidates on paper: strengths, homes and takes as one likes, to hold the choice against a search through everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from hypothesis import strategies as st

from kbv_rules.advise.candidates import Candidate, Strength
from kbv_rules.advise.score import Unit
from kbv_rules.model.judgement import Limits

HOMES = ("1.1", "1.2", "2.1", "3.1", "5.2")
SUBS = ("1.1/a", "1.2/b", "3.1/c", "5.2/d")
EPSILON = 1e-9


@dataclass(frozen=True)
class PaperStrengths:
    """Strengths by candidate, less what each sub-theme was worth to it once another took that along."""

    candidates: Sequence[Candidate]
    alone: Mapping[str, float]
    certainty: Mapping[str, float]
    worth: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def takers(self) -> list[Candidate]:
        return [candidate for candidate in self.candidates if candidate.takes]

    def touched(self, candidate: Candidate) -> frozenset[str]:
        return frozenset(self.worth.get(candidate.id, {}))

    def of(self, candidate: Candidate, taken: frozenset[str] = frozenset()) -> Strength:
        lost = sum(worth for sub, worth in sorted(self.worth.get(candidate.id, {}).items()) if sub in taken)
        value, certainty = self.alone[candidate.id] - lost, self.certainty[candidate.id]
        unit = Unit(candidate.id, candidate.id, {}, value, value, certainty)
        return Strength(value, certainty, (unit,), ((unit, 1.0),), None)

    def raised(self, candidate: Candidate, by: float) -> PaperStrengths:
        """The same with one candidate stronger, whatever others take."""
        return replace(self, alone={**self.alone, candidate.id: self.alone[candidate.id] + by})


@dataclass(frozen=True)
class PaperSet:
    """One set of candidates as the rules of the choice see it."""

    members: tuple[Candidate, ...]
    values: tuple[float, ...]
    order: tuple[float, float, tuple[str, ...]]


def sets_by_hand(strengths: PaperStrengths, limits: Limits, must: Candidate | None = None) -> list[PaperSet]:
    """Every set that may be chosen, the best first: the rules of the choice, written down as plainly as can be."""
    allowed = []
    for size in range(len(limits.minimum) + 1):
        for members in combinations(sorted(strengths.candidates, key=lambda one: one.id), size):
            homes = [home for one in members for home in one.homes]
            if len(homes) != len(set(homes)) or (must is not None and must not in members):
                continue
            takes: dict[str, frozenset[str]] = {}
            for one in members:  # what two would take goes to the lower id
                takes[one.id] = one.takes - frozenset().union(*takes.values())
            found = [
                strengths.of(one, frozenset().union(*(subs for id_, subs in takes.items() if id_ != one.id))) for one in members
            ]
            needed = limits.minimum[size - 1] if size else 0.0
            if all(one == must or each.value >= needed - EPSILON for one, each in zip(members, found, strict=True)):
                worth = sum(each.value - limits.minimum[0] for each in found)
                certainty = sum(each.certainty for each in found)
                order = (-round(worth, 9), -round(certainty, 9), tuple(one.id for one in members))
                allowed.append(PaperSet(members, tuple(each.value for each in found), order))
    return sorted(allowed, key=lambda one: one.order)


_GRID = st.integers(0, 40).map(lambda steps: round(steps * 0.1, 1))
_HOMES = st.sets(st.sampled_from(HOMES), max_size=3).map(frozenset)
_SUBS = st.one_of(*[st.just(frozenset())] * 3, st.sets(st.sampled_from(SUBS), max_size=3).map(frozenset))
_LOSSES = st.dictionaries(st.sampled_from(SUBS), st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.5]), max_size=3)


@st.composite
def paper_strengths(draw: st.DrawFn, most: int = 8) -> PaperStrengths:
    """Up to eight candidates that share homes and sub-themes, with strengths that often tie."""
    ids = [f"k{number}" for number in range(draw(st.integers(0, most)))]
    candidates = []
    for id_ in ids:
        homes = draw(_HOMES)
        candidates.append(Candidate(id_, f"Kandidaat {id_}", "bundle", tuple(sorted(homes)), homes, draw(_SUBS)))
    return PaperStrengths(
        candidates=draw(st.permutations(candidates)),
        alone={id_: draw(_GRID) for id_ in ids},
        certainty={id_: draw(st.sampled_from([0.2, 0.5, 0.8])) for id_ in ids},
        worth={id_: draw(_LOSSES) for id_ in ids},
    )


@st.composite
def paper_limits(draw: st.DrawFn) -> Limits:
    """One to four thresholds, each at least the one before."""
    steps = draw(st.lists(st.integers(0, 30), min_size=1, max_size=4))
    minimum = tuple(round(step * 0.1, 1) for step in sorted(steps))
    return Limits(schema=1, source="test", minimum=minimum, because="test", investigate_below=0.5, ties="test")
