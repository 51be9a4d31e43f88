"""What people ask of the knowledge: the measures, partners, laws and indicators of a theme, and how two themes are tied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kbv_rules.knowledge.base import Knowledge, theme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]


class Scope(NamedTuple):
    """What a question is about: whole themes, and sub-themes when it is narrower than a theme."""

    themes: tuple[str, ...]
    sub_themes: frozenset[str]


def scope_of(id_: str, knowledge: Knowledge, members: Sequence[str] = ()) -> Scope:
    """The themes behind a theme, sub-theme, overarching theme, aspect or (with `members`) bundle."""
    if members:
        themes = tuple(dict.fromkeys(theme_of(member) for member in members))
        narrow = frozenset(member for member in members if "/" in member)
        return Scope(themes, narrow)
    if id_ in knowledge.cross_cutting:
        subs = knowledge.taken_along[id_]
        themes = tuple(dict.fromkeys(theme_of(sub) for sub in subs if theme_of(sub) in knowledge.themes))
        return Scope(themes, frozenset(subs))
    if "/" in id_:
        owner = theme_of(id_)
        if owner in knowledge.cross_cutting:
            return scope_of(owner, knowledge)
        return Scope((owner,), frozenset({id_}))
    return Scope((id_,), frozenset())


def measures(
    scope: Scope,
    knowledge: Knowledge,
    *,
    kind: str | None = None,
    partner: str | None = None,
    law: str | None = None,
    serves: Iterable[str] = (),
) -> list[Row]:
    """The measures of a scope, each once. `serves` keeps those that also stand under every one of these themes.

    For a sub-theme: first what targets it, then what serves its theme as a whole.
    """
    others = [{mention.id for mention, _ in knowledge.measures_of(theme)} for theme in serves]
    rows: dict[str, Row] = {}
    for theme in scope.themes:
        for mention, via in knowledge.measures_of(theme):
            measure = knowledge.measures[mention.id]
            targets = bool(scope.sub_themes & set(measure.sub_themes))
            if scope.sub_themes and measure.sub_themes and not targets:
                continue
            if (
                (kind and mention.kind != kind)
                or (partner and partner not in measure.partners)
                or (law and law not in measure.laws)
            ):
                continue
            if mention.id in rows or not all(mention.id in other for other in others):
                continue
            rows[mention.id] = {
                "id": measure.id,
                "name": measure.name,
                "kind": mention.kind,
                "via": via,
                "theme": theme,
                "sub_themes": list(measure.sub_themes),
                "also_under": [id_ for id_ in knowledge.themes_of_measure(measure.id) if id_ not in (theme, via)],
                "printed": list(mention.printed),
            }
    return sorted(rows.values(), key=lambda row: not scope.sub_themes & set(row["sub_themes"]))


def shared_measures(themes: Sequence[str], knowledge: Knowledge) -> list[Row]:
    """The measures that stand under at least two of these themes, most shared first."""
    found: dict[str, list[str]] = {}
    for theme in themes:
        for mention, _ in knowledge.measures_of(theme):
            found.setdefault(mention.id, []).append(theme)
    rows = [
        {"id": id_, "name": knowledge.measures[id_].name, "themes": serving} for id_, serving in found.items() if len(serving) > 1
    ]
    return sorted(rows, key=lambda row: (-len(row["themes"]), row["name"]))


def partners(scope: Scope, knowledge: Knowledge, *, side: str | None = None) -> list[Row]:
    """The partners of a scope, internal ones first, with the aspect they came through."""
    rows: dict[tuple[str, str], Row] = {}
    for theme in scope.themes:
        for use in knowledge.partners_of(theme):
            if side in (None, use.side):
                rows.setdefault(
                    (use.mention.id, use.side),
                    {
                        "id": use.mention.id,
                        "name": knowledge.partners[use.mention.id].name,
                        "side": use.side,
                        "via": use.via,
                        "theme": theme,
                        "printed": list(use.mention.printed),
                    },
                )
    return sorted(rows.values(), key=lambda row: row["side"] != "internal")


def laws(scope: Scope, knowledge: Knowledge) -> list[Row]:
    """The laws of a scope by article, with what became of them since the handbook."""
    rows: dict[tuple[str, str | None], Row] = {}
    for theme in scope.themes:
        for mention, via in knowledge.laws_of(theme):
            law = knowledge.laws[mention.id]
            rows.setdefault(
                (law.id, mention.article),
                {
                    "id": law.id,
                    "name": law.name,
                    "article": mention.article,
                    "status": law.status,
                    "successor": law.successor,
                    "changes": [
                        f"{change.date}: {change.what}" for change in law.changes if _touches(change.article, mention.article)
                    ],
                    "via": via,
                    "theme": theme,
                    "printed": list(mention.printed),
                },
            )
    return list(rows.values())


def _touches(changed: str | None, mentioned: str | None) -> bool:
    """Whether a change concerns a mention: either is of the law as a whole, or both are of one article."""
    return changed is None or mentioned is None or changed == mentioned


def indicators(scope: Scope, knowledge: Knowledge) -> list[Row]:
    """The effect indicators of a scope; for a sub-theme first those that measure it."""
    rows: dict[str, Row] = {}
    for theme in scope.themes:
        if theme not in knowledge.themes:
            continue
        for mention in knowledge.themes[theme].indicators:
            indicator = knowledge.indicators[mention.id]
            rows.setdefault(
                indicator.id,
                {
                    "id": indicator.id,
                    "name": indicator.name,
                    "kind": indicator.kind,
                    "source": knowledge.data_sources[indicator.source].name,
                    "unit": indicator.unit,
                    "direction": indicator.direction,
                    "theme": theme,
                    "sub_themes": list(indicator.sub_themes),
                    "printed": list(mention.printed),
                },
            )
    return sorted(rows.values(), key=lambda row: bool(scope.sub_themes) and not scope.sub_themes & set(row["sub_themes"]))


def ties(one: str, other: str, knowledge: Knowledge) -> Row:
    """How two themes are tied: printed links either way, what they share, and the shortest way over printed links."""

    def shared(first: set[str], second: set[str], names: dict[str, Any]) -> list[str]:
        return sorted(names[id_].name for id_ in first & second)

    mine, theirs = scope_of(one, knowledge), scope_of(other, knowledge)
    pairs = [(a, b) for a in mine.themes for b in theirs.themes]
    return {
        "from": one,
        "to": other,
        "printed": [[a, b] for a, b in pairs if (a, b) in knowledge.links]
        + [[b, a] for a, b in pairs if (b, a) in knowledge.links],
        "mutual": any(knowledge.is_mutual(a, b) for a, b in pairs),
        "path": shortest_path(mine.themes, theirs.themes, knowledge),
        "measures": shared(_measures(mine, knowledge), _measures(theirs, knowledge), dict(knowledge.measures)),
        "partners": shared(_partners(mine, knowledge), _partners(theirs, knowledge), dict(knowledge.partners)),
        "laws": shared(_laws(mine, knowledge), _laws(theirs, knowledge), dict(knowledge.laws)),
        "indicators": shared(_indicators(mine, knowledge), _indicators(theirs, knowledge), dict(knowledge.indicators)),
        "cross_cutting": [
            theme.id
            for theme in knowledge.catalogue.cross_cutting_themes
            if _in(theme.themes, mine) and _in(theme.themes, theirs)
        ],
    }


def _in(themes: Sequence[str], scope: Scope) -> bool:
    return any(theme in themes for theme in scope.themes)


def _measures(scope: Scope, knowledge: Knowledge) -> set[str]:
    return {mention.id for theme in scope.themes for mention, _ in knowledge.measures_of(theme)}


def _partners(scope: Scope, knowledge: Knowledge) -> set[str]:
    return {use.mention.id for theme in scope.themes for use in knowledge.partners_of(theme) if use.side == "external"}


def _laws(scope: Scope, knowledge: Knowledge) -> set[str]:
    return {mention.id for theme in scope.themes for mention, _ in knowledge.laws_of(theme)}


def _indicators(scope: Scope, knowledge: Knowledge) -> set[str]:
    return {mention.id for theme in scope.themes if theme in knowledge.themes for mention in knowledge.themes[theme].indicators}


def shortest_path(starts: Sequence[str], ends: Sequence[str], knowledge: Knowledge) -> list[str]:
    """The fewest printed links from one theme to another, mutual links preferred; empty when there is none."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for one, other in sorted(knowledge.links):
        graph.add_edge(one, other, weight=1.0 if knowledge.is_mutual(one, other) else 1.01)
    paths: list[list[str]] = [
        list(networkx.shortest_path(graph, start, end, weight="weight"))
        for start in starts
        for end in ends
        if start in graph and end in graph and networkx.has_path(graph, start, end)
    ]
    return min(paths, key=lambda path: (len(path), path)) if paths else []
