"""Runs `kbv` as a user would, in this process."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from kbv_rules.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


class Outcome(NamedTuple):
    """What a run left behind: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def kbv(*arguments: str | Path) -> Outcome:
    """One run of the command line."""
    out, err = io.StringIO(), io.StringIO()
    code: int | str | None = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
    return Outcome(int(code or 0), out.getvalue(), err.getvalue())


def fine(*arguments: str | Path) -> Outcome:
    """One run that must succeed, and say nothing on standard error."""
    outcome = kbv(*arguments)
    assert (outcome.code, outcome.err) == (0, ""), outcome
    return outcome
