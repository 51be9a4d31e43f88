"""`kbv advise`."""

from __future__ import annotations

from pathlib import Path

import click

from .options import output


@click.command()
@click.argument("findings", type=click.Path(path_type=Path))
@click.option("--profile", metavar="NAME", help="Named set of weights from the rules (default: the standard one).")
@click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder of your own rules instead of ours.")
@click.option("--robustness", is_flag=True, help="Also say how firmly the choice stands (a second or so more).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="How to write the advice.",
)
@output
def advise(
    findings: Path,
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

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(folder)
    found = kbv_rules.read_findings(findings, knowledge=knowledge, rules=rules)
    files = {"findings": str(findings), **({"rules": str(folder)} if folder else {})}
    advice = kbv_rules.advise(found, knowledge=knowledge, rules=rules, profile=profile, robustness=robustness, files=files)
    write_advice(advice, rules, form, target)
