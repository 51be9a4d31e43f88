"""Which themes a declared priority or other theme stands for: by its name, and by what its text is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kbv_rules.check.homes import subject_rows, subjects
from kbv_rules.check.meaning import Meaning
from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.priority import Priority
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.stated import signs_in
from kbv_rules.check.subjects import themes_of
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.check.declared import Named
    from kbv_rules.check.plan import Plan


class Members:
    """Tells what the declared names of one draft stand for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def priority(self, one: Named) -> Priority:
        """A declared priority with the themes that its name holds, or else its text."""
        return self._understood(one, self._narrowed(one, self._meaning(one, overarching=True)))

    def _meaning(self, one: Named, *, overarching: bool) -> Meaning:
        """What a name means; where that is not sure, as far as its text bears that out or else tells itself."""
        meaning = one.meaning
        if meaning.score >= self.plan.reading.declared.sure or not (one.places or one.texts):
            return meaning
        if meaning.score < self.plan.reading.declared.known and not self._confirmed(one):
            return (self._overarching(one) if overarching else None) or self._by_units(one) or self._by_content(one)
        return self._sub_theme(one, meaning) if len(meaning.subs) == len(meaning.members) == 1 else meaning

    def _understood(self, one: Named, meaning: Meaning) -> Priority:
        understood = meaning.score >= self.plan.reading.declared.meant
        return Priority(
            one.heading or one.name,
            meaning.candidates if understood else (),
            meaning.members if understood else (),
            meaning.subs if understood else frozenset(),
            one.paragraph,
            tuple(one.places),
            tuple(self.plan.outline.numbers(one.places)) or one.texts,
        )

    def cluster(self, named: Named) -> Priority:
        """Another theme whose name takes several together holds those that its text names, not all that the name may hold.

        Of the themes behind the name those count that are spoken of in any words; of others those that are named by their own
        name, or by several signs. The bundle that fits these best comes first among what the name may mean.
        """
        one = self._understood(named, self._meaning(named, overarching=False))
        if not one.paragraphs:
            return one
        own = [number for number in one.paragraphs if self.plan.outline.paragraphs[number].kind != "heading"]
        spoken = [
            mention
            for number in own
            for mention in self.plan.mentions_at.get(number, ())
            if mention.kind in ("theme", "sub_theme")
        ]
        times = Counter(theme_of(mention.id) for mention in spoken)
        rows = subject_rows(self.plan, own)
        if self._is_single(one, times, rows):
            return one
        units = Counter(theme for row in rows for theme in row)
        by_name = {mention.id for mention in spoken if mention.kind == "theme" and not mention.weak}
        signs: dict[str, set[str]] = {}
        for mention in spoken:
            signs.setdefault(theme_of(mention.id), set()).add(mention.label)
        several = {theme for theme, words in signs.items() if len(words) >= self.plan.reading.treatment.least_signs}
        # A name made of themes ('Brand, gevaarlijke stoffen en rampen') names them itself.
        title = set(one.members) if set(one.candidates[:1]).isdisjoint(self.plan.meanings.bundles) else set()
        title = title if set(times).isdisjoint(set(self.plan.knowledge.themes)) or title & set(times) else set()
        times += units
        members = (title | self._in_heading(one) | by_name | several | set(units) | (set(one.members) & set(signs))) & set(
            self.plan.knowledge.themes
        )
        if not members:
            return one
        candidates = self._fitting(one.candidates if title or (one.candidates and one.members) else (), members)
        bundle = set(self.plan.meanings.as_one(candidates[0], 1.0).members)
        # What is named once beside what the section is about is a link, and no part of it.
        members = {
            theme
            for theme in members | (bundle & set(signs))
            if theme in bundle | set(one.members)
            or units[theme]
            or (len(rows) < 2 and times[theme] > 1 and (theme in by_name or not units))
        }
        return replace(one, members=tuple(sorted(members)), candidates=candidates, by_text=True)

    def _is_single(self, one: Priority, times: Counter[str], rows: Sequence[set[str]]) -> bool:
        """Whether a name is one theme, or an overarching one, and no more; where it says little, its text must not deny that."""
        if not one.candidates or len(one.members) > 1:
            return False
        score = self.plan.meanings.of(one.name).score
        if score >= self.plan.reading.declared.sure or one.candidates[0] in self.plan.knowledge.cross_cutting:
            return True
        if not one.members or score < self.plan.reading.declared.meant:
            return False
        if any(one.members[0] not in row and len(row) > 1 for row in rows) or self._in_heading(one) - set(one.members):
            return False
        about_others = sum(one.members[0] not in row for row in rows)
        if len(rows) > 1 and 2 * about_others >= len(rows):
            return False
        return times[one.members[0]] > 0 or not times

    def _in_heading(self, one: Priority) -> set[str]:
        """The themes that the heading of a cluster names itself, as one of the things it takes together."""
        found = (mention for mention in self.plan.mentions_at.get(one.declared_at, ()) if not mention.weak)
        return {theme for mention in found if mention.kind in ("theme", "sub_theme") for theme in themes_of(mention, self.plan)}

    def _fitting(self, candidates: tuple[str, ...], members: set[str]) -> tuple[str, ...]:
        """The candidates, with a bundle in front where that holds the members better than the first of them does."""

        def likeness(id_: str) -> float:
            held = set(self.plan.meanings.as_one(id_, 1.0).members)
            return len(held & members) / len(held | members)

        wanted = members if len(members) == 1 else set()
        best = max((*candidates[:1], *wanted, *sorted(self.plan.meanings.bundles)), key=likeness)
        return tuple(dict.fromkeys((best, *candidates)))

    def _narrowed(self, one: Named, meaning: Meaning) -> Meaning:
        """What a name means where its text says which of the themes behind it is the priority.

        'De sociale kwaliteit van deze buurten is de derde programmalijn': a sentence that calls one theme the priority.
        """
        if len(meaning.members) < 2 or meaning.candidates[0] in self.plan.knowledge.cross_cutting:
            return meaning
        called = phrase_list((*self.plan.reading.declared.announce, *self.plan.reading.declared.lead))
        for number in self.plan.outline.numbers(one.places)[len(one.places) :]:
            text = self.plan.outline.paragraphs[number].text
            for sentence in sentences_of(text, self.plan.reading.abbreviations):
                if not called.first(fold(sentence.text)):
                    continue
                named = {
                    theme_of(mention.id)
                    for mention in self.plan.mentions_at.get(number, ())
                    if sentence.start <= mention.start < sentence.end and mention.kind == "theme" and not mention.weak
                }
                if len(named) == 1 and named <= set(meaning.members) and self._leads(one, named, meaning):
                    theme = self.plan.meanings.as_one(min(named), meaning.score)
                    return replace(theme, candidates=(*theme.candidates, *meaning.candidates))
        return meaning

    def _leads(self, one: Named, named: set[str], meaning: Meaning) -> bool:
        """Whether no other of the themes behind a name is what more of its text is about."""
        units = subjects(self.plan, self._texts(one))
        return all(units[theme] >= units[other] for theme in named for other in meaning.members)

    def _confirmed(self, one: Named) -> bool:
        """Whether a name that is not quite a label means what it seems: its text speaks of that too, or is too short to tell."""
        if one.meaning.score < self.plan.reading.declared.meant:
            return False
        numbers = self.plan.outline.numbers(one.places)[len(one.places) :] or one.texts
        spoken = [
            mention
            for number in numbers
            for mention in self.plan.mentions_at.get(number, ())
            if mention.kind in ("theme", "sub_theme")
        ]
        return len(spoken) < self.plan.reading.declared.least_mentions or any(
            theme_of(mention.id) in one.meaning.members for mention in spoken
        )

    def _texts(self, one: Named) -> Iterable[int]:
        """The text that works a name out, without what speaks of links to other themes."""
        links = phrase_list(self.plan.reading.treatment.link_words)
        for number in self.plan.outline.numbers(one.places) or one.texts:
            heading = self.plan.outline.home[number].section.heading
            if heading is None or not links.first(self.plan.outline.folded(heading.number)):
                yield number

    def _overarching(self, one: Named) -> Meaning | None:
        """The overarching theme that a good part of all sentences state."""
        own = [number for number in self._texts(one) if self.plan.outline.paragraphs[number].kind != "heading"]
        abbreviations = self.plan.reading.abbreviations
        sentences = [
            sentence.text for number in own for sentence in sentences_of(self.plan.outline.paragraphs[number].text, abbreviations)
        ]
        if len(sentences) < self.plan.reading.declared.least_sentences:
            return None
        for id_, subject in self.plan.overarching.items():
            told = sum(bool(signs_in(sentence, subject.signs, subject.listing, abbreviations)) for sentence in sentences)
            if told >= subject.share * len(sentences):
                return self.plan.meanings.as_one(id_, self.plan.reading.declared.meant)
        return None

    def _by_units(self, one: Named) -> Meaning | None:
        """The theme that most of the text is about, with those that come near."""
        units = subjects(self.plan, self._texts(one))
        most = max(units.values(), default=0)
        if most < self.plan.reading.declared.least_units:
            return None
        found = {theme for theme, times in units.items() if times >= self.plan.reading.declared.near_units * most}
        if len(found) == 1:
            return self._sub_theme(one, self.plan.meanings.as_one(min(found), self.plan.reading.declared.meant))
        themes = sorted(found, key=lambda theme: (-units[theme], theme))
        bundles = [id_ for id_, bundle in self.plan.meanings.bundles.items() if {*map(theme_of, bundle.members)} == found]
        candidates = dict.fromkeys((*bundles, *themes, *one.meaning.candidates))
        return Meaning(tuple(candidates), tuple(sorted(found)), score=self.plan.reading.declared.meant)

    def _sub_theme(self, one: Named, meaning: Meaning) -> Meaning:
        """The part of a theme that the text of a priority is about, where that is clear; else the theme as a whole.

        'Geen uitbuiting aan onze kust' is on undermining, unless its text speaks of exploitation most.
        """
        (theme,) = meaning.members
        named = Counter(
            mention.id
            for number in self._texts(one)
            for mention in self.plan.mentions_at.get(number, ())
            if theme_of(mention.id) == theme and not mention.weak
        )
        if named.total() < self.plan.reading.declared.least_mentions:
            return meaning
        most, times = max(named.items(), key=lambda item: (item[1], item[0] in meaning.subs, item[0]))
        clear = 2 * times + (most in meaning.subs) > named.total()
        told = self.plan.meanings.as_one(most if clear else theme, meaning.score)
        return replace(told, candidates=tuple(dict.fromkeys((*told.candidates, theme, *meaning.candidates))))

    def _by_content(self, one: Named) -> Meaning:
        """What a name means by what its text is about, where one theme or bundle stands out.

        Text that speaks of links to other themes does not count. Of what stands out equally, the narrowest is meant.
        """
        named = Counter(
            mention.id
            for number in self._texts(one)
            for mention in self.plan.mentions_at.get(number, ())
            if mention.kind in ("theme", "sub_theme") and not mention.weak
        )
        total = sum(named.values())
        if total < self.plan.reading.declared.least_mentions:
            return Meaning()

        def held(id_: str) -> int:
            """How often a theme is named, its sub-themes included; or one sub-theme."""
            return sum(times for other, times in named.items() if id_ in (other, theme_of(other)))

        groups: dict[str, tuple[str, ...]] = {theme: (theme,) for theme in sorted({theme_of(id_) for id_ in named})}
        groups |= {bundle.id: tuple(bundle.members) for bundle in self.plan.bundles}
        best: tuple[bool, float, bool, str] | None = None
        for id_, members in groups.items():
            share = sum(map(held, members)) / total
            spoken = sum(held(member) > 0 for member in members) / len(members)
            # A bundle is meant when it says clearly more than the one member that is spoken of most.
            if len(members) > 1 and share - max(map(held, members)) / total < self.plan.reading.declared.least_part:
                continue
            rank = (id_ in one.meaning.candidates, share * spoken, id_ in self.plan.knowledge.themes, id_)
            if share >= self.plan.reading.declared.by_content and (best is None or rank > best):
                best = rank
        if best is None:
            return Meaning()
        return self.plan.meanings.as_one(best[3], self.plan.reading.declared.meant)
