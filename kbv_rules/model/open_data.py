"""What is known of the open data of police and CBS: what the codes count, where series break, which municipalities were."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kbv_rules.model.base import Frozen, Term

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)]

Counted = Literal["crimes", "nuisance"]


class OffenceKind(Term):
    """A kind of crime or nuisance; `id` is the police's code ('1.1.1', 'E33'), unique among its own.

    `themes` are themes and sub-themes, the first of which is its home; none when the method has no place for it, and
    `reason` says why in each case. `indicator` only where the count is what that indicator measures.
    """

    themes: tuple[str, ...] = ()
    indicator: str | None = None
    reason: Reason


class PoliceTable(Frozen):
    """A table of data.politie.nl that holds such counts."""

    id: str
    counts: Counted
    name: str


class SeriesBreak(Frozen):
    """A day on which the way of counting changed. `kinds` are codes of crimes; none means: all kinds."""

    date: Day
    what: str
    kinds: tuple[str, ...] = ()
    source: str
    note: str | None = None


class PoliceStatistics(Frozen):
    """The open data of the police. Years after `definitive_until` are provisional unless a file says otherwise."""

    source: str
    tables: tuple[PoliceTable, ...]
    no_municipality: tuple[str, ...]
    definitive_until: Annotated[int, Field(ge=2012, le=2100)]
    breaks: tuple[SeriesBreak, ...]
    crimes: tuple[OffenceKind, ...]
    nuisance: tuple[OffenceKind, ...]


class FormerMunicipality(Frozen):
    """A municipality that is no more; `until` is the first day without it, several successors mean it was split."""

    code: MunicipalityCode
    name: str
    until: Day
    successors: Annotated[tuple[MunicipalityCode, ...], Field(min_length=1)]


class Municipalities(Frozen):
    """What became of former municipalities, and other names of those of today. Population stands beside it, as CSV."""

    source: str
    former: tuple[FormerMunicipality, ...]
    other_names: dict[str, tuple[str, ...]] = {}
