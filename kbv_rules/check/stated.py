"""What a text states of a subject, beside what it merely lists: a name among the partners says nothing of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import count_words, sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.check.phrases import Hit
    from kbv_rules.model.check_rules import FacetChapter, FacetWhen, Listing

# What parts the items of an enumeration; a hyphen in front ('casus- en procesregie') makes one item of two words.
_CLAUSE = re.compile(r"[:;|]")
_BETWEEN = re.compile(r"[,;:()|/]|(?<!-)(?<=\s)(?:en|of|alsmede|plus|evenals)(?=\s)")


class Signs(NamedTuple):
    """By what a sentence states a subject, see `FacetWhen`."""

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    together: tuple[tuple[tuple[str, ...], ...], ...]
    nothing: tuple[str, ...]


class Subject(NamedTuple):
    """By what a text as a whole is known to be on an overarching theme: `share` of its sentences state it."""

    signs: Signs
    listing: Listing
    share: float


class _Part(NamedTuple):
    start: int
    end: int
    text: str


def signs_of(when: FacetWhen, asked: FacetChapter | None = None) -> Signs:
    """The signs of a facet; in a chapter with what is a sign there."""
    together = (asked.together if asked else ()) or when.together
    return Signs(
        when.phrases + (asked.phrases if asked else ()),
        when.names,
        tuple(tuple(when.words[name] for name in groups) for groups in together),
        when.nothing,
    )


def signs_in(text: str, signs: Signs, listing: Listing, abbreviations: tuple[str, ...], *, alone: bool = True) -> set[str]:
    """The different signs that the sentences of a paragraph state.

    `alone` tells that a name by itself counts too: as a heading, or as a label in front of more text.
    """
    found: set[str] = set()
    sentences = sentences_of(text, abbreviations)
    for sentence in sentences:
        folded = _without(fold(sentence.text), signs.nothing)
        found.update(hit.phrase for hit in phrase_list(signs.phrases).all(folded))
        names = phrase_list(signs.names).all(folded)
        own = [hit for hit in names if not _listed(folded, hit, names, listing)]
        if own and (alone or len(sentences) > 1 or not _bare(folded, listing)):
            found.update(hit.phrase for hit in own)
        found.update(one for groups in signs.together if (one := _together(folded, groups, listing)))
    return found


def _without(folded: str, nothing: tuple[str, ...]) -> str:
    """The text with dots in place of the words that mean something else here."""
    for hit in phrase_list(nothing).all(folded) if nothing else ():
        folded = folded[: hit.start] + "." * (hit.end - hit.start) + folded[hit.end :]
    return folded


def _together(folded: str, groups: Sequence[tuple[str, ...]], listing: Listing) -> str | None:
    """One phrase of each group, each at a place of its own, the first not merely listed; None when one is lacking."""
    told: list[str] = []
    taken: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        hits = phrase_list(group).all(folded)
        free = [hit for hit in hits if not any(hit.start < end and start < hit.end for start, end in taken)]
        hit = next((hit for hit in free if number or not _listed(folded, hit, hits, listing)), None)
        if hit is None:
            return None
        taken.append((hit.start, hit.end))
        told.append(hit.phrase)
    return " + ".join(told)


def _parts(folded: str, whole: Sequence[Hit]) -> list[_Part]:
    """The text cut at the signs and words between items, but not within a name."""
    parts: list[_Part] = []
    start = 0
    for match in _BETWEEN.finditer(folded):
        if not any(hit.start < match.end() and match.start() < hit.end for hit in whole):
            parts.append(_Part(start, match.start(), folded[start : match.start()]))
            start = match.end()
    parts.append(_Part(start, len(folded), folded[start:]))
    return [part for part in parts if part.text.strip(" .")]


def _clause(folded: str, hit: Hit) -> tuple[int, int]:
    """Where the clause of a name begins and ends: no enumeration runs across a colon or semicolon."""
    start = max((match.end() for match in _CLAUSE.finditer(folded, 0, hit.start)), default=0)
    after = _CLAUSE.search(folded, hit.end)
    return start, after.start() if after else len(folded)


def _bare(folded: str, listing: Listing) -> bool:
    """Whether a text is nothing but names: all its parts are as short as an item."""
    return all(count_words(part.text) <= listing.words for part in _parts(folded, ()))


def _listed(folded: str, hit: Hit, hits: Sequence[Hit], listing: Listing) -> bool:
    """Whether a name only stands among others: an item of a long list of which most items are something else.

    The first item may have words in front of it ('wij werken samen met de politie, ...'), the last one words behind it.
    """
    start, end = _clause(folded, hit)
    parts = [part for part in _parts(folded, hits) if start <= part.start and part.end <= end]
    at = bisect_right([part.start for part in parts], hit.start) - 1
    if at < 0:
        return False
    items = [count_words(part.text) <= listing.words for part in parts]
    first, last = at, at
    while first > 0 and items[first - 1] and (first < at or _begins(parts[at], hit, items[at])):
        first -= 1
    while last < len(parts) - 1 and items[last + 1] and (last > at or _ends(parts[at], hit, items[at])):
        last += 1
    # The words that lead in the list, and those that follow it, hold an item as well.
    first -= first > 0 and (first < at or _begins(parts[at], hit, items[at]))
    last += last < len(parts) - 1 and (last > at or _ends(parts[at], hit, items[at]))
    size = last - first + 1
    own = sum(any(part.start <= other.start < part.end for other in hits) for part in parts[first : last + 1])
    return size >= listing.least and own < listing.share * size


def _begins(part: _Part, hit: Hit, item: bool) -> bool:  # noqa: FBT001
    return item or count_words(part.text[: hit.start - part.start]) <= 1


def _ends(part: _Part, hit: Hit, item: bool) -> bool:  # noqa: FBT001
    return item or count_words(part.text[hit.end - part.start :]) == 0
