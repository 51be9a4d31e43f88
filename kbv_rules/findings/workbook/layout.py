"""Where everything goes on a sheet: which columns a table has for these years, and the look of each kind of cell."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from kbv_rules.findings.workbook.form import REPEATED

if TYPE_CHECKING:
    from kbv_rules.findings.workbook.form import CellKind, Column, TableForm

_DARK, _PALE, _LINE, _GREY = "1F3864", "EEF2F8", "8496B0", "44546A"
_EDGE = Side(style="thin", color=_LINE)
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_FONT = "Calibri"
# How a cell of each kind shows what is typed. Text, so that no spreadsheet makes a date of '1.3' or a number of '2024, 2025'.
_AS_TEXT, _DAY, _GENERAL = "@", "dd-mm-yyyy", "General"
_LOOKS: dict[CellKind, str] = {
    "date": "date",
    "number": "number",
    "percent": "number",
    "values": "number",
    "whole": "whole",
    "year": "whole",
    "score": "whole",
}
_INPUTS = {"text": (_AS_TEXT, "left"), "date": (_DAY, "left"), "whole": (_GENERAL, "left"), "number": (_GENERAL, "right")}


class Slot(NamedTuple):
    """One column of the sheet: what stands above it, and which year or which theme of several it holds."""

    column: Column
    header: str | int
    number: int = 0


def slots(table: TableForm, years: Iterable[int], most: Mapping[str, int], mark: str) -> list[Slot]:
    """The columns of a table from left to right; what is required has its mark. `most` is how many a repeated one needs."""
    return list(_slots(table, list(years), most, mark))


def _slots(table: TableForm, years: list[int], most: Mapping[str, int], mark: str) -> Iterator[Slot]:
    for column in table.columns:
        label = f"{column.label} {mark}" if column.required else column.label
        if column.kind == "values":
            yield from (Slot(column, year, year) for year in years)
        elif column.kind in REPEATED:
            count = max(column.count, most.get(column.key, 0))
            yield from (Slot(column, f"{column.label} {number}", number) for number in range(1, count + 1))
        else:
            yield Slot(column, label)


# The looks, by the name under which Excel lists them among the cell styles.
TITLE, HEADING, WORDS, STRONG = "kbv title", "kbv heading", "kbv words", "kbv strong"
NOTE, BESIDE, OVER = "kbv note", "kbv note beside", "kbv note over"
HEADER, SHOWN, LISTED = "kbv header", "kbv shown", "kbv listed"


def input_style(kind: CellKind) -> str:
    """The look of a cell to type in, by how it shows what is typed."""
    return f"kbv input {_LOOKS.get(kind, 'text')}"


def styles() -> Iterator[NamedStyle]:
    """Every look there is. Cells to type in are framed, and open although the sheet is protected."""
    note = Font(name=_FONT, size=9, italic=True, color=_GREY)
    wrapped = Alignment(wrap_text=True, vertical="top")
    yield NamedStyle(TITLE, font=Font(name=_FONT, size=18, bold=True, color=_DARK))
    heading = Font(name=_FONT, size=13, bold=True, color=_DARK)
    yield NamedStyle(HEADING, font=heading, alignment=Alignment(vertical="center"))
    yield NamedStyle(WORDS, font=Font(name=_FONT, size=11), alignment=Alignment(vertical="center"))
    yield NamedStyle(STRONG, font=Font(name=_FONT, size=11, bold=True), alignment=Alignment(vertical="center"))
    yield NamedStyle(NOTE, font=note, alignment=Alignment(wrap_text=True, vertical="bottom"))
    yield NamedStyle(BESIDE, font=note, alignment=Alignment(vertical="center", indent=1))
    yield NamedStyle(OVER, font=note, alignment=Alignment(vertical="bottom"))
    yield NamedStyle(
        HEADER,
        font=Font(name=_FONT, size=11, bold=True, color="FFFFFF"),
        fill=PatternFill("solid", fgColor=_DARK),
        alignment=Alignment(wrap_text=True, vertical="center", horizontal="left"),
        border=_BOX,
    )
    fill = PatternFill("solid", fgColor=_PALE)
    yield NamedStyle(SHOWN, font=Font(name=_FONT, size=10, italic=True, color=_GREY), fill=fill, alignment=wrapped, border=_BOX)
    yield NamedStyle(LISTED, font=Font(name=_FONT, size=10), alignment=wrapped)
    for name, (form, side) in _INPUTS.items():
        yield NamedStyle(
            f"kbv input {name}",
            font=Font(name=_FONT, size=11),
            border=_BOX,
            number_format=form,
            alignment=Alignment(wrap_text=True, vertical="top", horizontal=side),
            protection=Protection(locked=False),
        )


_ESCAPED = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|x(?=[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Text as a workbook can hold it: what XML has no room for as `_xHHHH_` (ECMA-376, part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescaped(text: str) -> str:
    """Text as it was before `escaped`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def lines(text: str, width: int, size: float = 1.0) -> int:
    """About how many lines a text takes in a column of this width; `size` is that of its letters against those of the form."""
    across = max(1, int(width / size * 0.95))
    return sum(len(textwrap.wrap(line, across)) or 1 for line in text.split("\n"))
