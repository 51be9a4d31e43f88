"""One municipality under one profile, worked through step by step; each step is done when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.advise.candidates import Candidate, Strengths, list_candidates
from kbv_rules.advise.choose import Choice, Chooser
from kbv_rules.advise.dropped import explain_dropped
from kbv_rules.advise.evidence import Subject, gather, gather_again
from kbv_rules.advise.judge import Judge
from kbv_rules.advise.score import Scorer
from kbv_rules.errors import input_error

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

    def on(self, findings: Findings) -> Case:
        """The same rules on other findings; what did not change is not judged again."""
        other = Case(findings, self.knowledge, self.rules, self.profile)
        other.subjects = gather_again(findings, self.findings, self.subjects, self.knowledge, self.rules)
        other.judge = self.judge.on(other.subjects)
        return other

    @cached_property
    def judge(self) -> Judge:
        """What the decision tables make of it."""
        return Judge(self.subjects, self.rules)

    @cached_property
    def scorer(self) -> Scorer:
        """The scores."""
        return Scorer(self.subjects, self.judge, self.knowledge, self.rules, self.profile, self.findings.date)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """What could be a priority; what people decided of is always among it.

        Raises:
            InputError: people decided of something that cannot be a priority.
        """
        wanted = [override.candidate for override in self.findings.overrides]
        candidates = list_candidates(self.scorer, self.knowledge, self.rules, wanted)
        unknown = sorted(set(wanted) - {one.id for one in candidates})
        if unknown:
            raise input_error(
                "overrides",
                f"'{unknown[0]}' kan geen prioriteit zijn.",
                "Noem een thema, deelthema, overstijgend thema of bundel.",
            )
        return candidates

    @cached_property
    def strengths(self) -> Strengths:
        """How strong each candidate is."""
        return Strengths(self.candidates, self.scorer, self.rules)

    @cached_property
    def rule_chooser(self) -> Chooser:
        """What finds the best set by the rules alone, of what they would propose by themselves."""
        strengths = self.strengths
        if self.findings.overrides:
            offered = list_candidates(self.scorer, self.knowledge, self.rules)
            strengths = Strengths(offered, self.scorer, self.rules)
        return Chooser(strengths, self.rules.limits)

    @cached_property
    def rule_choice(self) -> Choice:
        """The best set by the rules alone."""
        return self.rule_chooser.best()

    @cached_property
    def rule_dropped(self) -> list[Dropped]:
        """What the rules alone would not have chosen, and why."""
        return explain_dropped(self.rule_choice, self.rule_chooser, self.knowledge, self.rules)

    @cached_property
    def chooser(self) -> Chooser:
        """What finds the best set, given what people decided."""
        if not self.findings.overrides:
            return self.rule_chooser
        decided = {override.candidate: override.decision for override in self.findings.overrides}
        promoted = [one for one in self.candidates if decided.get(one.id) == "promote"]
        excluded = [one for one in self.candidates if decided.get(one.id) == "drop"]
        return Chooser(self.strengths, self.rules.limits, promoted=promoted, excluded=excluded)

    @cached_property
    def choice(self) -> Choice:
        """The best set, given what people decided.

        Raises:
            InputError: what people want in cannot be together.
        """
        if not self.findings.overrides:
            return self.rule_choice
        choice = self.chooser.best()
        missing = [one for one in self.chooser.promoted if all(chosen.candidate is not one for chosen in choice.chosen)]
        if missing:
            names = ", ".join(f"'{one.id}' ({one.name})" for one in self.chooser.promoted)
            raise input_error(
                "overrides",
                f"{names} kunnen niet samen prioriteit zijn: ze delen een thema, of het zijn er te veel.",
                f"Kies er hooguit {len(self.rules.limits.minimum)} die geen thema delen.",
            )
        return choice

    @cached_property
    def dropped(self) -> list[Dropped]:
        """What was not chosen, and why."""
        if not self.findings.overrides:
            return self.rule_dropped
        return explain_dropped(self.choice, self.chooser, self.knowledge, self.rules)
