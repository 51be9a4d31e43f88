"""Tables of contents that were typed, or that a format does not mark as such: they repeat headings and are no text."""

from __future__ import annotations

import re

from kbv_rules.documents.blocks import Block
from kbv_rules.documents.labels import split_label
from kbv_rules.documents.plain_text import plain

_HEADINGS = {"inhoud", "inhoudsopgave", "inhoudstafel", "contents", "table of contents"}
# After a title: dots, a tab or a wide gap, then a page number.
_END_OF_LINE = re.compile(r"(?:(?:\.\s?){3}|…|\t|\s{3})\s*\d{1,3}\s*$")
_END_SIGNS = 24
_PAGE = re.compile(r"(?<=\S)[\s.…]{0,200}\d{1,3}$")
_AT_LEAST = 3
_BARE = 4


def without_contents(blocks: list[Block]) -> list[Block]:
    """The blocks without tables of contents and their headings."""
    drop: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(blocks):
        if _is_line(block):
            run.append(index)
            continue
        if len(run) >= _AT_LEAST:
            drop.update(run)
        run = []
    if len(run) >= _AT_LEAST:
        drop.update(run)
    words: list[str] | None = None
    for index, block in enumerate(blocks):
        if len(block.text) > 40 or block.kind in ("table_cell", "footnote") or _words(block.text) not in _HEADINGS:
            continue
        drop.add(index)
        words = words or [_words(one.text) if len(one.text) < 300 else "" for one in blocks]
        drop.update(_list_below(blocks, words, index, drop))
    drop |= _bare_list(blocks, drop)
    return [block for index, block in enumerate(blocks) if index not in drop] if drop else blocks


def _bare_list(blocks: list[Block], drop: set[int]) -> set[int]:
    """A list before all headings that names these in their order, and what stands above it."""
    first = next((index for index, block in enumerate(blocks) if block.level), 0)
    headings = [_words(block.text) for block in blocks if block.level]
    found: list[int] = []
    at = 0
    for index in range(first):
        word = _words(_PAGE.sub("", plain(blocks[index].text))) if len(blocks[index].text) < 300 else ""
        if index not in drop and blocks[index].kind in ("paragraph", "list_item") and word in headings[at:]:
            at += headings[at:].index(word) + 1
            found.append(index)
    if len(found) < _BARE or found[-1] - found[0] >= len(found) or len(found) < len(headings) / 4:
        return set()
    above = found[0] - 1
    named = above > 0 and blocks[above].kind == "paragraph" and len(blocks[above].text) <= 40
    return {*found, above} if named else set(found)


def _is_line(block: Block) -> bool:
    if not block.text[-1:].isdecimal() or block.kind in ("table_cell", "footnote"):
        return False
    end = block.text[-_END_SIGNS:]
    return _END_OF_LINE.search(end) is not None and any(sign.isalpha() for sign in block.text)


def _list_below(blocks: list[Block], words: list[str], start: int, drop: set[int]) -> set[int]:
    """The blocks after the heading of a table of contents that only repeat what stands further on."""
    later: dict[str, int] = {word: index for index, word in enumerate(words)}
    found: set[int] = set()
    for index in range(start + 1, len(blocks)):
        if index in drop:
            continue
        text = words[index]
        without_page = _words(_PAGE.sub("", plain(blocks[index].text)))
        if not text or not (later.get(text, 0) > index or later.get(without_page, 0) > index):
            break
        if blocks[index].level:
            break
        found.add(index)
    return found if len(found) > 1 else set()


def _words(text: str) -> str:
    return split_label(plain(text))[1].casefold().rstrip(":")
