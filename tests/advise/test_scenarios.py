"""Scenarios say in the words of the domain what the rules should give, and tell what came instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.advise.scenarios import Scenario, read_scenario, read_scenarios, run_scenario, scenarios_beside
from kbv_rules.errors import InputError
from kbv_rules.rules.rule_set import load_rule_set
from tests.advise.rule_copies import own_rules
from tests.strategies import KNOWLEDGE, RULES

HEAD = "schema: 1\nname: Ondermijning\nbecause: Wat brandt wordt prioriteit.\n"
BURNING = """findings:
  agendas:
    - {kind: council, name: Motie, themes: ["5.2"]}
  findings:
    - {theme: "5.2", scores: {ernst: 4, omvang: 4, trend: 3, aanpak: 4}}
    - {theme: "4.1", scores: {ernst: 1}}
"""


def written(target: Path, expect: str, findings: str = BURNING, head: str = HEAD) -> Path:
    file = target / "scenario.yaml"
    file.write_text(f"{head}{findings}expect:\n{expect}", encoding="utf-8")
    return file


def read(target: Path, expect: str, findings: str = BURNING, head: str = HEAD) -> Scenario:
    return read_scenario(written(target, expect, findings, head), KNOWLEDGE, RULES)


def told(target: Path, expect: str) -> list[str]:
    """What differs, with the place within the file."""
    outcome = run_scenario(read(target, expect), KNOWLEDGE, RULES)
    return [f"{one.place.line}:{one.place.column}: {one.message}" for one in outcome.differences]


@pytest.mark.parametrize("path", sorted(scenarios_beside(RULES).glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_rules_give_what_the_shipped_scenarios_expect(path: Path) -> None:
    outcome = run_scenario(read_scenario(path, KNOWLEDGE, RULES), KNOWLEDGE, RULES)
    assert outcome.ok, [one.message for one in outcome.differences]


def test_there_are_scenarios_and_each_says_why() -> None:
    scenarios = read_scenarios([scenarios_beside(RULES)], KNOWLEDGE, RULES)
    assert len(scenarios) >= 8
    assert len({scenario.content.name for scenario in scenarios}) == len(scenarios)
    assert all(len(scenario.content.because) > 40 for scenario in scenarios)


@pytest.mark.parametrize(
    "expect",
    [
        '  priorities: ["5.2"]\n',
        '  includes: ["5.2"]\n  excludes: ["4.1", S1]\n',
        '  score: {"5.2": ">= 2", "4.1": "(0..1)"}\n',
        "  reason: oordeel-telt\n",
        "  reason: [oordeel-telt, breedte-thema]\n",
        '  other_theme: {"5.2": "5.2", "3.1": jeugd-en-veiligheid}\n',
        '  dropped: {"4.1": below_minimum}\n',
    ],
)
def test_what_comes_out_as_expected_is_fine(expect: str, tmp_path: Path) -> None:
    assert told(tmp_path, expect) == []


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ('  priorities: ["4.1", "5.2"]\n', "11:15: verwacht als prioriteiten: '4.1' en '5.2'; het werden: '5.2'."),
        ("  priorities: []\n", "11:15: verwacht als prioriteiten: geen; het werden: '5.2'."),
        ('  includes: [S1, "4.1"]\n', "11:14: 'S1' zou een prioriteit zijn en is dat niet; het werden: '5.2'."),
        ('  excludes: ["5.2"]\n', "11:14: '5.2' zou geen prioriteit zijn en is dat wel."),
        ('  score: {"5.2": ">= 3.5"}\n', "11:18: '5.2' scoort 2,72, verwacht was >= 3.5."),
        ('  score: {"1.3/heling": 0}\n', "11:25: '1.3/heling' heeft geen score: er is niets over gevonden."),
        ("  reason: aanpak-loopt\n", "11:11: de regel 'aanpak-loopt' staat bij geen prioriteit onder de redenen."),
        (
            '  other_theme: {"5.3": veilige-publieke-taak}\n',
            "11:24: '5.3' valt onder 'weerbare-samenleving-en-overheid', verwacht was 'veilige-publieke-taak'.",
        ),
        ('  dropped: {"5.2": overlap}\n', "11:20: '5.2' is een prioriteit; verwacht was dat het afviel om 'overlap'."),
        (
            '  dropped: {"2.3": overlap}\n',
            "11:20: '2.3' viel niet af, want er is niets over gevonden; verwacht was dat het afviel om 'overlap'.",
        ),
    ],
)
def test_what_comes_out_differently_is_told_with_its_place(expect: str, message: str, tmp_path: Path) -> None:
    assert message in told(tmp_path, expect)


def test_why_something_fell_off_is_told_with_what_was_expected(tmp_path: Path) -> None:
    (difference,) = told(tmp_path, '  dropped: {"4.1": outranked}\n')
    assert difference.startswith("11:20: '4.1' viel af om 'below_minimum', verwacht was 'outranked'. De score is ")


@pytest.mark.parametrize(
    ("expect", "fault"),
    [
        ('  priorities: ["5.22"]\n', "11:16: er is geen kandidaat '5.22'."),
        ("  includes: [jeugd-en-veilighied]\n", "11:14: er is geen kandidaat 'jeugd-en-veilighied'."),
        ("  reason: oordeel-tel\n", "11:11: er is geen regel 'oordeel-tel'."),
        ('  other_theme: {"5.9": x}\n', "11:17: er is geen thema '5.9'."),
        ('  score: {"5.2": "=> 2"}\n', "11:18: de voorwaarde '=> 2' klopt niet: '=>' is geen teken."),
        ('  dropped: {"5.2": outrankt}\n', "11:20: bij '5.2' staat 'outrankt', en dat kan hier niet."),
        ("  priorites: []\n", "11:3: 'priorites' is hier geen bekende sleutel."),
        ("  includes: []\n", "11:3: dit scenario verwacht niets."),
    ],
)
def test_an_expectation_that_means_nothing_is_refused_with_its_place(expect: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, expect)
    (found,) = refused.value.faults
    assert str(found).replace(f"{tmp_path}/scenario.yaml:", "").startswith(fault)
    assert found.remedy


@pytest.mark.parametrize(
    ("findings", "fault"),
    [
        (
            'findings: {findings: [{theme: "5.2", scores: {ernt: 4}}]}\n',
            "4:47: over het criterium 'ernt' kan niet geoordeeld worden.",
        ),
        (
            'findings: {findings: [{theme: "5.2", scores: {ernst: 5}}]}\n',
            "4:54: bij 'score' staat '5'; dat moet hoogstens 4 zijn.",
        ),
        ('findings: {findings: [{theme: "5.2", scores: 4}]}\n', "4:46: bij 'scores' hoort een blok van criteria met een score."),
        ('findings: {findings: [{theme: "5.22"}]}\n', "4:31: thema '5.22' bestaat niet."),
        ("findings: {agendas: [{kind: motie}]}\n", "4:29: bij 'kind' staat 'motie', en dat kan hier niet."),
    ],
)
def test_findings_that_cannot_be_are_refused_as_in_a_findings_file(findings: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, "  priorities: []\n", findings)
    assert any(str(one).replace(f"{tmp_path}/scenario.yaml:", "").startswith(fault) for one in refused.value.faults)


def test_scores_are_judgements_of_nobody_in_particular(tmp_path: Path) -> None:
    item = read(tmp_path, "  priorities: []\n").findings.findings[0]
    assert [(one.criterion, one.score) for one in item.judgements] == [("ernst", 4), ("omvang", 4), ("trend", 3), ("aanpak", 4)]
    assert {one.by for one in item.judgements} == {"Scenario"}


def test_a_profile_can_be_asked_for_and_must_exist(tmp_path: Path) -> None:
    assert read(tmp_path, "  priorities: []\n", head=HEAD + "profile: cijfers\n").content.profile == "cijfers"
    with pytest.raises(InputError, match="het profiel 'cijfer' bestaat niet"):
        read(tmp_path, "  priorities: []\n", head=HEAD + "profile: cijfer\n")


def test_faults_of_all_scenarios_are_told_together(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text("schema: 2\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_scenarios([tmp_path], KNOWLEDGE, RULES)
    assert {Path(fault.place.file).stem for fault in refused.value.faults} == {"een", "twee"}


def test_a_scenario_is_no_part_of_the_judgement(tmp_path: Path) -> None:
    """Adding one leaves every receipt valid, and a bad one does not stop an advice."""
    folder = own_rules(tmp_path / "regels")
    before = load_rule_set(folder).hash
    (folder / "scenarios" / "eigen.yaml").write_text("geen scenario", encoding="utf-8")
    assert load_rule_set(folder).hash == before
    assert before == RULES.hash
