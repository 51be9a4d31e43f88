"""Whether a draft says what it costs, and in amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.view import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import BudgetWhen

_NUMBER = re.compile(r"\d")
_NEAR = 14  # signs between an amount and what it is an amount of: 'EUR 85.000', '85 duizend euro', '(in euro) 85.000'


def missing(view: View, when: BudgetWhen) -> Iterator[Hit]:
    """No chapter that speaks of money, and no passages elsewhere that speak of it in amounts."""
    if _is_on_money(view, when):
        return
    said: set[str] = set()
    for place in view.plan.outline.places:
        texts = [paragraph.number for paragraph in place.section.paragraphs]
        said |= _said_in_amounts(view, texts, when)
        if _amounts(view, texts, when):
            said |= set(phrase_list(when.phrases).found(fold(place.title)))
    if len(said) < when.least:
        yield Hit({}, {"name": view.chapter_name(when.chapter)})


def without_amounts(view: View, when: BudgetWhen) -> Iterator[Hit]:
    """A chapter on money without a single amount."""
    if _is_on_money(view, when) and not _amounts(view, view.plan.chapter_paragraphs([when.chapter]), when):
        yield Hit({}, {"name": view.chapter_name(when.chapter)}, view.at_chapter(when.chapter))


def _is_on_money(view: View, when: BudgetWhen) -> bool:
    """Whether the chapter on money is there and speaks of that; one that only counts people ('Capaciteit') does not.

    A heading is enough, but not that of 'Geld en capaciteit' above a text on capacity alone.
    """
    numbers = view.plan.chapter_paragraphs([when.chapter])
    texts = [number for number in numbers if view.plan.outline.paragraphs[number].kind != "heading"]
    told = numbers if not view.phrases_in(when.people, texts) else texts
    return bool(view.phrases_in((*when.phrases, *when.amounts), told))


def _said_in_amounts(view: View, numbers: Sequence[int], when: BudgetWhen) -> set[str]:
    """The words for money of a section that stand in one sentence with an amount, or with a table of amounts.

    'Geld' in one sentence and a loot of € 9.400 in the next are no budget.
    """
    cells = [number for number in numbers if view.plan.outline.paragraphs[number].cell is not None]
    said = view.phrases_in(when.phrases, cells) if _amounts(view, cells, when) else set()
    for number in numbers:
        for sentence in sentences_of(view.plan.outline.paragraphs[number].text, view.plan.reading.abbreviations):
            folded = fold(sentence.text)
            if _has_amount(folded, when):
                said |= set(phrase_list(when.phrases).found(folded))
    return said


def _has_amount(folded: str, when: BudgetWhen) -> bool:
    """Whether a number stands beside a word for money."""
    match = phrase_list(when.amounts).first(folded)
    return match is not None and _NUMBER.search(folded[max(0, match.start - _NEAR) : match.end + _NEAR]) is not None


def _amounts(view: View, numbers: Sequence[int], when: BudgetWhen) -> bool:
    """Whether a number stands beside a word for money; in a table that word may stand in another cell."""
    words = phrase_list(when.amounts)
    tables: dict[int, list[bool]] = {}
    for number in numbers:
        folded = view.plan.outline.folded(number)
        match = words.first(folded)
        if _has_amount(folded, when):
            return True
        cell = view.plan.outline.paragraphs[number].cell
        if cell is not None:
            said = tables.setdefault(cell[0], [False, False])
            said[0] |= match is not None
            said[1] |= cell[1] > 1 and cell[2] > 1 and _NUMBER.search(folded) is not None
    return any(all(said) for said in tables.values())
