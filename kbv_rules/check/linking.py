"""Where a text tells how themes are tied: because it says so, under a heading that does, or by how it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.signs import pointed_at
from kbv_rules.check.subjects import themes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbv_rules.check.outline import Place
    from kbv_rules.check.plan import Plan
    from kbv_rules.model.document import Paragraph


def speaks_of_links(plan: Plan, folded: str) -> bool:
    """Whether a sentence or heading speaks of links; 'verweven van boven- en onderwereld' is what ondermijning is."""
    rules = plan.reading.treatment
    return phrase_list(rules.link_words).first(folded) is not None and phrase_list(rules.no_links).first(folded) is None


def speaks_first(plan: Plan, paragraph: Paragraph) -> bool:
    """Whether a text is about links: its first sentence says so, or it has but one. Elsewhere only the sentence itself is."""
    first = next(iter(sentences_of(paragraph.text, plan.reading.abbreviations)), None)
    return first is not None and speaks_of_links(plan, fold(first.text))


def under_link_heading(plan: Plan, number: int, around: Iterable[Place]) -> bool:
    """Whether a heading between the paragraph and the sections of its priority (`around`) speaks of links."""
    tops = {place.index for place in around}
    here = plan.outline.home[number]
    for place in (here, *here.above()):
        if place.index in tops:
            return False
        heading = place.section.heading
        if heading is not None and speaks_of_links(plan, plan.outline.folded(heading.number)):
            return True
    return False


def lists_of_links(plan: Plan, numbers: Sequence[int], mine: frozenset[str]) -> set[int]:
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


def texts_of_links(plan: Plan, numbers: Sequence[int], mine: frozenset[str]) -> set[int]:
    """Paragraphs one after the other of which the sentences go from one other theme to the next: those are about links.

    So many plans tell their links: without saying so, a sentence or two for each.
    """
    rules = plan.reading.treatment
    found: set[int] = set()
    run: list[int] = []
    for number in (*numbers, 0):
        if number and plan.outline.paragraphs[number].kind == "paragraph" and plan.outline.paragraphs[number].cell is None:
            told = [themes for themes in _by_sentence(plan, number, mine) if themes]
            if len(told) >= rules.link_share * len(
                sentences_of(plan.outline.paragraphs[number].text, plan.reading.abbreviations)
            ):
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
        pointed = pointed_at(signs, mine, rules.least_signs, 1)
        yield named or pointed if len(named) <= rules.most_themes else set()


def _foreign(plan: Plan, number: int, mine: frozenset[str]) -> Iterator[str]:
    """The themes a paragraph names by a name that says enough, its own left out."""
    for mention in plan.mentions_at.get(number, ()):
        if not mention.weak:
            yield from (theme for theme in themes_of(mention, plan) if theme not in mine)
