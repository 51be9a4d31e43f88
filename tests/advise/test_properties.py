"""The laws hold for the shipped rules, and each law sees when it is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.properties import ALL, OF_ANOTHER_ORDER, OF_ONE, OF_ONE_LESS, OF_ONE_MORE, OF_WORSE, Broken, Property, Trial
from kbv_rules.findings.identity import all_ids, without
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Criterion, Limits
from kbv_rules.rules.evaluate import CompiledTable
from kbv_rules.rules.rule_set import RuleSet
from kbv_rules.rules.table import Table
from tests.advise.municipality import burning, counts, found, municipality
from tests.strategies import KNOWLEDGE, RULES, findings, law, reordered, with_one_more, worsened

LAWS = {one.id: one for one in ALL}


def trial(now: Findings, before: Findings | None = None, *, subject: str = "", what: str = "", rules: RuleSet = RULES) -> Trial:
    return Trial(KNOWLEDGE, rules, now, rules.profiles.standard, before=before, subject=subject, what=what)


def broken(id_: str, one: Trial) -> Broken | None:
    return LAWS[id_].broken(one)


# They hold


@pytest.mark.parametrize("one", OF_ONE, ids=lambda one: one.id)
@law(15)
@given(findings())
def test_laws_about_findings_as_they_are(one: Property, found: Findings) -> None:
    assert one.broken(trial(found)) is None


@law(15)
@given(st.data(), findings())
def test_laws_about_findings_in_another_order(data: st.DataObject, found: Findings) -> None:
    other = data.draw(reordered(found))
    assert [one.broken(trial(other, found)) for one in OF_ANOTHER_ORDER] == [None]


@law(25)
@given(st.data(), findings())
def test_laws_about_worse_findings(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(worsened(found))
    assert [one.broken(trial(worse.findings, found, subject=worse.subject)) for one in OF_WORSE] == [None] * 3


@law(25)
@given(st.data(), findings())
def test_laws_about_one_finding_less(data: st.DataObject, found: Findings) -> None:
    ids = sorted(set(all_ids(found)))
    if ids:
        id_ = data.draw(st.sampled_from(ids))
        one = trial(found, without(found, id_), subject=id_.partition("#")[0], what=id_)
        assert [law.broken(one) for law in OF_ONE_LESS] == [None]


@law(25)
@given(st.data(), findings())
def test_laws_about_one_finding_more(data: st.DataObject, found: Findings) -> None:
    more = data.draw(with_one_more(found))
    assert [one.broken(trial(more.findings, found, subject=more.subject)) for one in OF_ONE_MORE] == [None]


# They see when they are broken


def with_outcome(table: str, rule: str, then: float) -> RuleSet:
    """The shipped rules with another outcome of one rule."""
    content = RULES.tables[table].table.model_dump(mode="json")
    rules = [{**one, "then": then} if one["id"] == rule else one for one in content["rules"]]
    version = content.pop("schema_")
    changed = Table.model_validate({**content, "schema": version, "rules": rules})
    return replace(RULES, tables={**RULES.tables, table: CompiledTable(changed)})


def test_a_bonus_that_goes_beyond_the_scale() -> None:
    rules = with_outcome("kandidaat-breedte", "breedte-thema", 1)
    told = broken("sum-of-contributions", trial(municipality(burning("5.2")), rules=rules))
    assert told
    assert told.rules == ("breedte-thema",)
    assert "de schaal loopt tot 4" in told.message


def test_a_fifth_priority() -> None:
    limits = Limits.model_construct(**{**RULES.limits.model_dump(mode="python"), "minimum": (0.5,) * 5})
    crowd = municipality(*(burning(theme) for theme in ("1.4", "2.3", "3.1", "4.1", "5.2")))
    told = broken("priorities-and-homes", trial(crowd, rules=replace(RULES, limits=limits)))
    assert told
    assert told.message == "er zijn 5 prioriteiten, en het handboek vraagt er hooguit vier."


def test_a_score_that_falls_names_the_rules_of_before_and_after() -> None:
    """Ratios of 1.5 and 2.5, after a year so bad that the trend stays out of it."""
    rules = with_outcome("omvang-cijfer", "omvang-cijfer-4", 0)
    before, after = (
        municipality(found("2.1", figures=(counts("Winkeldiefstal", 900, last, per_1000=4.0),))) for last in (360, 600)
    )
    told = broken("worse-lowers-score", trial(after, before, subject="2.1", rules=rules))
    assert told
    assert told.message.startswith("'2.1' (Veilig winkelgebied) scoort ")
    assert told.rules == ("omvang-cijfer-4", "omvang-cijfer-3")


def test_a_finding_that_lifts_two_names_what_lifts_the_other() -> None:
    criteria = tuple(Criterion.model_construct(**{**one.model_dump(), "in_choice": True}) for one in RULES.criteria)
    rules = replace(RULES, criteria=criteria)
    both = municipality(burning("2.4"), found("2.3", ernst=4, omvang=4, trend=4, aanpak=4, bestuurlijk_belang=4, beleving=1))
    id_ = "2.3#judgements/ernst"
    less = without(both, id_)
    assert broken("finding-lifts-two", trial(both, less, subject="2.3", what=id_)) is None
    told = broken("finding-lifts-two", trial(both, less, subject="2.3", what=id_, rules=rules))
    assert told
    assert told.rules[0] == "samenhang-verbonden"
    assert "'2.3' (Veilig uitgaan)" in told.message
    assert "'2.4' (Veilige evenementen)" in told.message


# Smaller trials


def test_a_lesser_trial_leaves_the_same_thing_out_of_both_findings() -> None:
    before = municipality(found("5.2", ernst=2, aanpak=3), found("4.1", ernst=1))
    after = municipality(found("5.2", ernst=4, aanpak=3), found("4.1", ernst=1))
    seen = set()
    for less in trial(after, before, subject="5.2").lesser():
        assert less.before is not None
        assert len(list(all_ids(less.before))) == len(list(all_ids(less.findings)))
        seen.add(frozenset(all_ids(less.findings)))
    assert frozenset({"5.2#judgements/ernst", "5.2#judgements/aanpak"}) in seen


def test_a_bundle_is_called_by_its_name_as_a_theme_is() -> None:
    assert trial(municipality()).named("jeugd-en-veiligheid") == "'jeugd-en-veiligheid' (Jeugd en veiligheid)"
    assert trial(municipality()).named("4.1") == "'4.1' (Verkeersveiligheid)"
