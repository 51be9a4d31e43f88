"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_END = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-Ý0-9])|\n+")
_LAST_WORD = re.compile(r"(\S+)$")


class Sentence(NamedTuple):
    """A sentence with its place in the paragraph it stands in."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def sentences_of(text: str, abbreviations: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of one paragraph. A point after an abbreviation ('o.a.'), a letter or the number of an item ends nothing."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        before = _LAST_WORD.search(text[start : match.start() + 1].rstrip())
        word = before[1].lower().lstrip("(\"'") if before else ""
        short = _is_mark(word, text) if word[:-1].isdigit() else len(word) <= 2
        if text[match.start()] == "." and (word in abbreviations or short):
            continue
        found.append(Sentence(start, match.end(), text[start : match.end()].strip()))
        start = match.end()
    if text[start:].strip():
        found.append(Sentence(start, len(text), text[start:].strip()))
    return tuple(found)


def _is_mark(word: str, text: str) -> bool:
    """Whether a number with a point is that of an item: it begins the text, or the one before or after it stands there too."""
    number = int(word[:-1])
    return len(word) <= 3 and (text.startswith(word) or any(f" {beside}. " in f" {text}" for beside in (number - 1, number + 1)))


def count_words(text: str) -> int:
    """How many words a text has; numbers and signs are none."""
    return len(re.findall(r"[^\W\d_]{2,}", text))
