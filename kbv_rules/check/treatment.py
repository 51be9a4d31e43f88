"""Which themes the text of a priority treats: more than a bare word in a list, see docs/decisions/0014-checking-drafts.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import phrase_list
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.outline import Place
    from kbv_rules.check.plan import Plan
    from kbv_rules.model.document import Paragraph

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
    for number in paragraphs:
        paragraph = plan.outline.paragraphs[number]
        folded = plan.outline.folded(number)
        speaks = links.first(folded) is not None
        linking = speaks or _under_link_heading(plan, number, tops, links.first) or (listing and paragraph.kind == "list_item")
        if paragraph.kind != "list_item":
            listing = speaks and paragraph.text.rstrip().endswith(":")
        for theme in _treats(plan, paragraph, mine, linking=linking):
            found.setdefault(theme, number)
    return found


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


def _treats(plan: Plan, paragraph: Paragraph, mine: frozenset[str], *, linking: bool) -> Iterator[str]:
    rules = plan.reading.treatment
    if linking and paragraph.kind != "heading":
        yield from sorted(
            theme for theme, signs in _signs(plan, paragraph).items() if len(signs) >= rules.least_signs and theme not in mine
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
        if named and count_words(sentence.text) >= least and len(named) <= most:
            yield from sorted({theme for themes in named for theme in themes} - mine)


def _signs(plan: Plan, paragraph: Paragraph) -> dict[str, set[str]]:
    """What else points to a theme: general words for it, and what the handbook prints with few themes."""
    signs: dict[str, set[str]] = {}
    for mention in plan.mentions_at.get(paragraph.number, ()):
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
