"""`kbv check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .options import output


@click.command()
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--findings", type=click.Path(path_type=Path), help="Local findings: what weighs heavy there comes first.")
@click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder with what you changed in the rules.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="From where on to exit with 1.",
)
@click.option("--only", multiple=True, metavar="ID", help="Only this check (repeatable).")
@click.option("--skip", multiple=True, metavar="ID", help="Not this check (repeatable).")
@click.option(
    "--accept",
    "decisions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Remarks to leave, each with a reason (default: DRAFT.kbv.yaml beside the draft, if there).",
)
@click.option("--all", "show_all", is_flag=True, help="Also show what is held back as less important.")
@click.option("--explain", metavar="ID", help="Tell what a check looks for, why, and when it is fine to leave it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html", "docx"]),
    default="text",
    show_default=True,
    help="How to write the report; docx is the draft itself with comments.",
)
@output
def check(
    draft: Path | None,
    findings: Path | None,
    folder: Path | None,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    decisions: Path | None,
    explain: str | None,
    form: str,
    target: Path | None,
    *,
    show_all: bool,
) -> None:
    """Check a DRAFT safety plan (docx, pdf, odt, html, md, txt): what is missing, where, and why it matters.

    Exit code 1 when a remark weighs at or above --fail-on.
    """
    from kbv_rules.check.rules import load_check_rules
    from kbv_rules.report.write import write

    rules = load_check_rules(folder)
    if explain is not None:
        from kbv_rules.check.check import wanted
        from kbv_rules.report.check_docs import explained

        wanted(rules, [explain], ())
        write(explained(next(rule for rule in rules.checks if rule.id == explain)), target)
        return
    if draft is None:
        raise click.UsageError("Missing argument 'DRAFT'.")
    from kbv_rules.check.accept import beside, read_accepted
    from kbv_rules.check.check import check_document
    from kbv_rules.documents.read import read_document
    from kbv_rules.knowledge.load import load_knowledge
    from kbv_rules.report.check import write_check

    document, knowledge = read_document(draft), load_knowledge()
    accepted = decisions if decisions is not None else beside(draft)
    report = check_document(
        document,
        knowledge,
        rules,
        scores=_scores(findings) if findings is not None else None,
        only=only,
        skip=skip,
        accepted=read_accepted(accepted, [rule.id for rule in rules.checks])
        if decisions is not None or accepted.is_file()
        else (),
        show_all=show_all,
    )
    write_check(report, form, draft, target, document=document, knowledge=knowledge, rules=rules)
    if target is not None:
        click.echo(f"{target}: geschreven. {report.summary}", err=True)
    sys.exit(1 if report.has(fail_on) else 0)  # type: ignore[arg-type]


def _scores(findings: Path) -> dict[str, float]:
    """How heavy the findings weigh each theme, by the rules of the advice."""
    import kbv_rules

    advice = kbv_rules.advise(kbv_rules.read_findings(findings))
    return {score.theme: score.score for score in advice.scores if score.score is not None}
