"""An advice as JSON: the contract for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kbv_rules.model.advice import Advice
from kbv_rules.report.advice_json import advice_json

CONTRACT = json.loads((Path(__file__).parent / "advice.schema.json").read_text(encoding="utf-8"))
EXAMPLES = ("eindhoven", "terneuzen", "waterwijk")


@pytest.fixture(scope="module")
def written(advices: Mapping[str, Advice]) -> Mapping[str, Any]:
    return {name: json.loads(advice_json(advice)) for name, advice in advices.items()}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_advice_keeps_its_contract(example: str, written: Mapping[str, Any]) -> None:
    Draft202012Validator.check_schema(CONTRACT)
    faults = [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(CONTRACT).iter_errors(written[example])]
    assert faults == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_contributions_of_a_theme_add_up_to_its_score(example: str, written: Mapping[str, Any]) -> None:
    for score in written[example]["scores"]:
        assert sum(part["contribution"] for part in score["criteria"].values()) == pytest.approx(score["score"], abs=1e-5)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_reasons_of_a_priority_add_up_to_its_score(example: str, written: Mapping[str, Any]) -> None:
    for priority in written[example]["priorities"]:
        told = sum(reason["contribution"] for reason in priority["reasons"])
        assert told == pytest.approx(priority["score"], abs=1e-5), priority["id"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_theme_has_exactly_one_home(example: str, written: Mapping[str, Any]) -> None:
    homes = [member for part in ("priorities", "other_themes") for home in written[example][part] for member in home["members"]]
    assert len(homes) == len(set(homes)) == 22


def test_the_schema_version_comes_first(written: Mapping[str, Any]) -> None:
    assert list(written["terneuzen"])[:3] == ["schema", "municipality", "fictional"]


def floats(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in floats(item)]
    if isinstance(value, list):
        return [found for item in value for found in floats(item)]
    return [value] if isinstance(value, float) else []


@pytest.mark.parametrize("example", EXAMPLES)
def test_numbers_carry_no_noise_of_binary_arithmetic(
    example: str, written: Mapping[str, Any], advices: Mapping[str, Advice]
) -> None:
    found = floats(written[example])
    assert len(found) > 500
    assert [value for value in found if value != round(value, 6)] == []
    assert "-0.0," not in advice_json(advices[example])
    raw = [part.contribution for score in advices[example].scores for part in score.criteria.values()]
    assert any(value != round(value, 6) for value in raw), "nothing to tidy: this test says nothing"


def test_dutch_letters_stay_letters(advices: Mapping[str, Advice]) -> None:
    assert "één" in advice_json(advices["waterwijk"])
    assert "\\u00" not in advice_json(advices["waterwijk"])
