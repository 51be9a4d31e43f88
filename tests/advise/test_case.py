"""A case holds the steps of one advice: each done once, and what people decided apart from what the rules say."""

from __future__ import annotations

from hypothesis import given

from kbv_rules.advise.case import Case
from kbv_rules.model.findings import Findings, Override
from tests.advise.municipality import DAY, burning, municipality
from tests.advise.workings import Workings, advised
from tests.strategies import KNOWLEDGE, RULES, findings, law


@law(12)
@given(findings())
def test_the_steps_are_those_of_the_advice(found: Findings) -> None:
    case, advice = Case(found, KNOWLEDGE, RULES, RULES.profile(None)), advised(found)
    assert [one.candidate.id for one in case.choice.chosen] == [one.id for one in advice.priorities]
    assert tuple(case.dropped) == advice.dropped
    assert case.choice == case.rule_choice


def test_a_step_is_done_once_and_only_when_it_is_asked_for() -> None:
    case = Workings(municipality(burning("5.2")))
    assert "choice" not in vars(case)
    assert case.choice is case.choice
    assert {"subjects", "scorer", "candidates", "strengths"} <= set(vars(case))


def test_what_people_decide_changes_the_choice_and_not_what_the_rules_say() -> None:
    out = Override(candidate="5.2", decision="drop", by="Driehoek", date=DAY, reason="loopt al")
    case = Workings(municipality(burning("5.2"), burning("2.3")).model_copy(update={"overrides": (out,)}))
    assert [one.candidate.id for one in case.rule_choice.chosen] == ["2.3", "5.2"]
    assert [one.candidate.id for one in case.choice.chosen] == ["2.3"]
