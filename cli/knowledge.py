"""`kbv knowledge`: export, validate, errata, graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kbv_rules.errors import input_error
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge

from .options import output

_FOLDER = click.option("--folder", type=click.Path(path_type=Path), help="A knowledge folder instead of ours.")


def _sound(folder: Path | None) -> Knowledge:
    """The knowledge of a folder that hangs together; ours does, a test sees to that.

    Raises:
        InputError: an id that is not there, or anything else that makes answers impossible.
    """
    found = load_knowledge(folder)
    if folder is not None:
        from kbv_rules.knowledge.validate import validate as find_problems

        first = next((problem for problem in find_problems(found) if problem.severity == "error"), None)
        if first is not None:
            remedy = f"'kbv knowledge validate --folder {folder}' noemt alle fouten."
            raise input_error(folder, f"deze kennis hangt niet samen: {first}", remedy)
    return found


@click.group()
def knowledge() -> None:
    """Export, check or draw the knowledge."""


@knowledge.command()
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True, help="How to export.")
@_FOLDER
@output
def export(form: str, folder: Path | None, target: Path | None) -> None:
    """Export everything the handbook says, each item with its printed form."""
    from kbv_rules.report.knowledge_json import knowledge_json
    from kbv_rules.report.write import write

    write(knowledge_json(_sound(folder)), target)


@knowledge.command()
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="From where on to exit with 1.",
)
@_FOLDER
def validate(fail_on: str, folder: Path | None) -> None:
    """Check ids, references, names and links of the knowledge."""
    from kbv_rules.knowledge.validate import validate as find_problems

    problems = find_problems(load_knowledge(folder))
    for problem in problems:
        click.echo(f"{problem.severity}: {problem.rule}: {problem.subject}: {problem.message}")
    serious = [problem for problem in problems if problem.severity == "error" or fail_on == "warning"]
    click.echo(f"{len(problems)} problemen, waarvan {len([p for p in problems if p.severity == 'error'])} fouten.")
    sys.exit(1 if serious else 0)


@knowledge.command()
@_FOLDER
@output
def errata(folder: Path | None, target: Path | None) -> None:
    """List what was mended or decided against the letter of the handbook."""
    from kbv_rules.knowledge.errata import errata_markdown
    from kbv_rules.report.write import write

    write(errata_markdown(_sound(folder)), target)


@knowledge.command()
@click.option("--format", "form", type=click.Choice(["graphml", "svg"]), default="svg", show_default=True, help="How to draw.")
@_FOLDER
@output
def graph(form: str, folder: Path | None, target: Path | None) -> None:
    """Draw the themes and their links (SVG), or write the whole graph (GraphML)."""
    from kbv_rules.report.write import write

    found = _sound(folder)
    if form == "graphml":
        from kbv_rules.knowledge.graph import to_graphml

        write(to_graphml(found), target)
        return
    from kbv_rules.report.graph_svg import graph_svg

    write(graph_svg(found), target)
