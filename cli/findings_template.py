"""`kbv findings template`: a form to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from .options import output


@click.command()
@click.option("--municipality", "name", metavar="NAME|GMxxxx", help="Fill in its name, code and population.")
@output
def template(name: str | None, target: Path | None) -> None:
    """Make a form for findings to fill in: a workbook (-o NAME.xlsx) or the report of the analysis (-o NAME.docx)."""
    from kbv_rules.report.write import write_bytes

    if target is None or target.suffix.lower() not in _MAKERS:
        known = " or ".join(f"-o NAME{suffix}" for suffix in sorted(_MAKERS))
        raise click.UsageError(f"Say which form is wanted: {known}.")
    write_bytes(_MAKERS[target.suffix.lower()](name), target)


def _workbook(name: str | None) -> bytes:
    import datetime

    import kbv_rules
    from kbv_rules.findings.workbook.blank import blank_workbook

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set()
    return blank_workbook(knowledge, rules, municipality=name, today=datetime.date.today())


def _report(name: str | None) -> bytes:
    import datetime

    import kbv_rules
    from kbv_rules.findings.analysis.template import analysis_template

    return analysis_template(kbv_rules.load_knowledge(), today=datetime.date.today(), municipality=name)


# Per kind of file what makes it. Nothing is imported before it is called.
_MAKERS = {".docx": _report, ".xlsx": _workbook}
