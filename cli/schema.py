"""`kbv schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .options import output

_MODELS = {"findings": ("kbv_rules.model.findings", "Findings"), "table": ("kbv_rules.rules.table", "Table")}


@click.command()
@click.argument("what", type=click.Choice(sorted(_MODELS)))
@output
def schema(what: str, target: Path | None) -> None:
    """Print a JSON Schema that an editor can use.

    'findings' for a findings file, 'table' for a decision table. Put a line such as
    `# yaml-language-server: $schema=findings.schema.json` on top of the file.
    """
    from importlib import import_module

    from kbv_rules.report.write import write

    module, name = _MODELS[what]
    content = getattr(import_module(module), name).model_json_schema(by_alias=True)
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **content}
    write(json.dumps(content, ensure_ascii=False, indent=2) + "\n", target)
