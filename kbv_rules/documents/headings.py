"""What acts as a heading where the format does not say so: what is numbered, bold or larger, short, and stands above text.

The levels that a format does give are kept. Others follow from numbers first ('2.1' below '2') and from type second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kbv_rules.documents.blocks import TITLE, Block
from kbv_rules.documents.labels import depth_of, split_label

# Longer than this is text, however it is set.
_SIGNS = 120
_WORDS = 18
_SIGNS_WITH_STYLE = 300
_LARGER = 1.08
_TITLE_SIZE = 1.3
_DEEPEST = 9
# Fewer blocks than this before the first heading are a cover.
_COVER = 60
# Where more of the text is bold than this, bold says nothing.
_BOLD_SHARE = 0.4
_CAPTION = re.compile(r"(?:figuur|tabel|afbeelding|grafiek|kaart|bron|foto)\b[\s\d.]*[:.\d-]", re.IGNORECASE)
# The end of a row of figures.
_FIGURES = re.compile(r"(?:\s[€+-]?\d[\d.,]*%?){2}$")
_NO_HEADING = (".", ";", ",", "…")

Style = tuple[float, bool]


def mark_headings(blocks: list[Block]) -> None:
    """Give every block that acts as a heading its level, and take it from those that only have the style of one.

    The texts are plain already, and the labels that the format counts stand in front of them.
    """
    _take_back(blocks)
    _titles(blocks)
    type_ = _Type(blocks)
    acting = list(_acting(blocks, type_))
    title = max((index for index, block in enumerate(blocks) if block.level == TITLE), default=None)
    if title is not None:
        acting = _without_subtitle(blocks, acting, title, type_)
    first = next((index for index, block in enumerate(blocks) if block.level), None)
    if first is None:
        _levels_by_type(blocks, acting, type_)
    else:
        _levels_below(blocks, [index for index in acting if index > first], type_)
        _title_before(blocks[:first], type_)


def _take_back(blocks: list[Block]) -> None:
    """No heading: a whole paragraph in the style of one, a cell of a table (not of a frame of one column)."""
    columns: dict[int, int] = {}
    for block in blocks:
        if block.cell is not None:
            columns[block.cell[0]] = max(columns.get(block.cell[0], 0), block.cell[2])
    for block in blocks:
        if block.level is None:
            continue
        in_table = block.cell is not None and columns[block.cell[0]] > 1
        if in_table or block.kind in ("text_box", "footnote") or len(block.text) > _SIGNS_WITH_STYLE:
            block.level = None
        elif block.level > _DEEPEST:
            block.level = _DEEPEST


def _titles(blocks: list[Block]) -> None:
    """The style of the title, used once more, is that of a chapter."""
    titles = [index for index, block in enumerate(blocks) if block.level == TITLE]
    later = [index for place, index in enumerate(titles) if place and index - titles[place - 1] > 2]
    if not later:
        return
    if len(later) > 1:
        for block in blocks:
            if block.level:
                block.level += 1
    for index in titles[titles.index(later[0]) :]:
        blocks[index].level = 1


class _Type:
    """The type of the running text, and what stands out from it."""

    def __init__(self, blocks: list[Block]) -> None:
        sizes: Counter[float] = Counter()
        signs = bold = 0
        for block in blocks:
            if block.size and block.kind in ("paragraph", "list_item", "table_cell"):
                sizes[block.size] += len(block.text)
            signs += len(block.text)
            bold += len(block.text) if block.bold else 0
        self.size = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0
        self._bold_says_nothing = bold > _BOLD_SHARE * signs and signs > 2_000

    def style(self, block: Block) -> Style:
        """Type size, not less than that of the text, and whether it is bold: the higher, the more it stands out."""
        size = round((block.size or 0.0) * 2) / 2
        return (size if size > self.size * _LARGER else self.size, block.bold and not self._bold_says_nothing)

    def stands_out(self, block: Block) -> bool:
        """Larger or bolder than the running text."""
        return self.style(block) > (self.size, False)


def _acting(blocks: list[Block], type_: _Type) -> Iterator[int]:
    """The places of blocks without a level that act as a heading."""
    with_style = any(block.level for block in blocks)
    may = [block.level is None and _fits(block) for block in blocks]
    outstanding = [ok and type_.stands_out(block) for ok, block in zip(may, blocks, strict=True)]
    labels = [split_label(block.text)[0] if ok else None for ok, block in zip(may, blocks, strict=True)]
    numbers_suffice = not with_style and sum(1 for ok, label in zip(outstanding, labels, strict=True) if ok and label) < 3
    numbers = _Numbers()
    for index, block in enumerate(blocks):
        if not may[index]:
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "list_item" and (after is None or after.kind == "list_item" or blocks[index - 1].kind == "list_item"):
            continue
        if outstanding[index]:
            if block.kind == "list_item" and block.label is None:
                continue
            if labels[index] is None and _in_row(blocks, outstanding, labels, index, type_):
                continue
            yield index
        elif numbers_suffice and labels[index] is not None and block.kind == "paragraph":
            label = labels[index] or ""
            next_label = labels[index + 1] if index + 1 < len(blocks) else None
            if (
                after is None
                or depth_of(next_label) == depth_of(label)
                or _counts_on(labels[index - 1] if index else None, label)
            ):
                continue
            if numbers.follows(label):
                yield index


def _fits(block: Block) -> bool:
    text = block.text
    return (
        block.kind in ("paragraph", "list_item")
        and block.cell is None
        and 1 < len(text) <= _SIGNS
        and text.count(" ") < _WORDS
        and not text[0].islower()
        and not text.endswith(_NO_HEADING)
        and any(sign.isalpha() for sign in text)
        and not _CAPTION.match(text)
        and not _FIGURES.search(text)
    )


def _in_row(blocks: list[Block], outstanding: list[bool], labels: list[str | None], index: int, type_: _Type) -> bool:
    """Whether it is one of three or more lines alike with no text in between, and not the last: an address, a cover."""
    style = type_.style(blocks[index])

    def alike(at: int) -> bool:
        return 0 <= at < len(blocks) and outstanding[at] and labels[at] is None and type_.style(blocks[at]) == style

    return alike(index + 1) and (alike(index + 2) or alike(index - 1))


def _counts_on(before: str | None, label: str) -> bool:
    """Whether a number is the next after that of the line before it, with no text in between: the end of a list."""
    if before is None or not (before[-1:].isdecimal() and label[-1:].isdecimal()) or depth_of(before) != depth_of(label):
        return False
    return int(label.rpartition(".")[2]) == int(before.rpartition(".")[2]) + 1


class _Numbers:
    """Numbers without other marks are headings only where they count on: 1, 1.1, 1.2, 2."""

    def __init__(self) -> None:
        self._last: tuple[int, ...] = ()

    def follows(self, label: str) -> bool:
        """Whether this number is the next one, at its own depth or a deeper one."""
        if not label[0].isdecimal():
            return " " in label
        parts = tuple(int(part) for part in label.split("."))
        here = self._last[: len(parts)]
        deeper = parts[:-1] == self._last[: len(parts) - 1] and len(self._last) < len(parts) and parts[-1] <= 1
        counts_on = len(here) == len(parts) and parts[:-1] == here[:-1] and 0 < parts[-1] - here[-1] <= 2
        if deeper or counts_on or (not self._last and len(parts) <= 2):
            self._last = parts
            return True
        return False


def _levels_below(blocks: list[Block], acting: list[int], type_: _Type) -> None:
    """Levels in a document that has headings with a style: acting ones stand below those, or beside them by number."""
    unlabelled = sorted(
        {type_.style(blocks[index]) for index in acting if split_label(blocks[index].text)[0] is None}, reverse=True
    )
    chosen = set(acting)
    level, numbered = 0, (0, 0)
    for index, block in enumerate(blocks):
        if index in chosen:
            depth = depth_of(split_label(block.text)[0])
            if depth is not None:
                level = max(1, numbered[0] + depth - numbered[1]) if numbered[0] else level + 1
                numbered = (level, depth)
                block.level = min(level, _DEEPEST)
            else:
                block.level = min(level + 1 + min(unlabelled.index(type_.style(block)), 1), _DEEPEST) if unlabelled else level + 1
        elif block.level:
            level = block.level
            depth = depth_of(split_label(block.text)[0])
            if depth is not None:
                numbered = (level, depth)


def _levels_by_type(blocks: list[Block], acting: list[int], type_: _Type) -> None:
    """Levels in a document where no heading has a style: by number, and by type where there is none."""
    acting = _without_title(blocks, acting, type_)
    depths = {index: depth_of(split_label(blocks[index].text)[0]) for index in acting}
    by_style: dict[Style, Counter[int]] = {}
    for index, depth in depths.items():
        if depth is not None:
            by_style.setdefault(type_.style(blocks[index]), Counter())[depth] += 1
    typical = {style: max(found, key=lambda depth: (found[depth], -depth)) for style, found in by_style.items()}
    level_of = _levels_of_styles(sorted({type_.style(blocks[index]) for index in acting}, reverse=True), typical)
    at = 0
    for index in acting:
        block, depth = blocks[index], depths[index]
        style = type_.style(block)
        if depth is None:
            # In bold of the size of the text numbers of every depth look alike: without one it is below the last.
            depth = at + 1 if at and style in typical and style[0] <= type_.size else level_of[style]
        else:
            at = depth
        block.level = min(depth, _DEEPEST)


def _levels_of_styles(styles: list[Style], typical: dict[Style, int]) -> dict[Style, int]:
    """The level of each style, the one that stands out most first: as its numbers tell, else one below the style before it."""
    levels: dict[Style, int] = {}
    last = 0
    for style in styles:
        last = levels[style] = typical.get(style, last + 1)
    return levels


def _without_title(blocks: list[Block], acting: list[int], type_: _Type) -> list[int]:
    """The headings without those at the start that are the title: larger than all others, or with another right below."""
    if len(acting) < 3:
        return acting
    labels = [split_label(blocks[index].text)[0] for index in acting]
    top = max(type_.style(blocks[index]) for index in acting)
    if top[0] <= type_.size or labels[0] is not None:
        return acting
    large = [index for index in acting if type_.style(blocks[index]) == top]
    alone = large == acting[: len(large)] and len(large) <= 2 and not any(labels[: len(large)])
    if not alone and large[0] == acting[0] and acting[1] == acting[0] + 1 and acting[0] < 3 and labels[1] is not None:
        large, alone = acting[:1], True
    if not alone:
        return acting
    for index in large:
        blocks[index].level = TITLE
    return _without_subtitle(blocks, acting[len(large) :], large[-1], type_)


def _without_subtitle(blocks: list[Block], acting: list[int], title: int, type_: _Type) -> list[int]:
    """The headings without lines right below the title that are set as no other heading is."""
    times = Counter(type_.style(blocks[index]) for index in acting)
    while len(acting) > 1 and acting[0] == title + 1:
        if times[type_.style(blocks[acting[0]])] > 1 or split_label(blocks[acting[0]].text)[0] is not None:
            break
        title, acting = acting[0], acting[1:]
    return acting


def _title_before(blocks: list[Block], type_: _Type) -> None:
    """Without the style of a title, the largest text on the cover is it; where sizes are not known, a bold first line."""
    if any(block.level == TITLE for block in blocks):
        return
    sized = [block for block in blocks if block.kind in ("paragraph", "text_box") and 2 < len(block.text) <= _SIGNS]
    largest = max(sized, key=lambda block: block.size or 0.0, default=None)
    if largest is not None and (largest.size or 0.0) > type_.size * _TITLE_SIZE > 0:
        largest.level = TITLE
    elif sized and sized[0] is blocks[0] and sized[0].bold and len(blocks) < _COVER:
        sized[0].level = TITLE
