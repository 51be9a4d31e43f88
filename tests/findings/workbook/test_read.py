"""A filled-in workbook gives the findings that were typed, or says in which cell something is wrong."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook

from kbv_rules.errors import InputError
from kbv_rules.findings.read import read_findings, to_findings
from kbv_rules.findings.workbook.form import load_form
from kbv_rules.findings.write_yaml import findings_to_yaml
from kbv_rules.model.findings import Findings, ThemeFindings
from kbv_rules.yaml_file import parse_yaml
from tests.cli.running import EXAMPLES
from tests.findings.workbook.making import (
    FIELD_1,
    FIELD_4,
    FOUND,
    HERE,
    START,
    Edit,
    at,
    cell_of,
    edited,
    line,
    put,
    read,
    written,
)
from tests.strategies import KNOWLEDGE, RULES, findings, law

ENGLISH = re.compile(r"\b(the|should|must|not|expected|valid|input|error|line|column|None|count|unit)\b")


def through_a_workbook(found: Findings, folder: Path) -> Findings:
    file = folder / "bevindingen.xlsx"
    file.write_bytes(written(found))
    return read(file)


def message(file: Path) -> str:
    with pytest.raises(InputError) as refused:
        read(file)
    return str(refused.value).replace(f"{file}, ", "").replace(f"{file}: ", "")


# Without loss


@law(4)
@given(found=findings(most=4))
def test_whatever_is_written_reads_as_it_was(tmp_path_factory: pytest.TempPathFactory, found: Findings) -> None:
    assert through_a_workbook(found, tmp_path_factory.mktemp("werkmap")) == found


@pytest.mark.parametrize("example", ["terneuzen", "waterwijk"])
def test_an_example_goes_from_yaml_to_a_workbook_and_back(example: str, tmp_path: Path) -> None:
    original = read_findings(EXAMPLES / f"{example}.yaml", knowledge=KNOWLEDGE, rules=RULES)
    back = through_a_workbook(original, tmp_path)
    assert back == original
    again = to_findings(parse_yaml(findings_to_yaml(back).encode(), "bevindingen.yaml"), KNOWLEDGE, RULES)
    assert again == original


STRANGE = [
    "=1+1",
    "#N/B",
    "1.3",
    "nee",
    "twee\nregels",
    "regel\r\neinde",
    "een \x0b teken \ufffe",
    "_x0041_ en x005F_",
    "  [komma], \"aanhaling\" & <teken> 'los'",
    "🚓",
]


def test_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    points = [{"text": text, "by": text} for text in STRANGE]
    item = ThemeFindings.model_validate({"theme": "1.2", "reinforcements": points})
    back = through_a_workbook(FOUND.model_copy(update={"findings": (item,)}), tmp_path).findings[0].reinforcements
    assert [(point.text, point.by) for point in back] == [(text.strip(), text.strip()) for text in STRANGE]


def test_a_number_keeps_every_digit(tmp_path: Path) -> None:
    values = dict(enumerate([0.1 + 0.2, 1e-7, 1 / 3, 99.12345678901234, 0.0], 2020))
    figure = FOUND.findings[0].figures[1].model_copy(update={"values": values})
    found = FOUND.model_copy(update={"findings": (ThemeFindings(theme="1.2", figures=(figure,)),)})
    assert through_a_workbook(found, tmp_path).findings[0].figures[0].values == values


def test_themes_keep_their_order_and_one_without_findings_stays(tmp_path: Path) -> None:
    themes = ("S2", "5.2", "1.1", "3.1/hangjongeren")
    items = tuple(
        ThemeFindings.model_validate({"theme": theme, "reinforcements": [{"text": "meer"}] if theme != "1.1" else []})
        for theme in themes
    )
    back = through_a_workbook(FOUND.model_copy(update={"findings": items}), tmp_path)
    assert [item.theme for item in back.findings] == list(themes)


def test_a_theme_of_which_all_rows_were_taken_out_is_gone(tmp_path: Path) -> None:
    def empty(book: Workbook) -> None:
        for header in ("Thema", "Scenario", "Waarschijnlijk", "Impact", "Bron"):
            for mark in ("", " *"):
                try:
                    at(book[FIELD_4], "1c.", header + mark).value = None
                except KeyError:
                    continue

    assert [item.theme for item in read(edited(tmp_path / "b.xlsx", empty)).findings] == ["1.3/woninginbraak", "1.4"]


# As people and programs leave it


def test_as_libreoffice_saved_it() -> None:
    """How the file was made stands in the README beside it."""
    assert read(HERE / "libreoffice.xlsx") == FOUND


SAME: dict[str, list[Edit]] = {
    "a decimal comma": [put(FIELD_1, "1a.", "2024", "12,5", 2)],
    "a per cent sign as text": [put(FIELD_1, "1a.", "2024", "12,5 %", 2)],
    "a cell shown as a percentage": [put(FIELD_1, "1a.", "2024", 0.125, 2, "0.0%")],
    "a whole number as text": [put(FIELD_1, "1a.", "2025", " 96 ")],
    "a whole number with decimals": [put(FIELD_1, "1b.", "Score", 3.0)],
    "a date as text": [put(FIELD_1, "1b.", "Datum", "19-5-2026")],
    "a date as a program writes it": [put(FIELD_1, "1b.", "Datum", "2026-05-19")],
    "a date with a time": [put(FIELD_1, "1b.", "Datum", datetime.datetime(2026, 5, 19, 13, 30))],
    "a date as a serial number": [put(FIELD_1, "1b.", "Datum", 46161, form="General")],
    "a year as text": [line("Eerste jaar van het nieuwe plan", "2027")],
    "a theme by its number": [put(FIELD_1, "1b.", "Thema", "1.3/woninginbraak")],
    "a theme by its name alone": [put(FIELD_1, "1b.", "Thema", "Woninginbraak")],
    "a theme as a number": [put(START, "4.", "Vorige prioriteit", 5.2)],
    "a theme with other words behind it": [put(START, "4.", "Vorige prioriteit", "5.2 ondermijning")],
    "another dash and capitals": [put(FIELD_1, "1b.", "Thema", "1.3 -  WONINGINBRAAK")],
    "an answer with a capital": [put(FIELD_1, "2 en 3", "Werkt of knelt", "Werkt")],
    "an answer as the file of findings has it": [put(FIELD_1, "1a.", "Eenheid", "count")],
    "a criterion by its id": [put(FIELD_1, "1b.", "Criterium", "ernst")],
    "one provisional year as a number": [put(FIELD_1, "1a.", "Voorlopige jaren", 2025)],
    "a header in capitals": [put(FIELD_1, "1b.", "Criterium", "CRITERIUM", 0)],
    "a header without its mark": [put(FIELD_1, "1b.", "Thema", "thema", 0)],
    "a year in a header as text": [put(FIELD_1, "1a.", "2024", "2024", 0)],
    "spaces far below": [lambda book: book[FIELD_1].cell(400, 2, "  ")],
    "blank columns beside it": [lambda book: book[FIELD_1].cell(9, 60, " ")],
    "a sheet of one's own": [lambda book: book.create_sheet("Kladblok").append(["zelf nog nakijken", 3])],
    "a row put in between": [lambda book: book[FIELD_4].insert_rows(8)],
    "a sheet's name in lower case": [lambda book: setattr(book[FIELD_1], "title", "veld 1 ")],
}


@pytest.mark.parametrize("how", sorted(SAME))
def test_the_findings_are_the_same_with(how: str, tmp_path: Path) -> None:
    assert read(edited(tmp_path / "b.xlsx", *SAME[how])) == FOUND


# What is wrong, and where

WRONG: dict[str, tuple[list[Edit], str, str]] = {
    "a theme that does not exist": (
        [put(FIELD_1, "1b.", "Thema", "1.9")],
        "blad Veld 1, cel [Veld 1|1b.|Thema]: thema '1.9' bestaat niet. Veld 1 telt de thema's 1.1 t/m 1.4.",
        "Bedoelde u",
    ),
    "a theme of which a date was made": (
        [put(FIELD_1, "1b.", "Thema", datetime.date(2026, 3, 1))],
        "blad Veld 1, cel [Veld 1|1b.|Thema]: van dit themanummer is een datum gemaakt.",
        "Kies het thema uit de lijst",
    ),
    "no number": ([put(FIELD_1, "1a.", "2025", "veel")], "cel [Veld 1|1a.|2025]: 'veel' is geen getal.", "zoals 12,5"),
    "a point for thousands": (
        [put(FIELD_1, "1a.", "2025", "1.096")],
        "cel [Veld 1|1a.|2025]: '1.096' heeft een punt voor de duizendtallen.",
        "Typ 1096, zonder punt.",
    ),
    "a thousand read as a decimal": (
        [put(START, "2.", "Inwoners", 55.392)],
        "cel [Start|2.|Inwoners]: hier hoort een heel getal, en er staat 55,392.",
        "zonder punten",
    ),
    "half a burglary": (
        [put(FIELD_1, "1a.", "2025", 96.5)],
        "cel [Veld 1|1a.|2025]: een aantal is een heel getal",
        "'per 1.000 inwoners'",
    ),
    "two years in one cell": (
        [line("Eerste jaar van het nieuwe plan *", "2027-2030")],
        "'2027-2030' is geen jaartal.",
        "zoals 2027",
    ),
    "a score of five": ([put(FIELD_1, "1b.", "Score", 5)], "bij 'Score' staat '5'; dat moet hoogstens 4 zijn", "Controleer"),
    "an unknown answer": (
        [put(FIELD_1, "1a.", "Eenheid", "aantallen")],
        "cel [Veld 1|1a.|Eenheid]: 'aantallen' is hier geen antwoord.",
        "Bedoelde u 'aantal'?",
    ),
    "an unknown criterion": (
        [put(FIELD_1, "1b.", "Criterium", "ernstig")],
        "over het criterium 'ernstig' kan niet geoordeeld worden",
        "Bedoelde u",
    ),
    "an unknown indicator": (
        [put(FIELD_1, "1a.", "Indicator", "inbraken")],
        "cel [Veld 1|1a.|Indicator]: de indicator 'inbraken' bestaat niet.",
        "Indicator",
    ),
    "no date": ([put(FIELD_1, "1b.", "Datum", "vorige week")], "'vorige week' is geen datum", "zoals 31-10-2026"),
    "a year beyond the findings": (
        [put(FIELD_1, "1a.", "2025", 2031, 0)],
        "cel [Veld 1|1a.|2025]: het jaar 2031 ligt in de toekomst",
        "een verwachting is geen cijfer",
    ),
    "one year only": ([put(FIELD_1, "1a.", "2024", None)], "'Inbraak woning' heeft maar één jaar", "oordeel"),
    "no source": ([put(FIELD_1, "1a.", "Bron", None)], "cel [Veld 1|1a.|Bron]: bij 'Bron' staat niets.", "Vul dit vak ook in"),
    "half a comparison": (
        [put(FIELD_1, "1a.", "Vergeleken met", None)],
        "cel [Veld 1|1a.|Vergeleken met]: bij 'Vergeleken met' staat niets.",
        "Met wie u vergelijkt",
    ),
    "a comparison in another unit": (
        [put(FIELD_1, "1a.", "Eenheid van de vergelijking", "procent")],
        "de vergelijking staat in 'procent' en het cijfer in 'aantal'",
        "alleen 'aantal' mag met 'per 1.000 inwoners'",
    ),
    "an agenda without themes": (
        [put(START, "3.", "Thema 1", None), put(START, "3.", "Thema 2", None)],
        "cel [Start|3.|Thema 1]: bij 'Thema' staat niets.",
        "Een thema per vak",
    ),
    "a decision on nothing that can be a priority": (
        [put(START, "5. Besluiten", "Waarover", "parkeren")],
        "cel [Start|5. Besluiten|Waarover]: 'parkeren' kan geen prioriteit zijn",
        "Noem een thema",
    ),
    "a year twice": ([put(START, "2.", "Jaar", 2025)], "cel [Start|2.|Jaar|2]: het jaar 2025 staat er twee keer.", "Laat één"),
    "a wrong code": ([line("CBS-code", "715")], "blad Start, cel B10: bij 'CBS-code' heeft '715' niet de juiste vorm", "GM0363"),
    "no name": ([line("Naam van de gemeente *", None)], "cel B9: bij 'Naam van de gemeente' staat niets.", "Zoals de gemeente"),
    "a period backwards": ([line("Laatste jaar van het nieuwe plan *", 2020)], "cel B14: het laatste jaar (2020)", "eerste jaar"),
    "a newer form": ([line("Versie van dit formulier", 2)], "cel B16: bij 'Versie van dit formulier' staat '2'", "Kies uit: 1"),
    "a formula that was never worked out": (
        [put(FIELD_1, "1a.", "2025", "=48*2")],
        "cel [Veld 1|1a.|2025]: hier staat een formule waarvan de uitkomst niet is opgeslagen.",
        "sla die opnieuw op",
    ),
    "a formula that failed": (
        [put(FIELD_1, "1a.", "2025", "#REF!")],
        "cel [Veld 1|1a.|2025]: hier staat de foutmelding #REF! van een formule.",
        "Herstel de formule",
    ),
    "merged cells": (
        [lambda book: book[FIELD_1].merge_cells(":".join(cell_of(FIELD_1, "1a.", "Thema", row) for row in (1, 2)))],
        "blad Veld 1, cel [Veld 1|1a.|Thema]:[Veld 1|1a.|Thema|2]: deze cellen zijn samengevoegd.",
        "Hef de samenvoeging op",
    ),
    "a sheet with another name": (
        [lambda book: setattr(book[FIELD_1], "title", "Wonen")],
        "het blad 'Veld 1' ontbreekt.",
        "Heet het nu 'Wonen'? Geef het dan zijn naam terug.",
    ),
    "a sheet that is gone": (
        [lambda book: book.remove(book[FIELD_4])],
        "het blad 'Veld 4' ontbreekt. Deze werkmap heeft: Start, Veld 1",
        "kbv findings template",
    ),
    "a copied sheet": (
        [lambda book: setattr(book.copy_worksheet(book[FIELD_4]), "title", "Veld 4 (2)")],
        "blad Veld 4 (2): dit blad heeft een onderdeel van het formulier, maar hoort er niet bij.",
        "verwijder dit blad",
    ),
    "a column with another header": (
        [put(FIELD_1, "1b.", "Reden", "Waarom", 0)],
        "onder '1b. Wat is de problematiek? Oordelen van deskundigen' ontbreekt de kolom 'Reden'.",
        "geef haar haar naam terug",
    ),
    "a table without its title": (
        [lambda book: setattr(at(book[FIELD_1], "1b.", "Thema", -3), "value", "Oordelen")],
        "blad Veld 1: het onderdeel '1b. Wat is de problematiek? Oordelen van deskundigen' ontbreekt.",
        "Zet de titel terug in kolom A",
    ),
    "a table without headers": (
        [lambda book: book[FIELD_1].delete_rows(at(book[FIELD_1], "1b.", "Thema", 0).row)],
        "onder '1b. Wat is de problematiek? Oordelen van deskundigen' staan de kolomkoppen niet.",
        "Zet de kop 'Thema' terug",
    ),
    "a word beside the table": (
        [lambda book: book[FIELD_1].cell(at(book[FIELD_1], "1b.", "Thema").row, 9, "klopt dit?")],
        ": deze cel valt buiten de kolommen van '1b. Wat is",
        "maak de cel leeg",
    ),
    "a column of one's own with something in it": (
        [lambda book: [at(book[FIELD_1], "1b.", "Datum", row).offset(0, 1).__setattr__("value", "eens") for row in (0, 1)]],
        ": deze cel valt buiten de kolommen",
        "Zet de inhoud onder een kolomkop",
    ),
    "more rows than a form has": (
        [lambda book: book[FIELD_1].cell(5002, 1, "x")],
        "blad Veld 1, cel A5002: hier staat iets buiten de eerste 5000 rijen en 120 kolommen.",
        "hele bestanden met cijfers",
    ),
}


def named(sheet: str, title: str, header: str, row: str = "1") -> str:
    return cell_of(sheet, title, header, int(row))


@pytest.mark.parametrize("what", sorted(WRONG))
def test_the_cell_and_the_remedy_are_told_of(what: str, tmp_path: Path) -> None:
    edits, told, remedy = WRONG[what]
    said = message(edited(tmp_path / "b.xlsx", *edits))
    assert re.sub(r"\[(.*?)\]", lambda found: named(*found[1].split("|")), told) in said
    assert remedy in said
    assert not ENGLISH.search(re.sub("'[^']*'", "", said))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    file = edited(tmp_path / "b.xlsx", put(FIELD_1, "1a.", "2025", "veel"), put(FIELD_4, "1c.", "Impact", "hoog"))
    assert message(file).count("is geen getal") == 2


# Files that are something else


def zipped(target: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name.replace("__", "/"), body)
    return target


def with_part(target: Path, name: str, body: bytes) -> Path:
    """The workbook with one part put in or changed."""
    source = io.BytesIO(edited(target).read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, body)
    return target


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
OTHER_FILES: dict[str, tuple[str, Any, str, str]] = {
    "a password": ("b.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "beveiligd met een wachtwoord", "Haal het wachtwoord"),
    "the old kind of Excel": ("b.xls", OLE, "oude formaat van Excel (.xls)", "sla het op als Excel-werkmap (.xlsx)"),
    "an old one with a new name": ("b.xlsx", OLE, "oude formaat van Excel (.xls)", "sla het op als Excel-werkmap (.xlsx)"),
    "a table with a new name": ("b.xlsx", b"gemeente;jaar\n", "geen Excel-werkmap, al heet het", "sla het op als Excel-werkmap"),
    "nothing": ("b.xlsx", b"", "het bestand is leeg", "kbv findings template"),
    "half a workbook": ("b.xlsx", written(FOUND)[:40_000], "beschadigd of niet volledig", "sla het opnieuw op"),
    "far too much": ("b.xlsx", b"PK\x03\x04" + bytes(20_000_001), "groter dan 20 MB", "Haal afbeeldingen en bladen weg"),
}


@pytest.mark.parametrize("what", sorted(OTHER_FILES))
def test_another_kind_of_file_is_refused_with(what: str, tmp_path: Path) -> None:
    name, body, told, remedy = OTHER_FILES[what]
    (tmp_path / name).write_bytes(body)
    said = message(tmp_path / name)
    assert told in said
    assert remedy in said


def test_a_word_document_is_sent_to_its_own_reader(tmp_path: Path) -> None:
    said = message(zipped(tmp_path / "b.docx", word__document__xml=b"").rename(tmp_path / "b.xlsx"))
    assert "zip-bestand, maar geen Excel-werkmap" in said
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as file:
        file.writestr("word/document.xml", b"<a/>")
    assert "dit is een Word-document." in message(tmp_path / "c.docx")


def test_a_workbook_of_libreoffice_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<a/>")
    assert "formaat van LibreOffice (.ods)" in message(tmp_path / "b.ods")


def test_macros_are_refused(tmp_path: Path) -> None:
    assert "zitten macro's" in message(with_part(tmp_path / "b.xlsm", "xl/vbaProject.bin", b"macro"))


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    assert "documenttype (DTD)" in message(with_part(tmp_path / "b.xlsx", "xl/sharedStrings.xml", bomb))


def test_a_zip_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    assert "pakt uit tot veel meer" in message(with_part(tmp_path / "b.xlsx", "xl/worksheets/sheet2.xml", bytes(70_000_000)))


def test_a_sheet_full_of_numbers_is_refused_while_it_is_read(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 150_100))
    sheet = f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    said = message(with_part(tmp_path / "b.xlsx", "xl/worksheets/sheet3.xml", sheet.encode()))
    assert "meer dan 60 MB of 150000 ingevulde cellen" in said


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    """The outcome that was saved counts."""
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert read(with_part(tmp_path / "b.xlsx", "xl/externalLinks/externalLink1.xml", link)) == FOUND


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"])
def test_a_damaged_part_is_no_fault_of_ours(name: str, tmp_path: Path) -> None:
    said = message(with_part(tmp_path / "b.xlsx", name, b"<worksheet><sheetData><row r='x'><c r='?'><v>"))
    assert "beschadigd of niet volledig" in said


def test_every_kind_of_answer_is_one_the_model_knows() -> None:
    """What can be picked can be read: a form that offers more would refuse its own answers."""
    schema = str(Findings.model_json_schema())
    form = load_form()
    for column in form.columns():
        if column.choices and column.key not in ("part", "municipality.fictional"):
            assert all(f"'{answer}'" in schema for answer in form.choices[column.choices])
