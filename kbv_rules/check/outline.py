"""A document as a reader goes through it: every section with what is above it, every paragraph with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold
from kbv_rules.model.remark import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbv_rules.model.document import Document, Paragraph, Section

_QUOTE = 160


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A section with its place in the tree. `depth` counts from 1 for the sections right below the root."""

    index: int
    section: Section
    parent: Place | None
    depth: int

    @property
    def title(self) -> str:
        return self.section.title

    def above(self) -> Iterator[Place]:
        """The sections around this one, the nearest first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    def is_within(self, other: Place) -> bool:
        return self is other or any(place is other for place in self.above())


@dataclass(slots=True)
class Outline:
    """All sections in reading order (the root first) and all paragraphs by number."""

    document: Document
    places: list[Place] = field(default_factory=list)
    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    home: dict[int, Place] = field(default_factory=dict)
    _folded: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting: list[tuple[Section, Place | None, int]] = [(self.document.root, None, 0)]
        while waiting:
            section, parent, depth = waiting.pop()
            place = Place(len(self.places), section, parent, depth)
            self.places.append(place)
            heading = () if section.heading is None else (section.heading,)
            for paragraph in (*heading, *section.paragraphs):
                self.paragraphs[paragraph.number] = paragraph
                self.home[paragraph.number] = place
            waiting.extend((child, place, depth + 1) for child in reversed(section.sections))

    @property
    def root(self) -> Place:
        return self.places[0]

    def folded(self, number: int) -> str:
        """The text of a paragraph as it is compared."""
        if number not in self._folded:
            self._folded[number] = fold(self.paragraphs[number].text)
        return self._folded[number]

    def children(self, place: Place) -> list[Place]:
        return [other for other in self.below(place) if other.parent is place]

    def below(self, place: Place) -> list[Place]:
        """The sections below a place, in reading order."""
        found = []
        for other in self.places[place.index + 1 :]:
            if other.depth <= place.depth:
                break
            found.append(other)
        return found

    def texts_of(self, place: Place) -> Iterator[Paragraph]:
        """All text of a place and below, headings of the sections below included, its own heading not."""
        yield from place.section.paragraphs
        for other in self.below(place):
            if other.section.heading is not None:
                yield other.section.heading
            yield from other.section.paragraphs

    def numbers(self, places: Iterable[Place]) -> list[int]:
        """The numbers of all paragraphs in these places, their own headings included, each once and in reading order."""
        found: set[int] = set()
        for place in places:
            if place.section.heading is not None:
                found.add(place.section.heading.number)
            found.update(paragraph.number for paragraph in self.texts_of(place))
        return sorted(found)

    def headings(self, place: Place) -> tuple[str, ...]:
        """The headings above and of a place, outermost first."""
        chain = [place, *place.above()]
        return tuple(found.section.heading.text for found in reversed(chain) if found.section.heading is not None)

    def at(self, number: int, *, quoted: tuple[int, int] | None = None) -> Location:
        """The location of a paragraph, with a part of it (start, end) as a quote, or else its beginning."""
        paragraph = self.paragraphs.get(number)
        if paragraph is None:
            return Location()
        start, end = quoted or (0, len(paragraph.text))
        words = " ".join(paragraph.text[start:end].split())
        quote = words if len(words) <= _QUOTE else f"{words[:_QUOTE].rsplit(' ', 1)[0]}..."
        return Location(headings=self.headings(self.home[number]), paragraph=number, page=paragraph.page, quote=quote or None)

    def at_place(self, place: Place) -> Location:
        """The location of a heading; of the whole document for the root."""
        heading = place.section.heading
        return Location() if heading is None else self.at(heading.number)
