"""What stands on a page but is no text of the document: running headers and footers, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kbv_rules.documents.pdf_lines import Line

# The part of a page, from above and from below, where headers and footers stand.
_MARGIN = 0.12
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:pagina|page|blad|p\.?)\s*)?\d{1,4}(?:\s*(?:van|of|/|-|\|)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_CONTENTS_HEADING = re.compile(r"(?:inhoud|inhoudsopgave|inhoudstafel|contents|table of contents)", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(?<!\d)(\d{1,4})$")
_SMALLER = 0.95
_APART = 1.7
_HALF = 0.5
_MANY = 5


def body_size(lines: Iterable[Line]) -> float:
    """The type size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0


def without_margins(lines: list[Line], pages: int, size: float) -> list[Line]:
    """The lines without running headers and footers and page numbers.

    A line in the margin is one when it returns at the same height on other pages, numbers apart; when it is a page number; or,
    above the text, when half of the pages have a line of that small size at that height. In the size of the text it must stand
    apart from it, as a page may begin with the words of another, or return on half of the pages and no less than five.
    """
    in_text = {line.table for line in lines if line.table is not None and not _in_margin(line)}
    margin = [line for line in lines if _in_margin(line) and (line.table is None or line.table not in in_text)]
    texts: dict[tuple[str, int], set[int]] = {}
    slots: dict[tuple[int, float], set[int]] = {}
    for line in margin:
        texts.setdefault(_text_key(line), set()).add(line.page)
        slots.setdefault((round(line.top / 4), line.size), set()).add(line.page)
    tops: dict[int, list[float]] = {}
    for line in lines:
        tops.setdefault(line.page, []).append(line.top)
    needed = 2 if pages <= 4 else 3
    counted: dict[tuple[str, int], int] = {}

    def times(text: str, place: int) -> int:
        """On how many pages a text stands at this height, give or take a few points."""
        key = (text, place)
        if key not in counted:
            counted[key] = len(set().union(*(texts.get((text, place + step), ()) for step in (-1, 0, 1))))
        return counted[key]

    def is_running(line: Line) -> bool:
        if _PAGE_NUMBER.fullmatch(line.text):
            return True
        found = times(*_text_key(line))
        if found >= max(_MANY, pages * _HALF):
            return True
        if found >= needed and line.size <= size * 1.1:
            return line.size < size * _SMALLER or all(not 1 < abs(top - line.top) < line.size * _APART for top in tops[line.page])
        above = line.top > line.height / 2 and line.size < size * _SMALLER
        return above and len(slots[round(line.top / 4), line.size]) >= max(3, pages * _HALF)

    # A table in the margin runs as a whole or not at all: it may be the end of one on the page before.
    words = [line for line in margin if line.table is not None and not _PAGE_NUMBER.fullmatch(line.text)]
    stay = {line.table for line in words if not is_running(line)}
    running = {id(line) for line in margin if line.table not in stay and is_running(line)}
    return [line for line in lines if id(line) not in running]


def _in_margin(line: Line) -> bool:
    return line.top > line.height * (1 - _MARGIN) or line.bottom < line.height * _MARGIN


def _text_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def without_contents_pages(lines: list[Line], pages: int) -> list[Line]:
    """The lines without tables of contents: rows that end in page numbers that go up, below their heading or filling a page."""
    numbers = [None if line.table else _page_named(line.text, pages) for line in lines]
    drop: set[int] = set()
    for index, line in enumerate(lines):
        if _CONTENTS_HEADING.fullmatch(line.text.strip()):
            rows = _rising(numbers, index + 1)
            if rows:
                drop.update((index, *rows))
    half = len(lines) // 2 + 1
    pages_of: dict[int, list[int]] = {}
    for index, line in enumerate(lines[:half]):
        pages_of.setdefault(line.page, []).append(index)
    for places in pages_of.values():
        rows = _rising(numbers, next((index for index in places if numbers[index] is not None), len(lines)))
        rows = [index for index in rows if index <= places[-1]]
        if len(rows) >= 6 and drop.isdisjoint(rows):
            if len(rows) > 0.6 * len(places):
                drop.update(index for index in places if index <= rows[-1])
            elif _named(lines, rows) > _HALF * len(rows):
                drop.update((max(rows[0] - 1, places[0]), *rows))
    return [line for index, line in enumerate(lines) if index not in drop] if drop else lines


def _named(lines: list[Line], rows: list[int]) -> int:
    """How many rows are a line further on, but for the number of its page."""
    further = {line.text.casefold() for line in lines[rows[-1] + 1 :]}
    return sum(1 for index in rows if _LAST_NUMBER.sub("", lines[index].text).rstrip(" .…").casefold() in further)


def _page_named(text: str, pages: int) -> int | None:
    found = _LAST_NUMBER.search(text[-7:]) if text[-1].isdecimal() else None
    return int(found[1]) if found and int(found[1]) <= pages + 20 else None


def _rising(numbers: list[int | None], start: int) -> list[int]:
    """The places from `start` on whose numbers do not go down; a line or two without one may be the first half of a title."""
    rows: list[int] = []
    last, gap = 0, []
    for index in range(start, len(numbers)):
        number = numbers[index]
        if number is None:
            gap.append(index)
            if len(gap) > 1:
                break
            continue
        if number < last:
            break
        rows += [*gap, index]
        last, gap = number, []
    return rows if len(rows) > 1 else []
