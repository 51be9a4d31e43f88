"""The names in a sentence, list or table that announces priorities: 'Onze drie prioriteiten zijn ondermijning, ...'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.check.titles import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kbv_rules.model.document import Paragraph

_MARK = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[:(]))(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]|[•▪◦*-])\s+")
_COMMA = re.compile(r"\s*[,;]\s*(?:en\s+)?")
_SEMICOLON = re.compile(r"\s*,?\s*;\s*(?:en\s+)?")
_AND = re.compile(r"\s+(?:en|alsmede|plus)\s+")
_LINK = re.compile(
    r"^\W*(?:(?:zijn|is|luiden|betreffen|vormen|blijven|worden|namelijk|te weten|dit zijn|dat zijn|daarbij gaat het om"
    r"|de volgende|als volgt)\b\W*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:\bzijn\b|\bvormen\b|\bworden\b).*$", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:[:.(]|\s[–—-]\s).*$", re.DOTALL)
_ARTICLE = re.compile(r"^(?:de|het|een|op|aan|voor|in|tegen|rond|thema|thema's|aanpak van|de aanpak van|en)\s+", re.IGNORECASE)


def listed(text: str) -> list[str]:
    """The items of a list that stands in one paragraph ('1. ondermijning 2. jeugd'); empty when there are fewer than two."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [clean(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def enumerated(text: str, sure: Callable[[str], float]) -> list[str]:
    """The names in 'ondermijning, jeugd en veiligheid en digitale veiligheid'.

    `sure` says how sure the meaning of a name is: an 'en' parts two names only where that makes both plainer.
    """
    told = _LINK.sub("", text)
    # Where semicolons part the names, commas and 'en' stand within them.
    if _SEMICOLON.search(told):
        return [name for chunk in _SEMICOLON.split(told) if (name := clean(chunk))]
    chunks = [chunk for chunk in _COMMA.split(told) if chunk.strip()]
    names: list[str] = []
    for chunk in chunks:
        names.extend(_parted(clean(chunk), sure))
    return [name for name in names if name]


def before(text: str) -> str:
    """What stands in front of the announcement: '... zijn onze prioriteiten'."""
    return _TAIL.sub("", text)


def _parted(chunk: str, sure: Callable[[str], float]) -> list[str]:
    whole = sure(chunk)
    best, names = whole, [chunk]
    for match in _AND.finditer(chunk):
        left, right = chunk[: match.start()], chunk[match.end() :]
        score = min(sure(clean(left)), sure(clean(right)))
        if score > best:
            best, names = score, [clean(left), *_parted(clean(right), sure)]
    return names


def clean(name: str) -> str:
    """A name without what explains it: 'ondermijning: drugs, witwassen' is ondermijning."""
    name = bare(_CUT.sub("", name.strip(" \"'‘’“”;,")) or name)
    return _ARTICLE.sub("", name).strip(" .;,")


def items_after(paragraphs: Sequence[Paragraph], index: int) -> list[Paragraph]:
    """The list that follows paragraph `index` directly."""
    items: list[Paragraph] = []
    for paragraph in paragraphs[index + 1 :]:
        if paragraph.kind != "list_item" and not _MARK.match(paragraph.text):
            break
        items.append(paragraph)
    return items
