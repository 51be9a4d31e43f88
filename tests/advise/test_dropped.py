"""What was not chosen says why, and by how much: no more and no less."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.choose import Chooser
from kbv_rules.advise.dropped import explain_dropped
from kbv_rules.model.advice import Dropped
from kbv_rules.model.findings import Findings, ThemeFindings
from kbv_rules.model.judgement import Limits
from tests.advise.municipality import agenda, burning, found, municipality
from tests.advise.paper import PaperStrengths, paper_limits, paper_strengths
from tests.advise.workings import Workings, advised
from tests.strategies import KNOWLEDGE, RULES, findings, law

LITTLE = 1e-6


def fallen(strengths: PaperStrengths, limits: Limits) -> list[Dropped]:
    rules = replace(RULES, limits=limits)
    chooser = Chooser(strengths, limits)
    return explain_dropped(chooser.best(), chooser, KNOWLEDGE, rules)


@law(80)
@given(st.data(), paper_strengths(), paper_limits())
def test_a_candidate_that_gains_its_margin_is_chosen_and_with_less_it_is_not(
    data: st.DataObject, strengths: PaperStrengths, limits: Limits
) -> None:
    for dropped in fallen(strengths, limits):
        candidate = next(one for one in strengths.candidates if one.id == dropped.id)
        enough = Chooser(strengths.raised(candidate, dropped.margin + LITTLE), limits).best()
        assert candidate.id in {one.candidate.id for one in enough.chosen}
        if dropped.margin > LITTLE:
            short = Chooser(strengths.raised(candidate, dropped.margin - LITTLE), limits).best()
            assert candidate.id not in {one.candidate.id for one in short.chosen}


@law(15)
@given(findings())
def test_every_candidate_on_which_something_was_found_is_chosen_or_says_why_not(found: Findings) -> None:
    workings = Workings(found)
    chosen = {one.candidate.id for one in workings.choice.chosen}
    dropped = {one.id for one in explain_dropped(workings.choice, workings.chooser, KNOWLEDGE, RULES)}
    assert not chosen & dropped
    for candidate in workings.candidates:
        known = any(unit.certainty > 0 for unit in workings.strengths.of(candidate).units)
        assert (candidate.id in chosen | dropped) == (known or candidate.id in chosen), candidate.id


@law(15)
@given(findings())
def test_reasons_for_falling_off_are_whole_sentences_and_margins_are_no_less_than_nothing(found: Findings) -> None:
    for one in advised(found).dropped:
        assert one.margin >= 0
        for text in (one.reason, one.would_change):
            assert text.endswith(".")
            assert "onbekend" not in text.replace("wat nu onbekend is", "")


def cause(id_: str, *items: ThemeFindings) -> Dropped:
    return next(one for one in advised(municipality(*items)).dropped if one.id == id_)


def test_a_theme_of_which_only_a_light_part_was_looked_at_still_says_why_it_fell_off() -> None:
    # What the handbook says of the theme as a whole weighs more here than what was found on the part.
    dropped = cause("5.2", found("5.2/vuurwapens", beinvloedbaarheid=0))
    assert dropped.cause == "below_minimum"


def test_too_light_for_a_priority_says_how_much_is_lacking() -> None:
    dropped = cause("2.3", found("2.3", ernst=3, omvang=2))
    assert dropped.cause == "below_minimum"
    assert dropped.margin == pytest.approx(RULES.limits.minimum[0] - dropped.score)


def test_heavy_enough_but_the_fifth_is_outranked() -> None:
    four = [burning(theme) for theme in ("5.2", "2.3", "4.1", "3.4")]
    dropped = cause("5.5", *four, burning("5.5", 3))
    assert dropped.cause == "outranked"
    assert dropped.margin > 0


def test_the_theme_of_a_chosen_sub_theme_overlaps_and_a_part_of_a_chosen_theme_is_covered() -> None:
    advice = advised(municipality(burning("5.2"), found("5.2/recreatieparken", ernst=3, aanpak=3)))
    assert [one.id for one in advice.priorities] == ["5.2"]
    part = next(one for one in advice.dropped if one.id == "5.2/recreatieparken")
    assert (part.cause, "Georganiseerde" in part.reason) == ("covered", True)
    advice = advised(municipality(burning("1.3/overvallen")))
    assert [one.id for one in advice.priorities] == ["1.3/overvallen"]
    whole = next(one for one in advice.dropped if one.id == "1.3")
    assert (whole.cause, "Overvallen" in whole.reason) == ("overlap", True)


def test_what_an_overarching_theme_took_along_is_claimed() -> None:
    taken = ("1.1/verward-gedrag", "1.1/multiprobleemgezinnen")
    advice = advised(municipality(burning("S2"), *[burning(sub) for sub in taken]))
    assert advice.priorities[0].id == "S2"
    theme = next(one for one in advice.dropped if one.id == "1.1")
    assert (theme.cause, "Zorg en Veiligheid" in theme.reason) == ("claimed", True)


def test_a_sub_theme_another_priority_took_along_has_nothing_left_to_stand_on() -> None:
    workings = Workings(municipality(burning("1.1/verward-gedrag"), burning("1.1")))
    assert workings.strength("1.1/verward-gedrag") > RULES.limits.minimum[0]
    taken = workings.strengths.of(workings.candidate("1.1/verward-gedrag"), frozenset({"1.1/verward-gedrag"}))
    assert taken.units == taken.parts == ()
    assert taken.value <= 0


def test_the_strongest_that_fell_off_comes_first() -> None:
    scores = [one.score for one in advised(municipality(burning("5.2"), burning("2.3", 3), found("4.1", ernst=2))).dropped]
    assert scores == sorted(scores, reverse=True)


def test_an_agenda_alone_makes_no_priority_and_says_what_it_would_take() -> None:
    advice = advised(municipality(agendas=(agenda("national_agenda", "Landelijke Veiligheidsagenda 2023-2026", "5.2"),)))
    assert not advice.priorities
    assert [one.id for one in advice.dropped if one.kind == "theme"] == ["5.2"]
