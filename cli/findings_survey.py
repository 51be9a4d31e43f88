"""`kbv findings survey`: findings from a table of indicators, such as those of the Veiligheidsmonitor or the budget."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from .options import output


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--municipality", "name", required=True, metavar="NAME|GMxxxx", help="By name, code, old name or a slip of the pen."
)
@click.option("--period", metavar="2027-2030", help="The period of the plan (default: the four years from next year on).")
@output
def survey(file: Path, name: str, period: str | None, target: Path | None) -> None:
    """Make findings of a table of indicators (CSV): survey figures and obligatory budget indicators.

    FILE has the columns indicator, jaar, waarde, eenheid and bron, and gemeente when it holds several. Each indicator and unit is
    checked against those of the handbook. To join them with police figures: `kbv findings police --survey FILE`.
    """
    import kbv_rules
    from kbv_rules.findings.police.data import parse_years
    from kbv_rules.findings.police.findings import by_theme, plan_period
    from kbv_rules.findings.police.municipalities import Gazetteer
    from kbv_rules.findings.police.population import shipped_population
    from kbv_rules.findings.survey import read_survey
    from kbv_rules.findings.write_yaml import findings_to_yaml
    from kbv_rules.model.findings import Findings, Municipality
    from kbv_rules.report.write import write
    from kbv_rules.rules.comparison import load_comparison

    knowledge = kbv_rules.load_knowledge()
    gazetteer = Gazetteer(shipped_population().names, knowledge.catalogue.municipalities)
    one = gazetteer.find(name)
    if one.asked:
        click.echo(f"Gelezen als {one.name} ({one.code}).", err=True)
    found = read_survey(file, one, knowledge, gazetteer)
    today = datetime.date.today()
    findings = Findings(
        schema=1,
        municipality=Municipality(name=one.name, code=one.code),
        period=plan_period(today, parse_years(period) if period else None, load_comparison().plan_years),
        date=today,
        findings=by_theme(found.figures),
    )
    write(findings_to_yaml(findings, comments=found.left_out), target)
