"""The words of DMN that stand in rule files and in results: a released word never changes."""

from __future__ import annotations

from kbv_rules.rules.hit_policy import HitPolicy, Status


def test_the_words_for_hit_policies_are_those_of_a_rule_file() -> None:
    assert list(HitPolicy) == ["unique", "first", "collect max", "collect sum"]


def test_a_rule_has_fired_has_not_or_could_not_be_evaluated() -> None:
    assert list(Status) == ["fired", "not_fired", "not_evaluable"]
