"""One report in every form: the same remarks, in the same order, with the same numbers, at the same places."""

from __future__ import annotations

import html
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import docx
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.check.rules import load_check_rules
from kbv_rules.documents.legal_text import legal
from kbv_rules.documents.read import read_document
from kbv_rules.documents.word_comments import Signature, write_commented
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.document import Document
from kbv_rules.model.remark import CheckReport
from kbv_rules.report.check_docx import check_comments
from kbv_rules.report.check_html import check_html
from kbv_rules.report.check_json import check_json
from kbv_rules.report.check_sarif import check_sarif
from kbv_rules.report.check_text import check_text
from kbv_rules.report.check_words import Names, numbered
from tests.report import check_reports

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text(encoding="utf-8"))
RULES = load_check_rules()
NAMES = Names(load_knowledge(), RULES)
Told = list[tuple[int, str, int]]


class Draft(NamedTuple):
    path: Path
    document: Document


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    path = check_reports.draft(tmp_path_factory.mktemp("plan"))
    return Draft(path, read_document(path))


def of_report(report: CheckReport) -> Told:
    return [(number, remark.rule, remark.location.paragraph) for number, remark in numbered(report)]


def of_json(report: CheckReport) -> Told:
    told = [one for one in json.loads(check_json(report))["remarks"] if "accepted" not in one]
    return [(number, one["rule"], one["location"]["paragraph"]) for number, one in enumerate(told, 1)]


def of_sarif(report: CheckReport, plan: Draft) -> Told:
    log = json.loads(check_sarif(report, plan.path, plan.document, RULES))
    jsonschema.validate(log, SCHEMA)
    told = [one for one in log["runs"][0]["results"] if "suppressions" not in one]
    return [(one["properties"]["number"], one["ruleId"], one["locations"][0]["properties"]["paragraph"]) for one in told]


def of_text(report: CheckReport) -> Told:
    """A place can run over lines; the text of a remark starts with a space."""
    found = re.findall(r"^(\d+)\. \[([\w-]+)\] (.*(?:\n\S.*)*)", check_text(report), flags=re.MULTILINE)
    return [(int(number), rule, _paragraph(" ".join(place.split()))) for number, rule, place in found]


class Page(HTMLParser):
    """What a page says per article, and every tag in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.articles: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag == "article":
            self.articles.append("")

    def handle_data(self, data: str) -> None:
        if self.articles:
            self.articles[-1] += f"\x1f{data}"


def of_html(report: CheckReport) -> Told:
    found = re.findall(
        r'<h4 id="opmerking-(\d+)">.*?</h4><p class="place"><code>\[([\w-]+)\]</code> (.*?)</p>',
        check_html(report, NAMES),
        flags=re.DOTALL,
    )
    return [(int(number), rule, _paragraph(html.unescape(place))) for number, rule, place in found]


def of_docx(report: CheckReport, plan: Draft) -> Told:
    """The comments with the paragraph each stands in; what is about the whole stands in the first."""
    out = io.BytesIO()
    write_commented(plan.path, check_comments(report, plan.document, NAMES), Signature("k", "k", "2026-11-21T12:00:00Z"), out)
    draft = docx.Document(out)
    numbers = {one.anchor: one.number for one in plan.document.paragraphs()}
    marked: dict[int, int] = {}
    for index, paragraph in enumerate(draft.element.body.iter("{*}p")):
        for mark in paragraph.iter("{*}commentRangeStart"):
            marked[int(next(iter(mark.attrib.values())))] = numbers[index]
    found = []
    for comment in list(draft.comments)[1:]:
        match = re.match(r"(\d+)\. \[([\w-]+)\]", comment.text)
        assert match
        found.append((int(match[1]), match[2], marked[comment.comment_id]))
    return found


def _paragraph(place: str) -> int:
    found = re.findall(r"alinea (\d+)", place)
    return int(found[-1]) if found else 0


def in_word(told: Told) -> Told:
    """The document as a whole is its first paragraph."""
    return [(number, rule, paragraph or 1) for number, rule, paragraph in told]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_form_has_the_same_remarks_in_the_same_order_at_the_same_places(plan: Draft, data: st.DataObject) -> None:
    report = data.draw(check_reports.reports(plan.document))
    told = of_report(report)
    assert of_json(report) == told
    assert of_sarif(report, plan) == told
    assert of_html(report) == told
    assert of_docx(report, plan) == in_word(told)
    assert of_text(report) == told


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_text_of_a_draft_becomes_a_tag_or_gets_lost(plan: Draft, data: st.DataObject) -> None:
    report = data.draw(check_reports.reports(plan.document))
    written = check_html(report, NAMES)
    page = Page(written)
    assert set(page.tags) <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "strong", "code", "article"),
        *("blockquote", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
    }
    assert legal(written) == written
    for article, (number, remark) in zip(page.articles, numbered(report), strict=True):
        for text in (f"{number}. {remark.message}", remark.source, remark.advice):
            assert legal(text).replace("\r\n", "\n").replace("\r", "\n") in article.replace("\r\n", "\n").replace("\r", "\n")


def test_the_sample_is_told_in_full_in_every_form(tmp_path: Path, knowledge: Knowledge) -> None:
    path, document, report = check_reports.sample(tmp_path)
    plan = Draft(path, document)
    told = [(1, "no-priorities-found", 2), (2, "cross-link-missing", 3), (3, "theme-not-covered", 3), (4, "budget-missing", 0)]
    assert of_json(report) == of_sarif(report, plan) == of_text(report) == of_html(report) == told
    assert of_docx(report, plan) == in_word(told)
