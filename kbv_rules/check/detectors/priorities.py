"""How many priorities a draft declares, which of them are not understood, and whether it names other themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.view import Hit, Values
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import CountWhen, NothingWhen


def none(view: View, when: NothingWhen) -> Iterator[Hit]:
    """No priority is declared anywhere."""
    if not view.plan.priorities:
        number = view.plan.priority_chapter
        yield Hit({}, {"chapter": view.chapter_name(number)}, view.at_chapter(number))


def many(view: View, when: CountWhen) -> Iterator[Hit]:
    """More priorities than the method allows."""
    names = [priority.name for priority in view.plan.priorities]
    if len(names) > when.most:
        values: Values = {"count": len(names), "most": when.most, "names": listing(names)}
        yield Hit({}, values, view.at_chapter(view.plan.priority_chapter))


def unknown(view: View, when: NothingWhen) -> Iterator[Hit]:
    """A priority whose name is no theme, overarching theme or bundle."""
    for priority in view.plan.priorities:
        if not priority.candidates:
            yield Hit({"priority": priority.name}, {"priority": priority.name}, view.at_priority(priority))


def no_others(view: View, when: NothingWhen) -> Iterator[Hit]:
    """No other theme is named, and no chapter is about them."""
    if not view.plan.others and not view.has_chapter(view.plan.other_chapter):
        from kbv_rules.check.detectors.themes import uncovered

        left = uncovered(view)
        themes = [theme for theme, _ in left]
        values: Values = {"count": len(themes), "names": listing([view.knowledge.name(theme) for theme in themes])}
        yield Hit({}, values, joined=tuple({"theme": theme} for theme in themes))
