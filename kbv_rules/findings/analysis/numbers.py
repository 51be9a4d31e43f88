"""What stands in a cell of a figure table: a number as the Dutch write it, no value, or something that cannot be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from kbv_rules.findings.analysis.form import plain

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import NumberWords

# The marks that refer to a note: behind a space and with a bracket, raised, or a sign of their own. A number between two brackets
# may be a figure itself.
_NOTE = re.compile(r"(?:\s+(?:[0-9a-z]\)|\([a-z]\))|[⁰¹²³⁴-⁹]+\)?|[*†‡]+\)?)$")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_COMMA = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:[ .][0-9]{3})+),[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


class Amount(NamedTuple):
    """A cell. `kind` 'thousands' can be read in two ways: `value` is the one in which the point separates thousands.

    `sign` says that a per cent sign stands there, `provisional` that a mark says the value is not final.
    """

    kind: Literal["number", "thousands", "missing", "unread"]
    value: float = 0.0
    sign: bool = False
    provisional: bool = False


class Year(NamedTuple):
    """A year above a column, with what stands beside it ('aantal')."""

    year: int
    words: str
    provisional: bool


def read_amount(text: str, words: NumberWords) -> Amount:
    """The value of a cell; what is no number is 'unread', never a guess."""
    rest, provisional = _without_marks(text, words)
    if plain(rest) in words.missing or not rest:
        return Amount("missing")
    bare = re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", rest).strip()
    sign = bool(re.search(r"(?:%|procent)$", bare, re.IGNORECASE))
    bare = re.sub(r"\s*(?:%|procent)$", "", bare, flags=re.IGNORECASE)
    if _WHOLE.fullmatch(bare):
        return Amount("number", float(re.sub(r"[ .]", "", bare)), sign, provisional)
    if _THOUSANDS.fullmatch(bare):
        return Amount("thousands", float(bare.replace(".", "")), sign, provisional)
    if _COMMA.fullmatch(bare):
        return Amount("number", float(re.sub(r"[ .]", "", bare).replace(",", ".")), sign, provisional)
    if _POINT.fullmatch(bare):
        return Amount("number", float(bare), sign, provisional)
    return Amount("unread")


def read_year(text: str, words: NumberWords) -> Year | None:
    """The one year a head names; nothing for two years, a part of a year or no year at all."""
    rest, provisional = _without_marks(text, words)
    found = _YEAR.findall(rest)
    if len(found) != 1:
        return None
    beside = plain(_YEAR.sub(" ", rest))
    return (
        None
        if any(sign.isdecimal() for sign in beside.replace("1.000", "").replace("1000", ""))
        else Year(int(found[0]), beside, provisional)
    )


def _without_marks(text: str, words: NumberWords) -> tuple[str, bool]:
    """The text without what refers to a note, and whether a mark says it is provisional."""
    rest, provisional = text.strip(), False
    while True:
        bracketed, note = _BRACKETED.search(rest), _NOTE.search(rest)
        if bracketed and plain(bracketed[1]) in words.provisional:
            rest, provisional = rest[: bracketed.start()].rstrip(), True
        elif note and note.start() > 0:
            provisional = provisional or note[0].strip() in words.provisional
            rest = rest[: note.start()].rstrip()
        else:
            break
    last = rest.rpartition(" ")
    if last[0] and plain(last[2]) in words.provisional:
        rest, provisional = last[0].rstrip(), True
    return rest, provisional
