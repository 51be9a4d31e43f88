"""What somebody typed in a cell, as the findings need it: numbers as text, Dutch commas, dates as days or as numbers."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from openpyxl.utils.datetime import from_excel

from kbv_rules.errors import nearest
from kbv_rules.findings.workbook.layout import unescaped

if TYPE_CHECKING:
    from kbv_rules.findings.workbook.choices import Choices
    from kbv_rules.findings.workbook.form import CellKind, Column
    from kbv_rules.findings.workbook.grid import Cell

_NUMBER = re.compile(
    r"[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?|[-+]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[-+]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+"
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")
# Days since 1900 that can be the date of findings: 1954 to 2119. Below it a number is a year or a count.
_SERIALS = range(20_000, 80_000)

_LISTED = ("theme", "themes", "candidate", "criterion", "indicator", "choice")


class CellError(ValueError):
    """What is wrong with one cell, in the words of a message: what, what to do, why."""

    def __init__(self, what: str, remedy: str, why: str = "") -> None:
        self.what = what
        self.remedy = remedy
        self.why = why
        super().__init__(what)


def value_of(cell: Cell, column: Column, choices: Choices) -> Any:
    """The value of a cell as it would stand in a findings file; None for an empty one.

    Raises:
        CellError: what stands there cannot be what the column asks for.
    """
    if cell.pending:
        raise CellError(
            "hier staat een formule waarvan de uitkomst niet is opgeslagen.",
            "Open de werkmap in Excel of LibreOffice en sla die opnieuw op, of typ de waarde in plaats van de formule.",
        )
    value = unescaped(cell.value).strip() if isinstance(cell.value, str) else cell.value
    if value is None or value == "":
        return None
    if cell.failed:
        raise CellError(f"hier staat de foutmelding {value} van een formule.", "Herstel de formule, of typ de waarde.")
    if column.kind in _READERS:
        return _READERS[column.kind](cell._replace(value=value))
    if column.kind in _LISTED:
        return _listed(_theme(cell._replace(value=value)), column, choices)
    return _text(cell._replace(value=value))


def _listed(text: str, column: Column, choices: Choices) -> str:
    """The id that is meant. What is not known of a theme, criterion or indicator is left to the checks of every findings file."""
    found = choices.meant(column, text)
    if found is not None or column.kind != "choice":
        return found or text
    raise CellError(f"'{text}' is hier geen antwoord.", nearest(text, choices.of(column).values()))


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _theme(cell: Cell) -> str:
    if isinstance(cell.value, (datetime.date, datetime.time)):
        raise CellError(
            "van dit themanummer is een datum gemaakt.",
            "Kies het thema uit de lijst, of zet een ' voor het nummer: '1.3.",
            "Excel leest '1.3' als 1 maart.",
        )
    return _text(cell)


def _number(cell: Cell) -> float:
    value = cell.value
    if isinstance(value, str):
        value, percent = _from_text(value)
        return value / 100 if percent and cell.percent else value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise CellError(f"'{_text(cell)}' is geen getal.", "Vul een getal in, zoals 12,5; wat niet bekend is, blijft leeg.")
    # A cell shown as 12,5% holds 0,125. Rounded, for 0.07 * 100 is not 7 to a computer.
    return float(f"{value * 100:.12g}") if cell.percent else value


def _from_text(text: str) -> tuple[float, bool]:
    """A number as the Dutch or as programs write it, and whether it had a per cent sign."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).removesuffix("%")
    if _THOUSANDS.fullmatch(bare):
        raise CellError(
            f"'{text}' heeft een punt voor de duizendtallen.",
            f"Typ {bare.replace('.', '')}, zonder punt.",
            "Het kan ook een decimale punt zijn.",
        )
    if not _NUMBER.fullmatch(bare):
        raise CellError(f"'{text}' is geen getal.", "Vul een getal in, zoals 12,5; wat niet bekend is, blijft leeg.")
    if "," in bare and "." in bare:
        bare = bare.replace("." if bare.rindex(",") > bare.rindex(".") else ",", "")
    number = float(bare.replace(",", "."))
    return number, text.rstrip().endswith("%")


def _whole(cell: Cell) -> int:
    number = _number(cell)
    if number != int(number):
        shown = f"{number:.12g}".replace(".", ",")
        raise CellError(f"hier hoort een heel getal, en er staat {shown}.", "Vul een heel getal in, zonder punten.")
    return int(number)


def _year(cell: Cell) -> int:
    try:
        return _whole(cell)
    except CellError:
        raise CellError(f"'{_text(cell)}' is geen jaartal.", "Vul één jaartal in, zoals 2027.") from None


def _years(cell: Cell) -> list[int]:
    text = re.sub(r"\ben\b", ",", _text(cell))
    if not re.fullmatch(r"[\s,;./]*([0-9]{4}[\s,;./]*)+", text):
        raise CellError(f"'{_text(cell)}' zijn geen jaartallen.", "Vul jaartallen in met een komma ertussen, zoals 2024, 2025.")
    return [int(year) for year in re.findall("[0-9]{4}", text)]


def _date(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in _SERIALS:
        day = from_excel(value)
        return (day.date() if isinstance(day, datetime.datetime) else day).isoformat()
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(str(value), form).date().isoformat()
        except ValueError:
            continue
    raise CellError(f"'{_text(cell)}' is geen datum.", "Vul een dag in, zoals 31-10-2026.")


_READERS: Mapping[CellKind, Callable[[Cell], Any]] = {
    "number": _number,
    "percent": _number,
    "values": _number,
    "whole": _whole,
    "year": _year,
    "score": _whole,
    "version": _whole,
    "years": _years,
    "date": _date,
}
