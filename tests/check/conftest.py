"""What the tests of the check share: our knowledge and rules, and a plan read from Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kbv_rules.check.check import read_plan
from kbv_rules.check.plan import Plan
from kbv_rules.check.rules import load_check_rules
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.check_rules import CheckRules
from tests.check.drafts import snippet

Read = Callable[[str], Plan]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def check_rules() -> CheckRules:
    return load_check_rules()


@pytest.fixture(scope="session")
def plan(knowledge: Knowledge, check_rules: CheckRules) -> Read:
    """Reads a draft in Markdown as a plan."""
    return lambda text: read_plan(snippet(text), knowledge, check_rules)
