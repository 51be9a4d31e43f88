"""GitHub annotations: one line each, with what would end the line or a property escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.report.annotations import annotation


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")])
def test_a_severity_becomes_a_command(severity: str, command: str) -> None:
    line = annotation(severity, "regels/a.yaml", 3, 5, "gap", "Er is een gat.")  # type: ignore[arg-type]
    assert line == f"::{command} file=regels/a.yaml,line=3,col=5,title=gap::Er is een gat.\n"


def test_a_file_as_a_whole_has_no_line() -> None:
    assert annotation("error", "a.yaml", None, None, "x", "y") == "::error file=a.yaml,title=x::y\n"


def test_a_message_stays_on_one_line() -> None:
    assert annotation("error", "a.yaml", 1, 1, "x", "100% van\nde regels").endswith("::100%25 van%0Ade regels\n")


def test_a_comma_or_colon_in_a_name_ends_no_property() -> None:
    line = annotation("error", "mijn,regels:2/a.yaml", 1, 1, "a,b", "ja, dat: kan")
    assert line == "::error file=mijn%2Cregels%3A2/a.yaml,line=1,col=1,title=a%2Cb::ja, dat: kan\n"


def test_a_file_below_is_named_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "file=regels/a.yaml," in annotation("error", str(tmp_path / "regels" / "a.yaml"), 1, 1, "x", "y")
    assert "file=/elders/a.yaml," in annotation("error", "/elders/a.yaml", 1, 1, "x", "y")
