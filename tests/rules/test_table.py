"""A decision table as it stands in a file: cells may be written as a number or as true and false, unknown keys may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from kbv_rules.errors import InputError
from kbv_rules.rules.files import read_rule_files
from kbv_rules.rules.table import Rule, Table
from tests.rules.small_rules import small_rules


def changed(folder: Path, was: str, becomes: str) -> Path:
    """The folder with other words in its table 'omvang'."""
    path = folder / "tables" / "omvang.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(was) == 1
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    return folder


def omvang(folder: Path) -> Table:
    return next(table for table in read_rule_files(folder).tables if table.id == "omvang")


@pytest.mark.parametrize(
    ("written", "read"),
    [("3", "3"), ("0.8", "0.8"), ("-1", "-1"), ("1234567", "1234567"), ("0.1234567", "0.1234567"), ('">= 2"', ">= 2")],
)
def test_a_number_is_a_condition_with_or_without_quotes(written: str, read: str, tmp_path: Path) -> None:
    folder = changed(small_rules(tmp_path / "rules"), 'level_ratio: "[0..1.3)"', f"level_ratio: {written}")
    assert omvang(folder).rules[0].when == {"level_ratio": read}


@pytest.mark.parametrize(("written", "read"), [("true", "true"), ("False", "false"), ("not(true)", "not(true)")])
def test_true_and_false_are_conditions_without_quotes(written: str, read: str, tmp_path: Path) -> None:
    folder = changed(small_rules(tmp_path / "rules"), 'level_ratio: "[0..1.3)"', f"small: {written}")
    assert omvang(folder).rules[0].when == {"small": read}


def test_a_rule_without_conditions_holds_for_everything(tmp_path: Path) -> None:
    folder = changed(small_rules(tmp_path / "rules"), '    when: {level_ratio: "[0..1.3)"}\n', "")
    assert omvang(folder).rules[0].when == {}


def test_an_outcome_is_a_number_or_the_name_of_an_input(tmp_path: Path) -> None:
    folder = changed(small_rules(tmp_path / "rules"), 'range: "[0..*)"', 'range: "[0..4]"')
    folder = changed(folder, "then: 1\n", "then: level_ratio\n")
    assert [rule.then for rule in omvang(folder).rules] == ["level_ratio", 3.0]


def test_a_key_that_is_misspelt_gets_the_key_that_was_meant(tmp_path: Path) -> None:
    folder = changed(small_rules(tmp_path / "rules"), 'when: {level_ratio: ">= 1.3"}', 'wen: {level_ratio: ">= 1.3"}')
    with pytest.raises(InputError, match=r"19:5: 'wen' is hier geen bekende sleutel\.\n  Bedoelde u 'when'\?"):
        read_rule_files(folder)


def test_one_bad_rule_is_not_also_told_as_a_table_without_rules(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    path = folder / "tables" / "zekerheid.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{id: zekerheid-bron, ", "{"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_rule_files(folder)
    assert [fault.what for fault in refused.value.faults] == ["'id' ontbreekt."]


def test_a_table_without_rules_is_refused(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    path = folder / "tables" / "zekerheid.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("rules:")[0] + "rules: []\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"zekerheid.yaml:10:8: 'rules' is leeg."):
        read_rule_files(folder)


def test_a_rule_cannot_be_changed_once_it_is_read() -> None:
    rule = Rule(id="omvang-veel", when={"level_ratio": ">= 1.3"}, then=3, because="veel")
    with pytest.raises(ValidationError):
        rule.then = 4.0
