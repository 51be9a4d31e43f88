"""`kbv schema`: JSON Schemas an editor can use."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.running import EXAMPLES, ROOT, fine

FINDINGS = json.loads(fine("schema", "findings").out)


def as_an_editor_reads_it(path: Path) -> Any:
    """YAML as JSON has it: years become text, dates become text."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_fits_the_schema_of_findings(example: Path) -> None:
    faults = [
        f"{fault.json_path}: {fault.message}"
        for fault in Draft202012Validator(FINDINGS).iter_errors(as_an_editor_reads_it(example))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda findings: findings.pop("municipality"),
        lambda findings: findings.update(schema=2),
        lambda findings: findings.update(bevindingen=[]),
        lambda findings: findings["findings"][0].update(theme="6"),
        lambda findings: findings["findings"][0]["figures"][0].update(unit="promille"),
        lambda findings: findings["findings"][0]["figures"][0]["values"].update({"2025": -1}),
    ],
    ids=["no municipality", "another version", "unknown key", "no such theme", "no such unit", "negative count"],
)
def test_the_schema_refuses_what_kbv_refuses(spoil: Callable[[Any], Any]) -> None:
    findings = copy.deepcopy(as_an_editor_reads_it(EXAMPLES / "terneuzen.yaml"))
    assert Draft202012Validator(FINDINGS).is_valid(findings)
    spoil(findings)
    assert not Draft202012Validator(FINDINGS).is_valid(findings)


def test_the_schema_beside_the_examples_is_up_to_date() -> None:
    """Out of step? `kbv schema findings -o examples/findings.schema.json`."""
    assert json.loads((EXAMPLES / "findings.schema.json").read_text(encoding="utf-8")) == FINDINGS


def test_every_example_points_its_editor_to_the_schema() -> None:
    for example in EXAMPLES.glob("*.yaml"):
        assert "# yaml-language-server: $schema=findings.schema.json" in example.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", sorted((ROOT / "rules" / "tables").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_decision_table_fits_the_schema_of_tables(table: Path) -> None:
    schema = Draft202012Validator(json.loads(fine("schema", "table").out))
    found = as_an_editor_reads_it(table)
    for rule in found["rules"]:  # a cell may be written without quotes, see kbv_rules.rules.table
        rule["when"] = {name: str(cell) for name, cell in rule.get("when", {}).items()}
    assert [f"{fault.json_path}: {fault.message}" for fault in schema.iter_errors(found)] == []


def test_a_schema_can_go_to_a_file(tmp_path: Path) -> None:
    fine("schema", "table", "-o", tmp_path / "table.schema.json")
    assert json.loads((tmp_path / "table.schema.json").read_text(encoding="utf-8"))["title"] == "Table"
