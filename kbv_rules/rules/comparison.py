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
    """The comparison of a rules folder; without one, of the rules that come with kbv-rules.

    Raises:
        InputError: the file is not there, or every fault in it, with file:line:column.
    """
    return read_comparison((folder or data_folder("rules")) / FILE)


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
