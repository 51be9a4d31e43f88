"""The check as a whole: the same remarks whatever stands around, in a fixed order, and a summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.check.check import check_document, check_plan, read_plan
from kbv_rules.check.rules import load_check_rules
from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.accept import Accepted
from kbv_rules.model.check_rules import CheckRules
from kbv_rules.model.remark import CheckReport
from tests.check.conftest import Read
from tests.check.drafts import draft, snippet

PLAN = (Path(__file__).parent / "plan.md").read_text(encoding="utf-8")
# Words that have nothing to do with safety.
WORDS = st.sampled_from(
    ["wolken", "drijven", "boven", "zachte", "heuvels", "terwijl", "blauwe", "vogels", "zingen", "oude", "muren"]
)
UNRELATED = st.lists(st.lists(WORDS, min_size=3, max_size=12).map(" ".join), min_size=1, max_size=5)


def told(report: CheckReport) -> list[tuple[str, str, tuple[tuple[str, object], ...]]]:
    return [(remark.rule, remark.severity, tuple(sorted(remark.about.items()))) for remark in report.remarks]


def checked(text: str) -> CheckReport:
    return check_document(snippet(text), load_knowledge(), load_check_rules(), show_all=True)


@settings(max_examples=8, deadline=None)
@given(paragraphs=UNRELATED, places=st.lists(st.integers(0, 10_000), min_size=5, max_size=5))
def test_unrelated_paragraphs_change_no_remark(paragraphs: list[str], places: list[int]) -> None:
    blocks = PLAN.split("\n\n")
    for paragraph, place in zip(paragraphs, places, strict=False):
        # Not right under a heading of another kind of text, nor inside a list or table: between two paragraphs.
        spots = [at for at in range(1, len(blocks)) if blocks[at - 1][:1].isalpha() and not blocks[at - 1].rstrip().endswith(":")]
        blocks.insert(spots[place % len(spots)], f"{paragraph.capitalize()}.")
    assert told(checked("\n\n".join(blocks))) == told(checked(PLAN))


def test_a_check_repeats_itself() -> None:
    assert checked(PLAN) == checked(PLAN)


def test_what_weighs_most_comes_first() -> None:
    order = [("error", "warning", "note").index(remark.severity) for remark in checked(PLAN).remarks]
    assert order == sorted(order)


def test_every_remark_says_where_why_and_what_to_do() -> None:
    for remark in checked(PLAN).remarks:
        assert remark.source.endswith(".")
        assert remark.advice
        assert remark.fine_when
        assert "{" not in remark.message + remark.source + remark.advice


def test_one_kind_of_check_can_be_asked_for_or_left_out(plan: Read, check_rules: CheckRules) -> None:
    only = check_plan(plan(PLAN), check_rules, only=["triangle-missing"])
    assert {remark.rule for remark in only.remarks} == {"triangle-missing"}
    rest = check_plan(plan(PLAN), check_rules, skip=["triangle-missing"])
    assert "triangle-missing" not in {remark.rule for remark in rest.remarks}


def test_a_check_that_is_not_there_is_told(plan: Read, check_rules: CheckRules) -> None:
    with pytest.raises(UnknownTermError, match="triangle-missing"):
        check_plan(plan(PLAN), check_rules, only=["triangel-missing"])


def test_an_accepted_remark_keeps_its_reason_and_one_that_fits_nothing_is_told(plan: Read, check_rules: CheckRules) -> None:
    decisions = [
        Accepted(rule="triangle-missing", reason="heet bij ons anders", by="portefeuillehouder"),
        Accepted(rule="chapter-missing", about={"chapter": 4}, reason="staat elders", by="raad"),
    ]
    report = check_plan(plan(PLAN), check_rules, accepted=decisions)
    accepted = [remark for remark in report.remarks if remark.accepted]
    assert [(remark.rule, remark.accepted) for remark in accepted] == [
        ("triangle-missing", "heet bij ons anders (portefeuillehouder)")
    ]
    assert any("chapter-missing" in warning and "staat elders" in warning for warning in report.warnings)


def test_the_summary_names_the_priorities_and_where_to_begin() -> None:
    summary = checked(PLAN).summary
    assert summary.startswith("Het plan noemt 2 prioriteiten: Ondermijning en Jeugdoverlast.")
    assert "Begin bij:" in summary


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Kort.\n", "te kort"),
        (
            "The municipality of Riverside wants to be a safe place for all people who live and work there. " * 20,
            "niet in het Nederlands",
        ),
        (
            "Wij bakken elke dag brood en koek van meel, boter en suiker, en dat doen we met veel plezier voor alle klanten. "
            * 20,
            "geen integraal veiligheidsplan",
        ),
    ],
)
def test_what_is_no_dutch_safety_plan_is_one_message(
    text: str, message: str, knowledge: Knowledge, check_rules: CheckRules
) -> None:
    with pytest.raises(InputError, match=message):
        check_document(draft(text), knowledge, check_rules)


def test_an_overarching_priority_has_no_members(knowledge: Knowledge, check_rules: CheckRules) -> None:
    report = check_plan(
        read_plan(snippet("## Prioriteiten\n\n### Zorg en veiligheid\n\nTekst.\n"), knowledge, check_rules), check_rules
    )
    assert [(one.candidates, one.members) for one in report.priorities] == [(("S2",), ())]
