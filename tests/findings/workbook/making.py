"""Small workbooks to try the reader on: written by our own writer, then changed as somebody with Excel would."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kbv_rules.findings.read import read_findings
from kbv_rules.findings.workbook.choices import Choices
from kbv_rules.findings.workbook.contents import contents_of
from kbv_rules.findings.workbook.form import Form, load_form, plain
from kbv_rules.findings.workbook.write import workbook
from kbv_rules.model.findings import Findings
from tests.strategies import KNOWLEDGE, RULES

Edit = Callable[[Workbook], object]
HERE = Path(__file__).parent


def small_form() -> Form:
    """The form with few empty rows and years, so that it is quickly written and read."""
    form = load_form()
    tables = {name: table.model_copy(update={"rows": 1}) for name, table in form.tables.items()}
    return form.model_copy(update={"tables": tables, "years": 2})


CHOICES = Choices(small_form(), KNOWLEDGE, RULES)


def written(found: Findings) -> bytes:
    """The workbook of these findings, with a small form around it."""
    return workbook(contents_of(found), CHOICES, found.date)


def read(path: Path) -> Findings:
    return read_findings(path, knowledge=KNOWLEDGE, rules=RULES)


FOUND = Findings.model_validate(
    {
        "schema": 1,
        "municipality": {"name": "Terneuzen", "code": "GM0715", "population": {"2024": 55392, "2025": 55653}},
        "period": {"start": 2027, "end": 2030},
        "date": "2026-10-31",
        "agendas": [{"kind": "council", "name": "Motie", "themes": ["3.1", "S1"], "year": 2025}],
        "earlier_priorities": ["5.2"],
        "overrides": [
            {"candidate": "4.1", "decision": "promote", "by": "Driehoek", "date": "2026-10-20", "reason": "twee ongevallen"}
        ],
        "proposals": [{"name": "Wonen", "candidate": "1.3", "sub_themes": ["inbraak"], "elements": ["preventie", "een boa"]}],
        "findings": [
            {
                "theme": "1.3/woninginbraak",
                "figures": [
                    {
                        "name": "Inbraak woning",
                        "kind": "objective",
                        "unit": "count",
                        "values": {"2024": 57, "2025": 96},
                        "source": "Politie",
                        "direction": "lower_is_better",
                        "provisional": [2025],
                        "benchmark": {"value": 1.122, "unit": "per_1000", "group": "63 gemeenten", "year": 2025},
                    },
                    {
                        "name": "Voelt zich onveilig",
                        "kind": "subjective",
                        "unit": "percent",
                        "values": {"2024": 12.5, "2025": 13},
                        "source": "Veiligheidsmonitor",
                        "direction": "lower_is_better",
                    },
                ],
                "judgements": [
                    {"criterion": "ernst", "score": 3, "by": "Wijkagent", "date": "2026-05-19", "reason": "grote schok"},
                ],
                "approach": {"works": [{"text": "preventieweken"}], "bottlenecks": [{"text": "te weinig toezicht", "by": "Boa"}]},
                "reinforcements": [{"text": "een extra boa"}],
                "consultation": [{"group": "residents", "text": "angst voor inbraak", "share": 18, "date": "2026-04-20"}],
            },
            {"theme": "1.4", "observations": [{"text": "Het valt mee.", "about": "approach", "source": "Analyse"}]},
            {"theme": "4.4/waterveiligheid", "scenarios": [{"name": "Dijk", "likelihood": 1, "impact": 4, "source": "RRP"}]},
        ],
    }
)
FIELD_1, FIELD_4, START = "Veld 1", "Veld 4", "Start"
TODAY = datetime.date(2026, 11, 1)


def _slim(body: bytes) -> bytes:
    """Without what only helps people: notes, drop-down lists and the sheet behind them. Many times faster to change and read."""
    book = load_workbook(io.BytesIO(body))
    book.remove(book[CHOICES.form.lists_sheet.name])
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation = []
        for row in sheet.iter_rows():
            for cell in row:
                cell.comment = None
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_SOUND = _slim(written(FOUND))


def cell_of(sheet: str, title: str, header: str, row: int = 1) -> str:
    """The name of a cell of the workbook of `FOUND`, 'G17'."""
    return str(at(load_workbook(io.BytesIO(_SOUND))[sheet], title, header, row).coordinate)


def edited(target: Path, *edits: Edit) -> Path:
    """The workbook of `FOUND`, changed and saved again."""
    book = load_workbook(io.BytesIO(_SOUND))
    for edit in edits:
        edit(book)
    book.save(target)
    return target


def at(sheet: Worksheet, title: str, header: str, row: int = 1) -> Any:
    """The cell under a header of the table with this title; `row` counts from the first below the headers."""
    top = next(cell.row for cell in sheet["A"] if cell.value is not None and plain(cell.value).startswith(plain(title)))
    for number in range(top + 1, top + 6):
        for cell in sheet[number]:
            if cell.value is not None and plain(cell.value) == plain(header):
                return sheet.cell(number + row, cell.column)
    raise KeyError(header)


def put(sheet: str, title: str, header: str, value: Any, row: int = 1, form: str | None = None) -> Edit:
    """An edit that types a value in a cell, and gives it a number format where one is named."""

    def type_in(book: Workbook) -> None:
        cell = at(book[sheet], title, header, row)
        cell.value = value
        if form:
            cell.number_format = form

    return type_in


def line(label: str, value: Any) -> Edit:
    """An edit that types a value behind a label of the first sheet."""

    def type_in(book: Workbook) -> None:
        sheet = book[START]
        row = next(cell.row for cell in sheet["A"] if cell.value is not None and plain(cell.value) == plain(label))
        sheet.cell(row, 2).value = value

    return type_in
