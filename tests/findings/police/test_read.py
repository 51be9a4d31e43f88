"""Files of open data are told apart by what is in them; what cannot be read is told with its place and a way out."""

from __future__ import annotations

import contextlib
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.errors import InputError
from kbv_rules.findings.police.counts import Kind
from tests.cli.running import EXAMPLES
from tests.findings.police.tables import (
    BURGLARY,
    GOES,
    TERNEUZEN,
    TOTALS,
    YEARLY,
    burglaries,
    needs_police_data,
    read,
    typed,
)

TOTAL = Kind("crimes", "0.0.0")
STATLINE = """"Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente 2026"
"Soort misdrijf: Totaal misdrijven"
""
"Onderwerp";"Geregistreerde misdrijven";"Geregistreerde misdrijven";"Aangiften"
"Perioden";"2023";"2024*";"2024*"
"Regio's";"aantal";"aantal";"aantal"
"Nederland";"805590";"805559";"700000"
"Groningen (gemeente)";"15054";"14981";"9000"
"Groningen (PV)";"30000";"31000";"20000"
"Bergen (NH.)";".";"839";"500"
"Noord-Nederland (RE)";"62381";"62000";"5"
"Bron: Politie"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "download.csv"


# Formats


def test_the_raw_download_has_padded_keys_and_regions_that_are_no_municipality(file: Path) -> None:
    cells = {
        ("1.1.1", where, "2024JJ00"): 7 for where in (TERNEUZEN, "NL01", "RE99", "LD99", "PV99", "GM0998", "GM0999", "GM0000")
    }
    counts = read(typed(file, cells))
    assert counts.regions == {TERNEUZEN}
    assert counts.of(BURGLARY, TERNEUZEN) == {2024: 7}


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_any_sign_may_stand_between_the_fields(file: Path, between: str) -> None:
    assert read(burglaries(file, {2023: 94, 2024: 57}, between=between)).of(BURGLARY, TERNEUZEN) == {2023: 94, 2024: 57}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_a_spreadsheet_writes_is_read(file: Path, encoding: str) -> None:
    text = "gemeentecode;gemeente;soort_misdrijf;jaar;aantal\n;Súdwest-Fryslân;1.1.1;2024;12\n"
    file.write_bytes(text.encode(encoding))
    assert read(file).of(BURGLARY, "GM1900") == {2024: 12}


def test_odata_json_with_its_table_number(file: Path) -> None:
    rows = [
        {"ID": 1, "SoortMisdrijf": "1.1.1 ", "RegioS": "GM0715", "Perioden": "2023JJ00", "GeregistreerdeMisdrijven_1": 94},
        {"ID": 2, "SoortMisdrijf": "1.1.1 ", "RegioS": "GM0715", "Perioden": "2024JJ00", "GeregistreerdeMisdrijven_1": None},
    ]
    meta = "https://dataderden.cbs.nl/ODataApi/OData/47013NED/$metadata#Cbs.OData.WebAPI.TypedDataSet"
    file.write_text(json.dumps({"odata.metadata": meta, "value": rows}), encoding="utf-8")
    counts = read(file)
    assert counts.of(BURGLARY, TERNEUZEN) == {2023: 94}
    assert counts.origins[BURGLARY, 2023].table == "47013NED"
    assert (BURGLARY, TERNEUZEN, 2024) in counts.left_out


def test_a_list_of_objects_is_odata_json_too(file: Path) -> None:
    file.write_text(
        json.dumps([{"SoortMisdrijf": "1.1.1", "RegioS": "GM0715", "Perioden": "2024JJ00", "GeregistreerdeMisdrijven_1": 57}]),
        encoding="utf-8",
    )
    assert read(file).of(BURGLARY, TERNEUZEN) == {2024: 57}


def test_a_statline_export_has_names_periods_above_and_points_for_what_is_missing(file: Path) -> None:
    file.write_text(STATLINE, encoding="utf-8")
    counts = read(file)
    assert counts.regions == {"GM0014", "GM0373"}
    assert counts.of(TOTAL, "GM0014") == {2023: 15054, 2024: 14981}
    assert counts.of(TOTAL, "GM0373") == {2024: 839}
    assert counts.provisional == {2024}
    assert counts.origins[TOTAL, 2024].table == "47013NED"


def test_a_statline_export_with_kinds_above_and_one_region_selected(file: Path) -> None:
    file.write_text(
        '"Geregistreerde misdrijven"\n"Regio\'s: Terneuzen"\n""\n'
        '"Onderwerp";"Geregistreerde misdrijven";"Geregistreerde misdrijven"\n'
        '"Soort misdrijf";"1.1.1 Diefstal/inbraak woning";"Totaal misdrijven"\n"Perioden";"aantal";"aantal"\n'
        '"2023";"94";"2500"\n"2024";"57";"2400"\n"Bron: Politie"\n',
        encoding="utf-8",
    )
    counts = read(file)
    assert counts.of(BURGLARY, TERNEUZEN) == {2023: 94, 2024: 57}
    assert counts.of(TOTAL, TERNEUZEN) == {2023: 2500, 2024: 2400}


def test_nuisance_is_not_taken_for_crime(file: Path) -> None:
    cells = {("E33", TERNEUZEN, "2024JJ00"): 210, ("0.0.0", TERNEUZEN, "2024JJ00"): 900}
    counts = read(typed(file, cells, kind="Overlast", value="GeregistreerdeOverlast_1"))
    assert counts.of(Kind("nuisance", "E33"), TERNEUZEN) == {2024: 210}
    assert counts.of(Kind("nuisance", "0.0.0"), TERNEUZEN) == {2024: 900}
    assert counts.of(TOTAL, TERNEUZEN) == {}


@needs_police_data
def test_the_yearly_table_is_read_whole() -> None:
    counts = read(YEARLY / "misdrijven_gemeente_jaar.csv")
    assert len(counts.kinds) == 12
    assert len(counts.regions) == 342
    assert counts.years == list(range(2012, 2026))
    assert counts.provisional == {2024, 2025}
    assert sum(len(years) for held in counts.values.values() for years in held.values()) == 12 * 342 * 14


@needs_police_data
def test_the_reconstructed_raw_download_says_the_same_as_the_tidy_table() -> None:
    tidy, raw = (
        read(YEARLY / name) for name in ("misdrijven_gemeente_jaar.csv", "voorbeeld_TypedDataSet_47018NED_gereconstrueerd.csv")
    )
    assert len(raw.regions) == 8
    for kind in raw.kinds:
        for region in raw.regions:
            assert raw.of(kind, region) == tidy.of(kind, region)


@needs_police_data
def test_the_two_real_statline_exports_and_the_table_made_of_them_say_the_same() -> None:
    exports = read(TOTALS / "misdrijven_2022_2023.csv", TOTALS / "Misdrijven_2024.csv")
    made = read(TOTALS / "totaal_misdrijven_2022_2024.csv")
    assert len(exports.regions) == len(made.regions) == 342
    assert exports.unknown_regions == set()
    for region in made.regions:
        assert exports.of(TOTAL, region) == made.of(TOTAL, region)


# Months


def months(counts: dict[int, object], year: int = 2024) -> dict[tuple[str, str, str], object]:
    return {("1.1.1", TERNEUZEN, f"{year}MM{month:02}"): count for month, count in counts.items()}


def test_twelve_months_make_a_year(file: Path) -> None:
    assert read(typed(file, months(dict.fromkeys(range(1, 13), 5)))).of(BURGLARY, TERNEUZEN) == {2024: 60}


@pytest.mark.parametrize("counts", [dict.fromkeys(range(1, 12), 5), {**dict.fromkeys(range(1, 12), 5), 12: "."}])
def test_eleven_months_are_no_year_and_that_is_kept(file: Path, counts: dict[int, object]) -> None:
    found = read(typed(file, months(counts)))
    assert found.of(BURGLARY, TERNEUZEN) == {}
    assert found.left_out == {(BURGLARY, TERNEUZEN, 2024): 11}


def test_a_yearly_count_goes_before_months(file: Path) -> None:
    found = read(typed(file, {**months(dict.fromkeys(range(1, 13), 5)), ("1.1.1", TERNEUZEN, "2024JJ00"): 61}))
    assert found.of(BURGLARY, TERNEUZEN) == {2024: 61}


# Several files


def test_files_make_one_series(tmp_path: Path) -> None:
    one, two = burglaries(tmp_path / "a.csv", {2022: 77, 2023: 94}), burglaries(tmp_path / "b.csv", {2023: 94, 2024: 57})
    assert read(one, two).of(BURGLARY, TERNEUZEN) == {2022: 77, 2023: 94, 2024: 57}


def test_files_that_contradict_each_other_are_refused_naming_both(tmp_path: Path) -> None:
    one, two = burglaries(tmp_path / "a.csv", {2023: 94}), burglaries(tmp_path / "b.csv", {2023: 95})
    with pytest.raises(InputError, match=r"b\.csv:2:1: soort 1\.1\.1 van GM0715 in 2023 is hier 95 en in .*a\.csv 94"):
        read(one, two)


def test_a_count_that_stands_twice_with_two_values_is_refused(file: Path) -> None:
    typed(file, [("1.1.1", TERNEUZEN, "2024JJ00", 5), ("1.1.1", TERNEUZEN, "2024JJ00", 6)])
    with pytest.raises(InputError, match=r"download\.csv:3:1: .* is hier 6 en eerder in dit bestand 5"):
        read(file)


# Bad input: one message each


def refused(path: Path) -> str:
    with pytest.raises(InputError) as told:
        read(path)
    text = str(told.value)
    assert re.search(r"\n  \S", text), "every fault says what to do"
    return text


def test_another_table_is_named_by_its_number(tmp_path: Path) -> None:
    path = typed(tmp_path / "83648NED.csv", {("CRI1110", "GM0715", "2024JJ00"): 5})
    text = refused(path)
    assert "dit is tabel 83648NED" in text
    assert "47018NED" in text
    assert "'CRI1110'" in text


def test_a_table_without_crimes_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "70072ned.csv"
    path.write_text("RegioS;Perioden;TotaleBevolking_1\nGM0715;2024JJ00;55392\n", encoding="utf-8")
    assert "dit is tabel 70072NED, en daaruit zijn geen bevindingen te maken" in refused(path)


def test_figures_per_neighbourhood_only(file: Path) -> None:
    text = refused(typed(file, {("1.1.1", where, "2024JJ00"): 5 for where in ("BU07150101", "WK071501")}))
    assert "telt per wijk of buurt" in text
    assert "GM" in text


def test_a_municipality_among_its_neighbourhoods_is_read(file: Path) -> None:
    counts = read(typed(file, {("1.1.1", where, "2024JJ00"): 5 for where in ("BU07150101", TERNEUZEN)}))
    assert counts.regions == {TERNEUZEN}


def test_a_changed_header_says_which_column_is_missing_and_which_are_there(file: Path) -> None:
    text = refused(typed(file, {("1.1.1", TERNEUZEN, "2024JJ00"): 5}, value="Cijfer"))
    assert "download.csv:1:1: in de kopregel staat geen kolom met het aantal (GeregistreerdeMisdrijven_1)." in text
    assert "'Cijfer'" in text


def test_a_table_about_something_else_is_told_in_one_message(file: Path) -> None:
    file.write_text("ID;Geslacht;RegioS;Perioden;TotaleBevolking_1\n0;T001038;GM0715;2020JJ00;54444\n", encoding="utf-8")
    text = refused(file)
    assert "dit is een andere tabel" in text.splitlines()[0]
    assert "'TotaleBevolking_1'" in text
    assert "47018NED" in text.splitlines()[1]
    assert len(text.splitlines()) == 2


def test_a_sign_between_fields_that_changes_halfway(file: Path) -> None:
    burglaries(file, {2023: 5, 2024: 6})
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines[:2], lines[2].replace(";", ",")]), encoding="utf-8")
    assert "download.csv:3:1: deze regel heeft 1 velden, en de kopregel 5." in refused(file)


@pytest.mark.parametrize("written", ["57,0", "57.0", "57,00"])
def test_a_whole_number_with_decimals_is_a_whole_number(file: Path, written: str) -> None:
    assert read(burglaries(file, {2024: written})).of(BURGLARY, TERNEUZEN) == {2024: 57}


@pytest.mark.parametrize(
    ("written", "why"), [("1,04", "kbv zelf"), ("1.234", "duizendtal"), ("-3", ""), ("vijf", ""), ("1e9", ""), ("9" * 12, "")]
)
def test_what_is_no_number_of_cases_is_told_with_its_line(file: Path, written: str, why: str) -> None:
    text = refused(burglaries(file, {2023: 4, 2024: written}))
    assert f"download.csv:3:1: '{written}' is geen aantal." in text
    assert why in text


def test_a_quarter_is_told(file: Path) -> None:
    assert "'2024KW01' is geen jaar of maand." in refused(typed(file, {("1.1.1", TERNEUZEN, "2024KW01"): 5}))


def test_many_faults_are_told_in_part(file: Path) -> None:
    text = refused(typed(file, [("1.1.1", TERNEUZEN, f"{year}JJ00", "x1") for year in range(1990, 2080)]))
    assert text.count("is geen aantal") == InputError.shown
    assert "en nog 1 andere fout" in text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "het bestand is leeg"),
        (b"\n \n", "het bestand is leeg"),
        (b"PK\x03\x04rest", "dit is een Excel-bestand of een zip"),
        (b"\xd0\xcf\x11\xe0rest", "oud Excel- of Word-bestand"),
        (b"%PDF-1.7", "dit is een PDF"),
        (b"\x1f\x8brest", "gezipt"),
        (b"<!DOCTYPE html><html>", "webpagina"),
        (b"a;b\0c\n", "geen tekstbestand"),
        (b'{"value": [', "geen geldige JSON"),
        (b"[" * 100_000, "geen geldige JSON"),
        (b'{"value": []}', "geen lijst met cijfers"),
        (b"incident_type_code,year,incident_count\nTotaal misdrijven,2012,5\n", "geen kolom met de gemeente"),
    ],
)
def test_what_is_no_table_at_all(file: Path, content: bytes, told: str) -> None:
    file.write_bytes(content)
    assert told in refused(file)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "dit is een map" in refused(tmp_path)
    assert "bestaat niet" in refused(tmp_path / "weg.csv")


def test_a_real_workbook_is_no_csv(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "misdrijven.xlsx", "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")
    assert "CSV UTF-8" in refused(tmp_path / "misdrijven.xlsx")


def test_a_kind_that_is_not_known_yet_is_left_out_and_kept_in_mind(file: Path) -> None:
    counts = read(typed(file, {("9.9.9", TERNEUZEN, "2024JJ00"): 5, ("1.1.1", TERNEUZEN, "2024JJ00"): 6}))
    assert counts.unknown_kinds == {"9.9.9"}
    assert counts.of(BURGLARY, TERNEUZEN) == {2024: 6}


def test_the_example_that_comes_along_is_a_raw_download() -> None:
    counts = read(EXAMPLES / "open_data" / "politie_47018NED.csv")
    assert len(counts.regions) == 64
    assert GOES not in counts.regions


def test_a_statline_export_without_its_title_lines_says_what_is_missing(file: Path) -> None:
    file.write_text("Onderwerp;Geregistreerde misdrijven\nPerioden;2024\nRegio's;aantal\nGoes;5\n", encoding="utf-8")
    assert "de kop zegt niet welke soort misdrijf of overlast het zijn" in refused(file)


SCRAPS = st.sampled_from(
    [
        *(
            '"',
            ";",
            ",",
            "\n",
            "\t",
            "{",
            "[",
            "]",
            "}",
            ":",
            ".",
            "-",
            "GM0715",
            "GM0000",
            "BU07150101",
            "1.1.1 ",
            "2024JJ00",
            "2024MM01",
        ),
        *(
            "SoortMisdrijf",
            "RegioS",
            "Perioden",
            "GeregistreerdeMisdrijven_1",
            "Onderwerp",
            "Regio's",
            "aantal",
            "Geregistreerde misdrijven",
        ),
        *(
            "ID;SoortMisdrijf;RegioS;Perioden;GeregistreerdeMisdrijven_1\n",
            '1;"1.1.1";"GM0715";"2024JJ00";5\n',
            "value",
            "null",
            "é",
            "\x00",
        ),
    ]
)


@given(st.one_of(st.binary(max_size=60), st.lists(SCRAPS, max_size=25).map(lambda parts: "".join(parts).encode())))
@settings(max_examples=300, deadline=None)
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bestand") / "download.csv"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        read(path)
