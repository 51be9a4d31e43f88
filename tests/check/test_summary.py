"""The report of a check: its summary, its order, and what it says of the draft itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbv_rules.check.check import check_plan, read_plan
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.accept import Accepted
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read
from tests.check.drafts import snippet

ONE = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n"
LEFT = Accepted(rule="triangle-missing", reason="heet anders", by="raad")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tekst.\n", "In het plan zijn geen prioriteiten gevonden."),
        (ONE, "Het plan noemt 1 prioriteit: Ondermijning."),
        (f"{ONE}\n### Jeugdoverlast\n\nTekst.\n", "Het plan noemt 2 prioriteiten: Ondermijning en Jeugdoverlast."),
    ],
)
def test_the_summary_begins_with_the_priorities(text: str, told: str, plan: Read, check_rules: CheckRules) -> None:
    assert check_plan(plan(text), check_rules).summary.startswith(told)


def test_one_of_a_kind_is_told_as_one(plan: Read, check_rules: CheckRules) -> None:
    two = ["triangle-missing", "safety-region-missing"]
    assert " 1 aandachtspunt." in check_plan(plan(ONE), check_rules, only=two[:1]).summary
    assert " 2 aandachtspunten." in check_plan(plan(ONE), check_rules, only=two).summary


def test_it_begins_with_three_kinds_of_what_weighs_most(plan: Read, check_rules: CheckRules) -> None:
    begin = "Begin bij: hoofdstuk ontbreekt, overige thema's ontbreken en onderdeel van een prioriteit ontbreekt."
    assert begin in check_plan(plan(ONE), check_rules).summary
    asked = ["triangle-missing", "partner-missing"]
    assert "Begin bij: driehoek niet genoemd." in check_plan(plan(ONE), check_rules, only=asked).summary


def test_what_was_decided_upon_is_no_open_remark(plan: Read, check_rules: CheckRules) -> None:
    report = check_plan(plan(ONE), check_rules, only=["triangle-missing"], accepted=[LEFT])
    assert report.summary.endswith(
        "Er zijn geen opmerkingen: wat de methode vraagt, is gevonden. Over 1 opmerking is besloten haar te laten staan."
    )


@pytest.mark.parametrize(
    ("theme", "held", "told"),
    [
        ("Brandveiligheid", 1, "1 minder belangrijke opmerking is niet getoond"),
        ("Crisisbeheersing", 3, "3 minder belangrijke opmerkingen zijn niet getoond"),
    ],
)
def test_what_is_held_back_is_counted_until_it_is_asked_for(
    theme: str, held: int, told: str, plan: Read, check_rules: CheckRules
) -> None:
    text = f"## Prioriteiten\n\n### {theme}\n\nTekst.\n"
    report = check_plan(plan(text), check_rules, only=["partner-missing"])
    assert (report.held_back, report.remarks) == (held, ())
    assert told in report.summary
    everything = check_plan(plan(text), check_rules, only=["partner-missing"], show_all=True)
    assert (everything.held_back, len(everything.remarks)) == (0, held)


def test_remarks_of_one_check_follow_the_draft_and_those_of_another_come_after(plan: Read, check_rules: CheckRules) -> None:
    asked = ["priority-element-missing", "cross-link-missing"]
    report = check_plan(plan(f"{ONE}\n### Jeugdoverlast\n\nTekst.\n"), check_rules, only=asked)
    order = [(remark.rule, remark.location.paragraph) for remark in report.remarks if remark.severity == "warning"]
    assert order == sorted(order, key=lambda one: (asked.index(one[0]), one[1]))
    assert len(set(order)) == 4


def test_a_priority_stands_where_it_is_worked_out_and_a_chapter_where_it_begins(plan: Read, check_rules: CheckRules) -> None:
    text = "## Inleiding\n\nOnze prioriteiten zijn ondermijning en jeugdoverlast.\n\n## Ondermijning\n\nTekst.\n\n"
    report = check_plan(plan(f"{text}## Visie\n\nTekst.\n\n## Doelen en visie\n\nTekst.\n"), check_rules)
    assert [one.location.quote for one in report.priorities] == [
        "Ondermijning",
        "Onze prioriteiten zijn ondermijning en jeugdoverlast.",
    ]
    assert report.chapters[1].heading == "Visie"


def test_warnings_of_the_reader_stand_in_the_report(knowledge: Knowledge, check_rules: CheckRules) -> None:
    document = replace(snippet(ONE), warnings=("Op pagina 2 staat geen tekst.",))
    report = check_plan(read_plan(document, knowledge, check_rules), check_rules, accepted=[LEFT], skip=[LEFT.rule])
    assert report.warnings[0] == "Op pagina 2 staat geen tekst."
    assert "heet anders" in report.warnings[1]
