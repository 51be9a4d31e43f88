"""What the examples lead to, once for all tests of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import kbv_rules
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.advice import Advice
from kbv_rules.model.findings import Findings
from kbv_rules.rules.rule_set import RuleSet

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = "2026-11-21T12:00:00Z"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    loaded: Knowledge = kbv_rules.load_knowledge()
    return loaded


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    loaded: RuleSet = kbv_rules.load_rule_set()
    return loaded


@pytest.fixture(scope="session")
def findings() -> Mapping[str, Findings]:
    return {path.stem: kbv_rules.read_findings(path) for path in sorted(EXAMPLES.glob("*.yaml"))}


@pytest.fixture(scope="session")
def advices(findings: Mapping[str, Findings]) -> Mapping[str, Advice]:
    return {name: kbv_rules.advise(found, time=NOON) for name, found in findings.items()}
