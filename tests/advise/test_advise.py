"""An advice as a whole: from any findings, whatever their order, and the same every time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kbv_rules
from kbv_rules.model.findings import Findings
from kbv_rules.report.advice import advice_as
from kbv_rules.report.advice_json import advice_json
from tests.advise.municipality import burning, municipality
from tests.advise.test_score import PROFILES, scaled
from tests.advise.workings import advised
from tests.strategies import CROSS_CUTTING, KNOWLEDGE, RULES, THEMES, findings, law, reordered


def refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} is geen JSON")


@law(30)
@given(findings(), st.sampled_from(PROFILES))
def test_any_findings_give_an_advice_that_can_be_written_and_read(found: Findings, profile: str) -> None:
    advice = advised(found, profile=profile)
    for form in ("text", "md"):
        assert found.municipality.name.split()[0] in advice_as(advice, RULES, form)
    written = json.loads(advice_json(advice), parse_constant=refuse)
    assert written["municipality"] == found.municipality.name
    assert [one["id"] for one in written["priorities"]] == [one.id for one in advice.priorities]


@law(15)
@given(st.data(), findings())
def test_the_order_in_which_things_stand_changes_nothing(data: st.DataObject, found: Findings) -> None:
    other = data.draw(reordered(found))
    assert advice_json(advised(other)) == advice_json(advised(found))


@law(12)
@given(findings(), st.floats(0.001, 1000), st.sampled_from(PROFILES))
def test_the_unit_of_the_weights_changes_nothing(found: Findings, factor: float, profile: str) -> None:
    assert advice_json(advised(found, rules=scaled(factor), profile=profile)) == advice_json(advised(found, profile=profile))


@law(12)
@given(findings())
def test_nothing_to_four_priorities_each_reaching_its_threshold(found: Findings) -> None:
    scores = [one.score for one in advised(found).priorities]
    assert len(scores) <= 4
    assert all(score >= RULES.limits.minimum[len(scores) - 1] - 1e-9 for score in scores)


@law(12)
@given(findings())
def test_everything_it_speaks_of_exists(found: Findings) -> None:
    advice = advised(found)
    scored = [score.theme for score in advice.scores]
    assert scored[: len(THEMES) + len(CROSS_CUTTING)] == [*KNOWLEDGE.themes, *KNOWLEDGE.cross_cutting]
    assert len(scored) == len(set(scored))
    assert all(KNOWLEDGE.is_subject(id_) for id_ in scored)
    assert {gap.theme for gap in advice.missing} <= set(THEMES)
    assert advice.by_rules == tuple(one.id for one in advice.priorities)
    assert not advice.overrides


def test_the_same_findings_give_the_same_bytes() -> None:
    found = municipality(burning("5.2"), burning("S1/online-oplichting"), burning("1.1/verward-gedrag", 3))
    assert advice_json(advised(found)) == advice_json(advised(found))


def test_the_findings_stay_as_they_were() -> None:
    found = municipality(burning("5.2"), burning("3.2"))
    before = found.model_dump_json()
    advised(found)
    assert found.model_dump_json() == before


def test_without_more_the_knowledge_and_rules_of_this_installation_are_used() -> None:
    found = municipality(burning("5.2"))
    assert kbv_rules.advise(found, time="nu").priorities == advised(found).priorities


@pytest.mark.parametrize("profile", PROFILES)
def test_what_burns_everywhere_is_chosen_under_every_profile(profile: str) -> None:
    assert [one.id for one in advised(municipality(burning("5.2")), profile=profile).priorities] == ["5.2"]
