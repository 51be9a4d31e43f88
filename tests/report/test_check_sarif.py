"""A check as SARIF: rules with help, places, what was accepted, and fingerprints that last."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kbv_rules.check.rules import load_check_rules
from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from kbv_rules.model.remark import CheckReport
from kbv_rules.report.check_sarif import check_sarif
from tests.report import check_reports

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text(encoding="utf-8"))
RULES = load_check_rules()


def run(report: CheckReport, path: Path, document: Document) -> Any:
    written = json.loads(check_sarif(report, path, document, RULES))
    jsonschema.validate(written, SCHEMA)
    return written["runs"][0]


@pytest.fixture
def sample(tmp_path: Path) -> Any:
    path, document, report = check_reports.sample(tmp_path)
    return run(report, path, document)


def test_every_check_stands_among_the_rules_with_its_help(sample: Any) -> None:
    rules = sample["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES.checks]
    for rule in rules:
        assert all(label in rule["help"]["text"] for label in ("Waarom: ", "Doen: ", "Mag blijven als: "))
        assert "{" not in rule["help"]["text"] + rule["help"]["markdown"] + rule["fullDescription"]["text"]
    for result in sample["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_place_has_its_headings_and_its_paragraph(sample: Any) -> None:
    (place,) = sample["results"][1]["locations"]
    assert [(one["kind"], one["fullyQualifiedName"]) for one in place["logicalLocations"]] == [
        ("section", "1 Prioriteiten > 1.1 Ondermijning"),
        ("paragraph", "1 Prioriteiten > 1.1 Ondermijning > alinea 3"),
    ]
    assert place["properties"] == {"paragraph": 3, "snippet": "1.1 Ondermijning"}
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/plan.docx")
    assert "region" not in place["physicalLocation"]


def test_the_document_as_a_whole_has_no_logical_place(sample: Any) -> None:
    assert "logicalLocations" not in sample["results"][-1]["locations"][0]


def test_a_page_is_told_where_it_is_known(tmp_path: Path) -> None:
    path, document, report = check_reports.sample(tmp_path)
    told = report.remarks[1]
    paged = replace(told, location=replace(told.location, page=12))
    (result,) = run(check_reports.report([paged]), path, document)["results"]
    assert result["locations"][0]["properties"]["page"] == 12


def test_a_format_with_lines_gives_the_line_and_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Plan\n\n## Prioriteiten\n\nWij pakken het aan.\n", encoding="utf-8")
    document = read_document(path)
    number = next(one.number for one in document.paragraphs() if one.text == "Wij pakken het aan.")
    (result,) = run(check_reports.report([check_reports.remark(document, paragraph=number)]), path, document)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "snippet": {"text": "Wij pakken het aan."}}


def test_what_people_accepted_is_suppressed_with_their_reason(sample: Any) -> None:
    assert [one.get("suppressions") for one in sample["results"]] == [
        None,
        None,
        None,
        [{"kind": "external", "status": "accepted", "justification": "Staat in de meerjarenbegroting. (Ans)"}],
        None,
    ]


def test_warnings_about_the_draft_are_notifications(sample: Any) -> None:
    (invocation,) = sample["invocations"]
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == ["bladzijde 3 is een scan."]


def fingerprints(path: Path, document: Document, report: CheckReport) -> list[str]:
    return [one["partialFingerprints"]["remark/v1"] for one in run(report, path, document)["results"]]


def test_a_fingerprint_does_not_change_with_the_place_or_the_words(tmp_path: Path) -> None:
    path, document, report = check_reports.sample(tmp_path)
    elsewhere = check_reports.location(document, 6)
    moved = [replace(one, location=elsewhere, message="Anders gezegd.") for one in report.remarks]
    assert fingerprints(path, document, check_reports.report(moved)) == fingerprints(path, document, report)


def test_every_remark_has_a_fingerprint_of_its_own_also_twins(tmp_path: Path) -> None:
    path, document, report = check_reports.sample(tmp_path)
    found = fingerprints(path, document, check_reports.report([*report.remarks, *report.remarks]))
    assert len(set(found)) == 2 * len(report.remarks)
