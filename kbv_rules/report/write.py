"""Writes a result to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from kbv_rules.errors import input_error


def write(text: str, target: Path | None) -> None:
    """Write `text` to `target`, or to standard output when there is none.

    Raises:
        InputError: the target is a folder, its folder does not exist or may not be written to.
    """
    if target is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough; what is left goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    write_bytes(text.encode("utf-8"), target)


def write_bytes(body: bytes, target: Path) -> None:
    """Write a file of any kind, whole or not at all.

    Raises:
        InputError: the target is a folder, its folder does not exist or may not be written to.
    """
    write_stream(lambda file: file.write(body), target)


def write_stream(fill: Callable[[IO[bytes]], object], target: Path) -> None:
    """Write what `fill` puts in a file, whole or not at all, also when `fill` itself fails.

    Raises:
        InputError: the target is a folder, its folder does not exist or may not be written to.
    """
    if target.is_dir():
        raise input_error(target, "dit is een map.", "Geef een bestandsnaam op, bijvoorbeeld advies.md.")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise input_error(target, f"hier kan niet geschreven worden ({error.strerror}).", "Kies een andere map.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except OSError as error:
        raise input_error(target, f"het schrijven is niet gelukt ({error.strerror}).", "Er is niets veranderd.") from None
    finally:
        with suppress(OSError):
            Path(name).unlink()  # still there only when something went wrong
