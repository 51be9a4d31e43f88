"""Where the knowledge and rule files are: inside the package in a wheel, at the top level in a checkout."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.errors import input_error

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `knowledge` or `rules` that came with this installation.

    Raises:
        InputError: the folder is not there; the installation is broken.
    """
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise input_error(name, f"de map '{name}' van kbv-rules is niet gevonden.", "Installeer kbv-rules opnieuw.")
