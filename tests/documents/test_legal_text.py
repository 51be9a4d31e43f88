"""What XML can hold, and what takes the place of the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kbv_rules.documents.legal_text import legal


@given(st.text(st.characters()))
def test_any_text_becomes_text_that_xml_can_hold(text: str) -> None:
    element = etree.Element("a")
    element.text = legal(text)
    assert etree.fromstring(etree.tostring(element)).text == (legal(text) or None)
    assert len(legal(text)) == len(text)


def test_only_what_xml_cannot_hold_is_replaced() -> None:
    assert legal("é\t\n<&>\u2028\U0001f600") == "é\t\n<&>\u2028\U0001f600"
    assert legal("a\x00b\x1bc\ud800d\ufffe") == "a\ufffdb\ufffdc\ufffdd\ufffd"
