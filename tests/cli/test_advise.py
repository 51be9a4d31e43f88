"""`kbv advise`: three forms, to the screen or to a file, with other weights or other rules."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import EXAMPLES, ROOT, fine, kbv

TERNEUZEN = EXAMPLES / "terneuzen.yaml"
WATERWIJK = EXAMPLES / "waterwijk.yaml"


def advised(findings: Path, *options: str | Path) -> Any:
    return fine("advise", findings, *options, "--format", "json").json


def timeless(text: str) -> str:
    """An advice without the moment it was made."""
    return re.sub(r"\d{4}-\d{2}-\d{2}T[0-9:]+Z", "nu", text)


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    """A copy of the rules, to be changed."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "regels"))


def test_text_is_what_you_get_without_asking() -> None:
    plain, text = fine("advise", TERNEUZEN).out, fine("advise", TERNEUZEN, "--format", "text").out
    assert plain.startswith("Advies over veiligheidsprioriteiten: Terneuzen, 2027-2030\n====")
    assert timeless(plain) == timeless(text)


def test_markdown_and_json() -> None:
    assert fine("advise", TERNEUZEN, "--format", "md").out.startswith("# Advies over veiligheidsprioriteiten: Terneuzen")
    assert advised(TERNEUZEN)["municipality"] == "Terneuzen"


def test_the_same_findings_lead_to_the_same_advice() -> None:
    assert timeless(fine("advise", WATERWIJK, "--format", "json").out) == timeless(
        fine("advise", WATERWIJK, "--format", "json").out
    )


# Files


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_a_file_holds_what_the_screen_would_show(form: str, tmp_path: Path) -> None:
    target = tmp_path / "advies"
    assert fine("advise", TERNEUZEN, "--format", form, "-o", target).out == ""
    assert timeless(target.read_text(encoding="utf-8")) == timeless(fine("advise", TERNEUZEN, "--format", form).out)


def test_findings_that_cannot_be_read_leave_an_earlier_advice_as_it_was(tmp_path: Path) -> None:
    target, findings = tmp_path / "advies.md", tmp_path / "bevindingen.yaml"
    target.write_text("het vorige advies", encoding="utf-8")
    findings.write_text(TERNEUZEN.read_text(encoding="utf-8").replace('"5.2/vuurwapens"', '"5.9"'), encoding="utf-8")
    outcome = kbv("advise", findings, "-o", target)
    assert outcome.code == 2
    assert "thema '5.9' bestaat niet." in outcome.err
    assert target.read_text(encoding="utf-8") == "het vorige advies"
    assert sorted(tmp_path.iterdir()) == [target, findings]


def test_a_folder_is_no_place_to_write_to(tmp_path: Path) -> None:
    outcome = kbv("advise", TERNEUZEN, "-o", tmp_path)
    assert outcome.code == 2
    assert "dit is een map" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    outcome = kbv("advise", TERNEUZEN, "-o", tmp_path / "uitvoer" / "advies.md")
    assert outcome.code == 2
    assert "hier kan niet geschreven worden" in outcome.err
    assert list(tmp_path.iterdir()) == []


# Weights and rules


@pytest.mark.parametrize("profile", ["cijfers", "inwoners", "bestuur"])
def test_another_profile_weighs_otherwise_and_is_in_the_receipt(profile: str) -> None:
    standard, other = advised(WATERWIJK), advised(WATERWIJK, "--profile", profile)
    assert other["receipt"]["profile"] == profile
    assert standard["receipt"]["profile"] == "standaard"
    weights = [{name: part["weight"] for name, part in found["scores"][0]["criteria"].items()} for found in (standard, other)]
    assert weights[0] != weights[1]
    assert [score["score"] for score in standard["scores"]] != [score["score"] for score in other["scores"]]


def test_a_profile_that_is_not_there_gets_those_that_are() -> None:
    outcome = kbv("advise", TERNEUZEN, "--profile", "burgers")
    assert outcome.code == 2
    assert "profiel 'burgers' niet gevonden." in outcome.err
    assert "'standaard'" in outcome.err


def test_rules_of_your_own_with_another_weight_give_another_result(own_rules: Path) -> None:
    assert advised(TERNEUZEN, "--rules", own_rules)["scores"] == advised(TERNEUZEN)["scores"]
    profiles = own_rules / "profiles.yaml"
    profiles.write_text(profiles.read_text(encoding="utf-8").replace("omvang: 14", "omvang: 80"), encoding="utf-8")
    ours, theirs = advised(TERNEUZEN), advised(TERNEUZEN, "--rules", own_rules)
    assert theirs["receipt"]["rules"] != ours["receipt"]["rules"]
    drugs = [next(score for score in found["scores"] if score["theme"] == "5.2") for found in (ours, theirs)]
    assert drugs[1]["criteria"]["omvang"]["contribution"] > drugs[0]["criteria"]["omvang"]["contribution"]
    assert [one["id"] for one in theirs["priorities"]] != [one["id"] for one in ours["priorities"]]


def test_a_higher_threshold_leaves_nothing_and_the_advice_says_so(own_rules: Path) -> None:
    limits = own_rules / "limits.yaml"
    text = limits.read_text(encoding="utf-8")
    limits.write_text(re.sub(r"minimum: \[[^]]*\]", "minimum: [3.5, 3.6, 3.7, 3.8]", text), encoding="utf-8")
    assert advised(TERNEUZEN, "--rules", own_rules)["priorities"] == []
    assert "stellen we geen prioriteiten voor" in fine("advise", TERNEUZEN, "--rules", own_rules).out


def test_a_fault_in_rules_of_your_own_is_told_with_its_place(own_rules: Path) -> None:
    table = own_rules / "tables" / "omvang-cijfer.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace('">= 1.7"', '"=> 1.7"'), encoding="utf-8")
    outcome = kbv("advise", TERNEUZEN, "--rules", own_rules)
    assert outcome.code == 2
    assert re.search(r"omvang-cijfer\.yaml:\d+:\d+: ", outcome.err)
    assert "Bedoelde u '>='?" in outcome.err


def test_findings_from_elsewhere_in_utf_8_with_a_mark_are_read(tmp_path: Path) -> None:
    findings = tmp_path / "bevindingen.yaml"
    findings.write_bytes(TERNEUZEN.read_bytes())
    assert json.loads(fine("advise", findings, "--format", "json").out)["scores"] == advised(TERNEUZEN)["scores"]
