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
    from kbv_rules.model.check_rules import ChapterReading, ChapterWords, ElementReading

    Tells = Callable[[Place], bool]

_WHOLE = 1.0
_BEGINS = 0.95
_PRESENT = 1  # the chapter on how things stand
_ON_THEMES = (4, 5)  # the priorities and the other themes: what stands in there is a part of those
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
        self.leading = re.compile(rf"(?:{'|'.join(map(re.escape, reading.leading))})\s+")

    def chapters(self, heading: str, after: int = 0) -> tuple[tuple[int, ...], float]:
        """The chapters a heading names, and how sure that is (0 when none). 'De koers' is 'Onze koers' is 'Koers'.

        `after` is the chapter in front of it. It decides where a heading may be of two: 'Hoe wij samenwerken' before the
        priorities is a way of working, behind them an organisation.
        """
        plain = _plain(bare(heading, self.reading.numbering))
        found = self._named(plain, after)
        led = self.leading.match(plain)
        return found if found[1] or led is None else self._named(plain[led.end() :], after)

    def _named(self, plain: str, after: int) -> tuple[tuple[int, ...], float]:
        if not plain:
            return (), 0.0
        if plain in self.names:
            return self.names[plain], _WHOLE
        parts = [self._one(part) for part in _AND.split(plain)]
        if 1 < len(parts) <= 3 and all(parts) and len(set(parts)) > 1:
            return tuple(sorted({part for part in parts if part})), _BEGINS
        fitting = {number: words.fits(plain) for number, words in self.lists.items()}
        most = max(fitting.values(), default=0)
        if most:
            likely = [number for number, letters in fitting.items() if letters == most]
            return (next((number for number in likely if number > after), likely[0]),), _BEGINS
        title, _, subtitle = plain.partition(":")
        if subtitle:
            told = [found for found in (self.chapters(title, after), self.chapters(subtitle, after)) if found[1]]
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
    latest = 0
    times = Counter((place.depth, fold(place.title)) for place in outline.places[1:])
    for place in outline.places[1:]:
        if place.depth > reading.deepest or any(place.is_within(other) for other in outside):
            continue
        if place.depth > 1 and times[place.depth, fold(place.title)] > 1:
            continue
        numbers, sure = headings.chapters(place.title, latest)
        around = next(((up, taken[up.index]) for up in place.above() if up.index in taken), None)
        if not numbers or (around is not None and not _may_stand_in(place, numbers, sure, *around, headings.themes)):
            continue
        if around is not None and set(numbers) == set(around[1]):
            continue
        taken[place.index] = numbers
        latest = max(numbers)
        for number in numbers:
            found.setdefault(number, []).append(place)
    for number in found.keys() - headings.themes:
        found[number] = _shallowest(found[number], taken)
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
    # Elsewhere a chapter beside the one around it ('Werkwijze' below 'Koers'), and not the priorities of an earlier plan in the
    # picture of the present, or 'Sturen op informatie' among the principles.
    beside = any(abs(number - other) <= 1 for number in numbers for other in chapters)
    return sure >= _BEGINS and beside and not set(numbers) & themes


def _shallowest(places: list[Place], taken: dict[int, tuple[int, ...]]) -> list[Place]:
    """Without those that stand deeper than another, in what is no chapter: 'Sturen op informatie' beside 'Programmasturing'."""
    loose = [place for place in places if not any(up.index in taken for up in place.above())]
    least = min((place.depth for place in loose), default=0)
    return [place for place in places if place.depth <= least or place not in loose]


def _highest(places: list[Place]) -> list[Place]:
    """Those that are not within another of them, unless that one is told apart into several."""
    return [place for place in places if not any(place is not other and other.is_within(place) for other in places)] or places


def serve_by_structure(
    outline: Outline, served: Served, headings: Headings, elements: Sequence[ElementReading], number: int
) -> Served:
    """The chapter of the priorities, where no heading names it: the section whose parts have an approach, a goal and the like.

    These elements have headings of their own, or else are all told in running text.
    """
    if served.places.get(number):
        return served
    lists = [heading_list(element.headings) for element in elements]
    by_heading = _best_parted(outline, served, headings.reading, lambda child: _elements(outline, child, lists) > 1)
    by_text = by_heading or _best_parted(
        outline, served, headings.reading, lambda child: _told(outline, child, elements) >= headings.reading.told
    )
    return _with(served, number, by_text) if by_text else served


def _best_parted(outline: Outline, served: Served, reading: ChapterReading, is_part: Tells) -> Place | None:
    """The section that is nothing yet with most parts of a kind, when most of its parts are so."""
    best: tuple[int, int, Place] | None = None
    for place in outline.places[1:]:
        if place.depth > reading.deepest or served.is_outside(place) or served.of(place):
            continue
        children = outline.children(place)
        parts = sum(map(is_part, children))
        if parts >= reading.worked_out and parts * 2 > len(children) and (best is None or parts > best[0]):
            best = (parts, place.index, place)
    return best[2] if best else None


def _told(outline: Outline, place: Place, elements: Sequence[ElementReading]) -> int:
    """How many different elements of a priority the running text of a section tells."""
    return sum(bool(_content(outline, place, element.sentences)) for element in elements)


def serve_by_themes(
    outline: Outline, served: Served, reading: ChapterReading, chapters: tuple[int, int], is_theme: Tells
) -> Served:
    """The chapter of the other themes, where no heading names it: a section whose parts are themes.

    It stands after the priorities, or else between the picture of the present and them. What its words show to be a later
    chapter, on the organisation or the money, is not it.
    """
    priorities, number = chapters
    first = served.places.get(priorities)
    if served.places.get(number) or not first:
        return served
    start = served.places[_PRESENT][0].index if _PRESENT in served.places else first[0].index
    later = [words.content for words in reading.chapters if words.number > number]
    for place in (*outline.places[first[0].index + 1 :], *outline.places[start + 1 : first[0].index]):
        if place.depth > reading.deepest or served.is_outside(place) or served.of(place):
            continue
        if any(len(_content(outline, place, content)) >= reading.content_sure for content in later):
            continue
        children = outline.children(place)
        themes = sum(map(is_theme, children))
        if themes >= reading.themed and themes * 2 > len(children):
            return _with(served, number, place)
    return served


def _elements(outline: Outline, place: Place, elements: Sequence[HeadingList]) -> int:
    """How many different elements of a priority the headings right below a section name."""
    titles = [_plain(bare(child.title)) for child in outline.children(place)]
    return sum(any(element.fits(title) for title in titles) for element in elements)


def serve_by_content(outline: Outline, served: Served, reading: ChapterReading, claimed: set[int]) -> Served:
    """Chapters that no heading names, found by what sections under an unknown heading are about, and by where they stand.

    `claimed` are the sections (by index) that already are something: a priority, another theme. A section between two known
    chapters is one of those that are missing in between when few words say so; elsewhere more are needed. The surest of all
    is taken first, for each one narrows down where the others may stand; of a section and what is in it, the one as deep as
    the other chapters.
    """
    level = _level(served)
    served = _raised(outline, served, reading, claimed, level)
    free = _free(outline, served, reading, claimed)
    shown = {
        (place.index, words.number): _evidence(outline, place, words, reading) for place in free for words in reading.chapters
    }
    while True:
        best: tuple[bool, bool, int, int, int, Place] | None = None
        for place in free:
            between = _between(served, place)
            for words in reading.chapters:
                hits = shown[place.index, words.number]
                fits = words.number in between
                if words.number not in served.places and hits >= (reading.content_in_order if fits else reading.content_hits):
                    one = (fits, place.depth == level, hits, -place.index, -words.number, place)
                    best = one if best is None else max(best, one)
        if best is None:
            return _serve_within(outline, served, reading, claimed)
        *_, number, found = best
        served = _with(served, -number, found)
        free = [place for place in free if not place.is_within(found) and not found.is_within(place)]


def _serve_within(outline: Outline, served: Served, reading: ChapterReading, claimed: set[int]) -> Served:
    """Chapters still missing that are a section within another: 'Wie aan welke tafel zit' below 'Hoe we werken'.

    Many words must say so. What stands within the priorities and the other themes is a part of those.
    """
    for words in reading.chapters:
        if words.number in served.places or words.number in _ON_THEMES:
            continue
        best: tuple[int, int, Place] | None = None
        for number, places in served.places.items():
            for child in (child for place in places for child in outline.children(place) if number not in _ON_THEMES):
                hits = _evidence(outline, child, words, reading)
                free = child.index not in claimed and not any(child is one for group in served.places.values() for one in group)
                if free and hits >= reading.content_sure and (best is None or hits > best[0]):
                    best = (hits, -child.index, child)
        if best:
            served = _with(served, words.number, best[2])
    return served


def _level(served: Served) -> int:
    """How deep the chapters stand: most of those that are known."""
    depths = Counter(places[0].depth for places in served.places.values())
    return max(depths, key=lambda depth: (depths[depth], -depth), default=1)


def _raised(outline: Outline, served: Served, reading: ChapterReading, claimed: set[int], level: int) -> Served:
    """A section under an unknown heading is the chapter that all known headings in it name: its 'Visie' and 'Ons doel'."""
    inside: dict[int, set[int]] = {}
    around: dict[int, Place] = {}
    for number, places in served.places.items():
        for place in places:
            for up in place.above():
                inside.setdefault(up.index, set()).add(number)
                around[up.index] = up
    for index, numbers in inside.items():
        place, number = around[index], min(numbers)
        alone = len(numbers) == 1 and place.depth == level and not served.of(place)
        if not alone or any(one.depth <= level for one in served.places[number]):
            continue
        others = Served({other: places for other, places in served.places.items() if other != number}, ())
        if number not in _between(others, place) or _is_preface(place, reading):
            continue
        if not any(one.index in claimed for one in outline.below(place)):
            served = _with(served, number, place)
    return served


def _with(served: Served, number: int, place: Place) -> Served:
    return Served(dict(sorted({**served.places, number: (place,)}.items())), served.outside)


def _free(outline: Outline, served: Served, reading: ChapterReading, claimed: set[int]) -> list[Place]:
    """The sections that are nothing yet: no chapter or part of one, no title and no preface."""
    taken = {place.index for group in served.places.values() for place in group} | claimed
    tops = [place for place in outline.places[1:] if place.depth == 1]
    title = tops[0] if len(tops) == 1 and outline.children(tops[0]) else None
    return [
        place
        for place in outline.places[1:]
        if place.depth <= 2
        and place is not title
        and not any(one.index in taken for one in (place, *place.above(), *outline.below(place)))
        and not served.is_outside(place)
        and not any(_is_preface(one, reading) for one in (place, *place.above()))
    ]


def _is_preface(place: Place, reading: ChapterReading) -> bool:
    return heading_list(reading.preface).fits(_plain(bare(place.title, reading.numbering))) > 0


def _between(served: Served, place: Place) -> range:
    """The numbers that a section may have, going by the chapters in front of it and behind it."""
    starts = [(one.index, number) for number, places in served.places.items() for one in places[:1]]
    before = max((start for start in starts if start[0] < place.index), default=(0, 0))
    after = min((start for start in starts if start[0] > place.index), default=(0, 8))
    return range(before[1] + 1, after[1])


def _evidence(outline: Outline, place: Place, words: ChapterWords, reading: ChapterReading) -> int:
    """How many different words in a section show that it is a chapter; one in its heading counts for several."""
    if len(words.content) < reading.content_hits:
        return 0
    heading = phrase_list(words.nouns).first(_plain(bare(place.title, reading.numbering)))
    return len(_content(outline, place, words.content)) + (reading.noun_hits if heading else 0)


def _content(outline: Outline, place: Place, phrases: tuple[str, ...]) -> list[str]:
    return phrase_list(phrases).found("\n".join(outline.folded(paragraph.number) for paragraph in outline.texts_of(place)))


def _plain(text: str) -> str:
    """A heading as it is compared: no capitals, accents, hyphens or signs at its end."""
    return re.sub(r"\s+", " ", re.sub(r"[\-/]", " ", fold(text))).strip(" .:;?!'\"")
