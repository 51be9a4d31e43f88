"""The knowledge as it is shipped."""

from __future__ import annotations

import pytest

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
