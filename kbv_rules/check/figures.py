"""Numbers in a sentence about an indicator: which is where it stands, which is where it should go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.phrases import fold, phrase_list

if TYPE_CHECKING:
    from kbv_rules.model.check_rules import IndicatorReading

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\w)(\s*(?:%|procent\w*))?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FROM_TO = re.compile(r"\bvan\s+(?:\w+\s+){0,3}?[\d.,]+[^.;]{0,60}?\b(?:naar|tot)\b")
_BY = re.compile(r"\b(?:van|met)\s*(?:\w+\s+){0,2}?$")
_NOT_A_VALUE = re.compile(r"(?:artikel|art\.|per|hoofdstuk|paragraaf|nr\.?|top)\s*$")
_NEXT = 20  # signs after a number in which a word may say that it is a change: '20% gedaald'
_NEAR = 70  # signs between a word such as 'streefwaarde' and the number it is about


class Values(NamedTuple):
    """What a text says of one indicator. `relative` is a change ('10% minder'), positive upwards."""

    baseline: float | None = None
    target: float | None = None
    relative: float | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in self)


def values_in(text: str, reading: IndicatorReading, period: tuple[int, int] | None = None) -> Values:
    """The baseline and the target in one text; years are no values, and a year in the plan's period goes with a target."""
    folded = fold(text)
    years = {match.start(): int(match[0]) for match in _YEAR.finditer(folded)}
    baseline = target = relative = None
    journey = _FROM_TO.search(folded)
    for match in _NUMBER.finditer(folded):
        if match.start() in years or _NOT_A_VALUE.search(folded[: match.start()]):
            continue
        value = to_number(match[1])
        before = folded[max(0, match.start() - _NEAR) : match.start()]
        if _BY.search(before) and not journey:
            after = folded[match.end() : match.end() + _NEXT]
            moves = [move for text in (before, after) for way in (reading.rising, reading.falling) for move in _all(way, text)]
            if moves:
                last = max(moves, key=lambda move: move.end())
                relative = value if phrase_list(reading.rising).first(last[0]) else -value
                continue
        role = _role(folded, match.start(), match.end(), years, reading, period, journey)
        if role == "baseline" and baseline is None:
            baseline = value
        elif role == "target" and target is None:
            target = value
    return Values(baseline, target, relative)


def to_number(written: str) -> float:
    """A number as Dutch writes it: 1.234,5."""
    return float(re.sub(r"\.(?=\d{3}(?:\D|$))", "", written).replace(",", "."))


def number_in(text: str) -> float | None:
    """The first number of a cell that is no year."""
    folded = fold(text)
    for match in _NUMBER.finditer(folded):
        if not _YEAR.fullmatch(match[1]):
            return to_number(match[1])
    return None


def _role(
    folded: str,
    start: int,
    end: int,
    years: dict[int, int],
    reading: IndicatorReading,
    period: tuple[int, int] | None,
    journey: re.Match[str] | None,
) -> str | None:
    if journey and journey.start() <= start < journey.end():
        return "baseline"
    if journey and start >= journey.end() and start - journey.end() < _NEAR:
        return "target"
    before, after = folded[max(0, start - _NEAR) : start], folded[end : end + 12]
    cues = [
        (match.end(), role)
        for role, phrases in (("baseline", reading.baseline), ("target", reading.target))
        for match in _all(phrases, before)
    ]
    near = [(place - (start - len(before)), year) for place, year in years.items() if start - len(before) <= place < start]
    follow = re.match(r"\W{0,3}(?:\w+\s+){0,2}?\(?(?:in|eind|per)?\s*((?:19|20)\d\d)", after + folded[end + 12 : end + 30])
    if follow and not near:
        near = [(len(before), int(follow[1]))]
    if near and period is not None:
        place, year = max(near)
        cues.append((place, "target" if year > period[0] else "baseline"))
    elif near and len(set(years.values())) > 1:
        place, year = max(near)
        cues.append((place, "target" if year == max(years.values()) else "baseline"))
    return max(cues)[1] if cues else None


def _all(phrases: tuple[str, ...], text: str) -> list[re.Match[str]]:
    return phrase_list(phrases).all(text)
