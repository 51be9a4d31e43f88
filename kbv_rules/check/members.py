"""Which themes a declared priority or other theme stands for: by its name, and by what its text is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kbv_rules.check.homes import subjects
from kbv_rules.check.meaning import Meaning
from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.priority import Priority
from kbv_rules.check.sentences import sentences_of
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.check.declared import Named
    from kbv_rules.check.plan import Plan

_LABEL = 0.95  # so sure, a name is a label of the knowledge, give or take a word form


class Members:
    """Tells what the declared names of one draft stand for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def priority(self, one: Named) -> Priority:
        """A declared name with the themes that its name holds, or else its text."""
        meaning = one.meaning
        if meaning.score < self.plan.reading.declared.known and (one.places or one.texts) and not self._confirmed(one):
            meaning = self._by_content(one)
        meaning = self._narrowed(one, meaning)
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
        one = self.priority(named)
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
        if self._is_single(one, times):
            return one
        by_name = {mention.id for mention in spoken if mention.kind == "theme" and not mention.weak}
        signs: dict[str, set[str]] = {}
        for mention in spoken:
            signs.setdefault(theme_of(mention.id), set()).add(mention.label)
        several = {theme for theme, words in signs.items() if len(words) >= self.plan.reading.treatment.least_signs}
        # A name made of themes ('Brand, gevaarlijke stoffen en rampen') names them itself.
        title = set(one.members) if set(one.candidates[:1]).isdisjoint(self.plan.meanings.bundles) else set()
        title = title if set(times).isdisjoint(set(self.plan.knowledge.themes)) or title & set(times) else set()
        units = subjects(self.plan, own)
        times += units
        members = (title | by_name | several | set(units) | (set(one.members) & set(signs))) & set(self.plan.knowledge.themes)
        if not members:
            return one
        candidates = self._fitting(one.candidates if title or (one.candidates and one.members) else (), members)
        bundle = set(self.plan.meanings.as_one(candidates[0], 1.0).members)
        # What is named once beside what the section is about is a link, and no part of it.
        members = {theme for theme in members | (bundle & set(signs)) if theme in bundle | set(one.members) or times[theme] > 1}
        return replace(one, members=tuple(sorted(members)), candidates=candidates, by_text=True)

    def _is_single(self, one: Priority, times: Counter[str]) -> bool:
        """Whether a name is one theme, or an overarching one, and no more; where it says little, its text must not deny that."""
        if not one.candidates or len(one.members) > 1:
            return False
        score = self.plan.meanings.of(one.name).score
        if score >= _LABEL or one.candidates[0] in self.plan.knowledge.cross_cutting:
            return True
        return score >= self.plan.reading.declared.meant and (times[one.members[0]] > 0 or not times) if one.members else False

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
                if len(named) == 1 and named <= set(meaning.members):
                    theme = self.plan.meanings.as_one(min(named), meaning.score)
                    return replace(theme, candidates=(*theme.candidates, *meaning.candidates))
        return meaning

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

    def _by_content(self, one: Named) -> Meaning:
        """What a name means by what its text is about, where one theme or bundle stands out.

        Text that speaks of links to other themes does not count. Of what stands out equally, the narrowest is meant.
        """
        links = phrase_list(self.plan.reading.treatment.link_words)
        named: Counter[str] = Counter()
        for number in self.plan.outline.numbers(one.places) or one.texts:
            heading = self.plan.outline.home[number].section.heading
            if heading is not None and links.first(self.plan.outline.folded(heading.number)):
                continue
            for mention in self.plan.mentions_at.get(number, ()):
                if mention.kind in ("theme", "sub_theme") and not mention.weak:
                    named[mention.id] += 1
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
