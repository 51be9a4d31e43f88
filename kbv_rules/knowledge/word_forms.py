"""Words and their forms, as far as Dutch spelling gives them away: plural, diminutive, the -e of an adjective, a little of verbs.

No stemmer: a form is never shown and never taken for a word. Two words are only compared, and only by endings that go
together ('wijk' and 'wijken', but not 'ouder' and 'ouderen').
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DOUBLE = re.compile(r"(.)\1+")
_DEVOICED = {"v": "f", "z": "s"}
# Nouns with a plural in -eren.
_EREN = ("kind", "lied", "volk", "blad", "goed", "rund")

# An ending, what it does to a word, and the least that must be left of the word.
_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("en", "en", 3),
    ("s", "s", 3),
    ("e", "e", 3),
    ("es", "es", 4),
    ("heden", "heden", 3),
    ("eren", "eren", 4),
    ("je", "small", 3),
    ("jes", "small", 3),
    ("tje", "small", 3),
    ("tjes", "small", 3),
    ("etje", "small", 3),
    ("etjes", "small", 3),
    ("pje", "small", 3),
    ("pjes", "small", 3),
    ("ing", "ing", 5),
    ("ingen", "ing", 5),
    ("t", "t", 4),
    ("ende", "ende", 4),
    ("end", "ende", 4),
    ("is", "is", 3),
    ("um", "um", 4),
    ("a", "a", 4),
)
# Endings of two forms of one word; '' is the word without an ending.
_TOGETHER = frozenset(
    {
        pair
        for one, other in (
            ("", "en"),
            ("", "s"),
            ("", "e"),
            ("", "eren"),
            ("", "small"),
            ("", "t"),
            ("e", "en"),
            ("e", "s"),
            ("e", "es"),
            ("en", "t"),
            ("en", "ende"),
            ("t", "ende"),
            ("ing", "en"),
            ("ing", "t"),
            ("ing", "ende"),
            ("is", "es"),
            ("um", "a"),
            ("s", "en"),
            ("s", "small"),
            ("en", "small"),
        )
        for pair in ((one, other), (other, one))
    }
)


def plain(text: str) -> str:
    """Lower-case, without accents."""
    return unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


def words_of(text: str) -> list[str]:
    """Lower-case words without accents; joined forms such as 'zorg- en' lose their hyphen, numbers stay."""
    return re.findall(r"[a-z0-9]+(?:\.[0-9]+)*", plain(text).replace("'", ""))


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """What the forms of one word have in common: endings off, doubled letters single. Only for comparing."""
    if len(word) <= 4 or word.isdigit():
        return word
    for ending in ("heden", "eren", "en", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + ("heid" if ending == "heden" else "")
            break
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + _DEVOICED.get(word[-1], word[-1])


def stems(word: str) -> list[tuple[str, str]]:
    """The stems a word may have, each with the ending that is then left; the first is the word without an ending.

    Doubled letters are single and a final v or z is f or s, so that 'school' and 'scholen' share 'schol'.
    """
    single = _DOUBLE.sub(r"\1", word)
    found = [(_devoiced(single), "")]
    if word.isdigit():
        return found
    size = len(single)
    for ending, what, least in _BY_LETTER.get(single[-1:], ()):
        left = size - len(ending)
        if left >= least and single.endswith(ending):
            stem = single[:left]
            if what == "heden":
                found.append((stem + "heid", "en"))
            elif what != "eren" or stem.endswith(_EREN):
                found.append((_devoiced(stem), what))
    return found


def go_together(one: str, other: str) -> bool:
    """Whether two endings that `stems` gave belong to forms of one word."""
    return one == other or (one, other) in _TOGETHER


def same_word(one: str, other: str) -> bool:
    """Whether two plain words are forms of one word."""
    if one == other:
        return True
    of_other = stems(other)
    return any(stem == at and go_together(ending, left) for stem, ending in stems(one) for at, left in of_other)


_BY_LETTER: dict[str, list[tuple[str, str, int]]] = {}
for _ending in _ENDINGS:
    _BY_LETTER.setdefault(_ending[0][-1], []).append(_ending)


def _devoiced(stem: str) -> str:
    return stem[:-1] + _DEVOICED.get(stem[-1], stem[-1]) if stem else stem
