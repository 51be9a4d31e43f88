"""Figures of surveys and budgets: a simple table, checked against the indicators that are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.survey import SurveyFigures, read_survey
from kbv_rules.model.findings import Figure
from tests.findings.police.tables import DATA, gazetteer, needs_police_data
from tests.strategies import KNOWLEDGE

HEAD = "indicator;jaar;waarde;eenheid;bron\n"


def surveyed(path: Path, name: str = "Terneuzen") -> SurveyFigures:
    return read_survey(path, gazetteer().find(name), KNOWLEDGE, gazetteer())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "indicatoren.csv"


def only(found: SurveyFigures) -> tuple[str, Figure]:
    (one,) = found.figures
    return one


def test_a_mark_of_the_survey_finds_its_theme_and_direction(table: Path) -> None:
    table.write_text(
        HEAD + "Rapportcijfer veiligheid buurt;2023;7,1;rapportcijfer;Veiligheidsmonitor 2023\n"
        "vm-veiligheid-buurt;2025;6.9;rapportcijfer;Veiligheidsmonitor 2025\n",
        encoding="utf-8",
    )
    theme, figure = only(surveyed(table))
    assert theme == "1.4/oordeel-veiligheid-buurt"
    assert (figure.indicator, figure.kind, figure.unit) == ("vm-veiligheid-buurt", "subjective", "mark")
    assert figure.values == {2023: 7.1, 2025: 6.9}
    assert figure.source == "2023: Veiligheidsmonitor 2023; 2025: Veiligheidsmonitor 2025"


def test_an_indicator_of_a_whole_theme_stands_under_the_theme_that_mentions_it(table: Path) -> None:
    table.write_text(
        HEAD + "".join(f"pol-overlast-jeugd;{year};{year - 1900};aantal;politie\n" for year in (2023, 2024)), encoding="utf-8"
    )
    assert only(surveyed(table))[0] == "3.1"


@needs_police_data
def test_the_budget_indicators_are_read_as_they_are_laid_out() -> None:
    found = surveyed(DATA / "bbv_indicatoren" / "bbv_veiligheid_voorbeelden.csv", "Meierijstad")
    placed = {figure.indicator: (theme, dict(figure.values)) for theme, figure in found.figures}
    assert placed["bbv-diefstallen-uit-woning"] == ("1.3/woninginbraak", {2017: 1.7, 2018: 2.1})
    assert placed["bbv-winkeldiefstallen"] == ("2.1/winkeldiefstal", {2017: 0.8, 2018: 1.0})
    assert placed["bbv-geweldsmisdrijven"][0] == "1.3/geweldscriminaliteit"
    assert placed["bbv-vernielingen-beschadigingen"][0] == "1.2/vernielingen"
    burglary = next(figure for _, figure in found.figures if figure.indicator == "bbv-diefstallen-uit-woning")
    assert burglary.benchmark is not None
    assert (burglary.benchmark.value, burglary.benchmark.year) == (2.5, 2018)
    assert any("Verwijzingen Halt" in line for line in found.left_out)


def test_per_10000_becomes_per_1000_and_a_theme_may_be_named(table: Path) -> None:
    rows = ("2018;176;per 10.000 jongeren 12-17", "2019;16;per 1.000 jongeren")
    lines = [f"verwijzingen_halt;{row};begroting;3.2\n" for row in rows]
    table.write_text("indicator;jaar;waarde;eenheid;bron;thema\n" + "".join(lines), encoding="utf-8")
    theme, figure = only(surveyed(table))
    assert theme == "3.2"
    assert figure.values == {2018: 17.6, 2019: 16}
    assert figure.note == "In de bron per 1.000 jongeren. Omgerekend naar per 1.000: 2018."


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("geluk;2024;7;rapportcijfer;x", r":2:1: de indicator 'geluk' is niet bekend"),
        ("vm-veiligheid-buurt;2024;71;procent;x", r"wordt gemeten in 'mark', en hier staat 'percent'"),
        ("vm-veiligheid-buurt;2024;71;rapportcijfer;x", r"loopt tot 10"),
        ("vm-veiligheid-buurt;2024;zeven;rapportcijfer;x", r"'zeven' is geen getal"),
        ("vm-veiligheid-buurt;vorig jaar;7;rapportcijfer;x", r"'vorig jaar' is geen jaar"),
        ("vm-veiligheid-buurt;2024;7;sterren;x", r"de eenheid 'sterren' is niet bekend"),
        (
            "vm-veiligheid-buurt;2024;7;rapportcijfer;x\nvm-veiligheid-buurt;2024;8;rapportcijfer;x",
            r":3:1: .* heeft in 2024 twee waarden",
        ),
        ("winkeldiefstallen;2024;12,5;aantal;x", r":2:1: '12,5' is geen aantal"),
        ("vm-veiligheid-buurt;2024;7;rapportcijfer;", r":2:1: de bron ontbreekt"),
        ("vm-veiligheid-buurt;2044;7;rapportcijfer;x", r":2:1: het jaar 2044 ligt na de datum"),
        (
            "bbv-winkeldiefstallen;2023;2;per 1.000 inwoners;x\nbbv-winkeldiefstallen;2024;2;per 1.000 woningen;x",
            r":3:1: .* staat hier per 1.000 woningen, en op regel 2 per 1.000 inwoners",
        ),
    ],
)
def test_what_cannot_be_is_told_with_its_line(row: str, told: str, table: Path) -> None:
    table.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        surveyed(table)


def test_a_theme_that_is_none_is_told_and_not_passed_over(table: Path) -> None:
    head = "indicator;jaar;waarde;eenheid;bron;thema\n"
    table.write_text(head + "vm-veiligheid-buurt;2024;7;rapportcijfer;x;9.9\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"thema '9\.9' bestaat niet"):
        surveyed(table)


def test_a_missing_column_and_another_municipality_are_told(table: Path) -> None:
    table.write_text("indicator;jaar;waarde;bron\nx;2024;1;y\n", encoding="utf-8")
    with pytest.raises(InputError, match="ontbreekt de kolom 'eenheid'"):
        surveyed(table)
    table.write_text("gemeente;" + HEAD + "Goes;vm-veiligheid-buurt;2024;7;rapportcijfer;x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"niets over Terneuzen\.\n  Wel staan er: Goes"):
        surveyed(table)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("vm-veiligheid-buurt;2024;7;rapportcijfer;x", "maar één jaar"),
        ("bbv-harde-kern-jongeren;2016;1;per 1.000 inwoners;x", "vervallen"),
    ],
)
def test_what_is_known_but_can_be_no_finding_is_left_out_with_the_reason(indicator: str, why: str, table: Path) -> None:
    table.write_text(HEAD + indicator + "\n", encoding="utf-8")
    found = surveyed(table)
    assert found.figures == ()
    assert why in found.left_out[0]
