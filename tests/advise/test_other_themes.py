"""Every theme has exactly one home; what is no priority stands with what it is tied to, under a name a council knows."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given

from kbv_rules.advise.choose import Choice
from kbv_rules.advise.other_themes import cluster_others
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import OtherThemesRules
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.municipality import burning, municipality
from tests.advise.workings import advised
from tests.strategies import KNOWLEDGE, RULES, THEMES, findings, law

NOTHING_CHOSEN = Choice((), 0.0)
NAMES = {name.name: set(name.members) for name in RULES.other_themes.names}


@law(15)
@given(findings())
def test_every_theme_has_exactly_one_home(found: Findings) -> None:
    advice = advised(found)
    homes = [theme for one in (*advice.priorities, *advice.other_themes) for theme in one.members]
    assert sorted(homes) == THEMES


@law(15)
@given(findings())
def test_where_a_priority_took_a_part_along_the_home_of_its_theme_says_so(found: Findings) -> None:
    advice = advised(found)
    taken = {
        (sub, one.id)
        for one in advice.priorities
        if one.kind in ("cross_cutting", "bundle")
        for sub in one.sub_themes
        if theme_of(sub) not in one.members
    }
    clustered = {theme for other in advice.other_themes for theme in other.members}
    told = {(part.sub_theme, part.priority) for other in advice.other_themes for part in other.taken_along}
    assert told == {(sub, id_) for sub, id_ in taken if theme_of(sub) in clustered}
    for other in advice.other_themes:
        assert all(theme_of(part.sub_theme) in other.members for part in other.taken_along)


@law(15)
@given(findings())
def test_names_are_told_apart_and_ties_are_printed_both_ways_within_the_cluster(found: Findings) -> None:
    others = advised(found).other_themes
    assert len({other.id for other in others}) == len({other.name for other in others}) == len(others)
    for other in others:
        assert list(other.members) == sorted(other.members)
        assert list(other.ties) == [pair for pair in combinations(other.members, 2) if KNOWLEDGE.is_mutual(*pair)]


def test_a_name_from_the_rules_fits_its_cluster_and_otherwise_the_themes_name_it() -> None:
    for theme in THEMES:
        for other in advised(municipality(burning(theme))).other_themes:
            members = set(other.members)
            if other.name in NAMES:
                theirs = NAMES[other.name]
                assert len(members & theirs) / len(members | theirs) >= RULES.other_themes.fit
            else:
                assert other.name == RULES.other_themes.separator.join(KNOWLEDGE.themes[one].name for one in other.members)


def test_without_priorities_the_clusters_carry_names_a_council_would_use() -> None:
    others = cluster_others(NOTHING_CHOSEN, KNOWLEDGE, RULES)
    assert 4 <= len(others) <= 9
    assert all(other.name in NAMES for other in others)
    assert all(len(other.members) > 1 for other in others)


def test_a_theme_that_is_chosen_leaves_its_cluster() -> None:
    before = cluster_others(NOTHING_CHOSEN, KNOWLEDGE, RULES)
    assert any("5.2" in other.members for other in before)
    advice = advised(municipality(burning("5.2")))
    assert all("5.2" not in other.members for other in advice.other_themes)


def test_a_theme_that_nothing_ties_to_the_rest_stands_alone_under_its_own_name() -> None:
    loose = with_settings(names=[], mutual=0, one_way=0, shared_partner=0, same_field=0)
    others = cluster_others(NOTHING_CHOSEN, KNOWLEDGE, loose)
    assert {other.name for other in others} == {theme.name for theme in KNOWLEDGE.themes.values()}
    assert {other.members for other in others} == {(theme,) for theme in THEMES}


def test_however_little_a_name_need_fit_no_two_clusters_carry_the_same() -> None:
    broad = [{"id": "alles", "name": "Veiligheid", "members": THEMES}]
    others = cluster_others(NOTHING_CHOSEN, KNOWLEDGE, with_settings(names=broad, fit=0.01))
    names = [other.name for other in others]
    assert "Veiligheid" in names and len(set(names)) == len(names) > 1


def with_settings(**changed: Any) -> RuleSet:
    """The rules with other clustering."""
    settings = RULES.other_themes.model_dump() | changed
    settings["schema"] = settings.pop("schema_")
    return replace(RULES, other_themes=OtherThemesRules.model_validate(settings))
