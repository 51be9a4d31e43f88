"""Every check rule: its examples run, its keys are those of the design, its documents are up to date."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.check.registry import DETECTORS
from kbv_rules.check.rules import load_check_rules
from kbv_rules.model.check_rules import CheckRule, CheckRules
from kbv_rules.report.check_docs import checks_markdown
from tests.check.conftest import Read
from tests.cli.running import ROOT

CHECKS = load_check_rules().checks
# The stable ids with the keys of their `about`; they do not change.
ABOUT = {
    "chapter-missing": {"chapter"},
    "chapter-order": set(),
    "too-many-priorities": set(),
    "no-priorities-found": set(),
    "priority-element-missing": {"priority", "element"},
    "indicator-count": {"priority", "count"},
    "indicator-mix": {"priority", "missing"},
    "indicator-baseline-missing": {"priority", "indicator"},
    "indicator-target-missing": {"priority", "indicator"},
    "target-contradicts-direction": {"priority", "indicator"},
    "cross-link-missing": {"priority", "theme", "linked_theme"},
    "care-and-safety-missing": {"chapter|priority"},
    "digital-facet-missing": {"chapter|priority"},
    "information-management-missing": {"chapter|priority"},
    "theme-not-covered": {"theme"},
    "partner-missing": {"priority", "partner"},
    "triangle-missing": set(),
    "safety-region-missing": set(),
    "regional-police-plan-missing": set(),
    "policy-cycle-missing": set(),
    "budget-missing": set(),
    "budget-without-amounts": set(),
    "law-outdated": {"law", "successor"},
    "other-themes-missing": set(),
}


def test_every_id_of_the_design_is_there() -> None:
    assert set(ABOUT) <= {rule.id for rule in CHECKS}


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.id)
def test_the_failing_example_fails_with_the_keys_of_the_design(rule: CheckRule, check_rules: CheckRules, plan: Read) -> None:
    report = check_plan(plan(rule.fails), check_rules, only=[rule.id])
    assert report.remarks
    keys = ABOUT.get(rule.id, set(DETECTORS[rule.detector].about))
    for remark in report.remarks:
        assert remark.rule == rule.id
        assert set(remark.about) in ([{"chapter"}, {"priority"}] if keys == {"chapter|priority"} else [keys])
        assert "onbekend" not in remark.message


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.id)
def test_the_passing_example_passes(rule: CheckRule, check_rules: CheckRules, plan: Read) -> None:
    assert check_plan(plan(rule.passes), check_rules, only=[rule.id]).remarks == ()


def test_no_two_checks_claim_the_same_place_in_the_order() -> None:
    orders = [rule.order for rule in CHECKS]
    assert len(set(orders)) == len(orders)


def test_the_page_with_all_checks_is_up_to_date() -> None:
    """Out of step? `python docs/make_checks.py`."""
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == checks_markdown(CHECKS)
