"""The knowledge and the rules are found wherever kbv-rules was put."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kbv_rules
from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError

PACKAGE = Path(kbv_rules.__file__).parent


@pytest.mark.parametrize(("name", "file"), [("knowledge", "fields.yaml"), ("rules", "criteria.yaml")])
def test_this_installation_has_its_files(name: str, file: str) -> None:
    assert (data_folder(name) / file).is_file()


def test_a_folder_that_did_not_come_along_is_told() -> None:
    with pytest.raises(InputError, match="de map 'regels' van kbv-rules is niet gevonden") as refused:
        data_folder("regels")
    assert refused.value.faults[0].remedy == "Installeer kbv-rules opnieuw."


@pytest.mark.parametrize("layout", ["kbv_rules/data/rules", "rules"])
def test_a_wheel_has_them_inside_the_package_and_a_checkout_beside_it(layout: str, tmp_path: Path) -> None:
    """In a copy of the package that has nothing else around it."""
    (tmp_path / "kbv_rules").mkdir()
    for name in ("__init__.py", "data_folder.py", "errors.py"):
        shutil.copy(PACKAGE / name, tmp_path / "kbv_rules")
    (tmp_path / layout).mkdir(parents=True)
    asked = "from kbv_rules.data_folder import data_folder; print(data_folder('rules'))"
    found = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()) == (tmp_path / layout).resolve()
