"""Clusters the themes that are no priority, along the ties of the graph, and names the clusters as a council would.

Greedy modularity: the same clusters whatever the order of the input (Louvain changes with it).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.communities import communities
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import OtherTheme, TakenAlong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbv_rules.advise.choose import Choice
    from kbv_rules.model.judgement import ClusterName
    from kbv_rules.rules.rule_set import RuleSet


class Name(NamedTuple):
    """What a cluster is called."""

    id: str
    name: str


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


def _tie(one: str, other: str, partners: Mapping[str, set[str]], knowledge: Knowledge, rules: RuleSet) -> float:
    """How strongly two themes are tied: printed links, shared partners outside the organisation, the same field."""
    settings = rules.other_themes
    printed = ((one, other) in knowledge.links) + ((other, one) in knowledge.links)
    if not printed:
        return 0.0
    weight = settings.mutual if printed > 1 else settings.one_way
    weight += settings.shared_partner * len(partners[one] & partners[other])
    if knowledge.themes[one].field == knowledge.themes[other].field:
        weight += settings.same_field
    return weight


def _external(theme: str, knowledge: Knowledge) -> set[str]:
    return {use.mention.id for use in knowledge.partners_of(theme) if use.side == "external"}


def _clusters(themes: Sequence[str], knowledge: Knowledge, rules: RuleSet) -> list[list[str]]:
    partners = {theme: _external(theme, knowledge) for theme in themes}
    ties = {pair: weight for pair in combinations(themes, 2) if (weight := _tie(*pair, partners, knowledge, rules)) > 0}
    return communities(themes, ties, resolution=rules.other_themes.resolution)


def _names(clusters: Sequence[Sequence[str]], knowledge: Knowledge, rules: RuleSet) -> list[Name]:
    """The best fitting name for each cluster, each name once; where none fits, the names of its themes."""
    settings = rules.other_themes
    offers = sorted(
        ((_fit(cluster, name), index, name) for index, cluster in enumerate(clusters) for name in settings.names),
        key=lambda offer: (-offer[0], offer[1], offer[2].id),
    )
    given: dict[int, Name] = {}
    used: set[str] = set()
    for fit, index, name in offers:
        if fit >= settings.fit and index not in given and name.id not in used:
            given[index] = Name(name.id, name.name)
            used.add(name.id)
    return [given.get(index) or _plain_name(cluster, knowledge, rules) for index, cluster in enumerate(clusters)]


def _fit(cluster: Iterable[str], name: ClusterName) -> float:
    """Shared themes as a share of all themes of both (Jaccard)."""
    mine, theirs = set(cluster), set(name.members)
    return len(mine & theirs) / len(mine | theirs)


def _plain_name(cluster: Sequence[str], knowledge: Knowledge, rules: RuleSet) -> Name:
    names = [knowledge.themes[theme].name for theme in cluster]
    text = rules.other_themes.separator.join(names)
    return Name("-".join(cluster).replace(".", ""), text)
