"""`kbv why`, `why-not`, `diff` and `replay`: an advice can be questioned, compared and made again."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kbv_rules.rules.rule_set import load_rule_set
from tests.cli.running import EXAMPLES, ROOT, fine, kbv

TERNEUZEN = EXAMPLES / "terneuzen.yaml"
WATERWIJK = EXAMPLES / "waterwijk.yaml"


@pytest.fixture
def advice(tmp_path: Path) -> Path:
    """An advice on a copy of the findings, both in one folder."""
    findings = Path(shutil.copy(TERNEUZEN, tmp_path / "bevindingen.yaml"))
    target = tmp_path / "advies.json"
    fine("advise", findings, "--format", "json", "-o", target)
    return target


def changes(outcome: Any, kind: str) -> dict[str, tuple[str | None, str | None]]:
    return {one["id"]: (one["before"], one["after"]) for one in outcome["causes"] + outcome["effects"] if one["kind"] == kind}


# Why


def test_a_priority_says_why_rule_by_rule() -> None:
    text = fine("why", TERNEUZEN, "woninginbraak").out
    assert text.startswith("Waarom is Woninginbraak een prioriteit\n====")
    assert "gold: omvang-cijfer-3" in text
    assert "gold niet: omvang-cijfer-4, want verhouding tot vergelijkbare gemeenten is 1,5 en niet >= 1.7" in " ".join(
        text.split()
    )


@pytest.mark.parametrize("theme", ["5.2", "S1", "4.1"])
def test_the_reasons_of_an_explanation_and_its_breadth_add_up_to_its_strength(theme: str) -> None:
    found = fine("why", WATERWIJK, theme, "--format", "json").json
    breadths = {0.0, *(float(rule.then) for rule in load_rule_set().tables["kandidaat-breedte"].table.rules)}
    beyond_reasons = found["strength"] - sum(part["contribution"] for part in found["criteria"])
    assert any(beyond_reasons == pytest.approx(breadth) for breadth in breadths)
    for part in found["criteria"]:
        assert sum(reason["contribution"] for reason in part["reasons"]) == pytest.approx(part["contribution"])


def test_what_is_no_priority_says_what_would_make_it_one() -> None:
    found = fine("why-not", TERNEUZEN, "verkeersveiligheid", "--format", "json").json
    assert not found["chosen"]
    assert found["turns"]
    assert all(turn["text"] for turn in found["turns"])


def test_why_and_why_not_give_one_answer() -> None:
    assert fine("why", TERNEUZEN, "5.2").out == fine("why-not", TERNEUZEN, "5.2").out


def test_the_choice_told_is_the_choice_of_the_advice() -> None:
    chosen = {one["id"] for one in fine("advise", TERNEUZEN, "--format", "json").json["priorities"]}
    assert chosen
    for candidate in [*sorted(chosen), "1.3", "2.2", "5.2"]:
        assert fine("why", TERNEUZEN, candidate, "--format", "json").json["chosen"] == (candidate in chosen)


def test_what_cannot_be_a_priority_is_no_fault_of_ours() -> None:
    outcome = kbv("why", TERNEUZEN, "A3")
    assert outcome.code == 2
    assert "te weinig over gevonden" in outcome.err


# Diff


def test_two_of_the_same_do_not_differ() -> None:
    found = fine("diff", TERNEUZEN, TERNEUZEN, "--format", "json").json
    assert found == {"causes": [], "effects": []}
    assert fine("diff", TERNEUZEN, TERNEUZEN).out.count("Niets.") == 2


def test_a_changed_figure_and_what_it_does(tmp_path: Path) -> None:
    other = tmp_path / "bevindingen.yaml"
    other.write_text(
        TERNEUZEN.read_text(encoding="utf-8").replace("2024: 57, 2025: 96}", "2024: 57, 2025: 40}"), encoding="utf-8"
    )
    found = fine("diff", TERNEUZEN, other, "--format", "json").json
    (cause,) = found["causes"]
    assert cause["kind"] == "finding"
    assert cause["id"].startswith("1.3/woninginbraak#figures/diefstal-inbraak-woning")
    assert (cause["before"], cause["after"]) == ("96.0", "40.0")
    assert changes(found, "priority")["1.3/woninginbraak"][1] is None


def test_changed_rules_and_what_they_do(tmp_path: Path) -> None:
    own = Path(shutil.copytree(ROOT / "rules", tmp_path / "regels"))
    profiles = own / "profiles.yaml"
    profiles.write_text(profiles.read_text(encoding="utf-8").replace("omvang: 14", "omvang: 20"), encoding="utf-8")
    found = fine("diff", ROOT / "rules", own, "--findings", TERNEUZEN, "--format", "json").json
    assert changes(found, "weight") == {"standaard.omvang": ("14", "20")}
    assert "5.2" in changes(found, "score")
    text = fine("diff", ROOT / "rules", own, "--findings", TERNEUZEN).out
    assert "Standaard: omvang: van 14 naar 20" in text


def test_two_advices_are_compared_as_they_are(advice: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.json"
    fine("advise", tmp_path / "bevindingen.yaml", "--format", "json", "--profile", "cijfers", "-o", other)
    found = fine("diff", advice, other, "--format", "json").json
    assert changes(found, "setting") == {"profile": ("standaard", "cijfers")}
    assert changes(found, "score")


def test_rules_cannot_be_compared_without_findings() -> None:
    outcome = kbv("diff", ROOT / "rules", ROOT / "rules")
    assert outcome.code == 2
    assert "--findings" in outcome.err


def test_a_folder_and_a_file_cannot_be_compared() -> None:
    outcome = kbv("diff", ROOT / "rules", TERNEUZEN)
    assert outcome.code == 2
    assert "zijn niet te vergelijken" in outcome.err


# Replay


def test_an_advice_is_made_again_byte_for_byte(advice: Path) -> None:
    assert fine("replay", advice).out == advice.read_text(encoding="utf-8")


def test_replay_can_go_to_a_file(advice: Path, tmp_path: Path) -> None:
    assert fine("replay", advice, "-o", tmp_path / "opnieuw.json").out == ""
    assert (tmp_path / "opnieuw.json").read_bytes() == advice.read_bytes()


def test_changed_findings_are_named_and_not_replayed(advice: Path, tmp_path: Path) -> None:
    findings = tmp_path / "bevindingen.yaml"
    findings.write_text(findings.read_text(encoding="utf-8").replace("2025: 96}", "2025: 97}"), encoding="utf-8")
    outcome = kbv("replay", advice)
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"{findings}: dit bestand is niet meer hetzelfde" in outcome.err


def test_findings_that_are_gone_are_named(advice: Path, tmp_path: Path) -> None:
    (tmp_path / "bevindingen.yaml").unlink()
    outcome = kbv("replay", advice)
    assert outcome.code == 2
    assert "bevindingen.yaml" in outcome.err


def test_an_advice_edited_afterwards_is_refused(advice: Path) -> None:
    text = advice.read_text(encoding="utf-8")
    advice.write_text(text.replace('"name": "Woninginbraak"', '"name": "Inbraak in woningen"', 1), encoding="utf-8")
    outcome = kbv("replay", advice)
    assert outcome.code == 2
    assert "na het maken veranderd" in outcome.err


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", "geen json", '{"receipt": {}}', "[" * 10_000])
def test_what_is_no_advice_is_refused_kindly(content: str, tmp_path: Path) -> None:
    other = tmp_path / "iets.json"
    other.write_text(content, encoding="utf-8")
    outcome = kbv("replay", other)
    assert outcome.code == 2
    assert re.search(r"(dit is geen advies in JSON|geen verantwoording)", outcome.err)


def test_an_advice_of_another_version_is_refused(advice: Path) -> None:
    data = json.loads(advice.read_text(encoding="utf-8"))
    data["receipt"]["version"] = "0.0.1"
    advice.write_text(json.dumps(data), encoding="utf-8")
    outcome = kbv("replay", advice)
    assert outcome.code == 2
    assert "gemaakt met kbv-rules 0.0.1" in outcome.err
