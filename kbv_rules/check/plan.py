"""A draft as the method sees it: its chapters, declared priorities and other themes, and what it mentions where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.chapters import Headings, Served, serve, serve_by_content, serve_by_structure, serve_by_themes
from kbv_rules.check.declared import Finder, Named
from kbv_rules.check.homes import subjects
from kbv_rules.check.meaning import Meaning, Meanings
from kbv_rules.check.outline import Outline, Place
from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.signs import Signs
from kbv_rules.check.titles import bare
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.check.mentions import Mention
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import Reading
    from kbv_rules.model.document import Document
    from kbv_rules.model.judgement import Bundle


_LABEL = 0.95  # so sure, a name is a label of the knowledge, give or take a word form


@dataclass(frozen=True, slots=True, eq=False)
class Priority:
    """A declared priority (or other theme) with the sections that work it out; `paragraphs` are the numbers of all text there.

    `by_text` says that its members are those its text names, and not merely those its name may hold.
    """

    name: str
    candidates: tuple[str, ...]
    members: tuple[str, ...]
    subs: frozenset[str]
    declared_at: int
    places: tuple[Place, ...]
    paragraphs: tuple[int, ...]
    by_text: bool = False


class Plan:
    """All that is understood of one draft; mentions are looked for when first asked."""

    def __init__(
        self, document: Document, knowledge: Knowledge, bundles: Sequence[Bundle], reading: Reading, chapters: tuple[int, int]
    ) -> None:
        self.document = document
        self.knowledge = knowledge
        self.reading = reading
        self.bundles = bundles
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
        self.priorities = tuple(self._priority(one) for one in named)
        self.others = tuple(self._cluster(self._priority(one)) for one in others)
        self.served = serve_by_content(self.outline, self._with_themes(served), reading.chapters, claimed)

    def _priority(self, one: Named) -> Priority:
        meaning = one.meaning
        if meaning.score < self.reading.declared.known and (one.places or one.texts) and not self._confirmed(one):
            meaning = self._by_content(one)
        meaning = self._narrowed(one, meaning)
        understood = meaning.score >= self.reading.declared.meant
        return Priority(
            one.heading or one.name,
            meaning.candidates if understood else (),
            meaning.members if understood else (),
            meaning.subs if understood else frozenset(),
            one.paragraph,
            tuple(one.places),
            tuple(self.outline.numbers(one.places)) or one.texts,
        )

    def _is_themed(self, place: Place) -> bool:
        """Whether a section is about a theme: by its heading, or by what its text names first."""
        if self.meanings.of(bare(place.title, self.reading.chapters.numbering)).score >= self.reading.declared.meant:
            return True
        numbers = self.outline.numbers([place])
        return any(one.kind in ("theme", "sub_theme") and not one.weak for at in numbers for one in self.mentions_at.get(at, ()))

    def _cluster(self, one: Priority) -> Priority:
        """Another theme whose name takes several together holds those that its text names, not all that the name may hold.

        Of the themes behind the name those count that are spoken of in any words; of others those that are named by their own
        name, or by several signs. The bundle that fits these best comes first among what the name may mean.
        """
        if not one.paragraphs:
            return one
        own = [number for number in one.paragraphs if self.outline.paragraphs[number].kind != "heading"]
        spoken = [
            mention for number in own for mention in self.mentions_at.get(number, ()) if mention.kind in ("theme", "sub_theme")
        ]
        times = Counter(theme_of(mention.id) for mention in spoken)
        if self._is_single(one, times):
            return one
        named = {mention.id for mention in spoken if mention.kind == "theme" and not mention.weak}
        signs: dict[str, set[str]] = {}
        for mention in spoken:
            signs.setdefault(theme_of(mention.id), set()).add(mention.label)
        several = {theme for theme, words in signs.items() if len(words) >= self.reading.treatment.least_signs}
        # A name made of themes ('Brand, gevaarlijke stoffen en rampen') names them itself.
        title = set(one.members) if set(one.candidates[:1]).isdisjoint(self.meanings.bundles) else set()
        title = title if set(times).isdisjoint(set(self.knowledge.themes)) or title & set(times) else set()
        units = subjects(self, own)
        times += units
        members = (title | named | several | set(units) | (set(one.members) & set(signs))) & set(self.knowledge.themes)
        if not members:
            return one
        candidates = self._fitting(one.candidates if title or (one.candidates and one.members) else (), members)
        bundle = set(self.meanings.as_one(candidates[0], 1.0).members)
        # What is named once beside what the section is about is a link, and no part of it.
        members = {theme for theme in members | (bundle & set(signs)) if theme in bundle | set(one.members) or times[theme] > 1}
        return replace(one, members=tuple(sorted(members)), candidates=candidates, by_text=True)

    def _is_single(self, one: Priority, times: Counter[str]) -> bool:
        """Whether a name is one theme, or an overarching one, and no more; where it says little, its text must not deny that."""
        if not one.candidates or len(one.members) > 1:
            return False
        score = self.meanings.of(one.name).score
        if score >= _LABEL or one.candidates[0] in self.knowledge.cross_cutting:
            return True
        return score >= self.reading.declared.meant and (times[one.members[0]] > 0 or not times) if one.members else False

    def _fitting(self, candidates: tuple[str, ...], members: set[str]) -> tuple[str, ...]:
        """The candidates, with a bundle in front where that holds the members better than the first of them does."""

        def likeness(id_: str) -> float:
            held = set(self.meanings.as_one(id_, 1.0).members)
            return len(held & members) / len(held | members)

        wanted = members if len(members) == 1 else set()
        best = max((*candidates[:1], *wanted, *sorted(self.meanings.bundles)), key=likeness)
        return tuple(dict.fromkeys((best, *candidates)))

    def _narrowed(self, one: Named, meaning: Meaning) -> Meaning:
        """What a name means where its text says which of the themes behind it is the priority.

        'De sociale kwaliteit van deze buurten is de derde programmalijn': a sentence that calls one theme the priority.
        """
        if len(meaning.members) < 2 or meaning.candidates[0] in self.knowledge.cross_cutting:
            return meaning
        called = phrase_list((*self.reading.declared.announce, *self.reading.declared.lead))
        for number in self.outline.numbers(one.places)[len(one.places) :]:
            text = self.outline.paragraphs[number].text
            for sentence in sentences_of(text, self.reading.abbreviations):
                if not called.first(fold(sentence.text)):
                    continue
                named = {
                    theme_of(mention.id)
                    for mention in self.mentions_at.get(number, ())
                    if sentence.start <= mention.start < sentence.end and mention.kind == "theme" and not mention.weak
                }
                if len(named) == 1 and named <= set(meaning.members):
                    theme = self.meanings.as_one(min(named), meaning.score)
                    return replace(theme, candidates=(*theme.candidates, *meaning.candidates))
        return meaning

    def _confirmed(self, one: Named) -> bool:
        """Whether a name that is not quite a label means what it seems: its text speaks of that too, or is too short to tell."""
        if one.meaning.score < self.reading.declared.meant:
            return False
        numbers = self.outline.numbers(one.places)[len(one.places) :] or one.texts
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
        named: Counter[str] = Counter()
        for number in self.outline.numbers(one.places) or one.texts:
            heading = self.outline.home[number].section.heading
            if heading is not None and links.first(self.outline.folded(heading.number)):
                continue
            for mention in self.mentions_at.get(number, ()):
                if mention.kind in ("theme", "sub_theme") and not mention.weak:
                    named[mention.id] += 1
        total = sum(named.values())
        if total < self.reading.declared.least_mentions:
            return Meaning()

        def held(id_: str) -> int:
            """How often a theme is named, its sub-themes included; or one sub-theme."""
            return sum(times for other, times in named.items() if id_ in (other, theme_of(other)))

        groups: dict[str, tuple[str, ...]] = {theme: (theme,) for theme in sorted({theme_of(id_) for id_ in named})}
        groups |= {bundle.id: tuple(bundle.members) for bundle in self.bundles}
        best: tuple[bool, float, bool, str] | None = None
        for id_, members in groups.items():
            share = sum(map(held, members)) / total
            spoken = sum(held(member) > 0 for member in members) / len(members)
            # A bundle is meant when it says clearly more than the one member that is spoken of most.
            if len(members) > 1 and share - max(map(held, members)) / total < self.reading.declared.least_part:
                continue
            rank = (id_ in one.meaning.candidates, share * spoken, id_ in self.knowledge.themes, id_)
            if share >= self.reading.declared.by_content and (best is None or rank > best):
                best = rank
        if best is None:
            return Meaning()
        return self.meanings.as_one(best[3], self.reading.declared.meant)

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
