"""The search stays within its time, finds what is there, follows its seed, and makes what it finds small."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kbv_rules.advise.counterexamples import Outcome, search
from kbv_rules.advise.generate import Ground
from kbv_rules.advise.properties import ALL
from kbv_rules.findings.identity import all_ids
from kbv_rules.rules.rule_set import load_rule_set
from tests.advise.rule_copies import own_rules
from tests.strategies import GROUND, KNOWLEDGE, RULES

LAW = "worse-lowers-rank"


@pytest.fixture(scope="module")
def unsound(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Rules under which a theme sinks when something on it gets worse, because all it is tied to rises more."""
    folder = own_rules(tmp_path_factory.mktemp("own") / "regels", "criteria.yaml", {"strongest_links: 3": "strongest_links: 1"})
    profiles = folder / "profiles.yaml"
    profiles.write_text(profiles.read_text(encoding="utf-8").replace("samenhang: 6", "samenhang: 600"), encoding="utf-8")
    return Ground(KNOWLEDGE, load_rule_set(folder))


def one(outcomes: list[Outcome]) -> Outcome:
    (outcome,) = outcomes
    return outcome


def test_what_breaks_a_law_is_found_and_is_as_small_as_can_be(unsound: Ground) -> None:
    outcome = one(search(unsound, budget=20, seed=0, only=[LAW]))
    assert outcome.violation
    trial = outcome.violation.trial
    assert trial.before is not None
    assert len(set(all_ids(trial.findings)) | set(all_ids(trial.before))) == 1
    assert all(outcome.property.broken(less) is None for less in trial.lesser())


def test_the_same_seed_tries_the_same_cases(unsound: Ground) -> None:
    first, second = (one(search(unsound, budget=20, seed=3, only=[LAW])) for _ in range(2))
    assert first.cases == second.cases
    assert first.violation
    assert second.violation
    assert first.violation.trial.findings == second.violation.trial.findings
    assert first.violation.broken == second.violation.broken


def test_it_stops_as_soon_as_there_is_nothing_left_to_find(unsound: Ground) -> None:
    begin = time.monotonic()
    search(unsound, budget=120, seed=0, only=[LAW])
    assert time.monotonic() - begin < 60


def test_it_stops_when_its_time_is_up_and_tells_how_far_that_is() -> None:
    shares: list[float] = []
    begin = time.monotonic()
    outcomes = search(GROUND, budget=2, seed=0, tick=shares.append)
    assert time.monotonic() - begin < 10
    assert {outcome.property.id for outcome in outcomes} == {law.id for law in ALL}
    assert shares == sorted(shares)
    assert shares[0] >= 0


def test_a_law_that_holds_is_said_to_have_been_tried_and_no_more() -> None:
    outcome = one(search(GROUND, budget=1, seed=0, only=["indicator-count"]))
    assert outcome.violation is None
    assert outcome.cases > 0
    assert outcome.seconds >= 1


def test_what_raises_breaks_the_law_that_there_is_always_an_advice() -> None:
    lacking = replace(RULES, texts={name: text for name, text in RULES.texts.items() if not name.startswith("dropped_")})
    outcome = one(search(Ground(KNOWLEDGE, lacking), budget=10, seed=0, only=["rule-raises"]))
    assert outcome.violation
    assert outcome.violation.broken.message.startswith("het advies mislukt: KeyError: 'dropped_")
    assert len(outcome.violation.trial.findings.findings) <= 1


def test_without_time_nothing_is_tried() -> None:
    assert {outcome.cases for outcome in search(GROUND, budget=0, seed=0)} == {0}


def test_it_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    search(GROUND, budget=0.5, seed=0, only=["order-changes-nothing"])
    assert list(tmp_path.iterdir()) == []
