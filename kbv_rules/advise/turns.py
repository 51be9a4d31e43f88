"""What would turn an answer: the fewest judgements that would bring a candidate in, or the findings it cannot do without.

Every answer is tried out on changed findings, not estimated. What cannot be enough by its weight is not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.judge import NOTHING
from kbv_rules.findings.identity import every, without
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.explanation import NoTurn, Turn
from kbv_rules.model.findings import Findings, Judgement, ThemeFindings

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate
    from kbv_rules.advise.case import Case
    from kbv_rules.advise.choose import Chosen
    from kbv_rules.advise.score import Unit

_HIGHEST = 4
_MOST = 3  # judgements together
_EPSILON = 1e-9


class Option(NamedTuple):
    """A judgement that could be added: on what, on which criterion, how high; and what stands there now."""

    subject: str
    criterion: str
    score: int
    now: float

    @property
    def step(self) -> float:
        return self.score - self.now


class Turns(NamedTuple):
    """What would turn the answer, and when nothing would, what that was concluded from."""

    turns: list[Turn]
    none: NoTurn | None = None


def find_turns(case: Case, candidate: Candidate) -> Turns:
    """What would turn the answer for a candidate, chosen or not."""
    if any(override.candidate == candidate.id for override in case.findings.overrides):
        return _back(case, candidate)
    chosen = next((one for one in case.choice.chosen if one.candidate is candidate), None)
    return _out(case, chosen) if chosen else _in(case, candidate)


def _in(case: Case, candidate: Candidate) -> Turns:
    """The fewest extra judgements, each as mild as possible, that bring a candidate in.

    A single judgement may be on anything the candidate has; several on the parts that count.
    """
    needed = case.chooser.shortfall(candidate, case.choice)
    if needed is None:
        return Turns([], "decision_of_others")
    if _never_by_itself(case, candidate):
        return Turns([], "broader")
    search = _Search(case, candidate, needed)
    for option in sorted(search.options(), key=lambda one: (one.step, one.score, one.subject, one.criterion)):
        if search.enough([option]):
            return Turns([_told(case, [option])])
    counting = {unit.subject for unit, _ in case.strengths.of(candidate).parts}
    highest = [one for one in search.options() if one.score == _HIGHEST and one.subject in counting]
    for count in range(2, _MOST + 1):
        for group in combinations(sorted(highest, key=lambda one: (-one.step, one.subject, one.criterion)), count):
            if search.enough(group):
                return Turns([_told(case, search.milder(group))])
    return Turns([], "three_judgements")


def _never_by_itself(case: Case, candidate: Candidate) -> bool:
    """Whether the theme a sub-theme belongs to goes before it whatever is found: it holds the same, and is broader."""
    if candidate.kind != "sub_theme" or not case.subjects[candidate.id].has_findings:
        return False
    (home,) = candidate.homes
    theme = next(one for one in case.candidates if one.id == home)
    least = min(case.strengths.breadth_for(theme, burning, 1) for burning in (0, 1))
    return theme not in case.chooser.excluded and least > case.strengths.breadth_for(candidate, 0, 1)


class _Search:
    """Judgements tried out on one candidate that needs to be so much stronger."""

    def __init__(self, case: Case, candidate: Candidate, needed: float) -> None:
        self.case = case
        self.candidate = candidate
        self.needed = needed
        self.units = {unit.subject: unit for unit in case.strengths.of(candidate).units}
        self._situations = [
            (case.strengths.members(candidate, taken), case.strengths.of(candidate, taken).value)
            for taken in self._taken_by_others()
        ]

    def _taken_by_others(self) -> set[frozenset[str]]:
        """What others could take along of all that the candidate rests on."""
        touched = self.case.strengths.touched(self.candidate)
        takes = [one.takes & touched for one in self.case.strengths.takers if one is not self.candidate]
        groups = (group for size in range(len(takes) + 1) for group in combinations(takes, size))
        return {frozenset().union(*group) for group in groups}

    def options(self) -> Iterator[Option]:
        """Judgements that could be added on what makes up the candidate."""
        rules = self.case.rules
        judged = [one for one in rules.criteria if any(rules.tables[name].table.per == "judgement" for name in one.tables)]
        for subject, unit in sorted(self.units.items()):
            for criterion in judged:
                now = unit.criteria.get(criterion.id, NOTHING).score or 0.0
                for score in range(1, _HIGHEST + 1):
                    if score > now:
                        yield Option(subject, criterion.id, score, now)

    def enough(self, options: Sequence[Option]) -> bool:
        """Whether the candidate is chosen with these judgements added."""
        if self._most(options) < self.needed - _EPSILON:
            return False
        added = with_judgements(self.case.findings, [(one.subject, one.criterion, one.score) for one in options])
        return _chosen(self.case, added, self.candidate)

    def _most(self, options: Sequence[Option]) -> float:
        """More than these judgements can add to the candidate, whatever others take along."""
        weights = self.case.scorer.counting_weights
        added: dict[str, float] = {}
        for one in options:
            added[one.subject] = added.get(one.subject, 0.0) + weights.get(one.criterion, 0.0) * one.step
        return max(self._highest(members, added) - value for members, value in self._situations)

    def _highest(self, members: Sequence[Sequence[Unit]], added: Mapping[str, float]) -> float:
        settings = self.case.rules.candidates
        tops = sorted((max(self._raised(unit, added) for unit in member) for member in members), reverse=True)
        burning = sum(top >= settings.burning - _EPSILON for top in tops)
        broadest = max(self.case.strengths.breadth_for(self.candidate, count, len(tops)) for count in range(burning + 1))
        shares = settings.shares[self.candidate.kind]
        if self.candidate.kind == "cross_cutting":  # where parts are lacking the whole stands in
            tops += [self._raised(self.units[self.candidate.id], added)] * (len(shares) - len(tops))
        return sum(share * top for share, top in zip(shares, tops, strict=False)) + broadest

    def _raised(self, unit: Unit, added: Mapping[str, float]) -> float:
        """More than a unit can weigh; what is said of a theme as a whole may count for its parts."""
        more = sum(added.get(id_, 0.0) for id_ in {unit.subject, unit.owner})
        if unit.criteria or not more:
            return unit.strength + more
        # Once something is found on it, it also has what was found on its theme and what the handbook says.
        scorer = self.case.scorer
        handbook = sum(scorer.counting_weights.get(one.id, 0.0) for one in self.case.rules.criteria if one.default) * _HIGHEST
        return scorer.unit(theme_of(unit.subject), theme_of(unit.subject)).strength + handbook + more

    def milder(self, group: Sequence[Option]) -> list[Option]:
        """The same judgements, each lowered as far as the answer stays turned."""
        kept = list(group)
        for place, option in enumerate(group):
            for score in range(int(option.now) + 1, option.score):
                trial = [*kept[:place], option._replace(score=score), *kept[place + 1 :]]
                if self.enough(trial):
                    kept = trial
                    break
        return kept


def with_judgements(findings: Findings, added: Sequence[tuple[str, str, int]]) -> Findings:
    """The findings with one more judgement for each (subject, criterion, score)."""
    items = {item.theme: item for item in findings.findings}
    for subject, criterion, score in added:
        item = items.get(subject) or ThemeFindings(theme=subject)
        extra = Judgement(criterion=criterion, score=score, by="?", date=findings.date, reason="?")
        items[subject] = item.model_copy(update={"judgements": (*item.judgements, extra)})
    return findings.model_copy(update={"findings": tuple(items.values())})


def _out(case: Case, chosen: Chosen) -> Turns:
    """Single findings, of those on what counts for a chosen candidate, without which it would fall off."""
    subjects = {id_ for unit, _ in chosen.strength.parts for id_ in (unit.subject, unit.owner)}
    on_these = {one.id for one in every(case.findings) if one.id.partition("#")[0] in subjects}
    turns = [
        Turn.model_construct(change="without", finding=id_, text=case.rules.text("turn_out", finding=id_))
        for id_ in sorted(on_these)
        if not _chosen(case, without(case.findings, id_), chosen.candidate)
    ]
    return Turns(turns, None if turns else "single_findings")


def _back(case: Case, candidate: Candidate) -> Turns:
    """What people decided of a candidate, when the answer would be another without that."""
    now = any(one.candidate.id == candidate.id for one in case.choice.chosen)
    rest = tuple(override for override in case.findings.overrides if override.candidate != candidate.id)
    if _chosen(case, case.findings.model_copy(update={"overrides": rest}), candidate) == now:
        return Turns([], "decision")
    return Turns([Turn.model_construct(change="decision", text=case.rules.text("turn_back"))])


def _chosen(case: Case, findings: Findings, candidate: Candidate) -> bool:
    """Whether a candidate is chosen on other findings."""
    return any(one.candidate.id == candidate.id for one in case.on(findings).choice.chosen)


def _told(case: Case, options: Sequence[Option]) -> Turn:
    names = {criterion.id: criterion.name.lower() for criterion in case.rules.criteria}
    parts = [
        case.rules.text("turn_judgement", criterion=names[one.criterion], name=case.knowledge.name(one.subject), score=one.score)
        for one in options
    ]
    return Turn.model_construct(
        change="judgement",
        steps=tuple((one.subject, one.criterion, one.score) for one in options),
        text=case.rules.text("turn_in", changes=parts),
    )
