"""Where things stand in a folder of rules: the line of a rule, a condition, a setting."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.errors import Place
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


class RulePlaces:
    """The files of a folder that is known to be readable, read again for the places in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def _parts(self) -> dict[str, YamlFile]:
        return {path.stem: read_yaml(path) for path in sorted(self.folder.glob("*.yaml"))}

    @cached_property
    def _tables(self) -> dict[str, YamlFile]:
        files = [read_yaml(path) for path in sorted((self.folder / "tables").rglob("*.yaml"))]
        return {file.value["id"]: file for file in files}

    @cached_property
    def _rules(self) -> dict[str, tuple[YamlFile, int]]:
        return {rule["id"]: (file, index) for file in self._tables.values() for index, rule in enumerate(file.value["rules"])}

    def setting(self, file: str, *path: str | int) -> Place:
        """The place of a value in one of the files beside the tables: `setting("limits", "minimum", 3)`."""
        return self._parts[file].place(path)

    def in_table(self, table: str, *path: str | int) -> Place:
        """The place of a key of a table, or of the table itself."""
        file = self._tables[table]
        return file.key_place(path) if path else file.place(("id",))

    def rule(self, rule: str, *path: str) -> Place:
        """The place of a rule, or of something in it: `rule("trend-cijfer-2", "when", "trend_per_year")`."""
        file, index = self._rules[rule]
        inside: Path_ = ("rules", index, *path)
        return file.place(inside)
