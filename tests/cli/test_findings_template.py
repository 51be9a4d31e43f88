"""`kbv findings template` makes a form that `kbv advise` understands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.running import fine, kbv


def test_a_form_with_a_municipality_filled_in(tmp_path: Path) -> None:
    target = tmp_path / "bevindingen.xlsx"
    assert fine("findings", "template", "-o", target, "--municipality", "GM0715").out == ""
    assert load_workbook(target)["Start"]["B9"].value == "Terneuzen"


def test_a_form_that_is_not_filled_in_says_what_is_lacking(tmp_path: Path) -> None:
    target = tmp_path / "bevindingen.xlsx"
    fine("findings", "template", "-o", target)
    outcome = kbv("advise", target)
    assert outcome.code == 2
    assert f"{target}, blad Start, cel B9: bij 'Naam van de gemeente' staat niets." in outcome.err


def test_a_municipality_that_does_not_exist(tmp_path: Path) -> None:
    outcome = kbv("findings", "template", "-o", tmp_path / "b.xlsx", "--municipality", "Waterwijk aan Zee")
    assert outcome.code == 2
    assert "gemeente 'Waterwijk aan Zee' niet gevonden.\n  Geef de naam" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_only_forms_that_can_be_made_are_asked_for(tmp_path: Path) -> None:
    for target in ((), ("-o", str(tmp_path / "b.pdf"))):
        outcome = kbv("findings", "template", *target)
        assert (outcome.code, list(tmp_path.iterdir())) == (2, [])
        assert "-o NAME.xlsx" in outcome.err


def test_questions_about_a_theme_do_not_load_the_workbook_library() -> None:
    code = "import sys; from kbv_rules.cli.main import main\ntry: main(['findings', '--help'])\nexcept SystemExit: pass\n"
    code += "sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
