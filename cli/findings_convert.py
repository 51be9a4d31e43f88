"""`kbv findings convert`: from a workbook to YAML and back."""

from __future__ import annotations

from pathlib import Path

import click

_YAML, _WORKBOOK = (".yaml", ".yml"), (".xlsx",)


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over TO when it is there already.")
def convert(source: Path, target: Path, *, force: bool) -> None:
    """Turn findings from a workbook (.xlsx) into YAML, or the other way round, without loss."""
    from kbv_rules.report.write import write_bytes

    if target.suffix.lower() not in (*_YAML, *_WORKBOOK):
        raise click.UsageError("TO must end in .yaml or .xlsx.")
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; use --force to write over it.")
    import kbv_rules

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set()
    found = kbv_rules.read_findings(source, knowledge=knowledge, rules=rules)
    if target.suffix.lower() in _YAML:
        from kbv_rules.findings.write_yaml import findings_to_yaml

        write_bytes(findings_to_yaml(found).encode("utf-8"), target)
        return
    from kbv_rules.findings.workbook.write import findings_to_workbook

    write_bytes(findings_to_workbook(found, knowledge, rules), target)
