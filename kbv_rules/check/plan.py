"""A draft as the method sees it: its chapters, declared priorities and other themes, and what it mentions where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.chapters import Headings, Served, serve, serve_by_content, serve_by_structure, serve_by_themes
from kbv_rules.check.declared import Finder
from kbv_rules.check.elimination import by_elimination
from kbv_rules.check.meaning import Meanings
from kbv_rules.check.members import Members
from kbv_rules.check.outline import Outline
from kbv_rules.check.signs import Signs
from kbv_rules.check.titles import bare
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.outline import Place
    from kbv_rules.check.priority import Priority
    from kbv_rules.check.stated import Subject
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import Reading
    from kbv_rules.model.document import Document
    from kbv_rules.model.judgement import Bundle


class Plan:
    """All that is understood of one draft; mentions are looked for when first asked.

    `chapters` are the numbers of that of the priorities and of the other themes. `overarching` tells per overarching theme by
    what a text on it is known.
    """

    def __init__(
        self,
        document: Document,
        knowledge: Knowledge,
        bundles: Sequence[Bundle],
        reading: Reading,
        chapters: tuple[int, int],
        overarching: Mapping[str, Subject],
    ) -> None:
        self.document = document
        self.knowledge = knowledge
        self.reading = reading
        self.bundles = bundles
        self.overarching = overarching
        self.outline = Outline(document)
        self.meanings = Meanings(knowledge, bundles, reading.declared.part, reading.signs)
        self.priority_chapter, self.other_chapter = chapters
        headings = Headings(knowledge, reading.chapters, *chapters)
        served = serve(self.outline, headings)
        served = serve_by_structure(self.outline, served, headings, reading.elements, self.priority_chapter)
        served = serve_by_themes(self.outline, served, reading.chapters, chapters, self._is_themed)
        finder = Finder(self.outline, served, self.meanings, reading, chapters)
        named = finder.priorities()
        others = finder.others(named)
        claimed = {place.index for one in (*named, *others) for place in one.places}
        members = Members(self)
        self.others = tuple(map(members.cluster, others))
        self.priorities = by_elimination(self, tuple(map(members.priority, named)), self.others)
        self.served = serve_by_content(self.outline, self._with_themes(served), reading.chapters, claimed)

    def _is_themed(self, place: Place) -> bool:
        """Whether a section is about a theme: by its heading, or by what its text names first."""
        if self.meanings.of(bare(place.title, self.reading.chapters.numbering)).score >= self.reading.declared.meant:
            return True
        numbers = self.outline.numbers([place])
        return any(one.kind in ("theme", "sub_theme") and not one.weak for at in numbers for one in self.mentions_at.get(at, ()))

    def _with_themes(self, served: Served) -> Served:
        """Where no heading names the chapter of the priorities, their own sections serve it."""
        places = dict(served.places)
        for number, group in ((self.priority_chapter, self.priorities), (self.other_chapter, self.others)):
            own = tuple(place for one in group for place in one.places)
            if number not in places and own:
                places[number] = own
        return Served(dict(sorted(places.items())), served.outside)

    def is_overarching(self, one: Priority) -> bool:
        """Whether a priority is an overarching theme, which touches many themes and is none of them."""
        return bool(one.candidates) and theme_of(one.candidates[0]) in self.knowledge.cross_cutting

    @cached_property
    def mentions(self) -> list[Mention]:
        """Everything the draft mentions, in reading order."""
        from kbv_rules.check.mentions import find_mentions
        from kbv_rules.check.vocabulary import make_vocabulary

        return find_mentions(self.outline.paragraphs.values(), make_vocabulary(self.knowledge, self.bundles))

    @cached_property
    def signs(self) -> Signs:
        """What points to a theme without naming it."""
        return Signs(self)

    @cached_property
    def mentions_at(self) -> dict[int, list[Mention]]:
        """The mentions by paragraph."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.paragraph, []).append(mention)
        return found

    def chapter_paragraphs(self, numbers: Iterable[int]) -> list[int]:
        """All text of these chapters, by number, in reading order; a section within that serves another chapter is that one's."""
        wanted = set(numbers)
        found = self.outline.numbers(place for number in wanted for place in self.served.places.get(number, ()))
        return [number for number in found if self.served.of(self.outline.home[number]) & wanted]

    @cached_property
    def all_paragraphs(self) -> list[int]:
        """All text of the draft but the parts that are no chapter, such as appendices."""
        return sorted(self.outline.paragraphs)
