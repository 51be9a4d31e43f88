"""The guide to validating rules shows real output and tells of every kind of problem and every law."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbv_rules.advise.properties import ALL
from kbv_rules.advise.scenarios import read_scenario, run_scenario
from kbv_rules.model.rule_report import KINDS
from kbv_rules.model.scenario import Expected
from tests.advise.rule_copies import rules_of
from tests.cli.running import ROOT, kbv
from tests.strategies import KNOWLEDGE, RULES

GUIDE = (ROOT / "docs" / "validate.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def rows(head: str) -> set[str]:
    """The first column of the table under a head."""
    table = GUIDE.split(f"\n| {head} |")[1].split("\n\n")[0]
    return set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE))


def test_every_kind_of_problem_is_told() -> None:
    assert rows("kind") == set(KINDS)


def test_every_law_is_told() -> None:
    assert rows("property") == {law.id for law in ALL}


def test_every_expectation_of_a_scenario_is_told() -> None:
    told = GUIDE.split("| key | expects |")[1].split("\n\n")[0]
    assert all(f"`{name}`" in told for name in Expected.model_fields)


def test_the_report_and_the_counterexample_are_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_of("not-monotone", tmp_path / "my-rules")
    monkeypatch.chdir(tmp_path)
    outcome = kbv("rules", "validate", "my-rules", "--property", "worse-lowers-score", "--budget", "10")
    problem, comment = blocks("text")
    assert problem in outcome.out
    assert comment in Path("tegenvoorbeeld-worse-lowers-score.yaml").read_text(encoding="utf-8")


def test_the_scenario_that_is_shown_comes_out_as_it_says(tmp_path: Path) -> None:
    (shown,) = blocks("yaml")
    file = tmp_path / "scenario.yaml"
    file.write_text(shown, encoding="utf-8")
    assert run_scenario(read_scenario(file, KNOWLEDGE, RULES), KNOWLEDGE, RULES).ok
