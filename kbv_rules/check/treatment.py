"""Which themes the text of a priority treats: more than a bare word in a list, see docs/decisions/0014-checking-drafts.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.titles import without_lead
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.outline import Place
    from kbv_rules.check.plan import Plan
    from kbv_rules.model.document import Paragraph

_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\W?:\W*\s")
_THEMES = ("theme", "sub_theme", "bundle")


def themes_of(mention: Mention, plan: Plan) -> tuple[str, ...]:
    """The themes a mention names; none for an overarching theme, which is no theme of the handbook's tables.

    A word that is too general ('jongeren') does not name all themes of a bundle.
    """
    if mention.kind == "bundle":
        if mention.weak:
            return ()
        bundle = plan.meanings.bundles[mention.id]
        return tuple(dict.fromkeys(theme_of(member) for member in bundle.members))
    if mention.kind in _THEMES and theme_of(mention.id) in plan.knowledge.themes:
        return (theme_of(mention.id),)
    return ()


def treated(plan: Plan, paragraphs: Iterable[int], around: Iterable[Place], own: Iterable[str]) -> dict[str, int]:
    """Per theme that these paragraphs treat, the paragraph that does so first.

    `around` are the sections the paragraphs stand in: a heading below them that speaks of links counts for all text under it, one
    above them does not. `own` are the themes the paragraphs are about, which count for nothing.
    """
    rules = plan.reading.treatment
    links = phrase_list(rules.link_words)
    tops = {place.index for place in around}
    mine = frozenset(own)
    found: dict[str, int] = {}
    listing = False
    numbers = list(paragraphs)
    rows = _rows(plan, numbers)
    listed = _lists_of_links(plan, numbers, mine)
    for number in numbers:
        paragraph = plan.outline.paragraphs[number]
        folded = plan.outline.folded(number)
        speaks = links.first(folded) is not None
        linking = (
            speaks
            or number in listed
            or _under_link_heading(plan, number, tops, links.first)
            or (listing and paragraph.kind == "list_item")
        )
        if paragraph.kind != "list_item":
            listing = speaks and paragraph.text.rstrip().endswith(":")
        row = rows.get(paragraph.cell[:2], (number,)) if paragraph.cell is not None else (number,)
        for theme in (
            *_treats(plan, paragraph, mine, row, linking=linking),
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
        if mention.end <= match.end() and mention.kind in _THEMES:
            yield from (theme for theme in themes_of(mention, plan) if theme not in mine)


def _referred(plan: Plan, paragraph: Paragraph, mine: frozenset[str]) -> Iterator[str]:
    """The themes of another priority that the text calls by its name or by its number: 'ons derde onderwerp'."""
    if paragraph.kind == "heading":
        return
    rules = plan.reading.treatment
    folded = plan.outline.folded(paragraph.number)
    nouns = "|".join(rules.refers)
    for index, other in enumerate(plan.priorities):
        ordinal = rules.ordinals[index] if index < len(rules.ordinals) else None
        name = without_lead(fold(other.name), plan.reading.declared.lead)[0]
        called = count_words(name) > 1 and name in folded
        if called or (ordinal and re.search(rf"\b{ordinal} (?:{nouns})\b", folded)):
            yield from (theme for theme in other.members if theme not in mine)


def _under_link_heading(plan: Plan, number: int, tops: set[int], speaks: object) -> bool:
    """Whether a heading between the paragraph and the top of its priority speaks of links."""
    here = plan.outline.home[number]
    for place in (here, *here.above()):
        if place.index in tops:
            return False
        heading = place.section.heading
        if heading is not None and speaks(plan.outline.folded(heading.number)):  # type: ignore[operator]
            return True
    return False


def _treats(plan: Plan, paragraph: Paragraph, mine: frozenset[str], row: Sequence[int], *, linking: bool) -> Iterator[str]:
    rules = plan.reading.treatment
    if linking and paragraph.kind != "heading":
        yield from sorted(
            theme for theme, signs in _signs(plan, row).items() if len(signs) >= rules.least_signs and theme not in mine
        )
    mentions = [mention for mention in plan.mentions_at.get(paragraph.number, ()) if linking or not mention.weak]
    if not mentions:
        return
    if paragraph.kind == "heading":
        for mention in mentions:
            yield from (theme for theme in themes_of(mention, plan) if theme not in mine)
        return
    least, most = (rules.least_words_linking, rules.most_themes_linking) if linking else (rules.least_words, rules.most_themes)
    for sentence in sentences_of(paragraph.text, plan.reading.abbreviations):
        inside = [themes_of(mention, plan) for mention in mentions if sentence.start <= mention.start < sentence.end]
        # A bundle is one thing that is named, however many themes it holds.
        named = {themes for themes in inside if themes and not set(themes) <= mine}
        words = sum(count_words(plan.outline.paragraphs[number].text) for number in row) if len(row) > 1 else 0
        if named and max(words, count_words(sentence.text)) >= least and len(named) <= most:
            yield from sorted({theme for themes in named for theme in themes} - mine)


def _signs(plan: Plan, row: Sequence[int]) -> dict[str, set[str]]:
    """What else points to a theme: general words for it, and what the handbook prints with few themes."""
    signs: dict[str, set[str]] = {}
    for mention in (one for number in row for one in plan.mentions_at.get(number, ())):
        themes = themes_of(mention, plan) if mention.kind in _THEMES else printed_with(plan).get(mention.id, ())
        for theme in themes:
            signs.setdefault(theme, set()).add(mention.id if mention.kind not in _THEMES else mention.label)
    return signs


def printed_with(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Per measure, partner, law and indicator the themes whose own tables print it, when these are few enough to tell."""
    if plan.printed is None:
        found: dict[str, list[str]] = {}
        for theme in plan.knowledge.catalogue.themes:
            rows = (theme.measures, theme.laws, theme.indicators, theme.partners.internal, theme.partners.external)
            for id_ in {mention.id for row in rows for mention in row}:
                found.setdefault(id_, []).append(theme.id)
        most = plan.reading.treatment.sign_of
        plan.printed = {id_: tuple(themes) for id_, themes in found.items() if len(themes) <= most}
    return plan.printed
