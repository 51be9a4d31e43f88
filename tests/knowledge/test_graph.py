"""The whole knowledge as one graph."""

from __future__ import annotations

import io

import networkx
import pytest

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.graph import to_graph, to_graphml
from kbv_rules.knowledge.references import nodes

Graph = networkx.MultiDiGraph


@pytest.fixture(scope="module")
def graph(knowledge: Knowledge) -> Graph:
    return to_graph(knowledge)


def ties(graph: Graph, tie: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other, told in graph.edges(data="tie") if told == tie]


def test_graphml_is_read_back_whole(knowledge: Knowledge, graph: Graph) -> None:
    read = networkx.read_graphml(io.BytesIO(to_graphml(knowledge).encode("utf-8")), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(read.edges(data="tie")) == sorted(graph.edges(data="tie"))


def test_every_node_of_the_knowledge_is_in_the_graph(knowledge: Knowledge, graph: Graph) -> None:
    kinds = {
        "fields": "field",
        "themes": "theme",
        "sub_themes": "sub_theme",
        "aspects": "aspect",
        "cross_cutting": "cross_cutting",
        "partners": "partner",
        "laws": "law",
        "measures": "measure",
        "indicators": "indicator",
        "data_sources": "data_source",
        "instruments": "instrument",
    }
    groups = nodes(knowledge.catalogue)
    method = {instrument.id for instrument in knowledge.catalogue.method_instruments}
    expected = {
        f"{kind}:{node.id}": node.name for group, kind in kinds.items() for node in groups[group] if node.id not in method
    }
    assert dict(graph.nodes(data="name")) == expected


def test_no_tie_leads_to_a_node_without_a_name(graph: Graph) -> None:
    assert [node for node, name in graph.nodes(data="name") if not name] == []


def test_every_printed_link_is_a_tie_that_says_whether_it_is_mutual(knowledge: Knowledge, graph: Graph) -> None:
    links = [(one, other, data["mutual"]) for one, other, data in graph.edges(data=True) if data["tie"] == "links"]
    assert len(links) == 241
    assert sum(mutual for _, _, mutual in links) == 2 * 87


def test_every_measure_hangs_on_a_theme_or_an_aspect(knowledge: Knowledge, graph: Graph) -> None:
    hung = {other for _, other in ties(graph, "measure")}
    assert hung == {f"measure:{measure.id}" for measure in knowledge.catalogue.measures}


def test_a_lapsed_law_leads_to_its_successor(graph: Graph) -> None:
    assert ("law:drank-en-horecawet", "law:alcoholwet") in ties(graph, "successor")


def test_every_theme_can_be_reached_from_its_field(knowledge: Knowledge, graph: Graph) -> None:
    held = set(ties(graph, "holds"))
    assert all((f"field:{theme.field}", f"theme:{theme.id}") in held for theme in knowledge.catalogue.themes)


def test_an_overarching_theme_leads_to_what_it_takes_along(knowledge: Knowledge, graph: Graph) -> None:
    assert ("cross_cutting:S2", "sub_theme:1.1/verward-gedrag") in ties(graph, "takes")
