"""The command line as a whole: every command has help and docs, errors are kind, what is not needed is not loaded."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
from kbv_rules.cli.main import COMMANDS, EXIT_FAULT, EXIT_INPUT
from kbv_rules.cli.main import kbv as root

from tests.cli.running import EXAMPLES, ROOT, fine, kbv

HEAVY = ("pydantic", "networkx", "yaml", "rapidfuzz", "numpy")


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, subcommands too."""
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        yield (name,), command
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                assert found is not None
                yield (name, inner), found


ALL = {" ".join(words): command for words, command in commands()}


def loaded_by(*arguments: str, cache: Path) -> set[str]:
    """The modules that are loaded after one run of `kbv` in a fresh process."""
    code = (
        "import sys, json\n"
        "from kbv_rules.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONIOENCODING": "utf-8"},
    )
    return set(json.loads(ran.stderr))


# Help and docs


@pytest.mark.parametrize("words", ALL)
def test_every_command_explains_itself_and_all_it_takes(words: str) -> None:
    text = fine(*words.split(), "--help").out
    command = ALL[words]
    assert command.help
    assert " ".join(command.help.splitlines()[0].split()) in " ".join(text.split())
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{words} {parameter.opts}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_of_commands_is_the_first_line_of_its_help(name: str) -> None:
    help_ = ALL[name].help
    assert help_ is not None
    assert help_.splitlines()[0] == COMMANDS[name][1]


def test_the_list_of_commands_names_them_all() -> None:
    text = " ".join(fine("--help").out.split())
    for name, (_, line) in COMMANDS.items():
        assert f"{name} {line}" in text


@pytest.mark.parametrize("words", ALL)
def test_every_command_is_documented(words: str) -> None:
    documented = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.search(rf"^#+ `kbv {words}`$", documented, re.MULTILINE)


def test_the_version_is_that_of_the_package() -> None:
    import kbv_rules

    assert fine("--version").out == f"kbv, version {kbv_rules.__version__}\n"


# What is loaded


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by("--help", cache=tmp_path).isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [("measures", "3.1"), ("laws", "2.3"), ("theme", "1.1"), ("partners", "5.2")])
def test_a_question_about_a_theme_loads_no_models_and_no_graph_once_a_compiled_copy_is_there(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    first = loaded_by(*arguments, cache=tmp_path)
    assert "pydantic" in first, "the first time the YAML is read and validated"
    again = loaded_by(*arguments, cache=tmp_path)
    assert again.isdisjoint(HEAVY)


# Exit codes


@pytest.mark.parametrize(
    "arguments",
    [
        ("measures",),
        ("measures", "3.1", "--kind", "soms"),
        ("measures", "3.1", "--no-such-option"),
        ("advise",),
        ("schema", "iets"),
        ("resolve", "jeugd", "--limit", "0"),
    ],
)
def test_bad_usage_ends_with_2_and_usage_on_standard_error(arguments: tuple[str, ...]) -> None:
    outcome = kbv(*arguments)
    assert outcome.code == EXIT_INPUT == 2
    assert outcome.out == ""
    assert "Usage: kbv" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("theme", "onzinwoord"),
        ("measures", "3.1", "--partner", "onzinwoord"),
        ("measures", "3.1", "--law", "onzinwoord"),
        ("advise", "bestaat-niet.yaml"),
        ("advise", str(EXAMPLES)),
        ("advise", str(EXAMPLES / "terneuzen.yaml"), "--profile", "onzinwoord"),
        ("advise", str(EXAMPLES / "terneuzen.yaml"), "--rules", "bestaat-niet"),
        ("knowledge", "export", "--folder", "bestaat-niet"),
    ],
)
def test_bad_input_ends_with_2_and_a_dutch_message_without_a_traceback(arguments: tuple[str, ...]) -> None:
    outcome = kbv(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert re.search(r"\b(niet|geen|map)\b", outcome.err)


@pytest.mark.parametrize("word", ["wet", "partner"])
def test_the_message_calls_a_law_and_a_partner_by_their_dutch_name(word: str) -> None:
    option = {"wet": "--law", "partner": "--partner"}[word]
    assert kbv("measures", "3.1", option, "onzinwoord").err.startswith(f"{word} 'onzinwoord' niet gevonden.")


@pytest.fixture
def broken_command(monkeypatch: pytest.MonkeyPatch) -> str:
    """A command with a fault in it, among the others."""

    @click.command()
    def stuk() -> None:
        """Fail."""
        raise ZeroDivisionError("deling door nul")

    module = ModuleType("kbv_rules.cli.stuk")
    module.stuk = stuk  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kbv_rules.cli.stuk", module)
    monkeypatch.setitem(COMMANDS, "stuk", ("stuk", "Fail."))
    return "stuk"


def test_a_fault_of_ours_ends_with_3_and_says_whose_it_is(broken_command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KBV_DEBUG", raising=False)
    outcome = kbv(broken_command)
    assert outcome.code == EXIT_FAULT == 3
    assert outcome.out == ""
    assert "ZeroDivisionError: deling door nul" in outcome.err
    assert "Dit is onze fout" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_fault_of_ours_shows_where_on_request(broken_command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KBV_DEBUG", "1")
    outcome = kbv(broken_command)
    assert outcome.code == 3
    assert "Traceback" in outcome.err


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_stops_early_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kbv_rules.cli.main", "knowledge", "export"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert b"onze fout" not in running.stderr.read()
        assert running.wait(timeout=30) == 0


# Did you mean


@pytest.mark.parametrize(("written", "meant"), [("mesures", "measures"), ("advice", "advise"), ("reslove", "resolve")])
def test_a_slip_in_a_command_is_asked_about(written: str, meant: str) -> None:
    outcome = kbv(written)
    assert outcome.code == 2
    assert f"No such command '{written}'. Did you mean '{meant}'?" in outcome.err


def test_what_looks_like_no_command_gets_no_guess() -> None:
    outcome = kbv("xyz")
    assert outcome.code == 2
    assert "No such command 'xyz'." in outcome.err
    assert "Did you mean" not in outcome.err
