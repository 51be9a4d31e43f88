"""What is written is a findings file: it reads back the same, holds only what was counted, and leads to an advice."""

from __future__ import annotations

import datetime
from pathlib import Path

import kbv_rules
from kbv_rules.findings.police.findings import MadeFindings, police_findings
from kbv_rules.findings.survey import read_survey
from kbv_rules.findings.write_yaml import findings_to_yaml
from tests.cli.running import EXAMPLES
from tests.findings.police.tables import TERNEUZEN, gazetteer, typed
from tests.findings.police.test_figures import extract, opened
from tests.strategies import KNOWLEDGE, RULES

DAY = datetime.date(2026, 11, 1)


def made(*, survey: bool = False) -> MadeFindings:
    data = extract()
    one = data.find("Terneuzen")
    more = read_survey(EXAMPLES / "open_data" / "indicatoren.csv", one, KNOWLEDGE, gazetteer()) if survey else None
    figures = data.of(one, data.years())
    return police_findings(
        data, one, figures, date=DAY, others=more.figures if more else (), left_out=more.left_out if more else ()
    )


def test_what_is_written_reads_back_and_can_be_advised_on(tmp_path: Path) -> None:
    path = tmp_path / "bevindingen.yaml"
    path.write_text(findings_to_yaml(made().findings, comments=made().comments), encoding="utf-8")
    again = kbv_rules.read_findings(path, knowledge=KNOWLEDGE, rules=RULES)
    assert [item.theme for item in again.findings] == ["1.2/vernielingen", "1.3/woninginbraak", "5.2/vuurwapens"]
    assert again.municipality == made().findings.municipality
    assert kbv_rules.advise(again, knowledge=KNOWLEDGE, rules=RULES).priorities[0].id == "1.3/woninginbraak"


def test_the_plan_starts_next_year_and_lasts_as_long_as_the_rules_say() -> None:
    assert str(made().findings.period) == "2027-2030"


def test_each_figure_stands_once_under_its_home(tmp_path: Path) -> None:
    cells = {("1.4.7", TERNEUZEN, f"{year}JJ00"): 3 for year in (2023, 2024)}
    data = opened(typed(tmp_path / "a.csv", cells))
    one = data.find("Terneuzen")
    findings = police_findings(data, one, data.of(one, data.years()), date=DAY).findings
    assert [item.theme for item in findings.findings] == ["1.3/overvallen"]


def test_the_same_evidence_from_two_sources_counts_once() -> None:
    with_survey = made(survey=True)
    burglary = next(item for item in with_survey.findings.findings if item.theme == "1.3/woninginbraak")
    assert [figure.unit for figure in burglary.figures] == ["count"]
    assert any("Diefstallen uit woning per 1.000 inwoners. Dit meet hetzelfde" in line for line in with_survey.comments)
    assert any(item.theme == "2.1/winkeldiefstal" for item in with_survey.findings.findings)


def test_what_could_be_no_finding_is_told_on_top(tmp_path: Path) -> None:
    cells = {(kind, TERNEUZEN, f"{year}JJ00"): 900 for kind in ("0.0.0", "9.9.9", "1.1.1") for year in (2023, 2024)}
    data = opened(typed(tmp_path / "a.csv", cells))
    one = data.find("GM0715")
    comments = police_findings(data, one, data.of(one, data.years()), date=DAY).comments
    assert any(line.startswith("Niet opgenomen: 0.0.0 Totaal misdrijven. Hoort bij geen thema") for line in comments)
    assert any("Onbekende soorten in het bestand, niet gelezen: 9.9.9." in line for line in comments)
