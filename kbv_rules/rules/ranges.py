"""The ranges that inputs and outcomes of a decision table declare: `[0..4]`, `[0..*)`."""

from __future__ import annotations

import re

from kbv_rules.rules.unary import UnaryTestError

_END = r"(\*|-?[0-9]+(?:\.[0-9]+)?)"
_RANGE = re.compile(rf"[\[(]\s*{_END}\s*\.\.\s*{_END}\s*[\])]")


def parse_range(text: str | None) -> tuple[float, float]:
    """The ends of a range, `*` for no end: '[0..4]', '[0..*)'."""
    if text is None:
        return float("-inf"), float("inf")
    match = _RANGE.fullmatch(text)
    if not match:
        raise UnaryTestError(text, "dit is geen bereik.", "Schrijf een bereik als [0..4] of [0..*).")
    low = float("-inf") if match[1] == "*" else float(match[1])
    high = float("inf") if match[2] == "*" else float(match[2])
    if low > high:
        raise UnaryTestError(text, "het bereik begint hoger dan het eindigt.", "Zet het laagste getal eerst.")
    return low, high
