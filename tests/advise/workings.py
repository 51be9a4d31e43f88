"""One advice looked into: the steps of its case, with the words in which tests ask for them."""

from __future__ import annotations

from functools import cached_property

import kbv_rules
from kbv_rules.advise.candidates import Candidate
from kbv_rules.advise.case import Case
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import Advice, ThemeScore
from kbv_rules.model.findings import Findings
from kbv_rules.rules.rule_set import RuleSet
from tests.strategies import CROSS_CUTTING, KNOWLEDGE, RULES, THEMES

NOON = "2026-06-01T12:00:00Z"


def advised(found: Findings, *, rules: RuleSet = RULES, profile: str | None = None) -> Advice:
    """The advice on these findings, always at the same time."""
    return kbv_rules.advise(found, knowledge=KNOWLEDGE, rules=rules, profile=profile, time=NOON)


class Workings(Case):
    """What happens on the way from findings to a choice, by the rules that come with kbv-rules unless told otherwise."""

    def __init__(self, findings: Findings, rules: RuleSet = RULES, profile: str | None = None) -> None:
        super().__init__(findings, KNOWLEDGE, rules, rules.profile(profile))

    @cached_property
    def scores(self) -> dict[str, ThemeScore]:
        """The score of every theme and overarching theme."""
        return {owner: self.scorer.theme_score(owner) for owner in (*THEMES, *CROSS_CUTTING)}

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
