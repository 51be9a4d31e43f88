"""XML from a stranger: no document type, so no entities; nothing is fetched; not deeper than a document is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from kbv_rules.documents.archive import damaged
from kbv_rules.errors import InputError, input_error

if TYPE_CHECKING:
    from lxml.etree import _Element

# Of elements in each other. A document has a few dozen.
_DEPTH = 10_000
_CHUNK = 2**16

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]


class Stream(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes: ...


def feed(
    stream: Stream,
    path: Path,
    starts: dict[str, Start],
    ends: dict[str, End],
    characters: Callable[[str], None],
) -> None:
    """Read a stream of XML and call what is there for each element, by its name with prefix ('w:p').

    Prefixes are taken as they are written, which saves a third of the time: the caller knows which ones the root declares.

    Raises:
        InputError: no well-formed XML, or one with a document type.
    """
    parser = expat.ParserCreate()
    start_of, end_of = starts.get, ends.get

    def start(name: str, attributes: dict[str, str]) -> None:
        handler = start_of(name)
        if handler is not None:
            handler(attributes)

    def end(name: str) -> None:
        handler = end_of(name)
        if handler is not None:
            handler()

    def doctype(*_: object) -> None:
        raise with_document_type(path)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    depth = 0
    try:
        while chunk := stream.read(_CHUNK):
            # Counted per chunk, as counting per element would cost a tenth of all time.
            closed = chunk.count(b"/>") + chunk.count(b"<?") + chunk.count(b"<!")
            depth += chunk.count(b"<") - 2 * chunk.count(b"</") - closed
            if depth > _DEPTH:
                raise damaged(path)
            parser.Parse(chunk, False)  # noqa: FBT003 - the signature of expat
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise damaged(path) from error


def tree(data: bytes, path: Path) -> _Element:
    """A small part as a tree.

    Raises:
        InputError: no well-formed XML, or one with a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(path) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise with_document_type(path)
    return root


def with_document_type(path: Path) -> InputError:
    """The error about XML that declares entities of its own."""
    return input_error(
        path,
        "het bestand bevat een XML-documenttype (DTD), en dat hoort niet in een document.",
        "Open het in uw tekstverwerker, sla het opnieuw op en probeer het nog eens.",
        "Daarmee kan een bestand andere bestanden ophalen of onmetelijk groeien; het is niet gelezen.",
    )
