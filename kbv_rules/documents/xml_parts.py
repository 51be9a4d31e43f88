"""XML from a stranger: no document type, so no entities; nothing is fetched; not deeper than lxml allows (256)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.documents.archive import damaged
from kbv_rules.errors import InputError, input_error

if TYPE_CHECKING:
    from lxml.etree import _Element


def tree(data: bytes, path: Path) -> _Element:
    """A part as a tree.

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
        "Open het in het programma waarmee het is gemaakt, sla het opnieuw op en probeer het nog eens.",
        "Daarmee kan een bestand andere bestanden ophalen of onmetelijk groeien; het is niet gelezen.",
    )
