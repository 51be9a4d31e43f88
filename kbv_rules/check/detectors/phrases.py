"""Something a plan must speak of, known by its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.view import Hit
from kbv_rules.model.remark import Location

_LABEL = re.compile(r"[^.:]+[.:](?=\s)")  # 'Zorg en veiligheid.', 'Veiligheidsregio:'

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
    if any(len(_found(view, wanted, texts, when)) < when.least for wanted in (when.phrases, when.and_also) if wanted):
        yield Hit({}, {"phrases": when.phrases}, view.at_chapter(there[0]) if there else Location())


def _found(view: View, wanted: tuple[str, ...], texts: list[int], when: PhrasesWhen) -> set[str]:
    """The different phrases that stand there, those in passing and those about something else left out."""
    passing = tuple(phrase for phrase in wanted if phrase in when.passing)
    if not passing:
        return _own(view, wanted, texts, when)
    firm = tuple(phrase for phrase in wanted if phrase not in when.passing)
    meant = [number for number in texts if _is_meant(view, number, when)]
    return _own(view, firm, texts, when) | _own(view, passing, meant, when)


def _is_meant(view: View, number: int, when: PhrasesWhen) -> bool:
    """Whether what may be said in passing is meant in a paragraph: one phrase there that never is, or two in one sentence."""
    every = (*when.phrases, *when.and_also)
    if view.phrases_in(tuple(phrase for phrase in every if phrase not in when.passing), [number]):
        return True
    company = phrase_list((*when.passing, *when.beside))
    sentences = sentences_of(view.plan.outline.paragraphs[number].text, view.plan.reading.abbreviations)
    return any(len(company.found(fold(sentence.text))) > 1 for sentence in sentences)


def _own(view: View, wanted: tuple[str, ...], texts: list[int], when: PhrasesWhen) -> set[str]:
    """The different phrases that stand there, those about something else left out."""
    if not when.not_beside:
        return view.phrases_in(wanted, texts)
    others = [number for number in texts if view.phrases_in(when.not_beside, [number])]
    own = view.phrases_in(wanted, sorted(set(texts) - set(others)))
    mixed = [number for number in others if not _is_headed(view, number, when)]
    return own | view.phrases_beside(wanted, when.beside, mixed)


def _is_headed(view: View, number: int, when: PhrasesWhen) -> bool:
    """Whether a label in front of a paragraph says that all of it is about something else: 'Veiligheidsregio. De raden ...'."""
    label = _LABEL.match(view.plan.outline.folded(number))
    return (
        label is not None
        and count_words(label[0]) <= view.plan.reading.treatment.label_words
        and phrase_list(when.not_beside).first(label[0]) is not None
    )
