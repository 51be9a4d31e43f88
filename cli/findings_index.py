"""`kbv findings index`: a composite indicator, its parts, and what drives a change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import output

if TYPE_CHECKING:
    from kbv_rules.findings.figure_table import FigureTable
    from kbv_rules.model.composite import IndexDefinition


@click.command()
@click.argument("definition")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--area", "areas", multiple=True, metavar="NAME", help="Only this area (repeatable; default: all in FILE).")
@click.option("--year", "years", multiple=True, type=int, help="Only this year (repeatable; default: all in FILE).")
@click.option("--change", nargs=2, type=int, metavar="YEAR YEAR", help="Show which parts drive the change between two years.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "yaml"]),
    default="table",
    show_default=True,
    help="How to print; 'yaml' gives a figure for a findings file, for one --area.",
)
@output
def index(
    definition: str,
    file: Path,
    areas: tuple[str, ...],
    years: tuple[int, ...],
    change: tuple[int, int] | None,
    form: str,
    target: Path | None,
) -> None:
    """Compute a composite indicator from a table of figures (CSV), always with its parts.

    DEFINITION is a YAML file, or the id of one that comes with the rules. FILE has the columns area, year, figure and value, or
    those that the definition names.
    """
    from kbv_rules.findings.composite import index_result
    from kbv_rules.findings.figure_table import read_figure_table
    from kbv_rules.report.index_text import index_as
    from kbv_rules.report.write import write
    from kbv_rules.rules.indices import find_index

    if form == "yaml" and (change or len(areas) != 1):
        raise click.UsageError("--format yaml needs one --area, and no --change.")
    meant = find_index(definition)
    table = read_figure_table(file, meant)
    wanted = table.find_areas(areas)
    for year in (*years, *(change or ())):
        table.require_year(year)
    if form == "yaml":
        write(_figure(meant, table, wanted[0], years), target)
        return
    places = [(area, year) for area, year in table.places if area in wanted and year in (years or table.years)]
    changes = [(area, *change) for area in wanted] if change else []
    write(index_as(form, meant, index_result(meant, table.values, [] if change else places, changes)), target)


def _figure(definition: IndexDefinition, table: FigureTable, area: str, years: tuple[int, ...]) -> str:
    """The index of one area as an entry under `figures:`."""
    from kbv_rules.findings.composite import index_result
    from kbv_rules.findings.index_figure import index_figure
    from kbv_rules.findings.write import figures_yaml

    shown = sorted(years or table.years)
    places = [(one, year) for one in dict.fromkeys((area, definition.base.area)) for year in shown]
    return figures_yaml([index_figure(definition, index_result(definition, table.values, places), area)])
