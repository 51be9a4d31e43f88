"""Questions about the handbook: theme, measures, partners, laws, indicators, path, resolve."""

from __future__ import annotations

import click

from kbv_rules.knowledge import queries
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.report.rows import rows_as

from .options import find_other, find_theme, row_format


@click.command()
@click.argument("theme")
@click.option("--kind", type=click.Choice(["generic", "specific"]), help="Only measures headed so in the handbook.")
@click.option("--partner", metavar="PARTNER", help="Only measures that name this partner.")
@click.option("--law", metavar="LAW", help="Only measures that rest on this law.")
@click.option("--serves", metavar="THEME", multiple=True, help="Only measures that also stand under THEME (repeatable).")
@row_format
def measures(theme: str, kind: str | None, partner: str | None, law: str | None, serves: tuple[str, ...], form: str) -> None:
    """List the measures of THEME.

    Those of themes 1.1 to 1.4 come through the six aspects of the approach; the most fitting aspect comes first.
    """
    knowledge = load_knowledge()
    found = find_theme(theme, knowledge)
    others = [owner for other in serves for owner in find_theme(other, knowledge).scope.themes]
    rows = queries.measures(
        found.scope,
        knowledge,
        kind=kind,
        partner=find_other("partner", partner, knowledge),
        law=find_other("law", law, knowledge),
        serves=others,
    )
    _head(found.id, found.name, form)
    click.echo(rows_as(form, rows, {"name": "maatregel", "kind": "soort", "via": "via", "also_under": "ook onder"}), nl=False)


@click.command()
@click.argument("theme")
@click.option("--side", type=click.Choice(["internal", "external"]), help="Inside or outside the municipal organisation.")
@row_format
def partners(theme: str, side: str | None, form: str) -> None:
    """List the partners of THEME."""
    knowledge = load_knowledge()
    found = find_theme(theme, knowledge)
    _head(found.id, found.name, form)
    rows = queries.partners(found.scope, knowledge, side=side)
    click.echo(rows_as(form, rows, {"name": "partner", "side": "kant", "via": "via"}), nl=False)


@click.command()
@click.argument("theme")
@row_format
def laws(theme: str, form: str) -> None:
    """List the laws of THEME and what became of them."""
    knowledge = load_knowledge()
    found = find_theme(theme, knowledge)
    _head(found.id, found.name, form)
    labels = {"name": "wet", "article": "artikel", "status": "stand", "changes": "sinds het handboek", "via": "via"}
    click.echo(rows_as(form, queries.laws(found.scope, knowledge), labels), nl=False)


@click.command()
@click.argument("theme")
@row_format
def indicators(theme: str, form: str) -> None:
    """List the effect indicators of THEME."""
    knowledge = load_knowledge()
    found = find_theme(theme, knowledge)
    _head(found.id, found.name, form)
    labels = {"name": "indicator", "kind": "soort", "source": "bron", "direction": "richting", "id": "id"}
    click.echo(rows_as(form, queries.indicators(found.scope, knowledge), labels), nl=False)


@click.command()
@click.argument("theme")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def theme(theme: str, form: str) -> None:
    """Show what the handbook says of THEME."""
    from kbv_rules.report.theme_text import theme_text

    knowledge = load_knowledge()
    found = find_theme(theme, knowledge)
    click.echo(theme_text(found.id, found.name, found.scope, knowledge, form), nl=False)


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
def path(one: str, other: str, form: str) -> None:
    """Show how two themes are tied, and through what."""
    from kbv_rules.report.theme_text import path_text

    knowledge = load_knowledge()
    first, second = find_theme(one, knowledge), find_theme(other, knowledge)
    click.echo(path_text(queries.ties(first.id, second.id, knowledge), knowledge, form), nl=False)


@click.command()
@click.argument("text")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="How many answers at most.")
@row_format
def resolve(text: str, limit: int, form: str) -> None:
    """Find the theme, partner, law or measure that TEXT names."""
    from kbv_rules.knowledge.resolve import lexicon
    from kbv_rules.rules.rule_set import load_bundles

    kinds = ("theme", "cross_cutting", "bundle", "sub_theme", "aspect", "law", "partner", "measure")
    matches = lexicon(load_knowledge(), load_bundles(), kinds).search(text, limit=limit)
    rows = [
        {"id": match.id, "name": match.name, "score": match.score, "kind": match.kind, "label": match.label} for match in matches
    ]
    click.echo(
        rows_as(form, rows, {"id": "id", "name": "naam", "kind": "soort", "score": "score", "label": "door het woord"}),
        nl=False,
    )


def _head(id_: str, name: str, form: str) -> None:
    """Above a table for people: what the question was taken to be about."""
    if form == "table":
        click.echo(f"{id_} {name}\n")
