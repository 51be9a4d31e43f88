"""The lines of a pdf with their type and place: text a page at a time, type once per line, as asking per letter is slow."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|-bd|,bd", re.IGNORECASE)
# A gap between words, in type sizes, that no sentence has.
_GAP = 1.3
_FORCE_BOLD = 1 << 18
_NAME_LENGTH = 200
# PDFium puts this sign for a hyphen that ends a line, and leaves out the end of the line.
_BROKEN = "\ufffe"
_LINE = re.compile(f"([^\n{_BROKEN}]*)([\n{_BROKEN}]|$)")
# A page with more letters than this is no page of text; the rest of it is left.
_SIGNS_PER_PAGE = 200_000
# A reference to a footnote as it comes out: a small number against the end of a word.
_REFERENCE = re.compile(r"\d{1,2}(?=[\s.,;:)]|$)")
_DIGIT = re.compile(r"[0-9]")
_BEFORE_REFERENCE = ".,;:)”’\"'"
_REFERENCE_SIZE = 0.8


@dataclass(slots=True)
class Line:
    """One line of print. Places in points, `top` and `bottom` from the lower edge of the page; `page` from 1.

    `height` is that of the page. `cells` says that a bold line has wide gaps: it is the head of a table. `notes` are the
    numbers of the footnotes that it refers to; they are not in `text`.
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

    def page(self, number: int) -> Iterator[Line]:
        """The lines of a page, numbered from 1, in the order of the file."""
        page = self._pdf[number - 1]
        try:
            height = page.get_height()
            text_page = page.get_textpage()
            try:
                count = min(text_page.count_chars(), _SIGNS_PER_PAGE)
                text = text_page.get_text_range(0, count) if count > 0 else ""
                yield from self._lines(text_page, text, count, number, height)
            finally:
                text_page.close()
        finally:
            page.close()

    def _lines(self, text_page: Any, text: str, count: int, number: int, height: float) -> Iterator[Line]:
        exact = len(text) == count
        handle = text_page.raw
        for found in _LINE.finditer(text):
            written, hyphen = found[1], found[2] == _BROKEN
            stripped = written.rstrip()
            first = found.start() + len(stripped) - len(stripped.lstrip())
            last = found.start() + len(stripped) - 1
            if last < first:
                continue
            if not exact:
                first, last = (self._index(handle, at) for at in (first, last))
            line = self._line(handle, stripped.strip(), first, last, number, height, exact=exact)
            if hyphen:
                line.text += "-"
            yield line

    def _index(self, handle: Any, at: int) -> int:
        return max(0, int(self._raw.FPDFText_GetCharIndexFromTextIndex(handle, at)))

    def _line(self, handle: Any, text: str, first: int, last: int, number: int, height: float, *, exact: bool) -> Line:
        box = self._box
        self._box_of(handle, last, box)
        right = box.right
        self._box_of(handle, first, box)
        middle = (first + last) // 2
        if exact and text[middle - first] == " ":  # a space may be PDFium's own, without a type
            middle -= 1
        top, bottom = box.top, box.bottom
        size = self._size(handle, middle, top - bottom)
        bold = self._is_bold(handle, first) and self._is_bold(handle, last) and self._is_bold(handle, middle)
        cells = bold and exact and self._has_gaps(handle, text, first, size)
        notes: tuple[str, ...] = ()
        if exact and _DIGIT.search(text, 1):
            text, notes = self._without_references(handle, text, first, top - bottom)
        return Line(text, number, height, box.left, right, top, bottom, size, bold, cells, notes)

    def _size(self, handle: Any, at: int, height: float) -> float:
        """The type size of a sign; its matrix tells the rest where the size in the file is not what the box on paper says."""
        size = self._raw.FPDFText_GetFontSize(handle, at)
        if not 0.7 * size < height < 2 * size and self._raw.FPDFText_GetMatrix(handle, at, self._matrix):
            size *= hypot(self._matrix.c, self._matrix.d) or 1.0
        return round(float(size) * 2) / 2

    def _has_gaps(self, handle: Any, text: str, first: int, size: float) -> bool:
        """Whether two words stand further apart than words do."""
        for at in range(1, len(text) - 1):
            if text[at] == " ":
                self._box_of(handle, first + at - 1, self._digit)
                right = self._digit.right
                self._box_of(handle, first + at + 1, self._digit)
                if self._digit.left - right > size * _GAP:
                    return True
        return False

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
