"""All judgement of one folder, under the names by which the rest asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.rules.files import read_rule_files
from kbv_rules.rules.rule_set import load_bundles, load_rule_set
from tests.rules.small_rules import small_rules


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_without_a_folder_the_rules_of_this_installation_are_loaded() -> None:
    rules = load_rule_set()
    assert rules.folder == data_folder("rules")
    assert {criterion.id for criterion in rules.criteria} == {
        "ernst", "omvang", "trend", "beleving", "aanpak", "beinvloedbaarheid", "bestuurlijk_belang", "samenhang"
    }  # fmt: skip
    assert rules.strongest_links == 3
    assert rules.certainty_table in rules.tables


def test_the_second_time_the_same_comes_back_without_the_files_being_read(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    first, second, read = load_rule_set(folder), load_rule_set(folder), read_rule_files(folder)
    for rules in (first, second):
        assert rules.limits.model_dump() == read.limits.model_dump(mode="json")
        assert rules.candidates.model_dump() == read.candidates.model_dump(mode="json")
        assert [table.table.model_dump() for table in rules.tables.values()] == [
            table.model_dump(mode="json") for table in read.tables
        ]


def test_rules_from_their_compiled_copy_judge_as_those_just_read(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    for _ in range(2):
        hit = load_rule_set(folder).tables["omvang"].hits({"kind": "objective", "level_ratio": 1.54, "name": "Inbraak"})
        assert [(one.rule.id, one.output) for one in hit] == [("omvang-veel", 3.0)]


def test_another_threshold_gives_another_hash_and_another_judgement(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    before = load_rule_set(folder)
    path = folder / "tables" / "omvang.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1.3", "1.7"), encoding="utf-8")
    after = load_rule_set(folder)
    assert before.hash != after.hash
    outputs = [rules.tables["omvang"].hits({"level_ratio": 1.54})[0].output for rules in (before, after)]
    assert outputs == [3.0, 1.0]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_rule_set(tmp_path / "regels")
    assert str(refused.value) == (
        f"{tmp_path / 'regels'}: deze map met regels bestaat niet.\n  Geef een map op die op 'rules/' van kbv-rules lijkt."
    )


def test_a_folder_with_a_fault_is_refused_every_time(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules", "output-out-of-range")
    for _ in range(2):
        with pytest.raises(InputError, match=r"de uitkomst 5 valt buiten \[0\.\.4\]"):
            load_rule_set(folder)


def test_a_profile_is_asked_for_by_its_id_and_the_standard_one_by_none() -> None:
    rules = load_rule_set()
    assert rules.profile(None).id == rules.profiles.standard == "standaard"
    assert rules.profile("inwoners").name == "Inwoners voorop"


def test_a_profile_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(UnknownTermError) as refused:
        load_rule_set().profile("bewoners")
    assert (refused.value.kind, refused.value.text) == ("profiel", "bewoners")
    assert {"standaard", "cijfers", "inwoners", "bestuur"} == {id_ for id_, _ in refused.value.suggestions}


def test_a_sentence_is_filled_in() -> None:
    rules = load_rule_set()
    assert rules.text("earlier_within", name="Jeugdoverlast", other="Jeugd en veiligheid") == (
        "Jeugdoverlast gaat op in de prioriteit 'Jeugd en veiligheid'."
    )


def test_bundles_that_are_never_proposed_still_have_a_name_to_be_recognised_by() -> None:
    bundles = {bundle.id: bundle for bundle in load_bundles()}
    assert bundles["jeugd-en-veiligheid"].candidate
    assert not bundles["fysieke-veiligheid"].candidate
    assert bundles["fysieke-veiligheid"].members == ("4.1", "4.2", "4.3", "4.4")
