"""Reads a Word document (docx) as a stream of XML: what a reader sees as text, and nothing that was deleted.

Text: tracked insertions, moved text at its new place, content controls, text boxes, nested tables, footnotes and endnotes. No
text: deletions, moved text at its old place, tables of contents, headers, footers, comments, hidden text, prompts of controls
that were not filled in.
Source: ECMA-376 part 1 (WordprocessingML).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kbv_rules.documents.archive import Archive, Part, damaged
from kbv_rules.documents.blocks import Block, check_number
from kbv_rules.documents.docx_numbering import Numbering
from kbv_rules.documents.docx_styles import Style, Styles, switched_on
from kbv_rules.documents.xml_parts import End, Start, feed, tree
from kbv_rules.model.document import Kind

# The namespaces that matter, with the prefix that all writers use; another is read from the root element.
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_ROOT = re.compile(rb"<(?![?!])[^>]*>")
_DECLARED = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"']+)["']""")
_HEAD = 2**14
_CONTENTS_FIELDS = ("TOC", "INDEX", "TOA")


def read_docx(archive: Archive) -> tuple[list[Block], list[str]]:
    """The text of a Word document in reading order, and warnings for its author.

    Raises:
        InputError: damaged, encrypted, too large, or with a document type in its XML.
    """
    parts = _parts(archive)
    styles = Styles(tree(archive.read(parts["styles"]), archive.path) if "styles" in parts else None)
    numbers = archive.read(parts["numbering"]) if "numbering" in parts else None
    notes: dict[str, list[Block]] = {}
    for kind in ("footnote", "endnote"):
        if f"{kind}s" in parts:
            story = _read(archive, parts[f"{kind}s"], styles, None, {})
            notes.update({f"{kind} {id_}": blocks for id_, blocks in story.notes.items()})
    story = _read(archive, parts["main"], styles, numbers, notes)
    return story.blocks, story.warnings


def _read(archive: Archive, part: str, styles: Styles, numbers: bytes | None, notes: dict[str, list[Block]]) -> _Story:
    """One part; again with tables of contents as text when one turns out to have no end."""
    for contents_are_text in (False, True):
        numbering = Numbering(None if numbers is None else tree(numbers, archive.path))
        story = _Story(archive.path, styles, numbering, notes, contents_are_text=contents_are_text)
        with archive.stream(part) as stream:
            story.read(stream)
        if not story.unfinished:
            break
    return story


def main_part(archive: Archive) -> str | None:
    """The name of the part that holds the text of an Office document."""
    if "_rels/.rels" not in archive:
        return None
    for relation in tree(archive.read("_rels/.rels"), archive.path):
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return None


def _parts(archive: Archive) -> dict[str, str]:
    """The parts that matter, by kind: main, styles, numbering, footnotes, endnotes."""
    main = main_part(archive)
    if main is None or main not in archive:
        raise damaged(archive.path)
    parts = {"main": main}
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations in archive:
        for relation in tree(archive.read(relations), archive.path):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            at = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            if kind in ("styles", "numbering", "footnotes", "endnotes") and at in archive:
                parts[kind] = at
    return parts


class _Format(NamedTuple):
    """How a run is set: whether it stands out, its type size, whether it is hidden."""

    bold: bool
    size: float | None
    hidden: bool


class _Open:
    """A paragraph that is being read. Most paragraphs leave most at what stands here, which costs nothing."""

    style: str | None = None
    outline: int | None = None
    list_: str | None = None
    depth: int | None = None
    format: _Format | None = None
    signs = 0
    bold = 0
    merged = False
    properties = False
    notes: tuple[str, ...] = ()
    after: list[Block] | None = None

    def __init__(self, index: int, outside: tuple[bool, dict[str, Any] | None]) -> None:
        self.index = index
        self.outside = outside  # the run this paragraph stands in, when it is in a text box
        self.pieces: list[str] = []
        self.sizes: dict[float | None, int] = {}


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    span: int = 1


@dataclass(slots=True)
class _Field:
    """A field: its instruction is no text, its result is, unless it is a table of contents."""

    instruction: list[str] = field(default_factory=list)
    muted: bool = True


class _Whole:
    """A stream with what was read of it already put back in front."""

    def __init__(self, head: bytes, rest: Part) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1, /) -> bytes:
        head, self._head = self._head, b""
        return head or self._rest.read(size)


def _prefixes(head: bytes) -> dict[str, str]:
    """The prefixes that a part uses, colon included, by the usual one; 'w attributes' for attributes."""
    found = {"w": "w:", "m": "m:", "mc": "mc:", "w attributes": "w:"}
    root = _ROOT.search(head)
    for declared in _DECLARED.finditer(root[0] if root else b""):
        usual = _NAMESPACES.get(declared[2].decode("ascii", "replace"))
        prefix = (declared[1] or b"").decode("ascii", "replace")
        if usual is not None:
            found[usual] = f"{prefix}:" if prefix else ""
            if usual == "w" and prefix:
                found["w attributes"] = f"{prefix}:"
    return found


class _Story:
    """One part of a Word document while it is read: `blocks` are its text, `notes` its footnotes by id.

    `unfinished` says that a table of contents swallowed the rest, because the field it is has no end.
    """

    def __init__(
        self, path: Path, styles: Styles, numbering: Numbering, notes: dict[str, list[Block]], *, contents_are_text: bool
    ) -> None:
        self.path = path
        self.blocks: list[Block] = []
        self.notes: dict[str, list[Block]] = {}
        self.warnings: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._contents_are_text = contents_are_text
        self._mute = 0
        self._old = 0
        self._taking = self._instructing = False
        self._index = -1
        self._tables = 0
        self._in_run = False
        self._set_in_run: dict[str, Any] | None = None
        self._open: list[_Open] = []
        self._places: list[_Table | None] = []
        self._fields: list[_Field] = []
        self._controls: list[bool] = []
        self._carried: _Open | None = None

    @property
    def unfinished(self) -> bool:
        return not self._contents_are_text and any(one.muted for one in self._fields)

    def read(self, stream: Part) -> None:
        """Read the part.

        Raises:
            InputError: damaged, or too much.
        """
        head = stream.read(_HEAD)
        starts, ends = self._handlers(_prefixes(head))
        feed(_Whole(head, stream), self.path, starts, ends, self._characters)
        self._flush()

    def _handlers(self, prefixes: dict[str, str]) -> tuple[dict[str, Start], dict[str, End]]:
        """What to do for each element, by its name with the prefix this part uses; `prefixes` has those of 'w', 'm' and 'mc'."""
        m, mc = prefixes["m"], prefixes["mc"]
        starts: dict[str, Start] = {f"{mc}Fallback": self._mute_start, f"{m}t": self._text_start}
        ends: dict[str, End] = {f"{mc}Fallback": self._mute_end, f"{m}t": self._text_end}
        w = prefixes["w"]
        # Attributes of a default namespace still carry a prefix.
        a = prefixes["w attributes"]
        key = f"{a}val"
        pairs: dict[str, tuple[Start | None, End | None]] = {
            "p": (self._paragraph_start, self._paragraph_end),
            "pPr": (self._properties_start, self._properties_end),
            "r": (self._run_start, None),
            "t": (self._text_start, self._text_end),
            "del": (self._deleted_start, self._mute_end),
            "moveFrom": (self._deleted_start, self._mute_end),
            "tab": (self._sign("\t"), None),
            "ptab": (self._sign("\t"), None),
            "br": (self._sign("\n"), None),
            "cr": (self._sign("\n"), None),
            "noBreakHyphen": (self._sign("-"), None),
            "pStyle": (self._set("style", key), None),
            "numId": (self._set("list_", key), None),
            "ilvl": (self._set_number("depth", key), None),
            "outlineLvl": (self._set_number("outline", key), None),
            "b": (self._format("bold", key), None),
            "u": (self._format("underlined", key), None),
            "vanish": (self._format("hidden", key), None),
            "rStyle": (self._character_style(key), None),
            "sz": (self._size(key), None),
            "tbl": (self._table_start, self._table_end),
            "tr": (self._row_start, None),
            "tc": (self._cell_start, self._cell_end),
            "gridSpan": (self._span(key), None),
            "txbxContent": (self._box_start, self._box_end),
            "sdt": (self._control_start, self._control_end),
            "docPartGallery": (self._gallery(key), None),
            "showingPlcHdr": (self._prompt(key), None),
            "fldChar": (self._field_char(f"{a}fldCharType"), None),
            "instrText": (self._instruction_start, self._text_end),
            "delInstrText": (self._instruction_start, self._text_end),
            "fldSimple": (self._simple_field(f"{a}instr"), self._field_end),
            "footnoteReference": (self._reference("footnote", f"{a}id"), None),
            "endnoteReference": (self._reference("endnote", f"{a}id"), None),
            "footnote": (self._note_start(f"{a}id", f"{a}type"), self._note_end),
            "endnote": (self._note_start(f"{a}id", f"{a}type"), self._note_end),
            "altChunk": (self._embedded, None),
        }
        for change in ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"):
            pairs[change] = (self._old_start, self._old_end)
        starts.update({f"{w}{name}": start for name, (start, _) in pairs.items() if start is not None})
        ends.update({f"{w}{name}": end for name, (_, end) in pairs.items() if end is not None})
        return starts, ends

    def _characters(self, data: str) -> None:
        if not self._taking:
            if self._instructing and self._fields:
                self._fields[-1].instruction.append(data)
            return
        if self._mute or not self._open:
            return
        paragraph = self._open[-1]
        if self._set_in_run is None:
            format_ = paragraph.format
            if format_ is None:
                format_ = paragraph.format = self._format_of(paragraph, {})
        else:
            format_ = self._format_of(paragraph, self._set_in_run)
        if format_.hidden:
            return
        paragraph.pieces.append(data)
        signs = len(data) - data.count(" ")
        paragraph.signs += signs
        if format_.bold:
            paragraph.bold += signs
        paragraph.sizes[format_.size] = paragraph.sizes.get(format_.size, 0) + signs

    def _format_of(self, paragraph: _Open, own: dict[str, Any]) -> _Format:
        """How a run is set: by itself, else by its paragraph."""
        style = self._styles.get(paragraph.style)
        bold = own.get("bold", style.bold) or own.get("underlined", style.underlined)
        return _Format(
            bool(bold), own.get("size") or style.size or self._styles.default.size, bool(own.get("hidden", style.hidden))
        )

    def _text_start(self, _: dict[str, str]) -> None:
        self._taking = True

    def _text_end(self) -> None:
        self._taking = self._instructing = False

    def _sign(self, sign: str) -> Start:
        def start(_: dict[str, str]) -> None:
            if self._in_run and not self._mute and self._open:
                self._open[-1].pieces.append(sign)

        return start

    # What is no text

    def _mute_start(self, _: dict[str, str]) -> None:
        self._mute += 1

    def _mute_end(self) -> None:
        self._mute -= 1

    def _deleted_start(self, _: dict[str, str]) -> None:
        self._mute += 1
        if self._open and self._open[-1].properties and not self._old:
            self._open[-1].merged = True  # the mark at the end of the paragraph is gone: it runs on into the next

    def _old_start(self, _: dict[str, str]) -> None:
        self._old += 1

    def _old_end(self) -> None:
        self._old -= 1

    # Paragraphs and runs

    def _paragraph_start(self, _: dict[str, str]) -> None:
        self._index += 1
        if not self._index % 1_000:
            check_number(self.path, self._index)
        paragraph = _Open(self._index, (self._in_run, self._set_in_run))
        if self._carried is not None:
            before, self._carried = self._carried, None
            for name in ("pieces", "signs", "bold", "sizes", "notes", "after"):
                setattr(paragraph, name, getattr(before, name))
        self._in_run, self._set_in_run = False, None
        self._open.append(paragraph)

    def _paragraph_end(self) -> None:
        paragraph = self._open.pop()
        self._in_run, self._set_in_run = paragraph.outside
        if not paragraph.merged:
            self._add(paragraph)
        elif paragraph.pieces or paragraph.after or paragraph.notes:
            self._carried = paragraph

    def _flush(self) -> None:
        """Where nothing follows to run on into, the paragraph ends after all."""
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self._add(paragraph)

    def _add(self, paragraph: _Open) -> None:
        style = self._styles.get(paragraph.style)
        if style.contents:
            return
        sink = self.blocks
        if self._open:
            outer = self._open[-1]
            sink = outer.after = outer.after or []
        text = "".join(paragraph.pieces)
        if text and not text.isspace():
            sink.append(self._block(paragraph, text, style))
        for note in paragraph.notes:
            sink.extend(Block(block.text, "footnote", anchor=paragraph.index) for block in self._notes.get(note, ()))
        if paragraph.after:
            sink.extend(paragraph.after)

    def _block(self, paragraph: _Open, text: str, style: Style) -> Block:
        level = style.level if paragraph.outline is None else paragraph.outline + 1 if paragraph.outline < 9 else None
        of_style = style.number or (None, None)
        list_ = paragraph.list_ or of_style[0]
        label = None
        if list_ is not None and list_ != "0":
            depth = of_style[1] if paragraph.depth is None else paragraph.depth
            depth = self._numbering.level_of_style(list_, paragraph.style) if depth is None else depth
            label = self._numbering.next(list_, depth)
        place = self._places[-1] if self._places else None
        kind: Kind = "list_item" if list_ not in (None, "0") and level is None else "paragraph"
        if self._places:
            kind = "text_box" if place is None else "table_cell"
        return Block(
            text,
            kind,
            level,
            label,
            bold=0 < paragraph.signs <= paragraph.bold,
            size=_most(paragraph.sizes),
            cell=None if place is None else (place.number, place.row, place.column),
            anchor=paragraph.index,
        )

    def _properties_start(self, _: dict[str, str]) -> None:
        if self._open and not self._old:
            self._open[-1].properties = True

    def _properties_end(self) -> None:
        if self._open and not self._old:
            self._open[-1].properties = False

    def _set(self, name: str, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if self._open and self._open[-1].properties and not self._old:
                setattr(self._open[-1], name, attributes.get(key))

        return start

    def _set_number(self, name: str, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            value = attributes.get(key, "")
            if self._open and self._open[-1].properties and not self._old and value.isdecimal() and len(value) < 3:
                setattr(self._open[-1], name, int(value))

        return start

    def _run_start(self, _: dict[str, str]) -> None:
        self._in_run, self._set_in_run = True, None

    def _format(self, name: str, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if self._in_run and not self._old:
                self._set_in_run = {**(self._set_in_run or {}), name: switched_on(attributes.get(key))}

        return start

    def _size(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            value = attributes.get(key, "")
            if self._in_run and not self._old and value.isdecimal() and len(value) < 5:
                self._set_in_run = {**(self._set_in_run or {}), "size": int(value) / 2}

        return start

    def _character_style(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if self._in_run and not self._old and key in attributes:
                style = self._styles.get(attributes[key])
                given = {"bold": style.bold, "underlined": style.underlined, "size": style.size, "hidden": style.hidden}
                self._set_in_run = {name: value for name, value in given.items() if value is not None}

        return start

    # Tables and text boxes

    def _table_start(self, _: dict[str, str]) -> None:
        self._flush()
        if not self._mute:
            self._tables += 1
        self._places.append(_Table(self._tables))

    def _table_end(self) -> None:
        self._places.pop()

    def _row_start(self, _: dict[str, str]) -> None:
        if self._places and self._places[-1] is not None:
            table = self._places[-1]
            table.row, table.column, table.span = table.row + 1, 0, 1

    def _cell_start(self, _: dict[str, str]) -> None:
        if self._places and self._places[-1] is not None:
            table = self._places[-1]
            table.column, table.span = table.column + table.span, 1

    def _cell_end(self) -> None:
        self._flush()

    def _span(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            value = attributes.get(key, "")
            if self._places and self._places[-1] is not None and not self._old and value.isdecimal() and len(value) < 5:
                self._places[-1].span = max(1, int(value))

        return start

    def _box_start(self, _: dict[str, str]) -> None:
        self._places.append(None)

    def _box_end(self) -> None:
        self._flush()
        self._places.pop()

    # Content controls and fields

    def _control_start(self, _: dict[str, str]) -> None:
        self._controls.append(False)

    def _control_end(self) -> None:
        self._mute -= self._controls.pop()

    def _mute_control(self) -> None:
        if self._controls and not self._controls[-1]:
            self._controls[-1] = True
            self._mute += 1

    def _gallery(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if attributes.get(key, "").lower().startswith("table of"):
                self._mute_control()

        return start

    def _prompt(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if switched_on(attributes.get(key)):
                self._mute_control()

        return start

    def _field_char(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            kind = attributes.get(key)
            if kind == "begin":
                self._field_start(muted=not self._contents_are_text)
            elif kind == "separate" and self._fields:
                one = self._fields[-1]
                if one.muted and not _is_contents("".join(one.instruction)):
                    one.muted = False
                    self._mute -= 1
            elif kind == "end":
                self._field_end()

        return start

    def _simple_field(self, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            self._field_start(muted=_is_contents(attributes.get(key, "")))

        return start

    def _field_start(self, *, muted: bool) -> None:
        self._fields.append(_Field(muted=muted))
        self._mute += muted

    def _field_end(self) -> None:
        if self._fields:
            self._mute -= self._fields.pop().muted

    def _instruction_start(self, _: dict[str, str]) -> None:
        self._instructing = True

    # Notes

    def _reference(self, kind: str, key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            if self._open and not self._mute:
                paragraph = self._open[-1]
                paragraph.notes = (*paragraph.notes, f"{kind} {attributes.get(key)}")

        return start

    def _note_start(self, id_key: str, type_key: str) -> Start:
        def start(attributes: dict[str, str]) -> None:
            self.blocks = []
            if attributes.get(type_key, "normal") == "normal" and id_key in attributes:
                self.notes[attributes[id_key]] = self.blocks

        return start

    def _note_end(self) -> None:
        self._flush()

    def _embedded(self, _: dict[str, str]) -> None:
        warning = "Het document bevat een ingevoegd bestand; de tekst daarvan is niet gelezen."
        if warning not in self.warnings:
            self.warnings.append(warning)


def _most(sizes: dict[float | None, int]) -> float | None:
    if len(sizes) > 1:
        return max(sizes, key=sizes.__getitem__)
    return next(iter(sizes), None)


def _is_contents(instruction: str) -> bool:
    """Whether a field is a table of contents, of figures, of sources, or an index."""
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _CONTENTS_FIELDS
