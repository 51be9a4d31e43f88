"""Where a text points to another priority of the plan, by its name, its number or the number of its paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold
from kbv_rules.check.sentences import count_words
from kbv_rules.check.titles import without_lead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.plan import Plan
    from kbv_rules.check.priority import Priority
    from kbv_rules.model.check_rules import TreatmentReading

_NUMBER = re.compile(r"\b\d{1,2}(?:\.\d{1,2})+")
_PARTS = re.compile(r"\s*[:(–—]\s*|\s+-\s+")


def referred(plan: Plan, number: int) -> Iterator[Priority]:
    """The priorities a paragraph points to: 'ons derde onderwerp', 'prioriteit 2', 'paragraaf 4.2', 'Stad in balans'."""
    if plan.outline.paragraphs[number].kind == "heading":
        return
    folded = plan.outline.folded(number)
    rules = plan.reading.treatment
    points = _points(rules).search(folded) is not None
    for index, other in enumerate(plan.priorities):
        called = points and _calls(rules, index + 1, _paragraph(other)).search(folded)
        if called or any(name in folded for name in _names(plan, other)) or (points and _meant(rules, folded, fold(other.name))):
            yield other


def _names(plan: Plan, other: Priority) -> list[str]:
    """What a priority is called: its name, or the part in front of a colon, when that is more than one word."""
    name = without_lead(fold(other.name), plan.reading.declared.lead)[0]
    return [part for part in (name, _PARTS.split(name)[0]) if count_words(part) > 1]


def _meant(rules: TreatmentReading, folded: str, name: str) -> bool:
    """Whether a priority is called by what it is about: 'de opgave over de buurten' is 'Buurten waar je graag woont'."""
    words = {word for word in re.findall(r"[a-z]+", name) if len(word) >= rules.word_of_name}
    return any(word in words for word in _about(rules).findall(folded))


@lru_cache(maxsize=4)
def _points(rules: TreatmentReading) -> re.Pattern[str]:
    """The words without which no text points to a priority by its place, its paragraph or what it is about."""
    return re.compile("|".join(map(re.escape, (*rules.refers, *rules.paragraphs, "§"))))


@lru_cache(maxsize=4)
def _about(rules: TreatmentReading) -> re.Pattern[str]:
    """The word right after 'het speerpunt over' and the like."""
    nouns = "|".join(map(re.escape, rules.refers))
    return re.compile(rf"\b(?:{nouns}) (?:over|rond|rondom|op het gebied van) (?:(?:de|het|ons|onze) )?([a-z]+)")


def _paragraph(other: Priority) -> str:
    """The number in the heading of a priority, '4.2'."""
    match = _NUMBER.search(other.places[0].section.label or "") if other.places else None
    return match[0] if match else ""


@lru_cache(maxsize=256)
def _calls(rules: TreatmentReading, place: int, paragraph: str) -> re.Pattern[str]:
    """What calls a priority by its place in the plan, or by the number of its paragraph."""
    nouns = "|".join(map(re.escape, rules.refers))
    ways = [rf"\b(?:{nouns}) {place}\b(?!\.\d)"]
    if place <= len(rules.ordinals):
        ways.append(rf"\b{rules.ordinals[place - 1]} (?:{nouns})\b")
    if paragraph:
        words = "|".join(map(re.escape, rules.paragraphs))
        ways.append(rf"(?:\b(?:{words})|§) ?{re.escape(paragraph)}\b(?!\.?\d)")
    return re.compile("|".join(ways))
