"""What could be a priority, and how strong it is: by what burns in it, not by its size, and nothing counted twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.candidates import Candidate, Strengths, list_candidates, share_out
from kbv_rules.errors import InputError
from kbv_rules.findings.identity import all_ids, without
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Candidates
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.municipality import burning, found, municipality
from tests.advise.workings import Workings
from tests.strategies import CONTESTED, KNOWLEDGE, RULES, THEMES, findings, law

BREADTHS = [rule.then for rule in RULES.tables[RULES.candidates.breadth_table].table.rules]


def with_settings(**changed: Any) -> RuleSet:
    """The rules with other candidates."""
    settings = RULES.candidates.model_dump() | changed
    settings["schema"] = settings.pop("schema_")
    return replace(RULES, candidates=Candidates.model_validate(settings))


@law(15)
@given(findings())
def test_the_parts_with_their_shares_and_the_breadth_are_the_strength(found: Findings) -> None:
    workings = Workings(found)
    for candidate in workings.candidates:
        strength = workings.strengths.of(candidate)
        breadth = strength.breadth.score if strength.breadth else 0.0
        assert strength.value == pytest.approx(sum(share * unit.strength for unit, share in strength.parts) + breadth)
        assert sum(share for _, share in strength.parts) <= 1 + 1e-9
        strengths = [unit.strength for unit, _ in strength.parts]
        assert strengths == sorted(strengths, reverse=True)


@law(15)
@given(findings())
def test_a_candidate_is_no_stronger_than_its_strongest_part_but_for_its_breadth(found: Findings) -> None:
    workings = Workings(found)
    for candidate in workings.candidates:
        strength = workings.strengths.of(candidate)
        strongest = max(unit.strength for unit in strength.units)
        assert strength.value <= strongest + max(map(float, BREADTHS)) + 1e-9
        if candidate.kind in ("theme", "sub_theme"):
            assert strength.value <= strongest + 1e-9


@law(15)
@given(findings(), st.sets(st.sampled_from(CONTESTED), max_size=12))
def test_what_others_take_along_never_makes_a_candidate_stronger(found: Findings, taken: set[str]) -> None:
    workings = Workings(found)
    for candidate in workings.candidates:
        left = workings.strengths.of(candidate, frozenset(taken) - candidate.takes)
        assert left.value <= workings.strengths.of(candidate).value + 1e-9
        assert not {unit.subject for unit in left.units} & (taken & workings.strengths.touched(candidate) - candidate.takes)


@law(15)
@given(st.data(), findings())
def test_each_finding_weighs_for_at_most_one_chosen_candidate(data: st.DataObject, found: Findings) -> None:
    before = Workings(found)
    shared = share_out([one.candidate for one in before.choice.chosen])
    ids = sorted(set(all_ids(found)))
    tried = data.draw(st.lists(st.sampled_from(ids), max_size=5, unique=True)) if len(shared) > 1 and ids else []
    for id_ in tried:
        after = Workings(without(found, id_))
        strengths = Strengths(before.candidates, after.scorer, RULES)
        touched = [
            one.candidate.id
            for one in shared
            if abs(strengths.of(one.candidate, one.lost).value - before.strengths.of(one.candidate, one.lost).value) > 1e-9
        ]
        assert len(touched) <= 1, (id_, touched)


def test_what_a_bundle_takes_along_brings_its_own_findings_and_not_those_of_its_theme() -> None:
    # Middelengebruik (3.3) takes drank- en drugsoverlast along from 1.1; what is said of 1.1 as a whole stays with 1.1.
    taken = burning("1.1/drank-en-drugsoverlast", 2)
    apart = Workings(municipality(taken, burning("3.3")))
    with_theme = Workings(municipality(taken, burning("3.3"), burning("1.1")))
    assert with_theme.strength("middelengebruik") == apart.strength("middelengebruik")
    assert apart.strength("middelengebruik") > Workings(municipality(burning("3.3"))).strength("middelengebruik")


def test_a_sub_theme_is_a_candidate_when_something_was_found_on_two_criteria() -> None:
    def ids(*scores: str) -> set[str]:
        one = found("5.2/recreatieparken", **dict.fromkeys(scores, 3))
        return {candidate.id for candidate in Workings(municipality(one)).candidates}

    assert RULES.candidates.own_criteria == 2
    assert "5.2/recreatieparken" not in ids("ernst")
    assert "5.2/recreatieparken" in ids("ernst", "trend")


def test_every_theme_two_overarching_themes_and_the_bundles_of_the_rules_are_candidates() -> None:
    ids = [candidate.id for candidate in Workings(municipality()).candidates]
    bundles = [bundle.id for bundle in RULES.candidates.bundles if bundle.candidate]
    assert ids == sorted([*THEMES, "S1", "S2", *bundles])
    assert "integriteit-en-veiligheid" not in ids


def test_what_people_want_is_a_candidate_although_nothing_was_found_on_it() -> None:
    scorer = Workings(municipality()).scorer
    ids = {one.id for one in list_candidates(scorer, KNOWLEDGE, RULES, ["fysieke-veiligheid", "1.3/woninginbraak"])}
    assert {"fysieke-veiligheid", "1.3/woninginbraak"} <= ids


def test_a_bundle_with_one_burning_member_is_weaker_than_that_member() -> None:
    workings = Workings(municipality(burning("3.2")))
    assert workings.strength("jeugd-en-veiligheid") < workings.strength("3.2")
    assert workings.strengths.of(workings.candidate("jeugd-en-veiligheid")).breadth.rule.id == "breedte-bundel-een"


def test_a_bundle_with_two_burning_members_is_broad_enough_and_more_members_make_it_no_stronger() -> None:
    two = Workings(municipality(burning("3.2"), burning("3.1")))
    four = Workings(municipality(*map(burning, ("3.1", "3.2", "3.3", "3.4"))))
    assert two.strengths.of(two.candidate("jeugd-en-veiligheid")).breadth.rule.id == "breedte-bundel"
    assert two.strength("jeugdoverlast-en-criminaliteit") > max(two.strength("3.1"), two.strength("3.2"))
    assert four.strength("jeugdoverlast-en-criminaliteit") == two.strength("jeugdoverlast-en-criminaliteit")


def test_a_container_does_not_drown_what_burns_inside_it() -> None:
    workings = Workings(municipality(burning("1.3/overvallen"), found("1.3", ernst=1, trend=0)))
    assert workings.strength("1.3/overvallen") > workings.strength("1.3")
    assert [one.candidate.id for one in workings.choice.chosen] == ["1.3/overvallen"]


def test_a_theme_that_is_no_container_goes_before_its_burning_part() -> None:
    workings = Workings(municipality(burning("5.2/recreatieparken")))
    assert [one.candidate.id for one in workings.choice.chosen] == ["5.2"]


def test_an_overarching_theme_stands_on_its_two_heaviest_parts_or_on_itself() -> None:
    alone = Workings(municipality(burning("S1")))
    parts = alone.strengths.of(alone.candidate("S1")).parts
    assert [unit.subject for unit, _ in parts] == ["S1", "S1"]
    both = Workings(municipality(burning("S1/online-oplichting"), burning("3.4/cyberpesten", 3), found("S1", trend=1)))
    strength = both.strengths.of(both.candidate("S1"))
    assert [unit.subject for unit, _ in strength.parts] == ["S1/online-oplichting", "3.4/cyberpesten"]
    assert strength.breadth.rule.id == "breedte-overstijgend"


def test_what_two_would_take_along_goes_to_the_lower_number() -> None:
    first = Candidate("a", "A", "bundle", (), frozenset(), frozenset({"1.1/x", "1.1/y"}))
    second = Candidate("b", "B", "bundle", (), frozenset(), frozenset({"1.1/y", "1.1/z"}))
    shared = {one.candidate.id: (one.takes, one.lost) for one in share_out([second, first])}
    assert shared == {
        "a": (frozenset({"1.1/x", "1.1/y"}), frozenset({"1.1/z"})),
        "b": (frozenset({"1.1/z"}), frozenset({"1.1/x", "1.1/y"})),
    }


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"cross_cutting": ["S9"]}, "S9"),
        ({"bundles": [{"id": "x", "name": "X", "members": ["1.1", "9.9"], "source": "eigen"}]}, "9.9"),
        ({"bundles": [{"id": "x", "name": "X", "members": ["1.1"], "takes": ["1.3/bestaat-niet"], "source": "eigen"}]}, "1.3/b"),
    ],
)
def test_a_candidate_that_names_something_unknown_is_refused_with_its_name(changed: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        list_candidates(Workings(municipality()).scorer, KNOWLEDGE, with_settings(**changed))


def test_what_overarching_themes_take_along_are_parts_of_themes_or_of_themselves() -> None:
    for id_, subs in KNOWLEDGE.taken_along.items():
        assert {theme_of(sub) for sub in subs} <= {*THEMES, id_}
