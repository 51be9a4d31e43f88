"""What points to a theme without naming it: plain words, general words, and what the handbook prints with it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.local_names import local_names
from kbv_rules.check.phrases import PhraseList, fold
from kbv_rules.check.subjects import THEMES, themes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbv_rules.check.phrases import Hit
    from kbv_rules.check.plan import Plan

Found = dict[str, set[str]]
_PARTNER = "partner"


class Signs:
    """The signs of themes in one draft. Each paragraph is looked through once, when it is first asked about."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        reading = plan.reading
        self._hits: dict[int, list[Hit]] = {}
        self._themes: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, list[str]] = defaultdict(list)
        for known, words in ((self._themes, reading.signs), (self._beside, reading.beside)):
            for theme, phrases in words.items():
                for phrase in phrases:
                    known[phrase].append(theme)
        text = "\n".join(paragraph.text for paragraph in plan.outline.paragraphs.values())
        folded = "\n".join(map(plan.outline.folded, plan.outline.paragraphs))
        for name, themes in local_names(text, folded, reading.places, reading.towns).items():
            self._themes[name] += themes
        self._list = PhraseList((*self._themes, *self._beside))

    def within(self, number: int, start: int = 0, end: int | None = None) -> Found:
        """The different signs of each theme in a paragraph, or in a part of it."""
        found: Found = defaultdict(set)
        # Who has to do with a theme, and with much else: a sign only where something else points to that theme as well.
        more: Found = defaultdict(set)
        last = len(self.plan.outline.paragraphs[number].text) if end is None else end
        named = [(one.start, one.end) for one in self.plan.mentions_at.get(number, ()) if one.kind in THEMES and not one.weak]
        for hit in self._all(number):
            # A part of a name ('auto' in 'auto-inbraak') points nowhere by itself.
            part = any(begin <= hit.start and hit.end <= end and hit.end - hit.start < end - begin for begin, end in named)
            if start <= hit.start < last and not part:
                for theme in self._themes.get(hit.phrase, ()):
                    found[theme].add(_first_word(hit.text))
                for theme in self._beside.get(hit.phrase, ()):
                    more[theme].add(_first_word(hit.text))
        for mention in self.plan.mentions_at.get(number, ()):
            if start <= mention.start < last:
                into = more if mention.kind == _PARTNER else found
                for theme in themes_of(mention, self.plan) if mention.kind in THEMES else self._printed.get(mention.id, ()):
                    into[theme].add(_first_word(fold(mention.text)))
        return {theme: signs | more.get(theme, set()) for theme, signs in found.items()}

    def points_to(self, number: int, start: int, end: int) -> set[str]:
        """The themes that plain words in this stretch of a paragraph point to."""
        return {theme for themes in self._pointing(number, start, end) for theme in themes}

    def single(self, number: int, start: int, end: int, mine: frozenset[str]) -> set[str]:
        """The one theme that the plain words of a sentence point to, if but one; words for those in `mine` left out."""
        found = {theme for themes in self._pointing(number, start, end) if not mine & {*themes} for theme in themes}
        return found if len(found) == 1 else set()

    def _pointing(self, number: int, start: int, end: int) -> Iterator[list[str]]:
        hits = (hit for hit in self._all(number) if hit.start < end and start < hit.end)
        return (self._themes.get(hit.phrase, []) for hit in hits)

    def _all(self, number: int) -> list[Hit]:
        if number not in self._hits:
            self._hits[number] = self._list.all(self.plan.outline.folded(number))
        return self._hits[number]

    def of_row(self, numbers: Sequence[int]) -> Found:
        """The signs in several paragraphs that together say one thing: the cells of a row."""
        found: Found = defaultdict(set)
        for number in numbers:
            for theme, signs in self.within(number).items():
                found[theme] |= signs
        return found

    @cached_property
    def _printed(self) -> dict[str, tuple[str, ...]]:
        """Per measure, partner, law and indicator the themes whose own tables print it, when these are few enough to tell."""
        found: dict[str, list[str]] = {}
        for theme in self.plan.knowledge.catalogue.themes:
            rows = (theme.measures, theme.laws, theme.indicators, theme.partners.internal, theme.partners.external)
            for id_ in {mention.id for row in rows for mention in row}:
                found.setdefault(id_, []).append(theme.id)
        most = self.plan.reading.treatment.sign_of
        return {id_: tuple(themes) for id_, themes in found.items() if len(themes) <= most}


def _first_word(text: str) -> str:
    """By what a sign is told from another: a word that is found in two ways is one sign."""
    return text.split()[0]


def clearest(found: Found, least: int, most: int) -> set[str]:
    """The themes with at least so many signs, no more than so many of them: those with the most signs, ties included."""
    counts = sorted((len(signs) for signs in found.values()), reverse=True)
    bar = max(least, counts[most - 1] if len(counts) >= most else least)
    return {theme for theme, signs in found.items() if len(signs) >= bar}


def pointed_at(signs: Found, mine: frozenset[str], least: int, most: int) -> set[str]:
    """The themes that signs point to most clearly, those the text is about left out, with the words that point to these."""
    own = {sign for theme in mine for sign in signs.get(theme, ())}
    return clearest({theme: found - own for theme, found in signs.items() if theme not in mine}, least, most)
