"""A theme, and the tie between two themes, as text for people or JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbv_rules.knowledge import queries
from kbv_rules.knowledge.queries import Scope
from kbv_rules.report.blocks import Block, Bullets, Heading, Paragraph, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.knowledge import Theme


def theme_text(id_: str, name: str, scope: Scope, knowledge: Knowledge, form: str) -> str:
    """What the handbook says of a theme, sub-theme, overarching theme, aspect or bundle."""
    if form == "json":
        from kbv_rules.report.knowledge_json import export

        everything = export(knowledge)
        items = [*everything["themes"], *everything["aspects"], *everything["cross_cutting_themes"]]
        wanted = {id_} if any(item["id"] == id_ for item in items) else set(scope.themes)
        found = [item for item in items if item["id"] in wanted]
        return json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2) + "\n"
    return to_text(_blocks(id_, name, scope, knowledge))


def _blocks(id_: str, name: str, scope: Scope, knowledge: Knowledge) -> Iterator[Block]:
    yield Heading(1, f"{id_} {name}")
    sub = knowledge.sub_themes.get(id_)
    if sub is not None:
        owner = id_.partition("/")[0]
        yield Paragraph(f"Deelthema van {owner} {knowledge.name(owner)}. Ook genoemd: {', '.join(sub.aliases) or '-'}.")
        for cross in sub.cross_cutting:
            yield Paragraph(f"Gaat mee met het overstijgende thema {cross} {knowledge.name(cross)}.")
    if id_ in knowledge.cross_cutting:
        theme = knowledge.cross_cutting[id_]
        yield Paragraph(theme.explanation)
        yield Paragraph(f"Hoort in hoofdstuk {', '.join(map(str, theme.chapters))} van het IVP.")
        yield Bullets(tuple(f"hoofdstuk {place.chapter}: {place.text}" for place in theme.placements))
        yield Heading(2, "Neemt mee")
        yield Bullets(tuple(f"{taken} {knowledge.name(taken)}" for taken in knowledge.taken_along[id_]))
        return
    if sub is None and id_ in knowledge.aspects:
        aspect = knowledge.aspects[id_]
        yield Paragraph(aspect.explanation)
        yield Heading(2, "Maatregelen")
        yield Bullets(tuple(row["name"] for row in queries.measures(scope, knowledge)))
        return
    for member in scope.themes:
        if member in knowledge.themes:
            yield from _theme(knowledge.themes[member], scope, knowledge, headed=member != id_)


def _theme(theme: Theme, scope: Scope, knowledge: Knowledge, *, headed: bool) -> Iterator[Block]:
    if headed:
        yield Heading(2, f"{theme.id} {theme.name}")
    yield Paragraph(theme.explanation)
    if theme.aliases:
        yield Paragraph(f"Ook genoemd: {', '.join(theme.aliases)}.")
    if theme.sub_themes:
        yield Heading(3, "Deelthema's")
        yield Bullets(tuple(f"{sub.id} {sub.name}" for sub in theme.sub_themes))
    single = Scope((theme.id,), scope.sub_themes)
    roles = [statement.text for rows, _ in knowledge.sources_of_rows(theme.id) for statement in rows.role]
    yield Heading(3, "Rol van de gemeente")
    yield Bullets(tuple(roles))
    for head, rows in (
        ("Maatregelen", queries.measures(single, knowledge)),
        ("Partners", queries.partners(single, knowledge)),
        ("Wetten", queries.laws(single, knowledge)),
        ("Indicatoren", queries.indicators(single, knowledge)),
    ):
        yield Heading(3, f"{head} ({len(rows)})")
        yield Bullets(tuple(_line(row) for row in rows) or ("het handboek noemt er geen",))
    yield Heading(3, "Raakvlakken")
    yield Bullets(
        tuple(
            f"{link.to} {knowledge.name(link.to)}" + (" (over en weer)" if knowledge.is_mutual(theme.id, link.to) else "")
            for link in theme.cross_links
        )
    )


def _line(row: dict[str, Any]) -> str:
    name: str = row["name"]
    extra = [str(row[key]) for key in ("article", "via") if row.get(key)]
    if row.get("status") == "lapsed":
        extra.append(f"vervallen, nu {row['successor']}" if row.get("successor") else "vervallen")
    return name + (f" ({', '.join(extra)})" if extra else "")


def path_text(ties: dict[str, Any], knowledge: Knowledge, form: str) -> str:
    """How two themes are tied."""
    if form == "json":
        return json.dumps(ties, ensure_ascii=False, indent=2) + "\n"
    return to_text(_ties(ties, knowledge))


def _ties(ties: dict[str, Any], knowledge: Knowledge) -> Iterator[Block]:
    first, second = ties["from"], ties["to"]
    yield Heading(1, f"{first} {knowledge.name(first)} en {second} {knowledge.name(second)}")
    if ties["printed"]:
        ways = "; ".join(f"{one} noemt {other}" for one, other in ties["printed"])
        yield Paragraph(f"Het handboek verbindt ze: {ways}{' (over en weer)' if ties['mutual'] else ''}.")
    elif len(ties["path"]) == 1:
        shared = ties["path"][0]
        yield Paragraph(f"Beide horen bij thema {shared} {knowledge.name(shared)}.")
    elif ties["path"]:
        yield Paragraph(f"Het handboek verbindt ze niet rechtstreeks, wel via {' - '.join(ties['path'])}.")
    else:
        yield Paragraph("Het handboek noemt geen verbinding tussen deze twee.")
    for cross in ties["cross_cutting"]:
        yield Paragraph(f"Beide horen bij het overstijgende thema {cross} {knowledge.name(cross)}.")
    heads = {
        "measures": "Maatregelen die beide dienen",
        "partners": "Externe partners van beide",
        "laws": "Wetten van beide",
        "indicators": "Indicatoren van beide",
    }
    for key, head in heads.items():
        if ties[key]:
            yield Heading(2, head)
            yield Bullets(tuple(ties[key]))
