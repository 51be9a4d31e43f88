"""What the reader of a format hands over: pieces of text in reading order, with what tells headings apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbv_rules.errors import InputError, input_error
from kbv_rules.model.document import Kind

# The level of the title of the document as a whole.
TITLE = 0

_MOST = 200_000


@dataclass(slots=True)
class Block:
    """One piece of text that was read, before it is known whether it acts as a heading.

    `text` is as it was written, tabs and line breaks included. `level` is what the format itself says: `TITLE`, or the level
    of a heading from 1. `label` is a number that the format counts by itself and does not write. `size` is the type size of most
    of the text, in points; `bold` says that all of it stands out. Other fields as in `Paragraph`.
    """

    text: str
    kind: Kind = "paragraph"
    level: int | None = None
    label: str | None = None
    bold: bool = False
    size: float | None = None
    page: int | None = None
    cell: tuple[int, int, int] | None = None
    anchor: int | None = None


def too_many(path: Path) -> InputError:
    """The error about a document with more pieces of text than anyone can have written."""
    return input_error(
        path,
        f"het document heeft meer dan {_MOST:,} alinea's; dat leest kbv niet.".replace(",", "."),
        "Lever alleen het veiligheidsplan aan, zonder bijlagen.",
    )


def check_number(path: Path, number: int) -> None:
    """Refuse a document that grows too long while it is being read.

    Raises:
        InputError: more blocks than a document can sensibly have.
    """
    if number > _MOST:
        raise too_many(path)
