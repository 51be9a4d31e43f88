"""Periods as the open data write them: '2024JJ00', '2024MM01', '2024 januari', '2024*', 2024, '2024-01-01'."""

from __future__ import annotations

import re
from typing import NamedTuple

from kbv_rules.rules.template import MONTHS

_CODE = re.compile(r"((?:19|20)[0-9]{2})(JJ|MM|KW)([0-9]{2})")
_LABEL = re.compile(r"((?:19|20)[0-9]{2})(\*{0,2})(?: +([a-z]+))?(\*{0,2})(?: +voorlopige? cijfers?)?", re.IGNORECASE)
_DATE = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{1,2})(?:-[0-9]{1,2})?")


class Period(NamedTuple):
    """A year, or one month of it (1..12). `provisional` when the label itself says so."""

    year: int
    month: int | None = None
    provisional: bool = False


def parse_period(text: str) -> Period | None:
    """The period a label stands for; None when it is no year or month (a quarter, a word, nothing)."""
    text = text.strip()
    if code := _CODE.fullmatch(text):
        year, sort, number = int(code[1]), code[2], int(code[3])
        if sort == "JJ":
            return Period(year) if number == 0 else None
        return Period(year, number) if sort == "MM" and 1 <= number <= 12 else None
    if date := _DATE.fullmatch(text):
        return Period(int(date[1]), int(date[2])) if 1 <= int(date[2]) <= 12 else None
    label = _LABEL.fullmatch(text)
    if label is None:
        return None
    provisional = bool(label[2] or label[4]) or "voorlopig" in text.lower()
    if label[3] is None or label[3].lower() in ("voorlopig", "voorlopige"):
        return Period(int(label[1]), None, provisional)
    month = label[3].lower()
    return Period(int(label[1]), MONTHS.index(month) + 1, provisional) if month in MONTHS else None
