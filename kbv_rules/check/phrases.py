"""Lists of phrases from the rules, looked for in running text; and text as it is compared: no capitals, no accents."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = re.compile(r"[\s\-/]+")
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


class PhraseList:
    """Phrases that are looked for together. `*` stands for any letters, a space for any space, hyphen or slash."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        # The longest first: 'zorg en veiligheidshuis' is not also 'zorg'.
        self._ordered = sorted(((_pattern(phrase), phrase) for phrase in self.phrases), key=lambda pair: -len(pair[0]))

    # A pattern is dear to make, and most lists are only asked one kind of question.

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        joined = "|".join(pattern for pattern, _ in self._ordered)
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None

    @cached_property
    def _plain(self) -> dict[str, str]:
        """The phrases without a star, as they are compared."""
        return {_spaced(fold(phrase)): phrase for phrase in reversed(self.phrases) if "*" not in phrase}

    @cached_property
    def _starred(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(pattern), phrase) for pattern, phrase in self._ordered if "*" in phrase]

    @cached_property
    def _meant(self) -> dict[str, str]:
        return {}

    def _phrase_of(self, text: str) -> str:
        """The phrase that a stretch of text was found by, each stretch looked up once."""
        if text not in self._meant:
            plain = self._plain.get(_spaced(text))
            self._meant[text] = plain or next(phrase for pattern, phrase in self._starred if pattern.fullmatch(text))
        return self._meant[text]

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        joined = "|".join(pattern for pattern, _ in self._ordered)
        return re.compile(rf"(?:{joined})\W*") if joined else None

    def first(self, folded: str) -> re.Match[str] | None:
        """Where the first phrase stands in folded text."""
        return self._any.search(folded) if self._any else None

    def found(self, folded: str) -> list[str]:
        """Which different phrases stand in folded text, as they are written in the rules."""
        hits = {self._phrase_of(match[0]) for match in self.all(folded)}
        return [phrase for phrase in self.phrases if phrase in hits]

    def all(self, folded: str) -> list[re.Match[str]]:
        """Every place in folded text where a phrase stands."""
        return list(self._any.finditer(folded)) if self._any else []

    def texts(self, folded: str) -> set[str]:
        """The different stretches of folded text that fit a phrase."""
        return {match[0] for match in self.all(folded)}

    def is_whole(self, folded: str) -> bool:
        """Whether folded text is one of the phrases and nothing more."""
        return bool(self._whole and self._whole.fullmatch(folded.strip()))

    def starts(self, folded: str) -> re.Match[str] | None:
        """The phrase that folded text begins with."""
        return self._any.match(folded) if self._any else None


@lru_cache(maxsize=512)
def phrase_list(phrases: tuple[str, ...]) -> PhraseList:
    """The compiled list of a tuple of phrases; made once."""
    return PhraseList(phrases)


class HeadingList:
    """Phrases as headings: a phrase is the whole heading, one that ends in `*` is how it begins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        # Few phrases have a star inside; only those need a pattern, which is dear to make.
        self._whole: dict[str, int] = {}
        self._begins: list[tuple[str, int]] = []
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        for phrase in phrases:
            plain, length = _spaced(fold(phrase)), len(phrase.replace("*", ""))
            inside = plain.removesuffix("*")
            if "*" in inside:
                ending = r"(?:\W.*)?" if plain.endswith("*") else r"\W*"
                self._patterns.append((re.compile(_pattern(phrase) + ending), length))
            elif plain.endswith("*"):
                self._begins.append((inside, length))
            else:
                self._whole[plain] = max(length, self._whole.get(plain, 0))

    def fits(self, folded: str) -> int:
        """How many letters of the phrase that says most are in the heading; 0 when none fits."""
        text = _spaced(folded)
        lengths = [length for begin, length in self._begins if text.startswith(begin)]
        lengths += [length for pattern, length in self._patterns if pattern.fullmatch(text)]
        return max(*lengths, self._whole.get(text.rstrip(" .:;?!"), 0), 0)


def _spaced(text: str) -> str:
    """Text with one space for every run of spaces, hyphens and slashes."""
    return _GAP.sub(" ", text).strip()


@lru_cache(maxsize=512)
def heading_list(phrases: tuple[str, ...]) -> HeadingList:
    """The compiled list of headings; made once."""
    return HeadingList(phrases)


def _pattern(phrase: str) -> str:
    words = fold(phrase).replace("-", " ").replace("/", " ").split()
    return r"[\s\-/]+".join(_word(word) for word in words)


def _word(word: str) -> str:
    """A star by itself stands for one to five words."""
    return r"\w[\w']*(?:[\s\-]+\w[\w']*){0,4}" if word == "*" else re.escape(word).replace(r"\*", r"\w*")
