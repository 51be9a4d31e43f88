"""Who names whom: every node of the knowledge by kind, and every id that stands for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbv_rules.model.base import Term
    from kbv_rules.model.knowledge import ApproachAspect, Catalogue, CrossCuttingTheme, Mention, SubTheme, Theme

# The kinds of which a row of a theme or aspect holds mentions; the row has the name of the kind.
MENTIONED = ("partners", "laws", "measures", "data_sources", "indicators", "instruments")

_TABLE_NUMBER = re.compile(r"[A-Z]?\d(\.\d)?")


class Reference(NamedTuple):
    """An id that `owner` names under the key `where`, and that must be a node of this kind."""

    owner: str
    where: str
    kind: str
    id: str


class Whereabouts(NamedTuple):
    """`owner` says to be printed in this row of the table of a theme or aspect."""

    owner: str
    table: str
    row: str


def nodes(catalogue: Catalogue) -> dict[str, tuple[Term, ...]]:
    """Every node with an id by kind, duplicates and all."""
    return {
        "fields": catalogue.fields,
        "themes": catalogue.themes,
        "sub_themes": tuple(sub for _, sub in sub_themes(catalogue)),
        "aspects": catalogue.aspects,
        "cross_cutting": catalogue.cross_cutting_themes,
        "partners": catalogue.partners,
        "laws": catalogue.laws,
        "measures": catalogue.measures,
        "indicators": catalogue.indicators,
        "data_sources": catalogue.data_sources,
        "instruments": (*catalogue.instruments, *catalogue.method_instruments),
        "care_topics": catalogue.care_topics,
        "crimes": catalogue.police.crimes,
        "nuisance": catalogue.police.nuisance,
    }


def tables(catalogue: Catalogue) -> tuple[Theme | ApproachAspect, ...]:
    """The tables of the handbook: one per theme and per approach aspect."""
    return (*catalogue.themes, *catalogue.aspects)


def sub_themes(catalogue: Catalogue) -> Iterator[tuple[str, SubTheme]]:
    """Every sub-theme with the id of the theme it is written down under."""
    owners: tuple[Theme | CrossCuttingTheme, ...] = (*catalogue.themes, *catalogue.cross_cutting_themes)
    return ((owner.id, sub) for owner in owners for sub in owner.sub_themes)


def row_mentions(table: Theme | ApproachAspect) -> Iterator[tuple[str, Mention]]:
    """What the rows of one table mention, with the kind it is of."""
    for kind in MENTIONED:
        if kind == "partners":
            yield from ((kind, mention) for mention in (*table.partners.internal, *table.partners.external))
        else:
            yield from ((kind, mention) for mention in getattr(table, kind, ()))


def mentions(catalogue: Catalogue) -> Iterator[Reference]:
    """What the rows of themes and aspects mention, and the instruments of overarching themes."""
    for table in tables(catalogue):
        yield from (Reference(table.id, kind, kind, mention.id) for kind, mention in row_mentions(table))
    for overarching in catalogue.cross_cutting_themes:
        yield from _refer(overarching.id, "instruments", "instruments", (item.id for item in overarching.instruments))


def references(catalogue: Catalogue) -> Iterator[Reference]:
    """Every id that stands for a node elsewhere."""
    yield from mentions(catalogue)
    for theme in catalogue.themes:
        yield Reference(theme.id, "field", "fields", theme.field)
        yield from _refer(theme.id, "aspects", "aspects", theme.aspects)
        yield from _refer(theme.id, "cross_links", "themes", (link.to for link in theme.cross_links))
    for overarching in catalogue.cross_cutting_themes:
        yield from _refer(overarching.id, "themes", "themes", overarching.themes)
    for _, sub in sub_themes(catalogue):
        yield from _refer(sub.id, "cross_cutting", "cross_cutting", sub.cross_cutting)
    for topic in catalogue.care_topics:
        yield from _refer(topic.id, "sub_themes", "sub_themes", topic.sub_themes)
        yield from _refer(topic.id, "themes", "themes", topic.themes)
    for indicator in catalogue.indicators:
        yield Reference(indicator.id, "source", "data_sources", indicator.source)
        yield from _refer(indicator.id, "sub_themes", "sub_themes", indicator.sub_themes)
    for measure in catalogue.measures:
        yield from _refer(measure.id, "sub_themes", "sub_themes", measure.sub_themes)
        yield from _refer(measure.id, "laws", "laws", measure.laws)
        yield from _refer(measure.id, "partners", "partners", measure.partners)
    for law in catalogue.laws:
        if law.successor is not None:
            yield Reference(law.id, "successor", "laws", law.successor)
    for alias in catalogue.article_aliases:
        yield Reference(alias.alias, "law", "laws", alias.law)
    for kind in (*catalogue.police.crimes, *catalogue.police.nuisance):
        yield from (Reference(kind.id, "themes", _subject(theme, catalogue), theme) for theme in kind.themes)
        if kind.indicator is not None:
            yield Reference(kind.id, "indicator", "indicators", kind.indicator)
    for series in catalogue.police.breaks:
        yield from _refer(series.date, "kinds", "crimes", series.kinds)


def whereabouts(catalogue: Catalogue) -> Iterator[Whereabouts]:
    """Every row that an item names as the place it is printed; sections of part 1 are left out."""
    for table in tables(catalogue):
        yield from (Whereabouts(item.id, table.id, item.row) for _, item in row_mentions(table) if item.row is not None)
    for _, sub in sub_themes(catalogue):
        number, _, row = (sub.at or "").partition(" ")
        if _TABLE_NUMBER.fullmatch(number):
            yield Whereabouts(sub.id, number, row)
    for law in catalogue.laws:
        for place in law.elsewhere:
            if _TABLE_NUMBER.fullmatch(place.section):
                yield Whereabouts(law.id, place.section, place.row or "")


def _subject(id_: str, catalogue: Catalogue) -> str:
    """What kind of node an id of a theme, sub-theme or overarching theme stands for."""
    if "/" in id_:
        return "sub_themes"
    return "cross_cutting" if any(id_ == one.id for one in catalogue.cross_cutting_themes) else "themes"


def _refer(owner: str, where: str, kind: str, ids: Iterable[str]) -> Iterator[Reference]:
    return (Reference(owner, where, kind, id_) for id_ in ids)
