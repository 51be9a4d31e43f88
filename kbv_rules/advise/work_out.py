"""Works out a priority as chapter 4 of an IVP asks: why, main lines, flanking policy, partners, laws, ties, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.indicators import propose_indicators
from kbv_rules.findings.identity import identify
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import (
    Burning,
    Clause,
    CrossLinkAdvice,
    LawAdvice,
    MeasureAdvice,
    PartnerAdvice,
    Priority,
    ProposalAdvice,
    Reason,
    Said,
)
from kbv_rules.rules.evaluate import because

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.advise.choose import Choice, Chosen
    from kbv_rules.advise.judge import Fired
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Findings
    from kbv_rules.model.knowledge import Side
    from kbv_rules.rules.rule_set import RuleSet


class _Scope(NamedTuple):
    """What a priority is about: the themes whose rows serve it, and, when it has no home of its own, only these parts."""

    themes: tuple[str, ...]
    parts: frozenset[str]
    whole: bool


def work_out(
    choice: Choice, weights: dict[str, float], findings: Findings, knowledge: Knowledge, rules: RuleSet
) -> list[Priority]:
    """Every chosen candidate as a priority, the strongest first."""
    scopes = {one.candidate.id: _scope(one, knowledge, rules) for one in choice.chosen}
    measures = {id_: set(_measure_uses(scope, knowledge)) for id_, scope in scopes.items()}
    used: set[str] = set()
    priorities = []
    for one in choice.chosen:
        scope = scopes[one.candidate.id]
        reasons = _reasons(one, weights)
        indicators, gaps = propose_indicators(one, findings, knowledge, rules, used=used)
        used |= {indicator.id for indicator in indicators}
        own_measures = list(_measures(one, scope, measures, knowledge))
        narrow = [member for member in one.candidate.members if "/" in member]
        priorities.append(
            Priority.model_construct(
                id=one.candidate.id,
                name=one.candidate.name,
                kind=one.candidate.kind,
                members=tuple(sorted(one.candidate.homes)),
                sub_themes=tuple(sorted({*narrow, *one.takes})),
                score=sum(reason.contribution for reason in reasons),
                certainty=one.strength.certainty,
                investigate_first=one.strength.certainty < rules.limits.investigate_below,
                reasons=tuple(reasons),
                burning=tuple(_burning(one, knowledge, rules)),
                measures=tuple(own_measures),
                partners=tuple(_partners(scope, scopes, own_measures, knowledge)),
                laws=tuple(_laws(scope, own_measures, knowledge)),
                flanking_policy=tuple(_flanking(scope, knowledge)),
                indicators=tuple(indicators),
                indicator_gaps=tuple(gaps),
                cross_links=tuple(_cross_links(scope, one, choice, knowledge)),
                said=tuple(_said(scope, findings)),
            )
        )
    return priorities


def follow_proposals(choice: Choice, findings: Findings, rules: RuleSet) -> Iterable[ProposalAdvice]:
    """What became of the priorities that the analysis itself had in mind."""
    for proposal in findings.proposals:
        wanted = proposal.candidate
        held = next((one.candidate for one in choice.chosen if wanted and _holds(one, wanted, rules)), None)
        key = "proposal_unknown" if wanted is None else "proposal_chosen" if held else "proposal_not_chosen"
        yield ProposalAdvice.model_construct(
            name=proposal.name,
            candidate=wanted,
            priority=held.id if held else None,
            text=rules.text(key, name=proposal.name, priority=held.name if held else ""),
        )


def _holds(chosen: Chosen, wanted: str, rules: RuleSet) -> bool:
    """Whether a priority is what was wanted, or has all of it."""
    bundle = next((one for one in rules.candidates.bundles if one.id == wanted), None)
    parts = bundle.members if bundle else (wanted,)
    candidate = chosen.candidate
    own = {candidate.id, *candidate.members, *chosen.takes}
    return wanted == candidate.id or all(part in own or theme_of(part) in candidate.homes & own for part in parts)


def _said(scope: _Scope, findings: Findings) -> Iterable[Said]:
    """What the analysis says of the parts of a priority, in the order of the file."""
    for item in findings.findings:
        if item.theme in scope.parts or (scope.whole and theme_of(item.theme) in scope.parts):
            ids = {one.finding: one.id for one in identify(item.theme, "observations", item.observations, "text")}
            for observation in item.observations:
                yield Said.model_construct(finding=ids[observation], text=observation.text, source=observation.source)


def _scope(chosen: Chosen, knowledge: Knowledge, rules: RuleSet) -> _Scope:
    """A theme or bundle is worked out from its themes' rows; an overarching theme from those of the parts it takes along."""
    candidate = chosen.candidate
    if candidate.homes:
        themes = tuple(dict.fromkeys(theme_of(member) for member in candidate.members))
        return _Scope(themes, frozenset({*candidate.members, *chosen.takes}), whole=True)
    leading = {unit.subject for unit, _ in chosen.strength.parts}
    burning = rules.candidates.burning
    counted = [unit.subject for unit in chosen.strength.units if unit.subject in leading or unit.strength >= burning]
    themes = tuple(dict.fromkeys(theme_of(subject) for subject in counted if theme_of(subject) in knowledge.themes))
    return _Scope(themes, frozenset(counted), whole=False)


def _burning(chosen: Chosen, knowledge: Knowledge, rules: RuleSet) -> Iterable[Burning]:
    """The parts that weigh heavily, the heaviest first."""
    for unit in chosen.strength.units:
        if unit.strength >= rules.candidates.burning and unit.subject != chosen.candidate.id:
            yield Burning.model_construct(id=unit.subject, name=knowledge.name(unit.subject), score=unit.strength)


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
    return sorted(
        merged.values(), key=lambda reason: (-round(reason.contribution, 9), reason.criterion, reason.rule, reason.findings)
    )


def to_reason(hit: Fired, criterion: str, contribution: float) -> Reason:
    """A fired rule as data, with the clauses that made it fire and the findings it rests on."""
    clauses = tuple(
        Clause.model_construct(input=clause.input, test=clause.test, value=clause.value)
        for clause in hit.table.clauses(hit.rule, hit.row.values)
    )
    finding = hit.row.findings[0] if hit.row.findings else None
    return Reason.model_construct(
        rule=hit.rule.id,
        table=hit.table.table.id,
        criterion=criterion,
        subject=finding.partition("#")[0] if finding else hit.subject,
        text=because(hit.rule, hit.row.values),
        score=hit.score,
        contribution=contribution,
        finding=finding,
        findings=hit.row.findings,
        clauses=clauses,
    )


def _measure_uses(scope: _Scope, knowledge: Knowledge) -> dict[str, MeasureAdvice]:
    """The measures of the handbook that serve a scope, in the order of its themes."""
    uses: dict[str, MeasureAdvice] = {}
    for theme in scope.themes:
        for mention, via in knowledge.measures_of(theme):
            measure = knowledge.measures[mention.id]
            if mention.id not in uses and _serves(measure.sub_themes, theme, scope):
                uses[mention.id] = MeasureAdvice.model_construct(
                    id=measure.id, name=measure.name, theme=theme, via=via, kind=mention.kind, serves=()
                )
    return uses


def _serves(sub_themes: Sequence[str], theme: str, scope: _Scope) -> bool:
    """A measure for particular parts serves a scope that is about one of them, or about their theme as a whole.

    A measure for a theme in general does not serve an overarching theme that only takes a part of it along.
    """
    if any(sub in scope.parts for sub in sub_themes):
        return True
    if not scope.whole:
        return False
    return not sub_themes or any(theme_of(sub) in scope.parts for sub in sub_themes)


def _measures(chosen: Chosen, scope: _Scope, measures: dict[str, set[str]], knowledge: Knowledge) -> Iterable[MeasureAdvice]:
    """Those that serve several priorities first, then those that fit what weighs most; an overarching theme's own lines first."""
    if not scope.whole:
        yield from _lines(chosen.candidate.id, knowledge)
    lead = {unit.subject for unit, _ in chosen.strength.parts}
    uses = _measure_uses(scope, knowledge)
    serves = {id_: tuple(sorted(other for other, ids in measures.items() if id_ in ids)) for id_ in uses}
    order = list(uses)
    ranked = sorted(
        order,
        key=lambda id_: (-len(serves[id_]), not set(knowledge.measures[id_].sub_themes) & lead, order.index(id_)),
    )
    for id_ in ranked:
        yield uses[id_].model_copy(update={"serves": serves[id_]})


def _lines(cross_cutting: str, knowledge: Knowledge) -> Iterable[MeasureAdvice]:
    """What the handbook itself says of the approach of an overarching theme: roles, then facilities, then goals."""
    points = knowledge.cross_cutting[cross_cutting].points
    for kind in ("roles", "facilities", "goals"):
        for point in points.get(kind, ()):
            yield MeasureAdvice.model_construct(
                id=f"{cross_cutting}:{point.id}", name=point.text.rstrip("."), theme=cross_cutting, serves=(cross_cutting,)
            )


def _partners(
    scope: _Scope, scopes: dict[str, _Scope], measures: Sequence[MeasureAdvice], knowledge: Knowledge
) -> Iterable[PartnerAdvice]:
    """Partners of the themes, the most shared first; for an overarching theme those named by its measures or shared."""
    serves: dict[str, list[str]] = {}
    for priority, other in scopes.items():
        for id_ in {use.mention.id for theme in other.themes for use in knowledge.partners_of(theme)}:
            serves.setdefault(id_, []).append(priority)
    named = {id_ for measure in measures if measure.id in knowledge.measures for id_ in knowledge.measures[measure.id].partners}
    counted: dict[tuple[str, Side], int] = {}
    for theme in scope.themes:
        for use in knowledge.partners_of(theme):
            counted[use.mention.id, use.side] = counted.get((use.mention.id, use.side), 0) + 1
    order = list(counted)
    least = 1 if scope.whole or len(scope.themes) < 2 else 2
    for id_, side in sorted(order, key=lambda key: (key[1] == "internal", -counted[key], order.index(key))):
        if counted[id_, side] >= least or id_ in named:
            yield PartnerAdvice.model_construct(
                id=id_, name=knowledge.partners[id_].name, side=side, serves=tuple(sorted(serves[id_]))
            )


def _flanking(scope: _Scope, knowledge: Knowledge) -> list[str]:
    """The municipality's own departments whose policy touches the priority: where flanking policy is to be sought."""
    names = [
        knowledge.partners[use.mention.id].name
        for theme in scope.themes
        for use in knowledge.partners_of(theme)
        if use.side == "internal" and knowledge.partners[use.mention.id].kind == "department"
    ]
    return list(dict.fromkeys(names))


def _laws(scope: _Scope, measures: Sequence[MeasureAdvice], knowledge: Knowledge) -> list[LawAdvice]:
    """Laws its measures rest on first; for an overarching theme only those."""
    named = {law for measure in measures if measure.id in knowledge.measures for law in knowledge.measures[measure.id].laws}
    uses: dict[tuple[str, str | None], LawAdvice] = {}
    for theme in scope.themes:
        for mention, _ in knowledge.laws_of(theme):
            law = knowledge.laws[mention.id]
            if scope.whole or law.id in named:
                uses.setdefault(
                    (law.id, mention.article),
                    LawAdvice.model_construct(
                        id=law.id, name=law.name, article=mention.article, status=law.status, successor=law.successor
                    ),
                )
    return sorted(uses.values(), key=lambda law: law.id not in named)


def _cross_links(scope: _Scope, chosen: Chosen, choice: Choice, knowledge: Knowledge) -> list[CrossLinkAdvice]:
    """Ties to themes outside: those to another priority first, mutual before one-way."""
    inside = set(chosen.candidate.homes) or set(scope.themes)
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
