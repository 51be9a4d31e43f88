"""What could be a priority, and how strong each is.

A candidate's strength is a stated aggregate of its strongest few members (`shares` in `rules/candidates.yaml`), so that a
bundle does not win by its size and a container does not drown what burns inside it; plus an adjustment for its breadth.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from kbv_rules.advise.evidence import Evidence
from kbv_rules.advise.judge import Fired, fire
from kbv_rules.advise.score import Scorer, Unit
from kbv_rules.errors import Fault, InputError, Place
from kbv_rules.knowledge.base import Knowledge, theme_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kbv_rules.rules.rule_set import RuleSet

Kind = Literal["theme", "sub_theme", "cross_cutting", "bundle"]


class Candidate(NamedTuple):
    """`homes` are the themes that would live here; no two chosen candidates may share one. `takes` are the sub-themes
    it takes along: their findings then count here and nowhere else."""

    id: str
    name: str
    kind: Kind
    members: tuple[str, ...]
    homes: frozenset[str]
    takes: frozenset[str] = frozenset()


class Shared(NamedTuple):
    """A candidate among others: the sub-themes it takes along there, and those the others take."""

    candidate: Candidate
    takes: frozenset[str]
    lost: frozenset[str]


class Strength(NamedTuple):
    """How strong a candidate is: `units` are all it has, the strongest first, `parts` those that count, with their share."""

    value: float
    certainty: float
    units: tuple[Unit, ...]
    parts: tuple[tuple[Unit, float], ...]
    breadth: Fired | None


def list_candidates(scorer: Scorer, knowledge: Knowledge, rules: RuleSet, wanted: Collection[str] = ()) -> list[Candidate]:
    """Themes, overarching themes, bundles, and the sub-themes a council would recognise and something was found on.

    What is `wanted` is a candidate whether or not anything was found on it.
    """
    settings = rules.candidates
    candidates = [
        Candidate(theme.id, theme.name, "theme", (theme.id,), frozenset({theme.id})) for theme in knowledge.catalogue.themes
    ]
    for id_ in settings.cross_cutting:
        if id_ not in knowledge.cross_cutting:
            raise _unknown(rules, id_, "overstijgend thema")
    for id_ in knowledge.cross_cutting:
        if id_ in settings.cross_cutting or id_ in wanted:
            taken = frozenset(knowledge.taken_along[id_])
            candidates.append(Candidate(id_, knowledge.name(id_), "cross_cutting", (id_,), frozenset(), taken))
    for sub in knowledge.sub_themes.values():
        owner = theme_of(sub.id)
        known = sub.candidate and sub.id in scorer.subjects and scorer.own_criteria(sub.id) >= settings.own_criteria
        if owner in knowledge.themes and (known or sub.id in wanted):
            candidates.append(Candidate(sub.id, sub.name, "sub_theme", (sub.id,), frozenset({owner})))
    for bundle in settings.bundles:
        for id_ in (*bundle.members, *bundle.takes):
            if not knowledge.is_subject(id_):
                raise _unknown(rules, id_, f"lid van bundel '{bundle.id}'")
        homes = frozenset(theme_of(member) for member in bundle.members)
        if not (bundle.candidate or bundle.id in wanted):
            continue
        candidates.append(Candidate(bundle.id, bundle.name, "bundle", bundle.members, homes, frozenset(bundle.takes)))
    return sorted(candidates, key=lambda candidate: candidate.id)


def scope_of(candidate: Candidate, knowledge: Knowledge) -> set[str]:
    """All a candidate is about: its members, and of whole themes their sub-themes."""
    parts = {sub.id for member in candidate.members if member in knowledge.themes for sub in knowledge.themes[member].sub_themes}
    return {*candidate.members, *parts}


def share_out(group: Sequence[Candidate]) -> list[Shared]:
    """What each takes along, and loses to the others, when all of `group` are chosen, in the order of their ids.

    A sub-theme two of them would take goes to the one with the lower id.
    """
    ordered = sorted(group, key=lambda one: one.id)
    takes: list[frozenset[str]] = []
    for candidate in ordered:
        takes.append(candidate.takes.difference(*takes))
    every: frozenset[str] = frozenset().union(*takes)
    return [Shared(candidate, taken, every - taken) for candidate, taken in zip(ordered, takes, strict=True)]


def _unknown(rules: RuleSet, id_: str, what: str) -> InputError:
    place = Place(str(rules.folder / "candidates.yaml"))
    return InputError(
        [Fault(place, f"'{id_}' ({what}) bestaat niet in de kennis.", "Gebruik een id uit 'kbv knowledge export'.")]
    )


class Strengths:
    """Strengths of candidates, given which sub-themes other chosen candidates have taken along."""

    def __init__(self, candidates: Sequence[Candidate], scorer: Scorer, rules: RuleSet) -> None:
        self.candidates = candidates
        self.scorer = scorer
        self.rules = rules
        self._known: dict[tuple[str, frozenset[str]], Strength] = {}

    @cached_property
    def takers(self) -> list[Candidate]:
        """Candidates that take sub-themes along."""
        return [candidate for candidate in self.candidates if candidate.takes]

    def of(self, candidate: Candidate, taken: frozenset[str] = frozenset()) -> Strength:
        """The strength of a candidate when `taken` has gone to others."""
        relevant = taken & self._touched[candidate.id]
        key = (candidate.id, relevant)
        if key not in self._known:
            self._known[key] = self._strength(candidate, relevant)
        return self._known[key]

    @cached_property
    def _touched(self) -> dict[str, frozenset[str]]:
        """Per candidate the sub-themes some taker takes that this candidate rests on."""
        subs = {sub for taker in self.takers for sub in taker.takes}
        return {
            candidate.id: frozenset(
                sub for sub in subs if sub in candidate.takes or sub in candidate.members or theme_of(sub) in candidate.members
            )
            for candidate in self.candidates
        }

    def touched(self, candidate: Candidate) -> frozenset[str]:
        """The sub-themes that this candidate rests on and that another could take along."""
        return self._touched[candidate.id]

    def members(self, candidate: Candidate, taken: frozenset[str]) -> list[list[Unit]]:
        """What makes up a candidate when `taken` has gone to others: per member the units of which the strongest counts."""
        scorer = self.scorer
        if candidate.kind == "bundle":
            members = [self._units_of(member, taken) for member in candidate.members if member not in taken]
            # What is taken along brings its own findings: those of its theme as a whole stay where that theme lives.
            return [*members, *([self._unit(sub, sub)] for sub in sorted(candidate.takes - taken))]
        if candidate.kind == "sub_theme":
            return [] if candidate.id in taken else [[scorer.unit(candidate.id, theme_of(candidate.id))]]
        owner = candidate.members[0]
        if candidate.kind == "theme":
            return [scorer.units(owner, taken)]
        return [[unit] for unit in scorer.units(owner, taken)]

    def _units_of(self, member: str, taken: frozenset[str]) -> list[Unit]:
        return [self._unit(member, theme_of(member))] if "/" in member else self.scorer.units(member, taken)

    def _unit(self, sub: str, owner: str) -> Unit:
        return self.scorer.unit(sub, owner) if sub in self.scorer.subjects else Unit(sub, owner, {}, 0.0, 0.0, 0.0)

    def _strength(self, candidate: Candidate, taken: frozenset[str]) -> Strength:
        shares = self.rules.candidates.shares[candidate.kind]
        members = self.members(candidate, taken)
        units = sorted((min(member, key=_strongest) for member in members), key=_strongest)
        counting = list(units)
        if candidate.kind == "cross_cutting":
            # Where fewer units than shares exist, the owner's own findings stand in.
            counting += [self.scorer.unit(candidate.id, candidate.id)] * (len(shares) - len(units))
        parts = tuple(zip(counting, shares, strict=False))
        heavy = {unit.subject for unit in units if unit.strength >= self.rules.candidates.burning} - {candidate.id}
        breadth = self._breadth(candidate, len(heavy), len(units))
        value = sum(share * unit.strength for unit, share in parts) + (breadth.score if breadth else 0.0)
        certainty = sum(share * unit.certainty for unit, share in parts)
        every = sorted((unit for member in members for unit in member), key=_strongest)
        return Strength(value, certainty, tuple(every), parts, breadth)

    def breadth_for(self, candidate: Candidate, burning: int, members: int) -> float:
        """The adjustment for breadth when so many members burn."""
        fired = self._breadth(candidate, burning, members)
        return fired.score if fired else 0.0

    def _breadth(self, candidate: Candidate, burning: int, members: int) -> Fired | None:
        settings = self.rules.candidates
        row = Evidence(
            "candidate",
            {
                "kind": candidate.kind,
                "container": candidate.id in settings.containers,
                "burning": burning,
                "members": members,
            },
        )
        return next(iter(fire(self.rules.tables[settings.breadth_table], candidate.id, row)), None)


def _strongest(unit: Unit) -> tuple[float, float, str]:
    return (-unit.strength, -unit.certainty, unit.subject)
