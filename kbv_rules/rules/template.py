"""Texts with names in braces: `De aantallen liggen {level_ratio:keer} boven {group}`.

A format after the colon turns a number into Dutch: `getal` (1.234,5), `geheel` (1.234), `procent` (0.4 -> 40%),
`keer` (1.6 -> 1,6 keer), `fijn` (two decimals at most), `score` (two decimals), `lijst` (a, b en c); `datum` a date (2021-07-01
-> 1 juli 2021). Without a format a number is written as `getal`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})")
_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([a-z]+))?\}")

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

Shown = float | int | bool | str | Sequence[str] | None


def number(value: float, *, decimals: int = 1) -> str:
    """A number as Dutch writes it, without needless zeros."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(",", " ").replace(".", ",").replace(" ", ".")


def two(value: float) -> str:
    """A score as Dutch writes it, always with two decimals: 2,60."""
    return f"{value:.2f}".replace(".", ",")


def percent(value: float) -> str:
    """A share as a whole percentage; what is not quite all or nothing is not rounded to it."""
    whole = round(value * 100)
    if whole == 100 and value < 1:
        return "> 99%"
    return "< 1%" if whole == 0 and value > 0 else f"{whole}%"


def listing(items: Sequence[str]) -> str:
    """'a, b en c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def day(iso: str) -> str:
    """A date as Dutch writes it: 1 juli 2021. What is no date stays as it is."""
    found = _DATE.fullmatch(iso)
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}" if found else iso


def _as_number(value: Shown) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


_FORMATS: dict[str, Callable[[Shown], str]] = {
    "getal": lambda value: number(_as_number(value)),
    "score": lambda value: two(_as_number(value)),
    "fijn": lambda value: number(_as_number(value), decimals=2),
    "geheel": lambda value: number(_as_number(value), decimals=0),
    "procent": lambda value: f"{number(_as_number(value) * 100, decimals=0)}%",
    "keer": lambda value: f"{number(_as_number(value))} keer",
    "datum": lambda value: day(str(value)),
    "lijst": lambda value: value if isinstance(value, str) else listing(list(value or ())),  # type: ignore[arg-type]
}


# The formats that make no sense of anything but a number.
NUMERIC_FORMATS = frozenset(_FORMATS) - {"lijst", "datum"}


def fields_in(template: str) -> list[tuple[str, str | None]]:
    """The names a template uses, each with its format, in order."""
    return [(match[1], match[2]) for match in _FIELD.finditer(template)]


def problem_in(template: str) -> str | None:
    """What is wrong with a template, in Dutch; None when nothing is."""
    for match in _FIELD.finditer(template):
        if match[2] and match[2] not in _FORMATS:
            return f"de opmaak '{match[2]}' bestaat niet; kies uit: {', '.join(sorted(_FORMATS))}"
    if re.search(r"[{}]", _FIELD.sub("", template)):
        return "een accolade is niet gesloten, of er staat iets tussen accolades dat geen naam is"
    return None


def fill(template: str, values: Mapping[str, Shown]) -> str:
    """The text with every name replaced. A value that is missing shows as 'onbekend'."""

    def replaced(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return "onbekend"
        if match[2]:
            return _FORMATS[match[2]](value)
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, (int, float)):
            return number(value)
        return listing(list(value))

    return _FIELD.sub(replaced, template)
