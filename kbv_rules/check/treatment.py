"""Which themes the text of a priority treats: more than a bare word in a list, see docs/decisions/0014-checking-drafts.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kbv_rules.check.linking import lists_of_links, speaks_first, speaks_of_links, texts_of_links, under_link_heading
from kbv_rules.check.phrases import fold
from kbv_rules.check.references import referred
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.signs import pointed_at
from kbv_rules.check.subjects import THEMES, themes_of

if TYPE_CHECKING:
    from kbv_rules.check.outline import Place
    from kbv_rules.check.plan import Plan
    from kbv_rules.check.sentences import Sentence
    from kbv_rules.model.document import Paragraph

_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\W?:\W*\s")


def treated(plan: Plan, paragraphs: Iterable[int], around: Iterable[Place], own: Iterable[str]) -> dict[str, int]:
    """Per theme that these paragraphs treat, the paragraph that does so first.

    `around` are the sections the paragraphs stand in: a heading below them that speaks of links counts for all text under it, one
    above them does not. `own` are the themes the paragraphs are about, which count for nothing.
    """
    sections = tuple(around)
    mine = frozenset(own)
    found: dict[str, int] = {}
    listing = False
    numbers = list(paragraphs)
    rows = _rows(plan, numbers)
    listed = lists_of_links(plan, numbers, mine) | texts_of_links(plan, numbers, mine)
    for number in numbers:
        paragraph = plan.outline.paragraphs[number]
        speaks = speaks_of_links(plan, plan.outline.folded(number))
        linking = (
            number in listed
            or under_link_heading(plan, number, sections)
            or (listing and paragraph.kind == "list_item")
            or (speaks and speaks_first(plan, paragraph))
        )
        if paragraph.kind != "list_item":
            listing = speaks and paragraph.text.rstrip().endswith(":")
        row = rows.get(paragraph.cell[:2], (number,)) if paragraph.cell is not None else (number,)
        for theme in (
            *_treats(plan, paragraph, mine, row, about_links=linking),
            *_labelled(plan, paragraph, mine),
            *_referred(plan, paragraph, mine),
        ):
            found.setdefault(theme, number)
    return found


def _rows(plan: Plan, numbers: Iterable[int]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The cells of each row of a table: together they say one thing."""
    rows: dict[tuple[int, int], tuple[int, ...]] = {}
    for number in numbers:
        cell = plan.outline.paragraphs[number].cell
        if cell is not None:
            rows[cell[:2]] = (*rows.get(cell[:2], ()), number)
    return rows


def _labelled(plan: Plan, paragraph: Paragraph, mine: frozenset[str]) -> Iterator[str]:
    """The themes that a paragraph is about by the label in front of it: 'Toerisme: campinghouders melden ...'.

    A label may be a word that is too general elsewhere.
    """
    match = _LABEL.match(paragraph.text)
    rules = plan.reading.treatment
    if (
        match is None
        or count_words(match[1]) > rules.label_words
        or count_words(paragraph.text[match.end() :]) < rules.least_words_linking
    ):
        return
    for mention in plan.mentions_at.get(paragraph.number, ()):
        if mention.end <= match.end() and mention.kind in THEMES:
            yield from (theme for theme in themes_of(mention, plan) if theme not in mine)


def _referred(plan: Plan, paragraph: Paragraph, mine: frozenset[str]) -> Iterator[str]:
    """The themes of another priority that the text points to; an overarching theme touches many, and is none of them."""
    for other in referred(plan, paragraph.number):
        if not plan.is_overarching(other):
            yield from (theme for theme in other.members if theme not in mine)


def _treats(plan: Plan, paragraph: Paragraph, mine: frozenset[str], row: Sequence[int], *, about_links: bool) -> Iterator[str]:
    """The themes one text treats; where not all of it is about links, the sentences that speak of them are."""
    mentions = plan.mentions_at.get(paragraph.number, ())
    if paragraph.kind == "heading":
        for mention in mentions:
            if about_links or not mention.weak:
                yield from (theme for theme in themes_of(mention, plan) if theme not in mine)
        return
    rules = plan.reading.treatment
    if len(row) > 1 and about_links:
        yield from pointed_at(plan.signs.of_row(row), mine, rules.least_signs, rules.most_signed)
    words = sum(count_words(plan.outline.paragraphs[number].text) for number in row) if len(row) > 1 else 0
    before = 0
    spoken: set[str] = set()
    silent: list[Sentence] = []
    for sentence in sentences_of(paragraph.text, plan.reading.abbreviations):
        speaks = speaks_of_links(plan, fold(sentence.text))
        linking = speaks or about_links
        if max(words, count_words(sentence.text)) < (rules.least_words_linking if linking else rules.least_words):
            continue
        here = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
        if not linking:
            here = [one for one in here if not plan.signs.points_to(paragraph.number, one.start, one.end) & mine]
        # A bundle is one thing that is named, however many themes it holds.
        named = {themes for one in here if not one.weak and (themes := themes_of(one, plan)) and not set(themes) <= mine}
        most = rules.most_themes_linking if linking else rules.most_themes
        told = {theme for themes in named for theme in themes} - mine if len(named) <= most else set()
        # Elsewhere than among links, a sentence and the one before it may say it together.
        signs = plan.signs.within(paragraph.number, sentence.start if linking else before, sentence.end)
        before = sentence.start
        told |= pointed_at(signs, mine, rules.least_signs if linking else rules.least_signs_elsewhere, rules.most_signed)
        if speaks or (linking and not told):
            # A sentence on links is about some theme, be it by a general word.
            told |= {theme for one in here if one.weak for theme in themes_of(one, plan)} - mine
        if linking and not told:
            silent.append(sentence)
        spoken |= told
        yield from sorted(told)
    if not spoken or len(spoken) >= rules.links_in_text:
        # In a text that is one link, or goes from one to the next, a sentence that says so little is about one as well.
        for one in silent:
            yield from plan.signs.single(paragraph.number, one.start, one.end, mine)
