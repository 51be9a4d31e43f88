"""The form asks for everything that findings can hold, and tells in Dutch what each column is for."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import BaseModel

from kbv_rules.findings.workbook.form import WHERE, load_form, plain
from kbv_rules.model import findings as model

FORM = load_form()
ITEMS: dict[str, type[BaseModel]] = {
    "agendas": model.Agenda,
    "overrides": model.Override,
    "proposals": model.Proposal,
    "observations": model.Observation,
    "figures": model.Figure,
    "judgements": model.Judgement,
    "scenarios": model.Scenario,
    "approach": model.Point,
    "consultation": model.Consultation,
}


def fields(of: type[BaseModel]) -> set[str]:
    """Every field, with those of a benchmark as 'benchmark.value'."""
    found: set[str] = set()
    for name, info in of.model_fields.items():
        inner = [
            one for one in (info.annotation, *get_args(info.annotation)) if isinstance(one, type) and issubclass(one, BaseModel)
        ]
        found |= {f"{name}.{part}" for part in fields(inner[0])} if inner else {info.alias or name}
    return found


@pytest.mark.parametrize("table", sorted(ITEMS))
def test_every_field_of_a_finding_has_its_column(table: str) -> None:
    beside = {"theme", "part", "anchor"} - fields(ITEMS[table])
    assert {column.key for column in FORM.tables[table].columns} - beside == fields(ITEMS[table])


def test_every_field_of_the_findings_has_its_line_or_its_table() -> None:
    lines = {column.key for column in FORM.start.fields}
    assert {key.partition(".")[0] for key in lines} | set(FORM.start.tables) | {"findings"} == {
        *(info.alias or name for name, info in model.Findings.model_fields.items()),
        "population",
    }
    assert {f"municipality.{name}" for name in model.Municipality.model_fields} - lines == {"municipality.population"}
    assert {f"period.{name}" for name in model.Period.model_fields} <= lines


def test_every_kind_of_finding_on_a_theme_has_its_table() -> None:
    tables = set(FORM.field_sheet.tables) | {path[0] for path in WHERE.values()}
    assert tables == set(model.ThemeFindings.model_fields) - {"theme"}
    assert set(FORM.choices["approach"]) == set(WHERE)


def test_what_a_model_requires_the_form_requires() -> None:
    for table, item in ITEMS.items():
        required = {info.alias or name for name, info in item.model_fields.items() if info.is_required()}
        assert required <= {column.key for column in FORM.tables[table].columns if column.required}


@pytest.mark.parametrize("table", sorted(FORM.tables))
def test_no_two_columns_of_a_table_are_called_the_same(table: str) -> None:
    labels = [plain(column.label) for column in FORM.tables[table].columns]
    assert len(set(labels)) == len(labels)


def test_no_two_answers_of_a_list_look_the_same() -> None:
    for answers in FORM.choices.values():
        shown = [plain(text) for text in (*answers, *answers.values())]
        assert len(set(shown)) >= len(answers) * 2 - sum(key == text for key, text in answers.items())


def test_every_kind_of_cell_says_what_it_takes() -> None:
    free = {"text", "anchor", "version"}
    same = {
        "themes": "theme",
        "texts": "text",
        "candidate": "theme",
        "values": "number",
        "criterion": "choice",
        "indicator": "choice",
    }
    kinds = {column.kind for column in FORM.columns()} - free
    assert {same.get(kind, kind) for kind in kinds} - free <= set(FORM.prompts)


def test_a_label_is_compared_without_its_mark_its_dash_or_its_spaces() -> None:
    assert plain(" Thema  *") == plain("THEMA")
    assert plain("1.3 – Woninginbraak") == plain("1.3 - woninginbraak")
