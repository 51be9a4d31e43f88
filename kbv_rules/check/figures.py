"""Numbers in a sentence about an indicator: which is where it stands, which is where it should go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.number_words import with_digits
from kbv_rules.check.phrases import fold, phrase_list

if TYPE_CHECKING:
    from kbv_rules.model.check_rules import IndicatorReading

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\w)(\s*(?:%|procent\w*))?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# 'van 1.048 in 2025 terug naar', '120 (2025) naar', '120 → 90', '120 branden worden er 90'.
_FROM_TO = re.compile(
    r"\bvan\s+(?:\w+\s+){0,3}?(?!(?:19|20)\d\d\b)\d[\d.,]*(?:[^.;]|\.(?=\d)){0,60}?\b(?:naar|tot)\b"
    r"|(?<![\w.,])(?!(?:19|20)\d\d\b)\d[\d.,]*\s*(?:%|procent)?\s*(?:\([^()]*\)\s*)?(?:\bnaar\b|→|->|=>|⇒|➔|»)"
    r"|(?<![\w.,])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:[^.,;:]|[.,](?=\d)){1,50}?\b(?:wordt|worden)\s+(?:er\s+|dat\s+)?(?=\d)"
)
_ONE_IN = re.compile(r"\b(?:een|1)\s+op\s+de\s+(\d+)\b")
# The verb of a sentence right in front of 'van 9 naar 4', at most with a source between.
_MOVES = re.compile(r"\s+(?:(?:volgens|blijkens|in|bij|op)\s+(?:[\w-]+\s+){1,5})?$")
_BY = re.compile(r"\b(?:van|met)\s*(?:\w+\s+){0,2}?$")
_NOT_A_VALUE = re.compile(r"(?:artikel|art\.|per|hoofdstuk|paragraaf|nr\.?|top|een op de|een van de|van elke|op de|n\s*=)\s*$")
_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:[-/]\d{1,2}[-/]|\s+(?:jan|feb|maart|april|mei|juni|juli|aug|sep|okt|nov|dec)[a-z]*\.?\s+)(?=20\d\d)"
)
# Ages and lengths of time: 'van 12 tot 18 jaar', '14-jarigen', 'in 5 jaar tijd'.
_TIME = re.compile(
    r"(?<![\d.,])\d{1,2}(?:\s*(?:tot|tot en met|t/m|-)\s*\d{1,2})?[\s-]*(?:jaar|jaren|jarige\w*|plussers?)\b"
    r"|\b(?:binnen|in|na|om de|per|gedurende|langer dan|korter dan)\s+\d{1,3}\s+(?:maand|maanden|weken|dagen|uur|uren|minuten)\b"
)
# Where what is said of one year ends and of another begins; a year between brackets belongs to what stands before it.
_CLAUSE = re.compile(r"[;:]|,(?!\d)|\.(?=\s)|\s(?:en|maar|terwijl)\s|\((?!\W*(?:\w+\s+){0,2}(?:19|20)\d\d\W*\))")
_NEXT = 20  # signs after a number in which a word may say that it is a change: '20% gedaald'
_NEAR = 70  # signs between a word such as 'streefwaarde' and the number it is about


class Values(NamedTuple):
    """What a text says of one indicator. `relative` is a change ('10% minder'), positive upwards.

    `way` is 1 or -1 where the text only says which way it is to go ('moet omhoog'), `moves` where it says so beside the two
    levels ('daalt van 9 naar 4').
    """

    baseline: float | None = None
    target: float | None = None
    relative: float | None = None
    way: int | None = None
    moves: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in self[:3])


def values_in(text: str, reading: IndicatorReading, period: tuple[int, int] | None = None) -> Values:
    """The baseline and the target in one text; years are no values, and a year in the plan's period goes with a target."""
    folded = _plain(text)
    years = {match.start(): int(match[0]) for match in _YEAR.finditer(folded)}
    baseline = target = relative = None
    journey = _FROM_TO.search(folded)
    for match in _NUMBER.finditer(folded):
        if match.start() in years or _NOT_A_VALUE.search(folded[: match.start()]):
            continue
        if journey and match.start() < journey.start():
            continue  # 'met drie of meer meldingen daalt van 19 naar 10'
        value = to_number(match[1])
        before = folded[max(0, match.start() - _NEAR) : match.start()]
        move = phrase_list((*reading.rising, *reading.falling)).starts(folded[match.end() :].lstrip())
        if move and folded[match.end() :].lstrip()[move.end :].startswith(" dan"):
            # '10% minder dan in 2025'
            relative = value if phrase_list(reading.rising).first(move.text) else -value
            continue
        if _BY.search(before) and not journey:
            after = folded[match.end() : match.end() + _NEXT]
            moves = [
                move
                for text in (before, after)
                for way in (reading.rising, reading.falling)
                for move in phrase_list(way).all(text)
            ]
            if moves:
                last = max(moves, key=lambda move: move.end)
                relative = value if phrase_list(reading.rising).first(last.text) else -value
                continue
        role = _role(folded, match.start(), match.end(), years, reading, period, journey)
        if role == "baseline" and baseline is None:
            baseline = value
        elif role == "target" and target is None:
            target = value
    way = intended_way(folded, reading) if baseline is not None and target is None and relative is None else None
    if journey is None or baseline is None or target is None:
        return Values(baseline, target, relative, way)
    return Values(baseline, target, relative, way, _moves(folded, journey, reading))


def _plain(text: str) -> str:
    """Folded text with its numbers in digits, and without ages, lengths of time and dates."""
    folded = with_digits(fold(text.replace("één", "1")))
    folded = _ONE_IN.sub(lambda match: f"{100 / max(1, int(match[1])):.1f} procent".replace(".", ","), folded)
    for pattern in (_DATE, _TIME):
        folded = pattern.sub(lambda match: " " * len(match[0]), folded)
    return folded


def subject_of(text: str) -> str:
    """What a text says is measured, folded: what stands before the first value; nothing between brackets, no years or ages."""
    folded = _YEAR.sub(" ", re.sub(r"\([^()]*\)", " ", _plain(text)))
    value = next((one for one in _NUMBER.finditer(folded) if not _NOT_A_VALUE.search(folded[: one.start()])), None)
    before = folded[: value.start()] if value else folded
    return " ".join(re.split(r"[:;]", before)[0].split()) or " ".join(folded.split())


def _moves(folded: str, journey: re.Match[str], reading: IndicatorReading) -> int | None:
    """Which way the verb says that it goes, right before 'van 9 naar 4'; a word that compares ('meer') says no such thing."""
    before, compared = folded[: journey.start()], phrase_list(reading.compared)
    for way, phrases in ((1, reading.rising), (-1, reading.falling)):
        for hit in phrase_list(phrases).all(before):
            if _MOVES.fullmatch(before[hit.end :]) and not compared.first(hit.text):
                return way
    return None


def intended_way(folded: str, reading: IndicatorReading) -> int | None:
    """Which way it is to go, by the words that say so; None where these say both."""
    wanted = phrase_list(reading.intended)
    ways = {
        1 if rising else -1
        for hit in wanted.all(folded)
        for rising, phrases in ((True, reading.rising), (False, reading.falling))
        if phrase_list(phrases).first(folded[hit.start : hit.end + _NEAR].split(";")[0])
    }
    return ways.pop() if len(ways) == 1 else None


def to_number(written: str) -> float:
    """A number as Dutch writes it: 1.234,5."""
    return float(re.sub(r"\.(?=\d{3}(?:\D|$))", "", written).replace(",", "."))


def number_in(text: str) -> float | None:
    """The first number of a cell that is no year."""
    folded = _DATE.sub(" ", with_digits(fold(text.replace("één", "1"))))
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
    before = folded[max(0, start - _NEAR) : start]
    cues = [
        (hit.end, role)
        for role, phrases in (("baseline", reading.baseline), ("target", reading.target))
        for hit in phrase_list(phrases).all(before)
    ]
    near = _year_of(folded, start, end, years)
    if near is not None and (period is not None or len(set(years.values())) > 1):
        place, year = near
        ahead = year > period[0] if period is not None else year == max(years.values())
        cues.append((place - (start - len(before)), "target" if ahead else "baseline"))
    elif said := _said_behind(folded[end:], reading):
        return said
    return max(cues)[1] if cues else None


def _said_behind(after: str, reading: IndicatorReading) -> str | None:
    """What a number is by the word right behind it: '38% nu, 28% straks'."""
    plain = re.sub(r"^\s*(?:%|procent\b)?\s*\(?", "", after)
    for role, phrases in (("baseline", reading.baseline_columns), ("target", reading.target_columns)):
        if phrase_list(phrases).starts(plain):
            return role
    return None


def _year_of(folded: str, start: int, end: int, years: dict[int, int]) -> tuple[int, int] | None:
    """The year a number goes with, and where that counts as said: the nearest one in its clause, or else the last before it."""
    left = max((match.end() for match in _CLAUSE.finditer(folded, 0, start)), default=0)
    right = next((match.start() for match in _CLAUSE.finditer(folded, end)), len(folded))
    inside = [place for place in years if left <= place < right]
    if inside:
        place = min(inside, key=lambda place: start - place if place < start else place - end)
        return min(place, start), years[place]
    before = [place for place in years if start - _NEAR <= place < start]
    return (max(before), years[max(before)]) if before else None
