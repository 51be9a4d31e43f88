"""Which section of a draft serves which chapter of the method: by name, other words, slips of the pen, and content."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, heading_list, phrase_list
from kbv_rules.check.titles import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kbv_rules.check.outline import Outline, Place
    from kbv_rules.check.phrases import HeadingList
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import ChapterReading

    Tells = Callable[[Place], bool]

_WHOLE = 1.0
_BEGINS = 0.95
_PRESENT = 1  # the chapter on how things stand
_AND = re.compile(r"\s+(?:en|&)\s+|\s*,\s*")


@dataclass(frozen=True, slots=True)
class Served:
    """The sections that serve each chapter, and which parts are outside the chapters."""

    places: dict[int, tuple[Place, ...]]
    outside: tuple[Place, ...]

    def of(self, place: Place) -> set[int]:
        """The chapters a section stands in, the nearest heading deciding."""
        for here in (place, *place.above()):
            found = {number for number, places in self.places.items() if any(here is one for one in places)}
            if found:
                return found
        return set()

    def is_outside(self, place: Place) -> bool:
        return any(place.is_within(other) for other in self.outside)


class Headings:
    """The names a chapter goes by."""

    def __init__(self, knowledge: Knowledge, reading: ChapterReading, priorities: int, others: int) -> None:
        self.reading = reading
        self.themes = {priorities, others}
        self.names: dict[str, tuple[int, ...]] = {}
        for chapter in knowledge.catalogue.chapters:
            for name in (chapter.name, *chapter.aliases):
                self.names[_plain(name)] = (chapter.number,)
        for combined in knowledge.catalogue.method["chapters"].get("combined_headings", ()):
            self.names[_plain(combined["name"])] = tuple(combined["chapters"])
        self.lists = {words.number: heading_list(words.headings) for words in reading.chapters}

    def chapters(self, heading: str) -> tuple[tuple[int, ...], float]:
        """The chapters a heading names, and how sure that is (0 when none)."""
        plain = _plain(bare(heading, self.reading.numbering))
        if not plain:
            return (), 0.0
        if plain in self.names:
            return self.names[plain], _WHOLE
        parts = [self._one(part) for part in _AND.split(plain)]
        if 1 < len(parts) <= 3 and all(parts) and len(set(parts)) > 1:
            return tuple(sorted({part for part in parts if part})), _BEGINS
        fitting = max(((words.fits(plain), -number) for number, words in self.lists.items()), default=(0, 0))
        if fitting[0]:
            return (-fitting[1],), _BEGINS
        title, _, subtitle = plain.partition(":")
        if subtitle:
            told = [found for found in (self.chapters(title), self.chapters(subtitle)) if found[1]]
            return max(told, key=lambda found: found[1], default=((), 0.0))
        return self._slip(plain)

    def _one(self, part: str) -> int | None:
        """The one chapter that part of a heading names, word for word."""
        known = self.names.get(part, ())
        if len(known) == 1:
            return known[0]
        return next((number for number, words in self.lists.items() if words.fits(part) and len(part.split()) < 4), None)

    def _slip(self, plain: str) -> tuple[tuple[int, ...], float]:
        from rapidfuzz import fuzz, process

        found = process.extractOne(plain, list(self.names), scorer=fuzz.ratio, score_cutoff=100 * self.reading.slip)
        return (self.names[found[0]], found[1] / 100) if found and len(plain) > 5 else ((), 0.0)


def serve(outline: Outline, headings: Headings) -> Served:
    """Tie sections to chapters. Within the elaboration of themes no heading is a chapter: 'Doel' there is the goal of a theme."""
    reading = headings.reading
    outside_names = heading_list(reading.outside)
    outside = [
        place
        for place in outline.places[1:]
        if outside_names.fits(_plain(bare(place.title, reading.numbering))) and place.depth <= 2
    ]
    found: dict[int, list[Place]] = {}
    taken: dict[int, tuple[int, ...]] = {}
    # A heading that comes back under several others is an element of each, no chapter.
    times = Counter((place.depth, fold(place.title)) for place in outline.places[1:])
    for place in outline.places[1:]:
        if place.depth > reading.deepest or any(place.is_within(other) for other in outside):
            continue
        if place.depth > 1 and times[place.depth, fold(place.title)] > 1:
            continue
        numbers, sure = headings.chapters(place.title)
        around = next(((up, taken[up.index]) for up in place.above() if up.index in taken), None)
        if not numbers or (around is not None and not _may_stand_in(place, numbers, sure, *around, headings.themes)):
            continue
        if around is not None and set(numbers) == set(around[1]):
            continue
        taken[place.index] = numbers
        for number in numbers:
            found.setdefault(number, []).append(place)
    for number in headings.themes:
        found[number] = _highest(found.get(number, []))
    return Served({number: tuple(places) for number, places in found.items() if places}, tuple(outside))


def _may_stand_in(
    place: Place, numbers: tuple[int, ...], sure: float, around: Place, chapters: tuple[int, ...], themes: set[int]
) -> bool:
    """Whether a heading below a chapter is a chapter of its own."""
    if chapters == (_PRESENT,) and (sure < _WHOLE or " " not in place.title.strip(" .0123456789")):
        # 'Werkwijze' in the picture of the present is how that was made.
        return False
    inside = set(chapters) & themes
    if inside:
        # Themes: only 'Overige thema's' below 'Thema's', right below it.
        return place.parent is around and bool(set(numbers) & themes) and sure >= _BEGINS
    # Elsewhere: not the priorities of an earlier plan in the picture of the present.
    return sure >= _BEGINS and not set(numbers) & themes


def _highest(places: list[Place]) -> list[Place]:
    """Those that are not within another of them, unless that one is told apart into several."""
    return [place for place in places if not any(place is not other and other.is_within(place) for other in places)] or places


def serve_by_structure(
    outline: Outline, served: Served, headings: Headings, elements: Sequence[HeadingList], number: int
) -> Served:
    """The chapter of the priorities, where no heading names it: the section whose parts have an approach, a goal and the like."""
    if served.places.get(number):
        return served
    best: tuple[int, int, Place] | None = None
    for place in outline.places[1:]:
        if place.depth > headings.reading.deepest or served.is_outside(place) or served.of(place):
            continue
        parts = sum(_elements(outline, child, elements) > 1 for child in outline.children(place))
        if parts >= headings.reading.worked_out and (best is None or parts > best[0]):
            best = (parts, place.index, place)
    return served if best is None else Served(dict(sorted({**served.places, number: (best[2],)}.items())), served.outside)


def serve_by_themes(
    outline: Outline, served: Served, deepest: int, least: int, number: int, after: int, is_theme: Tells
) -> Served:
    """The chapter of the other themes, where no heading names it: a section after the priorities whose parts are themes."""
    first = served.places.get(after)
    if served.places.get(number) or not first:
        return served
    for place in outline.places[first[0].index + 1 :]:
        if place.depth > deepest or served.is_outside(place) or served.of(place):
            continue
        children = outline.children(place)
        themes = sum(map(is_theme, children))
        if themes >= least and themes * 2 > len(children):
            return Served(dict(sorted({**served.places, number: (place,)}.items())), served.outside)
    return served


def _elements(outline: Outline, place: Place, elements: Sequence[HeadingList]) -> int:
    """How many different elements of a priority the headings right below a section name."""
    titles = [_plain(bare(child.title)) for child in outline.children(place)]
    return sum(any(element.fits(title) for title in titles) for element in elements)


def serve_by_content(outline: Outline, served: Served, reading: ChapterReading, claimed: set[int]) -> Served:
    """Chapters that no heading names, found by what sections under an unknown heading are about.

    `claimed` are the sections (by index) that already are something: a priority, another theme.
    """
    places = dict(served.places)
    taken = {place.index for group in places.values() for place in group}
    tops = [place for place in outline.places[1:] if place.depth == 1]
    title = tops[0] if len(tops) == 1 and outline.children(tops[0]) else None
    free = [
        place
        for place in outline.places[1:]
        if place.depth <= 2
        and place is not title
        and place.index not in taken
        and place.index not in claimed
        and not served.is_outside(place)
        and not served.of(place)
        and not any(up.index in claimed for up in place.above())
        and not any(below.index in taken | claimed for below in outline.below(place))
    ]
    for words in reading.chapters:
        if words.number in places or not words.content or len(words.content) < reading.content_hits:
            continue
        best = max(((len(_content(outline, place, words.content)), -place.index, place) for place in free), default=None)
        if best is not None and best[0] >= reading.content_hits:
            places[words.number] = (best[2],)
            free.remove(best[2])
    return Served(dict(sorted(places.items())), served.outside)


def _content(outline: Outline, place: Place, phrases: tuple[str, ...]) -> list[str]:
    return phrase_list(phrases).found("\n".join(outline.folded(paragraph.number) for paragraph in outline.texts_of(place)))


def _plain(text: str) -> str:
    """A heading as it is compared: no capitals, accents, hyphens or signs at its end."""
    return re.sub(r"\s+", " ", re.sub(r"[\-/]", " ", fold(text))).strip(" .:;?!'\"")
