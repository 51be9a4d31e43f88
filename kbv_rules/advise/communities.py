"""Greedy modularity (Clauset, Newman and Moore, 2004): groups of nodes that are tied more than chance would have it.

Written out here, and not taken from networkx, for two reasons: an advice must come out the same, byte for byte, whatever
version of a library is installed, and ties between equal merges must be broken by a stated rule. A test holds it against
networkx. See docs/decisions/0005-communities.md.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EPSILON = 1e-12


def communities(nodes: Sequence[str], ties: Mapping[tuple[str, str], float], *, resolution: float = 1.0) -> list[list[str]]:
    """Groups of nodes, each sorted, in the order of their first node.

    `ties` maps an unordered pair, once, to a weight above zero. Starts with every node by itself and merges, time and
    again, the two groups whose merger raises modularity most; equal mergers go to the first pair in order. Stops when
    no merger raises it. Modularity gain of a merger: w(a, b) / m - resolution x k(a) k(b) / (2 m^2), with w the weight
    between the groups, k the weight of all ties of a group, m the weight of all ties.
    """
    total = sum(ties.values())
    groups = {node: [node] for node in sorted(nodes)}
    if total <= 0:
        return list(groups.values())
    degree = dict.fromkeys(groups, 0.0)
    between: dict[tuple[str, str], float] = {}
    for (one, other), weight in sorted(ties.items()):
        degree[one] += weight
        degree[other] += weight
        pair = (min(one, other), max(one, other))
        between[pair] = between.get(pair, 0.0) + weight
    while True:
        best: tuple[str, str] | None = None
        most = _EPSILON
        for pair in combinations(groups, 2):
            if pair not in between:
                continue
            gain = between[pair] / total - resolution * degree[pair[0]] * degree[pair[1]] / (2 * total * total)
            if gain > most + _EPSILON:
                best, most = pair, gain
        if best is None:
            return list(groups.values())
        _merge(*best, groups, degree, between)


def _merge(
    kept: str, gone: str, groups: dict[str, list[str]], degree: dict[str, float], between: dict[tuple[str, str], float]
) -> None:
    groups[kept] = sorted(groups[kept] + groups.pop(gone))
    degree[kept] += degree.pop(gone)
    for pair in [pair for pair in between if gone in pair]:
        weight = between.pop(pair)
        other = pair[0] if pair[1] == gone else pair[1]
        if other != kept:
            joined = (min(kept, other), max(kept, other))
            between[joined] = between.get(joined, 0.0) + weight
