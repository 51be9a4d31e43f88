"""What the vocabulary promises to rule files is what the engine hands to them: every input, of the type it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

import kbv_rules
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.evaluate import CompiledTable, Hit, Values
from kbv_rules.rules.rule_set import load_rule_set
from kbv_rules.rules.unary import Value

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
TYPES: Mapping[str, tuple[type, ...]] = {"number": (int, float), "integer": (int,), "boolean": (bool,), "text": (str,)}


class Watched:
    """A table that keeps the rows it is run on; for the rest it is the table itself."""

    def __init__(self, table: CompiledTable) -> None:
        self.seen: list[Values] = []
        self._table = table

    def hits(self, values: Values) -> list[Hit]:
        self.seen.append(values)
        return self._table.hits(values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)


def rows_judged() -> Iterator[tuple[str, Values]]:
    """Every row that is judged when the examples are advised on, with its kind."""
    rules = load_rule_set()
    watched = {id_: Watched(table) for id_, table in rules.tables.items()}
    watching = dataclasses.replace(rules, tables=cast("dict[str, CompiledTable]", watched))
    for path in EXAMPLES:
        kbv_rules.advise(kbv_rules.read_findings(path, rules=rules), rules=watching)
    for table in watched.values():
        yield from ((table.table.per, row) for row in table.seen)


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = {per: [] for per in VOCABULARY}
    for per, row in rows_judged():
        found[per].append(row)
    return found


@pytest.mark.parametrize("per", sorted(VOCABULARY))
def test_every_promised_input_is_supplied_and_none_besides(rows: dict[str, list[Values]], per: str) -> None:
    assert rows[per], f"no example holds a row of kind '{per}'"
    assert {frozenset(row) for row in rows[per]} == {frozenset(VOCABULARY[per])}


@pytest.mark.parametrize("per", sorted(VOCABULARY))
def test_every_value_is_of_the_promised_type(rows: dict[str, list[Values]], per: str) -> None:
    wrong = {
        (name, value)
        for row in rows[per]
        for name, value in row.items()
        if value is not None and not _is(value, VOCABULARY[per][name])
    }
    assert wrong == set()


def _is(value: Value, type_: str) -> bool:
    return isinstance(value, TYPES[type_]) and isinstance(value, bool) == (type_ == "boolean")


@pytest.mark.parametrize("per", sorted(VOCABULARY))
def test_every_input_has_a_type_a_table_can_declare(per: str) -> None:
    assert set(VOCABULARY[per].values()) <= set(TYPES)
