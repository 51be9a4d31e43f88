"""Reads a web page: headings, paragraphs, lists, tables and notes; no scripts, navigation or hidden parts. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.documents.archive import damaged
from kbv_rules.documents.blocks import TITLE, Block, check_number
from kbv_rules.documents.plain_text import plain
from kbv_rules.model.document import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = frozenset(
    [
        "head",
        "script",
        "style",
        "nav",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "button",
        "select",
        "input",
        "textarea",
        "audio",
        "video",
        "canvas",
        "map",
        "del",
        "s",
        "strike",
        "footer",
        "dialog",
    ]
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|ins|kbd|label|mark"
    "|q|rp|rt|ruby|samp|small|span|strong|sub|sup|time|tt|u|var|wbr|img|br"
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_CONTENTS = re.compile(r"(?:^|[\s_-])(?:toc|inhoudsopgave|table-of-contents|msotoc\d?|msotocheading)(?:$|[\s_-])", re.IGNORECASE)
_NOTES = re.compile(r"(?:^|\s)(?:footnotes|endnotes)(?:$|\s)")
_MOST_OF_THE_PAGE = 0.5


def read_html(text: str, path: Path) -> list[Block]:
    """The text of a page in reading order.

    Raises:
        InputError: not to be parsed at all, or more blocks than a document can have.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(path) from error
    if root is None:
        return []
    title = plain(root.findtext(".//title") or "")
    reader = _Reader(path, title, _notes(root))
    reader.element(_main(root), _Context())
    reader.flush(_Context())
    first = next(iter(reader.blocks), None)
    if first is not None and first.kind == "paragraph" and first.level is None and plain(first.text) == title:
        first.level = TITLE
    return reader.blocks


def _main(root: _Element) -> _Element:
    """The part of a page that holds its text, without what the site puts round it."""
    main = root.find(".//main")
    if main is None:
        main = root.find(".//*[@role='main']")
    if main is None:
        return root
    inside, whole = (sum(len(piece) for piece in one.itertext()) for one in (main, root))
    return main if inside > _MOST_OF_THE_PAGE * whole else root


def _notes(root: _Element) -> dict[str, _Element]:
    """Footnotes by id, where a page keeps them at its end."""
    found: dict[str, _Element] = {}
    for element in root.iter("section", "div", "ol", "aside"):
        if _NOTES.search(element.get("class", "")) or element.get("role") == "doc-endnotes":
            found.update({note.get("id", ""): note for note in element.iter("li", "p", "div") if note.get("id")})
    return found


@dataclass(frozen=True, slots=True)
class _Context:
    """Where the reader is: in which kind of text, how it is set."""

    kind: Kind = "paragraph"
    level: int | None = None
    bold: bool = False
    cell: tuple[int, int, int] | None = None


class _Reader:
    """Walks over a page and collects its text."""

    def __init__(self, path: Path, title: str, notes: dict[str, _Element]) -> None:
        self.blocks: list[Block] = []
        self._path = path
        self._title = title
        self._notes = notes
        self._note_elements = {id(element) for element in notes.values()}
        self._pieces: list[str] = []
        self._signs = self._bold = self._tables = 0
        self._label: str | None = None
        self._referred: list[str] = []

    def element(self, element: _Element, context: _Context) -> None:
        """An element with all in it, without what follows it."""
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if not tag or tag in _NO_TEXT or id(element) in self._note_elements or _is_hidden(element):
            return
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "a" and self._is_reference(element):
            self._referred.append(element.get("href", "")[1:])
        elif tag == "table":
            self._table(element, context)
        elif _INLINE.fullmatch(tag):
            bold = context.bold or tag in ("b", "strong") or _BOLD_STYLE.search(element.get("style", "")) is not None
            self._inside(element, replace(context, bold=bold))
        else:
            self.flush(context)
            inner = self._block_context(element, tag, context)
            self._inside(element, inner)
            self.flush(inner)

    def _block_context(self, element: _Element, tag: str, context: _Context) -> _Context:
        bold = context.bold or _BOLD_STYLE.search(element.get("style", "")) is not None
        if _HEADING.fullmatch(tag):
            text = plain("".join(map(str, element.itertext())))
            of_page = tag == "h1" and (text == self._title or "title" in element.get("class", "").split())
            return replace(context, level=TITLE if of_page else int(tag[1]))
        if "MsoTitle" in element.get("class", "").split():
            return replace(context, level=TITLE)
        if tag in ("li", "dd"):
            self._label = _item_label(element) if tag == "li" else None
            return replace(context, kind=context.kind if context.cell else "list_item", bold=bold)
        return replace(context, bold=bold or tag == "dt")

    def _inside(self, element: _Element, context: _Context) -> None:
        self._take(element.text, context)
        for child in element:
            self.element(child, context)
            self._take(child.tail, context)

    def _take(self, text: str | None, context: _Context) -> None:
        if text:
            self._pieces.append(text)
            signs = len(text.strip())
            self._signs += signs
            self._bold += signs if context.bold else 0

    def _is_reference(self, element: _Element) -> bool:
        href = element.get("href", "")
        return href.startswith("#") and href[1:] in self._notes

    def _table(self, table: _Element, context: _Context) -> None:
        self.flush(context)
        self._tables += 1
        number = self._tables
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        for caption in table.iterchildren("caption"):
            self.element(caption, context)
        for row_number, row in enumerate(rows, start=1):
            column = 1
            for cell in row.iterchildren("td", "th"):
                inner = _Context("table_cell", bold=cell.tag == "th", cell=(number, row_number, column))
                if not _is_hidden(cell):
                    self._inside(cell, inner)
                    self.flush(inner)
                span = cell.get("colspan", "1")
                column += int(span) if span.isdecimal() and 0 < int(span) < 100 else 1

    def flush(self, context: _Context) -> None:
        """What was collected is one piece of text."""
        text = "".join(self._pieces)
        if text and not text.isspace():
            bold = 0 < self._signs <= self._bold
            self.blocks.append(Block(text, context.kind, context.level, self._label, bold=bold, cell=context.cell))
            check_number(self._path, len(self.blocks))
            self._label = None
            for name in self._referred:
                note = "".join(piece for piece in _note_text(self._notes[name]))
                self.blocks.append(Block(note, "footnote"))
            self._referred = []
        self._pieces = []
        self._signs = self._bold = 0


def _note_text(element: _Element) -> list[str]:
    """The text of a footnote, without the link back."""
    if element.tag == "a" and (element.get("role") == "doc-backlink" or "back" in element.get("class", "")):
        return []
    pieces = [element.text or ""]
    for child in element:
        pieces += [*_note_text(child), child.tail or ""]
    return pieces


def _is_hidden(element: _Element) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") in ("navigation", "doc-toc", "banner", "contentinfo", "search")
        or _HIDDEN_STYLE.search(element.get("style", "")) is not None
        or _CONTENTS.search(names) is not None
    )


def _item_label(element: _Element) -> str | None:
    """The number a browser shows before an item of a numbered list."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return None
    start = parent.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 5 else 1
    return f"{first + sum(1 for _ in element.itersiblings('li', preceding=True))}."
