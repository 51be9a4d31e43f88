"""A findings file is read as it stands, and what cannot be true is told with its place."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

import kbv_rules
from kbv_rules.errors import InputError
from kbv_rules.findings.read import read_findings, with_directions
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Figure, Findings
from kbv_rules.rules.rule_set import load_rule_set

EXAMPLES = Path(__file__).parents[2] / "examples"
SOUND = (Path(__file__).parents[1] / "bad" / "sound.yaml").read_text(encoding="utf-8")


def read(tmp_path: Path, *changes: tuple[str, str]) -> Findings:
    """The findings of Terneuzen, changed."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = tmp_path / "bevindingen.yaml"
    file.write_text(text, encoding="utf-8")
    return read_findings(file)


def faults(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    with pytest.raises(InputError) as refused:
        read(tmp_path, *changes)
    return [str(fault).replace(f"{tmp_path}/", "") for fault in refused.value.faults]


def only_figure(findings: Findings) -> Figure:
    ((figure,),) = [item.figures for item in findings.findings]
    return figure


@pytest.mark.parametrize("name", ["eindhoven", "terneuzen", "waterwijk"])
def test_the_examples_are_read(name: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    findings = read_findings(path)
    assert findings.municipality.name == name.capitalize()
    named = re.findall(r'(?m)^ *- theme: "([^"]*)"', path.read_text(encoding="utf-8"))
    assert [item.theme for item in findings.findings] == named
    assert all(figure.direction is not None for item in findings.findings for figure in item.figures)


def test_what_stands_in_the_file_is_what_is_read(tmp_path: Path) -> None:
    findings = read(tmp_path)
    assert findings.municipality.population == {2022: 54747, 2023: 55062, 2024: 55392}
    assert only_figure(findings).values == {2022: 77, 2023: 94, 2024: 57}
    (judgement,) = findings.findings[0].judgements
    assert (judgement.criterion, judgement.score, judgement.date) == ("beleving", 3, datetime.date(2025, 4, 10))


def test_a_path_may_be_text_and_the_package_offers_it_at_the_top() -> None:
    path = EXAMPLES / "terneuzen.yaml"
    assert kbv_rules.read_findings(str(path)) == read_findings(path, knowledge=load_knowledge(), rules=load_rule_set())


# What is better

KIND = "        kind: objective\n"


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ("", "lower_is_better"),
        ("        indicator: bbv-diefstallen-uit-woning\n", "lower_is_better"),
        ("        indicator: vm-veiligheidsgevoel-eigen-buurt\n", "higher_is_better"),
        ("        direction: higher_is_better\n", "higher_is_better"),
        ("        indicator: vm-veiligheidsgevoel-eigen-buurt\n        direction: neutral\n", "neutral"),
    ],
    ids=["nothing said", "by its indicator", "by an indicator where higher is better", "by itself", "by itself first"],
)
def test_a_figure_knows_what_is_better(said: str, direction: str, tmp_path: Path) -> None:
    assert only_figure(read(tmp_path, (KIND, KIND + said))).direction == direction


def test_what_counts_the_work_of_the_municipality_is_no_effect(tmp_path: Path) -> None:
    outputs = [indicator.id for indicator in load_knowledge().indicators.values() if indicator.kind == "output"]
    assert outputs
    for id_ in outputs:
        assert only_figure(read(tmp_path, (KIND, f"{KIND}        indicator: {id_}\n"))).direction == "neutral"


def test_saying_twice_what_is_better_changes_nothing() -> None:
    findings = read_findings(EXAMPLES / "waterwijk.yaml")
    assert with_directions(findings, load_knowledge()) == findings


# What cannot be true


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3.6", "'3.4' (Veilig in en om de school)"),
        ("1,3", "'1.3' (Objectieve veiligheid)"),
        ("1.3/", "'1.3' (Objectieve veiligheid)"),
        ("1.3/woninginbrak", "'1.3/woninginbraak' (Woninginbraak)"),
        ("1.3-woninginbraak", "'1.3/woninginbraak' (Woninginbraak)"),
        ("woninginbraken", "'1.3/woninginbraak' (Woninginbraak)"),
        ("Jeugdoverlast", "'3.1' (Jeugdoverlast)"),
        ("Ondermijning", "'5.2' (Georganiseerde/ondermijnende criminaliteit)"),
        ("3.3/drugs", "'3.3' (Jeugd, alcohol en drugs)"),
        ("5.2/ondermijning", "'5.2' (Georganiseerde/ondermijnende criminaliteit)"),
    ],
)
def test_the_nearest_theme_is_offered(written: str, meant: str, tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("1.3/woninginbraak", written))
    assert told.startswith(f"bevindingen.yaml:13:12: thema '{written}' bestaat niet.")
    assert told.endswith(f"\n  Bedoelde u {meant}?")


@pytest.mark.parametrize("written", ["xyzzy", "?"])
def test_where_nothing_comes_near_the_way_to_search_is_told(written: str, tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("1.3/woninginbraak", written))
    assert told.endswith("\n  'kbv resolve TEKST' zoekt het thema bij uw woorden.")


def test_themes_are_looked_up_everywhere_they_can_stand(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        ('"S2"', '"S9", 1.1'),
        ("findings:", 'earlier_priorities: ["7.1"]\nfindings:'),
        ('"1.3/woninginbraak"', "1.3"),
    )
    places = ["11:21", "11:27", "12:22", "14:12"]
    assert sorted(line.split(": ")[0] for line in told) == [f"bevindingen.yaml:{at}" for at in places]


def test_a_theme_that_is_named_by_others_may_have_findings_too(tmp_path: Path) -> None:
    assert read(tmp_path, ('"S2"', '"1.3/woninginbraak"')).agendas[0].themes == ("5.2", "1.3/woninginbraak")


def test_findings_of_today_are_in_time_and_of_tomorrow_are_not(tmp_path: Path) -> None:
    today = datetime.date.today()
    assert read(tmp_path, ("2025-06-01", today.isoformat())).date == today
    tomorrow = (today + datetime.timedelta(days=1)).isoformat()
    assert "ligt in de toekomst" in faults(tmp_path, ("2025-06-01", tomorrow))[0]


def test_a_figure_of_the_year_of_the_findings_is_in_time(tmp_path: Path) -> None:
    assert 2025 in only_figure(read(tmp_path, ("2024: 57", "2024: 57, 2025: 21"))).values
    (told,) = faults(tmp_path, ("2024: 57", "2024: 57, 2026: 80"))
    assert "het jaar 2026 ligt in de toekomst" in told


@pytest.mark.parametrize("unit", ["per_1000", "percent", "mark", "scale"])
def test_a_rate_may_have_three_decimals(unit: str, tmp_path: Path) -> None:
    changed = ("{2022: 77, 2023: 94, 2024: 57}", "{2023: 1.122, 2024: 4.688}")
    figure = only_figure(read(tmp_path, ("unit: count", f"unit: {unit}"), changed))
    assert figure.values == {2023: 1.122, 2024: 4.688}


@pytest.mark.parametrize("written", ["1.000", "12.345", "999.999"])
def test_a_point_for_thousands_never_makes_a_number_a_thousand_times_smaller(written: str, tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("2024: 57", f"2024: {written}"))
    assert f"Schrijf {written.replace('.', '')}, zonder punt." in told


def test_every_criterion_with_a_table_for_judgements_can_be_judged(tmp_path: Path) -> None:
    """What can be judged follows from the rules, not from the program."""
    judged = [
        criterion.id
        for criterion in load_rule_set().criteria
        if any(load_rule_set().tables[name].table.per == "judgement" for name in criterion.tables)
    ]
    assert len(judged) >= 6
    for name in judged:
        assert read(tmp_path, ("criterion: beleving", f"criterion: {name}")).findings[0].judgements[0].criterion == name


def test_faults_of_one_kind_do_not_hide_each_other(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        ("criterion: beleving", "criterion: gevoel"),
        (KIND, f"{KIND}        indicator: bestaat-niet\n"),
        ("2024: 57", "2024: 57, 2030: 1"),
        ("2025-04-10", "2099-04-10"),
    )
    assert len(told) == 4
