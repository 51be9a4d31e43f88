"""The form: which sheets, tables and columns there are and what is said beside them, as `rules/workbook.yaml` has it."""

from __future__ import annotations

import functools
import re
from typing import Annotated, Literal

from pydantic import Field

from kbv_rules.data_folder import data_folder
from kbv_rules.model.base import Frozen
from kbv_rules.yaml_file import read_yaml
from kbv_rules.yaml_model import to_model

CellKind = Literal[
    "anchor",
    "candidate",
    "choice",
    "criterion",
    "date",
    "indicator",
    "number",
    "percent",
    "score",
    "text",
    "texts",
    "theme",
    "themes",
    "values",
    "version",
    "whole",
    "year",
    "years",
]
# The names of the parts of approach that `part` can hold.
# Kinds of columns of which a table has several, with a number behind the label.
REPEATED: tuple[CellKind, ...] = ("themes", "texts")
WHERE = {"works": ("approach", "works"), "bottlenecks": ("approach", "bottlenecks"), "reinforcements": ("reinforcements",)}


class Column(Frozen):
    """One column of a table, or one line of the block on the first sheet.

    `key` is the place below the item, such as 'benchmark.value'. `values` stands for a column per year and `themes` or `texts`
    for `count` columns with a number behind the label. `anchor` is worked out by the workbook and never read.
    """

    key: str
    label: str
    note: str
    kind: CellKind
    choices: str | None = None
    required: bool = False
    width: int = 20
    count: int = 1


class TableForm(Frozen):
    """One table: its title above it, the question it answers, and how many empty rows a form has at least."""

    title: str
    question: str
    rows: int
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]


class StartSheet(Frozen):
    name: str
    intro: tuple[str, ...]
    block: str
    fields: tuple[Column, ...]
    tables: tuple[str, ...]


class ThemesSheet(Frozen):
    """A sheet on the themes of one field, or on the overarching themes."""

    name: str
    title: str
    themes: str
    tables: tuple[str, ...]


class ListsSheet(Frozen):
    name: str
    title: str
    intro: str
    themes: str
    candidates: str
    indicators: str
    id: str
    anchors: str
    question: str
    order: str
    empty: str
    bundle: str
    theme: str
    sub_theme: str


class Form(Frozen):
    """All of the form."""

    schema_: Literal[1] = Field(alias="schema")
    years: int
    required_mark: str
    title: str
    choices: dict[str, dict[str, str]]
    start: StartSheet
    field_sheet: ThemesSheet
    cross_cutting_sheet: ThemesSheet
    lists_sheet: ListsSheet
    tables: dict[str, TableForm]
    prompts: dict[str, str]
    footer: str

    def columns(self) -> tuple[Column, ...]:
        """Every column and every line there is."""
        return (*self.start.fields, *(column for table in self.tables.values() for column in table.columns))


@functools.cache
def load_form() -> Form:
    """The form that comes with kbv-rules."""
    return to_model(read_yaml(data_folder("rules") / "workbook.yaml"), Form)


def plain(text: object) -> str:
    """A label as it is compared: lower case, one kind of dash, no mark of what is required, no double spaces."""
    dashes = re.sub("[‐-―−]", "-", str(text)).replace("*", " ")
    return " ".join(dashes.split()).casefold()
