"""The reference of the command line: equal to the commands, and its examples run."""

from __future__ import annotations

import importlib.util
import shlex
from types import ModuleType

import pytest

from tests.cli.running import ROOT, kbv


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE_CLI = load()
EXAMPLES = [example for examples in MAKE_CLI.EXAMPLES.values() for example in examples]


def test_the_reference_is_up_to_date() -> None:
    """Out of step? `python docs/make_cli.py`."""
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == MAKE_CLI.reference()


@pytest.mark.parametrize("words", MAKE_CLI.EXAMPLES)
def test_an_example_is_of_the_command_it_stands_under(words: str) -> None:
    assert all(example.startswith(f"kbv {words}") for example in MAKE_CLI.EXAMPLES[words])


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = kbv(*shlex.split(example)[1:])
    assert outcome.code == 0, outcome.err
    assert outcome.out
