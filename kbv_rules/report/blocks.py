"""A document as blocks, and the two plain ways to write it: Markdown, and text for a terminal."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a header and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Grid


def to_markdown(blocks: Iterable[Block]) -> str:
    """GitHub-flavoured Markdown."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Bullets):
            parts.append("\n".join(f"- {item}" for item in block.items))
        else:
            rows = [block.header, tuple("---" for _ in block.header), *block.rows]
            parts.append("\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows))
    return "\n\n".join(parts) + "\n"


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
    """A table in columns, cells wrapped where the whole would be wider than `width`."""
    table = [list(header), *map(list, rows)]
    sizes = [max(len(row[index]) for row in table) for index in range(len(header))]
    spare = width - 2 * (len(sizes) - 1)
    while sum(sizes) > spare and max(sizes) > 12:
        sizes[sizes.index(max(sizes))] -= 1
    lines = []
    for number, row in enumerate(table):
        cells = [textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, sizes, strict=True)]
        for height in range(max(map(len, cells))):
            parts = [(cell[height] if height < len(cell) else "").ljust(size) for cell, size in zip(cells, sizes, strict=True)]
            lines.append("  ".join(parts).rstrip())
        if number == 0:
            lines.append("  ".join("-" * size for size in sizes))
    return "\n".join(lines)
