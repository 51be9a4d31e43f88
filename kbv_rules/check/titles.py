"""What is left of a heading when its number, its years and the word in front of its name are taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from kbv_rules.check.phrases import fold

_NUMBER = r"(?:[a-h]?\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])"
_NUMBERED = re.compile(rf"^{_NUMBER}(?:[.):\-–—]+\s*|\s+(?=[a-z0-9]{{2}}))", re.IGNORECASE)
_YEARS = re.compile(r"[\s(,:\-–—]*\b20\d\d(?:\s*(?:-|–|/|t/m|tot en met|tot)\s*(?:20)?\d\d)?\)?[\s.:]*$", re.IGNORECASE)
_SIGNS = " \t.:;,-–—|•*"


@lru_cache(maxsize=64)
def _led(words: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(fold(word)).replace(r"\ ", r"[\s\-]+") for word in words)
    return re.compile(rf"^(?:{joined})\s*(?:nr\.?\s*)?({_NUMBER})?\s*(?:[.):\-–—]+|\s(?=\S)|$)\s*", re.IGNORECASE)


def bare(text: str, numbering: tuple[str, ...] = ()) -> str:
    """A heading without its number ('Hoofdstuk 4:', '4.2', 'Deel A -') and the years at its end."""
    left = " ".join(text.split()).strip(_SIGNS)
    if numbering:
        match = _led(numbering).match(fold(left))
        if match and match[1]:
            left = left[match.end() :]
    match = _NUMBERED.match(left)
    # 'A' or 'I' without a point may be a word; a number is a number.
    if match and (match[0][0].isdigit() or not match[0].endswith(" ") or match[0].strip()[-1:] in ".):-–—"):
        left = left[match.end() :]
    return (_YEARS.sub("", left) or left).strip(_SIGNS)


def without_lead(text: str, lead: tuple[str, ...]) -> tuple[str, bool]:
    """A name without 'Prioriteit 2:' in front of it, and whether that stood there, with a number or a sign after it."""
    match = _led(lead).match(fold(text))
    if match is None or not (match[1] or match[0].strip()[-1:] in ".):-–—"):
        return text, False
    return text[match.end() :].strip(_SIGNS), True
