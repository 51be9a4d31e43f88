"""The heart of the check: themes the handbook ties to a priority that its sections do not treat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.view import Hit
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kbv_rules.check.priority import Priority
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import CrossLinksWhen


class _Tie(NamedTuple):
    """A theme that belongs to a priority, and one it is tied to; `share` of all its themes are tied to that one.

    A tie that is not `printed` is one that only the choice of the priorities makes; `back` is the other priority where that
    does not speak of this one either: then it is told once.
    """

    theme: str
    linked: str
    mutual: bool
    share: float
    printed: bool = True
    back: str = ""


def missing(view: View, when: CrossLinksWhen) -> Iterator[Hit]:
    """Per priority the ties that its text does not treat, the most important first."""
    for priority in view.worked_out:
        treated = view.treats(priority)
        asked = ties(view, priority, when)
        untreated = [tie for tie in asked if tie.linked not in treated]
        lesser = len(asked) - len(untreated) >= when.enough * len(asked) or view.plan.is_overarching(priority)
        apart = _apart(view, priority, {tie.linked for tie in asked})
        hits = sorted((_hit(view, priority, tie, when, lesser=lesser) for tie in (*untreated, *apart)), key=lambda hit: hit.rank)
        for place, hit in enumerate(hits):
            yield replace(hit, held=hit.held or place >= when.at_most)


def ties(view: View, priority: Priority, when: CrossLinksWhen) -> list[_Tie]:
    """The themes tied to the members of a priority, each once, through the member that ties it best; no member itself."""
    through = _through(view, priority, when)
    return [*_touched(view, priority), *through] if view.plan.is_overarching(priority) else through


def _touched(view: View, priority: Priority) -> list[_Tie]:
    """The other priorities of the plan among the themes that the handbook ties an overarching theme to."""
    id_ = theme_of(priority.candidates[0])
    others = {
        theme
        for one in view.plan.priorities
        if one is not priority and not view.plan.is_overarching(one)
        for theme in one.members
    }
    return [_Tie(id_, theme, mutual=True, share=1.0) for theme in view.knowledge.cross_cutting[id_].themes if theme in others]


def _through(view: View, priority: Priority, when: CrossLinksWhen) -> list[_Tie]:
    """The ties of the members of a priority."""
    knowledge = view.knowledge
    found: dict[str, list[str]] = {}
    for member in priority.members:
        for one, other in knowledge.links:
            if member not in (one, other) or (when.direction == "printed" and member != one):
                continue
            linked = other if member == one else one
            if linked not in priority.members:
                found.setdefault(linked, []).append(member)
    ties = []
    for linked, through in sorted(found.items()):
        best = min(set(through), key=lambda member: (not knowledge.is_mutual(member, linked), member))
        share = len(set(through)) / len(priority.members)
        ties.append(_Tie(best, linked, knowledge.is_mutual(best, linked), share))
    return ties


def _apart(view: View, priority: Priority, asked: Collection[str]) -> Iterator[_Tie]:
    """The other priorities of the plan that a priority does not speak of, though the handbook prints no link with them.

    Of two that do not speak of each other the first is told, with the other.
    """
    first = True
    for other in view.plan.priorities:
        if other is priority:
            first = False
            continue
        themes = _meets(view, priority, other)
        printed = not view.plan.is_overarching(other) and not set(other.members).isdisjoint(asked)
        if not themes or printed or _speaks_of(view, priority, other):
            continue
        mutely = not _speaks_of(view, other, priority)
        if not (first and mutely and other in view.worked_out):
            yield _Tie(*themes, mutual=False, share=1.0, printed=False, back=other.name if mutely else "")


def _meets(view: View, priority: Priority, other: Priority) -> tuple[str, str] | None:
    """By which themes two priorities are told apart; None where they share one, or only one of them is overarching."""
    overarching = view.plan.is_overarching(priority)
    if overarching != view.plan.is_overarching(other):
        return None
    if overarching:
        return theme_of(priority.candidates[0]), theme_of(other.candidates[0])
    if not priority.members or not other.members or set(priority.members) & set(other.members):
        return None
    return priority.members[0], other.members[0]


def _speaks_of(view: View, priority: Priority, other: Priority) -> bool:
    """Whether the text of a priority treats another; an overarching one when it names that, or states what it is about."""
    if not view.plan.is_overarching(other):
        return not set(other.members).isdisjoint(view.treats(priority))
    id_ = theme_of(other.candidates[0])
    named = view.mentions_in(priority.paragraphs, ("cross_cutting", "sub_theme"))
    subject = view.plan.overarching.get(id_)
    return id_ in map(theme_of, named) or (
        subject is not None and bool(view.stated_in(subject.signs, subject.listing, priority.paragraphs, 1))
    )


def _hit(view: View, priority: Priority, tie: _Tie, when: CrossLinksWhen, *, lesser: bool) -> Hit:
    knowledge = view.knowledge
    other = next((one for one in view.plan.priorities if one is not priority and _direct(view, one, tie.linked)), None)
    score = view.scores.get(tie.linked)
    link = knowledge.links.get((tie.theme, tie.linked)) or knowledge.links.get((tie.linked, tie.theme))
    more = ["mutual" if tie.mutual else "one_way"] if tie.printed else ["apart"]
    if other and tie.printed:
        more.append("other_priority")
    if score is not None:
        more.append("finding")
    values = {
        "priority": priority.name,
        "theme": tie.theme,
        "theme_name": knowledge.name(tie.theme),
        "linked_theme": tie.linked,
        "linked_name": knowledge.name(tie.linked),
        "label": (link.label if link else knowledge.name(tie.theme)) if tie.printed else when.not_printed,
        "other": other.name if other else "",
        "score": score,
    }
    about: dict[str, str | int] = {"priority": priority.name, "theme": tie.theme, "linked_theme": tie.linked}
    # Of a priority that has looked around, the few links that are left are told, also of one of its themes only.
    # An overarching theme is tied through many themes: worth telling by default only where that concerns another priority.
    held = (tie.share < when.share and not tie.mutual and not lesser) or (view.plan.is_overarching(priority) and other is None)
    rank = (held, not tie.printed, tie.share < when.share, not tie.mutual, other is None, -(score or 0.0), tie.linked)
    heavy = (
        tie.mutual and tie.share >= when.share and (not lesser or (other is not None and not view.plan.is_overarching(priority)))
    )
    severity = None if heavy else when.lesser_severity
    back: tuple[dict[str, str | int], ...] = ()
    if tie.back:
        back = ({"priority": tie.back, "theme": tie.linked, "linked_theme": tie.theme},)
    return Hit(about, values, view.at_priority(priority), severity, tuple(more), rank, held, back)


def _direct(view: View, priority: Priority, theme: str) -> bool:
    """Whether a priority is about a theme itself, not merely through an overarching theme that touches many."""
    if view.plan.is_overarching(priority):
        return theme == theme_of(priority.candidates[0])
    return theme in priority.members
