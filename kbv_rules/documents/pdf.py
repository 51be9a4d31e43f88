"""Reads a pdf: text as printed, put back into paragraphs and headings, by type and by the file's own bookmarks.

pypdfium2 reads; see docs/decisions/0010-reading-documents.md for what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.documents.archive import damaged, encrypted
from kbv_rules.documents.blocks import Block, check_number
from kbv_rules.documents.pdf_lines import Line, LineReader
from kbv_rules.documents.pdf_margins import body_size, without_contents_pages, without_margins
from kbv_rules.documents.pdf_order import in_reading_order
from kbv_rules.documents.pdf_paragraphs import paragraphs
from kbv_rules.documents.pdf_table_parts import numbered
from kbv_rules.documents.plain_text import plain
from kbv_rules.errors import InputError, input_error

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# No plan is as long; a thousand pages take some seconds.
_PAGES = 1_000
# Fewer signs than this on a page is no page of text.
_FEW = 5
_BOOKMARKS = 2_000
_HALF = 0.5
_SCAN = "Lever het document aan waar de pdf van gemaakt is, of laat er tekstherkenning (OCR) op los."


def read_pdf(path: Path) -> tuple[list[Block], int, list[str]]:
    """The text of a pdf in reading order, its number of pages, and warnings for its author.

    Raises:
        InputError: locked, damaged, too long, or a scan without text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise (encrypted(path) if "assword" in str(error) else damaged(path)) from error
    try:
        pages = len(pdf)
        if not pages:
            raise damaged(path)
        if pages > _PAGES:
            raise input_error(
                path,
                f"de pdf heeft {pages} pagina's; kbv leest er hoogstens {_PAGES}.",
                "Lever alleen het veiligheidsplan aan, zonder bijlagen.",
            )
        lines, empty = _lines(pdf, path, pages)
        marks = _bookmarks(pdf)
    except pypdfium2.PdfiumError as error:
        raise damaged(path) from error
    finally:
        pdf.close()
    if not lines:
        raise _scan(path, pages)
    size = body_size(lines)
    lines = without_contents_pages(without_margins(lines, pages, size), pages)
    blocks = paragraphs(numbered(lines), size)
    _mark_bookmarked(blocks, marks)
    return blocks, pages, _warnings(empty, pages)


def _lines(pdf: PdfDocument, path: Path, pages: int) -> tuple[list[Line], list[int]]:
    """All lines, and the numbers of pages without text."""
    reader = LineReader(pdf)
    lines: list[Line] = []
    empty: list[int] = []
    for number in range(1, pages + 1):
        found = in_reading_order(reader.page(number))
        if sum(len(line.text) for line in found) < _FEW:
            empty.append(number)
        lines += found
        check_number(path, len(lines))
    return lines, empty


def _bookmarks(pdf: PdfDocument) -> list[tuple[str, int, int]]:
    """The bookmarks of the file: title, level from 1, page from 1."""
    marks: list[tuple[str, int, int]] = []
    for mark in pdf.get_toc(max_depth=9):
        destination = mark.get_dest()
        page = None if destination is None else destination.get_index()
        if page is not None:
            marks.append((_words(mark.get_title()), mark.level + 1, page + 1))
        if len(marks) > _BOOKMARKS:
            return []
    return marks


def _mark_bookmarked(blocks: Sequence[Block], marks: list[tuple[str, int, int]]) -> None:
    """Give headings the level of their bookmark, when most bookmarks are found in the text."""
    places: dict[tuple[str, int], Block] = {}
    for block in blocks:
        if block.kind == "paragraph" and block.page is not None and len(block.text) < 300:
            places.setdefault((_words(block.text), block.page), block)
    found = [(places[title, page], level) for title, level, page in marks if (title, page) in places]
    if len(found) > 2 and len(found) >= _HALF * len(marks):
        for block, level in found:
            block.level = level


def _words(text: str) -> str:
    return plain(text).casefold()


def _scan(path: Path, pages: int) -> InputError:
    return input_error(
        path,
        f"op geen van de {pages} pagina's staat tekst; dit is een scan of een afbeelding.",
        _SCAN,
    )


def _warnings(empty: list[int], pages: int) -> list[str]:
    if not empty:
        return []
    which = ", ".join(str(number) for number in empty[:10]) + (", ..." if len(empty) > 10 else "")
    what = f"Op pagina {which} staat" if len(empty) == 1 else f"Op {len(empty)} van de {pages} pagina's ({which}) staat"
    return [f"{what} geen tekst (leeg, een scan of een afbeelding); wat daar staat is niet gelezen. {_SCAN}"]
