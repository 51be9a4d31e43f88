"""Why, and why not: every rule that spoke or could have spoken, with the value it met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kbv_rules.advise.evidence import Evidence, rows_of
from kbv_rules.advise.judge import NOTHING, Judged
from kbv_rules.advise.overrides import tell_overrides
from kbv_rules.advise.turns import find_turns
from kbv_rules.advise.work_out import to_reason
from kbv_rules.errors import NoCandidateError
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.advice import Clause
from kbv_rules.model.explanation import CriterionTrace, Explanation, RuleTrace

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate, Strength
    from kbv_rules.advise.case import Case
    from kbv_rules.advise.score import Unit
    from kbv_rules.model.advice import OverrideAdvice
    from kbv_rules.model.judgement import Criterion
    from kbv_rules.rules.evaluate import CompiledTable


def explain(case: Case, id_: str) -> Explanation:
    """Everything behind the answer for one candidate: a theme, sub-theme, overarching theme or bundle.

    Raises:
        NoCandidateError: nothing of that id could be a priority, or too little was found on it.
    """
    candidate = next((one for one in case.candidates if one.id == id_), None)
    if candidate is None:
        raise NoCandidateError(id_, _instead(case, id_))
    chosen = next((one for one in case.choice.chosen if one.candidate.id == id_), None)
    strength = chosen.strength if chosen else case.strengths.of(candidate)
    decision = next((one for one in tell_overrides(case) if one.candidate == id_), None)
    margin, reason = _reason(case, candidate, strength, decision)
    found = find_turns(case, candidate)
    return Explanation.model_construct(
        id=candidate.id,
        name=candidate.name,
        kind=candidate.kind,
        chosen=chosen is not None,
        decided=decision is not None,
        strength=strength.value,
        certainty=strength.certainty,
        reason=reason,
        margin=margin,
        criteria=tuple(_criteria(case, strength.parts)),
        breadth=to_reason(strength.breadth, "breadth", strength.breadth.score) if strength.breadth else None,
        turns=tuple(found.turns),
        no_turn=found.none,
    )


def _instead(case: Case, id_: str) -> list[tuple[str, str]]:
    """What can be asked instead: the theme a sub-theme belongs to, or the members of a bundle that is never proposed."""
    members = next((one.members for one in case.rules.candidates.bundles if one.id == id_), (theme_of(id_),))
    return [(one.id, one.name) for one in case.candidates if one.id in members]


def _reason(case: Case, candidate: Candidate, strength: Strength, decision: OverrideAdvice | None) -> tuple[float, str]:
    """By how much a candidate is in or out, and why."""
    fallen = next((one for one in case.dropped if one.id == candidate.id), None)
    if decision:
        return (fallen.margin if fallen else 0.0), decision.text
    if any(one.candidate is candidate for one in case.choice.chosen):
        margin = case.choice.worth - case.chooser.best(without=candidate).worth
        return margin, case.rules.text("why_chosen", name=candidate.name, score=strength.value, margin=margin)
    if fallen:
        return fallen.margin, fallen.reason
    return case.chooser.shortfall(candidate, case.choice) or 0.0, case.rules.text("why_nothing", name=candidate.name)


def _criteria(case: Case, parts: Sequence[tuple[Unit, float]]) -> Iterator[CriterionTrace]:
    for unit, share in parts:
        for criterion in case.rules.criteria:
            if criterion.id not in case.scorer.counting_weights:
                continue
            judged = unit.criteria.get(criterion.id, NOTHING)
            weight = case.scorer.weights[criterion.id]
            contribution = share * weight * (judged.score or 0.0)
            reasons = tuple(
                to_reason(hit, criterion.id, contribution if place == 0 else 0.0) for place, hit in enumerate(judged.fired)
            )
            yield CriterionTrace.model_construct(
                criterion=criterion.id,
                name=criterion.name,
                subject=unit.subject,
                share=share,
                score=judged.score,
                weight=weight,
                contribution=contribution,
                status="not_evaluable" if judged.score is None else "default" if judged.from_knowledge else "evaluated",
                reasons=reasons,
                traces=tuple(_traces(case, unit, criterion, judged)),
                lacking=judged.lacking,
            )


def _traces(case: Case, unit: Unit, criterion: Criterion, judged: Judged) -> Iterator[RuleTrace]:
    """Every rule of the criterion's tables on every row that counts; what the handbook says only where nothing was found."""
    rows = _rows(case, unit, criterion)
    names = list(criterion.tables)
    subject = case.subjects.get(unit.subject)
    if not judged.found and subject:
        rows.append(subject.knowledge)
        names += criterion.default
    for name in names:
        table = case.rules.tables[name]
        for row in rows:
            if row.per == table.table.per and row.criterion in (None, criterion.id):
                yield from _on_row(table, row)


def _rows(case: Case, unit: Unit, criterion: Criterion) -> list[Evidence]:
    """What was found that counts for a criterion: of a sub-theme its own, or that of its theme, or both, as the rules say."""
    if unit.subject not in case.subjects:
        return []
    ids = [unit.subject]
    if unit.subject != unit.owner and criterion.inherit == "pool":
        ids.append(unit.owner)
    elif unit.subject != unit.owner and criterion.inherit == "replace":
        own, base = (case.scorer.judge.of(id_)[criterion.id] for id_ in (unit.subject, unit.owner))
        ids = [unit.owner] if base.found and not own.found else ids
    return rows_of([case.subjects[id_] for id_ in ids], case.rules)


def _on_row(table: CompiledTable, row: Evidence) -> Iterator[RuleTrace]:
    labels = {column.name: column.label for column in table.table.inputs}
    if any(trace.clause and trace.clause.input in table.table.applies for trace in table.trace(row.values)):
        return  # the table does not speak of such rows
    for trace in table.trace(row.values):
        clause = trace.clause
        yield RuleTrace.model_construct(
            table=table.table.id,
            rule=trace.rule,
            status=trace.status.value,
            clause=Clause.model_construct(input=clause.input, test=clause.test, value=clause.value) if clause else None,
            label=labels.get(clause.input) if clause else None,
            findings=row.findings,
        )
