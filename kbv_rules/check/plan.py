"""A draft as the method sees it: its chapters, declared priorities and other themes, and what it mentions where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.chapters import Headings, Served, serve, serve_by_content, serve_by_structure
from kbv_rules.check.declared import Finder, Named
from kbv_rules.check.meaning import Meaning, Meanings
from kbv_rules.check.outline import Outline, Place
from kbv_rules.check.phrases import heading_list, phrase_list
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.check.mentions import Mention
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import Reading
    from kbv_rules.model.document import Document
    from kbv_rules.model.judgement import Bundle


@dataclass(frozen=True, slots=True, eq=False)
class Priority:
    """A declared priority (or other theme) with the sections that work it out; `paragraphs` are the numbers of all text there."""

    name: str
    candidates: tuple[str, ...]
    members: tuple[str, ...]
    subs: frozenset[str]
    declared_at: int
    places: tuple[Place, ...]
    paragraphs: tuple[int, ...]

    def is_about(self, id_: str) -> bool:
        """Whether a theme, sub-theme or overarching theme belongs to it."""
        return id_ in self.candidates[:1] or id_.partition("/")[0] in self.members or id_ in self.subs


class Plan:
    """All that is understood of one draft; mentions are looked for when first asked."""

    def __init__(
        self, document: Document, knowledge: Knowledge, bundles: Sequence[Bundle], reading: Reading, chapters: tuple[int, int]
    ) -> None:
        self.document = document
        self.knowledge = knowledge
        self.reading = reading
        self.bundles = bundles
        self.printed: dict[str, tuple[str, ...]] | None = None
        self.outline = Outline(document)
        self.meanings = Meanings(knowledge, bundles, reading.declared.part)
        self.priority_chapter, self.other_chapter = chapters
        headings = Headings(knowledge, reading.chapters, *chapters)
        served = serve(self.outline, headings)
        elements = [heading_list(element.headings) for element in reading.elements]
        served = serve_by_structure(self.outline, served, headings, elements, self.priority_chapter)
        finder = Finder(self.outline, served, self.meanings, reading, chapters)
        named = finder.priorities()
        others = finder.others(named)
        claimed = {place.index for one in (*named, *others) for place in one.places}
        served = serve_by_content(self.outline, served, reading.chapters, claimed)
        self.priorities = tuple(self._priority(one) for one in named)
        self.others = tuple(self._priority(one) for one in others)
        self.served = self._with_themes(served)

    def _priority(self, one: Named) -> Priority:
        meaning = one.meaning
        if meaning.score < self.reading.declared.known and one.places and not self._confirmed(one):
            meaning = self._by_content(one)
        understood = meaning.score >= self.reading.declared.meant
        return Priority(
            one.heading or one.name,
            meaning.candidates if understood else (),
            meaning.members if understood else (),
            meaning.subs if understood else frozenset(),
            one.paragraph,
            tuple(one.places),
            tuple(self.outline.numbers(one.places)),
        )

    def _confirmed(self, one: Named) -> bool:
        """Whether a name that is not quite a label means what it seems: its text speaks of that too, or is too short to tell."""
        if one.meaning.score < self.reading.declared.meant:
            return False
        numbers = self.outline.numbers(one.places)[len(one.places) :]
        spoken = [
            mention
            for number in numbers
            for mention in self.mentions_at.get(number, ())
            if mention.kind in ("theme", "sub_theme")
        ]
        return len(spoken) < self.reading.declared.least_mentions or any(
            theme_of(mention.id) in one.meaning.members for mention in spoken
        )

    def _by_content(self, one: Named) -> Meaning:
        """What a name means by what its text is about, where one theme or bundle stands out.

        Text that speaks of links to other themes does not count. Of what stands out equally, the narrowest is meant.
        """
        links = phrase_list(self.reading.treatment.link_words)
        counts: Counter[str] = Counter()
        for number in self.outline.numbers(one.places):
            heading = self.outline.home[number].section.heading
            if heading is not None and links.first(self.outline.folded(heading.number)):
                continue
            for mention in self.mentions_at.get(number, ()):
                if mention.kind in ("theme", "sub_theme") and not mention.weak:
                    counts[theme_of(mention.id)] += 1
        total = sum(counts.values())
        if total < self.reading.declared.least_mentions:
            return Meaning()
        groups: dict[str, tuple[str, ...]] = {theme: (theme,) for theme in counts}
        groups |= {bundle.id: tuple({theme_of(member) for member in bundle.members}) for bundle in self.bundles}
        groups |= {id_: cross.themes[:0] for id_, cross in self.knowledge.cross_cutting.items()}
        best: tuple[float, float, str] | None = None
        for id_, themes in groups.items():
            share = counts[id_] / total if id_ in counts else sum(counts[theme] for theme in themes) / total
            spoken = sum(counts[theme] > 0 for theme in themes) / len(themes) if themes else 1.0
            hinted = 1.0 if id_ in one.meaning.candidates else 0.0
            weight = share * spoken
            if share >= self.reading.declared.by_content and (best is None or (hinted, weight, id_) > best):
                best = (hinted, weight, id_)
        return self.meanings.as_one(best[2], self.reading.declared.meant) if best else Meaning()

    def _with_themes(self, served: Served) -> Served:
        """Where no heading names the chapter of the priorities, their own sections serve it."""
        places = dict(served.places)
        for number, group in ((self.priority_chapter, self.priorities), (self.other_chapter, self.others)):
            own = tuple(place for one in group for place in one.places)
            if number not in places and own:
                places[number] = own
        return Served(dict(sorted(places.items())), served.outside)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Everything the draft mentions, in reading order."""
        from kbv_rules.check.mentions import find_mentions
        from kbv_rules.check.vocabulary import make_vocabulary

        return find_mentions(self.outline.paragraphs.values(), make_vocabulary(self.knowledge, self.bundles))

    @cached_property
    def mentions_at(self) -> dict[int, list[Mention]]:
        """The mentions by paragraph."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.paragraph, []).append(mention)
        return found

    def chapter_paragraphs(self, numbers: Iterable[int]) -> list[int]:
        """All text of these chapters, by number, in reading order."""
        return self.outline.numbers(place for number in numbers for place in self.served.places.get(number, ()))

    @cached_property
    def all_paragraphs(self) -> list[int]:
        """All text of the draft but the parts that are no chapter, such as appendices."""
        return sorted(self.outline.paragraphs)
