"""Clusters the themes that are no priority, along the ties of the graph, and names the clusters as a council would.

Greedy modularity on sorted input: the same clusters whatever the order of the input (Louvain changes with it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from kbv_rules.advise.choose import Choice
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import OtherTheme, TakenAlong
from kbv_rules.model.judgement import ClusterName
from kbv_rules.rules.rule_set import RuleSet


def cluster_others(choice: Choice, knowledge: Knowledge, rules: RuleSet) -> list[OtherTheme]:
    """Every theme that has no home in a priority, in exactly one named cluster."""
    homes = {home for one in choice.chosen for home in one.candidate.homes}
    remaining = [theme for theme in sorted(knowledge.themes) if theme not in homes]
    clusters = _clusters(remaining, knowledge, rules)
    named = _names(clusters, knowledge, rules)
    taken = {sub: one.candidate.id for one in choice.chosen for sub in sorted(one.takes)}
    return [
        OtherTheme.model_construct(
            id=name.id,
            name=name.name,
            members=tuple(cluster),
            ties=tuple(pair for pair in combinations(cluster, 2) if knowledge.is_mutual(*pair)),
            taken_along=tuple(
                TakenAlong.model_construct(sub_theme=sub, name=knowledge.name(sub), priority=priority)
                for sub, priority in sorted(taken.items())
                if theme_of(sub) in cluster
            ),
        )
        for cluster, name in zip(clusters, named, strict=True)
    ]


def tie(one: str, other: str, knowledge: Knowledge, rules: RuleSet) -> float:
    """How strongly two themes are tied: printed links, shared partners outside the organisation, the same field."""
    settings = rules.other_themes
    printed = ((one, other) in knowledge.links) + ((other, one) in knowledge.links)
    weight = (0.0, settings.one_way, settings.mutual)[printed]
    if not printed:
        return 0.0
    shared = _external(one, knowledge) & _external(other, knowledge)
    weight += settings.shared_partner * len(shared)
    if knowledge.themes[one].field == knowledge.themes[other].field:
        weight += settings.same_field
    return weight


def _external(theme: str, knowledge: Knowledge) -> set[str]:
    return {use.mention.id for use in knowledge.partners_of(theme) if use.side == "external"}


def _clusters(themes: Sequence[str], knowledge: Knowledge, rules: RuleSet) -> list[list[str]]:
    if not themes:
        return []
    import networkx
    from networkx.algorithms.community import greedy_modularity_communities

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(themes)
    for one, other in combinations(themes, 2):
        weight = tie(one, other, knowledge, rules)
        if weight:
            graph.add_edge(one, other, weight=weight)
    if graph.number_of_edges() == 0:
        return [[theme] for theme in themes]
    found = greedy_modularity_communities(graph, weight="weight", resolution=rules.other_themes.resolution)
    return sorted(sorted(cluster) for cluster in found)


def _names(clusters: Sequence[Sequence[str]], knowledge: Knowledge, rules: RuleSet) -> list[ClusterName]:
    """The best fitting name for each cluster, each name once; where none fits, the names of its themes."""
    settings = rules.other_themes
    offers = sorted(
        ((_fit(cluster, name), index, name) for index, cluster in enumerate(clusters) for name in settings.names),
        key=lambda offer: (-offer[0], offer[1], offer[2].id),
    )
    given: dict[int, ClusterName] = {}
    used: set[str] = set()
    for fit, index, name in offers:
        if fit >= settings.fit and index not in given and name.id not in used:
            given[index] = name
            used.add(name.id)
    return [given.get(index) or _plain_name(cluster, knowledge, rules) for index, cluster in enumerate(clusters)]


def _fit(cluster: Iterable[str], name: ClusterName) -> float:
    """Shared themes as a share of all themes of both (Jaccard)."""
    mine, theirs = set(cluster), set(name.members)
    return len(mine & theirs) / len(mine | theirs)


def _plain_name(cluster: Sequence[str], knowledge: Knowledge, rules: RuleSet) -> ClusterName:
    names = [knowledge.themes[theme].name for theme in cluster]
    text = rules.other_themes.separator.join(names)
    return ClusterName(id="-".join(cluster).replace(".", ""), name=text, members=tuple(cluster))
