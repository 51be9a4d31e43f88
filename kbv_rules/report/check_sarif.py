"""A check report as SARIF 2.1.0 (OASIS), for code hosts and editors."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from kbv_rules.report import check_words as words
from kbv_rules.report.check_docs import plain
from kbv_rules.report.sarif import sarif_log, uri_of

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.model.check_rules import CheckRule, CheckRules
    from kbv_rules.model.document import Document
    from kbv_rules.model.remark import CheckReport, Location, Remark

# Of the document formats, those that have lines.
_WITH_LINES = ("md", "txt")


def check_sarif(report: CheckReport, draft: Path, document: Document, rules: CheckRules) -> str:
    """A log with one run. A remark that people accepted is a suppressed result with their reason.

    Its fingerprint is made of what it is about, not of where it stands, so that it stays the same while the draft is edited.
    """
    known = {rule.id: place for place, rule in enumerate(rules.checks)}
    numbers = {id(remark): number for number, remark in words.numbered(report)}
    seen: Counter[str] = Counter()
    results = []
    for remark in report.remarks:
        key = _identity(remark)
        seen[key] += 1
        result: dict[str, Any] = {
            "ruleId": remark.rule,
            "level": remark.severity,
            "message": {"text": remark.message},
            "locations": [_location(remark.location, draft, document)],
            "partialFingerprints": {"remark/v1": hashlib.sha256(f"{key} {seen[key]}".encode()).hexdigest()[:32]},
            "properties": _properties(remark, numbers.get(id(remark))),
        }
        if remark.rule in known:
            result["ruleIndex"] = known[remark.rule]
        if remark.accepted is not None:
            result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": remark.accepted}]
        results.append(result)
    told = {"executionSuccessful": True, "toolExecutionNotifications": [_notification(one) for one in report.warnings]}
    about = {"document": report.document, "summary": report.summary, "held_back": report.held_back}
    return sarif_log([_rule(rule) for rule in rules.checks], results, invocations=[told], properties=about)


def _rule(rule: CheckRule) -> dict[str, Any]:
    parts = ((words.WHY, f"{plain(rule.why)} Bron: {plain(rule.source)}."), (words.DO, plain(rule.advice)))
    told = [*parts, (words.FINE, plain(rule.fine_when))]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": plain(rule.message)},
        "help": {
            "text": "\n".join(f"{label}: {text}" for label, text in told),
            "markdown": "\n\n".join(f"**{label}:** {text}" for label, text in told),
        },
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.enabled},
    }


def _location(location: Location, draft: Path, document: Document) -> dict[str, Any]:
    """The file, its line where it has lines; the headings and the paragraph as logical locations."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(str(draft))}}
    line = _line(location, document)
    if line is not None:
        physical["region"] = {"startLine": line, **({"snippet": {"text": location.quote}} if location.quote else {})}
    place = {"paragraph": location.paragraph, "page": location.page, "snippet": location.quote}
    found: dict[str, Any] = {
        "physicalLocation": physical,
        "message": {"text": words.place_of(location)},
        "properties": {key: value for key, value in place.items() if value is not None},
    }
    if location.paragraph:
        name = " > ".join(location.headings)
        number = f"alinea {location.paragraph}"
        logical = [{"name": location.headings[-1], "fullyQualifiedName": name, "kind": "section"}] if name else []
        paragraph = {"name": number, "fullyQualifiedName": " > ".join((*location.headings, number)), "kind": "paragraph"}
        found["logicalLocations"] = [*logical, paragraph]
    return found


def _line(location: Location, document: Document) -> int | None:
    if document.format not in _WITH_LINES or not location.paragraph:
        return None
    return next((one.anchor for one in document.paragraphs() if one.number == location.paragraph), None)


def _properties(remark: Remark, number: int | None) -> dict[str, Any]:
    told: dict[str, Any] = {} if number is None else {"number": number}
    told.update(about=dict(remark.about), source=remark.source, advice=remark.advice, fine_when=remark.fine_when)
    if remark.joined:
        told["joined"] = [dict(about) for about in remark.joined]
    return told


def _notification(warning: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": warning}}


def _identity(remark: Remark) -> str:
    return json.dumps([remark.rule, dict(remark.about)], sort_keys=True, ensure_ascii=True)
