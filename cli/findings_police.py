"""`kbv findings police`: findings from the open data of police and CBS, for one municipality or for all."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import output

if TYPE_CHECKING:
    from kbv_rules.findings.police.data import PoliceData
    from kbv_rules.findings.police.municipalities import Municipality


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--municipality", "name", metavar="NAME|GMxxxx", help="By name, code, old name or a slip of the pen.")
@click.option("--all", "everyone", is_flag=True, help="Every municipality in FILES, a file each in the folder given with -o.")
@click.option("--years", metavar="2019-2025", help="Which years (default: the last seven in FILES).")
@click.option(
    "--benchmark",
    type=click.Choice(["size", "alike"]),
    help="Compare with the same size class, or with those most alike in size.",
)
@click.option("--population", type=click.Path(path_type=Path), help="Population from a file of your own instead of ours.")
@click.option("--survey", type=click.Path(path_type=Path), help="Also take figures from this table of indicators (CSV).")
@click.option("--period", metavar="2027-2030", help="The period of the plan (default: the four years from next year on).")
@click.option("--date", metavar="YYYY-MM-DD", help="The date of the findings (default: today).")
@click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder of your own rules instead of ours.")
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True, help="How to write them."
)
@output
def police(
    files: tuple[Path, ...],
    name: str | None,
    years: str | None,
    benchmark: str | None,
    population: Path | None,
    survey: Path | None,
    period: str | None,
    date: str | None,
    folder: Path | None,
    form: str,
    target: Path | None,
    *,
    everyone: bool,
) -> None:
    """Make findings of police open data: counts, rates, trend and level among comparable municipalities.

    FILES are downloads of data.politie.nl as they are: the raw data set (CSV or JSON), the StatLine export, or a table made of
    them. Together they make one series.
    """
    if everyone == bool(name):
        raise click.UsageError("Give --municipality, or --all with -o DIR.")
    if everyone and target is None:
        raise click.UsageError("--all needs -o DIR.")
    if everyone and survey:
        raise click.UsageError("--survey goes with --municipality.")
    import kbv_rules
    from kbv_rules.findings.police.data import open_police_data, parse_years
    from kbv_rules.rules.comparison import load_comparison

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(folder)
    data = open_police_data(
        files, knowledge, comparison=load_comparison(folder), derivation=rules.derivation, population=population
    )
    chosen = data.years(years)
    day = _day(date)
    plan = parse_years(period) if period else None

    def made(one: Municipality) -> str:
        from kbv_rules.findings.police.findings import police_findings
        from kbv_rules.findings.survey import read_survey
        from kbv_rules.findings.write_yaml import findings_to_yaml
        from kbv_rules.report.police_json import police_json

        figures = data.of(one, chosen, benchmark)  # type: ignore[arg-type]
        if form == "json":
            return police_json(one, figures)
        more = read_survey(survey, one, knowledge, data.gazetteer, date=day) if survey else None
        result = police_findings(
            data,
            one,
            figures,
            date=day,
            period=plan,
            others=more.figures if more else (),
            left_out=more.left_out if more else (),
        )
        if not result.findings.findings:
            click.echo(f"{one.name}: uit dit bestand volgt geen enkele bevinding; bovenin het resultaat staat waarom.", err=True)
        return findings_to_yaml(result.findings, comments=result.comments)

    if everyone:
        assert target is not None
        _write_all(data, made, target, form)
        return
    assert name is not None
    from kbv_rules.report.write import write

    one = data.find(name)
    if one.asked:
        click.echo(f"Gelezen als {one.name} ({one.code}).", err=True)
    write(made(one), target)


def _write_all(data: PoliceData, made: Callable[[Municipality], str], target: Path, form: str) -> None:
    """A file per municipality, none before all could be made."""
    from kbv_rules.errors import input_error
    from kbv_rules.findings.identity import slug
    from kbv_rules.report.write import write

    from .progress import progress

    if target.exists() and not target.is_dir():
        raise input_error(target, "dit is een bestand, geen map.", "Geef met -o een map op.")
    if not target.parent.is_dir():
        raise input_error(target, "de map hierboven bestaat niet.", "Maak die eerst, of kies een andere.")
    texts = [(f"{one.code.lower()}-{slug(one.name)}.{form}", made(one)) for one in progress(data.all(), "Gemeenten")]
    target.mkdir(exist_ok=True)
    for file, text in texts:
        write(text, target / file)
    click.echo(f"{len(texts)} bestanden in {target}.")


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"'{text}' is no date; write it as 2026-05-31.") from None
