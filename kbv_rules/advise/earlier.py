"""What becomes of the priorities of the previous plan: a council asks that first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.advise.candidates import scope_of
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import EarlierPriority, EarlierStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.advise.choose import Choice
    from kbv_rules.advise.score import Scorer
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.advice import Dropped
    from kbv_rules.model.findings import Findings
    from kbv_rules.rules.rule_set import RuleSet


def follow_earlier(
    findings: Findings, choice: Choice, dropped: Sequence[Dropped], scorer: Scorer, knowledge: Knowledge, rules: RuleSet
) -> list[EarlierPriority]:
    """Each earlier priority: kept, within another priority, or dropped with the reason, in the order of their ids."""
    reasons = {one.id: one.reason for one in dropped}
    followed = []
    for id_ in sorted(set(findings.earlier_priorities)):
        name = knowledge.name(id_)
        within = next((one for one in choice.chosen if id_ in one.takes), None) or next(
            (one for one in choice.chosen if id_ in scope_of(one.candidate, knowledge)), None
        )
        status: EarlierStatus
        if any(one.candidate.id == id_ for one in choice.chosen):
            status, reason = "kept", rules.text("earlier_kept", name=name)
        elif within is not None:
            status, reason = "within", rules.text("earlier_within", name=name, other=within.candidate.name)
        else:
            owner = theme_of(id_)
            score = scorer.unit(id_ if id_ in scorer.subjects else owner, owner).strength
            why = reasons.get(id_) or rules.text("earlier_score", score=score)
            status, reason = "dropped", rules.text("earlier_dropped", name=name, reason=why)
        followed.append(EarlierPriority.model_construct(id=id_, name=name, status=status, reason=reason))
    return followed
