"""A report in the form asked for, and never over the draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbv_rules.check.rules import load_check_rules
from kbv_rules.errors import InputError
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.remark import CheckReport, Declared
from kbv_rules.report.check import FORMS, write_check
from kbv_rules.report.check_json import check_json
from tests.report import check_reports

BEGINS = {"text": b"Toets van", "json": b'{\n  "schema"', "sarif": b'{\n  "$schema"', "html": b"<!DOCTYPE html>", "docx": b"PK"}


def written(form: str, draft: Path, target: Path | None, knowledge: Knowledge) -> None:
    path, document, report = check_reports.sample(draft.parent)
    assert path == draft
    write_check(report, form, draft, target, document=document, knowledge=knowledge, rules=load_check_rules())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(tmp_path: Path, knowledge: Knowledge, form: str) -> None:
    written(form, tmp_path / "plan.docx", tmp_path / "uit", knowledge)
    assert (tmp_path / "uit").read_bytes().startswith(BEGINS[form])


@pytest.mark.parametrize("form", FORMS)
def test_the_draft_itself_is_never_written_over_also_under_another_name(tmp_path: Path, knowledge: Knowledge, form: str) -> None:
    draft = check_reports.draft(tmp_path)
    (tmp_path / "zelfde.docx").hardlink_to(draft)
    for target in (draft, tmp_path / "zelfde.docx", tmp_path / "." / "plan.docx"):
        with pytest.raises(InputError, match="dit is het concept zelf"):
            written(form, draft, target, knowledge)


def test_a_word_document_needs_a_file(tmp_path: Path, knowledge: Knowledge) -> None:
    with pytest.raises(InputError, match="kan niet naar het scherm"):
        written("docx", tmp_path / "plan.docx", None, knowledge)


def test_a_sub_theme_is_told_with_its_theme_before_it() -> None:
    declared = Declared(heading="Inbraken", candidates=("1.3/woninginbraak", "high-impact-crime"), members=("1.3",))
    report = CheckReport(document="plan.md", priorities=(declared,), other_themes=(), chapters=(), remarks=())
    told = json.loads(check_json(report))
    assert told["priorities"][0]["candidates"] == ["1.3", "1.3/woninginbraak", "high-impact-crime"]
