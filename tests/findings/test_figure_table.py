"""A table of figures is read as spreadsheets write it; what could be read in two ways, or cannot be true, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.figure_table import FigureTable, read_figure_table
from tests.findings.test_composite import FIGURES, definition

TIDY = "\n".join(
    ["area,year,figure,value"]
    + [f"{area},{year},{figure},12.5" for area in ("Nederland", "Waterwijk") for year in (2020, 2024) for figure in FIGURES]
)
WIDE = definition().model_copy(update={"columns": definition().columns.model_copy(update={"figure": None, "value": None})})


def read(tmp_path: Path, content: str | bytes) -> FigureTable:
    path = tmp_path / "cijfers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_figure_table(path, definition())


def told(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(InputError) as refused:
        read(tmp_path, content)
    return str(refused.value).replace(f"{tmp_path}/", "")


@pytest.mark.parametrize(
    "content",
    [
        TIDY,
        TIDY.replace(",", ";").replace("12.5", "12,5"),
        TIDY.replace(",", "\t"),
        TIDY.replace("\n", "\r\n\r\n"),
        ("\ufeff" + TIDY).encode(),
        TIDY.replace("Waterwijk", "Wâterwijk").encode("cp1252"),
        TIDY.replace("area,", "AREA ,").replace("Nederland", "NEDERLAND"),
        TIDY + "\nWaterwijk,2024,iets anders,veel",
    ],
)
def test_as_spreadsheets_write_it(content: str | bytes, tmp_path: Path) -> None:
    table = read(tmp_path, content)
    assert set(table.values.values()) == {12.5}
    assert len(table.values) == 16
    assert table.years == [2020, 2024]
    assert table.areas[0] == "Nederland"


def test_a_column_per_figure(tmp_path: Path) -> None:
    path = tmp_path / "breed.csv"
    path.write_text("area,year,inbraak,geweld,onveilig,rapportcijfer\nNederland,2020,1,2,3,NA\n", encoding="utf-8")
    assert read_figure_table(path, WIDE).values == {
        ("Nederland", 2020, "inbraak"): 1,
        ("Nederland", 2020, "geweld"): 2,
        ("Nederland", 2020, "onveilig"): 3,
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,2024,geweld,veel", "cijfers.csv:15:1: 'veel' is geen getal."),
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,2024,geweld,-1", "bij 'geweld' staat -1, en een cijfer is hier niet kleiner"),
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,2024,geweld,1e15", "bij 'geweld' staat 1e15; dat kan niet kloppen."),
        (
            "Waterwijk,2024,geweld,12.5",
            'Waterwijk,2024,geweld,"1,5"',
            "'1,5' heeft een ',', en op regel 2 staat een getal met een",
        ),
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,24,geweld,12.5", "'24' is geen jaar."),
        ("Waterwijk,2024,geweld,12.5", " ,2024,geweld,12.5", "het gebied is leeg."),
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,2024,inbraak,12.5", "twee keer (eerder op regel 14)"),
        ("Waterwijk,2024,geweld,12.5", "Waterwijk,2024,geweld,12,5", "deze regel heeft 5 velden, en de kopregel 4."),
        ("Waterwijk,2024,geweld,12.5", 'Waterwijk,2024,"geweld,12.5', "hier is de tabel niet te lezen."),
        ("area,year,figure,value", "area,year,figuur,value", "de kolom 'figure' ontbreekt."),
        ("area,year,figure,value", "area,year,figure,figure", "de kolom 'figure' staat er twee keer."),
        (",geweld,", ",geweldd,", "het cijfer 'geweld' komt in dit bestand niet voor."),
        ("Nederland,2020", "Nederland,2019", "het basisgebied 'Nederland' staat niet in dit bestand voor 2020."),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert message in told(tmp_path, TIDY.replace(old, new))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "het bestand is leeg."),
        (b"PK\x03\x04 een werkmap", "dit is geen CSV-bestand."),
        ("area,year,figure,value\n" + "x" * 20_000 + ",2020,geweld,1", "hier is de tabel niet te lezen."),
    ],
)
def test_what_is_no_table(content: str | bytes, message: str, tmp_path: Path) -> None:
    assert message in told(tmp_path, content)


def test_of_many_faults_twenty_are_told_and_reading_stops(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, TIDY + "\nWaterwijk,2024,geweld" * 100_000)
    assert len(refused.value.faults) == 21


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbv_rules.findings.figure_table.MAX_BYTES", 100)
    assert "het bestand is groter dan" in told(tmp_path, TIDY)


def test_an_area_is_found_apart_from_case_and_a_slip_is_helped(tmp_path: Path) -> None:
    table = read(tmp_path, TIDY)
    assert table.find_areas(["waterwijk "]) == ("Waterwijk",)
    assert table.find_areas([]) == ("Nederland", "Waterwijk")
    with pytest.raises(InputError, match="Bedoelde u 'Waterwijk'"):
        table.find_areas(["Waterwijck"])
    with pytest.raises(InputError, match="Wel staan er: 2020, 2024"):
        table.require_year(2021)
