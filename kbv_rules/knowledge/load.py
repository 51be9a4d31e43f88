"""Loads the knowledge: from a compiled copy when that was made of the very same files, else from the YAML."""

from __future__ import annotations

from pathlib import Path

from kbv_rules import compiled
from kbv_rules.data_folder import data_folder
from kbv_rules.errors import input_error
from kbv_rules.knowledge.base import Knowledge


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge of a folder, or of this installation.

    Raises:
        InputError: a file that is missing or does not fit, each fault with file:line:column.
    """
    home = folder or data_folder("knowledge")
    if not home.is_dir():
        raise input_error(home, "deze map met kennis bestaat niet.", "Geef een map op die op 'knowledge/' van kbv-rules lijkt.")
    key = compiled.fingerprint(home)
    catalogue = compiled.recall("knowledge", key)
    if catalogue is None:
        from kbv_rules.knowledge.files import read_catalogue

        catalogue = compiled.remember("knowledge", key, read_catalogue(home))
    return Knowledge(catalogue, key)
