"""One municipality under one profile, worked through step by step; each step is done when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.advise.candidates import Candidate, Strengths, list_candidates
from kbv_rules.advise.choose import Choice, Chooser
from kbv_rules.advise.dropped import explain_dropped
from kbv_rules.advise.evidence import Subject, gather
from kbv_rules.advise.judge import Judge
from kbv_rules.advise.score import Scorer

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.advice import Dropped
    from kbv_rules.model.findings import Findings
    from kbv_rules.model.judgement import Profile
    from kbv_rules.rules.rule_set import RuleSet


class Case:
    """Findings, knowledge, rules and a profile, and everything that follows from them."""

    def __init__(self, findings: Findings, knowledge: Knowledge, rules: RuleSet, profile: Profile) -> None:
        self.findings = findings
        self.knowledge = knowledge
        self.rules = rules
        self.profile = profile

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """What was found, per theme, sub-theme and overarching theme."""
        return gather(self.findings, self.knowledge, self.rules)

    @cached_property
    def scorer(self) -> Scorer:
        """The scores."""
        judge = Judge(self.subjects, self.rules)
        return Scorer(self.subjects, judge, self.knowledge, self.rules, self.profile, self.findings.date)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """What could be a priority."""
        return list_candidates(self.scorer, self.knowledge, self.rules)

    @cached_property
    def strengths(self) -> Strengths:
        """How strong each candidate is."""
        return Strengths(self.candidates, self.scorer, self.rules)

    @cached_property
    def chooser(self) -> Chooser:
        """What finds the best set."""
        return Chooser(self.strengths, self.rules.limits)

    @cached_property
    def choice(self) -> Choice:
        """The best set."""
        return self.chooser.best()

    @cached_property
    def dropped(self) -> list[Dropped]:
        """What was not chosen, and why."""
        return explain_dropped(self.choice, self.chooser, self.knowledge, self.rules)
