"""From pieces of text in reading order to a document: cleaned, numbered and hung under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kbv_rules.documents.blocks import TITLE, Block
from kbv_rules.documents.contents_list import without_contents
from kbv_rules.documents.headings import mark_headings
from kbv_rules.documents.labels import split_label
from kbv_rules.documents.plain_text import plain
from kbv_rules.model.document import Document, Format, Paragraph, Section

_YEAR = re.compile(r"\b20\d\d\b")
_TYPED_NUMBER = re.compile(r"(\d{1,2}|[a-z])[.)]\s+(?=\S)")
# A single heading above everything is the title when it has this many chapters; fewer suffice when it names a year.
_CHAPTERS = 5
_CHAPTERS_WITH_YEAR = 3


def to_document(
    blocks: list[Block], name: str, format_: Format, *, pages: int | None = None, warnings: Sequence[str] = ()
) -> Document:
    """The document that these blocks are."""
    blocks = without_contents(blocks)
    for block in blocks:
        block.text = plain(block.text)
    blocks = [block for block in blocks if block.text]
    for block in blocks:
        if block.label is not None and block.level:
            block.text = f"{block.label} {block.text}"
    mark_headings(blocks)
    _typed_lists(blocks)
    _single_heading_is_title(blocks)
    return Document(name, format_, _tree(blocks), pages, tuple(warnings))


def _typed_lists(blocks: list[Block]) -> None:
    """Paragraphs that count on from each other with typed numbers are the items of a list, and lose these."""
    found = [_TYPED_NUMBER.match(block.text) if block.kind == "paragraph" and block.level is None else None for block in blocks]
    counts = [_count(match) for match in found]
    for index, (block, match, count) in enumerate(zip(blocks, found, counts, strict=True)):
        beside = (counts[index - 1] if index else None, counts[index + 1] if index + 1 < len(blocks) else None)
        if match and count is not None and (beside[0] == count - 1 or beside[1] == count + 1):
            block.kind, block.text = "list_item", block.text[match.end() :]


def _count(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else ord(match[1]) - ord("a") + 1


def _single_heading_is_title(blocks: list[Block]) -> None:
    """Where one heading stands above all others, as the first text there is, it is the title."""
    levels = [block.level for block in blocks if block.level]
    if not levels or any(block.level == TITLE for block in blocks):
        return
    top = min(levels)
    first = blocks[0]
    if first.level != top or levels.count(top) > 1 or split_label(first.text)[0] is not None:
        return
    below = min((level for level in levels if level > top), default=None)
    chapters = levels.count(below) if below is not None else 0
    if chapters >= _CHAPTERS or (chapters >= _CHAPTERS_WITH_YEAR and _YEAR.search(first.text)):
        first.level = TITLE


@dataclass(slots=True)
class _Node:
    """A section that still grows."""

    raw: int
    level: int
    heading: Paragraph | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[_Node] = field(default_factory=list)

    def section(self, title: str = "") -> Section:
        label, words = (None, title) if self.heading is None else split_label(self.heading.text)
        return Section(
            self.heading,
            words.rstrip(":").rstrip() or words,
            label,
            self.level,
            tuple(self.paragraphs),
            tuple(node.section() for node in self.sections),
        )


def _tree(blocks: list[Block]) -> Section:
    root = _Node(0, 0)
    open_ = [root]
    titles: list[str] = []
    for number, block in enumerate(blocks, start=1):
        if block.level:
            while open_[-1].raw >= block.level:
                open_.pop()
            node = _Node(block.level, len(open_), Paragraph(number, block.text, "heading", block.page, block.cell, block.anchor))
            open_[-1].sections.append(node)
            open_.append(node)
            continue
        kind = "title" if block.level == TITLE else block.kind
        if kind == "title":
            titles.append(block.text)
        open_[-1].paragraphs.append(Paragraph(number, block.text, kind, block.page, block.cell, block.anchor))
    return root.section(" ".join(titles))
