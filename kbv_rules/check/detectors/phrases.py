"""Something a plan must speak of, known by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.view import Hit
from kbv_rules.model.remark import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import PhrasesWhen


def missing(view: View, when: PhrasesWhen) -> Iterator[Hit]:
    """Too few of the phrases, in the chapters where they belong or in the draft as a whole."""
    there = [number for number in when.chapters if view.has_chapter(number)]
    if when.chapters and not there:
        return
    paragraphs = view.plan.chapter_paragraphs(there) if there else view.plan.all_paragraphs
    texts = [number for number in paragraphs if view.plan.outline.paragraphs[number].kind != "heading"]
    if any(_count(view, wanted, texts, when) < when.least for wanted in (when.phrases, when.and_also) if wanted):
        yield Hit({}, {"phrases": when.phrases}, view.at_chapter(there[0]) if there else Location())


def _count(view: View, wanted: tuple[str, ...], texts: list[int], when: PhrasesWhen) -> int:
    """How many different phrases stand there, those about something else left out."""
    if not when.not_beside:
        return len(view.phrases_in(wanted, texts))
    others = [number for number in texts if view.phrases_in(when.not_beside, [number])]
    own = view.phrases_in(wanted, sorted(set(texts) - set(others)))
    return len(own | view.phrases_beside(wanted, when.beside, others))
