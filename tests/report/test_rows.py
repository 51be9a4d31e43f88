"""Rows as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from kbv_rules.report.rows import rows_as

LABELS = {"name": "maatregel", "kind": "soort", "also_under": "ook onder"}
ROWS: list[dict[str, Any]] = [
    {"id": "buurtbemiddeling", "name": "Buurtbemiddeling", "kind": None, "also_under": ["3.1", "5.1"]},
    {"id": "horecaconvenant", "name": "Horecaconvenant, met 'afspraken'", "kind": "specific", "also_under": []},
]


def test_json_holds_the_rows_as_they_are() -> None:
    assert json.loads(rows_as("json", ROWS, LABELS)) == ROWS


def test_csv_holds_every_column_and_joins_lists() -> None:
    read = list(csv.DictReader(io.StringIO(rows_as("csv", ROWS, LABELS))))
    assert read == [
        {"id": "buurtbemiddeling", "name": "Buurtbemiddeling", "kind": "", "also_under": "3.1; 5.1"},
        {"id": "horecaconvenant", "name": "Horecaconvenant, met 'afspraken'", "kind": "specific", "also_under": ""},
    ]


def test_a_table_shows_the_labelled_columns_under_their_dutch_heads() -> None:
    lines = rows_as("table", ROWS, LABELS).splitlines()
    assert lines[0].split("  ")[0] == "maatregel"
    assert "ook onder" in lines[0]
    assert lines[2].startswith("Buurtbemiddeling ")
    assert lines[2].endswith("3.1; 5.1")
    assert "buurtbemiddeling" not in "\n".join(lines)


def test_truth_is_written_in_dutch() -> None:
    rows = [{"name": "4.2", "mutual": True}, {"name": "4.3", "mutual": False}]
    assert [line.split()[-1] for line in rows_as("table", rows, {"name": "thema", "mutual": "wederzijds"}).splitlines()[2:]] == [
        "ja",
        "nee",
    ]


@pytest.mark.parametrize(
    ("form", "expected"), [("json", "[]\n"), ("csv", "name,kind,also_under\n"), ("table", "Niets gevonden.\n")]
)
def test_no_rows_is_an_answer_too(form: str, expected: str) -> None:
    assert rows_as(form, [], LABELS) == expected


def test_a_csv_of_uneven_rows_has_the_columns_of_all() -> None:
    read = list(csv.DictReader(io.StringIO(rows_as("csv", [{"id": "1.1"}, {"id": "A3", "via": "1.1"}], {}))))
    assert read == [{"id": "1.1", "via": ""}, {"id": "A3", "via": "1.1"}]
