"""`kbv rules`: validate, test and coverage, as a municipality that changes its rules would run them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.advise.rule_copies import own_rules, rules_of
from tests.cli.running import EXAMPLES, fine, kbv
from tests.report.test_sarif import SCHEMA

STATIC = ("--budget", "0")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counterexamples are written where one stands."""
    here = tmp_path / "hier"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    return rules_of("gap", tmp_path / "regels")


# validate


def test_the_shipped_rules_are_fine() -> None:
    outcome = fine("rules", "validate", *STATIC)
    assert "0 fouten, 0 waarschuwingen" in outcome.out


def test_a_fault_is_told_with_its_place_and_exits_with_1(gap: Path) -> None:
    outcome = kbv("rules", "validate", gap, *STATIC)
    assert (outcome.code, outcome.err) == (1, "")
    assert f"FOUT  {gap}/tables/beinvloedbaarheid-kennis.yaml:12:1  [gap]" in outcome.out


@pytest.mark.parametrize(
    ("case", "least", "code"),
    [
        ("gap", "error", 1),
        ("table-unused", "error", 0),
        ("table-unused", "warning", 1),
        ("always-true", "warning", 0),
        ("always-true", "note", 1),
    ],
)
def test_the_exit_code_follows_what_one_wants_to_fail_on(case: str, least: str, code: int, tmp_path: Path) -> None:
    assert kbv("rules", "validate", rules_of(case, tmp_path / "regels"), *STATIC, "--fail-on", least).code == code


def test_json_for_programs(gap: Path) -> None:
    outcome = kbv("rules", "validate", gap, *STATIC, "--format", "json")
    assert outcome.code == 1
    report = outcome.json
    assert report["schema"] == 1
    (problem,) = [one for one in report["problems"] if one["id"] == "gap"]
    assert problem["place"] == {"file": f"{gap}/tables/beinvloedbaarheid-kennis.yaml", "line": 12, "column": 1}
    assert problem["example"] == {"measures": 5}
    assert report["unsearched"]


def test_sarif_for_code_hosts(gap: Path) -> None:
    outcome = kbv("rules", "validate", gap, *STATIC, "--format", "sarif")
    assert outcome.code == 1
    jsonschema.validate(outcome.json, SCHEMA)
    levels = {found["ruleId"]: found["level"] for found in outcome.json["runs"][0]["results"]}
    assert levels["gap"] == "error"


def test_annotations_for_github(gap: Path) -> None:
    outcome = kbv("rules", "validate", gap, *STATIC, "--format", "github")
    assert outcome.code == 1
    (line,) = [line for line in outcome.out.splitlines() if line.startswith("::error ")]
    assert f"file={gap}/tables/beinvloedbaarheid-kennis.yaml,line=12,col=1,title=gap::" in line


def test_the_report_goes_to_a_file_and_the_exit_code_stays(gap: Path, tmp_path: Path) -> None:
    target = tmp_path / "rapport.sarif"
    outcome = kbv("rules", "validate", gap, *STATIC, "--format", "sarif", "-o", target)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    jsonschema.validate(json.loads(target.read_text(encoding="utf-8")), SCHEMA)


def test_a_counterexample_is_a_findings_file_that_shows_the_fault(tmp_path: Path) -> None:
    """The score with the worse finding is lower than that of the file beside it."""
    rules = rules_of("not-monotone", tmp_path / "regels")
    kept = tmp_path / "gevonden"
    kept.mkdir()
    outcome = kbv(
        *("rules", "validate", rules, "--property", "worse-lowers-score", "--budget", "10"), *("--counterexamples", kept)
    )
    assert outcome.code == 1
    worse, milder = kept / "tegenvoorbeeld-worse-lowers-score.yaml", kept / "tegenvoorbeeld-worse-lowers-score-ervoor.yaml"
    assert f"Tegenvoorbeeld: {worse}" in outcome.out
    assert sorted(kept.iterdir()) == sorted([worse, milder])
    scores = [
        {one["theme"]: one["score"] for one in fine("advise", file, "--rules", rules, "--format", "json").json["scores"]}
        for file in (milder, worse)
    ]
    assert scores[1]["1.1"] < scores[0]["1.1"]
    assert "omvang-cijfer-3" in fine("why", worse, "1.1", "--rules", rules).out
    assert list(Path().iterdir()) == [], "nothing is left where one stands"


def test_what_was_searched_is_said_with_the_number_of_cases_and_the_seed() -> None:
    outcome = fine("rules", "validate", "--budget", "1", "--property", "indicator-count", "--seed", "5")
    assert "geen tegenvoorbeeld gevonden in" in outcome.out
    assert "Met --seed 5 zijn het dezelfde gevallen" in outcome.out


def test_there_is_a_progress_bar_on_a_terminal_and_only_there() -> None:
    command = [sys.executable, "-m", "kbv_rules.cli.main", "rules", "validate", "--budget", "1", "--property", "indicator-count"]
    plain = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert plain.stderr == ""
    leader, follower = pty.openpty()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=follower, text=True, encoding="utf-8", check=True)
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    assert "Zoeken naar tegenvoorbeelden" in shown
    assert "Zoeken naar tegenvoorbeelden" not in ran.stdout


def test_rules_that_cannot_be_read_are_bad_input(tmp_path: Path) -> None:
    folder = own_rules(tmp_path / "regels", "tables/omvang-cijfer.yaml", {"hit_policy: unique": "hit_policy: uniek"})
    outcome = kbv("rules", "validate", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(
        f"{folder}/tables/omvang-cijfer.yaml:6:13: het trefferbeleid (hit policy) 'uniek' bestaat niet."
    )
    assert "Bedoelde u 'unique'?" in outcome.err


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_get_the_faults_of_unreadable_rules_in_their_form(form: str, tmp_path: Path) -> None:
    folder = own_rules(tmp_path / "regels", "tables/omvang-cijfer.yaml", {"hit_policy: unique": "hit_policy: uniek"})
    outcome = kbv("rules", "validate", folder, "--format", form)
    assert outcome.code == 2
    assert "unreadable" in outcome.out
    assert "omvang-cijfer.yaml" in outcome.out
    assert outcome.err


def test_an_empty_folder_and_one_that_is_not_there_are_bad_input(tmp_path: Path) -> None:
    for folder, told in ((Path(), "deze map met regels is leeg"), (tmp_path / "weg", "deze map met regels bestaat niet")):
        outcome = kbv("rules", "validate", folder)
        assert (outcome.code, outcome.out) == (2, "")
        assert told in outcome.err


def test_a_folder_for_counterexamples_that_is_not_there_is_refused(tmp_path: Path) -> None:
    rules = rules_of("not-monotone", tmp_path / "regels")
    where = tmp_path / "weg"
    outcome = kbv(
        *("rules", "validate", rules, "--property", "worse-lowers-score", "--budget", "10", "--counterexamples", where),
    )
    assert outcome.code == 2
    assert "hier kan niet geschreven worden" in outcome.err


# test


def test_the_shipped_scenarios_come_out_as_expected() -> None:
    outcome = fine("rules", "test")
    assert "alle zoals verwacht." in outcome.out
    assert "ANDERS" not in outcome.out


def test_a_municipality_sees_which_scenario_its_change_turns(tmp_path: Path) -> None:
    """It puts the threshold of a first priority at 2.5: undermining without figures no longer reaches it."""
    folder = own_rules(tmp_path / "regels", "limits.yaml", {"minimum: [1.25, 1.5, 1.75, 2.2]": "minimum: [2.5, 2.5, 2.5, 2.5]"})
    outcome = kbv("rules", "test", folder)
    assert (outcome.code, outcome.err) == (1, "")
    assert "ANDERS  Ondermijning zonder cijfers" in outcome.out
    assert f"{folder}/scenarios/ondermijning-zonder-cijfers.yaml:14:15: verwacht als prioriteiten: '5.2'" in outcome.out
    assert "goed  Niets gevonden" in outcome.out


def test_its_own_scenarios_run_beside_those_of_the_rules(tmp_path: Path) -> None:
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "rustig.yaml").write_text(
        "schema: 1\nname: Rustig dorp\nbecause: Hier gebeurt niets.\nfindings: {}\nexpect: {priorities: []}\n", encoding="utf-8"
    )
    rows = fine("rules", "test", "--scenarios", own, "--format", "json").json["scenarios"]
    assert "Rustig dorp" in [row["name"] for row in rows]
    assert "Niets gevonden" in [row["name"] for row in rows]
    assert all(row["ok"] for row in rows)


def test_a_bad_scenario_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "fout.yaml"
    file.write_text("schema: 1\nname: x\nbecause: y\nfindings: {}\nexpect: {priorities: ['9.9']}\n", encoding="utf-8")
    outcome = kbv("rules", "test", "--scenarios", file)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"{file}:5:23: er is geen kandidaat '9.9'.")


def test_rules_without_scenarios_are_not_said_to_pass(tmp_path: Path) -> None:
    folder = own_rules(tmp_path / "regels")
    for path in (folder / "scenarios").iterdir():
        path.unlink()
    outcome = kbv("rules", "test", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert "hier staan geen scenario's" in outcome.err


# coverage


def test_coverage_counts_over_examples_and_scenarios_and_names_what_never_held() -> None:
    outcome = fine("rules", "coverage", EXAMPLES)
    last = outcome.out.splitlines()[-1]
    assert "regels golden nooit" in last
    rows = fine("rules", "coverage", EXAMPLES, "--format", "json").json
    never = [row["rule"] for row in rows if not row["times"]]
    assert all(rule in last for rule in never)
    assert f"{len(never)} van de {len(rows)} regels" in last


def test_coverage_without_findings_is_that_of_the_scenarios(tmp_path: Path) -> None:
    alone = {row["rule"]: row["times"] for row in fine("rules", "coverage", "--format", "json").json}
    both = {row["rule"]: row["times"] for row in fine("rules", "coverage", EXAMPLES / "waterwijk.yaml", "--format", "json").json}
    assert all(both[rule] >= count for rule, count in alone.items())
    assert sum(both.values()) > sum(alone.values()) > 0


def test_coverage_as_csv_has_a_row_per_rule() -> None:
    rows = list(csv.DictReader(io.StringIO(fine("rules", "coverage", "--format", "csv").out)))
    assert list(rows[0]) == ["table", "rule", "times", "files"]
    assert len(rows) == len({row["rule"] for row in rows})


def test_coverage_of_a_file_that_is_not_there_is_bad_input() -> None:
    outcome = kbv("rules", "coverage", "weg.yaml")
    assert outcome.code == 2
    assert "weg.yaml: het bestand bestaat niet" in outcome.err
