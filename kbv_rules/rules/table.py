"""Decision tables as they stand in a rule file, and what evaluating one gives."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kbv_rules.model.base import Frozen

Number = Annotated[float, Field(ge=-1e12, le=1e12)]


class HitPolicy(StrEnum):
    """DMN 1.3, 8.2.8: how many rules may fire and what then counts."""

    UNIQUE = "unique"
    FIRST = "first"
    COLLECT_MAX = "collect max"
    COLLECT_SUM = "collect sum"


def _as_cell(value: object) -> object:
    """A cell may be written without quotes: `3`, `true`."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, (int, float)) else value


Cell = Annotated[str, BeforeValidator(_as_cell)]


class Input(Frozen):
    """One column: a name the engine supplies, its type and range, and its Dutch label.

    `range` (numbers) is an interval such as `[0..4]`; either end may be left out with `*`: `[0..*)`. `values` (text) lists
    what can occur; empty means free text, which only templates may use.
    """

    name: str
    label: str
    type: Literal["number", "integer", "boolean", "text"]
    range: str | None = None
    values: tuple[str, ...] = ()


class Output(Frozen):
    """What a rule gives: a number within `range`, or one of `values`."""

    name: str
    label: str
    type: Literal["number", "text"] = "number"
    range: str | None = None
    values: tuple[str, ...] = ()


class Rule(Frozen):
    """One row. `when` holds a unary test per input (an input left out is `-`), `then` a literal or the name of an input."""

    id: str
    when: dict[str, Cell] = {}
    then: Number | str
    because: str
    source: str | None = None


class Table(Frozen):
    """A decision table: all its rules judge the same inputs and give the same output.

    `per` names the kind of row it is evaluated on (a figure, a judgement, ...); the engine declares which kinds and which
    inputs there are.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: str
    name: str
    per: str
    hit_policy: HitPolicy
    source: str
    note: str | None = None
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    output: Output
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


class Status(StrEnum):
    """What became of a rule: a user can ask 'why' and 'why not' of each."""

    FIRED = "fired"
    NOT_FIRED = "not_fired"
    NOT_EVALUABLE = "not_evaluable"
