"""The chapters of the method: which are missing, and whether they stand in its order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kbv_rules.check.view import Hit, Values
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import ChapterWhen


def missing(view: View, when: ChapterWhen) -> Iterator[Hit]:
    """Chapters that no section serves, with what they should hold."""
    for number in when.chapters:
        if view.has_chapter(number):
            continue
        chapter = next(one for one in view.knowledge.catalogue.chapters if one.number == number)
        parts = [element.name for element in chapter.elements if element.required]
        values: Values = {
            "chapter": number,
            "name": chapter.name,
            "parts": listing([part.lower() for part in parts]),
            "count": len(parts),
        }
        yield Hit({"chapter": number}, values, rank=(number,))


def order(view: View, when: ChapterWhen) -> Iterator[Hit]:
    """Chapters in another order than the method's; a section that serves several stands at the first of them."""
    starts = {number: view.plan.served.places[number][0].index for number in when.chapters if view.has_chapter(number)}
    found = sorted(starts, key=lambda number: (starts[number], number))
    if found != sorted(starts):
        late = next(later for earlier, later in pairwise(found) if later < earlier)
        yield Hit({}, {"order": listing([view.chapter_name(number) for number in found])}, view.at_chapter(late))
