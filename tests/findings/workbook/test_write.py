"""A form that an adviser can fill in without explanation, and cannot break by accident."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kbv_rules.findings.workbook.blank import blank_workbook
from kbv_rules.findings.workbook.form import load_form, plain
from tests.findings.workbook.making import CHOICES, FIELD_1, FOUND, START, TODAY, at, line, read, written
from tests.strategies import KNOWLEDGE, RULES

FORM = load_form()
SHEETS = ["Start", "Veld 1", "Veld 2", "Veld 3", "Veld 4", "Veld 5", "Overstijgend", "Lijsten"]


@pytest.fixture(scope="module")
def blank() -> Workbook:
    return load_workbook(io.BytesIO(blank_workbook(KNOWLEDGE, RULES, today=TODAY, municipality="terneuzen")))


@pytest.fixture(scope="module")
def filled() -> Workbook:
    return load_workbook(io.BytesIO(written(FOUND)))


def listed(book: Workbook, sheet: Worksheet, cell: str) -> list[object]:
    """What can be picked in a cell."""
    rule = next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref and rule.type == "list")
    name, _, cells = str(rule.formula1).replace("$", "").rpartition("!")
    return [row[0].value for row in book[name.strip("'")][cells]]


def test_there_is_a_sheet_to_start_one_per_field_and_one_for_what_runs_through_them(blank: Workbook) -> None:
    assert blank.sheetnames == SHEETS


def test_the_municipality_is_filled_in(blank: Workbook) -> None:
    sheet = blank[START]
    block = {plain(row[0].value): row[1].value for row in sheet.iter_rows(max_row=20) if row[0].value}
    assert (block["naam van de gemeente"], block["cbs-code"]) == ("Terneuzen", "GM0715")
    assert "CBS" in block["bron van de inwoneraantallen"]
    years = [at(sheet, "2.", "Jaar", row).value for row in range(1, 11)]
    assert years == sorted(years)
    assert len(years) == FORM.years
    assert all(40_000 < at(sheet, "2.", "Inwoners", row).value < 70_000 for row in range(1, 11))


def test_every_theme_of_a_field_can_be_picked_on_its_sheet_and_no_other(blank: Workbook) -> None:
    sheet = blank["Veld 3"]
    shown = listed(blank, sheet, at(sheet, "1b.", "Thema").coordinate)
    wanted = [
        id_ for theme in KNOWLEDGE.themes.values() if theme.field == "3" for id_ in (theme.id, *(s.id for s in theme.sub_themes))
    ]
    assert [CHOICES.meant(FORM.tables["figures"].columns[0], str(text)) for text in shown] == wanted


def test_every_subject_shows_differently() -> None:
    assert len({plain(text) for text in CHOICES.themes.values()}) == len(CHOICES.themes)
    assert len({plain(text) for text in CHOICES.candidates.values()}) == len(CHOICES.candidates)
    assert len({plain(text) for text in CHOICES.indicators.values()}) == len(CHOICES.indicators)


@pytest.mark.parametrize("name", SHEETS[:-1])
def test_only_cells_to_fill_in_are_open(blank: Workbook, name: str) -> None:
    sheet = blank[name]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and not cell.protection.locked:
                assert name == START  # what is known of the municipality
            if not cell.protection.locked:
                assert cell.border.left.style == "thin", "where to type shows without colour"


def test_the_lists_are_locked(blank: Workbook) -> None:
    assert blank["Lijsten"].protection.sheet
    assert all(cell.protection.locked for row in blank["Lijsten"].iter_rows() for cell in row)


@pytest.mark.parametrize("name", SHEETS[1:-1])
def test_every_column_has_a_note_above_it_and_a_longer_one_in_its_header(blank: Workbook, name: str) -> None:
    sheet = blank[name]
    for table in FORM.field_sheet.tables:
        form = FORM.tables[table]
        for column in form.columns:
            if column.kind == "values":
                continue
            label = f"{column.label} *" if column.required else column.label
            header = at(sheet, form.title, label, 0)
            assert header.offset(-1, 0).value == column.note
            assert header.comment is not None
            assert header.comment.text.startswith(column.note)


def test_every_cell_to_fill_in_says_what_it_takes(blank: Workbook) -> None:
    for name in SHEETS[:-1]:
        sheet = blank[name]
        told: set[str] = set()
        for rule in sheet.data_validations.dataValidation:
            assert rule.showInputMessage
            assert rule.prompt
            for cells in str(rule.sqref).split():
                left, top, right, bottom = range_boundaries(cells)
                told |= {sheet.cell(r, c).coordinate for r in range(top, bottom + 1) for c in range(left, right + 1)}
        unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        assert unlocked == told


def test_the_meaning_of_a_score_stands_beside_it(filled: Workbook) -> None:
    formula = at(filled[FIELD_1], "1b.", "Wat deze score betekent").value
    score = at(filled[FIELD_1], "1b.", "Score *").coordinate
    assert formula.startswith(f'=IF(OR(C{score[1:]}="",{score}="")')
    lists = filled["Lijsten"]
    header = next(cell for cell in lists[4] if cell.value == FORM.lists_sheet.anchors)
    row = next(row for row in range(5, 20) if lists.cell(row, header.column).value == "Ernst")
    assert lists.cell(row, header.column + 2 + 3).value == "zware schade of grote schok voor slachtoffers"


def test_a_form_has_a_column_for_each_of_the_last_years(blank: Workbook) -> None:
    header = at(blank[FIELD_1], "1a.", "2016", 0)
    assert [header.offset(0, step).value for step in range(10)] == list(range(2016, 2026))


def test_years_of_the_findings_get_a_column_too() -> None:
    item = FOUND.findings[0]
    figure = item.figures[0].model_copy(update={"values": {1999: 1.0, 2025: 2.0}})
    found = FOUND.model_copy(update={"findings": (item.model_copy(update={"figures": (figure,)}),)})
    book = load_workbook(io.BytesIO(written(found)))
    assert at(book[FIELD_1], "1a.", "1999").value == 1


def test_there_is_room_for_more_than_is_filled_in(filled: Workbook) -> None:
    assert not at(filled[FIELD_1], "1a.", "Thema *", 6).protection.locked


def test_it_prints_on_paper(blank: Workbook) -> None:
    for sheet in blank.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_reader_for_the_blind_gets_a_title_a_language_and_no_merged_cells(blank: Workbook) -> None:
    assert (blank.properties.language, bool(blank.properties.title)) == ("nl-NL", True)
    assert all(not sheet.merged_cells.ranges and sheet["A1"].value for sheet in blank.worksheets)


def test_the_form_filled_in_a_little_is_read(tmp_path: Path) -> None:
    """The whole form as it is handed out, not the small one of the other tests."""
    book = load_workbook(io.BytesIO(blank_workbook(KNOWLEDGE, RULES, today=TODAY, municipality="GM0715")))
    for label, value in (
        ("Eerste jaar van het nieuwe plan *", 2027),
        ("Laatste jaar van het nieuwe plan *", 2030),
        ("Datum van de bevindingen *", datetime.datetime(2026, 10, 31)),
    ):
        line(label, value)(book)
    book.save(tmp_path / "b.xlsx")
    found = read(tmp_path / "b.xlsx")
    assert (found.municipality.code, found.period.start, found.findings) == ("GM0715", 2027, ())
