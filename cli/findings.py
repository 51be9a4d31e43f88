"""`kbv findings`: bring findings in from where they are. Each command is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

# Name -> (module, one line of help). A test sees to it that the line is the command's own.
SUBCOMMANDS: dict[str, tuple[str, str]] = {
    "convert": ("findings_convert", "Turn findings from a workbook (.xlsx) into YAML, or the other way round, without loss."),
    "index": ("findings_index", "Compute a composite indicator from a table of figures (CSV), always with its parts."),
    "police": (
        "findings_police",
        "Make findings of police open data: counts, rates, trend and level among comparable municipalities.",
    ),
    "read": ("findings_read", "Read findings from an analysis report in Word (.docx), and list what could not be placed."),
    "survey": (
        "findings_survey",
        "Make findings of a table of indicators (CSV): survey figures and obligatory budget indicators.",
    ),
    "template": (
        "findings_template",
        "Make a form for findings to fill in: a workbook (-o NAME.xlsx) or the report of the analysis (-o NAME.docx).",
    ),
}


class _LazyFindings(click.Group):
    """Imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__package__}.{SUBCOMMANDS[cmd_name][0]}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(SUBCOMMANDS.items())])


@click.group(cls=_LazyFindings)
def findings() -> None:
    """Bring findings in from tables, documents and open data."""
