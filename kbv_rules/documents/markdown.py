"""Reads Markdown (CommonMark with tables): headings, lists, tables and quotes as blocks; HTML in it is no text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.documents.blocks import TITLE, Block, check_number
from kbv_rules.model.document import Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def read_markdown(text: str, path: Path) -> list[Block]:
    """The text of a Markdown file in reading order.

    Raises:
        InputError: more blocks than a document can have.
    """
    from markdown_it import MarkdownIt

    blocks: list[Block] = []
    front = _FRONT_MATTER.match(text)
    if front:
        title = _TITLE.search(front[1] or "")
        if title:
            blocks.append(Block(title[2], level=TITLE, anchor=1))
        text = "\n" * text.count("\n", 0, front.end()) + text[front.end() :]
    notes = {note[1]: note[2] for note in _NOTE.finditer(text)}
    text = _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text) if notes else text
    reader = _Reader(path, blocks, notes)
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        reader.take(token)
    return blocks


class _Reader:
    """Turns the tokens of a Markdown file into blocks."""

    def __init__(self, path: Path, blocks: list[Block], notes: dict[str, str]) -> None:
        self._path = path
        self._blocks = blocks
        self._notes = notes
        self._level: int | None = None
        self._items = 0
        self._labels: list[int | None] = []
        self._label: str | None = None
        self._tables = 0
        self._cell = (0, 0)
        self._in_table = False
        self._line: int | None = None

    def take(self, token: Token) -> None:
        """The next token."""
        kind = token.type
        if token.map:
            self._line = token.map[0] + 1
        if kind == "heading_open":
            self._level = int(token.tag[1:])
        elif kind == "heading_close":
            self._level = None
        elif kind == "ordered_list_open":
            self._labels.append(int(token.attrGet("start") or 1))
        elif kind == "bullet_list_open":
            self._labels.append(None)
        elif kind in ("ordered_list_close", "bullet_list_close"):
            self._labels.pop()
        elif kind == "list_item_open":
            self._items += 1
            self._label = self._next_label()
        elif kind == "list_item_close":
            self._items -= 1
        elif kind == "table_open":
            self._tables, self._cell, self._in_table = self._tables + 1, (0, 0), True
        elif kind == "table_close":
            self._in_table = False
        elif kind == "tr_open":
            self._cell = (self._cell[0] + 1, 0)
        elif kind in ("td_open", "th_open"):
            self._cell = (self._cell[0], self._cell[1] + 1)
        elif kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            for line in token.content.splitlines():
                self._add(Block(line, self._kind(), anchor=self._line))

    def _next_label(self) -> str | None:
        number = self._labels[-1]
        if number is None:
            return None
        self._labels[-1] = number + 1
        return f"{number}."

    def _kind(self) -> Kind:
        return "table_cell" if self._in_table else "list_item" if self._items else "paragraph"

    def _inline(self, token: Token) -> None:
        text: list[str] = []
        bold = plain = strong = struck = 0
        for child in token.children or ():
            if child.type == "strong_open":
                strong += 1
            elif child.type == "strong_close":
                strong -= 1
            elif child.type in ("s_open", "s_close"):
                struck += 1 if child.type == "s_open" else -1
            elif child.type in ("softbreak", "hardbreak"):
                text.append("\n")
            elif child.type == "html_inline":
                if child.content.lower().startswith("<br"):
                    text.append("\n")
            elif child.type == "image":
                continue
            elif child.content and not struck:
                text.append(child.content)
                signs = len(child.content.strip())
                bold, plain = (bold + signs, plain) if strong else (bold, plain + signs)
        written = "".join(text)
        cell = (self._tables, *self._cell) if self._in_table else None
        label, self._label = self._label, None
        references = [found[1] for found in _REFERENCE.finditer(written) if found[1] in self._notes] if self._notes else []
        if references:
            written = _REFERENCE.sub(lambda found: "" if found[1] in self._notes else found[0], written)
        block = Block(written, self._kind(), self._level, label, bold=bold > 0 and not plain, cell=cell, anchor=self._line)
        self._add(block)
        for name in references:
            self._add(Block(self._notes[name], "footnote", anchor=self._line))

    def _add(self, block: Block) -> None:
        self._blocks.append(block)
        check_number(self._path, len(self._blocks))
