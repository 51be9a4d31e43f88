"""The workings of one advice: all that stands between findings and advice, for tests that look inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import kbv_rules
from kbv_rules.advise.candidates import Candidate, Strengths, list_candidates
from kbv_rules.advise.choose import Choice, Chooser
from kbv_rules.advise.evidence import Subject, gather
from kbv_rules.advise.judge import Judge
from kbv_rules.advise.score import Scorer
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import Advice, ThemeScore
from kbv_rules.model.findings import Findings
from kbv_rules.rules.rule_set import RuleSet
from tests.strategies import CROSS_CUTTING, KNOWLEDGE, RULES, THEMES

NOON = "2026-06-01T12:00:00Z"


def advised(found: Findings, *, rules: RuleSet = RULES, profile: str | None = None) -> Advice:
    """The advice on these findings, always at the same time."""
    return kbv_rules.advise(found, knowledge=KNOWLEDGE, rules=rules, profile=profile, time=NOON)


@dataclass(frozen=True)
class Workings:
    """What happens on the way from findings to a choice."""

    findings: Findings
    rules: RuleSet = RULES
    profile: str | None = None

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        return gather(self.findings, KNOWLEDGE, self.rules)

    @cached_property
    def scorer(self) -> Scorer:
        judge = Judge(self.subjects, self.rules)
        return Scorer(self.subjects, judge, KNOWLEDGE, self.rules, self.rules.profile(self.profile), self.findings.date)

    @cached_property
    def scores(self) -> dict[str, ThemeScore]:
        """The score of every theme and overarching theme."""
        return {owner: self.scorer.theme_score(owner) for owner in (*THEMES, *CROSS_CUTTING)}

    @cached_property
    def candidates(self) -> list[Candidate]:
        return list_candidates(self.scorer, KNOWLEDGE, self.rules)

    @cached_property
    def strengths(self) -> Strengths:
        return Strengths(self.candidates, self.scorer, self.rules)

    @cached_property
    def chooser(self) -> Chooser:
        return Chooser(self.strengths, self.rules.limits)

    @cached_property
    def choice(self) -> Choice:
        return self.chooser.best()

    def candidate(self, id_: str) -> Candidate:
        return next(candidate for candidate in self.candidates if candidate.id == id_)

    def strength(self, id_: str, taken: frozenset[str] = frozenset()) -> float:
        """The strength of a candidate by its id."""
        return self.strengths.of(self.candidate(id_), taken).value

    def rank(self, theme: str) -> int:
        """How many of the 22 themes score higher."""
        return sum(self.scores[other].score > self.scores[theme].score + 1e-9 for other in THEMES)


def tied(theme: str) -> set[str]:
    """A theme with the themes the handbook ties it to, and the overarching themes it belongs to."""
    owner = theme_of(theme)
    overarching = {id_ for id_, one in KNOWLEDGE.cross_cutting.items() if owner in one.themes or owner == id_}
    overarching |= {id_ for id_, subs in KNOWLEDGE.taken_along.items() if theme in subs}
    return {owner, *KNOWLEDGE.neighbours.get(owner, ()), *overarching}
