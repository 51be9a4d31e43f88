"""One pass over the XML of a workbook: refuses what is unsafe, and sees what openpyxl does not tell in its lean mode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from kbv_rules.documents.archive import Archive
from kbv_rules.documents.xml_parts import with_document_type
from kbv_rules.errors import input_error

MAX_XML = 60_000_000
MAX_CELLS = 150_000
MAX_ROWS = 5_000
MAX_COLUMNS = 120

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships}"
_CHUNK = 2**16

Starts = dict[str, Callable[[dict[str, str]], None]]
Ends = dict[str, Callable[[], None]]


class SheetScan:
    """Of one sheet: its merged cells, the formulas of which no outcome was saved, and the first value beyond the limits."""

    def __init__(self) -> None:
        self.merged: list[str] = []
        self.pending: set[str] = set()
        self.far = ""
        self.cells = 0
        self._cell = ""
        self._is_text = self._in_value = False

    def starts(self) -> Starts:
        return {
            f"{_MAIN}mergeCell": lambda at: self.merged.append(at.get("ref", "")),
            f"{_MAIN}c": self._begin,
            f"{_MAIN}f": lambda _: self.pending.add(self._cell),
            f"{_MAIN}v": self._value,
            f"{_MAIN}is": self._value,
        }

    def ends(self) -> Ends:
        return {f"{_MAIN}v": self._end, f"{_MAIN}is": self._end}

    def text(self, _characters: str) -> None:
        if self._in_value:
            self.pending.discard(self._cell)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._cell = attributes.get("r", "")
        self._is_text = attributes.get("t") == "str"

    def _value(self, _attributes: dict[str, str]) -> None:
        self._in_value = True
        self.cells += 1
        letters = self._cell.rstrip("0123456789")
        row = self._cell[len(letters) :]
        if not self.far and (len(row) > 3 or len(letters) > 1):  # the others are near
            column = column_index_from_string(letters) if 0 < len(letters) <= 2 else 0
            if int(row or 0) > MAX_ROWS or len(letters) > 2 or column > MAX_COLUMNS:
                self.far = self._cell
        if self._is_text:  # an outcome too: no text
            self.pending.discard(self._cell)

    def _end(self) -> None:
        self._in_value = False


def scan(path: Path, archive: Archive) -> dict[str, SheetScan]:
    """What was seen per sheet, by its name.

    Raises:
        InputError: XML that is damaged or has a document type, or more of it than a form can have.
    """
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}
    found: dict[str, SheetScan] = {}

    def sheet(attributes: dict[str, str]) -> None:
        ids[attributes.get("name", "")] = attributes.get(f"{_LINKS}id", "")

    def link(attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    left = MAX_XML
    for name in archive.names():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        found[name] = seen = SheetScan()
        starts = seen.starts()
        if name == "xl/workbook.xml":
            starts = {f"{_MAIN}sheet": sheet}
        elif name == "xl/_rels/workbook.xml.rels":
            starts = {f"{_PACKAGE}Relationship": link}
        with archive.stream(name) as stream:
            left -= _feed(cast("IO[bytes]", stream), path, starts, seen)
        if left < 0 or sum(one.cells for one in found.values()) > MAX_CELLS:
            raise input_error(
                path,
                f"de werkmap pakt uit tot meer dan {MAX_XML // 10**6} MB of {MAX_CELLS} ingevulde cellen.",
                "Haal bladen en rijen weg die er niet in horen; het formulier zelf heeft er een tiende van.",
                "Zij is daarom niet verder gelezen.",
            )
    return {name: found[targets[id_]] for name, id_ in ids.items() if targets.get(id_) in found}


def _feed(stream: IO[bytes], path: Path, starts: Starts, seen: SheetScan) -> int:
    """Read one part and call what is there for its elements, whatever prefixes it uses; how many bytes it had."""
    parser = expat.ParserCreate(namespace_separator="}")
    ends = seen.ends()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in starts:
            starts[name](attributes)

    def end(name: str) -> None:
        if name in ends:
            ends[name]()

    def doctype(*_: Any) -> None:
        raise with_document_type(path)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = seen.text
    parser.StartDoctypeDeclHandler = doctype
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            parser.Parse(chunk, False)  # noqa: FBT003 - the signature of expat
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError) as error:
        raise input_error(
            path, "de werkmap is beschadigd of niet volledig.", "Open haar in Excel of LibreOffice en sla haar opnieuw op."
        ) from error
    return size
