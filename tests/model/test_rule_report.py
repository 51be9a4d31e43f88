"""A report counts, and knows how bad it is."""

from __future__ import annotations

import pytest

from kbv_rules.model.rule_report import KINDS, SEVERITIES, RulePlace, RuleProblem, RuleReport, Severity


def report(*severities: Severity) -> RuleReport:
    problems = tuple(
        RuleProblem(id="gap", severity=severity, place=RulePlace(file="a.yaml"), message="Er is een gat.", remedy="Vul het.")
        for severity in severities
    )
    return RuleReport(folder="regels", tables=1, rules=1, seed=0, budget=0, problems=problems)


def test_a_place_is_written_as_an_editor_reads_it() -> None:
    assert str(RulePlace(file="a.yaml", line=3, column=7)) == "a.yaml:3:7"
    assert str(RulePlace(file="a.yaml")) == "a.yaml"


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_report_has_what_is_as_bad_or_worse(severity: Severity) -> None:
    worse = SEVERITIES.index(severity)
    assert [report(severity).has(least) for least in SEVERITIES] == [place <= worse for place in range(3)]


def test_a_report_without_problems_has_none() -> None:
    assert not any(report().has(least) for least in SEVERITIES)


def test_problems_are_counted_by_severity() -> None:
    assert [report("note", "error", "note").count(severity) for severity in SEVERITIES] == [2, 0, 1]


def test_every_kind_is_a_sentence() -> None:
    assert all(told[0].isupper() and told.endswith(".") for told in KINDS.values())


def test_an_example_keeps_the_type_of_its_values() -> None:
    problem = RuleProblem(
        id="gap",
        severity="error",
        place=RulePlace(file="a.yaml"),
        message="x",
        remedy="y",
        example={"small": True, "sources": 1, "coverage": 1.0, "kind": "1", "age": None},
    )
    assert [type(value) for value in problem.example.values()] == [bool, int, float, str, type(None)]
