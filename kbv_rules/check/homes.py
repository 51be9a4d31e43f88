"""Which themes a text is about: each row, item or labelled paragraph has one subject, or a few."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kbv_rules.check.names import clean
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.signs import clearest
from kbv_rules.check.subjects import THEMES, themes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbv_rules.check.plan import Plan
    from kbv_rules.model.document import Paragraph


def subjects(plan: Plan, numbers: Iterable[int]) -> Counter[str]:
    """How many units of text are about each theme."""
    return Counter(theme for themes in subject_rows(plan, numbers) for theme in themes)


def subject_rows(plan: Plan, numbers: Iterable[int]) -> list[set[str]]:
    """The themes of each unit of text that tells: by the label in front, general words included, or else by most signs."""
    rows: dict[object, list[Paragraph]] = {}
    for number in numbers:
        paragraph = plan.outline.paragraphs[number]
        if paragraph.kind != "heading":
            rows.setdefault(paragraph.cell[:2] if paragraph.cell is not None else number, []).append(paragraph)
    found = (label_themes(plan, row[0]) or _pointed_at(plan, row) for row in rows.values())
    return [themes & plan.knowledge.themes.keys() for themes in found if themes & plan.knowledge.themes.keys()]


def label_themes(plan: Plan, paragraph: Paragraph) -> set[str]:
    """The themes that the label in front of a text names, or the first cell of its row."""
    label = clean(paragraph.text)
    words = count_words(label)
    if not label or words > plan.reading.treatment.label_words:
        return set()
    if paragraph.cell is None and count_words(paragraph.text) < 2 * words:
        return set()  # a short sentence, with nothing behind it
    end = paragraph.text.find(label) + len(label)
    mentions = [one for one in plan.mentions_at.get(paragraph.number, ()) if one.end <= end and one.kind in THEMES]
    named = {theme for mention in mentions for theme in themes_of(mention, plan)}
    return named or clearest(plan.signs.within(paragraph.number, 0, end), 1, 1)


def _pointed_at(plan: Plan, row: list[Paragraph]) -> set[str]:
    """What a row, or a sentence of a text, is about by most signs."""
    least = plan.reading.treatment.least_signs_subject
    found = clearest(plan.signs.of_row([paragraph.number for paragraph in row]), least, 1)
    for paragraph in row:
        for sentence in sentences_of(paragraph.text, plan.reading.abbreviations):
            found |= clearest(plan.signs.within(paragraph.number, sentence.start, sentence.end), least, 1)
    return found
