"""What decision tables can judge: the kinds of rows the engine offers, and each row's inputs with their type.

A table names its kind of row in `per` and declares the inputs it uses; a name that is not here is an error in the rule
file. `kbv_rules.advise.evidence` fills these rows.
"""

from __future__ import annotations

from collections.abc import Mapping

VOCABULARY: Mapping[str, Mapping[str, str]] = {
    # One figure, see kbv_rules.findings.derive: ratios and trends are turned so that higher is worse.
    "figure": {
        "name": "text",
        "kind": "text",
        "source": "text",
        "group": "text",
        "level_ratio": "number",
        "trend_per_year": "number",
        "change": "number",
        "years": "integer",
        "first_year": "text",
        "latest_year": "text",
        "first_value": "number",
        "latest_value": "number",
        "small": "boolean",
        "small_note": "text",
    },
    # One judgement of a person on the criterion at hand.
    "judgement": {"score": "integer", "by": "text", "reason": "text", "date": "text"},
    # One scenario of the regional risk profile.
    "scenario": {"name": "text", "likelihood": "integer", "impact": "integer", "source": "text"},
    # What was said of the approach, taken together.
    "approach": {"bottlenecks": "integer", "reinforcements": "integer", "example": "text"},
    # What residents and entrepreneurs brought forward, taken together.
    "consultation": {"groups": "integer", "share": "number", "example": "text", "who": "text"},
    # The agendas that name the theme, taken together.
    "agendas": {"agendas": "integer", "legal_duty": "boolean", "names": "text"},
    # What the knowledge says of the theme or sub-theme, apart from any finding.
    "knowledge": {"name": "text", "part": "text", "high_impact": "boolean", "measures": "integer", "laws": "integer"},
    # How strong the themes are to which the handbook ties this one.
    "links": {"linked_strength": "number", "linked_names": "text"},
    # How much stands behind a score.
    "certainty": {
        "coverage": "number",
        "sources": "integer",
        "age": "integer",
        "small": "boolean",
        "conflict": "integer",
    },
    # A possible priority.
    "candidate": {"kind": "text", "container": "boolean", "burning": "integer", "members": "integer"},
    # An indicator that may be proposed for a priority.
    "indicator": {
        "kind": "text",
        "stable_source": "boolean",
        "available": "boolean",
        "borrowed": "boolean",
        "fits_lead": "boolean",
        "other_part": "boolean",
        "local": "boolean",
        "same_field": "boolean",
    },
    # A figure for which a target is proposed.
    "target": {"level_ratio": "number", "trend_per_year": "number", "has_benchmark": "boolean", "small": "boolean"},
}
