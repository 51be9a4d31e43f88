"""The lines of a pdf with their type and place: text a page at a time, type once per line, as asking per letter is slow."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|-bd|,bd", re.IGNORECASE)
# A gap between words, in type sizes, that hardly any sentence has.
_GAP = 1.0
# Lines shorter than this, or wider than this for their number of letters, may have such a gap; others are not looked at.
_FEW_SIGNS = 30
_LOOSE = 1.1
# Fewer full lines than this do not tell how wide letters are.
_FEW_LINES = 8
_FORCE_BOLD = 1 << 18
_NAME_LENGTH = 200
# PDFium puts this sign for a hyphen that ends a line, and leaves out the end of the line.
_BROKEN = "\ufffe"
_LINE = re.compile(f"([^\n{_BROKEN}]*)([\n{_BROKEN}]|$)")
# A page with more letters than this is no page of text; the rest of it is left.
_SIGNS_PER_PAGE = 200_000
# Nor is a page with more lines; tables are not looked for in it.
_LINES_PER_PAGE = 1_000
# A reference to a footnote as it comes out: a small number against the end of a word.
_REFERENCE = re.compile(r"\d{1,2}(?=[\s.,;:)]|$)")
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\S+")
_BEFORE_REFERENCE = ".,;:)”’\"'"
_REFERENCE_SIZE = 0.8


@dataclass(slots=True, eq=False)
class Table:
    """A table on one page: the edges of its columns in points, from left to right; `number` counts those of the document.

    `loose` says that there is text in one column only: it is a table only when it is the rest of one.
    """

    page: int
    edges: tuple[float, ...]
    loose: bool = False
    number: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """One line of print. Places in points, `top` and `bottom` from the lower edge of the page; `page` from 1.

    `height` is that of the page. `cells` says that a bold line has wide gaps: it is the head of a table. `notes` are the
    numbers of the footnotes that it refers to; they are not in `text`. `soft` says that it ends in a
    space, `hard` that a paragraph ends with it. `start` and `end`
    are the places of its first and last sign in the text of the page, where those are known. In a table, `row` and `column`
    count from 1 and `edge` is how far its column reaches; `whole` is the line it was cut from.
    """

    text: str
    page: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    cells: bool = False
    notes: tuple[str, ...] = ()
    soft: bool = False
    hard: bool = False
    start: int = -1
    end: int = -1
    table: Table | None = None
    row: int = 0
    column: int = 0
    edge: float | None = None
    whole: Line | None = None


class Word(NamedTuple):
    """A word in a line: where it begins in its text, its edges in points, and whether it is drawn apart from the one before."""

    start: int
    left: float
    right: float
    apart: bool


class LineReader:
    """Reads the lines of one pdf, page by page; remembers what fonts are bold."""

    def __init__(self, pdf: PdfDocument) -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._box_of = raw.FPDFText_GetLooseCharBox
        self._pdf = pdf
        self._box = raw.FS_RECTF()
        self._digit = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._flags = ctypes.c_int()
        self._bold: dict[bytes, bool] = {}
        self._handle: Any = None
        self._text = ""
        self._exact = self._in_table = False
        self._number, self._page_height = 0, 0.0

    def page(self, number: int) -> list[Line]:
        """The lines of a page, numbered from 1, in the order of the file; those in a table in the order of its cells."""
        page = self._pdf[number - 1]
        try:
            self._number, self._page_height = number, page.get_height()
            text_page = page.get_textpage()
            try:
                count = min(text_page.count_chars(), _SIGNS_PER_PAGE)
                self._text = text_page.get_text_range(0, count) if count > 0 else ""
                self._exact = len(self._text) == count
                self._handle = text_page.raw
                lines = _reunited(list(self._lines()))
                return self._tables(page, lines) if self._exact and 0 < len(lines) <= _LINES_PER_PAGE else lines
            finally:
                text_page.close()
        finally:
            page.close()

    def _lines(self) -> Iterator[Line]:
        for found in _LINE.finditer(self._text):
            written = found[1]
            stripped = written.rstrip()
            last = found.start() + len(stripped) - 1
            stripped = stripped.lstrip()
            if not stripped:
                continue
            first = last - len(stripped) + 1
            if not self._exact:
                first, last = (self._index(at) for at in (first, last))
            line = self._line(stripped, first, last)
            if found[2] == _BROKEN:
                line.text += "-"
            line.soft = " " in written[len(written.rstrip()) :]
            yield line

    def _tables(self, page: Any, lines: list[Line]) -> list[Line]:
        """The lines of a page with those of its tables in cells."""
        from kbv_rules.documents.pdf_tables import beside, with_tables

        full = [(line.right - line.left) / len(line.text) / line.size for line in lines if len(line.text) > 40 and line.size]
        loose = median(full) * _LOOSE if len(full) >= _FEW_LINES else 0.0

        def gaps(line: Line) -> list[int]:
            wide = line.right - line.left
            if line.start < 0:
                return []
            if len(line.text) >= _FEW_SIGNS and wide < loose * len(line.text) * line.size:
                return []
            return self._gaps(self._text[line.start : line.end + 1], line.start, line.size)

        # The rest of a table may have one cell only.
        may = self._in_table or any(beside(before, line) for before, line in itertools.pairwise(lines))
        self._in_table = False
        if not may and not any(gaps(line) for line in lines):
            return lines
        from kbv_rules.documents.pdf_rules import grids

        lines = with_tables(lines, grids(self._raw, page.raw), self._cut, self._words, gaps)
        self._in_table = any(line.table is not None for line in lines)
        return lines

    def _cut(self, line: Line, places: Sequence[int]) -> list[Line]:
        """A line in pieces, each but the first from one of these places in its text on."""
        pieces: list[Line] = []
        if line.start < 0:
            return [line]
        for start, end in itertools.pairwise((0, *places, line.end + 1 - line.start)):
            text = self._text[line.start + start : line.start + end].rstrip()
            stripped = text.lstrip()
            if stripped:
                first = line.start + start + len(text) - len(stripped)
                pieces.append(self._line(stripped, first, first + len(stripped) - 1))
        if pieces and line.text.endswith("-") and not pieces[-1].text.endswith("-"):
            pieces[-1].text += "-"
        for piece in pieces:
            piece.whole = line.whole or line
        return pieces or [line]

    def _words(self, line: Line) -> list[Word]:
        """The words of a line with their places."""
        if line.start < 0:
            return [Word(0, line.left, line.right, apart=False)]
        found = []
        for word in _WORD.finditer(self._text[line.start : line.end + 1]):
            self._box_of(self._handle, line.start + word.start(), self._box)
            left = self._box.left
            self._box_of(self._handle, line.start + word.end() - 1, self._box)
            apart = word.start() > 0 and self._raw.FPDFText_IsGenerated(self._handle, line.start + word.start() - 1) == 1
            found.append(Word(word.start(), left, self._box.right, apart))
        return found

    def _index(self, at: int) -> int:
        return max(0, int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._handle, at)))

    def _line(self, text: str, first: int, last: int) -> Line:
        """The line of print from one sign of the page to another."""
        handle, box, exact = self._handle, self._box, self._exact
        self._box_of(handle, last, box)
        right = box.right
        self._box_of(handle, first, box)
        middle = (first + last) // 2
        if exact and text[middle - first] == " ":  # a space may be PDFium's own, without a type
            middle -= 1
        left, top, bottom = box.left, box.top, box.bottom
        size = self._size(handle, middle, top - bottom)
        bold = self._is_bold(handle, first) and self._is_bold(handle, last) and self._is_bold(handle, middle)
        cells = bold and exact and bool(self._gaps(text, first, size))
        notes: tuple[str, ...] = ()
        if exact and _DIGIT.search(text, 1):
            text, notes = self._without_references(handle, text, first, top - bottom)
        return Line(
            text, self._number, self._page_height, left, right, top, bottom, size, bold, cells, notes, start=first, end=last
        )

    def _size(self, handle: Any, at: int, height: float) -> float:
        """The type size of a sign; its matrix tells the rest where the size in the file is not what the box on paper says."""
        size = self._raw.FPDFText_GetFontSize(handle, at)
        if not 0.7 * size < height < 2 * size and self._raw.FPDFText_GetMatrix(handle, at, self._matrix):
            size *= hypot(self._matrix.c, self._matrix.d) or 1.0
        return round(float(size) * 2) / 2

    def _gaps(self, text: str, first: int, size: float) -> list[int]:
        """The places in a text before which stands more room than between words."""
        places = []
        for at in range(1, len(text) - 1):
            if text[at] == " ":
                self._box_of(self._handle, first + at - 1, self._digit)
                right = self._digit.right
                self._box_of(self._handle, first + at + 1, self._digit)
                if self._digit.left - right > size * _GAP:
                    places.append(at + 1)
        return places

    def _is_bold(self, handle: Any, at: int) -> bool:
        if self._raw.FPDFText_GetFontInfo(handle, at, self._name, _NAME_LENGTH, self._flags) == 0:
            return False
        name = self._name.value
        bold = self._bold.get(name)
        if bold is None:
            forced = bool(self._flags.value > 0 and self._flags.value & _FORCE_BOLD)
            bold = self._bold[name] = forced or _BOLD_NAME.search(name.decode("utf-8", "replace")) is not None
        return bold

    def _without_references(self, handle: Any, text: str, first: int, height: float) -> tuple[str, tuple[str, ...]]:
        """The line without numbers of footnotes: digits against a word that are smaller than the rest."""
        found = []
        for match in _REFERENCE.finditer(text):
            at = match.start()
            against_word = at > 0 and (text[at - 1].isalpha() or text[at - 1] in _BEFORE_REFERENCE)
            if against_word and self._height(handle, first + at) <= height * _REFERENCE_SIZE:
                found.append(match)
        for match in reversed(found):
            text = text[: match.start()] + text[match.end() :]
        return text, tuple(match[0] for match in found)

    def _height(self, handle: Any, at: int) -> float:
        box = self._digit
        return float(box.top - box.bottom) if self._raw.FPDFText_GetLooseCharBox(handle, at, box) else float("inf")


def _reunited(lines: list[Line]) -> list[Line]:
    """The lines with those as one that PDFium ends at a raised number: after a reference, and before the text of a footnote."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is None or not min(before.top, line.top) - max(before.bottom, line.bottom) > 0.5 * (before.top - before.bottom):
            result.append(line)
            continue
        room = line.left - before.right
        if before.text.isdecimal() and len(before.text) < 3 and before.size < 0.8 * line.size and 0 <= room < line.size:
            line.text, line.left, line.start = f"{before.text} {line.text}", before.left, -1
            result[-1] = line
        elif before.notes and before.size == line.size and abs(room) < 0.3 * line.size:
            line.text = f"{before.text}{'' if room < 0.12 * line.size else ' '}{line.text}"
            line.left, line.start, line.notes = before.left, -1, before.notes + line.notes
            line.bold = line.bold and before.bold
            result[-1] = line
        else:
            result.append(line)
    return result
