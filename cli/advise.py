"""`kbv advise`."""

from __future__ import annotations

from pathlib import Path

import click

from .options import output


@click.command()
@click.argument("findings", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", metavar="NAME", help="Named set of weights from the rules (default: the standard one).")
@click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder of your own rules instead of ours.")
@click.option("--robustness", is_flag=True, help="Also say how firmly the choice stands (a second or so more).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to write the advice; 'csv' gives a row per file, for as many FINDINGS as you like.",
)
@output
def advise(
    findings: tuple[Path, ...],
    profile: str | None,
    folder: Path | None,
    form: str,
    target: Path | None,
    *,
    robustness: bool,
) -> None:
    """Propose priorities, other themes and indicators from local FINDINGS."""
    import kbv_rules
    from kbv_rules.report.advice import write_advice

    if form == "csv":
        _write_table(findings, profile, folder, target)
        return
    if len(findings) > 1:
        raise click.UsageError("Several FINDINGS go with --format csv only.")
    (path,) = findings
    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(folder)
    found = kbv_rules.read_findings(path, knowledge=knowledge, rules=rules)
    files = {"findings": str(path), **({"rules": str(folder)} if folder else {})}
    advice = kbv_rules.advise(found, knowledge=knowledge, rules=rules, profile=profile, robustness=robustness, files=files)
    write_advice(advice, rules, form, target)


def _write_table(paths: tuple[Path, ...], profile: str | None, folder: Path | None, target: Path | None) -> None:
    """A row per findings file; nothing when one of them cannot be read, and then all that is wrong with them."""
    import kbv_rules
    from kbv_rules.errors import Fault, InputError
    from kbv_rules.report.advice_table import AdviceRow, advice_row, advice_table
    from kbv_rules.report.write import write

    from .progress import progress

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(folder)
    rows: list[AdviceRow] = []
    faults: list[Fault] = []
    for path in progress(paths, "Adviezen"):
        try:
            found = kbv_rules.read_findings(path, knowledge=knowledge, rules=rules)
        except InputError as error:
            faults += error.faults
            continue
        if not faults:
            rows.append(advice_row(found, kbv_rules.advise(found, knowledge=knowledge, rules=rules, profile=profile)))
    if faults:
        raise InputError(faults)
    write(advice_table(rows, len(rules.limits.minimum)), target)
