"""A report that was read, as JSON: the findings as in a findings file, and what got no place. The keys are a contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.read import AnalysisReport


def analysis_json(report: AnalysisReport) -> str:
    """`findings` is what a findings file holds; `unplaced` are {section, text, why}; `notes` are for its reader."""
    content = {
        "schema": 1,
        "findings": report.findings.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "unplaced": [one._asdict() for one in report.unplaced],
        "notes": list(report.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
