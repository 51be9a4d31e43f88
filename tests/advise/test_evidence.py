"""The rows decision tables judge: only what was found, with the finding each rests on."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from kbv_rules.advise.evidence import Evidence, age_of, gather, rows_of
from kbv_rules.findings.identity import all_ids
from kbv_rules.model.findings import Consultation, Figure, Findings, Scenario, ThemeFindings
from kbv_rules.model.vocabulary import VOCABULARY
from tests.advise.municipality import agenda, counts, found, municipality, survey
from tests.strategies import CROSS_CUTTING, KNOWLEDGE, RULES, THEMES, findings, law

TYPES: dict[str, tuple[type, ...]] = {"number": (int, float), "integer": (int,), "text": (str,), "boolean": (bool,)}


def rows(found: Findings, *subjects: str) -> list[Evidence]:
    gathered = gather(found, KNOWLEDGE, RULES)
    return rows_of([gathered[subject] for subject in subjects], RULES)


def only(per: str, found: Findings, *subjects: str) -> Evidence:
    (row,) = [row for row in rows(found, *subjects) if row.per == per]
    return row


@law(15)
@given(findings())
def test_rows_hold_what_the_vocabulary_promises_and_rest_on_findings_that_exist(found: Findings) -> None:
    known = set(all_ids(found))
    for subject in gather(found, KNOWLEDGE, RULES).values():
        assert set(subject.knowledge.values) == set(VOCABULARY["knowledge"])
        for row in rows_of([subject], RULES):
            assert set(row.values) == set(VOCABULARY[row.per])
            assert row.findings and set(row.findings) <= known
            for name, value in row.values.items():
                kinds = TYPES[VOCABULARY[row.per][name]]
                assert value is None or (isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))), name


@law(15)
@given(findings())
def test_every_finding_on_a_subject_is_in_its_rows(found: Findings) -> None:
    in_rows = {
        id_ for subject in gather(found, KNOWLEDGE, RULES).values() for row in rows_of([subject], RULES) for id_ in row.findings
    }
    assert in_rows == set(all_ids(found))


@law(15)
@given(findings())
def test_a_row_of_two_subjects_together_rests_on_the_findings_of_both(found: Findings) -> None:
    for item in found.findings:
        if "/" in item.theme:
            whole = item.theme.partition("/")[0]
            both = {id_ for row in rows(found, item.theme, whole) for id_ in row.findings}
            each = {id_ for subject in (item.theme, whole) for row in rows(found, subject) for id_ in row.findings}
            assert both == each


def test_every_theme_is_there_and_has_no_rows_when_nothing_was_found() -> None:
    gathered = gather(municipality(), KNOWLEDGE, RULES)
    assert sorted(gathered) == sorted([*THEMES, *CROSS_CUTTING])
    assert not any(subject.has_findings or rows_of([subject], RULES) for subject in gathered.values())


def test_a_figure_carries_what_follows_from_it() -> None:
    figure = counts("Woninginbraken", 100, 110, 140, per_1000=2.0)
    row = only("figure", municipality(found("1.3/woninginbraak", figures=(figure,))), "1.3/woninginbraak")
    assert row.values["change"] == pytest.approx(30 / 110)
    assert row.values["level_ratio"] == pytest.approx((140 + 5) / (120 + 5))
    assert (row.values["first_value"], row.values["latest_value"], row.values["latest_year"]) == (100, 140, "2025")
    assert row.values["small_note"] == ""
    assert row.findings == ("1.3/woninginbraak#figures/woninginbraken",)
    assert row.sources == ("Politie",)


def test_small_numbers_are_taken_together_and_say_so() -> None:
    figure = counts("Overvallen", 3, 5, 4, per_1000=0.1)
    row = only("figure", municipality(found("1.3/overvallen", figures=(figure,))), "1.3/overvallen")
    assert row.values["small"] is True
    assert "kleine aantallen" in str(row.values["small_note"])
    assert row.values["level_ratio"] == pytest.approx((12 + 5) / (18 + 5))


def test_a_neutral_figure_says_nothing_but_what_it_is() -> None:
    neutral = counts("Aangiften", 10, 20, 90, per_1000=1.0).model_copy(update={"direction": "neutral"})
    row = only("figure", municipality(found("2.1", figures=(neutral,))), "2.1")
    assert (row.values["level_ratio"], row.values["trend_per_year"], row.values["change"]) == (None, None, None)
    assert row.lacking == ("direction",)


def test_what_is_said_of_the_approach_of_a_part_and_of_the_whole_counts_together() -> None:
    both = municipality(found("1.1/woonoverlast", bottlenecks=("te weinig dossiers",)), found("1.1", bottlenecks=("geen regie",)))
    assert only("approach", both, "1.1/woonoverlast").values["bottlenecks"] == 1
    assert only("approach", both, "1.1/woonoverlast", "1.1").values["bottlenecks"] == 2


def test_no_bottlenecks_is_known_when_someone_told_what_works_and_unknown_when_nobody_spoke_of_it() -> None:
    works = municipality(found("2.4", works=("de voorbereiding loopt goed",)))
    assert only("approach", works, "2.4").values["bottlenecks"] == 0
    wanted = municipality(found("2.4", reinforcements=("meer toezicht",)))
    assert only("approach", wanted, "2.4").values["bottlenecks"] is None


def test_of_what_people_said_the_most_heard_is_the_example() -> None:
    residents = Consultation(group="residents", text="hard rijden in de dorpen", share=22.5)
    shops = Consultation(group="entrepreneurs", text="foutparkeren voor de deur", share=9)
    heard = municipality(found("4.1", consultation=(shops, residents)))
    row = only("consultation", heard, "4.1")
    assert (row.values["groups"], row.values["share"]) == (2, 22.5)
    assert row.values["example"] == "hard rijden in de dorpen"
    assert row.values["who"] == "inwoners en ondernemers"


def test_an_agenda_that_names_a_theme_twice_and_two_of_one_name_count_once() -> None:
    twice = municipality(agendas=(agenda("council", "Motie", "2.5", "2.5"), agenda("driehoek", "Motie", "2.5")))
    row = only("agendas", twice, "2.5")
    assert (row.values["agendas"], row.values["legal_duty"], row.values["names"]) == (1, False, "Motie")
    duty = municipality(agendas=(agenda("legal_duty", "Wet veiligheidsregio's", "4.4"), agenda("council", "Motie", "4.4")))
    assert only("agendas", duty, "4.4").values["legal_duty"] is True
    assert only("agendas", duty, "4.4").values["agendas"] == 2


def test_a_scenario_and_a_survey_stand_as_they_were_given() -> None:
    scenario = Scenario(name="Overstroming", likelihood=1, impact=4, source="Regionaal risicoprofiel")
    asked = survey("Voelt zich weleens onveilig", 30.0, 33.0, 36.0, elsewhere=33.0)
    given = municipality(ThemeFindings(theme="4.4", scenarios=(scenario,)), found("1.4", figures=(asked,)))
    assert only("scenario", given, "4.4").values == scenario.model_dump()
    assert only("figure", given, "1.4").values["kind"] == "subjective"


def test_the_handbook_knows_of_impact_or_leaves_it_open() -> None:
    gathered = gather(municipality(found("1.3/woninginbraak", trend=1), found("1.3/heling", trend=1)), KNOWLEDGE, RULES)
    assert gathered["1.3/woninginbraak"].knowledge.values["high_impact"] is True
    assert gathered["1.3/heling"].knowledge.values["high_impact"] is None


def test_age_is_counted_in_whole_years_and_never_below_nought() -> None:
    day = datetime.date(2026, 3, 1)
    assert [age_of(year, day) for year in (2024, 2026, 2027, None)] == [2, 0, 0, 0]


def test_figures_of_one_name_are_told_apart() -> None:
    def of(source: str) -> Figure:
        return counts("Meldingen", 60, 70, 80).model_copy(update={"source": source})

    both = municipality(found("3.1", figures=(of("Politie"), of("Boa's"))))
    ids = [row.findings[0] for row in rows(both, "3.1")]
    assert len(set(ids)) == 2 and all(id_.startswith("3.1#figures/meldingen-") for id_ in ids)
