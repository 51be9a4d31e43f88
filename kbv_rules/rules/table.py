"""Decision tables as they stand in a rule file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kbv_rules.model.base import Frozen
from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.unary import plain_number

Number = Annotated[float, Field(ge=-1e12, le=1e12)]


def _as_cell(value: object) -> object:
    """A cell may be written without quotes: `3`, `true`."""
    if isinstance(value, bool):
        return str(value).lower()
    return plain_number(value) if isinstance(value, (int, float)) else value


Cell = Annotated[str, BeforeValidator(_as_cell)]


class Input(Frozen):
    """One column: a name the engine supplies, its type and range, and its Dutch label.

    `range` (numbers) is an interval such as `[0..4]`; either end may be left out with `*`: `[0..*)`. `values` (text) lists
    what can occur; empty means free text, which only templates may use. `worse` says which way is worse: a worse value may
    then never lower the outcome, which `kbv rules validate` proves. `optional` says that the table reckons with its being
    absent.
    """

    name: str
    label: str
    type: Literal["number", "integer", "boolean", "text"]
    range: str | None = None
    values: tuple[str, ...] = ()
    worse: Literal["higher", "lower"] | None = None
    optional: bool = False


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
    inputs there are. `applies` are conditions that hold for the table as a whole: on other rows no rule fires. `gaps` says
    why it is right that some inputs meet no rule.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: str
    name: str
    per: str
    hit_policy: HitPolicy
    source: str
    note: str | None = None
    applies: dict[str, Cell] = {}
    gaps: str | None = None
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    output: Output
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
