"""Reads plain text: paragraphs between blank lines, lists, underlined headings; in the encodings people have."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from kbv_rules.documents.blocks import TITLE, Block, check_number
from kbv_rules.documents.labels import split_label
from kbv_rules.documents.plain_text import without_bullet

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_END = (".", ":", ";", ",", "?", "!")
# Longer lines are wrapped text or a paragraph to the line.
_SHORT = 70


def decoded(data: bytes) -> str | None:
    """The text of a file: as its mark says, else UTF-8, else Windows-1252; nothing when it is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _lines(data.decode(encoding))
            except UnicodeDecodeError:
                return None
    if b"\x00" in data[:65536]:
        return None
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    strange = sum(1 for sign in text[:65536] if sign == "\ufffd" or (sign < " " and sign not in "\t\n\r\f"))
    return None if strange > len(text[:65536]) / 50 else _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\x00", "")


def read_text(text: str, path: Path) -> list[Block]:
    """The text of a plain file in reading order.

    Lines that follow each other are one paragraph, unless they are items, numbered short lines, or each a paragraph of its own
    (no blank lines in the file). A short line by itself, above text, counts as bold: it may act as a heading.

    Raises:
        InputError: more lines than a document can have.
    """
    lines = text.split("\n")
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    blocks: list[Block] = []
    for group in groups:
        blocks.extend(_group(group))
        check_number(path, len(blocks))
    for block, after in itertools.pairwise(blocks):
        stands_alone = block.kind == "paragraph" and block.level is None and block.bold
        block.bold = stands_alone and (after.level is not None or len(after.text) > len(block.text))
    if blocks:
        blocks[-1].bold = False
    underlined = [block for block in blocks if block.level]
    if underlined == blocks[:1]:
        blocks[0].level = TITLE
    return blocks


def _group(lines: list[tuple[int, str]]) -> list[Block]:
    """The blocks of lines without a blank one between them."""
    blocks: list[Block] = []
    open_ = False
    widest = max((len(line) for _, line in lines), default=0)
    for place, (number, line) in enumerate(lines):
        underline = _UNDERLINE.fullmatch(line)
        if underline:
            if blocks and open_ and len(blocks[-1].text) <= _SHORT and place:
                blocks[-1].level = 1 if underline[1][0] == "=" else 2
            open_ = False
            continue
        item = without_bullet(line)
        stripped = line.strip()
        if item is not None:
            blocks.append(Block(item.strip(), "list_item", anchor=number))
            open_ = True
        elif _is_numbered(stripped):
            blocks.append(Block(stripped, anchor=number))
            open_ = len(stripped) > _SHORT
        elif open_ and not _ends_paragraph(lines[place - 1][1], widest):
            blocks[-1].text += f"\n{stripped}"
        else:
            blocks.append(Block(stripped, anchor=number, bold=len(lines) == 1 and _is_short(stripped)))
            open_ = True
    return blocks


def _is_numbered(line: str) -> bool:
    label, rest = split_label(line)
    return label is not None and len(line) <= _SHORT and not rest.endswith(_END) and rest[0].isupper()


def _is_short(line: str) -> bool:
    return len(line) <= _SHORT and not line.endswith(_END[:-2]) and line[0].isupper()


def _ends_paragraph(line: str, widest: int) -> bool:
    """Whether a line is a paragraph to the line: much longer than lines that are wrapped by hand."""
    return widest > 160 and line.rstrip().endswith((".", ":", "?", "!"))
