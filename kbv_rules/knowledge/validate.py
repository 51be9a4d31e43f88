"""Proves that the knowledge hangs together: ids once, references that arrive, names for one thing, links accounted for.

What does not fit a model is reported when the files are read; here stands what only shows across files.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.knowledge.references import MENTIONED, mentions, nodes, references, sub_themes, tables, whereabouts
from kbv_rules.knowledge.word_forms import words_of
from kbv_rules.model.base import Term
from kbv_rules.model.knowledge import CrossLink, Row, Theme

Severity = Literal["error", "warning"]

ROWS: tuple[str, ...] = get_args(Row)

# What a node of each kind is called, and where it is written down.
_KINDS = {
    "fields": ("veiligheidsveld", "fields.yaml"),
    "themes": ("thema", "themes/"),
    "sub_themes": ("deelthema", "themes/ of cross_cutting/"),
    "aspects": ("aspect", "aspects/"),
    "cross_cutting": ("overstijgend thema", "cross_cutting/"),
    "partners": ("partner", "partners.yaml"),
    "laws": ("wet", "laws.yaml"),
    "measures": ("maatregel", "measures.yaml"),
    "indicators": ("indicator", "indicators.yaml"),
    "data_sources": ("informatiebron", "data_sources.yaml"),
    "instruments": ("instrument", "instruments.yaml"),
    "care_topics": ("onderwerp van zorg en veiligheid", "care_topics.yaml"),
    "crimes": ("soort misdrijf", "open_data/police.yaml"),
    "nuisance": ("soort overlast", "open_data/police.yaml"),
}
_THEME_FAMILY = ("themes", "sub_themes", "cross_cutting")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the rule it breaks, the id it is about, and in Dutch what is wrong and what to do.

    An error makes answers wrong or impossible; a warning is a gap that does no harm.
    """

    rule: str
    subject: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"


def validate(knowledge: Knowledge) -> list[Problem]:
    """Every problem in the knowledge, rule by rule; none when it hangs together."""
    return [problem for check in _CHECKS for problem in check(knowledge)]


def _duplicate_ids(knowledge: Knowledge) -> Iterator[Problem]:
    for kind, group in nodes(knowledge.catalogue).items():
        for id_, count in Counter(node.id for node in group).items():
            if count > 1:
                told = f"{_KINDS[kind][0]} '{id_}' staat er {count} keer. Laat er één staan, of geef een eigen id."
                yield Problem("duplicate-id", id_, told)


def _sub_themes_of_another_theme(knowledge: Knowledge) -> Iterator[Problem]:
    for owner, sub in sub_themes(knowledge.catalogue):
        if theme_of(sub.id) != owner:
            told = f"dit deelthema staat onder '{owner}', maar de id begint anders. Begin die met '{owner}/'."
            yield Problem("sub-theme-of-another-theme", sub.id, told)


def _dangling_references(knowledge: Knowledge) -> Iterator[Problem]:
    ids = {kind: {node.id for node in group} for kind, group in nodes(knowledge.catalogue).items()}
    for reference in references(knowledge.catalogue):
        known = ids[reference.kind]
        if reference.id not in known:
            kind, home = _KINDS[reference.kind]
            otherwise = f"Voeg '{reference.id}' toe aan {home} of haal de verwijzing weg."
            told = f"{kind} '{reference.id}' (onder '{reference.where}') bestaat niet."
            hint = _nearest(reference.id, sorted(known), otherwise)
            yield Problem("dangling-reference", reference.owner, f"{told} {hint}")


def _unknown_rows(knowledge: Knowledge) -> Iterator[Problem]:
    known = {table.id for table in tables(knowledge.catalogue)}
    for place in whereabouts(knowledge.catalogue):
        if place.table not in known:
            told = f"'{place.table}' is geen thema of aspect. Noem een thema zoals '1.1' of een aspect zoals 'A1'."
            yield Problem("unknown-row", place.owner, told)
        elif place.row not in ROWS:
            told = f"de tabel van {place.table} heeft geen rij '{place.row}'."
            hint = _nearest(place.row, ROWS, f"Mogelijk zijn: {', '.join(ROWS)}.")
            yield Problem("unknown-row", place.owner, f"{told} {hint}")


def _names_of_two_themes(knowledge: Knowledge) -> Iterator[Problem]:
    """Themes, sub-themes and overarching themes share one space: a heading of a plan must lead to one of them."""
    groups = nodes(knowledge.catalogue)
    bearers: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for node in (node for kind in _THEME_FAMILY for node in groups[kind]):
        for name in (node.name, *node.aliases):
            bearers[tuple(words_of(name))].setdefault(node.id, name)
    for named in bearers.values():
        first, *others = named
        if others:
            listed = " en ".join(f"'{other}'" for other in others)
            told = f"'{named[first]}' is ook een naam van {listed}. Laat die naam bij één van hen staan."
            yield Problem("name-of-two", first, told)


def _links_twice(knowledge: Knowledge) -> Iterator[Problem]:
    for theme in knowledge.catalogue.themes:
        for to, count in Counter(link.to for link in theme.cross_links).items():
            if count > 1:
                told = f"het raakvlak met '{to}' staat er {count} keer. Laat er één staan, met elke gedrukte vorm."
                yield Problem("link-twice", theme.id, told)


def _unexplained_links(knowledge: Knowledge) -> Iterator[Problem]:
    for theme, link in _links_to_others(knowledge):
        if not knowledge.is_mutual(theme.id, link.to) and not link.one_way:
            told = f"'{link.to}' noemt dit raakvlak niet terug. Leg dat hier uit bij 'one_way', of vul '{link.to}' aan."
            yield Problem("one-way-unexplained", theme.id, told, "warning")


def _explained_but_mutual_links(knowledge: Knowledge) -> Iterator[Problem]:
    for theme, link in _links_to_others(knowledge):
        if knowledge.is_mutual(theme.id, link.to) and link.one_way:
            told = f"'{link.to}' noemt dit raakvlak wel terug, dus 'one_way' klopt niet. Haal die uitleg weg."
            yield Problem("one-way-but-mutual", theme.id, told)


def _orphans(knowledge: Knowledge) -> Iterator[Problem]:
    mentioned = {(reference.kind, reference.id) for reference in mentions(knowledge.catalogue)}
    groups = nodes(knowledge.catalogue)
    for kind in MENTIONED:
        for node in groups[kind]:
            if (kind, node.id) not in mentioned and not _says_where_it_stands(node):
                rule = "indicator-without-theme" if kind == "indicators" else "orphan"
                told = f"geen thema of aspect noemt dit ({_KINDS[kind][0]}). Zet de id in een rij, of haal die weg."
                yield Problem(rule, node.id, told, "warning")


_CHECKS: tuple[Callable[[Knowledge], Iterator[Problem]], ...] = (
    _duplicate_ids,
    _sub_themes_of_another_theme,
    _dangling_references,
    _unknown_rows,
    _names_of_two_themes,
    _links_twice,
    _unexplained_links,
    _explained_but_mutual_links,
    _orphans,
)


def _links_to_others(knowledge: Knowledge) -> Iterator[tuple[Theme, CrossLink]]:
    """The links between two themes that exist; a theme's link to itself is left as printed."""
    for theme in knowledge.catalogue.themes:
        for link in theme.cross_links:
            if link.to != theme.id and link.to in knowledge.themes:
                yield theme, link


def _says_where_it_stands(node: Term) -> bool:
    """Whether a node tells why no row holds it: part 1 does, another row does, or it is newer than the handbook."""
    told = (getattr(node, "general", None), getattr(node, "section", None), getattr(node, "elsewhere", ()))
    return any(told) or not getattr(node, "in_handbook", True)


def _nearest(written: str, known: Sequence[str], otherwise: str) -> str:
    """'Bedoelde u ...?' when something known looks like it, else what to do."""
    close = difflib.get_close_matches(written, known, n=1, cutoff=0.6)
    return f"Bedoelde u '{close[0]}'?" if close else otherwise
