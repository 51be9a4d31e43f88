"""How scenarios came out, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbv_rules.model.scenario import ScenarioOutcome


def scenarios_as(form: str, outcomes: Sequence[ScenarioOutcome]) -> str:
    """The outcomes as 'text' or 'json'."""
    if form == "json":
        rows = [{"ok": one.ok, **one.model_dump(mode="json")} for one in outcomes]
        return json.dumps({"schema": 1, "scenarios": rows}, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(outcomes)) + "\n"


def _lines(outcomes: Sequence[ScenarioOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield f"{'goed' if outcome.ok else 'ANDERS'}  {outcome.name}"
        for difference in outcome.differences:
            yield f"  {difference.place}: {difference.message}"
        if outcome.differences:
            yield f"  Verwacht, want: {outcome.because}"
    wrong = sum(not outcome.ok for outcome in outcomes)
    yield ""
    total = f"{len(outcomes)} scenario{'' if len(outcomes) == 1 else chr(39) + 's'}"
    yield f"{total}, alle zoals verwacht." if not wrong else f"{total}, waarvan {wrong} met een andere uitkomst."
