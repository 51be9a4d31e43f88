"""What people ask of the knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from kbv_rules.knowledge import queries
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.queries import Scope, scope_of, shortest_path, ties

BY_ASPECTS = ("1.1", "1.2", "1.3", "1.4")
WITH_HEADS = ("2.1", "2.2", "2.3", "2.4")


def ids(rows: list[queries.Row]) -> list[str]:
    return [row["id"] for row in rows]


def pairs(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    return combinations(knowledge.themes, 2)


# Scope


def test_a_sub_theme_is_asked_about_within_its_theme(knowledge: Knowledge) -> None:
    assert scope_of("1.3/woninginbraak", knowledge) == Scope(("1.3",), frozenset({"1.3/woninginbraak"}))


def test_an_overarching_theme_is_asked_about_where_what_it_takes_along_lives(knowledge: Knowledge) -> None:
    scope = scope_of("S2", knowledge)
    assert scope.sub_themes == set(knowledge.taken_along["S2"])
    assert {"1.1", "1.3", "3.2"} <= set(scope.themes)


def test_a_sub_theme_of_an_overarching_theme_is_asked_about_as_the_whole(knowledge: Knowledge) -> None:
    assert scope_of("S1/ransomware", knowledge) == scope_of("S1", knowledge)


def test_a_bundle_is_asked_about_as_its_members(knowledge: Knowledge) -> None:
    members = ("1.1/drank-en-drugsoverlast", "5.2/drugscriminaliteit", "5.2")
    assert scope_of("drugs", knowledge, members) == Scope(("1.1", "5.2"), frozenset(members[:2]))


# Measures


@pytest.mark.parametrize("theme", BY_ASPECTS)
def test_the_measures_of_1_1_to_1_4_come_through_the_aspects_the_most_fitting_first(theme: str, knowledge: Knowledge) -> None:
    rows = queries.measures(scope_of(theme, knowledge), knowledge)
    vias = list(dict.fromkeys(row["via"] for row in rows))
    assert rows
    assert vias == [aspect for aspect in knowledge.themes[theme].aspects if aspect in vias]


def test_social_quality_is_worked_on_through_social_quality_first(knowledge: Knowledge) -> None:
    first = queries.measures(scope_of("1.1", knowledge), knowledge)[0]
    assert (first["via"], first["name"]) == ("A3", "Buurtbemiddeling")


def test_a_measure_stands_under_a_theme_once(knowledge: Knowledge) -> None:
    for theme in knowledge.themes:
        found = ids(queries.measures(scope_of(theme, knowledge), knowledge))
        assert len(found) == len(set(found))


@pytest.mark.parametrize("theme", WITH_HEADS)
def test_generic_and_specific_measures_are_apart_and_together_all_that_is_headed(theme: str, knowledge: Knowledge) -> None:
    scope = scope_of(theme, knowledge)
    generic = queries.measures(scope, knowledge, kind="generic")
    specific = queries.measures(scope, knowledge, kind="specific")
    assert generic
    assert specific
    assert {row["kind"] for row in generic} == {"generic"}
    headed = [row["id"] for row in queries.measures(scope, knowledge) if row["kind"]]
    assert sorted(ids(generic) + ids(specific)) == sorted(headed)


def test_measures_of_a_partner_name_that_partner(knowledge: Knowledge) -> None:
    found = {
        id_
        for theme in knowledge.themes
        for id_ in ids(queries.measures(scope_of(theme, knowledge), knowledge, partner="politie"))
    }
    assert found == {measure.id for measure in knowledge.catalogue.measures if "politie" in measure.partners}


def test_measures_on_a_law_rest_on_that_law(knowledge: Knowledge) -> None:
    found = {id_ for theme in knowledge.themes for id_ in ids(queries.measures(scope_of(theme, knowledge), knowledge, law="apv"))}
    assert found == {measure.id for measure in knowledge.catalogue.measures if "apv" in measure.laws}


def test_what_also_serves_another_theme_stands_under_both(knowledge: Knowledge) -> None:
    for one, other in pairs(knowledge):
        mine, theirs = (set(ids(queries.measures(scope_of(theme, knowledge), knowledge))) for theme in (one, other))
        assert set(ids(queries.measures(scope_of(one, knowledge), knowledge, serves=[other]))) == mine & theirs


def test_a_sub_theme_shows_what_targets_it_first_and_nothing_that_targets_another(knowledge: Knowledge) -> None:
    for sub in knowledge.sub_themes:
        rows = queries.measures(scope_of(sub, knowledge), knowledge)
        wanted = scope_of(sub, knowledge).sub_themes
        targeted = [bool(wanted & set(row["sub_themes"])) for row in rows]
        assert targeted == sorted(targeted, reverse=True)
        assert all(wanted & set(row["sub_themes"]) or not row["sub_themes"] for row in rows)


def test_where_else_a_measure_stands_is_never_where_it_was_found(knowledge: Knowledge) -> None:
    for theme in knowledge.themes:
        for row in queries.measures(scope_of(theme, knowledge), knowledge):
            assert set(row["also_under"]) == set(knowledge.themes_of_measure(row["id"])) - {row["theme"], row["via"]}


# Partners


def test_internal_partners_come_first_and_each_side_can_be_asked_for(knowledge: Knowledge) -> None:
    for theme in knowledge.themes:
        scope = scope_of(theme, knowledge)
        rows = queries.partners(scope, knowledge)
        sides = [row["side"] for row in rows]
        assert sides == sorted(sides, key=lambda side: side != "internal")
        assert rows == queries.partners(scope, knowledge, side="internal") + queries.partners(scope, knowledge, side="external")


def test_the_side_of_a_partner_is_a_fact_of_the_theme(knowledge: Knowledge) -> None:
    sides: dict[str, set[str]] = {}
    for theme in knowledge.themes:
        for row in queries.partners(scope_of(theme, knowledge), knowledge):
            sides.setdefault(row["id"], set()).add(row["side"])
    assert any(len(found) == 2 for found in sides.values())


# Laws


def test_a_change_of_one_article_is_told_at_that_article_and_at_the_law_as_a_whole_only(knowledge: Knowledge) -> None:
    changed = knowledge.laws["gemeentewet"].changes[0]
    assert changed.article == "174a"
    told, silent = set(), set()
    for theme in knowledge.themes:
        for row in queries.laws(scope_of(theme, knowledge), knowledge):
            if row["id"] == "gemeentewet":
                (told if row["changes"] else silent).add(row["article"])
    assert told == {"174a", None}
    assert {"151b", "151c", "172a", "172b"} <= silent


def test_a_change_of_a_whole_law_is_told_at_every_article_of_it(knowledge: Knowledge) -> None:
    rows = [row for row in queries.laws(scope_of("5.2", knowledge), knowledge) if row["id"] == "opiumwet"]
    assert {row["article"] for row in rows} >= {"11a", "13b"}
    for row in rows:
        assert len(row["changes"]) == len(knowledge.laws["opiumwet"].changes) > 0


def test_a_lapsed_law_says_what_came_in_its_place(knowledge: Knowledge) -> None:
    row = next(row for row in queries.laws(scope_of("2.3", knowledge), knowledge) if row["id"] == "drank-en-horecawet")
    assert (row["status"], row["successor"]) == ("lapsed", "alcoholwet")


def test_two_articles_of_one_law_are_two_rows(knowledge: Knowledge) -> None:
    articles = [row["article"] for row in queries.laws(scope_of("2.3", knowledge), knowledge) if row["id"] == "gemeentewet"]
    assert articles == ["151b", "151c", "172a", "172b"]


# Indicators


@pytest.mark.parametrize("theme", ["3.4", "5.4"])
def test_where_the_handbook_prints_no_indicators_none_are_made_up(theme: str, knowledge: Knowledge) -> None:
    assert queries.indicators(scope_of(theme, knowledge), knowledge) == []


def test_an_aspect_has_no_indicators(knowledge: Knowledge) -> None:
    assert queries.indicators(scope_of("A3", knowledge), knowledge) == []


def test_indicators_of_a_sub_theme_come_before_the_rest_of_its_theme(knowledge: Knowledge) -> None:
    rows = queries.indicators(scope_of("1.3/woninginbraak", knowledge), knowledge)
    assert "1.3/woninginbraak" in rows[0]["sub_themes"]
    assert sorted(ids(rows)) == sorted(ids(queries.indicators(scope_of("1.3", knowledge), knowledge)))


# Ties


def test_what_two_themes_share_does_not_depend_on_who_asks(knowledge: Knowledge) -> None:
    for one, other in pairs(knowledge):
        there, back = ties(one, other, knowledge), ties(other, one, knowledge)
        for key in ("measures", "partners", "laws", "indicators", "cross_cutting", "mutual"):
            assert there[key] == back[key], (one, other, key)
        assert sorted(there["printed"]) == sorted(back["printed"])
        assert len(there["path"]) == len(back["path"])


def test_tourism_names_undermining_and_not_the_other_way(knowledge: Knowledge) -> None:
    found = ties("2.5", "5.2", knowledge)
    assert found["printed"] == [["2.5", "5.2"]]
    assert not found["mutual"]
    assert found["path"] == ["2.5", "5.2"]
    assert found["measures"] == ["Integrale handhaving/interventieteam", "Nachtregister"]


def test_a_path_runs_over_printed_links_and_no_chain_is_shorter(knowledge: Knowledge) -> None:
    tied = {theme: set(knowledge.neighbours[theme]) for theme in knowledge.themes}
    for one, other in pairs(knowledge):
        path = shortest_path([one], [other], knowledge)
        assert (path[0], path[-1]) == (one, other)
        assert all(step in tied[here] for here, step in pairwise(path))
        reached, steps = {one}, 0
        while other not in reached:
            reached = reached.union(*(tied[theme] for theme in reached))
            steps += 1
        assert len(path) - 1 == steps


def test_a_theme_is_at_no_distance_of_itself(knowledge: Knowledge) -> None:
    assert ties("4.2", "4.2", knowledge)["path"] == ["4.2"]


def test_what_has_no_links_has_no_path(knowledge: Knowledge) -> None:
    assert ties("1.1", "A3", knowledge)["path"] == []
