"""Exporting decision tables, ours or those of another folder."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.cli.running import ROOT, fine, kbv
from tests.rules.small_rules import small_rules

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


def decisions(xml: str) -> list[str | None]:
    return [element.get("name") for element in ElementTree.fromstring(xml.encode()).findall(f"{DMN}decision")]


def test_our_tables_are_exported_unless_a_folder_is_given(tmp_path: Path) -> None:
    ours = sorted(path.stem for path in (ROOT / "rules" / "tables").glob("*.yaml"))
    assert decisions(fine("rules", "export").out) == ours
    another = small_rules(tmp_path / "regels")
    assert decisions(fine("rules", "export", another).out) == sorted(path.stem for path in another.glob("tables/*.yaml"))


def test_the_export_can_go_to_a_file(tmp_path: Path) -> None:
    assert fine("rules", "export", "--format", "dmn", "-o", tmp_path / "regels.dmn").out == ""
    assert (tmp_path / "regels.dmn").read_text(encoding="utf-8") == fine("rules", "export").out


def test_rules_that_cannot_be_read_are_not_exported(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "regels")
    table = next(folder.glob("tables/*.yaml"))
    table.write_text(table.read_text(encoding="utf-8").replace("hit_policy: ", "hit_policy: on"), encoding="utf-8")
    outcome = kbv("rules", "export", folder, "-o", tmp_path / "regels.dmn")
    assert outcome.code == 2
    assert f"{table}:" in outcome.err
    assert not (tmp_path / "regels.dmn").exists()
