"""Reads an OpenDocument text (odt): what a reader sees as text, without deletions, comments and tables of contents.

Source: OpenDocument 1.3 part 3 (OASIS).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.documents.archive import Archive, encrypted
from kbv_rules.documents.blocks import Block, check_number
from kbv_rules.documents.odt_styles import Lists, Style, Styles
from kbv_rules.documents.xml_parts import tree
from kbv_rules.model.document import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

_NO_TEXT = frozenset(
    [f"{_TEXT}{name}" for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "placeholder", "note-citation")]
    + [f"{_TEXT}{name}" for name in ("ruby-text", "sequence-decls", "variable-decls", "user-field-decls")]
    + [f"{_TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index")]
    + [f"{_TEXT}{name}" for name in ("alphabetical-index", "bibliography")]
    + [f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "scripts")]
)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_odt(archive: Archive) -> list[Block]:
    """The text of an OpenDocument file in reading order.

    Raises:
        InputError: damaged, locked, too large, or with a document type in its XML.
    """
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise encrypted(archive.path)
    content = tree(archive.read("content.xml"), archive.path)
    parts = [content]
    if "styles.xml" in archive:
        parts.append(tree(archive.read("styles.xml"), archive.path))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    reader = _Reader(archive.path, Styles(parts), Lists(parts))
    if body is not None:
        reader.flow(body, _Place())
    return reader.blocks


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands."""

    kind: Kind = "paragraph"
    cell: tuple[int, int, int] | None = None
    list_: str | None = None
    depth: int = 0


@dataclass(slots=True)
class _Line:
    """The text of a paragraph while it is gathered."""

    pieces: list[str] = field(default_factory=list)
    signs: int = 0
    bold: int = 0
    sizes: dict[float | None, int] = field(default_factory=dict)
    notes: list[_Element] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)

    def take(self, text: str | None, style: Style) -> None:
        if text and not style.hidden:
            self.pieces.append(" ".join(text.splitlines()) if "\n" in text else text)
            signs = len(text) - text.count(" ")
            self.signs += signs
            self.bold += signs if style.bold else 0
            self.sizes[style.size] = self.sizes.get(style.size, 0) + signs


class _Reader:
    """Walks over the body and collects its text."""

    def __init__(self, path: Path, styles: Styles, lists: Lists) -> None:
        self.blocks: list[Block] = []
        self._path = path
        self._styles = styles
        self._lists = lists
        self._tables = 0

    def flow(self, parent: _Element, place: _Place) -> None:
        """Paragraphs, lists, tables and sections below each other."""
        for element in parent:
            tag = element.tag
            if tag in _NO_TEXT:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(element, place)
            elif tag == f"{_TABLE}table":
                self._table(element)
            elif tag == f"{_TEXT}list":
                name = element.get(f"{_TEXT}style-name") or place.list_
                depth = place.depth + 1
                kind: Kind = "list_item" if place.kind == "paragraph" else place.kind
                self.flow(element, replace(place, kind=kind, list_=name, depth=depth))
            elif tag == f"{_DRAW}frame" or tag.startswith(_DRAW):
                self._box(element)
            else:
                self.flow(element, place)

    def _paragraph(self, element: _Element, place: _Place) -> None:
        style = self._styles.get(element.get(f"{_TEXT}style-name"))
        line = _Line()
        self._inside(element, style, line)
        text = "".join(line.pieces)
        if text.strip():
            level = style.level
            if element.tag == f"{_TEXT}h":
                written = element.get(f"{_TEXT}outline-level", "1")
                level = int(written) if written.isdecimal() and 0 < int(written) < 11 else 1
            size = max(line.sizes, key=line.sizes.__getitem__) if line.sizes else None
            kind: Kind = "paragraph" if level is not None and place.kind == "list_item" else place.kind
            self.blocks.append(
                Block(text, kind, level, self._label(element, place, level), 0 < line.signs <= line.bold, size, cell=place.cell)
            )
            check_number(self._path, len(self.blocks))
        for note in line.notes:
            inner = _Reader(self._path, self._styles, self._lists)
            inner.flow(note, _Place("footnote"))
            if inner.blocks:
                self.blocks.append(Block(" ".join(block.text for block in inner.blocks), "footnote"))
        for box in line.boxes:
            self._box(box)

    def _label(self, element: _Element, place: _Place, level: int | None) -> str | None:
        if element.get(f"{_TEXT}is-list-header") == "true":
            return None
        if place.list_ is not None:
            return self._lists.next(place.list_, place.depth)
        if element.tag == f"{_TEXT}h" and level:
            return self._lists.next(None, level)
        return None

    def _inside(self, element: _Element, style: Style, line: _Line) -> None:
        """The text in a paragraph, in reading order."""
        line.take(element.text, style)
        for child in element:
            tag = child.tag
            if tag in _SIGNS:
                line.pieces.append(_SIGNS[tag])
            elif tag == f"{_TEXT}s":
                line.pieces.append(" ")
            elif tag == f"{_TEXT}note":
                body = child.find(f"{_TEXT}note-body")
                if body is not None:
                    line.notes.append(body)
            elif tag.startswith(_DRAW) and tag != f"{_DRAW}a":
                line.boxes.append(child)
            elif tag not in _NO_TEXT:
                own = child.get(f"{_TEXT}style-name") if tag == f"{_TEXT}span" else None
                self._inside(child, style if own is None else self._styles.over(style, own), line)
            line.take(child.tail, style)

    def _box(self, frame: _Element) -> None:
        """The text in a frame, a text box or a drawing; of several renderings the first."""
        if frame.tag == f"{_DRAW}text-box":
            self.flow(frame, _Place("text_box"))
            return
        for child in frame:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(child, _Place("text_box"))
            elif child.tag == f"{_TEXT}list":
                self.flow(child, _Place("text_box", depth=1))
            elif child.tag.startswith(_DRAW):
                self._box(child)

    def _table(self, table: _Element) -> None:
        self._tables += 1
        number, row_number = self._tables, 0
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not table:
                continue
            row_number += 1
            column = 1
            for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                if cell.tag == f"{_TABLE}table-cell":
                    self.flow(cell, _Place("table_cell", (number, row_number, column)))
                repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
                column += int(repeated) if repeated.isdecimal() and len(repeated) < 5 else 1
