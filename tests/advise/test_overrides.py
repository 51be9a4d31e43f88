"""What people decide goes before the rules, and is told as what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.errors import InputError
from kbv_rules.model.advice import Advice
from kbv_rules.model.findings import Findings, Override, ThemeFindings
from kbv_rules.report.advice_json import advice_json
from tests.advise.municipality import DAY, burning, found, municipality
from tests.advise.workings import advised
from tests.strategies import RULES, THEMES, findings, law

FOUR = tuple(burning(theme) for theme in ("5.2", "2.3", "4.1", "3.4"))


def decided(*items: ThemeFindings, **decisions: str) -> Advice:
    """The advice after decisions: `decided(..., **{"5.2": "drop"})`."""
    return advised(with_decisions(municipality(*items), decisions))


def with_decisions(base: Findings, decisions: dict[str, str]) -> Findings:
    overrides = tuple(
        Override(candidate=id_, decision=decision, by="Driehoek", date=DAY, reason="bestuurlijk akkoord")
        for id_, decision in decisions.items()
    )
    return base.model_copy(update={"overrides": overrides})


def chosen(advice: Advice) -> list[str]:
    return [one.id for one in advice.priorities]


@law(15)
@given(findings(), st.dictionaries(st.sampled_from([*THEMES, "S1", "S2", "jeugd-en-veiligheid"]), st.booleans(), max_size=3))
def test_what_people_want_in_is_in_and_what_they_want_out_is_out_or_it_cannot_be(
    found: Findings, wishes: dict[str, bool]
) -> None:
    decisions = {id_: "promote" if wanted else "drop" for id_, wanted in wishes.items()}
    wanted = {id_ for id_, decision in decisions.items() if decision == "promote"}
    if "jeugd-en-veiligheid" in wanted and wanted & {"3.1", "3.2", "3.3", "3.4"}:
        with pytest.raises(InputError, match="kunnen niet samen prioriteit zijn"):
            advised(with_decisions(found, decisions))
        return
    advice = advised(with_decisions(found, decisions))
    assert wanted <= set(chosen(advice))
    assert not {id_ for id_, decision in decisions.items() if decision == "drop"} & set(chosen(advice))
    assert len(advice.priorities) <= 4
    assert advice.by_rules == tuple(chosen(advised(found)))
    assert {(one.candidate, one.decision) for one in advice.overrides} == set(decisions.items())
    assert all(one.by_rules == (one.candidate in advice.by_rules) for one in advice.overrides)


def test_what_people_want_in_is_a_priority_although_it_weighs_too_little() -> None:
    light = found("2.5", ernst=1)
    assert chosen(decided(light)) == []
    advice = decided(light, **{"2.5": "promote"})
    assert chosen(advice) == ["2.5"]
    assert advice.by_rules == ()
    assert "Driehoek" in advice.overrides[0].text


def test_what_people_want_out_makes_room_for_the_next() -> None:
    advice = decided(*FOUR, burning("5.5", 3), **{"5.2": "drop"})
    assert "5.2" not in chosen(advice) and "5.5" in chosen(advice)
    out = next(one for one in advice.dropped if one.id == "5.2")
    assert (out.cause, out.margin) == ("overruled", 0)
    assert "5.2" in advice.by_rules


def test_a_part_of_what_people_want_in_is_covered_and_no_strength_would_change_that() -> None:
    advice = decided(burning("5.2"), burning("5.2/recreatieparken"), **{"5.2": "promote"})
    part = next(one for one in advice.dropped if one.id == "5.2/recreatieparken")
    assert part.cause == "covered"
    assert part.would_change == RULES.texts["dropped_overruled_change"]


def test_where_people_fill_every_place_the_rest_is_told_that_people_decided() -> None:
    wanted = dict.fromkeys(("5.2", "2.3", "4.1", "3.4"), "promote")
    advice = decided(*FOUR, burning("5.5"), **wanted)
    assert sorted(chosen(advice)) == sorted(wanted)
    other = next(one for one in advice.dropped if one.id == "5.5")
    assert other.cause == "overruled"


def test_two_that_share_a_theme_cannot_both_be_wanted() -> None:
    with pytest.raises(InputError, match="kunnen niet samen prioriteit zijn"):
        decided(burning("5.2"), **{"3.2": "promote", "jeugd-en-veiligheid": "promote"})


def test_a_decision_that_changes_nothing_is_still_told() -> None:
    plain, said = decided(burning("5.2")), decided(burning("5.2"), **{"5.2": "promote"})
    assert chosen(plain) == chosen(said) == ["5.2"]
    assert said.overrides[0].by_rules
    assert RULES.texts["override_proposed"] in said.overrides[0].text
    assert "Driehoek" in advice_json(said)
