"""`kbv findings read`: findings from a filled-in analysis report."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from .options import output


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--municipality", "name", metavar="NAME|GMxxxx", help="Of which municipality (default: as the introduction says).")
@click.option("--period", metavar="2027-2030", help="The period of the plan (default: as the introduction says).")
@click.option("--date", metavar="2026-11-01", help="When the findings were complete (default: as the report says, or today).")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True, help="How to print.")
@output
def read(report: Path, name: str | None, period: str | None, date: str | None, form: str, target: Path | None) -> None:
    """Read findings from an analysis report in Word (.docx), and list what could not be placed.

    REPORT follows the format of the method: make an empty one with `kbv findings template -o veiligheidsanalyse.docx`. Nothing is
    made up: what has no clear place is listed, on standard error and in the file.
    """
    import kbv_rules
    from kbv_rules.findings.analysis.form import load_form
    from kbv_rules.findings.analysis.listing import comments_of, told
    from kbv_rules.findings.analysis.read import Asked, read_report
    from kbv_rules.findings.police.data import parse_years
    from kbv_rules.report.write import write

    asked = Asked(name, parse_years(period) if period else None, _day(date) if date else None)
    found = read_report(report, kbv_rules.load_knowledge(), kbv_rules.load_rule_set(), today=datetime.date.today(), asked=asked)
    rules = load_form().reading
    for line in told(found, rules):
        click.echo(line, err=True)
    if form == "json":
        from kbv_rules.report.analysis_json import analysis_json

        write(analysis_json(found), target)
        return
    from kbv_rules.findings.write_yaml import findings_to_yaml

    write(findings_to_yaml(found.findings, comments=comments_of(found, rules)), target)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"'{text}' is no date; write it as 2026-11-01.", param_hint="--date") from None
