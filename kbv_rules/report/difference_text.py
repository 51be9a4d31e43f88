"""A difference as text for people or JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbv_rules.report.blocks import Block, Bullets, Heading, Paragraph, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.model.explanation import Change, Difference

_HEADS = {
    "finding": "Bevindingen",
    "rule": "Regels",
    "weight": "Gewichten",
    "setting": "Instellingen",
    "knowledge": "Kennis",
    "priority": "Prioriteiten (met score)",
    "score": "Scores",
    "reason": "Argumenten bij de prioriteiten",
    "other_theme": "Overige strategische thema's",
}


def difference_as(difference: Difference, form: str) -> str:
    """The difference as 'text' or 'json'."""
    if form == "json":
        return json.dumps(difference.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    return to_text(_blocks(difference))


def _blocks(difference: Difference) -> Iterator[Block]:
    for head, changes in (("Wat er anders in gaat", difference.causes), ("Wat er anders uit komt", difference.effects)):
        yield Heading(1, head)
        if not changes:
            yield Paragraph("Niets.")
        for kind, title in _HEADS.items():
            lines = tuple(_line(change) for change in changes if change.kind == kind)
            if lines:
                yield Heading(3, title)
                yield Bullets(lines)


def _line(change: Change) -> str:
    if change.before is None:
        return f"erbij: {change.name}: {change.after}"
    if change.after is None:
        return f"weg: {change.name}: {change.before}"
    return f"{change.name}: van {change.before} naar {change.after}"
