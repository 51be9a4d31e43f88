"""The figures of one municipality: rates in the same borders, and everything a reader must beware of."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.police.counts import Kind
from kbv_rules.findings.police.data import PoliceData, open_police_data, parse_years
from kbv_rules.findings.police.figures import PoliceFigure
from kbv_rules.rules.comparison import load_comparison
from tests.cli.running import EXAMPLES
from tests.findings.police.tables import BURGLARY, DATA, TERNEUZEN, YEARLY, burglaries, needs_police_data, typed
from tests.strategies import KNOWLEDGE, RULES

EXTRACT = EXAMPLES / "open_data" / "politie_47018NED.csv"


def opened(*paths: Path, population: Path | None = None) -> PoliceData:
    return open_police_data(paths, KNOWLEDGE, comparison=load_comparison(), derivation=RULES.derivation, population=population)


@cache
def extract() -> PoliceData:
    return opened(EXTRACT)


@cache
def country() -> PoliceData:
    return opened(YEARLY / "misdrijven_gemeente_jaar.csv")


def figure(data: PoliceData, name: str, kind: Kind = BURGLARY, years: str | None = None) -> PoliceFigure:
    figures = data.of(data.find(name), data.years(years))
    return next(one for one in figures if one.kind == kind)


def warned(one: PoliceFigure, words: str) -> bool:
    return any(words in warning for warning in one.warnings)


# Rates


def test_a_rate_is_cases_per_1000_inhabitants_of_that_year() -> None:
    one = figure(extract(), "Terneuzen")
    assert one.per_1000[2025] == pytest.approx(96 * 1000 / 55653, abs=1e-4)
    assert one.figure.benchmark is not None
    assert one.figure.benchmark.value == 1.122
    assert one.facts.level_ratio == pytest.approx((96 + 5) / (1.122 * 55.653 + 5), abs=1e-3)


@needs_police_data
def test_rates_agree_with_the_published_budget_indicator() -> None:
    """BBV 'diefstallen uit woning', as the municipalities themselves print it."""
    compared = 0
    with (DATA / "bbv_indicatoren" / "bbv_veiligheid_voorbeelden.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["indicator"] == "diefstallen_uit_woning":
                published, year = float(row["waarde"].replace(",", ".")), int(row["jaar"])
                ours = figure(country(), row["gemeente"], years=str(year)).per_1000[year]
                assert ours == pytest.approx(published, abs=0.11), row
                compared += 1
    assert compared == 16


@needs_police_data
def test_a_merged_municipality_is_compared_with_the_people_of_its_predecessors() -> None:
    noordwijk = figure(country(), "Noordwijk", years="2015-2025")
    assert noordwijk.per_1000[2018] == pytest.approx(
        figure(country(), "Noordwijk", years="2018").figure.values[2018] * 1000 / 42732, rel=0.02
    )
    assert warned(noordwijk, "2018 is het inwonertal dat van de voorgangers samen")
    assert warned(figure(country(), "Vught", years="2015-2025"), "is het inwonertal benaderd")
    assert not warned(figure(country(), "Terneuzen", years="2015-2025"), "inwonertal")


def test_population_of_your_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "inwoners.csv"
    own.write_text("gemeentecode;jaar;inwoners\nGM0715;2025;96000\n", encoding="utf-8")
    data = opened(EXTRACT, population=own)
    one = figure(data, "Terneuzen")
    assert one.per_1000 == {2025: 1.0}
    assert warned(one, "geen inwonertal bekend")
    assert warned(one, "Er is geen vergelijking")


# What to beware of


@needs_police_data
def test_without_a_case_among_the_comparable_there_is_no_comparison_and_that_is_said() -> None:
    vehicles = figure(country(), "Terschelling", Kind("crimes", "1.2.2"), years="2019-2025")
    assert vehicles.figure.benchmark is None
    assert warned(vehicles, "ook bij de 4 vergelijkbare gemeenten is er geen enkel geval")


def test_a_break_inside_the_years_is_told_and_one_outside_is_not() -> None:
    assert warned(figure(extract(), "Terneuzen", years="2019-2025"), "30 april 2020")
    assert not warned(figure(extract(), "Terneuzen", years="2021-2025"), "Breuk")


@needs_police_data
def test_the_break_of_july_2018_is_told_when_the_years_straddle_it() -> None:
    assert warned(figure(country(), "Terneuzen", years="2017-2019"), "juli 2018")
    assert warned(figure(country(), "Terneuzen", years="2018-2019"), "juli 2018")
    assert not warned(figure(country(), "Terneuzen", years="2019-2025"), "juli 2018")


def test_a_break_of_some_kinds_says_nothing_of_others(tmp_path: Path) -> None:
    cells = {(kind, TERNEUZEN, f"{year}JJ00"): 20 for kind in ("1.1.1", "3.9.1") for year in (2014, 2015, 2016)}
    data = opened(typed(tmp_path / "a.csv", cells))
    assert warned(figure(data, "Terneuzen", Kind("crimes", "3.9.1")), "fraude anders in")
    assert not warned(figure(data, "Terneuzen"), "Breuk")


def test_years_that_are_not_yet_final_are_provisional() -> None:
    one = figure(extract(), "Terneuzen")
    assert one.figure.provisional == (2024, 2025)
    assert warned(one, "De cijfers van 2024 en 2025 zijn voorlopig.")


def test_a_file_that_says_itself_what_is_final_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "gemeentecode;soort_misdrijf;jaar;aantal;voorlopig\nGM0715;1.1.1;2024;57;N\nGM0715;1.1.1;2025;96;J\n", encoding="utf-8"
    )
    assert figure(opened(path), "Terneuzen").figure.provisional == (2025,)


def test_small_numbers_are_taken_together_and_told() -> None:
    arms = figure(extract(), "Terneuzen", Kind("crimes", "3.1.3"))
    assert arms.facts.pooled
    assert warned(arms, "aantallen zijn klein")


def test_an_incomplete_year_is_left_out_and_told(tmp_path: Path) -> None:
    cells = {("1.1.1", TERNEUZEN, f"{year}MM{month:02}"): 5 for year in (2023, 2024, 2025) for month in range(1, 13)}
    del cells["1.1.1", TERNEUZEN, "2025MM12"]
    one = figure(opened(typed(tmp_path / "a.csv", cells)), "Terneuzen")
    assert one.figure.values == {2023: 60, 2024: 60}
    assert warned(one, "2025 is niet compleet (11 van de 12 maanden)")


def test_a_missing_year_in_between_is_told(tmp_path: Path) -> None:
    one = figure(opened(burglaries(tmp_path / "a.csv", {2022: 5, 2023: ".", 2024: 9})), "Terneuzen")
    assert one.figure.values == {2022: 5, 2024: 9}
    assert warned(one, "2023 ontbreekt in de bron.")


def test_other_themes_a_figure_touches_are_named(tmp_path: Path) -> None:
    data = opened(typed(tmp_path / "a.csv", {("1.4.7", TERNEUZEN, f"{year}JJ00"): 3 for year in (2023, 2024)}))
    assert warned(figure(data, "Terneuzen", Kind("crimes", "1.4.7")), "raakt ook 2.2 Overvallen op bedrijven en 2.1")


# Borders and years


def test_counts_of_predecessors_are_added_up_and_told(tmp_path: Path) -> None:
    cells = {("1.1.1", code, "2018JJ00"): 10 for code in ("GM0951", "GM0881", "GM0962")} | {("1.1.1", "GM1954", "2019JJ00"): 33}
    one = figure(opened(typed(tmp_path / "a.csv", cells)), "Beekdaelen")
    assert one.figure.values == {2018: 30, 2019: 33}
    assert warned(one, "Voor 2018 zijn de gevallen van de voorgangers opgeteld.")


@pytest.mark.parametrize(
    ("name", "told"),
    [("Goes", r"Goes \(GM0664\) staat niet in dit bestand, dat over 2012 gaat"), ("Beekdaelen", "sinds 2019 .*Nuth")],
)
def test_a_file_without_the_municipality_says_so_and_why(name: str, told: str, tmp_path: Path) -> None:
    data = opened(burglaries(tmp_path / "a.csv", {2012: 5}))
    with pytest.raises(InputError, match=told):
        data.find(name)


def test_years_that_are_not_there_are_told_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"van 2011-2012 staat er niets in\.\n  Wel staan er: 2019, 2020"):
        extract().years("2011-2012")


@pytest.mark.parametrize("written", ["2025-2019", "19-25", "alles", "2019-"])
def test_what_is_no_span_of_years_is_told(written: str) -> None:
    with pytest.raises(InputError, match="geen jaar en geen reeks jaren"):
        parse_years(written)


# What is no finding


def test_a_total_of_all_crimes_belongs_to_no_theme(tmp_path: Path) -> None:
    total = Kind("crimes", "0.0.0")
    data = opened(typed(tmp_path / "a.csv", {("0.0.0", TERNEUZEN, f"{year}JJ00"): 900 for year in (2023, 2024)}))
    one = figure(data, "Terneuzen", total)
    assert one.finding is None
    assert one.left_out.startswith("Hoort bij geen thema: Telt alle soorten")


def test_one_year_or_no_case_is_no_finding(tmp_path: Path) -> None:
    assert "maar één jaar" in figure(opened(burglaries(tmp_path / "a.csv", {2024: 5})), "Terneuzen").left_out
    assert "geen enkel geval" in figure(opened(burglaries(tmp_path / "b.csv", {2023: 0, 2024: 0})), "Terneuzen").left_out
