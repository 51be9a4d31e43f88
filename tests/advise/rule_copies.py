"""Copies of the shipped rules with one thing changed, as a municipality would change it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from kbv_rules.data_folder import data_folder

BAD = Path(__file__).parents[1] / "bad" / "rule_sets"
CASES = sorted(path.name for path in BAD.iterdir())


def own_rules(target: Path, file: str = "", changes: dict[str, str] | None = None) -> Path:
    """The rules in a folder of one's own, with some text of one file changed."""
    shutil.copytree(data_folder("rules"), target)
    for old, new in (changes or {}).items():
        path = target / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return target


def case_of(name: str) -> dict[str, Any]:
    """What is changed in a case of `tests/bad/rule_sets`, and what should be said of it."""
    case: dict[str, Any] = yaml.safe_load((BAD / name / "case.yaml").read_text(encoding="utf-8"))
    return case


def rules_of(name: str, target: Path) -> Path:
    """The rules of a case."""
    case = case_of(name)
    return own_rules(target, case["file"], {change["from"]: change["to"] for change in case["change"]})


_PUNISHED = 'when: {kind: \'"bundle"\', burning: ">= 2"}\n    then: '

# One law broken by one change each: the law, the file, the change, and the file in which one should look.
LAWLESS = {
    "a higher ratio scores lower": (
        "worse-lowers-score",
        "tables/omvang-cijfer.yaml",
        {'when: {level_ratio: "[1.3..1.7)"}\n    then: 3': 'when: {level_ratio: "[1.3..1.7)"}\n    then: 0'},
        "tables/omvang-cijfer.yaml",
    ),
    "ties to other themes count in the choice": (
        "finding-lifts-two",
        "criteria.yaml",
        {"in_choice: false": "in_choice: true"},
        "tables/samenhang-verbonden.yaml",
    ),
    "a bundle is punished for what burns in it": (
        "worse-weakens-candidate",
        "tables/kandidaat-breedte.yaml",
        {f"{_PUNISHED}0.2": f"{_PUNISHED}-0.8"},
        "tables/kandidaat-breedte.yaml",
    ),
    "ties to other themes weigh more than all the rest": (
        "worse-lowers-rank",
        "criteria.yaml",
        {"strongest_links: 3": "strongest_links: 1"},
        "profiles.yaml",
    ),
    "six indicators": ("indicator-count", "indicators.yaml", {"maximum: 3": "maximum: 6"}, "indicators.yaml"),
}
