"""The receipt says what ran on what, by content; nothing else leaves a trace in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kbv_rules
from kbv_rules.advise.receipt import hash_of, now
from kbv_rules.errors import UnknownTermError
from kbv_rules.model.findings import Findings
from tests.advise.municipality import burning, municipality
from tests.advise.workings import NOON, advised
from tests.strategies import KNOWLEDGE, RULES, findings, law, reordered, with_one_more, worsened


@law(20)
@given(st.data(), findings())
def test_the_order_of_findings_is_no_part_of_what_they_say(data: st.DataObject, found: Findings) -> None:
    assert hash_of(data.draw(reordered(found))) == hash_of(found)


@law(20)
@given(st.data(), findings())
def test_other_findings_have_another_hash(data: st.DataObject, found: Findings) -> None:
    assert hash_of(data.draw(with_one_more(found)).findings) != hash_of(found)
    worse = data.draw(worsened(found)).findings
    assume(worse != found)
    assert hash_of(worse) != hash_of(found)


def test_the_receipt_names_versions_hashes_profile_and_time() -> None:
    found = municipality(burning("5.2"))
    receipt = advised(found, profile="inwoners").receipt
    assert receipt.version == kbv_rules.__version__
    assert (receipt.knowledge, receipt.rules, receipt.findings) == (KNOWLEDGE.hash, RULES.hash, hash_of(found))
    assert (receipt.profile, receipt.time) == ("inwoners", NOON)


def test_other_rules_or_knowledge_show_in_the_receipt() -> None:
    found = municipality()
    assert advised(found, rules=replace(RULES, hash="andere regels")).receipt.rules == "andere regels"
    assert advised(found).receipt.profile == RULES.profiles.standard


def test_a_profile_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(UnknownTermError, match="bestaat-niet"):
        advised(municipality(), profile="bestaat-niet")


def test_a_build_that_must_repeat_sets_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert now() == "2026-01-01T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
    assert now().endswith("Z") and now() > "2026-01-01T00:00:00Z"
