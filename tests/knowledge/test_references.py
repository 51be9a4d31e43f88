"""Who names whom, on the shipped knowledge."""

from __future__ import annotations

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.references import Reference, mentions, nodes, references, sub_themes, whereabouts


def test_every_kind_of_node_is_there_and_tools_of_the_method_count_as_instruments(knowledge: Knowledge) -> None:
    groups = nodes(knowledge.catalogue)
    assert [kind for kind, group in groups.items() if not group] == []
    assert {"cpted", "format-ivp"} <= {node.id for node in groups["instruments"]}


def test_a_sub_theme_comes_with_the_theme_it_is_written_down_under(knowledge: Knowledge) -> None:
    owners = {sub.id: owner for owner, sub in sub_themes(knowledge.catalogue)}
    assert (owners["1.3/woninginbraak"], owners["S1/ransomware"]) == ("1.3", "S1")


def test_rows_mention_partners_of_both_sides_and_overarching_themes_mention_their_tools(knowledge: Knowledge) -> None:
    found = set(mentions(knowledge.catalogue))
    assert Reference("2.1", "partners", "partners", "economie") in found
    assert Reference("2.1", "partners", "partners", "kamer-van-koophandel") in found
    assert Reference("S3", "instruments", "instruments", "beeldtafel") in found


def test_a_link_a_source_and_a_successor_are_references_too(knowledge: Knowledge) -> None:
    assert {
        Reference("1.1", "field", "fields", "1"),
        Reference("1.1", "aspects", "aspects", "A3"),
        Reference("1.1", "cross_links", "themes", "5.3"),
        Reference("1.1/woonoverlast", "cross_cutting", "cross_cutting", "S2"),
        Reference("woonoverlast", "sub_themes", "sub_themes", "1.1/woonoverlast"),
        Reference("vm-sociale-cohesie", "source", "data_sources", "veiligheidsmonitor"),
        Reference("drank-en-horecawet", "successor", "laws", "alcoholwet"),
        Reference("Wet Damocles", "law", "laws", "opiumwet"),
    } <= set(references(knowledge.catalogue))


def test_what_is_printed_in_another_row_says_which_and_sections_of_part_one_are_left_out(knowledge: Knowledge) -> None:
    places = {place.owner: (place.table, place.row) for place in whereabouts(knowledge.catalogue)}
    assert places["2.1/leegstand"] == ("2.1", "measures")
    assert places["1.1/daklozen-en-zwervers"] == ("A3", "measures")
    assert places["arbeidsomstandighedenwet"] == ("5.3", "role")
    assert "1.1/verwaarlozing-en-verslaving" not in places
    assert "bbv" not in places
