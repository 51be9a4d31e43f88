"""Writes the workbook: the form with its lists, notes and protection, and whatever is filled in already."""

from __future__ import annotations

import datetime
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from kbv_rules.findings.workbook import layout
from kbv_rules.findings.workbook.choices import Choices
from kbv_rules.findings.workbook.contents import Contents, Row, contents_of
from kbv_rules.findings.workbook.form import REPEATED, load_form
from kbv_rules.findings.workbook.lists import Lists

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kbv_rules.findings.workbook.form import CellKind, Column, TableForm, ThemesSheet
    from kbv_rules.findings.workbook.layout import Slot
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Findings
    from kbv_rules.rules.rule_set import RuleSet

_WIDE = 14
_BELOW_TITLE = 2
# The size of a note against that of other text, and the height of a line.
_NOTE, _LINE = 0.82, 15
# How long a line with sub-themes gets.
_LONG = 150
# How many rows stay free below those that are filled in, and what Excel allows for texts in a cell's prompt.
_FREE = 5
_PROMPT, _PROMPT_TITLE = 250, 30
_SCORES = range(5)
_EXCEL_BEGINS = datetime.date(1900, 3, 1)


def findings_to_workbook(findings: Findings, knowledge: Knowledge, rules: RuleSet) -> bytes:
    """Findings as the bytes of an .xlsx file. Reading it gives the same findings."""
    return workbook(contents_of(findings), Choices(load_form(), knowledge, rules), findings.date)


def workbook(contents: Contents, choices: Choices, today: datetime.date) -> bytes:
    """The workbook as the bytes of an .xlsx file; its columns for figures end with the year before `today`."""
    return _Book(contents, choices, today).make()


class _Book:
    """Fills one workbook, sheet by sheet and from top to bottom."""

    def __init__(self, contents: Contents, choices: Choices, today: datetime.date) -> None:
        self.contents = contents
        self.choices = choices
        self.form = choices.form
        self.today = today
        self.book = Workbook()
        for style in layout.styles():
            self.book.add_named_style(style)
        self.lists = Lists(choices, contents.order)
        # One rule per sheet and kind of answer, over all cells it is for.
        self.rules: dict[tuple[str, str, str], DataValidation] = {}

    def make(self) -> bytes:
        properties = self.book.properties
        name = self.contents.block.get("municipality.name")
        properties.title = layout.escaped(f"{self.form.title}: {name}" if name else self.form.title)
        properties.creator, properties.language = "kbv-rules", "nl-NL"
        self._start()
        for id_, themes in self.choices.fields.items():
            name = next(field.name for field in self.choices.knowledge.catalogue.fields if field.id == id_)
            self._themes(self.form.field_sheet, {"id": id_, "name": name}, themes)
        self._themes(self.form.cross_cutting_sheet, {}, list(self.choices.knowledge.cross_cutting))
        self.lists.write(self.book)
        for sheet in self.book.worksheets:
            _protect(sheet)
            _print(sheet, self.form.footer)
        self.book.calculation.fullCalcOnLoad = True
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    # The sheets

    def _start(self) -> None:
        sheet = self.book.worksheets[0]
        start = self.form.start
        sheet.title = start.name
        _put(sheet, 1, 1, self.form.title, layout.TITLE)
        for row, line in enumerate(start.intro, 2):
            _put(sheet, row, 1, line, layout.WORDS)
        row = len(start.intro) + 3
        _heading(sheet, row, start.block)
        for column in start.fields:
            row += 1
            label = f"{column.label} {self.form.required_mark}" if column.required and column.kind != "version" else column.label
            _put(sheet, row, 1, label, layout.WORDS)
            cell = sheet.cell(row, 2)
            if column.kind == "version":
                cell.style = layout.SHOWN
            else:
                cell.style = layout.input_style(column.kind)
                self._guard(sheet, column, f"B{row}", self.lists.ranges(column))
            self._fill(cell, column, self.contents.block.get(column.key))
            _put(sheet, row, 3, column.note, layout.BESIDE)
        row += 2
        for name in start.tables:
            row = self._table(sheet, row, name, self.contents.start.get(name, []), list(self.choices.themes))
        sheet.freeze_panes = f"A{_BELOW_TITLE}"

    def _themes(self, form: ThemesSheet, names: Mapping[str, str], owners: Sequence[str]) -> None:
        sheet = self.book.create_sheet(form.name.format(**names))
        _put(sheet, 1, 1, form.title.format(**names), layout.TITLE)
        _put(sheet, 2, 1, form.themes, layout.WORDS)
        row = 3
        for id_ in owners:
            shown = self.choices.themes_of([id_])
            subs = [self.choices.knowledge.name(sub) for sub in shown if sub != id_]
            _put(sheet, row, 1, shown[id_], layout.STRONG)
            for line in textwrap.wrap(", ".join(subs), _LONG) or [""]:
                _put(sheet, row, 2, line, layout.WORDS)
                row += 1
        row += 1
        for name in form.tables:
            row = self._table(sheet, row, name, self.contents.rows_on(owners, name), list(self.choices.themes_of(owners)))
        sheet.freeze_panes = f"B{_BELOW_TITLE}"

    # One table

    def _table(self, sheet: Worksheet, top: int, name: str, rows: Sequence[Row], themes: Sequence[str]) -> int:
        """Write a table from row `top` on; the row at which the next one can begin."""
        form = self.form.tables[name]
        repeated = [column.key for column in form.columns if column.kind in REPEATED]
        most = {key: max((len(row.value(key) or ()) for row in rows), default=0) for key in repeated}
        columns = layout.slots(form, self._years(rows), most, self.form.required_mark)
        _heading(sheet, top, form.title)
        _put(sheet, top + 1, 1, form.question, layout.WORDS)
        self._headers(sheet, top + 2, columns)
        first, last = top + 4, top + 3 + max(form.rows, len(rows) + _FREE)
        for position, slot in enumerate(columns, 1):
            letter = get_column_letter(position)
            for row in range(first, last + 1):
                cell = sheet.cell(row, position)
                if slot.column.kind == "anchor":
                    cell.style = layout.SHOWN
                    cell.value = self._anchor(form, row)
                else:
                    cell.style = layout.input_style(slot.column.kind)
                    if row - first < len(rows):
                        self._fill(cell, slot.column, _of_slot(rows[row - first], slot))
            if slot.column.kind != "anchor":
                self._guard(sheet, slot.column, f"{letter}{first}:{letter}{last}", self.lists.ranges(slot.column, themes))
        for row in range(first, first + len(rows)):
            self._grow(sheet, row, len(columns))
        return last + 2

    @staticmethod
    def _grow(sheet: Worksheet, row: int, columns: int) -> None:
        """Make a filled row as high as its longest text asks; an empty one grows by itself while somebody types."""
        most = 1
        for position in range(1, columns + 1):
            value = sheet.cell(row, position).value
            if isinstance(value, str) and not value.startswith("=IF("):
                most = max(most, layout.lines(value, int(sheet.column_dimensions[get_column_letter(position)].width)))
        if most > 1:
            sheet.row_dimensions[row].height = _LINE * most + 3

    def _years(self, rows: Iterable[Row]) -> list[int]:
        """The years that get a column: the last ones, and those of the figures that are there."""
        last = self.today.year - 1
        used = {year for row in rows for year in (row.value("values") or ())}
        return sorted({*range(last - self.form.years + 1, last + 1), *used})

    def _headers(self, sheet: Worksheet, row: int, columns: Sequence[Slot]) -> None:
        """The notes, and the headers below them."""
        height = 1
        seen: set[str] = set()
        for position, slot in enumerate(columns, 1):
            letter = get_column_letter(position)
            size = sheet.column_dimensions[letter]
            size.width = max(slot.column.width, size.width if size.customWidth else 0)
            header = sheet.cell(row + 1, position, slot.header)
            header.style = layout.HEADER
            if slot.column.key in seen:
                continue
            seen.add(slot.column.key)
            over = slot.column.kind in ("values", *REPEATED)  # goes on over the columns that follow
            _put(sheet, row, position, slot.column.note, layout.OVER if over else layout.NOTE)
            if not over:
                height = max(height, layout.lines(slot.column.note, slot.column.width, _NOTE))
            header.comment = Comment(self._said(slot.column), "kbv-rules", width=320, height=110)
        sheet.row_dimensions[row].height = 13 * height + 2
        sheet.row_dimensions[row + 1].height = 32

    def _said(self, column: Column) -> str:
        """The note on a column with what its kind of cell takes."""
        prompt = self.form.prompts.get("theme" if column.kind in ("themes", "candidate") else self._kind(column), "")
        return f"{column.note} {prompt}".strip()

    @staticmethod
    def _kind(column: Column) -> str:
        return {"values": "number", "criterion": "choice", "indicator": "choice"}.get(column.kind, column.kind)

    # One cell

    def _fill(self, cell: Any, column: Column, value: Any) -> None:
        if value is None or value == ():
            return
        if isinstance(value, str):
            text = self.choices.show(column, value)
        elif isinstance(value, tuple):
            text = ", ".join(map(str, value))
        elif isinstance(value, datetime.date) and value < _EXCEL_BEGINS:  # before its calendar
            text = value.isoformat()
        elif isinstance(value, float) and float(f"{value:.16g}") != value:  # more digits than openpyxl writes
            text = repr(value)
        else:
            cell.value = value
            return
        cell.value = layout.escaped(text)
        cell.data_type = "s"  # also where it begins with '=' or looks like '#N/B'

    def _guard(self, sheet: Worksheet, column: Column, cells: str, source: str | None) -> None:
        """What may be typed in these cells, and what is said as soon as somebody stands in one."""
        key = (sheet.title, column.key, cells if source is None else source)
        rule = self.rules.get(key)
        if rule is None:
            rule = _validation(column.kind, source)
            rule.promptTitle = column.label[:_PROMPT_TITLE]
            rule.prompt = self._said(column)[:_PROMPT]
            rule.showInputMessage = True
            rule.error = self.form.prompts["outside" if rule.errorStyle == "warning" else "wrong"] + " " + rule.prompt[:150]
            rule.errorTitle = column.label[:_PROMPT_TITLE]
            rule.showErrorMessage = rule.type is not None
            self.rules[key] = rule
            sheet.add_data_validation(rule)
        rule.add(cells)

    def _anchor(self, form: TableForm, row: int) -> str:
        """The formula that shows what the score in this row means."""
        at = {column.kind: get_column_letter(position) for position, column in enumerate(form.columns, 1)}
        criterion, score = f"{at['criterion']}{row}", f"{at['score']}{row}"
        found = f"INDEX({self.lists.anchors},MATCH({criterion},{self.lists.criteria},0),{score}+1)"
        return f'=IF(OR({criterion}="",{score}=""),"",IFERROR({found},""))'


def _validation(kind: CellKind, source: str | None) -> DataValidation:
    if source is not None:
        stop = kind in ("choice", "criterion")
        return DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="stop" if stop else "warning")
    if kind == "score":
        return DataValidation(type="list", formula1=f'"{",".join(map(str, _SCORES))}"', allow_blank=True, errorStyle="stop")
    if kind == "year":
        return DataValidation(type="whole", operator="between", formula1="1990", formula2="2100", allow_blank=True)
    if kind == "whole":
        return DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    if kind in ("number", "percent", "values"):
        return DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    if kind == "date":
        return DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, errorStyle="warning")
    return DataValidation(allow_blank=True)


def _of_slot(row: Row, slot: Slot) -> Any:
    value = row.value(slot.column.key)
    if slot.column.kind == "values":
        return (value or {}).get(slot.number)
    if slot.column.kind in REPEATED:
        return value[slot.number - 1] if value and slot.number <= len(value) else None
    return value


def _put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    cell = sheet.cell(row, column, layout.escaped(text))
    cell.style = style


def _heading(sheet: Worksheet, row: int, text: str) -> None:
    _put(sheet, row, 1, text, layout.HEADING)
    sheet.row_dimensions[row].height = 24


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps titles and formulas from being overwritten by accident, no more. False is allowed here."""
    protection = sheet.protection
    protection.enable()
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.sort = protection.autoFilter = False


def _print(sheet: Worksheet, footer: str) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1 if sheet.max_column < _WIDE else 2, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_cols = "A:A"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart("&A"), right=_HeaderFooterPart(footer))
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = 18, True
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
