"""A scenario expects something, in one of the ways there are."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kbv_rules.model.scenario import Expected, ScenarioFile, ScenarioOutcome


def test_no_priorities_at_all_is_an_expectation() -> None:
    assert Expected.model_validate({"priorities": []}).priorities == ()


@pytest.mark.parametrize("nothing", [{}, {"includes": []}, {"score": {}}, {"reason": []}])
def test_nothing_is_no_expectation(nothing: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="dit scenario verwacht niets"):
        Expected.model_validate(nothing)


def test_one_reason_may_stand_without_a_list() -> None:
    assert Expected.model_validate({"reason": "oordeel-telt"}) == Expected.model_validate({"reason": ["oordeel-telt"]})


def test_a_score_may_be_a_bare_number() -> None:
    assert Expected.model_validate({"score": {"5.2": 0, "4.1": 1.5, "1.1": ">= 2"}}).score == {
        "5.2": "0",
        "4.1": "1.5",
        "1.1": ">= 2",
    }


def test_a_scenario_says_why() -> None:
    with pytest.raises(ValidationError, match="because"):
        ScenarioFile.model_validate({"schema": 1, "name": "x", "findings": {}, "expect": {"priorities": []}})


def test_an_outcome_without_differences_is_fine() -> None:
    assert ScenarioOutcome(file="a.yaml", name="x", because="y").ok
