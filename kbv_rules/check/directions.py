"""Which way an indicator should go, by the words of its name; no answer where these do not say so surely.

Of people ('slachtoffers die aangifte doen') the clause behind them tells what is good, not the word for the people. Of a share
('aandeel pogingen in het totaal aantal inbraken') that of which it is a share tells nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import phrase_list

if TYPE_CHECKING:
    from kbv_rules.model.check_rules import IndicatorReading

HIGHER, LOWER, NEUTRAL, UNSURE = "higher_is_better", "lower_is_better", "neutral", "unsure"
FEWER = "fewer_reports"  # lower is better, unless more is meant to be reported
_COUNTING = (
    r"(?:het|de|een|alle|totale?|totaal|gemiddeld[e]?|aantal(?:len)?|aandeel|deel|percentage|procent|%|\d+|van|onder|per|eigen)"
)
# What may stand before the people that are counted: words that count, and adjectives ('minderjarige verdachten').
_BEFORE = re.compile(rf"\W*(?:(?:{_COUNTING}|[\w-]{{3,}}e)\W+)*$")
_RELATIVE = re.compile(r"\s(?:die|dat|wier|waarbij|waarin|waarvan|waarop|zonder|met)\b")
_SHARE = re.compile(r"\b(?:aandeel|percentage|procent|deel van)\b|%")
_PREPOSITION = re.compile(r"\s(?:in|van|bij|onder|op|binnen|met|voor|tegen|door|na|naar|per|tijdens|rond|tussen|over|uit)\s")
_SHARE_OF = re.compile(r"^\W*(?:het\s+)?(?:aandeel|percentage|procent|deel|%)\s+(?:van\s+)?(?:de\s+|het\s+|alle\s+)?")
_START = re.compile(r"^\W*(?:(?:de|het|een)\s+)?")
_NEGATION_REACH = 3  # words between 'niet' and what it denies
_WORD = re.compile(r"[\w'-]+")


def direction_of(name: str, told: str, of_handbook: str | None, reading: IndicatorReading) -> str | None:
    """Which way is better by a folded name, or else by the handbook; None where that is not sure.

    `told` is all that is said of the indicator: a share may show by its figures only ('25%'), and figures may be told in words
    that turn them round ('9 procent voelt zich onveilig').
    """
    said = _said(name, told, reading)
    if said == UNSURE:
        return None
    if said is not None and people_of(name, reading) is not None:
        return said  # their clause was read with all that turns it round
    direction = said or of_handbook
    turned = {HIGHER: reading.worse, LOWER: reading.better}.get(direction or "", ())
    return None if turned and phrase_list(turned).first(told) else direction


def _said(name: str, told: str, reading: IndicatorReading) -> str | None:
    """By the words of a name; `UNSURE` where they say both, or nothing of those it is about; None where they say nothing."""
    start = _START.match(name)
    if phrase_list((*reading.rising, *reading.falling)).starts(name[start.end() if start else 0 :]):
        return UNSURE  # 'daling van het aantal inbraken': of the change more is better, of its level less
    share = _SHARE.search(told) is not None
    people = people_of(name, reading)
    if people is not None:
        return _of_people(name, people, reading, share=share)
    relative = _RELATIVE.search(name)
    if share:
        return _of_share(name, relative, reading)
    if relative is not None and not relative[0].endswith("met"):
        clause = _of_clause(name[relative.end() :], reading, reports=False)
        head = _of_words(name[: relative.start()], reading)
        return clause if head is None else head if clause in (None, head) else UNSURE
    return _of_words(name, reading)


def people_of(name: str, reading: IndicatorReading) -> tuple[int, int] | None:
    """Where the people stand that are counted; not those that only judge ('tevredenheid van inwoners')."""
    people = phrase_list(reading.people).first(name)
    return (people.start, people.end) if people and _BEFORE.match(name[: people.start]) else None


def _of_people(name: str, people: tuple[int, int], reading: IndicatorReading, *, share: bool) -> str | None:
    start, end = people
    # Of those to whom it happened more should report it; of others a rising count may be of what there is to report.
    hit = phrase_list(reading.hit).first(name[start:end]) is not None
    said = _of_doing(name[end:], reading, share=share, hit=hit)
    related = _RELATIVE.search(name, end) is not None
    if said is None or (said == UNSURE and not related):
        return UNSURE if related else _of_words(name[:end], reading)
    return said


def _of_share(name: str, relative: re.Match[str] | None, reading: IndicatorReading) -> str | None:
    if relative is not None:
        start = relative.start() if relative[0].endswith("zonder") else relative.end()
        return _of_clause(name[start:], reading, reports=True) or UNSURE
    plain = _SHARE_OF.sub("", name)
    preposition = _PREPOSITION.search(plain)
    said = _of_words(plain[: preposition.start()] if preposition else plain, reading)
    return said or (UNSURE if preposition and _of_words(plain[preposition.start() :], reading) else None)


def _of_words(name: str, reading: IndicatorReading) -> str | None:
    """By the first word that tells; what says 'neither' goes first.

    Reports of what everybody sees follow how much there is of it; of what stays hidden more of them may be wished for.
    """
    if phrase_list(reading.neutral).first(name):
        seen = phrase_list(reading.seen).first(name) and not phrase_list(reading.hidden).first(name)
        return FEWER if seen else NEUTRAL
    lower, higher = phrase_list(reading.lower_is_better).first(name), phrase_list(reading.higher_is_better).first(name)
    if higher and (not lower or higher.start <= lower.start):
        return HIGHER
    return LOWER if lower else None


def _of_clause(clause: str, reading: IndicatorReading, *, reports: bool) -> str | None:
    """What a clause about cases says: good or bad, each turned round by 'niet' or 'geen' in front of it."""
    told = _signs(clause, (*reading.acts, *reading.reports), reading) if reports else []
    good = _signs(clause, (*reading.higher_is_better, *reading.better), reading)
    bad = [-sign for sign in _signs(clause, (*reading.lower_is_better, *reading.worse, *reading.suffers), reading)]
    return _agreed({*told, *good, *bad})


def _of_doing(clause: str, reading: IndicatorReading, *, share: bool, hit: bool) -> str | None:
    """What a clause about people says. What they do or suffer tells; an evil alone does not, for they may well fight it.

    What they do about it ('maatregelen nemen tegen inbraak') says more than the evil, unless they suffer too. A count of those
    who report may grow because there is more to report; of those to whom it happened (`hit`) more should always report it.
    """
    acts, told = _signs(clause, reading.acts, reading), _signs(clause, reading.reports, reading)
    suffers = [-sign for sign in _signs(clause, (*reading.suffers, *reading.worse), reading)]
    if told and not (share or hit):
        return UNSURE
    if hit:
        acts, told = [*acts, *told], []
    if acts:
        return _agreed({*acts, *suffers})
    good = _signs(clause, (*reading.higher_is_better, *reading.better), reading)
    evil = [-sign for sign in _signs(clause, reading.lower_is_better, reading)]
    said = _agreed({*told, *suffers, *good, *evil})
    return said if told or suffers or good or said is None else UNSURE


def _agreed(signs: set[int]) -> str | None:
    """What signs say that all point one way."""
    if not signs:
        return None
    return UNSURE if len(signs) > 1 else HIGHER if 1 in signs else LOWER


def _signs(text: str, phrases: tuple[str, ...], reading: IndicatorReading) -> list[int]:
    """1 for each phrase that stands there, -1 where it is denied."""
    negations = phrase_list(reading.negations)
    found = []
    for hit in phrase_list(phrases).all(text):
        words = _WORD.findall(text[: hit.start])[-_NEGATION_REACH:]
        found.append(-1 if negations.first(" ".join(words)) else 1)
    return found
