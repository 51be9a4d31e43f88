"""Which kind of file findings stand in, told from its first bytes; nothing heavy is imported for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Compound files: Excel and Word before 2007, and newer ones behind a password.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def looks_like_workbook(path: Path) -> bool:
    """Whether a file is to be read as a workbook: by its content, or else by its name. A missing file is not."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begin = file.read(8)
    except OSError:
        return False
    return begin.startswith((*_ZIP, OLE)) or path.suffix.lower() in _SUFFIXES
