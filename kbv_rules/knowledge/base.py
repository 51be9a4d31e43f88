"""All knowledge by id, and what follows directly from it: mutual links, what comes through the aspects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from kbv_rules.model.base import Term
    from kbv_rules.model.knowledge import (
        ApproachAspect,
        Catalogue,
        CrossCuttingTheme,
        CrossLink,
        DataSource,
        Indicator,
        Instrument,
        Law,
        LawMention,
        Measure,
        MeasureMention,
        Mention,
        Partner,
        Rows,
        Side,
        SubTheme,
        Theme,
    )
    from kbv_rules.model.open_data import OffenceKind

T = TypeVar("T", bound="Term")
M = TypeVar("M", bound="Mention")


class PartnerUse(NamedTuple):
    """A partner as it serves a theme; `via` names the approach aspect it came through (themes 1.1-1.4)."""

    mention: Mention
    side: Side
    via: str | None


class Knowledge:
    """The catalogue, searchable. Cheap to make; everything derived is derived once, when first asked."""

    def __init__(self, catalogue: Catalogue, hash_: str) -> None:
        self.catalogue = catalogue
        self.hash = hash_
        self.themes: dict[str, Theme] = _by_id(catalogue.themes)
        self.aspects: dict[str, ApproachAspect] = _by_id(catalogue.aspects)
        self.cross_cutting: dict[str, CrossCuttingTheme] = _by_id(catalogue.cross_cutting_themes)

    @cached_property
    def partners(self) -> dict[str, Partner]:
        return _by_id(self.catalogue.partners)

    @cached_property
    def laws(self) -> dict[str, Law]:
        return _by_id(self.catalogue.laws)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        return _by_id(self.catalogue.measures)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return _by_id(self.catalogue.indicators)

    @cached_property
    def data_sources(self) -> dict[str, DataSource]:
        return _by_id(self.catalogue.data_sources)

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        return _by_id(self.catalogue.instruments)

    @cached_property
    def crimes(self) -> dict[str, OffenceKind]:
        """The kinds of crime the police count, by code."""
        return _by_id(self.catalogue.police.crimes)

    @cached_property
    def nuisance(self) -> dict[str, OffenceKind]:
        """The kinds of nuisance the police count, by code."""
        return _by_id(self.catalogue.police.nuisance)

    @cached_property
    def sub_themes(self) -> dict[str, SubTheme]:
        """Every sub-theme, of themes and of overarching themes, by id."""
        owners: tuple[Theme | CrossCuttingTheme, ...] = (*self.catalogue.themes, *self.catalogue.cross_cutting_themes)
        return {sub.id: sub for owner in owners for sub in owner.sub_themes}

    @cached_property
    def taken_along(self) -> dict[str, tuple[str, ...]]:
        """Per overarching theme the sub-themes it takes along: its own, and those of themes that are tied to it."""
        taken: dict[str, list[str]] = {id_: [] for id_ in self.cross_cutting}
        for sub in self.sub_themes.values():
            owner = theme_of(sub.id)
            for id_ in taken:
                if owner == id_ or id_ in sub.cross_cutting:
                    taken[id_].append(sub.id)
        return {id_: tuple(sorted(subs)) for id_, subs in taken.items()}

    def name(self, id_: str) -> str:
        """The name of a theme, sub-theme, overarching theme or aspect."""
        for group in (self.themes, self.cross_cutting, self.sub_themes, self.aspects):
            if id_ in group:
                return group[id_].name
        return id_

    def is_subject(self, id_: str) -> bool:
        """Whether findings can be about this id: a theme, a sub-theme or an overarching theme."""
        return id_ in self.themes or id_ in self.cross_cutting or id_ in self.sub_themes

    @cached_property
    def links(self) -> dict[tuple[str, str], CrossLink]:
        """Every printed link by (from, to), a link of a theme to itself left out."""
        return {(theme.id, link.to): link for theme in self.catalogue.themes for link in theme.cross_links if link.to != theme.id}

    def is_mutual(self, one: str, other: str) -> bool:
        """Whether both themes print the link."""
        return (one, other) in self.links and (other, one) in self.links

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Per theme the themes it is tied to, whichever of the two prints the link."""
        tied: dict[str, set[str]] = {id_: set() for id_ in self.themes}
        for one, other in self.links:
            tied[one].add(other)
            tied[other].add(one)
        return {id_: tuple(sorted(others)) for id_, others in tied.items()}

    def sources_of_rows(self, theme: str) -> Iterator[tuple[Rows, str | None]]:
        """Where the rows of a theme stand: its own table, and for field 1 those of its aspects, most fitting first."""
        if theme in self.themes:
            yield self.themes[theme], None
            for id_ in self.themes[theme].aspects:
                yield self.aspects[id_], id_
        elif theme in self.aspects:
            yield self.aspects[theme], None

    def measures_of(self, theme: str) -> list[tuple[MeasureMention, str | None]]:
        """The measures of a theme, each once, with the aspect it came through."""
        return _once((mention, via) for rows, via in self.sources_of_rows(theme) for mention in rows.measures)

    def laws_of(self, theme: str) -> list[tuple[LawMention, str | None]]:
        """The laws of a theme, each article once, with the aspect it came through."""
        return _once((mention, via) for rows, via in self.sources_of_rows(theme) for mention in rows.laws)

    def instruments_of(self, theme: str) -> list[tuple[Mention, str | None]]:
        """The instruments of a theme, each once, with the aspect it came through."""
        return _once((mention, via) for rows, via in self.sources_of_rows(theme) for mention in rows.instruments)

    def partners_of(self, theme: str) -> list[PartnerUse]:
        """The partners of a theme, each once per side, internal ones first."""
        uses: dict[tuple[str, str], PartnerUse] = {}
        sides: tuple[Side, ...] = ("internal", "external")
        for side in sides:
            for rows, via in self.sources_of_rows(theme):
                for mention in getattr(rows.partners, side):
                    uses.setdefault((mention.id, side), PartnerUse(mention, side, via))
        return list(uses.values())

    def themes_of_measure(self, measure: str) -> list[str]:
        """The themes and aspects that print a measure."""
        owners = (*self.catalogue.aspects, *self.catalogue.themes)
        return [rows.id for rows in owners if any(mention.id == measure for mention in rows.measures)]


def theme_of(id_: str) -> str:
    """The theme (or overarching theme) a sub-theme belongs to; a theme belongs to itself."""
    return id_.partition("/")[0]


def _by_id(items: tuple[T, ...]) -> dict[str, T]:
    return {item.id: item for item in items}


def _once(uses: Iterator[tuple[M, str | None]]) -> list[tuple[M, str | None]]:
    """The first use of each mention; laws differ by article."""
    kept: dict[tuple[str, str | None], tuple[M, str | None]] = {}
    for mention, via in uses:
        kept.setdefault((mention.id, getattr(mention, "article", None)), (mention, via))
    return list(kept.values())
