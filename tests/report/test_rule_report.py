"""The report in every form says the same, and keeps what is proven apart from what was searched."""

from __future__ import annotations

import json

import jsonschema
import pytest

from kbv_rules.model.rule_report import Proven, RulePlace, RuleProblem, RuleReport, Searched
from kbv_rules.report.rule_report import FORMS, rule_report_as
from tests.report.test_sarif import SCHEMA

REPORT = RuleReport(
    folder="regels",
    tables=2,
    rules=9,
    seed=4,
    budget=20,
    problems=(
        RuleProblem(
            id="gap",
            severity="error",
            place=RulePlace(file="regels/tables/omvang.yaml", line=12, column=1),
            message="voor 1 van de 9 combinaties geldt geen enkele regel.",
            remedy="Voeg een regel toe.",
            table="omvang",
            example={"level_ratio": 1.3, "small": False, "name": None, "kind": "objective"},
        ),
        RuleProblem(
            id="worse-lowers-score",
            severity="error",
            place=RulePlace(file="regels/tables/omvang.yaml", line=30, column=5),
            message="'1.1' scoort 0,2.",
            remedy="Laat de uitkomst stijgen.",
            table="omvang",
            rules=("omvang-3",),
            counterexample="tegenvoorbeeld-worse-lowers-score.yaml",
        ),
        RuleProblem(
            id="bundles-overlap",
            severity="note",
            place=RulePlace(file="regels/candidates.yaml"),
            message="twee bundels overlappen.",
            remedy="Dit mag.",
        ),
    ),
    proven=(
        Proven(what="elke regel kan gelden", cases=2700, table="omvang"),
        Proven(what="de uitkomst blijft binnen [0..4]", cases=2700, table="omvang"),
        Proven(what="elk profiel geeft gewicht", cases=4),
    ),
    searched=(
        Searched(
            property="worse-lowers-score", law="een ergere bevinding verlaagt nooit een score", cases=7, seconds=1.5, holds=False
        ),
        Searched(property="order-changes-nothing", law="de volgorde verandert niets", cases=1, seconds=4, holds=True),
    ),
)


def text() -> str:
    return rule_report_as("text", REPORT)


@pytest.mark.parametrize("form", FORMS)
def test_every_problem_is_told_in_every_form(form: str) -> None:
    written = rule_report_as(form, REPORT)
    for problem in REPORT.problems:
        assert problem.id in written
        assert json.dumps(problem.message, ensure_ascii=False)[1:-1] in written
        assert problem.remedy in written
    assert "tegenvoorbeeld-worse-lowers-score.yaml" in written
    assert written.endswith("\n")


def test_a_problem_in_the_text_has_its_place_an_example_and_what_to_do() -> None:
    assert (
        "FOUT  regels/tables/omvang.yaml:12:1  [gap]\n"
        "  voor 1 van de 9 combinaties geldt geen enkele regel.\n"
        "  Voorbeeld: level_ratio = 1.3, small = false, name = onbekend, kind = 'objective'.\n"
        "  Voeg een regel toe.\n"
    ) in text()


def test_what_is_proven_stands_apart_from_what_was_searched() -> None:
    proven, searched = text().split("Gezocht, niet bewezen")
    assert "  - omvang (2.700 combinaties): elke regel kan gelden; de uitkomst blijft binnen [0..4]\n" in proven
    assert "  - elk profiel geeft gewicht\n" in proven
    assert "  - de volgorde verandert niets: geen tegenvoorbeeld gevonden in 1 geval (4 s)\n" in searched
    assert "  - een ergere bevinding verlaagt nooit een score: GEBROKEN, na 7 gevallen (1,5 s)\n" in searched
    assert "bewezen" not in searched.split("\n", 1)[1]


def test_the_last_line_counts() -> None:
    assert text().endswith("\n2 fouten, 0 waarschuwingen, 1 opmerking.\n")


def test_a_report_without_a_search_says_why() -> None:
    report = REPORT.model_copy(update={"searched": (), "unsearched": "er is geen tijd voor gegeven (--budget 0)"})
    assert "  - niet gezocht: er is geen tijd voor gegeven (--budget 0).\n" in rule_report_as("text", report)


def test_the_json_reads_back_as_the_report() -> None:
    content = json.loads(rule_report_as("json", REPORT))
    assert content["schema"] == 1
    assert RuleReport.model_validate(content) == REPORT


def test_the_sarif_is_sarif() -> None:
    written = json.loads(rule_report_as("sarif", REPORT))
    jsonschema.validate(written, SCHEMA)
    kinds = {rule["id"]: rule["shortDescription"]["text"] for rule in written["runs"][0]["tool"]["driver"]["rules"]}
    assert kinds["gap"] == "Voor een invoer geldt geen enkele regel."
    assert kinds["worse-lowers-score"] == "Gebroken: een ergere bevinding verlaagt nooit een score."


def test_annotations_are_one_line_each() -> None:
    lines = rule_report_as("github", REPORT).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::notice"]
    assert lines[2].startswith("::notice file=regels/candidates.yaml,title=bundles-overlap::")


@pytest.mark.parametrize(("least", "told"), [("error", True), ("warning", True), ("note", True)])
def test_an_error_is_at_or_above_every_severity(least: str, told: bool) -> None:
    assert REPORT.has(least) is told  # type: ignore[arg-type]


def test_a_note_is_only_at_or_above_a_note() -> None:
    noted = REPORT.model_copy(update={"problems": REPORT.problems[2:]})
    assert [noted.has(least) for least in ("note", "warning", "error")] == [True, False, False]
