"""`kbv why`, `kbv why-not`, `kbv diff` and `kbv replay`: questions about an advice."""

from __future__ import annotations

from pathlib import Path

import click

from .options import find_theme, output

_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
_PROFILE = click.option("--profile", metavar="NAME", help="Named set of weights from the rules (default: the standard one).")
_RULES = click.option("--rules", "folder", type=click.Path(path_type=Path), help="A folder of your own rules instead of ours.")
_FINDINGS = click.argument("findings", type=click.Path(path_type=Path))


@click.command()
@_FINDINGS
@click.argument("theme")
@_PROFILE
@_RULES
@_FORM
def why(findings: Path, theme: str, profile: str | None, folder: Path | None, form: str) -> None:
    """Say why THEME is (or is not) a priority, rule by rule, and what would turn it."""
    _explain(findings, theme, profile, folder, form)


@click.command(name="why-not")
@_FINDINGS
@click.argument("theme")
@_PROFILE
@_RULES
@_FORM
def why_not(findings: Path, theme: str, profile: str | None, folder: Path | None, form: str) -> None:
    """Say why THEME is not (or is) a priority: what failed, what was lacking, what would turn it."""
    _explain(findings, theme, profile, folder, form)


def _explain(findings: Path, theme: str, profile: str | None, folder: Path | None, form: str) -> None:
    import kbv_rules
    from kbv_rules.advise.case import Case
    from kbv_rules.advise.why import explain
    from kbv_rules.report.why_text import why_as

    knowledge, rules = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(folder)
    found = find_theme(theme, knowledge)
    case = Case(kbv_rules.read_findings(findings, knowledge=knowledge, rules=rules), knowledge, rules, rules.profile(profile))
    click.echo(why_as(explain(case, found.id), knowledge, rules, form), nl=False)


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--findings", type=click.Path(path_type=Path), help="Findings to judge by both, when FIRST and SECOND are rules.")
@_PROFILE
@_RULES
@_FORM
def diff(first: Path, second: Path, findings: Path | None, profile: str | None, folder: Path | None, form: str) -> None:
    """Show what differs between two findings files, rules folders or advices, and what that does.

    Two findings files are judged by the same rules. Two rules folders judge the same --findings. Two advices (the JSON of
    `kbv advise`) are compared as they are.
    """
    from kbv_rules.report.difference import compare
    from kbv_rules.report.difference_text import difference_as

    click.echo(difference_as(compare(first, second, findings=findings, profile=profile, folder=folder), form), nl=False)


@click.command()
@click.argument("receipt", type=click.Path(path_type=Path))
@output
def replay(receipt: Path, target: Path | None) -> None:
    """Make the advice of RECEIPT (the JSON of `kbv advise`) again, byte for byte.

    Refuses, naming the file, when the findings, rules or knowledge are no longer the same.
    """
    from kbv_rules.report.replay import replay as make_again
    from kbv_rules.report.write import write

    write(make_again(receipt), target)
