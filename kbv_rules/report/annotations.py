"""GitHub workflow commands: what is wrong, shown in the margin of a pull request.

Source: GitHub Actions documentation, 'Workflow commands', `::error file={name},line={line},col={col},title={title}::{message}`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def annotation(
    severity: Literal["error", "warning", "note"], file: str, line: int | None, column: int | None, title: str, message: str
) -> str:
    """One line of output that becomes an annotation; the file is named as seen from here, where that can be."""
    places = {"file": _from_here(file), "line": line, "col": column, "title": title}
    parts = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value is not None)
    return f"::{_COMMANDS[severity]} {parts}::{_data(message)}\n"


def _from_here(file: str) -> str:
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() and path.is_relative_to(Path.cwd()) else file


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
