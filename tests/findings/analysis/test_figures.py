"""Tables of figures as people make them, read into figures with values per year, unit, source and comparison."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.findings.analysis.form import load_form
from kbv_rules.model.findings import Benchmark, Figure
from tests.findings.analysis.building import FIELD_3, FIGURES, Report, Rows, figures, in_field_1, read, reasons

YEARS = ("Indicator", "2023", "2024", "2025")
CRIME = "Thema 1.3: Objectieve veiligheid"


def table(rows: Rows, theme: str = CRIME, *, merged: tuple[tuple[int, int, int], ...] = ()) -> Report:
    return in_field_1(FIGURES).heading(theme, 3).table(rows, merged=merged)


def test_a_row_becomes_a_figure_with_its_place(tmp_path: Path) -> None:
    rows = [
        ("Indicator", "Bron", "Eenheid", "2023", "2024", "2025*", "Vergelijkbare gemeenten"),
        ("Woninginbraken", "Politie", "aantal", "1.061", "n.b.", "94", "80"),
    ]
    found = read(table(rows), tmp_path)
    assert figures(found) == {
        "Woninginbraken": (
            "1.3/woninginbraak",
            Figure(
                name="Woninginbraken",
                kind="objective",
                unit="count",
                values={2023: 1061, 2025: 94},
                source="Politie",
                direction="lower_is_better",
                benchmark=Benchmark(value=80, unit="count", group="Vergelijkbare gemeenten", source="Politie"),
                provisional=(2025,),
                note="analyse.docx, Veld 1, tabel 1, rij 2",
            ),
        )
    }
    assert found.unplaced == ()


def test_an_indicator_of_the_handbook_is_known_by_its_name(tmp_path: Path) -> None:
    theme, figure = figures(
        read(table([YEARS, ("Rapportcijfer leefbaarheid van de buurt", "7,1", "7,0", "6,8")], "Sociale kwaliteit"), tmp_path)
    )["Rapportcijfer leefbaarheid van de buurt"]
    assert (theme, figure.indicator, figure.kind, figure.unit) == ("1.1", "vm-leefbaarheid-buurt", "subjective", "mark")
    assert figure.direction is None


def test_years_may_be_rows(tmp_path: Path) -> None:
    rows = [
        ("Jaar", "Woninginbraken", "Mishandeling"),
        ("2022", "1998", "2003"),
        ("2023", "2004", "2010"),
        ("Bron", "Politie", ""),
    ]
    found = figures(read(table(rows), tmp_path))
    assert found["Woninginbraken"][1].values == {2022: 1998, 2023: 2004}
    assert found["Woninginbraken"][1].source == "Politie"
    assert found["Mishandeling"][1].values == {2022: 2003, 2023: 2010}


def test_counts_and_rates_may_stand_side_by_side_under_merged_heads(tmp_path: Path) -> None:
    rows = [
        ("Soort", "Aantal", "", "Per 1.000 inwoners", "", "Nederland"),
        ("", "2023", "2024", "2023", "2024", "2024"),
        ("Woninginbraken", "61", "77", "1,1", "1,4", "1,2"),
    ]
    found = read(table(rows, merged=((0, 1, 2), (0, 3, 4))), tmp_path)
    held = [one for theme in found.findings.findings for one in theme.figures]
    assert [(one.unit, one.values) for one in held] == [("count", {2023: 61, 2024: 77}), ("per_1000", {2023: 1.1, 2024: 1.4})]
    assert [one.benchmark for one in held] == [None, None]
    assert "de vergelijking '1,2' is niet te gebruiken" in reasons(found)["Woninginbraken: 1,2"]


@pytest.mark.parametrize(("head", "used"), [("Nederland", False), ("Gemiddelde regio", True), ("Vergelijkbare gemeenten", True)])
def test_a_count_of_a_whole_area_is_nothing_to_compare_a_count_with(head: str, used: bool, tmp_path: Path) -> None:
    rows = [("Misdrijf (aantal)", "2023", "2024", head), ("Woninginbraken", "61", "77", "23000")]
    found = read(table(rows), tmp_path)
    figure = figures(found)["Woninginbraken"][1]
    assert figure.values == {2023: 61, 2024: 77}
    assert (figure.benchmark is not None) is used
    if not used:
        assert "zonder inwonertal" in reasons(found)["Woninginbraken: 23000"]


def test_a_year_of_others_is_what_a_figure_is_compared_with(tmp_path: Path) -> None:
    rows = [
        ("Misdrijf", "Terneuzen", "", "Nederland", ""),
        ("", "2023", "2024", "2023", "2024"),
        ("Straatroof (per 1.000)", "1,1", "1,4", "1,2", "1,3"),
    ]
    figure = figures(read(table(rows, merged=((0, 1, 2), (0, 3, 4))), tmp_path))["Straatroof (per 1.000)"][1]
    assert figure.values == {2023: 1.1, 2024: 1.4}
    assert figure.benchmark == Benchmark(value=1.3, unit="per_1000", group="Nederland", year=2024)


def test_a_name_may_hold_for_two_rows_of_different_units(tmp_path: Path) -> None:
    rows = [("Cijfer", "Eenheid", "2023", "2024"), ("Straatroof", "aantal", "6", "7"), ("", "per 1.000 inwoners", "0,1", "0,2")]
    found = read(table(rows), tmp_path)
    assert [(one.name, one.unit) for theme in found.findings.findings for one in theme.figures] == [
        ("Straatroof", "count"),
        ("Straatroof", "per_1000"),
    ]


@pytest.mark.parametrize(
    ("name", "values", "unit"),
    [
        ("Aantal meldingen hennep", ("12", "14", "11"), "count"),
        ("Meldingen hennep", ("12", "14", "11"), "count"),
        ("Slachtoffers (%)", ("12,5", "14", "11"), "percent"),
        ("Slachtoffers", ("12,5%", "14%", "11%"), "percent"),
        ("Woninginbraken per 1.000 inwoners", ("1,2", "1,4", "2"), "per_1000"),
        ("Rapportcijfer buurt", ("7", "7,2", "6,9"), "mark"),
        ("Voelt zich onveilig (in %)", ("20", "21", "22"), "percent"),
    ],
)
def test_the_unit_is_what_is_written(tmp_path: Path, name: str, values: tuple[str, ...], unit: str) -> None:
    assert figures(read(table([YEARS, (name, *values)]), tmp_path))[name][1].unit == unit


@pytest.mark.parametrize(
    ("rows", "text", "why"),
    [
        ([YEARS, ("Voelt zich onveilig", "20", "21", "22")], "Voelt zich onveilig: 2023 20", "de eenheid van dit cijfer"),
        ([YEARS, ("Overlast", "1,5", "2", "3")], "Overlast: 2023 1,5", "de eenheid van dit cijfer"),
        ([YEARS, ("Overlast", "12%", "13", "14%")], "Overlast: 2023 12%", "de eenheid van dit cijfer"),
        ([YEARS, ("Diefstal per 10.000 inwoners", "1", "2", "3")], "Diefstal per 10.000", "de eenheid 'per 10.000'"),
        (
            [YEARS, ("Diefstallen uit woning", "61", "70", "77")],
            "Diefstallen uit woning: 2023 61",
            "aantallen zijn of cijfers per 1.000",
        ),
        ([YEARS, ("Diefstal", "61", "-", "-")], "Diefstal: 2023 61", "maar één jaar"),
        ([YEARS, ("Diefstal", "-", "n.b.", "x")], "Diefstal: 2023 -", "geen enkele waarde"),
        ([YEARS, ("Diefstal", "61", "ca. 70", "77")], "Diefstal: ca. 70", "niet als getal te lezen"),
        ([YEARS, ("Diefstal per 1.000 inwoners", "1.234", "2.5", "3.5")], "Diefstal per 1.000 inwoners: 1.234", "duizendtallen"),
        ([YEARS, ("Aantal diefstallen", "61,5", "70", "77")], "Aantal diefstallen: 2023 61,5", "een heel getal"),
        ([YEARS, ("Percentage onveilig", "161", "70", "77")], "Percentage onveilig: 2023 161", "tussen 0 en 100"),
        ([YEARS, ("", "61", "70", "77")], "61 | 70 | 77", "zonder naam"),
        ([("Cijfer", "2025", "2026", "2027"), ("Diefstal", "61", "70", "77")], "Diefstal: 77", "na de datum van de bevindingen"),
        ([("Cijfer", "2023", "2024", "Streefwaarde"), ("Diefstal", "61", "70", "50")], "50", "de kolom 'Streefwaarde'"),
        (
            [("Cijfer", "2023", "2024", "2023", "2024"), ("Diefstal", "61", "70", "5", "6")],
            "Cijfer",
            "staat het jaar 2023 twee keer",
        ),
        ([YEARS, ("Diefstal", "61", "70", "77"), ("Diefstal", "61", "70", "78")], "Diefstal: 61 | 70 | 78", "met andere waarden"),
        ([YEARS, ("Diefstal", "61", "70", "77"), ("Nederland", "5", "6", "7")], "Nederland: 5 | 6 | 7", "van anderen"),
        (
            [("Wijk", "Diefstallen 2023", "Diefstallen 2024"), ("Noord", "12", "14"), ("Zuid", "8", "9")],
            "Wijk | Diefstallen 2023 | Diefstallen 2024 | Noord | 12 | 14",
            "zonder jaren",
        ),
    ],
)
def test_what_a_table_does_not_tell_is_listed_with_why(tmp_path: Path, rows: Rows, text: str, why: str) -> None:
    found = reasons(read(table(rows), tmp_path))
    assert [why in reason for told, reason in found.items() if told.startswith(text)] == [True], found


def test_what_is_better_comes_from_the_words_or_is_left_open(tmp_path: Path) -> None:
    rows = [
        YEARS,
        ("Aantal boa's", "4", "5", "6"),
        ("Bedreigingen", "4", "5", "6"),
        ("Tevreden over de politie (%)", "40", "50", "60"),
    ]
    found = figures(read(table(rows), tmp_path))
    assert {name: figure.direction for name, (_, figure) in found.items()} == {
        "Aantal boa's": "neutral",
        "Bedreigingen": "lower_is_better",
        "Tevreden over de politie (%)": "higher_is_better",
    }
    assert (found["Aantal boa's"][1].note or "").endswith("wat beter is staat er niet bij; telt daarom niet mee")


def test_figures_on_two_themes_together_go_where_their_words_say(tmp_path: Path) -> None:
    report = Report().heading(FIELD_3).heading("3.1 Veiligheidsproblematiek: cijfermatig beeld", 2)
    report.heading("Thema 3.1: Jeugdoverlast en -problematiek", 3)
    rows = [
        YEARS,
        ("Incidenten overlast jeugd", "61", "70", "77"),
        ("Jeugdige verdachten", "6", "7", "8"),
        ("Iets", "1", "2", "3"),
    ]
    found = read(report.table(rows), tmp_path)
    assert {name: theme for name, (theme, _) in figures(found).items()} == {
        "Incidenten overlast jeugd": "3.1",
        "Jeugdige verdachten": "3.2",
    }
    assert list(reasons(found)) == ["Iets: 2023 1, 2024 2, 2025 3"]


def test_the_columns_that_follow_from_the_others_are_left_alone(tmp_path: Path) -> None:
    rows = [("Cijfer", "2023", "2024", "Verschil", "Trend"), ("Diefstal", "61", "70", "+9", "stijgend")]
    assert read(table(rows), tmp_path).unplaced == ()


NAMES = ["Woninginbraken", "Straatroof", "Mishandeling", "Zakkenrollerij", "Vernielingen", "Diefstal van fietsen", "Bedreiging"]
CELLS = st.one_of(st.integers(0, 3_000_000), st.sampled_from(["-", "n.b.", "", "x"]))
WRITTEN = st.sampled_from(["plain", "points", "spaces"])


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.lists(CELLS, min_size=4, max_size=4), WRITTEN),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row[0],
    ),
    st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_any_table_of_counts_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, list[int | str], str]], turned: bool
) -> None:
    years = [2021, 2022, 2023, 2024]
    marks = {"plain": "", "points": ".", "spaces": " "}
    grid = [["Cijfer", *map(str, years)]]
    for name, cells, style in rows:
        grid.append([name, *(f"{cell:,}".replace(",", marks[style]) if isinstance(cell, int) else cell for cell in cells)])
    if turned:
        grid = [list(row) for row in zip(*grid, strict=True)]
    found = read(table(grid), tmp_path_factory.mktemp("report"))
    expected = {
        name: {year: cell for year, cell in zip(years, cells, strict=True) if isinstance(cell, int)} for name, cells, _ in rows
    }
    kept = {name: values for name, values in expected.items() if len(values) > 1}
    assert {name: figure.values for name, (_, figure) in figures(found).items()} == kept
    written = load_form().reading.reasons
    for text, why in reasons(found).items():
        assert text.partition(":")[0] not in kept
        assert why == written.no_values or why.startswith(written.one_year.partition(":")[0])
