"""`kbv rules`: export."""

from __future__ import annotations

from pathlib import Path

import click

from .options import output


@click.group()
def rules() -> None:
    """Check, test or export decision tables."""


@rules.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["dmn"]), default="dmn", show_default=True, help="How to export.")
@output
def export(folder: Path | None, form: str, target: Path | None) -> None:
    """Export the decision tables of DIR (default: ours) as DMN 1.3, for a modeller or another rule engine."""
    from kbv_rules.report.dmn_xml import to_dmn
    from kbv_rules.report.write import write
    from kbv_rules.rules.rule_set import load_rule_set

    write(to_dmn(load_rule_set(folder)), target)
