"""Works out a priority as chapter 4 of an IVP asks: why, main lines, flanking policy, partners, laws, ties, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.advise.indicators import propose_indicators
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import (
    Clause,
    CrossLinkAdvice,
    LawAdvice,
    MeasureAdvice,
    PartnerAdvice,
    Priority,
    Reason,
)
from kbv_rules.rules.evaluate import because

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.advise.choose import Choice, Chosen
    from kbv_rules.advise.judge import Fired
    from kbv_rules.model.findings import Findings
    from kbv_rules.model.knowledge import Side
    from kbv_rules.rules.rule_set import RuleSet


def work_out(
    choice: Choice, weights: dict[str, float], findings: Findings, knowledge: Knowledge, rules: RuleSet
) -> list[Priority]:
    """Every chosen candidate as a priority, the strongest first."""
    themes = {one.candidate.id: themes_of(one, knowledge) for one in choice.chosen}
    return [_priority(one, themes, choice, weights, findings, knowledge, rules) for one in choice.chosen]


def themes_of(chosen: Chosen, knowledge: Knowledge) -> list[str]:
    """The themes whose handbook rows serve a priority, in order: its homes, and those it takes sub-themes from that count."""
    themes = [theme_of(member) for member in chosen.candidate.members if theme_of(member) in knowledge.themes]
    for unit, _ in chosen.strength.parts:
        themes.append(theme_of(unit.subject))
    themes.extend(theme_of(sub) for sub in sorted(chosen.takes) if not chosen.candidate.homes)
    return [theme for theme in dict.fromkeys(themes) if theme in knowledge.themes]


def _priority(
    chosen: Chosen,
    themes: dict[str, list[str]],
    choice: Choice,
    weights: dict[str, float],
    findings: Findings,
    knowledge: Knowledge,
    rules: RuleSet,
) -> Priority:
    mine = themes[chosen.candidate.id]
    indicators, gaps = propose_indicators(chosen, findings, knowledge, rules)
    members = tuple(sorted(chosen.candidate.homes))
    narrow = [member for member in chosen.candidate.members if "/" in member]
    reasons = _reasons(chosen, weights)
    return Priority.model_construct(
        id=chosen.candidate.id,
        name=chosen.candidate.name,
        kind=chosen.candidate.kind,
        members=members,
        sub_themes=tuple(sorted({*narrow, *chosen.takes})),
        score=sum(reason.contribution for reason in reasons),
        certainty=chosen.strength.certainty,
        investigate_first=chosen.strength.certainty < rules.limits.investigate_below,
        reasons=tuple(reasons),
        measures=tuple(_measures(chosen, mine, themes, knowledge)),
        partners=tuple(_partners(mine, themes, chosen, knowledge)),
        laws=tuple(_laws(mine, knowledge)),
        flanking_policy=tuple(_flanking(mine, knowledge)),
        indicators=tuple(indicators),
        indicator_gaps=tuple(gaps),
        cross_links=tuple(_cross_links(mine, chosen, choice, knowledge)),
    )


def _reasons(chosen: Chosen, weights: dict[str, float]) -> list[Reason]:
    """All reasons, those that add most first; their contributions add up to the strength."""
    reasons: list[Reason] = []
    for unit, share in chosen.strength.parts:
        for criterion, judged in unit.criteria.items():
            if criterion not in weights:
                continue
            for position, hit in enumerate(judged.fired):
                contribution = share * weights[criterion] * hit.score if position == 0 else 0.0
                reasons.append(to_reason(hit, criterion, contribution))
    if chosen.strength.breadth is not None:
        reasons.append(to_reason(chosen.strength.breadth, "breadth", chosen.strength.breadth.score))
    merged: dict[tuple[str, str, tuple[str, ...]], Reason] = {}
    for reason in reasons:
        key = (reason.rule, reason.criterion, reason.findings or (reason.subject,))
        if key in merged:
            reason = merged[key].model_copy(update={"contribution": merged[key].contribution + reason.contribution})
        merged[key] = reason
    return sorted(merged.values(), key=lambda reason: (-reason.contribution, reason.criterion, reason.rule, reason.findings))


def to_reason(hit: Fired, criterion: str, contribution: float) -> Reason:
    """A fired rule as data, with the clauses that made it fire and the findings it rests on."""
    clauses = tuple(
        Clause.model_construct(input=clause.input, test=clause.test, value=clause.value)
        for clause in hit.table.clauses(hit.rule, hit.row.values)
    )
    return Reason.model_construct(
        rule=hit.rule.id,
        table=hit.table.table.id,
        criterion=criterion,
        subject=hit.subject,
        text=because(hit.rule, hit.row.values),
        score=hit.score,
        contribution=contribution,
        finding=hit.row.findings[0] if hit.row.findings else None,
        findings=hit.row.findings,
        clauses=clauses,
    )


def _measures(chosen: Chosen, mine: Sequence[str], themes: dict[str, list[str]], knowledge: Knowledge) -> Iterable[MeasureAdvice]:
    """The measures of the handbook: those that serve several priorities first, then those that fit what weighs most."""
    serves: dict[str, list[str]] = {}
    for priority, own in themes.items():
        for id_ in {mention.id for theme in own for mention, _ in knowledge.measures_of(theme)}:
            serves.setdefault(id_, []).append(priority)
    lead = {unit.subject for unit, _ in chosen.strength.parts}
    wanted = lead | set(chosen.candidate.members) | set(chosen.takes)
    ranked: dict[str, tuple[tuple[bool, bool, int, int, int], MeasureAdvice]] = {}
    for place, theme in enumerate(mine):
        for position, (mention, via) in enumerate(knowledge.measures_of(theme)):
            measure = knowledge.measures[mention.id]
            if mention.id in ranked or (measure.sub_themes and not _relevant(measure.sub_themes, wanted, mine)):
                continue
            fits = bool(set(measure.sub_themes) & lead)
            rank = (not fits, len(serves[mention.id]) < 2, -len(serves[mention.id]), place, position)
            advice = MeasureAdvice.model_construct(
                id=measure.id,
                name=measure.name,
                theme=theme,
                via=via,
                kind=mention.kind,
                serves=tuple(sorted(serves[mention.id])),
            )
            ranked[mention.id] = (rank, advice)
    by_serving = sorted(ranked.values(), key=lambda pair: (pair[0][1], *pair[0]))
    return [advice for _, advice in by_serving]


def _relevant(sub_themes: Iterable[str], wanted: set[str], mine: Sequence[str]) -> bool:
    """A measure for particular sub-themes serves a priority that is about one of them, or about their theme as a whole."""
    whole = {id_ for id_ in wanted if "/" not in id_}
    return any(sub in wanted or theme_of(sub) in whole for sub in sub_themes)


def _partners(mine: Sequence[str], themes: dict[str, list[str]], chosen: Chosen, knowledge: Knowledge) -> Iterable[PartnerAdvice]:
    serves: dict[str, list[str]] = {}
    for priority, own in themes.items():
        for partner in {use.mention.id for theme in own for use in knowledge.partners_of(theme)}:
            serves.setdefault(partner, []).append(priority)
    counted: dict[tuple[str, Side], int] = {}
    for theme in mine:
        for use in knowledge.partners_of(theme):
            counted[use.mention.id, use.side] = counted.get((use.mention.id, use.side), 0) + 1
    order = list(counted)
    ranked = sorted(order, key=lambda key: (key[1] == "internal", -counted[key], order.index(key)))
    for id_, side in ranked:
        yield PartnerAdvice.model_construct(
            id=id_, name=knowledge.partners[id_].name, side=side, serves=tuple(sorted(serves[id_]))
        )


def _flanking(mine: Sequence[str], knowledge: Knowledge) -> list[str]:
    """The municipality's own departments whose policy touches the priority: where flanking policy is to be sought."""
    names = [
        knowledge.partners[use.mention.id].name
        for theme in mine
        for use in knowledge.partners_of(theme)
        if use.side == "internal" and knowledge.partners[use.mention.id].kind == "department"
    ]
    return list(dict.fromkeys(names))


def _laws(mine: Sequence[str], knowledge: Knowledge) -> Iterable[LawAdvice]:
    seen: set[tuple[str, str | None]] = set()
    for theme in mine:
        for mention, _ in knowledge.laws_of(theme):
            if (mention.id, mention.article) in seen:
                continue
            seen.add((mention.id, mention.article))
            law = knowledge.laws[mention.id]
            yield LawAdvice.model_construct(
                id=law.id, name=law.name, article=mention.article, status=law.status, successor=law.successor
            )


def _cross_links(mine: Sequence[str], chosen: Chosen, choice: Choice, knowledge: Knowledge) -> list[CrossLinkAdvice]:
    """Ties to themes outside: those to another priority first, mutual before one-way."""
    inside = set(chosen.candidate.homes) or set(mine)
    home = {theme: one.candidate.id for one in choice.chosen for theme in one.candidate.homes}
    links: dict[str, CrossLinkAdvice] = {}
    for theme in sorted(inside):
        for link in knowledge.themes[theme].cross_links:
            if link.to in inside:
                continue
            mutual = knowledge.is_mutual(theme, link.to)
            if link.to in links and (links[link.to].mutual or not mutual):
                continue
            links[link.to] = CrossLinkAdvice.model_construct(
                theme=theme, to=link.to, name=knowledge.name(link.to), mutual=mutual, priority=home.get(link.to)
            )
    return sorted(links.values(), key=lambda link: (link.priority is None, not link.mutual, link.to))
