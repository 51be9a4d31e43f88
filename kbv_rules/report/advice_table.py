"""A table of many advices (CSV): a row per municipality, its priorities side by side, and what to beware of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kbv_rules.model.advice import Advice
    from kbv_rules.model.findings import Findings

_PER_PRIORITY = ("id", "name", "score", "certainty")


class AdviceRow(NamedTuple):
    """What the table says of one municipality. `priorities` holds four cells for each priority, the strongest first."""

    municipality: str
    code: str
    period: str
    priorities: tuple[str, ...]
    flags: tuple[str, ...]


def advice_row(findings: Findings, advice: Advice) -> AdviceRow:
    """The row of one advice. Scores and certainties have three decimals and a point.

    Flags: 'no-priorities'; 'fictional'; 'provisional' when a figure has provisional years; 'investigate-first:ID' for a priority
    that rests on too little.
    """
    flags = [] if advice.priorities else ["no-priorities"]
    if findings.municipality.fictional:
        flags.append("fictional")
    if any(figure.provisional for item in findings.findings for figure in item.figures):
        flags.append("provisional")
    flags += [f"investigate-first:{one.id}" for one in advice.priorities if one.investigate_first]
    cells = [cell for one in advice.priorities for cell in (one.id, one.name, f"{one.score:.3f}", f"{one.certainty:.3f}")]
    municipality = findings.municipality
    return AdviceRow(municipality.name, municipality.code or "", str(findings.period), tuple(cells), tuple(flags))


def advice_table(rows: Sequence[AdviceRow], places: int) -> str:
    """The rows in the order given, with columns for `places` priorities, or for more when a row has more."""
    width = max([places, *(len(row.priorities) // len(_PER_PRIORITY) for row in rows)])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = [f"priority_{number}_{what}" for number in range(1, width + 1) for what in _PER_PRIORITY]
    writer.writerow(["municipality", "code", "period", *columns, "flags"])
    for row in rows:
        empty = [""] * (len(columns) - len(row.priorities))
        cells = [row.municipality, row.code, row.period, *row.priorities, *empty, " ".join(row.flags)]
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula, marked as text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
