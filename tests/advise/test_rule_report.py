"""What is said of rules is true: each fault is found and pointed at, each counterexample shows what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kbv_rules.advise.properties import ALL, Property, Trial
from kbv_rules.advise.rule_report import report_of_faults, validate_rules
from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.findings.read import read_findings
from kbv_rules.model.rule_report import KINDS, RuleReport
from kbv_rules.rules.rule_set import load_rule_set
from tests.advise.rule_copies import CASES, LAWLESS, case_of, own_rules, rules_of
from tests.cli.running import fine
from tests.strategies import KNOWLEDGE

LAWS: dict[str, Property] = {law.id: law for law in ALL}


def static(folder: Path | None = None) -> RuleReport:
    """What can be said without searching."""
    return validate_rules(folder, budget=0)


# Static


@pytest.mark.parametrize("name", CASES)
def test_a_change_that_breaks_the_rules_is_pointed_at(name: str, tmp_path: Path) -> None:
    folder = rules_of(name, tmp_path / "regels")
    expected = case_of(name)["problem"]
    told = [
        {
            "id": problem.id,
            "severity": problem.severity,
            "at": str(problem.place).replace(f"{folder}/", ""),
            "message": problem.message,
            "remedy": problem.remedy,
            **({"rules": list(problem.rules)} if problem.rules else {}),
            **({"example": dict(problem.example)} if problem.example else {}),
        }
        for problem in static(folder).problems
    ]
    assert expected in told


CLAIMS = {
    "gap": ("beinvloedbaarheid-kennis", "voor elke invoer geldt een regel"),
    "overlap": ("omvang-cijfer", "er geldt nooit meer dan één regel"),
    "shadowed": ("streefwaarde-realistisch", "elke regel kan gelden"),
    "unreachable": ("zekerheid", "elke regel kan gelden"),
    "not-monotone": ("omvang-cijfer", "een slechtere 'level_ratio' verlaagt de uitkomst nooit"),
    "output-out-of-range": ("zekerheid", "de uitkomst blijft binnen [0..1]"),
    "dangling-member": (None, "elk thema en deelthema dat de regels noemen, bestaat in de kennis"),
    "bundle-counts-twice": (None, "geen bundel telt een thema of deelthema dubbel"),
    "weights-all-zero": (None, "elk profiel geeft gewicht aan iets dat in de keuze telt"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_what_is_proven_of_sound_rules_is_not_claimed_of_broken_ones(name: str, tmp_path: Path) -> None:
    sound, broken = (
        {(proof.table, proof.what) for proof in static(folder).proven} for folder in (None, rules_of(name, tmp_path / "regels"))
    )
    assert CLAIMS[name] in sound
    assert CLAIMS[name] not in broken


def test_the_shipped_rules_have_no_errors_and_no_warnings() -> None:
    assert [str(problem.place) for problem in static().problems if problem.severity != "note"] == []


def test_there_is_a_case_of_every_kind_of_problem() -> None:
    elsewhere = {"unreadable", "too-large"}
    assert {case_of(name)["problem"]["id"] for name in CASES} == set(KINDS) - elsewhere


def test_nothing_worse_can_lower_the_score_on_any_criterion() -> None:
    proven = [proof.what for proof in static().proven if proof.table is None]
    for criterion in load_rule_set().criteria:
        assert any(what.startswith(f"een slechtere waarde verlaagt de score op '{criterion.id}' nooit") for what in proven)


def test_a_criterion_is_not_proven_when_one_of_its_tables_falls(tmp_path: Path) -> None:
    proven = " ".join(proof.what for proof in static(rules_of("not-monotone", tmp_path / "regels")).proven)
    assert "op 'omvang' nooit" not in proven
    assert "op 'trend' nooit" in proven


def test_a_gap_that_is_meant_is_told_and_is_no_problem() -> None:
    report = static()
    assert [problem for problem in report.problems if problem.id == "gap"] == []
    assert any("zo bedoeld: het handboek zegt alleen wat wel high impact is" in proof.what for proof in report.proven)


def test_a_table_too_large_to_prove_is_said_to_be(tmp_path: Path) -> None:
    """Six hundred boundaries on each of two inputs are more combinations than are gone through."""
    rules = "\n".join(
        f"  - {{id: r{i}, when: {{coverage: '>= 0.{i:04d}1', sources: {i}, age: {i}}}, then: 0, because: x}}"
        for i in range(1, 130)
    )
    folder = own_rules(tmp_path / "regels")
    table = folder / "tables" / "zekerheid.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text[: text.index("rules:\n")] + f"rules:\n{rules}\n", encoding="utf-8")
    report = static(folder)
    (problem,) = [problem for problem in report.problems if problem.id == "too-large"]
    assert (problem.severity, problem.table) == ("warning", "zekerheid")
    assert [proof for proof in report.proven if proof.table == "zekerheid"] == []


def test_faults_of_unreadable_rules_become_problems_at_their_place(tmp_path: Path) -> None:
    folder = own_rules(tmp_path / "regels", "tables/omvang-cijfer.yaml", {'">= 1.7"': '"=> 1.7"'})
    with pytest.raises(InputError) as refused:
        validate_rules(folder)
    report = report_of_faults(folder, refused.value)
    (problem,) = report.problems
    assert (problem.id, problem.severity) == ("unreadable", "error")
    assert str(problem.place) == f"{folder}/tables/omvang-cijfer.yaml:35:25"
    assert "'=>' is geen teken" in problem.message
    assert problem.remedy == "Bedoelde u '>='?"
    assert (report.proven, report.searched) == ((), ())
    assert report.unsearched


def test_two_tables_that_would_read_each_other_are_refused(tmp_path: Path) -> None:
    """Tables read rows of findings, never each other: a cycle cannot be written down."""
    folder = own_rules(tmp_path / "regels", "tables/ernst-scenario.yaml", {"{name: name, label": "{name: omvang-scenario, label"})
    other = folder / "tables" / "omvang-scenario.yaml"
    other.write_text(
        other.read_text(encoding="utf-8").replace("{name: name, label", "{name: ernst-scenario, label"), encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        validate_rules(folder)
    told = [str(fault) for fault in refused.value.faults]
    assert any(
        "de invoer 'omvang-scenario' bestaat niet voor 'scenario'" in one and "ernst-scenario.yaml:9:12" in one for one in told
    )
    assert any("de invoer 'ernst-scenario' bestaat niet voor 'scenario'" in one for one in told)


# Search


# Seeds with which little searching is needed.
SEEDS = {"finding-lifts-two": 1, "worse-weakens-candidate": 2, "indicator-count": 1}


def broken_by(name: str, target: Path) -> tuple[Path, str, str]:
    """A copy of the rules that breaks a law, the law, and the file to look in."""
    law, file, changes, place = LAWLESS[name]
    folder = own_rules(target, file, changes)
    if law == "worse-lowers-rank":
        profiles = folder / "profiles.yaml"
        profiles.write_text(profiles.read_text(encoding="utf-8").replace("samenhang: 6", "samenhang: 600"), encoding="utf-8")
    return folder, law, place


@pytest.mark.parametrize("name", LAWLESS)
def test_a_broken_law_is_found_and_the_counterexample_shows_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, id_, place = broken_by(name, tmp_path / "regels")
    monkeypatch.chdir(tmp_path)
    kept: dict[str, str] = {}

    def keep(name: str, text: str) -> str:
        kept[name] = text
        Path(name).write_text(text, encoding="utf-8")
        return name

    report = validate_rules(folder, budget=5, seed=SEEDS.get(id_, 0), only=[id_], keep=keep)
    (problem,) = [problem for problem in report.problems if problem.id == id_]
    assert problem.place.file == str(folder / place)
    assert problem.counterexample == f"tegenvoorbeeld-{id_}.yaml"
    (searched,) = report.searched
    assert (searched.property, searched.holds) == (id_, False)

    rules = load_rule_set(folder)
    text = kept[problem.counterexample]
    assert problem.message in text.replace("\n# ", " "), "the file says what is wrong"
    profile = re.search(r"kbv advise .* --profile (\w+)", text)
    chosen = profile[1] if profile else rules.profiles.standard
    earlier = f"tegenvoorbeeld-{id_}-ervoor.yaml"
    found, before = (
        read_findings(path, knowledge=KNOWLEDGE, rules=rules) if path in kept else None
        for path in (problem.counterexample, earlier)
    )
    assert found
    subject = re.search(r"de bevinding '([^']+)'", problem.message)
    what = subject[1] if subject else ""
    theme = what.partition("#")[0] or found.findings[0].theme
    trial = Trial(KNOWLEDGE, rules, found, chosen, before=before, subject=theme, what=what)
    broken = LAWS[id_].broken(trial)
    assert broken, "what was written and read again breaks the law"
    assert broken.message == problem.message

    command = re.search(r"kbv (advise .*)", text)
    assert command
    assert json.loads(fine(*command[1].split(), "--format", "json").out)["municipality"] == found.municipality.name


def test_a_proven_fall_is_also_shown_on_findings(tmp_path: Path) -> None:
    folder, id_, _ = broken_by("a higher ratio scores lower", tmp_path / "regels")
    report = validate_rules(folder, budget=8, only=[id_])
    proven, searched = (next(problem for problem in report.problems if problem.id == one) for one in ("not-monotone", id_))
    assert proven.place == searched.place
    assert set(searched.rules) == {"omvang-cijfer-2", "omvang-cijfer-3"}


def test_nothing_can_be_spared_from_a_counterexample(tmp_path: Path) -> None:
    """One finding on one theme, and the same with a minor one more: less than that shows nothing."""
    folder, id_, _ = broken_by("ties to other themes weigh more than all the rest", tmp_path / "regels")
    kept: dict[str, str] = {}
    validate_rules(folder, budget=8, only=[id_], keep=lambda name, text: kept.setdefault(name, text) and name)
    body = "\n".join(line for line in kept[f"tegenvoorbeeld-{id_}.yaml"].splitlines() if not line.startswith("#"))
    assert body.count("- theme:") == 1
    assert "population" not in body


def test_the_same_seed_gives_the_same_counterexample(tmp_path: Path) -> None:
    folder, id_, _ = broken_by("ties to other themes weigh more than all the rest", tmp_path / "regels")
    runs: list[dict[str, str]] = [{}, {}]
    for kept in runs:
        validate_rules(
            folder, budget=20, seed=7, only=[id_], keep=lambda name, text, kept=kept: kept.setdefault(name, text) and name
        )
    assert runs[0] == runs[1]
    assert runs[0]


def test_what_was_searched_and_not_found_is_told_with_its_number_of_cases() -> None:
    report = validate_rules(budget=3, seed=1)
    assert {searched.property for searched in report.searched} == set(LAWS)
    for searched in report.searched:
        assert searched.holds, searched
        assert searched.cases > 0
    assert report.unsearched is None


def test_without_a_budget_nothing_is_searched_and_that_is_said() -> None:
    report = static()
    assert report.searched == ()
    assert report.unsearched == "er is geen tijd voor gegeven (--budget 0)"


def test_rules_that_give_no_advice_at_all_are_not_searched(tmp_path: Path) -> None:
    report = validate_rules(rules_of("dangling-member", tmp_path / "regels"), budget=5)
    assert report.unsearched
    assert "geen advies te maken" in report.unsearched
    assert report.has("error")


def test_a_search_leaves_nothing_behind_where_it_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    validate_rules(budget=0.5, only=["indicator-count"])
    assert list(tmp_path.iterdir()) == []


def test_a_property_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownTermError) as refused:
        validate_rules(only=["worse-lowers-scores"])
    assert "worse-lowers-score" in str(refused.value)
