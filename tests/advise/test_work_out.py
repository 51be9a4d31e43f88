"""A priority worked out: why, with which measures, partners and laws; every reason leads back to a rule and a finding."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from kbv_rules.findings.identity import all_ids
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import Advice, Priority
from kbv_rules.model.findings import Findings, Judgement, Proposal, ThemeFindings
from kbv_rules.rules.unary import parse_unary_test
from tests.advise.municipality import DAY, burning, found, municipality
from tests.advise.workings import Workings, advised
from tests.strategies import KNOWLEDGE, RULES, findings, law

COUNTING = {criterion.id: criterion for criterion in RULES.criteria if criterion.in_choice}


def priority(id_: str, *items: ThemeFindings) -> Priority:
    return next(one for one in advised(municipality(*items)).priorities if one.id == id_)


@law(15)
@given(findings())
def test_the_sum_of_the_contributions_is_the_score_of_a_priority(found: Findings) -> None:
    chosen = Workings(found).choice.chosen
    for one, strength in zip(advised(found).priorities, chosen, strict=True):
        assert sum(reason.contribution for reason in one.reasons) == pytest.approx(one.score)
        assert one.score == pytest.approx(strength.strength.value, abs=1e-8)
        assert one.certainty == strength.strength.certainty


@law(15)
@given(findings())
def test_every_clause_of_a_reason_holds_of_the_value_it_met(found: Findings) -> None:
    for one in advised(found).priorities:
        for reason in one.reasons:
            table = RULES.tables[reason.table].table
            rule = next(rule for rule in table.rules if rule.id == reason.rule)
            conditions = {name for name, cell in {**table.applies, **rule.when}.items() if cell != "-"}
            assert {clause.input for clause in reason.clauses} == conditions
            for clause in reason.clauses:
                assert clause.value is not None
                assert parse_unary_test(clause.test).holds(clause.value), (reason.rule, clause)


@law(15)
@given(findings())
def test_every_reason_rests_on_findings_that_exist_or_is_a_fact_of_the_handbook_or_breadth(found: Findings) -> None:
    known = set(all_ids(found))
    for one in advised(found).priorities:
        for reason in one.reasons:
            assert set(reason.findings) <= known
            if reason.finding is None:
                assert not reason.findings
                assert RULES.tables[reason.table].table.per in ("knowledge", "candidate"), reason.rule
            else:
                assert reason.finding == reason.findings[0]
                assert reason.subject == reason.finding.partition("#")[0]
                assert reason.criterion in COUNTING


@law(15)
@given(findings())
def test_no_finding_is_a_reason_for_two_priorities(found: Findings) -> None:
    behind = [{id_ for reason in one.reasons for id_ in reason.findings} for one in advised(found).priorities]
    for mine, theirs in combinations(behind, 2):
        assert not mine & theirs


@law(15)
@given(findings())
def test_reasons_read_as_text_and_the_heaviest_come_first(found: Findings) -> None:
    for one in advised(found).priorities:
        points = [round(reason.contribution, 9) for reason in one.reasons]
        assert points == sorted(points, reverse=True)
        for reason in one.reasons:
            assert reason.text and "onbekend" not in reason.text


@law(15)
@given(findings())
def test_what_a_priority_needs_is_in_the_knowledge_and_links_lead_outside_it(found: Findings) -> None:
    advice = advised(found)
    homes = {theme: one.id for one in advice.priorities for theme in one.members}
    for one in advice.priorities:
        assert all(measure.id in KNOWLEDGE.measures or measure.id.startswith(f"{one.id}:") for measure in one.measures)
        assert all(partner.id in KNOWLEDGE.partners and one.id in partner.serves for partner in one.partners)
        assert all(law_.id in KNOWLEDGE.laws for law_ in one.laws)
        for link in one.cross_links:
            assert link.to not in one.members
            assert link.priority == homes.get(link.to)
            assert (link.theme, link.to) in KNOWLEDGE.links
            assert link.mutual == ((link.to, link.theme) in KNOWLEDGE.links)


@law(15)
@given(findings())
def test_a_measure_that_serves_several_priorities_stands_with_each_of_them_and_first(found: Findings) -> None:
    advice = advised(found)
    offered = {one.id: {measure.id for measure in one.measures} for one in advice.priorities}
    for one in advice.priorities:
        own = [measure for measure in one.measures if measure.id in KNOWLEDGE.measures]
        assert [len(measure.serves) for measure in own] == sorted((len(measure.serves) for measure in own), reverse=True)
        for measure in own:
            assert one.id in measure.serves
            assert set(measure.serves) == {id_ for id_, ids in offered.items() if measure.id in ids}


def test_the_measures_of_a_theme_of_field_1_say_through_which_aspect_they_come() -> None:
    one = priority("1.3/woninginbraak", burning("1.3/woninginbraak"))
    assert one.measures
    assert {measure.via for measure in one.measures} <= {"A1", "A2", "A3", "A4", "A5", "A6"}
    aimed = [bool(set(KNOWLEDGE.measures[measure.id].sub_themes)) for measure in one.measures if len(measure.serves) == 1]
    assert aimed == sorted(aimed, reverse=True)


def test_measures_for_another_part_of_the_theme_do_not_serve_a_sub_theme() -> None:
    one = priority("1.3/woninginbraak", burning("1.3/woninginbraak"))
    for measure in one.measures:
        parts = KNOWLEDGE.measures[measure.id].sub_themes
        assert not parts or {"1.3/woninginbraak", "1.3"} & {*parts, *map(theme_of, parts)}


def test_an_overarching_theme_begins_with_its_own_lines_and_has_no_general_measures_of_the_themes_it_takes_from() -> None:
    one = priority("S2", burning("S2"), burning("1.1/verward-gedrag"), burning("1.1/multiprobleemgezinnen"))
    assert one.measures[0].id.startswith("S2:")
    assert {"1.1/verward-gedrag", "1.1/multiprobleemgezinnen"} <= set(one.sub_themes)
    assert one.members == ()
    for measure in one.measures:
        if not measure.id.startswith("S2:"):
            assert set(KNOWLEDGE.measures[measure.id].sub_themes) & set(one.sub_themes), measure.name
    general = {mention.id for mention, _ in KNOWLEDGE.measures_of("1.1") if not KNOWLEDGE.measures[mention.id].sub_themes}
    assert general and not general & {measure.id for measure in one.measures}


def test_the_parts_that_weigh_heavily_are_named_the_heaviest_first() -> None:
    one = priority("5.2", burning("5.2"), burning("5.2/recreatieparken", 4), burning("5.2/drugscriminaliteit", 3))
    assert [part.id for part in one.burning][:2] == ["5.2/recreatieparken", "5.2/drugscriminaliteit"]
    assert all(part.score >= RULES.candidates.burning for part in one.burning)


def test_thin_evidence_asks_for_research_first_and_thick_evidence_does_not() -> None:
    years_ago = tuple(
        Judgement(criterion=criterion, score=4, by="Wijkagent", date=DAY.replace(year=2021), reason="zo leek het toen")
        for criterion in ("ernst", "omvang", "bestuurlijk_belang")
    )
    thin = priority("5.2", ThemeFindings(theme="5.2", judgements=years_ago))
    assert thin.certainty < RULES.limits.investigate_below and thin.investigate_first
    assert not priority("5.2", burning("5.2")).investigate_first


def test_ties_to_other_priorities_are_guarded_first() -> None:
    advice: Advice = advised(municipality(burning("5.2"), burning("5.3")))
    for one in advice.priorities:
        to_others = [link.priority is not None for link in one.cross_links]
        assert to_others == sorted(to_others, reverse=True)
    linked = {(one.id, link.priority) for one in advice.priorities for link in one.cross_links if link.priority}
    assert linked == {("5.2", "5.3"), ("5.3", "5.2")}


def test_flanking_policy_is_sought_with_the_municipalitys_own_departments() -> None:
    one = priority("3.2", burning("3.2"))
    departments = {partner.name for partner in KNOWLEDGE.partners.values() if partner.kind == "department"}
    assert one.flanking_policy and set(one.flanking_policy) <= departments
    assert len(one.flanking_policy) == len(set(one.flanking_policy))


# What the analysis says without a score


def test_what_the_analysis_says_stands_with_the_priority_it_is_about() -> None:
    harbour, hemp = "In de haven zijn signalen van uithalers", "Hennepkwekerijen nemen af"
    told = priority("5.2", burning("5.2"), found("5.2/hennepteelt", observations=(hemp,)), found("2.5", observations=(harbour,)))
    assert [said.text for said in told.said] == [hemp]
    assert told.said[0].finding == "5.2/hennepteelt#observations/hennepkwekerijen-nemen-af"


def test_what_the_analysis_says_changes_nothing_in_the_choice() -> None:
    bare, told = (
        advised(municipality(burning("5.2"), found("2.5", ernst=2, observations=observations)))
        for observations in ((), ("Het strand is druk",))
    )
    assert [one.model_copy(update={"said": ()}) for one in told.priorities] == list(bare.priorities)
    assert told.scores == bare.scores


def test_what_the_analysis_had_in_mind_is_followed() -> None:
    proposals = (
        Proposal(name="Ondermijning", candidate="5.2"),
        Proposal(name="Drugs", candidate="5.2/drugscriminaliteit"),
        Proposal(name="Toerisme", candidate="2.5"),
        Proposal(name="Positief klimaat"),
    )
    town = municipality(burning("5.2")).model_copy(update={"proposals": proposals})
    told = advised(town)
    assert [(one.name, one.priority) for one in told.proposals] == [
        ("Ondermijning", "5.2"),
        ("Drugs", "5.2"),
        ("Toerisme", None),
        ("Positief klimaat", None),
    ]
    assert told.priorities == advised(municipality(burning("5.2"))).priorities
