"""SARIF as the standard has it: structure, levels, places, and kinds that stand once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kbv_rules.report.sarif import Result, sarif

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text(encoding="utf-8"))


def log(*results: Result) -> Any:
    written = json.loads(sarif(results, {"gap": "Voor een invoer geldt geen regel."}))
    jsonschema.validate(written, SCHEMA)
    return written["runs"][0]


def result(rule: str = "gap", level: Any = "error", file: str = "regels/tables/omvang.yaml", line: int | None = 12) -> Result:
    return Result(
        rule, level, file, line, 3 if line else None, "Er geldt geen regel.", {"example": {"level_ratio": 1.3, "name": None}}
    )


def test_a_log_without_results_is_a_log() -> None:
    assert log()["results"] == []


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_a_result_says_what_how_bad_and_where(level: str) -> None:
    (found,) = log(result(level=level))["results"]
    assert (found["ruleId"], found["level"], found["message"]["text"]) == ("gap", level, "Er geldt geen regel.")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "regels/tables/omvang.yaml"
    assert place["region"] == {"startLine": 12, "startColumn": 3}


def test_a_file_as_a_whole_has_no_region() -> None:
    (found,) = log(result(line=None))["results"]
    assert "region" not in found["locations"][0]["physicalLocation"]


def test_kinds_stand_once_and_results_point_at_them() -> None:
    run = log(result("overlap"), result("gap"), result("overlap"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["gap", "overlap"]
    assert rules[0]["shortDescription"]["text"] == "Voor een invoer geldt geen regel."
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"]] == ["overlap", "gap", "overlap"]


def test_files_are_named_as_seen_from_here_and_fit_in_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = (str(tmp_path / "mijn regels" / "a.yaml"), "mijn regels/a.yaml", "/elders/b.yaml")
    uris = [
        found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for found in log(*(result(file=one) for one in files))["results"]
    ]
    assert uris == ["mijn%20regels/a.yaml", "mijn%20regels/a.yaml", "file:///elders/b.yaml"]
