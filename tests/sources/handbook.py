"""The source texts as tables and sections, read without any help from the knowledge files.

The texts are not part of this repository. They are looked for in the folder of the environment variable KBV_SOURCES,
else in `shared/sources` beside the checkout.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path

SOURCES = Path(os.environ.get("KBV_SOURCES") or Path(__file__).parents[3] / "shared" / "sources")
HANDBOOK = SOURCES / "kernbeleid-veiligheid-2021.txt"
REPORT_FORMAT = SOURCES / "format-veiligheidsanalyse.txt"
PRESENT = HANDBOOK.is_file() and REPORT_FORMAT.is_file()

# How the handbook begins the label of each row; 'uitleg thema' and 'uitleg aspect' are the same row.
ROW_LABELS = {
    "uitleg": "explanation",
    "rol gemeente": "role",
    "partners in de aanpak": "partners",
    "wet- en regelgeving": "laws",
    "aanpak, maatregelen": "measures",
    "effectinformatie": "data_sources",
    "effectindicatoren": "indicators",
    "beschikbare instrumenten": "instruments",
    "raakvlakken/verbindingen": "cross_links",
    "belangrijke ontwikkelingen": "developments",
}
BULLET = "•"

_TABLE_HEADING = re.compile(r"Veiligheidsveld \d: .* - (?:(?:[Vv]eiligheidsthema (\d\.\d))|(?:aspect 1\.(\d) aanpak)): (.*)")
_LAST_TABLE_ENDS_AT = "3 Producten Kernbeleid Veiligheid"
_TAG = re.compile(r"</?[a-z]+(?:\s[^>]*)?>", re.IGNORECASE)
_URL_IN_BRACKETS = re.compile(r"<(https?://[^>]*)>")
_SPELLINGS = str.maketrans({"‘": "'", "’": "'", "“": "'", "”": "'", '"': "'", "–": "-", "—": "-", "‑": "-", "…": "...", "*": ""})


@dataclass(frozen=True)
class Table:
    """One table of part 2: a theme ('1.1'..'5.5') or an approach aspect ('A1'..'A6'), the text per row as printed."""

    title: str
    rows: dict[str, str] = field(default_factory=dict)


def normalised(text: str) -> str:
    """The text without what makes two prints of the same words differ: tags, `*`, quote style, dashes, space, case."""
    untagged = _TAG.sub(" ", _URL_IN_BRACKETS.sub(r"\1", text))
    return " ".join(untagged.translate(_SPELLINGS).replace(BULLET, f" {BULLET} ").split()).lower()


def places(printed: str, text: str) -> list[tuple[int, int]]:
    """Where `printed` stands in a normalised text, as whole words: 'brand' does not stand in 'brandweer'."""
    wanted = re.escape(normalised(printed))
    return [match.span() for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", text)]


@cache
def tables() -> dict[str, Table]:
    """The 28 tables of part 2, by theme and aspect; a table cut by a page break is one table."""
    found: dict[str, Table] = {}
    table, row = Table(""), ""
    for line in _lines_of_tables():
        if heading := _TABLE_HEADING.fullmatch(line):
            theme, aspect, title = heading.groups()
            table, row = found.setdefault(theme or f"A{aspect}", Table(title)), ""
            continue
        label, _, text = line.partition("\t")
        began = [key for start, key in ROW_LABELS.items() if normalised(label).startswith(start)]
        if began:
            row = began[0]
            table.rows[row] = ""
        else:
            text = line
        if row:
            table.rows[row] = f"{table.rows[row]} {text}".strip()
    return found


@cache
def row_text(subject: str, row: str) -> str:
    """The normalised text of one row; empty when the cell is empty or the table has no such row."""
    return normalised(tables()[subject].rows.get(row, ""))


def printed_links(theme: str) -> list[str]:
    """The themes that the cross-link row of a theme names, in order: what stands before ': ' but is no field."""
    return re.findall(r"(?<!veiligheidsveld )\b(\d\.\d): ", row_text(theme, "cross_links"))


@cache
def handbook_text() -> str:
    """The whole handbook, normalised."""
    return normalised(HANDBOOK.read_text(encoding="utf-8"))


@cache
def report_format_text() -> str:
    """The report format of the safety analysis, normalised."""
    return normalised(REPORT_FORMAT.read_text(encoding="utf-8"))


@cache
def sections() -> dict[str, str]:
    """The normalised text of each section of part 1 by its heading, which the table of contents or a step gives."""
    contents = [line.partition("\t")[0] for line in _handbook_lines() if re.fullmatch(r".+\t\d+", line)]
    headings = {normalised(name) for name in (*contents, "'Zorg en veiligheid'")}
    found: dict[str, list[str]] = {}
    heading = ""
    for line in takewhile(lambda line: not _TABLE_HEADING.fullmatch(line), _handbook_lines()):
        name = normalised(line.partition(" [doorlooptijd")[0])
        if name in headings or re.match(r"Stap \d: ", line):
            heading = name
        found.setdefault(heading, []).append(line)
    return {name: normalised("\n".join(lines)) for name, lines in found.items()}


@cache
def _handbook_lines() -> tuple[str, ...]:
    return tuple(line.strip() for line in HANDBOOK.read_text(encoding="utf-8").splitlines())


def _lines_of_tables() -> Iterator[str]:
    lines = _handbook_lines()
    start = next(number for number, line in enumerate(lines) if _TABLE_HEADING.fullmatch(line))
    yield from (line for line in takewhile(lambda line: line != _LAST_TABLE_ENDS_AT, lines[start:]) if line.strip("-\t "))
