"""Each part of a rule is held against the columns of its table; a sound rule has no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.rules.files import read_rule_files
from tests.rules.small_rules import small_rules


def faults_with(folder: Path, was: str, becomes: str) -> list[str]:
    """What is wrong when the table 'omvang' reads so."""
    path = folder / "tables" / "omvang.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(was) == 1
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    try:
        read_rule_files(folder)
    except InputError as error:
        return [fault.what for fault in error.faults]
    return []


@pytest.mark.parametrize(
    "when",
    [
        "{}",
        '{level_ratio: "-"}',
        '{level_ratio: "not([0.8..1.2), 3)", small: false}',
        """{kind: '"objective", "subjective"'}""",
        """{kind: 'not("objective")'}""",
        '{name: "-"}',
    ],
)
def test_a_condition_that_fits_its_column_is_no_fault(when: str, tmp_path: Path) -> None:
    assert faults_with(small_rules(tmp_path / "rules"), 'when: {level_ratio: "[0..1.3)"}', f"when: {when}") == []


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("""{level_ratio: '1, "veel"'}""", "de voorwaarde '\"veel\"' is tekst."),
        ("""{level_ratio: 'not("veel")'}""", "de voorwaarde '\"veel\"' is tekst."),
        ("{kind: '\"objective\", 3'}", "de voorwaarde '3' is een getal."),
        ("""{kind: "not([1..2])"}""", "de voorwaarde '[1..2]' vergelijkt getallen."),
        ("{small: '[0..1]'}", "de voorwaarde '[0..1]' vergelijkt getallen."),
        ("{kind: true}", "de voorwaarde 'true' is waar of onwaar."),
    ],
)
def test_every_part_of_a_condition_must_fit_its_column(when: str, what: str, tmp_path: Path) -> None:
    assert faults_with(small_rules(tmp_path / "rules"), 'when: {level_ratio: "[0..1.3)"}', f"when: {when}") == [what]


def test_every_fault_of_a_rule_is_told(tmp_path: Path) -> None:
    rule = 'when: {level_ratio: "=> 1", kind: groot}\n    then: 7\n    because: "{jaar} en {name:getal"'
    was = 'when: {level_ratio: "[0..1.3)"}\n    then: 1\n    because: "{name}: {level_ratio:keer} zo veel als elders, dus gewoon"'
    assert faults_with(small_rules(tmp_path / "rules"), was, rule) == [
        "de voorwaarde '=> 1' klopt niet: '=>' is geen teken.",
        "de voorwaarde 'groot' klopt niet: tekst hoort tussen aanhalingstekens.",
        "de uitkomst 7 valt buiten [0..4].",
        "de tekst klopt niet: een accolade is niet gesloten, of er staat iets tussen accolades dat geen naam is.",
        "de tekst gebruikt '{jaar}', en dat is geen invoer van deze tabel.",
    ]


@pytest.mark.parametrize("then", ["0", "4", "2.5"])
def test_the_ends_of_the_range_are_outcomes_too(then: str, tmp_path: Path) -> None:
    assert faults_with(small_rules(tmp_path / "rules"), "then: 1\n", f"then: {then}\n") == []
