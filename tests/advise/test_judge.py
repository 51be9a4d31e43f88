"""Which rule decides, what the handbook fills in, and what is lacking."""

from __future__ import annotations

from hypothesis import given

from kbv_rules.advise.judge import NOTHING, Judge, Judged
from kbv_rules.model.findings import Consultation, Findings, Judgement, Scenario, ThemeFindings
from tests.advise.municipality import DAY, agenda, counts, found, municipality
from tests.advise.workings import Workings
from tests.strategies import JUDGED, RULES, findings, law

CRITERIA = [criterion.id for criterion in RULES.criteria]


def judged(theme: str, found: Findings) -> dict[str, Judged]:
    return Judge(Workings(found).subjects, RULES).of(theme)


@law(15)
@given(findings())
def test_the_heaviest_rule_decides_and_every_rule_that_fired_is_kept(found: Findings) -> None:
    workings = Workings(found)
    for subject in workings.subjects:
        for criterion, one in workings.scorer.judge.of(subject).items():
            assert one.score == (max(hit.score for hit in one.fired) if one.fired else None), criterion
            assert all(0 <= hit.score <= 4 for hit in one.fired)
            assert one.found == any(hit.row.findings for hit in one.fired)
            assert not (one.found and one.lacking)


@law(15)
@given(findings())
def test_what_is_not_evaluable_says_what_is_lacking(found: Findings) -> None:
    workings = Workings(found)
    linking = {criterion.id for criterion in RULES.criteria if not criterion.in_choice}
    for subject in workings.subjects:
        for criterion, one in workings.scorer.judge.of(subject).items():
            if one.score is None and criterion not in linking:
                assert one.lacking, (subject, criterion)


def test_a_judgement_counts_for_its_own_criterion_and_as_it_was_given() -> None:
    for criterion in JUDGED:
        for score in range(5):
            of = judged("2.3", municipality(found("2.3", **{criterion: score})))
            assert of[criterion].score == score
            assert {id_ for id_, one in of.items() if one.found} == {criterion}


def test_two_people_who_differ_are_both_kept_and_the_heavier_decides() -> None:
    given = tuple(
        Judgement(criterion="ernst", score=score, by=by, date=DAY, reason="zo gezien")
        for score, by in [(1, "GGD"), (3, "Politie"), (2, "Boa's")]
    )
    one = judged("2.3", municipality(ThemeFindings(theme="2.3", judgements=given)))["ernst"]
    assert one.score == 3
    assert [hit.score for hit in one.fired] == [3, 2, 1]
    assert one.fired[0].row.values["by"] == "Politie"


def test_the_handbook_speaks_only_where_nobody_did() -> None:
    silent = judged("1.3/woninginbraak", municipality(found("1.3/woninginbraak", trend=2)))
    assert (silent["ernst"].score, silent["ernst"].from_knowledge) == (3, True)
    assert silent["beinvloedbaarheid"].from_knowledge
    spoken = judged("1.3/woninginbraak", municipality(found("1.3/woninginbraak", ernst=1, beinvloedbaarheid=0)))
    assert (spoken["ernst"].score, spoken["ernst"].from_knowledge) == (1, False)
    assert (spoken["beinvloedbaarheid"].score, spoken["beinvloedbaarheid"].from_knowledge) == (0, False)


def test_a_scenario_speaks_of_harm_by_its_impact_and_of_extent_by_its_likelihood() -> None:
    flood = Scenario(name="Overstroming", likelihood=1, impact=4, source="Regionaal risicoprofiel")
    of = judged("4.4", municipality(ThemeFindings(theme="4.4", scenarios=(flood,))))
    assert (of["ernst"].score, of["omvang"].score) == (4, 1)


def test_a_registered_figure_says_nothing_of_experience_and_a_survey_nothing_of_extent() -> None:
    registered = counts("Vernielingen", 200, 260, 330, per_1000=2.0)
    of = judged("1.2", municipality(found("1.2", figures=(registered,))))
    assert of["omvang"].found and of["trend"].found and not of["beleving"].found
    asked = registered.model_copy(update={"kind": "subjective"})
    of = judged("1.2", municipality(found("1.2", figures=(asked,))))
    assert of["beleving"].found and not of["omvang"].found and not of["trend"].found


def test_bottlenecks_weigh_by_their_number_and_an_approach_that_runs_well_weighs_nothing() -> None:
    scores = [
        judged("2.4", municipality(found("2.4", bottlenecks=tuple(f"knelpunt {n}" for n in range(number)))))["aanpak"].score
        for number in (1, 2, 3, 4, 9)
    ]
    assert scores == [2, 3, 3, 4, 4]
    assert judged("2.4", municipality(found("2.4", works=("het loopt",))))["aanpak"].score == 0
    assert judged("2.4", municipality())["aanpak"].score is None


def test_agendas_weigh_by_their_number_and_a_legal_duty_as_two() -> None:
    names = ("Collegeprogramma", "Motie", "Regionaal beleidsplan", "Landelijke agenda")
    scores = [
        judged("5.2", municipality(agendas=tuple(agenda("council", name, "5.2") for name in names[:number])))[
            "bestuurlijk_belang"
        ].score
        for number in range(5)
    ]
    assert scores == [None, 2, 3, 4, 4]
    duty = judged("4.4", municipality(agendas=(agenda("legal_duty", "Wet veiligheidsregio's", "4.4"),)))
    assert duty["bestuurlijk_belang"].score == 3


def test_what_residents_and_entrepreneurs_both_say_weighs_more_than_what_one_of_them_says() -> None:
    def heard(*said: Consultation) -> float | None:
        return judged("4.1", municipality(found("4.1", consultation=said)))["beleving"].score

    residents = Consultation(group="residents", text="hard rijden")
    shops = Consultation(group="entrepreneurs", text="foutparkeren")
    many = Consultation(group="residents", text="hard rijden", share=35)
    assert [heard(residents), heard(residents, shops), heard(many)] == [2, 3, 4]


def test_together_with_its_theme_only_what_can_be_pooled_is_judged() -> None:
    workings = Workings(municipality(found("1.1/woonoverlast", ernst=3), found("1.1", ernst=1)))
    pooled = workings.scorer.judge.of("1.1/woonoverlast", "1.1")
    assert set(pooled) == {criterion.id for criterion in RULES.criteria if criterion.inherit == "pool"}
    assert set(workings.scorer.judge.of("1.1")) == set(CRITERIA)


def test_nothing_is_not_a_score_of_nought() -> None:
    assert NOTHING.score is None and not NOTHING.found
