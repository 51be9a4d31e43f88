"""The choice is the best there is: held against a search through every set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.candidates import Candidate
from kbv_rules.advise.choose import Chooser
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Limits
from tests.advise.municipality import burning, found, judged, municipality
from tests.advise.paper import EPSILON, PaperStrengths, paper_limits, paper_strengths, sets_by_hand
from tests.advise.workings import Workings
from tests.strategies import CROSS_CUTTING, JUDGED, RULES, THEMES, findings, law


@law(150)
@given(paper_strengths(), paper_limits())
def test_no_set_that_may_be_chosen_is_better_than_the_one_that_is(strengths: PaperStrengths, limits: Limits) -> None:
    choice = Chooser(strengths, limits).best()
    assert choice.order == sets_by_hand(strengths, limits)[0].order


@law(120)
@given(st.data(), paper_strengths().filter(lambda one: bool(one.candidates)), paper_limits())
def test_with_one_that_must_be_in_the_rest_is_still_the_best_there_is(
    data: st.DataObject, strengths: PaperStrengths, limits: Limits
) -> None:
    must = data.draw(st.sampled_from(list(strengths.candidates)))
    choice = Chooser(strengths, limits).best(must=must)
    assert sum(one.candidate is must for one in choice.chosen) == 1
    assert choice.order == sets_by_hand(strengths, limits, must)[0].order


@law(60)
@given(st.data(), paper_strengths(), paper_limits())
def test_the_order_in_which_candidates_come_does_not_matter(
    data: st.DataObject, strengths: PaperStrengths, limits: Limits
) -> None:
    other = PaperStrengths(
        data.draw(st.permutations(list(strengths.candidates))), strengths.alone, strengths.certainty, strengths.worth
    )
    assert Chooser(strengths, limits).best() == Chooser(other, limits).best()


def test_the_strongest_of_all_stays_out_where_two_it_would_push_out_are_worth_more_together() -> None:
    def one(id_: str, *homes: str) -> Candidate:
        return Candidate(id_, id_, "bundle", homes, frozenset(homes))

    several = [one("wide", "1.1", "1.2"), one("left", "1.1"), one("right", "1.2"), one("light", "2.1")]
    alone = {"wide": 3.0, "left": 2.8, "right": 2.8, "light": 1.1}
    strengths = PaperStrengths(several, alone, dict.fromkeys(alone, 0.5))
    two = Limits(schema=1, source="test", minimum=(1.0, 1.0), because="test", investigate_below=0.5, ties="test")
    assert [chosen.candidate.id for chosen in Chooser(strengths, two).best().chosen] == ["left", "right"]


@law(15)
@given(findings())
def test_at_most_four_priorities_that_share_no_home_each_above_the_threshold_of_their_number(found: Findings) -> None:
    choice = Workings(found).choice
    assert len(choice.chosen) <= 4
    homes = [home for one in choice.chosen for home in one.candidate.homes]
    assert len(homes) == len(set(homes))
    values = [one.strength.value for one in choice.chosen]
    assert values == sorted(values, reverse=True)
    for value, threshold in zip(values, RULES.limits.minimum, strict=False):
        assert value >= threshold - EPSILON
    if values:
        assert values[-1] >= RULES.limits.minimum[len(values) - 1] - EPSILON


@law(15)
@given(findings())
def test_a_sub_theme_is_taken_along_by_one_priority_at_most_and_counts_for_no_other(found: Findings) -> None:
    chosen = Workings(found).choice.chosen
    taken = [sub for one in chosen for sub in one.takes]
    assert len(taken) == len(set(taken))
    for one in chosen:
        counted = {unit.subject for unit in one.strength.units}
        assert not counted & (set(taken) - one.takes)


def test_the_fourth_priority_needs_its_own_threshold() -> None:
    three = (burning("5.2"), burning("2.3"), burning("4.1"))
    light, heavy = (Workings(municipality(*three, burning("3.4", level))) for level in (2, 3))
    assert RULES.limits.minimum[2] < light.strength("3.4") < RULES.limits.minimum[3] < heavy.strength("3.4")
    assert "3.4" not in {one.candidate.id for one in light.choice.chosen}
    assert [one.candidate.id for one in heavy.choice.chosen][-1] == "3.4"


def test_a_fifth_stays_out_however_heavy_it_is() -> None:
    five = [burning(theme) for theme in ("5.2", "2.3", "4.1", "3.4", "5.5")]
    choice = Workings(municipality(*five)).choice
    assert len(choice.chosen) == 4


def test_of_equal_candidates_the_surer_one_is_chosen_and_then_the_lower_number() -> None:
    equal = {theme: found(theme, **dict.fromkeys(JUDGED, 3)) for theme in ("5.2", "4.1", "3.4", "2.3", "1.4")}
    workings = Workings(municipality(*equal.values()))
    assert len({workings.strength(theme) for theme in equal}) == 1
    assert [one.candidate.id for one in workings.choice.chosen] == ["1.4", "2.3", "3.4", "4.1"]
    second = tuple(judged(criterion, 3, by="GGD") for criterion in JUDGED)
    surer = equal["5.2"].model_copy(update={"judgements": (*equal["5.2"].judgements, *second)})
    workings = Workings(municipality(*{**equal, "5.2": surer}.values()))
    assert [one.candidate.id for one in workings.choice.chosen] == ["5.2", "1.4", "2.3", "3.4"]


@law(15)
@given(findings())
def test_homes_are_themes_and_what_is_taken_along_is_a_part_of_one(found: Findings) -> None:
    for one in Workings(found).choice.chosen:
        assert one.candidate.homes <= set(THEMES)
        assert {theme_of(sub) for sub in one.takes} <= {*THEMES, *CROSS_CUTTING}
        assert all("/" in sub for sub in one.takes)
