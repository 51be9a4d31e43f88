"""The knowledge as it is shipped, read from its files."""

from __future__ import annotations

import pytest

from kbv_rules.data_folder import data_folder
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.files import read_catalogue


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(read_catalogue(data_folder("knowledge")), "as read")
