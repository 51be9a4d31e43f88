"""Reads a Word document (docx): finds its parts, and has its stories read.

Source: ECMA-376 part 2 (packages) and part 1 (WordprocessingML).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kbv_rules.documents.archive import Archive, damaged
from kbv_rules.documents.blocks import Block
from kbv_rules.documents.docx_numbering import Numbering
from kbv_rules.documents.docx_story import Story
from kbv_rules.documents.docx_styles import Styles
from kbv_rules.documents.xml_parts import tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = ("styles", "numbering", "footnotes", "endnotes")


def read_docx(archive: Archive) -> tuple[list[Block], list[str]]:
    """The text of a Word document in reading order, and warnings for its author.

    Raises:
        InputError: damaged, encrypted, too large, or with a document type in its XML.
    """
    parts = _parts(archive)
    trees = {kind: tree(archive.read(name), archive.path) for kind, name in parts.items()}
    styles = Styles(trees.get("styles"))
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        if f"{kind}s" in trees:
            story = Story(archive.path, styles, Numbering(None), {})
            notes.update({f"{kind} {id_}": text for id_, text in story.notes(trees[f"{kind}s"]).items()})
    story = _story(archive, trees, styles, notes)
    return story.blocks, story.warnings


def _story(archive: Archive, trees: dict[str, _Element], styles: Styles, notes: dict[str, str]) -> Story:
    """The main story; again with tables of contents as text when one turns out to have no end."""
    for contents_are_text in (False, True):
        numbering = Numbering(trees.get("numbering"))
        story = Story(archive.path, styles, numbering, notes, contents_are_text=contents_are_text)
        story.body(trees["main"])
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
    """The names of the parts that matter, by kind; `main` is always there."""
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
            if kind in _PARTS and at in archive:
                parts[kind] = at
    return parts
