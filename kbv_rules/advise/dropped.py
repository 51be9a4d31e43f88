"""Says of every candidate that was not chosen why, by how much, and what would have changed it."""

from __future__ import annotations

from kbv_rules.advise.candidates import Candidate, Strengths
from kbv_rules.advise.choose import Choice, Chosen, choose
from kbv_rules.model.advice import Dropped
from kbv_rules.rules.rule_set import RuleSet


def explain_dropped(choice: Choice, strengths: Strengths, rules: RuleSet) -> list[Dropped]:
    """Every candidate with findings that is not in the choice, the strongest first."""
    chosen = {one.candidate.id for one in choice.chosen}
    taken = frozenset(sub for one in choice.chosen for sub in one.takes)
    fallen = []
    for candidate in strengths.candidates:
        if candidate.id not in chosen and any(unit.certainty > 0 for unit, _ in strengths.of(candidate).parts):
            fallen.append(_explain(candidate, choice, taken, strengths, rules))
    return sorted(fallen, key=lambda one: (-one.score, one.id))


def _explain(
    candidate: Candidate, choice: Choice, taken: frozenset[str], strengths: Strengths, rules: RuleSet
) -> Dropped:
    alone = strengths.of(candidate).value
    left = strengths.of(candidate, taken - candidate.takes).value
    minimum = rules.limits.minimum
    place = min(len(choice.chosen), rules.limits.maximum - 1)
    margin = max(0.0, choice.worth - choose(strengths, rules.limits, must=candidate).worth)
    claimants = [one for one in choice.chosen if _claims(one, candidate)]
    sharing = [one for one in choice.chosen if one.candidate.homes & candidate.homes]
    values: dict[str, object] = {
        "name": candidate.name,
        "score": alone,
        "left": left,
        "minimum": minimum[place],
        "margin": margin,
    }
    if sharing and any(candidate.homes <= one.candidate.homes for one in sharing):
        cause, other = "covered", next(one for one in sharing if candidate.homes <= one.candidate.homes)
    elif alone < minimum[0]:
        cause, other = "below_minimum", None
        margin = minimum[0] - alone
    elif claimants and left < minimum[place]:
        cause, other = "claimed", claimants[0]
    elif sharing:
        cause, other = "overlap", sharing[0]
    else:
        cause, other = "outranked", choice.chosen[-1] if choice.chosen else None
        margin = max(margin, minimum[place] - left) if len(choice.chosen) < rules.limits.maximum else margin
    values["margin"] = margin
    values["other"] = other.candidate.name if other else ""
    return Dropped.model_construct(
        id=candidate.id,
        name=candidate.name,
        kind=candidate.kind,
        cause=cause,
        reason=rules.text(f"dropped_{cause}", **values),
        score=alone,
        margin=margin,
        would_change=rules.text(f"dropped_{cause}_change", **values),
    )


def _claims(one: Chosen, candidate: Candidate) -> bool:
    """Whether a chosen candidate takes along something this candidate rests on."""
    return any(Strengths._touches(candidate, sub) for sub in one.takes)
