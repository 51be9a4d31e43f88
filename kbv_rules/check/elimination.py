"""What a priority holds, told by where the other themes have their home: every theme of the method has one in a plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kbv_rules.check.homes import subjects
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.check.plan import Plan
    from kbv_rules.check.priority import Priority


def by_elimination(plan: Plan, priorities: Sequence[Priority], others: Sequence[Priority]) -> tuple[Priority, ...]:
    """The priorities, each with the themes that its text is about and that live nowhere else.

    A bundle loses the themes that another section is about, and this one is not. A theme without a home lives in the priority
    that is about it most. A name that seemed a theme that has its home elsewhere stands for one without, if it is about that.
    """
    if not others:
        return tuple(priorities)
    units = {one: subjects(plan, one.paragraphs) for one in (*priorities, *others)}
    themed = [one for one in priorities if not plan.is_overarching(one)]
    settled = {one: _without_those_elsewhere(plan, one, units, [*others, *themed]) for one in themed}
    housed = {theme for one in (*settled.values(), *others) if not plan.is_overarching(one) for theme in one.members}
    homeless = [theme for theme in plan.knowledge.themes if theme not in housed]
    if 0 < len(homeless) <= plan.reading.declared.most_homeless:
        for theme in homeless:
            best = max(themed, key=lambda one: (_weight(plan, one, units[one], theme), one.name), default=None)
            if best is not None and _weight(plan, best, units[best], theme):
                settled[best] = _with(plan, best, settled[best], theme, units, others)
    return tuple(settled.get(one, one) for one in priorities)


def _weight(plan: Plan, one: Priority, units: Counter[str], theme: str) -> int:
    """How much of a priority is about a theme, when that is enough to live there."""
    declared = plan.reading.declared
    if not one.members:
        return units[theme] or int(_names(plan, one, theme))
    if _completes(plan, one, theme):
        return units[theme] or int(_names(plan, one, theme))
    # What is meant must come near what the priority is about most, and more than in passing.
    return units[theme] if units[theme] >= max(2, declared.near_units * max(units.values(), default=0)) else 0


def _completes(plan: Plan, one: Priority, theme: str) -> bool:
    """Whether a theme belongs to what a priority means, or makes its themes a bundle of the rules."""
    if set(one.candidates[:1]) & plan.meanings.bundles.keys() and theme in plan.meanings.as_one(one.candidates[0], 1.0).members:
        return True
    return any({*map(theme_of, bundle.members)} == {*one.members, theme} for bundle in plan.bundles)


def _names(plan: Plan, one: Priority, theme: str) -> bool:
    """Whether a text names a theme, or a part of it."""
    return any(
        theme_of(mention.id) == theme and not mention.weak and mention.kind in ("theme", "sub_theme")
        for number in one.paragraphs
        for mention in plan.mentions_at.get(number, ())
    )


def _is_sure(plan: Plan, one: Priority) -> bool:
    """Whether a name says itself what it is."""
    return plan.meanings.of(one.name).score >= plan.reading.declared.sure


def _without_those_elsewhere(
    plan: Plan, one: Priority, units: dict[Priority, Counter[str]], elsewhere: Sequence[Priority]
) -> Priority:
    """A bundle without the themes that another section is more about than this one."""
    if len(one.members) < 2 or one.candidates[0] not in plan.meanings.bundles:
        return one
    near = plan.reading.declared.near_units * max(units[one].values(), default=0)
    kept = tuple(
        theme
        for theme in one.members
        if units[one][theme] >= near
        or not any(other is not one and theme in other.members and units[other][theme] for other in elsewhere)
    )
    return replace(one, members=kept) if kept else one


def _with(
    plan: Plan, one: Priority, now: Priority, theme: str, units: dict[Priority, Counter[str]], others: Sequence[Priority]
) -> Priority:
    """A priority with a theme that has no other home."""
    if _is_sure(plan, one):
        return now
    stays = now.members
    if len(stays) == 1 and units[one][theme] >= units[one][stays[0]]:
        stays = () if any(stays[0] in other.members and units[other][stays[0]] for other in others) else stays
    candidates = now.candidates if stays else tuple(dict.fromkeys((theme, *now.candidates)))
    return replace(now, members=tuple(sorted({*stays, theme})), candidates=candidates, subs=now.subs if stays else frozenset())
