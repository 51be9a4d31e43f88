"""One phrase of the rules, compared with folded text: `*` stands for any letters, a space for any space, hyphen or slash.

Most phrases are plain words, or words of which only the beginning is given. Those are compared letter by letter: a pattern is
dear to make, and a list of a hundred phrases dear to search for as one.
"""

from __future__ import annotations

import re
from functools import cached_property

# A star by itself stands for one to five words.
_WORDS = r"\w[\w']*(?:[\s\-]+\w[\w']*){0,4}"


class Phrase:
    """A phrase that was folded. `anchor` is the letters it can be found by, empty when it begins with any word.

    `leads` tells that letters of the same word may stand before the anchor ('*beleid'), `length` how many letters are given.
    """

    __slots__ = ("__dict__", "_words", "anchor", "leads", "length", "written")

    def __init__(self, written: str, folded: str) -> None:
        self.written = written
        words = folded.replace("-", " ").replace("/", " ").split()
        self._words = words
        first = words[0] if words else ""
        self.length = len("".join(words).replace("*", ""))
        self.leads = first.startswith("*")
        self.anchor = first.strip("*").partition("*")[0]

    @cached_property
    def pattern(self) -> str:
        """The phrase as a regular expression."""
        return r"[\s\-/]+".join(_WORDS if word == "*" else _starred(word) for word in self._words)

    @cached_property
    def _plain(self) -> list[tuple[str, bool]] | None:
        """The letters of each word and whether more may follow; None for what only a regular expression can say."""
        parts = [(word.removesuffix("*"), word.endswith("*")) for word in self._words]
        return None if any(not letters or "*" in letters for letters, _ in parts) else parts

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.pattern})(?!\w)")

    def end(self, text: str, start: int) -> int | None:
        """Where the phrase ends when it begins at `start`, at the end of a word; None when it does not stand there."""
        parts = self._plain
        if parts is None:
            match = self._compiled.match(text, start)
            return match.end() if match else None
        at, size = start, len(text)
        for number, (letters, more) in enumerate(parts):
            if number:
                gap = at
                while at < size and (text[at] in "-/" or text[at].isspace()):
                    at += 1
                if at == gap:
                    return None
            if not text.startswith(letters, at):
                return None
            at += len(letters)
            if more:
                while at < size and (in_word(text[at]) or (text[at] == "'" and at + 1 < size and in_word(text[at + 1]))):
                    at += 1
        return None if at < size and in_word(text[at]) else at


def _starred(word: str) -> str:
    """A word as a regular expression; a star behind letters stands for an apostrophe within the word too ('thema's')."""
    begin = r"\w*" if word.startswith("*") else ""
    return begin + re.escape(word.removeprefix("*")).replace(r"\*", r"(?:\w|'(?=\w))*")


def in_word(sign: str) -> bool:
    """Whether a sign is part of a word: a letter, a digit or an underscore."""
    return sign.isalnum() or sign == "_"
