"""From lines of print to paragraphs: joined where a line was only full, hyphens undone, footnotes after their text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from kbv_rules.documents.blocks import Block
from kbv_rules.documents.labels import split_label
from kbv_rules.documents.pdf_lines import Line
from kbv_rules.documents.plain_text import without_bullet

_NOTE = re.compile(r"(\d{1,2})\s*(?=[^\W\d_]|[“\"'(])")
_SMALL = 0.9
# Space above a line, as a multiple of the usual distance, that begins a paragraph.
_GAP = 1.22
_ENDS = (".", "!", "?", ":", ";", "…", ".”", ".)")
_HYPHENS = ("-", "\u00ad", "\u2010")
# '2027-2030', over two lines.
_TO = ("-", "–")
_SOME = 3
# 'zorg- en veiligheid': the hyphen stands for the rest of a word.
_JOINS = re.compile(r"(?:en|of|tot|and|noch|dan)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The width of a word is reckoned from its letters; within a sentence it must fit more easily.
_MARGIN = 1.15
_MARGIN_WITHIN = 1.6
_INDENT = 5.0
# The width of most letters, in type sizes.
_LETTER = 0.65
_COLUMN = 60.0


class Words:
    """The words of a document, which tell what a hyphen at the end of a line stands for."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines

    @cached_property
    def known(self) -> set[str]:
        """The words that stand whole on a line: half a word is none, and a line in a cell may begin or end with one."""
        known: set[str] = set()
        after_hyphen = False
        for line in self._lines:
            found = _WORD.findall(line.text)
            before_hyphen = line.text.endswith(_HYPHENS)
            first, last = after_hyphen or line.table is not None, before_hyphen or line.table is not None
            known.update(found[1 if first else 0 : -1 if last else None])
            after_hyphen = before_hyphen
        return known

    @cached_property
    def soft(self) -> bool:
        """Whether lines that run on end in a space: then a line without one ends within a word."""
        return 3 * sum(1 for line in self._lines if line.soft) > len(self._lines)

    @cached_property
    def _breaks(self) -> bool:
        return sum(self._is_broken(before, line) for before, line in itertools.pairwise(self._lines)) >= _SOME

    def keep_hyphen(self, before: str, after: str) -> bool:
        """Whether a hyphen between the end of a line and the next belongs to the word."""
        if f"{before}{after}" in self.known:
            return False
        return f"{before}-{after}" in self.known or (not self._breaks and before in self.known)

    def _is_broken(self, before: Line, line: Line) -> bool:
        """Whether a line ends in a part of a word: a document with some of these has its words broken."""
        if not before.text.endswith(_HYPHENS) or not line.text[0].islower() or _JOINS.match(line.text):
            return False
        end, start = _WORD.findall(before.text[:-1])[-1:], _WORD.match(line.text)
        return bool(end and start) and not {end[0], start[0] if start else ""} <= self.known


def paragraphs(lines: list[Line], size: float) -> list[Block]:
    """The blocks that these lines are, in reading order."""
    text, notes = _split_notes(lines, size)
    right = _right_edges(text)
    _tell_ends(text, right)
    distance = _distances(text)
    words = Words(text)
    result: list[Block] = []
    group: list[Line] = []
    item = False
    for before, line in zip([*text[:1], *text], text, strict=False):
        if group and not _goes_on(group, line, right, distance, item=item):
            result += _close(group, notes, words)
            group = []
            if line.page > before.page:  # the cells of a row that the page broke go back and forth
                result += [Block(note, "footnote", page=before.page) for note in _left(notes, before.page)]
        if not group:
            item = without_bullet(line.text) is not None or _NUMBERED.match(line.text) is not None
        group.append(line)
    if group:
        result += _close(group, notes, words)
    for page in sorted({page for page, _ in notes}):
        result += [Block(note, "footnote", page=page) for note in _left(notes, page)]
    return result


_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s")


def _split_notes(lines: list[Line], size: float) -> tuple[list[Line], dict[tuple[int, str], str]]:
    """The running text, and the footnotes by page and number: small print below all other text of a page."""
    lowest: dict[int, float] = {}
    for line in lines:
        if line.size > size * _SMALL or line.table is not None:
            lowest[line.page] = min(lowest.get(line.page, line.height), line.bottom)
    text: list[Line] = []
    notes: dict[tuple[int, str], str] = {}
    at: tuple[int, str] | None = None
    for line in lines:
        small = line.table is None and line.size <= size * _SMALL and line.top <= lowest.get(line.page, 0.0) + 2
        found = _NOTE.match(line.text) if small else None
        if found:
            at = (line.page, found[1])
            notes[at] = line.text[found.end() :]
        elif small and at is not None and at[0] == line.page:
            notes[at] = _joined(notes[at], line.text, Words([]))
        else:
            text.append(line)
            at = None
    return text, notes


def _close(group: list[Line], notes: dict[tuple[int, str], str], words: Words) -> list[Block]:
    """The block of lines that belong together, and the footnotes it refers to."""
    text = group[0].text
    for before, line in itertools.pairwise(group):
        text = f"{text}{line.text}" if _cut_off(before, line, words) else _joined(text, line.text, words)
    item = without_bullet(text)
    first = group[0]
    block = Block(
        text if item is None else item,
        "table_cell" if first.table else "paragraph" if item is None else "list_item",
        bold=all(line.bold for line in group) and not any(line.cells for line in group),
        size=first.size if len({line.size for line in group}) < 2 else Counter(line.size for line in group).most_common(1)[0][0],
        page=first.page,
        cell=_cell(first),
    )
    blocks = [block]
    for line in group:
        for number in line.notes:
            note = notes.pop((line.page, number), None)
            if note is not None:
                blocks.append(Block(note, "footnote", page=line.page))
    return blocks


def _left(notes: dict[tuple[int, str], str], page: int) -> list[str]:
    return [notes.pop(key) for key in [key for key in notes if key[0] == page]]


def _goes_on(
    group: list[Line], line: Line, right: dict[tuple[int, int], float], distance: dict[float, float], *, item: bool
) -> bool:
    """Whether a line is part of the same paragraph as those before it."""
    before = group[-1]
    if _cell(line) != _cell(before):
        return False
    new_page = line.page != before.page
    usual = distance.get(before.size, before.size * 1.2)
    gap = before.bottom - line.bottom
    if abs(line.size - before.size) > 0.6 or (gap > usual * _GAP and not new_page):
        return False
    if without_bullet(line.text) is not None:
        return False
    broken = before.text.endswith(_HYPHENS) and before.text[-2:-1].isalpha()
    if line.bold != before.bold and (before.text.endswith(_ENDS) or not line.text[0].islower()):
        # A line that happens to be bold from end to end is within a paragraph only when the sentence runs on.
        return False
    if _starts_with_number(line.text) and (before.bold or before.text.endswith(_ENDS) or _starts_with_number(group[0].text)):
        return False
    runs_on = not before.text.endswith(_ENDS) and line.text[0].islower()
    room = _room(before, line, right.get(_column(before), before.right), _MARGIN_WITHIN if runs_on else _MARGIN)
    if new_page:
        return not before.bold and not before.text.endswith(_ENDS) and (runs_on or broken or not room)
    if gap < -usual:  # to the top of the next column
        return runs_on
    if broken or (runs_on and line.bold and before.bold):
        return True
    if before.hard and not runs_on:
        return False
    indented = line.left - before.left
    if room or (item and indented < -_INDENT):
        return False
    return item or not (indented > _INDENT and before.text.endswith(_ENDS))


def _room(before: Line, line: Line, edge: float, margin: float) -> bool:
    """Whether the first word of a line had fitted on the line before: then that one was ended on purpose."""
    letter = (before.right - before.left) / max(1, len(before.text))
    return before.right + (line.text.find(" ") % (len(line.text) + 1) + 1) * letter * margin < edge


def _tell_ends(lines: list[Line], right: dict[tuple[int, int], float]) -> None:
    """Tell which lines end a paragraph for certain: where full lines end in a space, those that had room for it and do not."""
    full = [line for line in lines if line.table is None and line.right > 0.9 * right[_column(line)]]
    if 2 * sum(1 for line in full if line.soft) < len(full):
        return
    for line in lines:
        line.hard = line.table is None and not line.soft and line.right + 0.35 * line.size < right[_column(line)]


def _starts_with_number(text: str) -> bool:
    label, rest = split_label(text)
    return label is not None and rest[:1].isupper()


def _cell(line: Line) -> tuple[int, int, int] | None:
    return (line.table.number, line.row, line.column) if line.table else None


def _cut_off(before: Line, line: Line, words: Words) -> bool:
    """Whether a word that is too long for its cell goes on, without a hyphen, on the next line."""
    if before.table is None or before.soft or " " in before.text or not (before.text[-1].isalpha() and line.text[0].islower()):
        return False
    found = _WORD.match(line.text)
    if found is None or before.right + _LETTER * before.size < (before.edge or 0.0):
        return False
    if f"{before.text}{found[0]}" in words.known or found[0] not in words.known:
        return True
    return words.soft and before.text not in words.known


def _column(line: Line) -> tuple[int, int]:
    return (-line.table.number, line.column) if line.table else (line.page, int(line.left // _COLUMN))


def _right_edges(lines: Iterable[Line]) -> dict[tuple[int, int], float]:
    """How far lines that begin at the same place reach, per page."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = _column(line)
        edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _distances(lines: list[Line]) -> dict[float, float]:
    """The usual distance from line to line, per type size."""
    found: dict[float, Counter[float]] = {}
    for before, line in itertools.pairwise(lines):
        gap = before.bottom - line.bottom
        if line.page == before.page and line.size == before.size and 0.9 * line.size < gap < 2.2 * line.size:
            found.setdefault(line.size, Counter())[round(gap * 2) / 2] += 1
    return {size: _usual(gaps) for size, gaps in found.items()}


def _usual(gaps: Counter[float]) -> float:
    """The smallest distance that is common: paragraphs of one line would make a larger one the most frequent."""
    enough = max(gaps.values()) / 4
    return min(gap for gap, times in gaps.items() if times >= enough)


def _joined(text: str, more: str, words: Words) -> str:
    """Two lines of one paragraph as running text."""
    if text.endswith(_TO) and text[-2:-1].isdecimal() and more[0].isdecimal():
        return f"{text}{more}"
    if not text.endswith(_HYPHENS) or len(text) < 2 or not text[-2].isalpha():
        return f"{text} {more}"
    stem = text[:-1]
    if not more[:1].islower():
        return f"{stem}-{more}" if text[-1] == "-" else f"{stem}{more}"
    if _JOINS.match(more):
        return f"{stem}- {more}"
    before, after = _WORD.findall(stem)[-1:], _WORD.match(more)
    return f"{stem}-{more}" if before and after and words.keep_hyphen(before[0], after[0]) else f"{stem}{more}"
