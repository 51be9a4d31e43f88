"""The neutral source of a draft: markdown with marked passages, edits on it, and the blocks it stands for.

Conventions of a `plan.md`:

- front matter between `---`: title, subtitle, header, footer (running head and foot), toc (heading of the contents);
- `<!-- name --> ... <!-- /name -->` marks a passage (they may nest, and one name may mark several passages), a name without
  an end, `<!-- at:name -->`, marks a spot. Marks never reach a generated document;
- `{++inserted++}` and `{--deleted--}` are tracked changes: real in docx, resolved in every other format;
- `[^name]` refers to the footnote `[^name]: text`;
- `::: textbox`, `::: control`, `::: nested` ... `:::` put what is between them in a text box, a content control, or a table
  that lies inside a cell of another table.

One paragraph, bullet or table row is one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml


class EditError(ValueError):
    """An edit that does not (or no longer) match the text of the plan."""


MARK = re.compile(r"<!--\s*(/?)(\S+?)\s*-->")
INLINE = re.compile(
    r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}|\[\^(?P<note>[\w-]+)\]|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*?)\*"
)
NOTE = re.compile(r"^\[\^([\w-]+)\]:\s*(.+)$", re.M)

RunKind = Literal["text", "bold", "italic", "ins", "del", "note"]


@dataclass(frozen=True)
class Run:
    kind: RunKind
    text: str


@dataclass(frozen=True)
class Heading:
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    bullet: bool = False


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


@dataclass(frozen=True)
class Group:
    """Blocks in a text box, a content control or an outer table cell."""

    kind: Literal["textbox", "control", "nested"]
    blocks: tuple[Heading | Paragraph | Table, ...]


Block = Heading | Paragraph | Table | Group


@dataclass(frozen=True)
class Draft:
    meta: Mapping[str, str]
    blocks: tuple[Block, ...]
    notes: Mapping[str, str] = field(default_factory=dict)


# ---- passages


def spans(source: str, name: str) -> list[tuple[int, int]]:
    """(start, end) of every passage called `name`, marks included. EditError when there is none, or one is not closed."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in MARK.finditer(source):
        if mark[2] != name:
            continue
        if not mark[1]:
            if opened is not None:
                raise EditError(f"passage '{name}' begins twice without an end")
            opened = mark.start()
        elif opened is None:
            raise EditError(f"passage '{name}' ends but does not begin")
        else:
            found.append((opened, mark.end()))
            opened = None
    if opened is not None:
        raise EditError(f"passage '{name}' has no end")
    if not found:
        raise EditError(f"no passage is called '{name}'")
    return found


def passage(source: str, name: str) -> str:
    """The text of the passages called `name`, marks taken out, joined by a line."""
    return "\n".join(unmark(source[start:end]) for start, end in spans(source, name))


def unmark(source: str) -> str:
    """`source` without its marks."""
    return MARK.sub("", source)


def _spot(source: str, name: str) -> int:
    spots = [mark.end() for mark in MARK.finditer(source) if mark[2] == name and not mark[1]]
    if len(spots) != 1:
        raise EditError(f"spot '{name}' occurs {len(spots)} times, not once")
    return spots[0]


def _remove(source: str, name: str) -> str:
    # Inner passages may overlap, so what another passage opened or closed in here goes with it.
    for start, end in reversed(spans(source, name)):
        source = source[:start] + source[end:]
    return source


def edited(source: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """`source` after `edits`, in order.

    An edit is one of `{remove: passage}`, `{replace: {from, to, count}}` (count: times it must occur, 1 unless told, or
    `all`), `{insert: {at: spot, text}}`, `{move: {passage, to: spot}}`. EditError when one does not match.
    """
    for edit in edits:
        ((verb, what),) = edit.items()
        if verb == "remove":
            source = _remove(source, what)
        elif verb == "replace":
            times, wanted = source.count(what["from"]), what.get("count", 1)
            if times != wanted and not (wanted == "all" and times):
                raise EditError(f"'{what['from']}' occurs {times} times, expected {wanted}")
            source = source.replace(what["from"], what["to"])
        elif verb == "insert":
            spot = _spot(source, what["at"])
            source = source[:spot] + "\n\n" + what["text"].strip() + "\n\n" + source[spot:]
        elif verb == "move":
            ((start, end),) = spans(source, what["passage"])
            moved, source = source[start:end], source[:start] + source[end:]
            spot = _spot(source, what["to"])
            source = source[:spot] + "\n" + moved + "\n" + source[spot:]
        else:
            raise EditError(f"unknown edit '{verb}'")
    return source


# ---- blocks


def runs(text: str) -> tuple[Run, ...]:
    """The runs of one line: plain, bold, italic, inserted, deleted text and references to footnotes."""
    found: list[Run] = []
    end = 0
    for hit in INLINE.finditer(text):
        if hit.start() > end:
            found.append(Run("text", text[end : hit.start()]))
        kind: RunKind = hit.lastgroup  # type: ignore[assignment]
        found.append(Run(kind, hit[hit.lastgroup or 0]))
        end = hit.end()
    if end < len(text):
        found.append(Run("text", text[end:]))
    return tuple(found)


def plain(pieces: Sequence[Run]) -> str:
    """The text a reader of the final version sees: insertions in, deletions and footnote references out."""
    return "".join(run.text for run in pieces if run.kind not in ("del", "note"))


def parse(source: str) -> Draft:
    """The draft that `source` stands for, marks taken out."""
    text = unmark(source)
    meta: Mapping[str, str] = {}
    if text.startswith("---\n"):
        head, text = text[4:].split("\n---\n", 1)
        meta = yaml.safe_load(head)
    notes = dict(NOTE.findall(text))
    lines = iter(NOTE.sub("", text).splitlines())
    blocks: list[Block] = []
    group: list[Heading | Paragraph | Table] | None = None
    kind: Any = None
    rows: list[tuple[tuple[Run, ...], ...]] = []

    def close_table() -> None:
        if rows:
            (blocks if group is None else group).append(Table(tuple(rows)))
            rows.clear()

    for line in (*lines, ""):
        line = re.sub(r"  +", " ", line.strip())
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(tuple(runs(cell) for cell in cells))
            continue
        close_table()
        if line.startswith(":::"):
            if group is None:
                kind, group = line[3:].strip(), []
            else:
                blocks.append(Group(kind, tuple(group)))
                group = None
            continue
        if not line:
            continue
        block: Heading | Paragraph
        if hit := re.match(r"(#+) (.+)", line):
            block = Heading(len(hit[1]), runs(hit[2]))
        elif line.startswith("- "):
            block = Paragraph(runs(line[2:]), bullet=True)
        else:
            block = Paragraph(runs(line))
        (blocks if group is None else group).append(block)
    if group is not None:
        raise ValueError(f"::: {kind} is not closed")
    return Draft(meta, tuple(blocks), notes)


def headings(draft: Draft) -> list[tuple[int, str]]:
    """Level and text of every heading, in order."""
    return [(block.level, plain(block.runs)) for block in draft.blocks if isinstance(block, Heading)]
