"""A written document in one shape, whatever it was written in: sections in a tree, and text with its place.

Plain slotted classes rather than validated models: a plan has thousands of paragraphs, and no user writes these down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["docx", "pdf", "odt", "html", "md", "txt"]
# What a piece of text is. A heading is one by style, by outline level or by how it acts (numbered, bold, larger type). The title
# of the document as a whole is no heading: no section stands under it.
Kind = Literal["title", "heading", "paragraph", "list_item", "table_cell", "footnote", "text_box"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One piece of text, its spaces and line breaks made single spaces.

    `number` counts all text in reading order from 1, headings too and empty ones not; a footnote comes right after the text that
    refers to it. The text of a heading holds its number, also where the format counts by itself ('3.2 Onze ambitie').

    `page` is there where the format knows pages. `cell` is (table, row, column), each from 1, for text in a table; a table within
    a table has its own number. `anchor` finds the place back in the format's own file: in docx the index, from 0, among all `w:p`
    elements of the main part in document order, those of deleted text included (a footnote has that of the text that refers to
    it); in md and txt the line, from 1. Others have none.
    """

    number: int
    text: str
    kind: Kind = "paragraph"
    page: int | None = None
    cell: tuple[int, int, int] | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, and the sections below.

    `label` is the number in front of the heading ('3.2', 'Bijlage 1'), apart from its words in `title`. `level` is the depth in
    the tree. The root has level 0 and no heading; its `title` is the title of the document, empty when that is not known.
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
    _paths: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def title(self) -> str:
        """The title of the document, empty when it is not known."""
        return self.root.title

    def paragraphs(self) -> Iterator[Paragraph]:
        """All text in reading order, headings included."""
        for section in self.root.walk():
            if section.heading is not None:
                yield section.heading
            yield from section.paragraphs

    def sections(self) -> Iterator[tuple[Section, tuple[str, ...]]]:
        """Every section but the root, in reading order, with the headings above it and its own, outermost first."""

        def below(here: Section, above: tuple[str, ...]) -> Iterator[tuple[Section, tuple[str, ...]]]:
            for section in here.sections:
                at = above if section.heading is None else (*above, section.heading.text)
                yield section, at
                yield from below(section, at)

        return below(self.root, ())

    def path(self, section: Section) -> tuple[str, ...]:
        """The headings above and of a section, outermost first; nothing for the root."""
        if section.heading is None:
            return ()
        if not self._paths:
            self._paths.update((one.heading.number, at) for one, at in self.sections() if one.heading is not None)
        return self._paths.get(section.heading.number, ())
