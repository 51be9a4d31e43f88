"""SARIF 2.1.0 (OASIS): results of an analysis as code hosts and editors read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from kbv_rules import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Result(NamedTuple):
    """One thing wrong: its kind, how bad, where, what is told, and whatever else a program could want."""

    rule: str
    level: Literal["error", "warning", "note"]
    file: str
    line: int | None
    column: int | None
    message: str
    properties: Mapping[str, Any]


def sarif(results: Iterable[Result], kinds: Mapping[str, str]) -> str:
    """A log with one run; every kind of result stands once among the rules of the tool, with what `kinds` says of it."""
    found = list(results)
    rules = sorted({result.rule for result in found})
    told = [{"id": rule, **({"shortDescription": {"text": kinds[rule]}} if rule in kinds else {})} for rule in rules]
    return sarif_log(told, [_as_result(result, rules.index(result.rule)) for result in found])


def sarif_log(rules: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]], **rest: Any) -> str:
    """A log with one run of kbv-rules: its rules and results as the standard has them, and what else (`rest`) a run can hold."""
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "kbv-rules", "version": __version__, "rules": list(rules)}},
                "language": "nl",
                "columnKind": "unicodeCodePoints",
                **rest,
                "results": list(results),
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _as_result(result: Result, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": uri_of(result.file)}}
    if result.line is not None:
        location["region"] = {"startLine": result.line, "startColumn": result.column or 1}
    return {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": result.level,
        "message": {"text": result.message},
        "locations": [{"physicalLocation": location}],
        "properties": dict(result.properties),
    }


def uri_of(file: str) -> str:
    """Seen from here where the file lies below, else the whole path."""
    path = Path(file)
    if path.is_absolute() and not path.is_relative_to(Path.cwd()):
        return path.as_uri()
    return quote(path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix())
