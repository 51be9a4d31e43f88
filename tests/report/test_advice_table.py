"""The table of many advices: columns that stay, and cells a spreadsheet takes for text."""

from __future__ import annotations

import csv

from kbv_rules.report.advice_table import AdviceRow, advice_table


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_a_row_per_municipality_with_as_many_places_as_there_are_priorities() -> None:
    rows = [
        AdviceRow("Goes", "GM0664", "2027-2030", (), ("no-priorities",)),
        AdviceRow(
            "Terneuzen",
            "GM0715",
            "2027-2030",
            ("5.2", "Ondermijning", "2.000", "0.500"),
            ("provisional", "investigate-first:5.2"),
        ),
    ]
    none, one = read(advice_table(rows, 2))
    assert list(one) == [
        *("municipality", "code", "period"),
        *("priority_1_id", "priority_1_name", "priority_1_score", "priority_1_certainty"),
        *("priority_2_id", "priority_2_name", "priority_2_score", "priority_2_certainty"),
        "flags",
    ]
    assert (none["priority_1_id"], none["flags"]) == ("", "no-priorities")
    assert (one["priority_1_name"], one["priority_2_id"], one["flags"]) == (
        "Ondermijning",
        "",
        "provisional investigate-first:5.2",
    )


def test_a_priority_more_than_the_rules_foresee_gets_its_columns() -> None:
    five = tuple(cell for number in range(5) for cell in (f"1.{number}", "Thema", "1.000", "1.000"))
    assert read(advice_table([AdviceRow("Goes", "", "", five, ())], 4))[0]["priority_5_id"] == "1.4"


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    row = AdviceRow("=HYPERLINK(1)", "", "", (), ())
    assert read(advice_table([row], 1))[0]["municipality"] == "'=HYPERLINK(1)"
