"""Walks over one part of a Word document: what a reader sees as text, and nothing that was deleted.

Text: tracked insertions, moved text at its new place, content controls, text boxes, nested tables, footnotes and endnotes. No
text: deletions, moved text at its old place, tables of contents, headers, footers, comments, hidden text, prompts of controls
that were not filled in. Source: ECMA-376 part 1 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.documents.blocks import Block, check_number
from kbv_rules.documents.docx_fields import Fields, is_contents
from kbv_rules.documents.docx_numbering import Numbering
from kbv_rules.documents.docx_styles import Style, Styles, switched_on
from kbv_rules.model.document import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What counts of the properties of a run: bold, underlined, hidden, size in half points, style, raised.
_SET = ("b", "u", "vanish", "sz", "rStyle", "vertAlign")
# A raised digit is a mark, not a digit of the number it stands behind.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EMBEDDED = "Het document bevat een ingevoegd bestand; de tekst daarvan is niet gelezen."


class _Format(NamedTuple):
    """How a run is set: whether it stands out, its type size, whether it is hidden or raised."""

    bold: bool
    size: float | None
    hidden: bool
    raised: bool


class _Place(NamedTuple):
    """Where a paragraph stands."""

    kind: Kind = "paragraph"
    cell: tuple[int, int, int] | None = None


class _Open:
    """A paragraph that is being read. Most paragraphs leave most at what stands here, which costs nothing."""

    style: str | None = None
    outline: int | None = None
    list_: str | None = None
    depth: int | None = None
    signs = 0
    bold = 0
    merged = False
    notes: tuple[str, ...] = ()
    after: list[Block] | None = None

    def __init__(self, index: int) -> None:
        self.index = index
        self.pieces: list[str] = []
        self.sizes: dict[float | None, int] = {}

    def take_over(self, before: _Open) -> None:
        """Begin with the text of a paragraph that runs on into this one."""
        self.pieces, self.sizes, self.signs, self.bold = before.pieces, before.sizes, before.signs, before.bold
        self.notes, self.after = before.notes, before.after


class Story:
    """One part of a Word document. `blocks` are its text so far; `notes` are the footnotes it may refer to, by kind and id."""

    def __init__(
        self, path: Path, styles: Styles, numbering: Numbering, notes: dict[str, str], *, contents_are_text: bool = False
    ) -> None:
        self.blocks: list[Block] = []
        self.warnings: list[str] = []
        self._path = path
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._fields = Fields(contents_are_text=contents_are_text)
        self._sink = self.blocks
        self._index = -1
        self._tables = 0
        self._carried: _Open | None = None
        self._plain: dict[str | None, _Format] = {}
        self._formats: dict[tuple[str | tuple[str, str] | None, ...], _Format] = {}

    @property
    def unfinished(self) -> bool:
        """Whether a table of contents swallowed the rest, because the field it is has no end."""
        return self._fields.unfinished

    def body(self, root: _Element) -> None:
        """Read the main part.

        Raises:
            InputError: more paragraphs than a document can have.
        """
        self._name(root)
        body = root.find(self._w + "body")
        if body is not None:
            self._flow(body, _Place())

    def notes(self, root: _Element) -> dict[str, str]:
        """The footnotes or endnotes of a part, by id."""
        self._name(root)
        found: dict[str, str] = {}
        for note in root:
            if note.get(self._w + "type", "normal") == "normal":
                self._sink = []
                self._flow(note, _Place("footnote"))
                found[note.get(self._w + "id", "")] = " ".join(block.text for block in self._sink)
        return found

    def _name(self, root: _Element) -> None:
        """The names of elements, in the namespace that this part uses (the standard has a strict one and a common one)."""
        w = self._w = root.tag.partition("}")[0] + "}"
        self._val = w + "val"
        self._p, self._r, self._t, self._p_pr, self._r_pr = w + "p", w + "r", w + "t", w + "pPr", w + "rPr"
        self._tbl, self._sdt, self._txbx = w + "tbl", w + "sdt", w + "txbxContent"
        self._tc_pr, self._grid_span = w + "tcPr", w + "gridSpan"
        self._gone = frozenset((w + "del", w + "moveFrom", _FALLBACK))
        self._signs = {w + name: sign for name, sign in _SIGNS.items()}

    # Paragraphs, tables and controls below each other

    def _flow(self, parent: _Element, place: _Place) -> None:
        for element in parent:
            tag = element.tag
            if tag == self._p:
                self._paragraph(element, place)
            elif tag == self._tbl:
                self._table(element)
            elif tag.endswith("Pr"):  # properties of what stands round it
                continue
            elif tag in self._gone or (tag == self._sdt and self._is_prompt(element)):
                self._skip(element)
            elif tag == self._w + "altChunk":
                self.warnings = [_EMBEDDED]
            elif len(element):
                self._flow(element, place)
        self._flush(place)

    def _skip(self, element: _Element) -> None:
        """What is no text still counts for the places of paragraphs."""
        self._index += sum(1 for _ in element.iter(self._p))

    def _is_prompt(self, control: _Element) -> bool:
        """Whether a content control is a table of contents, or was not filled in."""
        w = self._w
        properties = control.find(w + "sdtPr")
        if properties is None:
            return False
        prompt = properties.find(w + "showingPlcHdr")
        if prompt is not None and switched_on(prompt.get(self._val)):
            return True
        galleries = properties.iter(w + "docPartGallery")
        return any(gallery.get(self._val, "").lower().startswith("table of") for gallery in galleries)

    def _table(self, table: _Element) -> None:
        self._flush(_Place())
        self._tables += 1
        number = self._tables
        w = self._w
        for row_number, row in enumerate(self._within(table, w + "tr"), start=1):
            column = 1
            for cell in self._within(row, w + "tc"):
                self._flow(cell, _Place("table_cell", (number, row_number, column)))
                column += self._span(cell)

    def _span(self, cell: _Element) -> int:
        """The number of columns a cell is wide."""
        properties = cell[0] if len(cell) else cell
        if properties.tag == self._tc_pr:
            for child in properties:
                if child.tag == self._grid_span:
                    return _small(child.get(self._val), 3) or 1
        return 1

    def _within(self, parent: _Element, tag: str) -> Iterator[_Element]:
        """The rows of a table or the cells of a row, also those in a content control."""
        for element in parent:
            if element.tag == tag:
                yield element
            elif element.tag.endswith(("Pr", "Grid")):
                continue
            elif element.tag in self._gone or (element.tag == self._sdt and self._is_prompt(element)):
                self._skip(element)
            elif len(element):
                yield from self._within(element, tag)

    # One paragraph

    def _paragraph(self, element: _Element, place: _Place) -> None:
        self._index += 1
        if not self._index % 1_000:
            check_number(self._path, self._index)
        paragraph = _Open(self._index)
        if self._carried is not None:
            paragraph.take_over(self._carried)
            self._carried = None
        for child in element:
            tag = child.tag
            if tag == self._r:
                self._run(child, paragraph)
            elif tag == self._p_pr:
                self._properties(child, paragraph)
            elif len(child):
                self._inline(child, paragraph)
        if not paragraph.merged:
            self._add(paragraph, place)
        elif paragraph.pieces or paragraph.after or paragraph.notes:
            self._carried = paragraph

    def _flush(self, place: _Place) -> None:
        """Where nothing follows to run on into, a paragraph ends after all."""
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self._add(paragraph, place)

    def _properties(self, element: _Element, paragraph: _Open) -> None:
        w, val = self._w, self._val
        for child in element:
            tag = child.tag
            if tag == w + "pStyle":
                paragraph.style = child.get(val)
            elif tag == w + "numPr":
                for part in child:
                    if part.tag == w + "numId":
                        paragraph.list_ = part.get(val)
                    elif part.tag == w + "ilvl":
                        paragraph.depth = _small(part.get(val))
            elif tag == w + "outlineLvl":
                paragraph.outline = _small(child.get(val))
            elif tag == self._r_pr:
                # The mark at the end of the paragraph is gone: it runs on into the next.
                paragraph.merged = any(part.tag in self._gone for part in child)

    def _inline(self, element: _Element, paragraph: _Open) -> None:
        """What stands in a paragraph beside its runs: insertions, links, controls, fields, formulas."""
        tag = element.tag
        if tag in self._gone or (tag == self._sdt and self._is_prompt(element)):
            self._skip(element)
            return
        if tag == self._w + "fldSimple" and is_contents(element.get(self._w + "instr", "")):
            self._skip(element)
            return
        for child in element:
            if child.tag == self._r:
                self._run(child, paragraph)
            elif len(child):
                self._inline(child, paragraph)
            elif child.text and child.tag.endswith("/math}t"):
                self._take(child.text, None, paragraph)

    def _run(self, run: _Element, paragraph: _Open) -> None:
        own: _Element | None = None
        for child in run:
            tag = child.tag
            if tag == self._t:
                if child.text and not self._fields.muted:
                    self._take(child.text, own, paragraph)
            elif tag == self._r_pr:
                own = child
            elif tag in self._signs:
                if not self._fields.muted:
                    paragraph.pieces.append(self._signs[tag])
            else:
                self._other(child, tag[len(self._w) :], paragraph)

    def _other(self, element: _Element, name: str, paragraph: _Open) -> None:
        """What may stand in a run besides text: fields, references to notes, drawings."""
        if name == "fldChar":
            self._fields.sign(element.get(self._w + "fldCharType"))
        elif name == "instrText":
            self._fields.instruct(element.text or "")
        elif name in ("footnoteReference", "endnoteReference"):
            if not self._fields.muted:
                paragraph.notes = (*paragraph.notes, f"{name.removesuffix('Reference')} {element.get(self._w + 'id')}")
        elif len(element):
            self._drawing(element, paragraph)

    def _drawing(self, element: _Element, paragraph: _Open) -> None:
        """The text boxes in a drawing; of several renderings the first."""
        for child in element:
            if child.tag == self._txbx:
                outer, carried = self._sink, self._carried
                self._sink = paragraph.after = paragraph.after or []
                self._carried = None
                self._flow(child, _Place("text_box"))
                self._sink, self._carried = outer, carried
            elif child.tag in self._gone:
                self._skip(child)
            elif child.tag == self._r:
                self._run(child, paragraph)
            elif len(child):
                self._drawing(child, paragraph)

    def _take(self, text: str, own: _Element | None, paragraph: _Open) -> None:
        """Text of a run, set as its properties `own` and its paragraph say."""
        format_ = self._plain.get(paragraph.style) if own is None else self._format(paragraph, own)
        if format_ is None:
            format_ = self._plain[paragraph.style] = self._resolved(paragraph.style, {})
        if format_.hidden:
            return
        paragraph.pieces.append(text.translate(_RAISED) if format_.raised else text)
        signs = 0 if text.isspace() else len(text)
        paragraph.signs += signs
        if format_.bold:
            paragraph.bold += signs
        paragraph.sizes[format_.size] = paragraph.sizes.get(format_.size, 0) + signs

    def _format(self, paragraph: _Open, own: _Element) -> _Format:
        start, val = len(self._w), self._val
        given: dict[str, str] = {}
        for child in own:
            name = child.tag[start:]
            if name in _SET:
                given[name] = child.get(val, "1")
        key = (paragraph.style, *given.items())
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self._resolved(paragraph.style, given)
        return found

    def _resolved(self, style_id: str | None, given: dict[str, str]) -> _Format:
        """What a run says itself, else the style of its letters, else that of its paragraph."""
        style = self._styles.get(style_id)
        letters = self._styles.get(given["rStyle"]) if "rStyle" in given else Style()

        def on(name: str, said: Iterable[bool | None]) -> bool:
            return switched_on(given[name]) if name in given else bool(next((one for one in said if one is not None), False))

        bold = on("b", (letters.bold, style.bold)) or on("u", (letters.underlined, style.underlined))
        written = _small(given.get("sz"), 4)
        size = written / 2 if written else letters.size or style.size or self._styles.default.size
        raised = given.get("vertAlign") == "superscript"
        return _Format(bold, size, on("vanish", (letters.hidden, style.hidden)), raised)

    # From paragraph to block

    def _add(self, paragraph: _Open, place: _Place) -> None:
        style = self._styles.get(paragraph.style)
        if style.contents:
            return
        text = "".join(paragraph.pieces)
        if text and not text.isspace():
            self._sink.append(self._block(paragraph, text, style, place))
        for note in paragraph.notes:
            if note in self._notes:
                self._sink.append(Block(self._notes[note], "footnote", anchor=paragraph.index))
        if paragraph.after:
            self._sink.extend(paragraph.after)

    def _block(self, paragraph: _Open, text: str, style: Style, place: _Place) -> Block:
        level = style.level if paragraph.outline is None else paragraph.outline + 1 if paragraph.outline < 9 else None
        kind = place.kind
        label = None
        list_ = paragraph.list_ or (style.number[0] if style.number else None)
        if list_ is not None and list_ != "0":
            depth = paragraph.depth
            if depth is None and style.number:
                depth = style.number[1]
            depth = self._numbering.level_of_style(list_, paragraph.style) if depth is None else depth
            label = self._numbering.next(list_, depth)
            if kind == "paragraph" and level is None:
                kind = "list_item"
        sizes = paragraph.sizes
        size = max(sizes, key=sizes.__getitem__) if len(sizes) > 1 else next(iter(sizes), None)
        bold = 0 < paragraph.signs <= paragraph.bold
        return Block(text, kind, level, label, bold, size, None, place.cell, paragraph.index)


def _small(text: str | None, digits: int = 2) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= digits else None
