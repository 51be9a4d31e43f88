"""Finds the place of paragraphs in the XML of a Word document, and puts the marks of comments there.

The XML is not written anew: marks go in between the bytes that are there, so that all else stays as it was, byte for byte.
Source: ECMA-376 part 1, 17.13.4 (comments); [MS-OI29500] 2.1.315: Word ignores a comment in a text box.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from kbv_rules.documents.archive import damaged
from kbv_rules.documents.xml_parts import with_document_type

_MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BINDING_2012 = "http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"
_TAG = re.compile(rb"<(?P<name>[^\s/>]+)(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(?P<slash>/?)>")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")


class Spot(NamedTuple):
    """A paragraph in the XML: bytes where a range may start and where it must end. Both are those of its tag when it is empty."""

    start: int
    end: int
    tag: bytes
    namespace: str
    empty: bool


class Places(NamedTuple):
    """Per anchor that was asked for its spot, in the same order; and the highest id of a comment that is marked already."""

    spots: tuple[Spot, ...]
    highest: int


class Mark(NamedTuple):
    """A comment by its id, and where it goes."""

    id: int
    spot: Spot


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read; `takes` are the anchors (by place in the list) that are marked on it."""

    start: int
    depth: int
    namespace: str
    fit: bool
    takes: list[int] = field(default_factory=list)
    properties: tuple[int, int] | None = None


def as_bytes_of_ascii(data: bytes) -> bytes:
    """The same XML in an encoding whose marks are those of ASCII: all but UTF-16, which no word processor writes."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    text = data.decode("utf-16", "surrogatepass")
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text).encode("utf-8", "replace")


def places(data: bytes, path: Path, anchors: Sequence[int | None]) -> Places | None:
    """Where each of `anchors` (an index among all paragraphs, or None for the document as a whole) can be marked.

    A paragraph in a text box is marked on the one that holds the box, one in a control that is filled from elsewhere on the
    next paragraph outside it: Word would drop the comment. The document as a whole is its first paragraph. None when no
    paragraph can be marked.

    Raises:
        InputError: no well-formed XML, or one with a document type.
    """
    finder = _Finder(data, path, anchors)
    return finder.find()


def marked(data: bytes, marks: Sequence[Mark], style: str | None) -> bytes:
    """The XML with the marks of comments put in; `style` is the id of the character style of their references."""
    grouped: dict[Spot, list[int]] = {}
    for mark in marks:
        grouped.setdefault(mark.spot, []).append(mark.id)
    edits: list[tuple[int, int, bytes]] = []
    for spot, ids in grouped.items():
        starts = b"".join(_element(spot, "commentRangeStart", {"id": id_}) for id_ in ids)
        ends = b"".join(_element(spot, "commentRangeEnd", {"id": id_}) + _reference(spot, id_, style) for id_ in ids)
        if spot.empty:
            edits.append((spot.start, spot.end, b">" + starts + ends + b"</" + spot.tag + b">"))
        else:
            edits += [(spot.start, spot.start, starts), (spot.end, spot.end, ends)]
    pieces, done = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[done:start], text]
        done = end
    return b"".join([*pieces, data[done:]])


def appended(data: bytes, added: str, path: Path) -> bytes:
    """The XML with elements added at the end of its root. They are written in ASCII, as its encoding may be any.

    Raises:
        InputError: no well-formed XML, or one with a document type.
    """
    root = _Root(data, path)
    body = added.encode("ascii", "xmlcharrefreplace")
    tag = _tag_at(data, root.start, path)
    if not tag["slash"]:
        return data[: root.end] + body + data[root.end :]
    return data[: tag.start("slash")] + b">" + body + b"</" + tag["name"] + b">" + data[tag.end() :]


class _Root:
    """Where the root of XML starts, and where its end tag does."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.start = self.end = -1
        depth = 0
        parser = expat.ParserCreate()

        def start(*_: object) -> None:
            nonlocal depth
            if not depth:
                self.start = parser.CurrentByteIndex
            depth += 1

        def end(*_: object) -> None:
            nonlocal depth
            depth -= 1
            if not depth:
                self.end = parser.CurrentByteIndex

        parser.StartElementHandler, parser.EndElementHandler = start, end
        _parse(parser, data, path)


def _parse(parser: expat.XMLParserType, data: bytes, path: Path) -> None:
    """Run a parser over XML without a document type."""

    def doctype(*_: object) -> None:
        raise with_document_type(path)

    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the signature of expat
    except expat.ExpatError as error:
        raise damaged(path) from error


def _tag_at(data: bytes, at: int, path: Path) -> re.Match[bytes]:
    """The start tag that begins at a byte; its group `slash` is there when the element is empty."""
    match = _TAG.match(data, at)
    if match is None:
        raise damaged(path)
    return match


def _reference(spot: Spot, id_: int, style: str | None) -> bytes:
    properties = _element(spot, "rPr", {}, _element(spot, "rStyle", {"val": style})) if style else b""
    return _element(spot, "r", {}, properties + _element(spot, "commentReference", {"id": id_}))


def _element(spot: Spot, name: str, attributes: Mapping[str, object], content: bytes = b"") -> bytes:
    """An element with the prefix the document itself uses; an attribute needs one even where elements have none."""
    from xml.sax.saxutils import quoteattr

    prefix, colon, _ = spot.tag.decode("utf-8").rpartition(":")
    declared = "" if colon or not attributes else f' xmlns:w="{spot.namespace}"'
    told = "".join(f" {prefix or 'w'}:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    begin = f"<{prefix}{colon}{name}{declared}{told}".encode("ascii", "xmlcharrefreplace")
    return begin + (b">" + content + f"</{prefix}{colon}{name}>".encode() if content else b"/>")


class _Finder:
    """One pass over the XML that keeps only what was asked for."""

    def __init__(self, data: bytes, path: Path, anchors: Sequence[int | None]) -> None:
        self._data = data
        self._path = path
        self._spots: list[Spot | None] = [None] * len(anchors)
        self._wanted: dict[int, list[int]] = {}
        for place, anchor in enumerate(anchors):
            if anchor is not None:
                self._wanted.setdefault(anchor, []).append(place)
        # What is still to be marked on the next paragraph that can be: at first, what is about the document as a whole.
        self._waiting = [place for place, anchor in enumerate(anchors) if anchor is None]
        self._main: str | None = None
        self._index = -1
        self._depth = 0
        self._unfit = 0
        self._open: list[_Open] = []
        self._controls: list[int] = []
        self._last: Spot | None = None
        self._highest = -1
        self._parser = expat.ParserCreate(namespace_separator="}")

    def find(self) -> Places | None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        _parse(self._parser, self._data, self._path)
        if self._last is None:
            return None
        return Places(tuple(spot or self._last for spot in self._spots), self._highest)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        namespace, _, local = name.rpartition("}")
        if self._main is None and namespace in _MAIN:
            self._main = namespace
        if name in (_FALLBACK, _BINDING_2012):
            self._enter_unfit(local)
        elif namespace == self._main:
            if local == "p":
                self._paragraph(namespace)
            elif local == "pPr":
                if self._open and self._depth == self._open[-1].depth + 1:
                    self._open[-1].properties = (self._parser.CurrentByteIndex, -1)
            elif local in ("txbxContent", "dataBinding", "sdt"):
                self._enter_unfit(local)
            elif local in ("commentReference", "commentRangeStart"):
                id_ = attributes.get(f"{namespace}}}id", "")
                if id_.isdecimal() and len(id_) < 10:
                    self._highest = max(self._highest, int(id_))

    def _enter_unfit(self, local: str) -> None:
        if local == "sdt":
            self._controls.append(0)
        elif local == "dataBinding":
            if self._controls:
                self._controls[-1] += 1
                self._unfit += 1
        else:
            self._unfit += 1

    def _end(self, name: str) -> None:
        namespace, _, local = name.rpartition("}")
        if name == _FALLBACK:
            self._unfit -= 1
        elif namespace == self._main:
            if local == "p":
                self._paragraph_end()
            elif local == "pPr":
                self._properties_end()
            elif local == "txbxContent":
                self._unfit -= 1
            elif local == "sdt":
                self._unfit -= self._controls.pop()
        self._depth -= 1

    def _paragraph(self, namespace: str) -> None:
        self._index += 1
        paragraph = _Open(self._parser.CurrentByteIndex, self._depth, namespace, self._unfit == 0)
        wanted = self._wanted.pop(self._index, [])
        if paragraph.fit:
            paragraph.takes = [*self._waiting, *wanted]
            self._waiting = []
        else:
            host = next((one for one in reversed(self._open) if one.fit), None)
            (self._waiting if host is None else host.takes).extend(wanted)
        self._open.append(paragraph)

    def _properties_end(self) -> None:
        if self._open and self._depth == self._open[-1].depth + 1:
            begin = self._open[-1].properties
            if begin is not None:
                self._open[-1].properties = (begin[0], self._parser.CurrentByteIndex)

    def _paragraph_end(self) -> None:
        paragraph = self._open.pop()
        if paragraph.fit:
            if paragraph.takes or not self._open:
                self._last = self._spot(paragraph)
            for place in paragraph.takes:
                self._spots[place] = self._last

    def _spot(self, paragraph: _Open) -> Spot:
        tag = _tag_at(self._data, paragraph.start, self._path)
        name = tag["name"]
        if tag["slash"]:
            return Spot(tag.start("slash"), tag.end(), name, paragraph.namespace, empty=True)
        start = tag.end()
        if paragraph.properties is not None:
            begin, end = paragraph.properties
            properties = _tag_at(self._data, begin, self._path)
            start = properties.end() if properties["slash"] else self._data.index(b">", end) + 1
        return Spot(start, self._parser.CurrentByteIndex, name, paragraph.namespace, empty=False)
