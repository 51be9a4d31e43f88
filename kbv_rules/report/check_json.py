"""A check report as JSON, with the keys of the contract (docs/check.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.model.remark import CheckReport, Declared, Remark


def check_json(report: CheckReport) -> str:
    """The report; what people accepted has its reason, what stands for more has what it stands for."""
    content = {
        "schema": 1,
        "document": report.document,
        "priorities": [_declared(one) for one in report.priorities],
        "other_themes": [_declared(one) for one in report.other_themes],
        "chapters": [{"number": chapter.number, "heading": chapter.heading} for chapter in report.chapters],
        "remarks": [_remark(remark) for remark in report.remarks],
        "held_back": report.held_back,
        "summary": report.summary,
        "warnings": list(report.warnings),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _declared(one: Declared) -> dict[str, Any]:
    """A sub-theme is preceded by the theme it belongs to: who reads the contract looks for themes and bundles."""
    candidates = dict.fromkeys(id_ for one_of in one.candidates for id_ in (theme_of(one_of), one_of))
    return {"heading": one.heading, "candidates": list(candidates), "members": list(one.members)}


def _remark(remark: Remark) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rule": remark.rule,
        "severity": remark.severity,
        "message": remark.message,
        "about": remark.about,
        "location": {
            "headings": list(remark.location.headings),
            "paragraph": remark.location.paragraph,
            "page": remark.location.page,
            "quote": remark.location.quote,
        },
        "source": remark.source,
        "advice": remark.advice,
    }
    if remark.joined:
        told["joined"] = [dict(about) for about in remark.joined]
    if remark.accepted is not None:
        told["accepted"] = remark.accepted
    return told
