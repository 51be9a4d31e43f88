"""Municipalities as an adviser would know them: whether the advice makes sense, not what shape it has."""

from __future__ import annotations

import csv
import os
import re
import zipfile
from functools import cache
from pathlib import Path
from statistics import mean, median

import pytest
from kbv_rules.cli.advise import advise as advise_command

import kbv_rules
from kbv_rules.findings.derive import derive
from kbv_rules.model.advice import Advice, Priority
from kbv_rules.model.findings import Consultation, Findings, Scenario, ThemeFindings
from tests.advise.municipality import agenda, burning, counts, found, municipality, survey
from tests.advise.workings import Workings, advised
from tests.cli.running import EXAMPLES, fine
from tests.strategies import KNOWLEDGE, RULES, THEMES

DATA = Path(os.environ.get("KBV_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
POLICE = DATA / "politie_47018NED_gemeente_jaar"
needs_police_data = pytest.mark.skipif(not POLICE.is_dir(), reason="de open data van de politie staan niet naast deze map")
REAL = ("terneuzen", "eindhoven")


def chosen(*items: ThemeFindings, **more: object) -> list[str]:
    return [one.id for one in advised(municipality(*items, **more)).priorities]  # type: ignore[arg-type]


def priority(advice: Advice, id_: str) -> Priority:
    return next(one for one in advice.priorities if one.id == id_)


# What happens in the streets


def test_burglary_that_rose_by_40_percent_weighs_more_than_burglary_that_did_not_and_says_why() -> None:
    def burglary(last: int) -> Advice:
        figure = counts("Woninginbraken", 98, 101, 99, 100, last, per_1000=1.6)
        return advised(municipality(burning("1.3/woninginbraak", 1).model_copy(update={"figures": (figure,)})))

    calm, risen = (next(one for one in burglary(last).scores if one.theme == "1.3") for last in (100, 140))
    assert risen.lead == calm.lead == "1.3/woninginbraak"
    assert risen.score > calm.score
    assert risen.criteria["trend"].contribution > calm.criteria["trend"].contribution


def test_the_rise_is_a_reason_that_leads_back_to_the_figure() -> None:
    figure = counts("Woninginbraken", 98, 101, 99, 100, 140, per_1000=1.6)
    item = found("1.3/woninginbraak", figures=(figure,), ernst=4, beleving=4, bestuurlijk_belang=4)
    one = priority(advised(municipality(item)), "1.3/woninginbraak")
    rise = next(reason for reason in one.reasons if reason.rule == "trend-cijfer-sprong")
    assert "in 2025 ineens 40% meer dan een jaar eerder" in rise.text
    assert (rise.criterion, rise.finding) == ("trend", "1.3/woninginbraak#figures/woninginbraken")
    assert rise.contribution > 0


def test_three_cases_more_of_something_rare_are_no_trend() -> None:
    def trend(*values: int) -> float | None:
        figure = counts("Overvallen", *values, per_1000=0.05)
        return Workings(municipality(found("1.3/overvallen", figures=(figure,)))).scores["1.3"].criteria["trend"].score

    assert (trend(2, 3, 1, 2, 5) or 0) <= 2
    assert trend(200, 300, 100, 200, 500) == 4


def test_less_than_elsewhere_and_falling_is_no_priority_however_it_is_felt() -> None:
    quiet = found(
        "2.1/winkeldiefstal",
        figures=(counts("Winkeldiefstal", 300, 250, 200, 150, per_1000=6.0),),
        consultation=(Consultation(group="entrepreneurs", text="er wordt veel gestolen", share=40),),
    )
    assert chosen(quiet) == []


def test_a_neutral_figure_and_one_of_the_municipalitys_own_work_change_no_score() -> None:
    output = next(id_ for id_, one in KNOWLEDGE.indicators.items() if one.kind == "output")
    bare = municipality(found("4.1", ernst=2))
    plain = Workings(bare).scores
    rising = counts("Snelheidscontroles", 100, 200, 900, per_1000=1.0)
    neutral = rising.model_copy(update={"direction": "neutral"})
    own_work = rising.model_copy(update={"indicator": output})
    for figure in (neutral, own_work):
        assert Workings(municipality(found("4.1", ernst=2, figures=(figure,)))).scores == plain
    assert Workings(municipality(found("4.1", ernst=2, figures=(rising,)))).scores["4.1"].score > plain["4.1"].score


def test_where_higher_is_better_a_falling_mark_is_a_worsening() -> None:
    def felt(direction: str) -> float | None:
        safe = survey("Voelt zich veilig in de buurt", 88.0, 82.0, 74.0).model_copy(update={"direction": direction})
        return Workings(municipality(found("1.4", figures=(safe,)))).scores["1.4"].criteria["beleving"].score

    assert felt("higher_is_better") == 3
    assert felt("lower_is_better") is None


# What councils choose


def test_ondermijning_care_youth_and_digital_crime_are_possible_side_by_side() -> None:
    youth = [burning(theme) for theme in ("3.1", "3.2")]
    care = [burning(sub) for sub in ("S2", "1.1/verward-gedrag", "1.1/multiprobleemgezinnen")]
    digital = [burning(sub) for sub in ("S1/online-oplichting", "S1/cybercrime-hacken")]
    advice = advised(municipality(burning("5.2"), *youth, *care, *digital))
    assert {"5.2", "S1", "S2"} < {one.id for one in advice.priorities}
    fourth = next(one for one in advice.priorities if one.id not in ("5.2", "S1", "S2"))
    assert set(fourth.members) <= {"3.1", "3.2", "3.3", "3.4"}
    assert {"3.1", "3.2"} <= set(fourth.members)


def test_ondermijning_without_the_exploitation_that_care_and_safety_takes_along_stands_on_the_rest() -> None:
    exploited = burning("5.2/mensenhandel")
    alone = Workings(municipality(exploited))
    with_care = frozenset({"5.2/mensenhandel"})
    assert alone.strength("5.2") > RULES.limits.minimum[0] > alone.strength("5.2", with_care)
    parks = Workings(municipality(exploited, burning("5.2/recreatieparken")))
    assert parks.strength("5.2", with_care) == pytest.approx(parks.strength("5.2"))


def test_one_burning_member_is_chosen_and_not_the_bundle_it_belongs_to() -> None:
    assert chosen(burning("3.2")) == ["3.2"]
    assert chosen(burning("4.2"), found("4.3", ernst=1), found("4.4", ernst=1)) == ["4.2"]


def test_what_burns_inside_a_container_is_chosen_and_not_the_container() -> None:
    assert chosen(burning("1.3/woninginbraak"), found("1.3", ernst=2, trend=1)) == ["1.3/woninginbraak"]
    assert chosen(burning("1.1/woonoverlast"), found("1.1", ernst=1)) == ["1.1/woonoverlast"]


def test_care_and_safety_takes_a_sub_theme_along_and_the_home_of_its_theme_says_so() -> None:
    advice = advised(municipality(burning("S2"), burning("1.1/verward-gedrag"), burning("1.1/multiprobleemgezinnen")))
    assert "1.1/verward-gedrag" in priority(advice, "S2").sub_themes
    home = next(other for other in advice.other_themes if "1.1" in other.members)
    told = {part.sub_theme: part for part in home.taken_along}
    part = told["1.1/verward-gedrag"]
    assert (part.name, part.priority) == ("Personen met verward of onbegrepen gedrag", "S2")


def test_an_overarching_theme_does_not_bring_the_general_measures_of_the_themes_it_takes_from() -> None:
    one = priority(advised(municipality(burning("S1/online-oplichting"), burning("5.4/persoonsgegevens"))), "S1")
    general = {mention.id for mention, _ in KNOWLEDGE.measures_of("5.4") if not KNOWLEDGE.measures[mention.id].sub_themes}
    whole = priority(advised(municipality(burning("5.4"))), "5.4")
    assert general and general <= {measure.id for measure in whole.measures}
    assert not general & {measure.id for measure in one.measures}


def test_a_scenario_that_could_disrupt_the_region_brings_crisis_management_in_with_a_legal_duty() -> None:
    flood = Scenario(name="Overstroming", likelihood=3, impact=4, source="Regionaal risicoprofiel")
    duty = agenda("legal_duty", "Wet veiligheidsregio's", "4.4")
    item = found("4.4", scenarios=(flood,), bottlenecks=("geen oefening gehad", "plan verouderd"))
    advice = advised(municipality(item, agendas=(duty,)))
    assert [one.id for one in advice.priorities] == ["4.4"]
    rules = {reason.rule for reason in priority(advice, "4.4").reasons if reason.contribution > 0}
    assert {"ernst-scenario-impact", "omvang-scenario-kans", "bestuurlijk-belang-plicht"} <= rules


# What is not known


def test_where_nothing_was_found_there_are_no_priorities_and_all_22_themes_are_missing() -> None:
    advice = advised(municipality())
    assert advice.priorities == ()
    assert advice.dropped == ()
    assert {gap.theme for gap in advice.missing} == set(THEMES)
    for theme in THEMES:
        inputs = {gap.input for gap in advice.missing if gap.theme == theme}
        assert {"figures", "judgements", "approach", "consultation", "agendas"} <= inputs
    assert sorted(theme for other in advice.other_themes for theme in other.members) == THEMES


def test_a_single_old_source_asks_for_research_first_and_the_same_from_many_does_not() -> None:
    thin = found("5.2", ernst=4, omvang=4, bestuurlijk_belang=4)
    old = thin.model_copy(
        update={"judgements": tuple(one.model_copy(update={"date": one.date.replace(year=2021)}) for one in thin.judgements)}
    )
    assert priority(advised(municipality(old)), "5.2").investigate_first
    assert not priority(advised(municipality(burning("5.2"))), "5.2").investigate_first


def test_research_first_takes_nothing_off_the_score() -> None:
    fresh = found("5.2", ernst=4, omvang=4, bestuurlijk_belang=4)
    old = fresh.model_copy(
        update={"judgements": tuple(one.model_copy(update={"date": one.date.replace(year=2021)}) for one in fresh.judgements)}
    )
    assert priority(advised(municipality(old)), "5.2").score == priority(advised(municipality(fresh)), "5.2").score


# The examples that come along


def example(name: str) -> Findings:
    return kbv_rules.read_findings(EXAMPLES / f"{name}.yaml")


@cache
def table(name: str) -> list[dict[str, str]]:
    with (POLICE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def registered() -> dict[tuple[str, str, int], int]:
    """Registered crimes by kind, municipality and year."""
    return {
        (row["soort_misdrijf"], row["gemeentecode"], int(row["jaar"])): int(row["geregistreerde_misdrijven"])
        for row in table("misdrijven_gemeente_jaar.csv")
    }


@cache
def inhabitants() -> dict[tuple[str, int], int]:
    rows = table("inwoners_gemeentegrenzen_2024_afgeleid.csv")
    return {(row["gemeentecode"], int(row["jaar"])): int(row["inwoners"]) for row in rows if row["inwoners"]}


def kind_of(source: str) -> str:
    before, _, kind = source.rpartition("soort misdrijf ")
    assert before.startswith("Politie, tabel 47018NED")
    return kind


@needs_police_data
@pytest.mark.parametrize("name", REAL)
def test_every_count_of_a_real_municipality_is_the_one_the_police_registered(name: str) -> None:
    real = example(name)
    code = real.municipality.code or ""
    figures = [figure for item in real.findings for figure in item.figures]
    assert len(figures) >= 11
    for figure in figures:
        kind = kind_of(figure.source)
        assert figure.values == {year: registered()[kind, code, year] for year in figure.values}, figure.name
        provisional = {
            int(row["jaar"])
            for row in table("misdrijven_gemeente_jaar.csv")
            if row["voorlopig"] == "J" and row["gemeentecode"] == code and row["soort_misdrijf"] == kind
        }
        assert set(figure.provisional) == provisional


@needs_police_data
@pytest.mark.parametrize("name", REAL)
def test_inhabitants_are_as_counted_and_the_comparison_is_the_median_of_the_others_of_its_size(name: str) -> None:
    real = example(name)
    code = real.municipality.code or ""
    assert real.municipality.population == {year: inhabitants()[code, year] for year in real.municipality.population}
    for item in real.findings:
        for figure in item.figures:
            assert figure.benchmark is not None and figure.benchmark.year == 2025
            number, low, high = (int(word.replace(".", "")) for word in re.findall(r"[0-9][0-9.]*", figure.benchmark.group))
            assert low <= inhabitants()[code, 2025] < high
            others = [
                one for (one, year), people in inhabitants().items() if year == 2025 and one != code and low <= people < high
            ]
            # Where numbers are small the years are taken together, and so they are elsewhere.
            years = (2023, 2024, 2025) if derive(figure, real.municipality.population, RULES.derivation).pooled else (2025,)
            rates = [
                mean(registered()[kind_of(figure.source), one, year] * 1000 / inhabitants()[one, year] for year in years)
                for one in others
            ]
            assert len(rates) == number
            assert figure.benchmark.value == pytest.approx(median(rates), abs=0.0005001), figure.name


@pytest.mark.parametrize("name", REAL)
def test_a_real_municipality_holds_real_figures_and_nothing_made_up(name: str) -> None:
    real = example(name)
    assert not real.municipality.fictional
    assert not real.agendas and not real.earlier_priorities
    for item in real.findings:
        assert item.figures
        assert item == ThemeFindings(theme=item.theme, figures=item.figures)
        assert all(figure.kind == "objective" and "47018NED" in figure.source for figure in item.figures)


@pytest.mark.parametrize("name", REAL)
def test_what_the_police_do_not_count_is_reported_missing(name: str) -> None:
    advice = advised(example(name))
    counted = {item.theme.partition("/")[0] for item in example(name).findings}
    gaps = {(gap.theme, gap.criterion, gap.input) for gap in advice.missing}
    for theme in THEMES:
        assert {(theme, "beleving", "consultation"), (theme, "aanpak", "approach")} <= gaps
        assert (theme, "bestuurlijk_belang", "agendas") in gaps
        assert ((theme, "trend", "figures") in gaps) == (theme not in counted), theme
    assert all(one.investigate_first for one in advice.priorities)


def test_two_real_municipalities_are_not_advised_alike() -> None:
    reasons = {name: [one.text for one in priority(advised(example(name)), "1.3/woninginbraak").reasons] for name in REAL}
    assert reasons["terneuzen"] != reasons["eindhoven"]


@pytest.mark.parametrize("form", next(one for one in advise_command.params if one.name == "form").type.choices)  # type: ignore[attr-defined]
def test_the_worked_out_example_is_called_fictional_in_every_form(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"advies.{form}"
    fine("advise", EXAMPLES / "waterwijk.yaml", "--format", form, "-o", target)
    assert says_fictional(target)
    fine("advise", EXAMPLES / "terneuzen.yaml", "--format", form, "-o", target)
    assert not says_fictional(target)


def says_fictional(path: Path) -> bool:
    """Whether a reader of the file is told that the municipality does not exist."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            text = " ".join(parts.read(name).decode(errors="ignore") for name in parts.namelist())
    else:
        text = path.read_text(encoding="utf-8")
    words = " ".join(text.split())
    told = '"fictional": true' in words or "deze gemeente bestaat niet" in words.lower()
    return told or re.search(r"^Waterwijk,.*\bfictional\b", text, re.MULTILINE) is not None


def test_the_worked_out_example_chooses_what_most_councils_choose() -> None:
    advice = advised(example("waterwijk"))
    assert {"5.2", "S1", "S2"} <= {one.id for one in advice.priorities}
    assert len(advice.priorities) == 4
    assert all(not one.investigate_first for one in advice.priorities)
