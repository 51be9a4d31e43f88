"""A document as blocks, and the two plain ways to write it: Markdown, and text for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Heading(NamedTuple):
    level: int
    text: str


class Paragraph(NamedTuple):
    text: str


class Bullets(NamedTuple):
    items: tuple[str, ...]


class Grid(NamedTuple):
    """A table: a header and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Grid

_NARROWEST = 12  # no column of a table that is too wide anyhow is made narrower


def to_markdown(blocks: Iterable[Block]) -> str:
    """GitHub-flavoured Markdown. Each text stays on one line, whatever line breaks its author put in."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {_line(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_line(block.text))
        elif isinstance(block, Bullets):
            parts.append("\n".join(f"- {_line(item)}" for item in block.items))
        else:
            rows = [block.header, tuple("---" for _ in block.header), *block.rows]
            parts.append("\n".join("| " + " | ".join(_line(cell).replace("|", "\\|") for cell in row) + " |" for row in rows))
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def to_text(blocks: Iterable[Block], width: int = 100) -> str:
    """Wrapped text; headings underlined, tables in columns."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            line = {1: "=", 2: "-"}.get(block.level)
            parts.append(f"{block.text}\n{line * min(width, len(block.text))}" if line else block.text.upper())
        elif isinstance(block, Paragraph):
            parts.append(textwrap.fill(block.text, width, break_long_words=False, break_on_hyphens=False))
        elif isinstance(block, Bullets):
            parts.append("\n".join(_bullet(item, width) for item in block.items))
        else:
            parts.append(columns(block.header, block.rows, width))
    return "\n\n".join(parts) + "\n"


def _bullet(item: str, width: int) -> str:
    return textwrap.fill(
        item, width, initial_indent="  - ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], width: int = 100) -> str:
    """A table in columns, cells wrapped where the whole would be wider than `width`.

    A word (an id is to be copied) is broken only where the longest words together do not fit.
    """
    table = [list(header), *map(list, rows)]
    sizes = _sizes(table, width - 2 * (len(header) - 1))
    lines = []
    for number, row in enumerate(table):
        cells = [textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, sizes, strict=True)]
        for height in range(max(map(len, cells))):
            parts = [(cell[height] if height < len(cell) else "").ljust(size) for cell, size in zip(cells, sizes, strict=True)]
            lines.append("  ".join(parts).rstrip())
        if number == 0:
            lines.append("  ".join("-" * size for size in sizes))
    return "\n".join(lines)


def _sizes(table: Sequence[Sequence[str]], spare: int) -> list[int]:
    """The width of each column: as wide as its widest cell, the widest made narrower until all fit in `spare`."""
    places = range(len(table[0]))
    sizes = [max(len(row[place]) for row in table) for place in places]
    least = [max(len(word) for row in table for word in (row[place].split() or [""])) for place in places]
    if sum(least) > spare:
        least = [min(size, _NARROWEST) for size in least]
    while sum(sizes) > spare:
        wide = [place for place in places if sizes[place] > max(least[place], 1)]
        if not wide:
            break
        sizes[max(wide, key=sizes.__getitem__)] -= 1
    return sizes
