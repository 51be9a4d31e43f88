"""The page: it stands on its own, its headings are in order, and it says what the report says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kbv_rules.check.rules import load_check_rules
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.report.check_html import _STYLE, Markup, check_html, tag
from kbv_rules.report.check_words import Names
from tests.report import check_reports


@pytest.fixture
def names(knowledge: Knowledge) -> Names:
    return Names(knowledge, load_check_rules())


@pytest.fixture
def page(tmp_path: Path, names: Names) -> str:
    return check_html(check_reports.sample(tmp_path)[2], names)


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    assert re.findall(r"https?:|//|@import|url\(|<script|<link|<img| on\w+=| style=", page) == []
    assert "default-src 'none'" in page


def test_the_page_is_dutch_and_has_one_title(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert re.findall(r"<title>(.*?)</title>", page) == re.findall(r"<h1>(.*?)</h1>", page) == ["Toets van plan.docx"]


def test_no_level_of_headings_is_skipped(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_an_id_stands_once_and_every_table_and_remark_has_a_name(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'<(?:table|article)[^>]* aria-labelledby="([^"]+)"', page)
    assert len(named) == page.count("<table") + page.count("<article") == 7
    assert set(named) <= set(ids)


def test_tables_tell_what_was_understood_and_what_was_not_found(page: str) -> None:
    assert "Georganiseerde/ondermijnende criminaliteit" in page
    assert '<th scope="row">Samen sterk</th><td>niet herkend</td>' in page
    assert re.search(r'<th scope="row">7 [^<]+</th><td>niet gevonden</td>', page)


def test_remarks_are_grouped_by_weight_and_what_was_accepted_comes_last(page: str) -> None:
    heads = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page)
    assert heads[3:] == ["Opmerkingen", "Fouten (1)", "Aandachtspunten (2)", "Suggesties (1)", "Besloten te laten staan"]
    assert "<strong>Reden:</strong> Staat in de meerjarenbegroting. (Ans)" in page


def test_a_report_without_remarks_has_no_heading_for_them(names: Names) -> None:
    assert "Opmerkingen" not in check_html(check_reports.report([]), names)


def test_what_is_no_markup_is_escaped_also_in_attributes() -> None:
    assert tag("p", "<b>", Markup("<i>"), title='"&') == '<p title="&quot;&amp;">&lt;b&gt;<i></p>'


def test_colours_of_text_are_dark_enough_on_their_ground() -> None:
    """WCAG 2.1, 1.4.6: at least 7 : 1, on white and on the grounds the page uses."""
    grounds = [*re.findall(r"background: (#\w+)", _STYLE)]
    texts = re.findall(r"[ {]color: (#\w+)", _STYLE)
    assert len(grounds) == 3 and len(texts) == 2
    assert min(_contrast(text, ground) for text in texts for ground in grounds) >= 7


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
