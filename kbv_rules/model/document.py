"""A written document in one shape, whatever it was written in: sections in a tree, and text with its place.

Plain slotted classes rather than validated models: a plan has thousands of paragraphs, and no user writes these down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["docx", "pdf", "odt", "html", "md", "txt"]
# What a piece of text is. A heading is one by style, by outline level or by how it acts (numbered, bold, larger type).
Kind = Literal["heading", "paragraph", "list_item", "table_cell", "footnote", "text_box"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One piece of text. `number` counts all text in reading order from 1, headings too and empty ones not; a footnote comes right after the text that refers to it.

    `page` is there where the format knows pages. `cell` is (table, row, column), each from 1, for text in a table.
    `anchor` is what the reader needs to find the place back in its own format (docx: index of the `w:p` in the body).
    """

    number: int
    text: str
    kind: Kind = "paragraph"
    page: int | None = None
    cell: tuple[int, int, int] | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, and the sections below. The root has no heading and level 0.

    `label` is the number in front of the heading ('3.2'), apart from its words in `title`.
    """

    heading: Paragraph | None
    title: str
    label: str | None
    level: int
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def text(self) -> Iterator[Paragraph]:
        """All text under this heading, that of the sections below included, without the headings."""
        for section in self.walk():
            yield from section.paragraphs


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. `warnings` are for its author, in Dutch (a scanned page without text, say)."""

    name: str
    format: Format
    root: Section
    pages: int | None = None
    warnings: tuple[str, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        """All text in reading order, headings included."""
        for section in self.root.walk():
            if section.heading is not None:
                yield section.heading
            yield from section.paragraphs

    def path(self, section: Section) -> tuple[str, ...]:
        """The headings above and of a section, outermost first."""

        def find(here: Section, above: tuple[str, ...]) -> tuple[str, ...] | None:
            at = above if here.heading is None else (*above, here.heading.text)
            if here is section:
                return at
            return next((found for child in here.sections if (found := find(child, at)) is not None), None)

        return find(self.root, ()) or ()
