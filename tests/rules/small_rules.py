"""A small but whole folder of rules, over which a case of `tests/bad/rules` can be laid."""

from __future__ import annotations

import shutil
from pathlib import Path

from kbv_rules.data_folder import data_folder

BAD = Path(__file__).parents[1] / "bad" / "rules"

_SMALL = Path(__file__).parent / "small"


def small_rules(target: Path, case: str | None = None) -> Path:
    """A folder of rules at `target`: the files of `small/`, what those leave out as it is shipped, and the case over it."""
    target.mkdir()
    for path in data_folder("rules").glob("*.yaml"):
        shutil.copy(path, target)
    for overlay in (_SMALL, *([BAD / case] if case else [])):
        shutil.copytree(overlay, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("message.txt"))
    return target


def cases(*, with_tables: bool) -> list[str]:
    """The names of the cases, of those that hold a decision table or of the others."""
    return sorted(path.name for path in BAD.iterdir() if (path / "tables").is_dir() == with_tables)


def message_of(case: str) -> str:
    """What the case should be refused with; places are relative to the folder of rules."""
    return (BAD / case / "message.txt").read_text(encoding="utf-8").rstrip("\n")
