"""`kbv`: the command line. Commands are loaded when they are called, so that help and short questions stay fast."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import click

from kbv_rules import __version__
from kbv_rules.errors import KbvError

# Name -> (module, one line of help). A test sees to it that the line is the command's own.
COMMANDS: dict[str, tuple[str, str]] = {
    "advise": ("advise", "Propose priorities, other themes and indicators from local FINDINGS."),
    "findings": ("findings", "Bring findings in from tables, documents and open data."),
    "check": ("check", "Check a DRAFT safety plan (docx, pdf, odt, html, md, txt): what is missing, where, and why it matters."),
    "indicators": ("knowledge_queries", "List the effect indicators of THEME."),
    "knowledge": ("knowledge", "Export, check or draw the knowledge."),
    "laws": ("knowledge_queries", "List the laws of THEME and what became of them."),
    "measures": ("knowledge_queries", "List the measures of THEME."),
    "partners": ("knowledge_queries", "List the partners of THEME."),
    "path": ("knowledge_queries", "Show how two themes are tied, and through what."),
    "resolve": ("knowledge_queries", "Find the theme, partner, law or measure that TEXT names."),
    "rules": ("rules", "Check, test or export decision tables."),
    "schema": ("schema", "Print a JSON Schema that an editor can use."),
    "diff": ("why", "Show what differs between two findings files, rules folders or advices, and what that does."),
    "replay": ("why", "Make the advice of RECEIPT (the JSON of `kbv advise`) again, byte for byte."),
    "why": ("why", "Say why THEME is (or is not) a priority, rule by rule, and what would turn it."),
    "why-not": ("why", "Say why THEME is not (or is) a priority: what failed, what was lacking, what would turn it."),
    "theme": ("knowledge_queries", "Show what the handbook says of THEME."),
}

EXIT_INPUT = 2
EXIT_FAULT = 3


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__package__}.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(COMMANDS.items())])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kbv")
def kbv() -> None:
    """Traceable advice on the priorities of a Dutch municipal safety plan (IVP), after Kernbeleid Veiligheid 2021.

    It proposes, people decide. Themes may be given by number, name, alias or with a slip of the pen.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run `kbv`. Exit code 2 for bad usage or input (message on stderr), 3 for a fault of ours."""
    # A command makes many small things that live as long as it does; looking through them all the time took a fifth of it.
    gc.set_threshold(200_000, 50, 50)
    try:
        return kbv.main(args=arguments, prog_name="kbv")
    except KbvError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_INPUT)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        import os
        import traceback

        if os.environ.get("KBV_DEBUG"):
            traceback.print_exc()
        click.echo(f"Er ging in kbv-rules zelf iets mis: {type(error).__name__}: {error}", err=True)
        click.echo("Dit is onze fout, niet die van uw bestand. Met KBV_DEBUG=1 ziet u waar het misging.", err=True)
        sys.exit(EXIT_FAULT)


if __name__ == "__main__":
    main()
