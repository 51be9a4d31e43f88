"""A list of rows as people and programs want it: a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kbv_rules.report.blocks import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def rows_as(form: str, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], width: int = 110) -> str:
    """The rows as 'table' (the columns in `labels`, with their Dutch heads), 'csv' (all columns) or 'json'."""
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        out = io.StringIO()
        names = list(dict.fromkeys(name for row in rows for name in row)) or list(labels)
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _flat(value) for name, value in row.items()} for row in rows)
        return out.getvalue()
    if not rows:
        return "Niets gevonden.\n"
    return columns(list(labels.values()), [[_flat(row.get(name)) for name in labels] for row in rows], width) + "\n"


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return str(value)
