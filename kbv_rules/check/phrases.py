"""Lists of phrases from the rules, looked for in running text; and text as it is compared: no capitals, no accents."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.phrase import Phrase, in_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ahocorasick_rs import AhoCorasick

_GAP = re.compile(r"[\s\-/]+")
_BEGIN = re.compile(r"\b\w")
# Two forms of one word: whoever writes 'hoe wij werken' means 'hoe we werken'.
_FORMS = {"wij": "we", "onze": "ons"}
_OTHER = {**_FORMS, **{short: long for long, short in _FORMS.items()}}
_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b")
_PLAIN = {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u00ad": "-"}


@lru_cache(maxsize=4096)
def _fold_one(sign: str) -> str:
    plain = _PLAIN.get(sign) or unicodedata.normalize("NFKD", sign)[0].lower()
    return plain if len(plain) == 1 else sign


def fold(text: str) -> str:
    """The text without capitals and accents, every sign still in its place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_one, text))


class Hit(NamedTuple):
    """Where a phrase stands in folded text."""

    start: int
    end: int
    text: str
    phrase: str


class PhraseList:
    """Phrases that are looked for together. `*` stands for any letters, a space for any space, hyphen or slash.

    'we' and 'wij', 'ons' and 'onze' are one word: a phrase with one of them is found with the other as well.
    Where several begin at one place the one that says most counts: 'zorg en veiligheidshuis' is not also 'zorg'.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))

    @cached_property
    def _ordered(self) -> list[Phrase]:
        made = [Phrase(phrase, form) for phrase in self.phrases for form in _forms(fold(phrase))]
        return sorted(made, key=lambda phrase: -phrase.length)

    @cached_property
    def _anchors(self) -> dict[str, list[int]]:
        """The places in `_ordered` of the phrases that each anchor finds."""
        found: dict[str, list[int]] = {}
        for place, phrase in enumerate(self._ordered):
            if phrase.anchor:
                found.setdefault(phrase.anchor, []).append(place)
        return found

    @cached_property
    def _search(self) -> tuple[AhoCorasick, list[list[int]], dict[int, list[int]]]:
        """What finds the anchors, and per anchor the phrases it finds: all, and those that may begin before it in its word."""
        from ahocorasick_rs import AhoCorasick

        places = list(self._anchors.values())
        leading = {phrase.anchor for phrase in self._ordered if phrase.leads}
        before = {
            number: [place for place in places[number] if self._ordered[place].leads]
            for number, anchor in enumerate(self._anchors)
            if anchor in leading
        }
        return AhoCorasick(list(self._anchors)), places, before

    @cached_property
    def _loose(self) -> list[int]:
        """The places of the phrases that may begin with any word."""
        return [place for place, phrase in enumerate(self._ordered) if not phrase.anchor]

    def _candidates(self, folded: str) -> list[tuple[int, int]]:
        """Where a phrase may begin, at the beginning of a word, and which; in the order in which they count."""
        found: set[tuple[int, int]] = set()
        if self._anchors:
            automaton, places, leading = self._search
            for number, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
                if not start or not in_word(folded[start - 1]):
                    for place in places[number]:
                        found.add((start, place))
                elif number in leading:
                    first = start - 1
                    while first and in_word(folded[first - 1]):
                        first -= 1
                    for place in leading[number]:
                        found.add((first, place))
        for place in self._loose:
            found.update((match.start(), place) for match in _BEGIN.finditer(folded))
        return sorted(found)

    def _hits(self, folded: str) -> Iterator[Hit]:
        after = 0
        for start, place in self._candidates(folded):
            if start >= after:
                end = self._ordered[place].end(folded, start)
                if end is not None:
                    yield Hit(start, end, folded[start:end], self._ordered[place].written)
                    after = max(end, start + 1)

    def first(self, folded: str) -> Hit | None:
        """Where the first phrase stands in folded text."""
        return next(self._hits(folded), None)

    def found(self, folded: str) -> list[str]:
        """Which different phrases stand in folded text, as they are written in the rules."""
        hits = {hit.phrase for hit in self._hits(folded)}
        return [phrase for phrase in self.phrases if phrase in hits]

    def all(self, folded: str) -> list[Hit]:
        """Every place in folded text where a phrase stands."""
        return list(self._hits(folded))

    def texts(self, folded: str) -> set[str]:
        """The different stretches of folded text that fit a phrase."""
        return {hit.text for hit in self._hits(folded)}

    def is_whole(self, folded: str) -> bool:
        """Whether folded text is one of the phrases and nothing more."""
        text = folded.strip()
        ends = (self._ordered[place].end(text, start) for start, place in self._candidates(text) if start == 0)
        return any(end is not None and not any(map(in_word, text[end:])) for end in ends)

    def starts(self, folded: str) -> Hit | None:
        """The phrase that folded text begins with."""
        first = self.first(folded)
        return first if first and first.start == 0 else None


@lru_cache(maxsize=512)
def phrase_list(phrases: tuple[str, ...]) -> PhraseList:
    """The compiled list of a tuple of phrases; made once."""
    return PhraseList(phrases)


class HeadingList:
    """Phrases as headings: a phrase is the whole heading, one that ends in `*` is how it begins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._whole: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        # Few phrases have a star inside; only those need a pattern, which is dear to make.
        self._starred: list[tuple[list[str], str, int]] = []
        for phrase in phrases:
            plain, length = _spaced(fold(phrase)), len(phrase.replace("*", ""))
            inside = plain.removesuffix("*")
            if "*" in inside:
                self._starred.append((plain.split("*"), plain, length))
            elif plain.endswith("*"):
                self._begins[inside] = max(length, self._begins.get(inside, 0))
            else:
                self._whole[plain] = max(length, self._whole.get(plain, 0))
        self._beginnings = tuple(self._begins)

    def fits(self, folded: str) -> int:
        """How many letters of the phrase that says most are in the heading; 0 when none fits."""
        text = _spaced(folded)
        lengths = [self._whole.get(text.rstrip(" .:;?!"), 0)]
        if text.startswith(self._beginnings):
            lengths += [length for begin, length in self._begins.items() if text.startswith(begin)]
        for parts, plain, length in self._starred:
            if all(part in text for part in parts) and _heading_pattern(plain).fullmatch(text):
                lengths.append(length)
        return max(lengths)

    def behind(self, folded: str) -> str:
        """What stands behind the phrase that text begins with; all of it where a phrase only stands somewhere within.

        Empty when a phrase is the whole text, or leaves open how it goes on ('steun uit *'), or when none fits.
        """
        text = _spaced(folded)
        begins = [begin for begin in self._begins if text.startswith(begin)]
        if text.rstrip(" .:;?!") in self._whole or any(begin.endswith(" ") for begin in begins):
            return ""
        if begins:
            return text[max(map(len, begins)) :]
        fitting = [
            plain.startswith("* ")
            for parts, plain, _ in self._starred
            if all(part in text for part in parts) and _heading_pattern(plain).fullmatch(text)
        ]
        return text if fitting and all(fitting) else ""


@lru_cache(maxsize=1024)
def _heading_pattern(plain: str) -> re.Pattern[str]:
    """A folded phrase with a star inside, as a whole heading."""
    return re.compile(Phrase(plain, plain).pattern + (r"(?:\W.*)?" if plain.endswith("*") else r"\W*"))


@lru_cache(maxsize=2048)
def _spaced(text: str) -> str:
    """Text with one space for every run of spaces, hyphens and slashes, and one form of each pronoun."""
    return _FORM.sub(lambda match: _FORMS[match[0]], _GAP.sub(" ", text).strip())


def _forms(phrase: str) -> tuple[str, ...]:
    """A folded phrase with each of its pronouns in both forms."""
    words = [(word, _OTHER[word]) if word in _OTHER else (word,) for word in phrase.split(" ")]
    return tuple(" ".join(chosen) for chosen in product(*words))


@lru_cache(maxsize=512)
def heading_list(phrases: tuple[str, ...]) -> HeadingList:
    """The compiled list of headings; made once."""
    return HeadingList(phrases)
