"""The whole knowledge as one graph: themes, sub-themes, aspects, partners, laws, measures, indicators and their ties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from kbv_rules.knowledge.base import Knowledge


def to_graph(knowledge: Knowledge) -> networkx.MultiDiGraph[str]:
    """A directed graph. Nodes are 'kind:id' with `kind` and `name`; edges have a `tie` (links, takes, measure, ...)."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    catalogue = knowledge.catalogue
    for kind, items in (
        ("field", catalogue.fields),
        ("theme", catalogue.themes),
        ("aspect", catalogue.aspects),
        ("cross_cutting", catalogue.cross_cutting_themes),
        ("partner", catalogue.partners),
        ("law", catalogue.laws),
        ("measure", catalogue.measures),
        ("indicator", catalogue.indicators),
        ("data_source", catalogue.data_sources),
        ("instrument", catalogue.instruments),
    ):
        for item in items:
            graph.add_node(f"{kind}:{item.id}", kind=kind, name=item.name)
    for sub in knowledge.sub_themes.values():
        graph.add_node(f"sub_theme:{sub.id}", kind="sub_theme", name=sub.name)
    for rows in (*catalogue.themes, *catalogue.aspects):
        node = f"{'theme' if rows.id in knowledge.themes else 'aspect'}:{rows.id}"
        for mention in (*rows.partners.internal, *rows.partners.external):
            graph.add_edge(node, f"partner:{mention.id}", tie="partner")
        for kind, mentions in (("law", rows.laws), ("measure", rows.measures), ("instrument", rows.instruments)):
            for mention in mentions:
                graph.add_edge(node, f"{kind}:{mention.id}", tie=kind)
    for theme in catalogue.themes:
        graph.add_edge(f"field:{theme.field}", f"theme:{theme.id}", tie="holds")
        for aspect in theme.aspects:
            graph.add_edge(f"theme:{theme.id}", f"aspect:{aspect}", tie="approach")
        for link in theme.cross_links:
            graph.add_edge(f"theme:{theme.id}", f"theme:{link.to}", tie="links", mutual=knowledge.is_mutual(theme.id, link.to))
        for sub in theme.sub_themes:
            graph.add_edge(f"theme:{theme.id}", f"sub_theme:{sub.id}", tie="holds")
        for mention in theme.indicators:
            graph.add_edge(f"theme:{theme.id}", f"indicator:{mention.id}", tie="indicator")
        for mention in theme.data_sources:
            graph.add_edge(f"theme:{theme.id}", f"data_source:{mention.id}", tie="data_source")
    for cross, subs in knowledge.taken_along.items():
        for taken in subs:
            graph.add_edge(f"cross_cutting:{cross}", f"sub_theme:{taken}", tie="takes")
    for indicator in catalogue.indicators:
        graph.add_edge(f"indicator:{indicator.id}", f"data_source:{indicator.source}", tie="source")
    for law in catalogue.laws:
        if law.successor:
            graph.add_edge(f"law:{law.id}", f"law:{law.successor}", tie="successor")
    return graph


def to_graphml(knowledge: Knowledge) -> str:
    """The graph as GraphML, for Gephi, yEd and the like."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml(to_graph(knowledge), out, prettyprint=True)
    return out.getvalue().decode("utf-8")
