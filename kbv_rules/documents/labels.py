"""The number in front of a heading ('3.2', 'Hoofdstuk 3', 'Bijlage A'), apart from its words."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})([.):]?)(?:\s+[-–—:]\s+|\s+)(?=\S)")
_LETTER = re.compile(r"([A-Z]\d{0,2}|[IVX]{1,5})[.)]\s+(?=\S)")
_CHAPTER = re.compile(r"(?:hoofdstuk|chapter)\s+(\d{1,2}|[IVX]{1,5})\b\s*[.:–—-]?\s*", re.IGNORECASE)
_PART = re.compile(
    r"((?:bijlage|deel|paragraaf|appendix|annex)\s+(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z]))\b\s*[.:–—-]?\s*", re.IGNORECASE
)


def split_label(text: str) -> tuple[str | None, str]:
    """The number of a heading and its words; the words are never empty.

    '3.2 Onze ambitie' gives ('3.2', 'Onze ambitie'), 'Hoofdstuk 3: Ambitie' ('3', 'Ambitie'), 'Bijlage 1 Cijfers' ('Bijlage 1',
    'Cijfers'). A bare number before a word in lower case belongs to the words: '4 prioriteiten'.
    """
    found = _CHAPTER.match(text) or _PART.match(text)
    if found:
        return found[1], text[found.end() :] or text
    found = _NUMBER.match(text)
    if found:
        rest = text[found.end() :]
        bare = "." not in found[1] and not found[2]
        if any(sign.isalpha() for sign in rest) and not (bare and rest[0].islower()):
            return found[1], rest
    found = _LETTER.match(text)
    if found and any(sign.isalpha() for sign in text[found.end() :]):
        return found[1], text[found.end() :]
    return None, text


def depth_of(label: str | None) -> int | None:
    """How deep a number reaches: 1 for '3', 2 for '3.2', 1 for 'Bijlage A'; nothing for a letter or a roman number by itself."""
    if label is None:
        return None
    if label[0].isdecimal():
        return label.count(".") + 1
    return 1 if " " in label and not label.lower().startswith("paragraaf") else None
