"""Tells the layouts of open data apart by their header, and says what is missing when none fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kbv_rules.errors import Fault, Place
from kbv_rules.model.open_data import Counted

# The names under which the columns go, without capitals and signs, in OData, in StatLine and in tables made from them.
KINDS: dict[str, Counted] = {
    "soortmisdrijf": "crimes",
    "misdrijf": "crimes",
    "soortmisdrijfcode": "crimes",
    "overlast": "nuisance",
    "soortoverlast": "nuisance",
}
REGIONS = ("wijkenenbuurten", "regios", "gemeentecode", "regiocode", "gemeente", "regio", "gemeentenaam", "regionaam")
PERIODS = ("perioden", "periode", "jaar", "maand")
PROVISIONAL = ("voorlopig", "status")
_VALUES = re.compile(
    r"(geregistreerde(misdrijven|overlast|registratiesoverlast|registraties)|aantal(misdrijven|registraties)?)[0-9]*"
)

# Kinds of columns with what a reader would call them.
_CALLED = {
    "kind": "de soort misdrijf of overlast (SoortMisdrijf of Overlast)",
    "region": "de gemeente (RegioS, WijkenEnBuurten of gemeentecode)",
    "period": "het jaar of de maand (Perioden of jaar)",
    "value": "het aantal (GeregistreerdeMisdrijven_1)",
}


class Columns(NamedTuple):
    """Where the columns of a table stand. `name` holds the region's name where a code has a column of its own."""

    counts: Counted
    kind: int
    region: int
    period: int
    value: int
    name: int | None = None
    provisional: int | None = None


def key_of(name: str) -> str:
    """A column name without capitals, spaces and signs."""
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("\ufeff", ""))


def find_columns(header: Sequence[str], place: Place) -> Columns | list[Fault]:
    """The columns of a table with a row per count, or what is missing from its header."""
    keys = [key_of(name) for name in header]
    kind = next((index for index, key in enumerate(keys) if key in KINDS), None)
    regions = [keys.index(name) for name in REGIONS if name in keys]
    period = next((keys.index(name) for name in PERIODS if name in keys), None)
    value = next((index for index, key in enumerate(keys) if _VALUES.fullmatch(key)), None)
    found = {"kind": kind, "region": regions[0] if regions else None, "period": period, "value": value}
    missing = [what for what, index in found.items() if index is None]
    if missing:
        there = ", ".join(f"'{name.strip()}'" for name in header[:12] if name.strip())
        return [
            Fault(
                place,
                f"in de kopregel staat geen kolom met {_CALLED[what]}.",
                "Gebruik de kolomnamen van de download van data.politie.nl; verander de kopregel niet.",
                f"Wel staan er: {there}.",
            )
            for what in missing
        ]
    assert kind is not None and period is not None and value is not None
    provisional = next((keys.index(name) for name in PROVISIONAL if name in keys), None)
    name = regions[1] if len(regions) > 1 else None
    return Columns(KINDS[keys[kind]], kind, regions[0], period, value, name, provisional)


def known_columns(header: Sequence[str]) -> int:
    """How many columns of a header say what they are."""
    known = {*KINDS, *REGIONS, *PERIODS}
    return sum(key_of(name) in known or _VALUES.fullmatch(key_of(name)) is not None for name in header)
