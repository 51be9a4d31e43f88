"""A text as a row of pieces: words and the marks between them, each with its place in the paragraph it came from.

Paragraphs are cut at blanks alone, and each distinct chunk ('(wijkagenten),') is looked into once: a plan of a hundred
pages has some fifty thousand chunks, of which one in six is new.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kbv_rules.model.document import Paragraph

_PIECE = re.compile(r"[^\W_]+(?:['\u2019\u0301\u0308]+[^\W_]+)*|[.;:!?|\u2022]|[,/]|[&+]|[()\[\]]|[-\u2010\u2011\u2013\u2014]|\s")
_BLANKS = re.compile(r"[^\S ]")
_MARKS = {",": ",", "/": "/", "&": "en", "+": "en"}
BREAK = "."


class Piece(NamedTuple):
    """A word or mark in a chunk: where it starts and ends there, as written, and plain (lower-case, no accents).

    `plain` is '.' for what ends a phrase, ',' or '/' for themselves, 'en' for an ampersand; a hyphen is '-'.
    """

    start: int
    end: int
    written: str
    plain: str


def pieces_of(chunk: str) -> tuple[Piece, ...]:
    """The words and marks of a text."""
    if chunk.isalpha() and chunk.isascii():
        return (Piece(0, len(chunk), chunk, chunk.lower()),)
    word = chunk[:-1]
    if chunk.isascii() and word.isalpha() and chunk[-1] in ".,:;":
        mark = Piece(len(word), len(chunk), chunk[-1], "," if chunk[-1] == "," else BREAK)
        return (Piece(0, len(word), word, word.lower()), mark)
    return tuple([_piece(match) for match in _PIECE.finditer(chunk)])


def _piece(match: re.Match[str]) -> Piece:
    written = match[0]
    if written[0].isalnum():
        word = written.lower()
        if not word.isascii():
            word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
        return Piece(match.start(), match.end(), written, word.replace("'", ""))
    if written in "-\u2010\u2011\u2013\u2014":
        return Piece(match.start(), match.end(), written, "-")
    return Piece(match.start(), match.end(), written, _MARKS.get(written, BREAK))


class Chunks:
    """The paragraphs of a document, cut at blanks. `chunks[i]` starts at `starts[i]`, counted through all of them."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.paragraphs: Sequence[Paragraph] = [one for one in paragraphs if one.text]
        texts = [one.text for one in self.paragraphs]
        # A lone full stop between paragraphs, so that no term runs from one into the next.
        self.chunks = _BLANKS.sub(" ", " . ".join(texts)).split(" ")
        self.starts = list(accumulate([len(chunk) + 1 for chunk in self.chunks], initial=0))
        self._from = list(accumulate([len(text) + 3 for text in texts], initial=0))

    def place(self, start: int, end: int) -> tuple[Paragraph, int, int]:
        """The paragraph of a stretch of the text, and where it starts and ends in there."""
        index = bisect_right(self._from, start) - 1
        return self.paragraphs[index], start - self._from[index], end - self._from[index]
