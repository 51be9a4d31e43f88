"""Writes docs/cli.md, the reference of the command line, from the commands themselves: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from kbv_rules.cli.main import COMMANDS, EXIT_FAULT, EXIT_INPUT, kbv

TARGET = Path(__file__).with_name("cli.md")

_HEAD = f"""# Command line

Made from the commands themselves by `python docs/make_cli.py`; a test keeps it equal, and runs the examples.

A THEME is a number (`5.2`), a sub-theme (`1.3/woninginbraak`), an overarching theme (`S2`), an aspect of the approach
(`A4`), a bundle (`jeugd-en-veiligheid`), or any words for one of these: a name, an alias, a word form or a slip of the pen
(`ondermijnning`). When two things are equally near, `kbv` asks back instead of guessing.

Messages about a user's document or data are in Dutch, as its author is; messages about usage are in English.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | a check such as `validate` found something at or above `--fail-on` |
| {EXIT_INPUT} | bad usage or bad input; the message is on standard error |
| {EXIT_FAULT} | a fault of kbv-rules itself; with `KBV_DEBUG=1` it shows where |

A file given with `-o` is written whole or not at all.
"""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "advise": (
        "kbv advise examples/terneuzen.yaml",
        "kbv advise examples/waterwijk.yaml --profile inwoners --format md",
        "kbv advise examples/terneuzen.yaml examples/eindhoven.yaml --format csv",
    ),
    "check": ("kbv check --explain cross-link-missing", "kbv check tests/check/plan.md --only triangle-missing --format json"),
    "diff": (
        "kbv diff examples/terneuzen.yaml examples/eindhoven.yaml",
        "kbv diff rules rules --findings examples/terneuzen.yaml",
    ),
    "findings index": (
        "kbv findings index examples/amsterdam/veiligheidsindex.yaml examples/amsterdam/veiligheidsindex_2014_2016.csv",
    ),
    "findings police": (
        "kbv findings police examples/open_data/politie_47018NED.csv --municipality Terneuzen",
        "kbv findings police examples/open_data/politie_47018NED.csv --municipality GM0715 --years 2021-2025 --format json",
    ),
    "findings survey": ("kbv findings survey examples/open_data/indicatoren.csv --municipality Terneuzen",),
    "indicators": ("kbv indicators 1.4",),
    "knowledge errata": ("kbv knowledge errata",),
    "knowledge export": ("kbv knowledge export --format json",),
    "knowledge graph": ("kbv knowledge graph --format svg",),
    "knowledge validate": ("kbv knowledge validate --fail-on warning",),
    "laws": ("kbv laws ondermijning",),
    "measures": (
        "kbv measures 1.1",
        "kbv measures 2.1 --kind specific --format csv",
        "kbv measures woninginbraak --partner politie",
        "kbv measures 1.1 --serves 3.1 --serves 5.1",
    ),
    "partners": ("kbv partners 5.2 --side external",),
    "path": ("kbv path 2.5 5.2", "kbv path toerisme ondermijning --format json"),
    "resolve": ("kbv resolve 'personen met verward gedrag'", "kbv resolve ondermijnning --format json"),
    "rules coverage": ("kbv rules coverage examples", "kbv rules coverage --format csv"),
    "rules export": ("kbv rules export --format dmn",),
    "rules test": ("kbv rules test",),
    "rules validate": (
        "kbv rules validate --budget 0",
        "kbv rules validate rules --property finding-lifts-two --budget 2",
        "kbv rules validate --budget 0 --format sarif",
    ),
    "schema": ("kbv schema findings",),
    "theme": ("kbv theme 4.4",),
    "why": ("kbv why examples/terneuzen.yaml woninginbraak",),
    "why-not": ("kbv why-not examples/terneuzen.yaml verkeersveiligheid",),
}


def reference() -> str:
    """The whole document."""
    context = click.Context(kbv, info_name="kbv")
    return "\n".join([_HEAD, *_commands(kbv, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in sorted(COMMANDS) if group is kbv else group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, parent=context, info_name=name)
        yield "\n".join(_command(command, inner))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    words = context.command_path.split()
    yield f"{'#' * len(words)} `{context.command_path}`\n"
    yield f"{_flowing(command.help or '')}\n"
    yield f"    {' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n"
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield "| option | |\n|---|---|"
        yield "\n".join(_option(option) for option in options) + "\n"
    examples = EXAMPLES.get(" ".join(words[1:]))
    if examples:
        yield "```sh\n" + "\n".join(examples) + "\n```\n"


def _flowing(text: str) -> str:
    """Help without the line ends of its source; paragraphs stay apart."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _option(option: click.Option) -> str:
    takes = "" if option.is_flag else f" {_taken(option)}"
    text = _flowing(option.help or "")
    if option.show_default and not option.is_flag:
        text += f" Default: `{option.default}`."
    return f"| `{', '.join(option.opts)}{takes}` | {text} |"


def _taken(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return " / ".join(map(str, option.type.choices))
    if isinstance(option.type, click.IntRange):
        return f"{option.type.min}..{option.type.max}"
    return option.metavar or option.type.name.upper()


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
