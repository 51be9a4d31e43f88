"""Coverage counts the inputs on which a rule held, whether or not another went before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.advise.coverage import Covering, cover, read_covering
from kbv_rules.errors import InputError
from kbv_rules.model.findings import Findings
from tests.advise.municipality import agenda, counts, found, municipality
from tests.cli.running import EXAMPLES
from tests.strategies import KNOWLEDGE, RULES


def times(*cases: Findings) -> dict[str, int]:
    covered = cover([Covering(f"{place}.yaml", case) for place, case in enumerate(cases)], KNOWLEDGE, RULES)
    return {one.rule: one.times for one in covered}


def test_every_rule_is_counted_in_the_order_of_the_tables() -> None:
    covered = cover([], KNOWLEDGE, RULES)
    assert [(one.table, one.rule) for one in covered] == [
        (id_, rule.id) for id_, table in sorted(RULES.tables.items()) for rule in table.table.rules
    ]
    assert {one.times for one in covered} == {0}


def test_a_rule_counts_once_for_each_input_on_which_it_held() -> None:
    held = times(municipality(found("5.2", bottlenecks=("geen regie",)), found("4.1", bottlenecks=("geen cijfers",))))
    assert held["aanpak-knelpunt-1"] == 2
    assert held["aanpak-knelpunt-2"] == 0


def test_inputs_that_are_the_same_in_all_the_table_knows_count_once() -> None:
    held = times(municipality(found("5.2", bottlenecks=("geen regie",)), found("4.1", bottlenecks=("geen regie",))))
    assert held["aanpak-knelpunt-1"] == 1


def test_a_rule_that_lacks_an_input_did_not_hold() -> None:
    held = times(municipality(found("2.1", figures=(counts("Winkeldiefstal", 900, 360),))))
    assert sum(count for rule, count in held.items() if rule.startswith("omvang-cijfer")) == 0


def test_a_rule_that_another_beats_still_held() -> None:
    """Two agendas give a 3 and so does a legal duty: under `collect max` only one of them counts, and both held."""
    held = times(municipality(agendas=(agenda("legal_duty", "Wet", "4.4"), agenda("council", "Motie", "4.4"))))
    assert held["bestuurlijk-belang-2"] == 1
    assert held["bestuurlijk-belang-plicht"] == 1


def test_the_same_input_in_two_files_counts_twice_and_names_both() -> None:
    case = municipality(found("2.1", figures=(counts("Winkeldiefstal", 900, 360, per_1000=4.0),)))
    covered = cover([Covering("een.yaml", case), Covering("twee.yaml", case)], KNOWLEDGE, RULES)
    (rule,) = [one for one in covered if one.rule == "omvang-cijfer-3"]
    assert (rule.times, rule.files) == (2, ("een.yaml", "twee.yaml"))


def test_counting_changes_nothing_for_the_rules_themselves() -> None:
    case = municipality(found("5.2", ernst=4))
    assert times(case) == times(case)


def test_a_folder_is_read_whole() -> None:
    assert [Path(one.file).stem for one in read_covering([EXAMPLES], KNOWLEDGE, RULES)] == ["eindhoven", "terneuzen", "waterwijk"]


def test_a_folder_without_findings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="in deze map staan geen bevindingen"):
        read_covering([tmp_path], KNOWLEDGE, RULES)


def test_all_faults_of_all_files_are_told(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text("schema: 9\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_covering([tmp_path], KNOWLEDGE, RULES)
    assert {Path(fault.place.file).stem for fault in refused.value.faults} == {"een", "twee"}
