"""Reads `comparison.yaml` of a rules folder: only findings from open data need it, an advice does not."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError
from kbv_rules.model.comparison import Comparison
from kbv_rules.rules.template import problem_in
from kbv_rules.yaml_file import read_yaml
from kbv_rules.yaml_model import to_model

FILE = "comparison.yaml"


def load_comparison(folder: Path | None = None) -> Comparison:
    """The comparison of a rules folder; ours when it says nothing of it.

    Raises:
        InputError: every fault in the file, with file:line:column.
    """
    path = (folder or data_folder("rules")) / FILE
    return read_comparison(path if path.exists() else data_folder("rules") / FILE)


def check(folder: Path) -> None:
    """
    Raises:
        InputError: every fault in the comparison of this folder, when it has one.
    """
    if (folder / FILE).exists():
        read_comparison(folder / FILE)


def read_comparison(path: Path) -> Comparison:
    """
    Raises:
        InputError: every fault in the file, with file:line:column.
    """
    file = read_yaml(path)
    found = to_model(file, Comparison)
    faults = [
        Fault(file.place(("texts", name)), f"de tekst '{name}' klopt niet: {problem}.", "Verbeter de tekst.")
        for name, text in found.texts.model_dump().items()
        if (problem := problem_in(text))
    ]
    if faults:
        raise InputError(faults)
    return found
