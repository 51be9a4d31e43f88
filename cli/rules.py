"""`kbv rules`: validate, test, coverage, export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from .options import output, row_format

_FOLDER = click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
_STEPS = 1000


@click.group()
def rules() -> None:
    """Check, test or export decision tables."""


@rules.command()
@_FOLDER
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="From where on to exit with 1.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--budget",
    type=click.FloatRange(0, 86_400),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="How long to search for counterexamples; 0 for not at all.",
)
@click.option("--property", "only", multiple=True, metavar="ID", help="Search only for this property (repeatable).")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed tries the same cases in the same order.")
@click.option(
    "--counterexamples",
    "kept",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where to write findings that break a property (default: here).",
)
@output
def validate(
    folder: Path | None, fail_on: str, form: str, budget: float, only: tuple[str, ...], seed: int, kept: Path, target: Path | None
) -> None:
    """Prove or refute what can be said of the rules in DIR (default: ours), and search for findings that break them.

    Exit code 1 when something is found at or above --fail-on, 2 when DIR cannot be read as rules.
    """
    from kbv_rules.advise.rule_report import report_of_faults, validate_rules
    from kbv_rules.errors import InputError
    from kbv_rules.report.rule_report import rule_report_as
    from kbv_rules.report.write import write

    def keep(name: str, text: str) -> str:
        write(text, kept / name)
        return str(kept / name)

    try:
        with _progress(budget) as tick:
            report = validate_rules(folder, budget=budget, seed=seed, only=only, keep=keep, tick=tick)
    except InputError as error:
        # Programs get the faults in the form they asked for; the message and the exit code are as with any bad input.
        if form != "text" and folder is not None and folder.is_dir():
            write(rule_report_as(form, report_of_faults(folder, error, budget=budget, seed=seed)), target)
        raise
    write(rule_report_as(form, report), target)
    sys.exit(1 if report.has(fail_on) else 0)  # type: ignore[arg-type]


@contextmanager
def _progress(budget: float) -> Iterator[Callable[[float], None] | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if budget <= 0 or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=_STEPS, label="Zoeken naar tegenvoorbeelden", file=sys.stderr, show_eta=False) as bar:

        def tick(share: float) -> None:
            bar.update(max(0, min(_STEPS, int(share * _STEPS)) - bar.pos))

        yield tick


@rules.command()
@_FOLDER
@click.option(
    "--scenarios",
    "more",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="A file or folder of your own scenarios, beside those in DIR (repeatable).",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@output
def test(folder: Path | None, more: tuple[Path, ...], form: str, target: Path | None) -> None:
    """Run the scenarios in DIR/scenarios (default: ours): small findings with the outcome the rules should give.

    Exit code 1 when a scenario comes out differently.
    """
    from kbv_rules.advise.scenarios import read_scenarios, require_scenarios, run_scenarios, scenarios_beside
    from kbv_rules.knowledge.load import load_knowledge
    from kbv_rules.report.scenarios import scenarios_as
    from kbv_rules.report.write import write
    from kbv_rules.rules.rule_set import load_rule_set

    knowledge, found = load_knowledge(), load_rule_set(folder)
    scenarios = read_scenarios([scenarios_beside(found), *more], knowledge, found)
    require_scenarios(scenarios, found)
    outcomes = run_scenarios(scenarios, knowledge, found)
    write(scenarios_as(form, outcomes), target)
    sys.exit(0 if all(outcome.ok for outcome in outcomes) else 1)


@rules.command()
@click.argument("findings", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder of your own rules instead of ours.")
@row_format
def coverage(findings: tuple[Path, ...], folder: Path | None, form: str) -> None:
    """Count per rule how often it held on FINDINGS (files and folders) and on the scenarios, and which never did."""
    from kbv_rules.advise.coverage import Covering, cover, read_covering
    from kbv_rules.advise.scenarios import read_scenarios, scenarios_beside
    from kbv_rules.knowledge.load import load_knowledge
    from kbv_rules.report.rows import rows_as
    from kbv_rules.rules.rule_set import load_rule_set

    knowledge, found = load_knowledge(), load_rule_set(folder)
    cases = read_covering(findings, knowledge, found)
    for one in read_scenarios([scenarios_beside(found)], knowledge, found):
        cases.append(Covering(one.file.path, one.findings, one.content.profile))
    covered = cover(cases, knowledge, found)
    rows = [{"table": one.table, "rule": one.rule, "times": one.times, "files": len(one.files)} for one in covered]
    labels = {"table": "beslistabel", "rule": "regel", "times": "keer", "files": "bestanden"}
    click.echo(rows_as(form, rows, labels), nl=False)
    if form == "table":
        never = [one.rule for one in covered if not one.times]
        told = f"{len(cases)} bestanden; {len(never)} van de {len(covered)} regels golden nooit"
        click.echo(f"\n{told}{': ' + ', '.join(never) if never else ''}.")


@rules.command()
@_FOLDER
@click.option("--format", "form", type=click.Choice(["dmn"]), default="dmn", show_default=True, help="How to export.")
@output
def export(folder: Path | None, form: str, target: Path | None) -> None:
    """Export the decision tables of DIR (default: ours) as DMN 1.3, for a modeller or another rule engine."""
    from kbv_rules.report.dmn_xml import to_dmn
    from kbv_rules.report.write import write
    from kbv_rules.rules.rule_set import load_rule_set

    write(to_dmn(load_rule_set(folder)), target)
