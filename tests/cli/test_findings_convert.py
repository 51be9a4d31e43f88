"""`kbv findings convert` goes from YAML to a workbook and back, and loses nothing on the way."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.findings.read import read_findings
from tests.cli.running import EXAMPLES, fine, kbv

TERNEUZEN = EXAMPLES / "terneuzen.yaml"


def test_there_and_back_again(tmp_path: Path) -> None:
    workbook, back = tmp_path / "b.xlsx", tmp_path / "b.yaml"
    fine("findings", "convert", TERNEUZEN, workbook)
    fine("findings", "convert", workbook, back)
    assert read_findings(back) == read_findings(TERNEUZEN)
    assert back.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=findings.schema.json\n")


def test_a_file_that_is_there_stays_unless_it_is_forced(tmp_path: Path) -> None:
    target = tmp_path / "b.yaml"
    target.write_text("van mij", encoding="utf-8")
    outcome = kbv("findings", "convert", TERNEUZEN, target)
    assert (outcome.code, target.read_text(encoding="utf-8")) == (2, "van mij")
    assert "--force" in outcome.err
    fine("findings", "convert", TERNEUZEN, target, "--force")
    assert "Terneuzen" in target.read_text(encoding="utf-8")


def test_a_kind_of_file_that_cannot_be_made(tmp_path: Path) -> None:
    outcome = kbv("findings", "convert", TERNEUZEN, tmp_path / "b.csv")
    assert (outcome.code, list(tmp_path.iterdir())) == (2, [])
    assert ".yaml or .xlsx" in outcome.err


def test_findings_with_a_fault_are_not_converted(tmp_path: Path) -> None:
    source = tmp_path / "fout.yaml"
    source.write_text(TERNEUZEN.read_text(encoding="utf-8").replace("unit: count", "unit: aantal", 1), encoding="utf-8")
    outcome = kbv("findings", "convert", source, tmp_path / "b.xlsx")
    assert (outcome.code, list(tmp_path.iterdir())) == (2, [source])
