"""The source texts as tables and sections, read without any help from the knowledge files.

The texts are not part of this repository. They are looked for in the folder of the environment variable KBV_SOURCES,
else in `shared/sources` beside the checkout.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(os.environ.get("KBV_SOURCES") or Path(__file__).resolve().parents[3] / "shared" / "sources")
HANDBOOK = SOURCES / "kernbeleid-veiligheid-2021.txt"
REPORT_FORMAT = SOURCES / "format-veiligheidsanalyse.txt"
PRESENT = HANDBOOK.is_file() and REPORT_FORMAT.is_file()

THEMES_PER_FIELD = {"1": 4, "2": 5, "3": 4, "4": 4, "5": 5}
THEMES = tuple(f"{field}.{number}" for field, last in THEMES_PER_FIELD.items() for number in range(1, last + 1))
ASPECTS = ("A1", "A2", "A3", "A4", "A5", "A6")

# How the label of each row begins; 'uitleg thema' and 'uitleg aspect' are the same row.
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

_TABLE_HEADING = re.compile(r"Veiligheidsveld \d: .* - (?:veiligheidsthema (\d\.\d)|aspect 1\.(\d) aanpak): .*", re.I)
_END_OF_TABLES = "3 Producten Kernbeleid Veiligheid"
_STEP_HEADING = re.compile(r"(Stap \d: [^\[]*)(?: \[doorlooptijd: .*\])?")
_CONTENTS_LINE = re.compile(r"(.+)\t\d+")
_TAG = re.compile(r"</?[a-z]+(?:\s[^>]*)?>", re.IGNORECASE)
_URL_IN_BRACKETS = re.compile(r"<(https?://[^>]*)>")
_SPELLINGS = str.maketrans({**dict.fromkeys('‘’“”"', "'"), **dict.fromkeys("–—‑", "-"), "…": "...", "*": ""})


class Span(NamedTuple):
    """From where up to where something stands in a normalised text."""

    start: int
    end: int


def normalised(text: str) -> str:
    """The text without what makes two prints of the same words differ: tags, `*`, quote style, dashes, space, case."""
    untagged = _TAG.sub(" ", _URL_IN_BRACKETS.sub(r"\1", text))
    return " ".join(untagged.translate(_SPELLINGS).replace(BULLET, f" {BULLET} ").split()).lower()


def places(printed: str, text: str) -> list[Span]:
    """Where `printed` stands in a normalised text, in whole words: 'brand' does not stand in 'brandweer'."""
    wanted = normalised(printed)
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    return [Span(*found.span()) for found in re.finditer(before + re.escape(wanted) + after, text)]


def row_text(subject: str, row: str) -> str:
    """The normalised text of one row of a theme or aspect; empty when the cell is empty or the table lacks the row."""
    return _tables()[subject].get(row, "")


def printed_links(theme: str) -> list[str]:
    """The themes that the cross-link row names, in order: the number before each ': ' that is not a field's."""
    return re.findall(r"\b(\d\.\d): ", row_text(theme, "cross_links"))


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
    """The sections outside the tables by normalised heading: those in the table of contents, and the six steps."""
    outside = _lines()[: _start_of_tables()] + _lines()[_end_of_tables() :]
    contents = [found[1] for line in outside if (found := _CONTENTS_LINE.fullmatch(line))]
    headings = {normalised(name) for name in (*contents, "'Zorg en veiligheid'")}
    texts: dict[str, list[str]] = defaultdict(list)
    heading = ""
    for line in outside:
        step = _STEP_HEADING.fullmatch(line)
        name = normalised(step[1] if step else line)
        heading = name if step or name in headings else heading
        texts[heading].append(line)
    return {name: normalised("\n".join(lines)) for name, lines in texts.items()}


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The 28 tables of part 2, the normalised text per row; a table cut by a page break is one table."""
    texts: dict[str, dict[str, str]] = {}
    subject = row = ""
    for line in _lines()[_start_of_tables() : _end_of_tables()]:
        if heading := _TABLE_HEADING.fullmatch(line):
            subject, row = heading[1] or f"A{heading[2]}", ""
            continue
        label, _, text = line.partition("\t")
        if set(label) <= {"-"}:
            continue
        begun = [key for beginning, key in ROW_LABELS.items() if normalised(label).startswith(beginning)]
        row, rest = (begun[0], text) if begun else (row, line)
        rows = texts.setdefault(subject, {})
        rows[row] = f"{rows.get(row, '')} {normalised(rest)}".strip()
    return texts


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line.strip() for line in HANDBOOK.read_text(encoding="utf-8").splitlines())


def _start_of_tables() -> int:
    return next(number for number, line in enumerate(_lines()) if _TABLE_HEADING.fullmatch(line))


def _end_of_tables() -> int:
    return len(_lines()) - 1 - _lines()[::-1].index(_END_OF_TABLES)
