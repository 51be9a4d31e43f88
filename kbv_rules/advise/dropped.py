"""Says of every candidate that was not chosen why, by how much, and what would have changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.advise.candidates import scope_of
from kbv_rules.advise.choose import Choice, Chooser, Chosen
from kbv_rules.model.advice import Cause, Dropped

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.rules.rule_set import RuleSet


def explain_dropped(choice: Choice, chooser: Chooser, knowledge: Knowledge, rules: RuleSet) -> list[Dropped]:
    """Every candidate with findings that is not in the choice, the strongest first."""
    chosen = {one.candidate.id for one in choice.chosen}
    taken = frozenset(sub for one in choice.chosen for sub in one.takes)
    fallen = []
    strengths = chooser.strengths
    for candidate in strengths.candidates:
        if candidate.id not in chosen and any(unit.certainty > 0 for unit in strengths.of(candidate).units):
            fallen.append(_explain(candidate, choice, taken, chooser, knowledge, rules))
    return sorted(fallen, key=lambda one: (-one.score, one.id))


def _explain(
    candidate: Candidate,
    choice: Choice,
    taken: frozenset[str],
    chooser: Chooser,
    knowledge: Knowledge,
    rules: RuleSet,
) -> Dropped:
    strengths = chooser.strengths
    alone = strengths.of(candidate).value
    left = max(0.0, strengths.of(candidate, taken - candidate.takes).value)
    margin = None if candidate in chooser.excluded else chooser.shortfall(candidate, choice)
    full = len(choice.chosen) == len(rules.limits.minimum)
    next_minimum = rules.limits.minimum[min(len(choice.chosen), len(rules.limits.minimum) - 1)]
    claimants = [one for one in choice.chosen if one.takes & strengths.touched(candidate)]
    sharing = [one for one in choice.chosen if one.candidate.homes & candidate.homes]
    covering = [one for one in sharing if scope_of(candidate, knowledge) <= scope_of(one.candidate, knowledge)]
    values: dict[str, object] = {
        "name": candidate.name,
        "score": alone,
        "left": left,
        "minimum": next_minimum,
        "margin": margin or 0.0,
    }
    other: Chosen | None = None
    cause: Cause
    if candidate in chooser.excluded:
        cause = "overruled"
    elif covering:
        cause, other = "covered", covering[0]
    elif margin is None:
        cause = "overruled"
    elif sharing:
        cause, other = "overlap", sharing[0]
    elif alone >= next_minimum and left < next_minimum and claimants:
        cause, other = "claimed", claimants[0]
    elif left < next_minimum and not full:
        cause = "below_minimum"
    else:
        cause = "outranked"
    values["other"] = other.candidate.name if other else ""
    change: Cause = "overruled" if margin is None else cause
    return Dropped.model_construct(
        id=candidate.id,
        name=candidate.name,
        kind=candidate.kind,
        cause=cause,
        reason=rules.text(f"dropped_{cause}", **values),
        score=alone,
        margin=margin or 0.0,
        would_change=rules.text(f"dropped_{change}_change", **values),
    )
