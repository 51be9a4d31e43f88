"""Which themes the text of a priority treats: more than a bare word in a list, see docs/decisions/0014-checking-drafts.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.references import referred
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.signs import Found, clearest
from kbv_rules.check.subjects import THEMES, themes_of

if TYPE_CHECKING:
    from kbv_rules.check.outline import Place
    from kbv_rules.check.phrases import PhraseList
    from kbv_rules.check.plan import Plan
    from kbv_rules.model.document import Paragraph

_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\W?:\W*\s")


def treated(plan: Plan, paragraphs: Iterable[int], around: Iterable[Place], own: Iterable[str]) -> dict[str, int]:
    """Per theme that these paragraphs treat, the paragraph that does so first.

    `around` are the sections the paragraphs stand in: a heading below them that speaks of links counts for all text under it, one
    above them does not. `own` are the themes the paragraphs are about, which count for nothing.
    """
    rules = plan.reading.treatment
    links = phrase_list(rules.link_words)
    sections = tuple(around)
    mine = frozenset(own)
    found: dict[str, int] = {}
    listing = False
    numbers = list(paragraphs)
    rows = _rows(plan, numbers)
    listed = _lists_of_links(plan, numbers, mine) | _texts_of_links(plan, numbers, mine)
    for number in numbers:
        paragraph = plan.outline.paragraphs[number]
        speaks = links.first(plan.outline.folded(number)) is not None
        linking = (
            number in listed
            or under_link_heading(plan, number, sections)
            or (listing and paragraph.kind == "list_item")
            or (speaks and _speaks_first(plan, paragraph, links))
        )
        if paragraph.kind != "list_item":
            listing = speaks and paragraph.text.rstrip().endswith(":")
        row = rows.get(paragraph.cell[:2], (number,)) if paragraph.cell is not None else (number,)
        for theme in (
            *_treats(plan, paragraph, mine, row, links, about_links=linking),
            *_labelled(plan, paragraph, mine),
            *_referred(plan, paragraph, mine),
        ):
            found.setdefault(theme, number)
    return found


def _speaks_first(plan: Plan, paragraph: Paragraph, links: PhraseList) -> bool:
    """Whether a text is about links: its first sentence says so, or it has but one. Elsewhere only the sentence itself is."""
    first = next(iter(sentences_of(paragraph.text, plan.reading.abbreviations)), None)
    return first is not None and links.first(fold(first.text)) is not None


def _rows(plan: Plan, numbers: Iterable[int]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The cells of each row of a table: together they say one thing."""
    rows: dict[tuple[int, int], tuple[int, ...]] = {}
    for number in numbers:
        cell = plan.outline.paragraphs[number].cell
        if cell is not None:
            rows[cell[:2]] = (*rows.get(cell[:2], ()), number)
    return rows


def _lists_of_links(plan: Plan, numbers: Sequence[int], mine: frozenset[str]) -> set[int]:
    """The items of lists of which most name another theme, whatever the sentence in front of them says: those are links."""
    found: set[int] = set()
    run: list[int] = []
    for number in (*numbers, 0):
        if number and plan.outline.paragraphs[number].kind == "list_item":
            run.append(number)
            continue
        telling = [item for item in run if any(_foreign(plan, item, mine))]
        if len(run) >= plan.reading.treatment.least_links and len(telling) * 2 > len(run):
            found.update(run)
        run = []
    return found


def _texts_of_links(plan: Plan, numbers: Sequence[int], mine: frozenset[str]) -> set[int]:
    """Paragraphs one after the other of which the sentences go from one other theme to the next: those are about links.

    So many plans tell their links: without saying so, a sentence or two for each.
    """
    rules = plan.reading.treatment
    found: set[int] = set()
    run: list[int] = []
    for number in (*numbers, 0):
        if number and plan.outline.paragraphs[number].kind == "paragraph" and plan.outline.paragraphs[number].cell is None:
            told = [themes for themes in _by_sentence(plan, number, mine) if themes]
            if len(told) >= rules.link_share * len(sentences_of(plan.outline.paragraphs[number].text, plan.reading.abbreviations)):
                run.append(number)
                continue
        if len({theme for one in run for themes in _by_sentence(plan, one, mine) for theme in themes}) >= rules.links_in_text:
            found.update(run)
        run = []
    return found


def _by_sentence(plan: Plan, number: int, mine: frozenset[str]) -> Iterator[set[str]]:
    """The one other theme that each sentence of a paragraph is about, or a few; mere lists left out."""
    rules = plan.reading.treatment
    for sentence in sentences_of(plan.outline.paragraphs[number].text, plan.reading.abbreviations):
        here = (one for one in plan.mentions_at.get(number, ()) if sentence.start <= one.start < sentence.end and not one.weak)
        named = {theme for one in here for theme in themes_of(one, plan)} - mine
        signs = plan.signs.within(number, sentence.start, sentence.end)
        pointed = _pointed_at(signs, mine, rules.least_signs, 1)
        yield named or pointed if len(named) <= rules.most_themes else set()


def _foreign(plan: Plan, number: int, mine: frozenset[str]) -> Iterator[str]:
    """The themes a paragraph names by a name that says enough, its own left out."""
    for mention in plan.mentions_at.get(number, ()):
        if not mention.weak:
            yield from (theme for theme in themes_of(mention, plan) if theme not in mine)


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


def under_link_heading(plan: Plan, number: int, around: Iterable[Place]) -> bool:
    """Whether a heading between the paragraph and the sections of its priority (`around`) speaks of links."""
    links = phrase_list(plan.reading.treatment.link_words)
    tops = {place.index for place in around}
    here = plan.outline.home[number]
    for place in (here, *here.above()):
        if place.index in tops:
            return False
        heading = place.section.heading
        if heading is not None and links.first(plan.outline.folded(heading.number)) is not None:
            return True
    return False


def _treats(
    plan: Plan, paragraph: Paragraph, mine: frozenset[str], row: Sequence[int], links: PhraseList, *, about_links: bool
) -> Iterator[str]:
    """The themes one text treats; where not all of it is about links, the sentences that speak of them are."""
    mentions = plan.mentions_at.get(paragraph.number, ())
    if paragraph.kind == "heading":
        for mention in mentions:
            if about_links or not mention.weak:
                yield from (theme for theme in themes_of(mention, plan) if theme not in mine)
        return
    rules = plan.reading.treatment
    if len(row) > 1 and about_links:
        yield from _pointed_at(plan.signs.of_row(row), mine, rules.least_signs, rules.most_signed)
    words = sum(count_words(plan.outline.paragraphs[number].text) for number in row) if len(row) > 1 else 0
    before = 0
    for sentence in sentences_of(paragraph.text, plan.reading.abbreviations):
        speaks = links.first(fold(sentence.text)) is not None
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
        told |= _pointed_at(signs, mine, rules.least_signs if linking else rules.least_signs_elsewhere, rules.most_signed)
        if speaks or (linking and not told):
            # A sentence on links is about some theme, be it by a general word, or else by a single plain one.
            told |= {theme for one in here if one.weak for theme in themes_of(one, plan)} - mine
        if linking and not told:
            pointed = _pointed_at(signs, mine, 1, 1)
            told |= pointed if len(pointed) == 1 else set()
        yield from sorted(told)


def _pointed_at(signs: Found, mine: frozenset[str], least: int, most: int) -> set[str]:
    """The themes that signs point to most clearly, those the text is about left out."""
    own = {sign for theme in mine for sign in signs.get(theme, ())}
    return clearest({theme: found - own for theme, found in signs.items() if theme not in mine}, least, most)
