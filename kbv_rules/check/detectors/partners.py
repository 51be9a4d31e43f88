"""The few partners without which a priority cannot do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kbv_rules.check.view import Hit
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.priority import Priority
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import PartnersWhen


def missing(view: View, when: PartnersWhen) -> Iterator[Hit]:
    """Partners a priority needs that its sections do not name."""
    for priority in view.worked_out:
        named = view.mentions_in(priority.paragraphs, ("partner",))
        core = needed(view, priority, when)
        for rank, partner in enumerate((*core, *_others(view, priority, when, core))):
            if partner not in named and not view.phrases_in(when.called.get(partner, ()), priority.paragraphs):
                values = {
                    "priority": priority.name,
                    "partner": partner,
                    "name": view.knowledge.partners[partner].name,
                    "themes": listing([view.knowledge.name(theme) for theme in priority.members]),
                }
                yield Hit(
                    {"priority": priority.name, "partner": partner},
                    values,
                    view.at_priority(priority),
                    rank=(rank,),
                    held=rank >= len(core),
                )


def _others(view: View, priority: Priority, when: PartnersWhen, core: list[str]) -> list[str]:
    """The further organisations outside the municipality that the handbook prints with the priority's theme; only on request."""
    if len(priority.members) != 1:
        return []
    uses = view.knowledge.partners_of(priority.members[0])
    outside = {use.mention.id for use in uses if use.side == "external"} - {*core, *when.exceptions}
    return sorted(partner for partner in outside if view.knowledge.partners[partner].kind == "organisation")


def needed(view: View, priority: Priority, when: PartnersWhen) -> list[str]:
    """The partners by the stated rule, see `PartnersWhen`; those printed with most themes of the priority first."""
    knowledge = view.knowledge
    everywhere: Counter[str] = Counter()
    for theme in knowledge.themes:
        everywhere.update({use.mention.id for use in knowledge.partners_of(theme)})
    here: Counter[str] = Counter()
    for theme in priority.members:
        here.update({use.mention.id for use in knowledge.partners_of(theme) if use.side == "external"})
    members = len(priority.members)
    acting: Counter[str] = Counter()
    for theme in priority.members:
        for mention, _ in knowledge.measures_of(theme):
            measure = knowledge.measures[mention.id]
            # The measures of one theme are all its own; of several themes only those on what the priority is about.
            if members == 1 or not priority.subs or not measure.sub_themes or priority.subs & set(measure.sub_themes):
                acting.update(set(measure.partners))
    shared = [
        partner
        for partner, count in here.items()
        if count >= when.share * members
        and partner not in when.exceptions
        and knowledge.partners[partner].kind == "organisation"
        and (everywhere[partner] >= when.themes or acting[partner] >= when.measures or (members == 1 and partner in when.own))
    ]
    ordered = sorted(
        shared, key=lambda partner: (-here[partner], partner not in when.own, -acting[partner], -everywhere[partner], partner)
    )
    first = ordered[: when.at_most]
    return [*first, *(partner for partner in _beside(priority, when) if partner not in first)]


def _beside(priority: Priority, when: PartnersWhen) -> list[str]:
    """The partners that belong to what exactly the priority is on: Veilig Thuis to domestic violence, not to burglary."""
    alone = priority.members if len(priority.members) == 1 else ()
    return list(dict.fromkeys(partner for id_ in (*priority.candidates[:1], *alone) for partner in when.beside.get(id_, ())))
