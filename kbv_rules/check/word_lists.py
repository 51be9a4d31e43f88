"""The word lists of `rules/check/mentions.yaml`, read once and kept as a compiled copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules import compiled
from kbv_rules.data_folder import data_folder

if TYPE_CHECKING:
    from kbv_rules.model.word_lists import WordLists

_FILE = "mentions.yaml"


def load_word_lists(folder: Path | None = None) -> WordLists:
    """The word lists of a folder of check rules, or of this installation.

    Raises:
        InputError: the file is missing or does not fit, each fault with file:line:column.
    """
    home = folder or data_folder("rules") / "check"
    key = compiled.fingerprint(home)
    lists: WordLists | None = compiled.recall("words", key)
    if lists is None:
        from kbv_rules.model.word_lists import WordLists
        from kbv_rules.yaml_file import read_yaml
        from kbv_rules.yaml_model import to_model

        file = read_yaml(home / _FILE)
        if isinstance(file.value, dict):
            file.value.pop("schema", None)
        lists = compiled.remember("words", key, to_model(file, WordLists))
    assert lists is not None
    return lists
