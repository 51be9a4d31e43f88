"""Why, why not, and what would turn it: every rule that spoke or could have spoken, with the value it met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from kbv_rules.advise.case import Case
from kbv_rules.advise.evidence import Evidence, rows_of
from kbv_rules.advise.judge import NOTHING
from kbv_rules.advise.work_out import to_reason
from kbv_rules.errors import UnknownTermError
from kbv_rules.findings.identity import without
from kbv_rules.model.advice import Clause
from kbv_rules.model.explanation import CriterionTrace, Explanation, RuleTrace, Turn
from kbv_rules.model.findings import Findings, Judgement, ThemeFindings

if TYPE_CHECKING:
    from kbv_rules.advise.candidates import Candidate
    from kbv_rules.advise.score import Unit
    from kbv_rules.model.judgement import Criterion
    from kbv_rules.rules.evaluate import CompiledTable

_HIGHEST = 4


def explain(case: Case, id_: str) -> Explanation:
    """Everything behind the answer for one candidate: a theme, sub-theme, overarching theme or bundle.

    Raises:
        UnknownTermError: nothing of that id could be a priority.
    """
    candidate = next((one for one in case.candidates if one.id == id_), None)
    if candidate is None:
        raise UnknownTermError(
            "kandidaat", id_, [(one.id, one.name) for one in case.candidates if id_.split("/")[0] in one.homes][:3]
        )
    chosen = next((one for one in case.choice.chosen if one.candidate.id == id_), None)
    strength = chosen.strength if chosen else case.strengths.of(candidate)
    fallen = next((one for one in case.dropped if one.id == id_), None)
    if chosen:
        margin = case.choice.worth - case.chooser.best(without=candidate).worth
        reason = case.rules.text("why_chosen", name=candidate.name, score=strength.value, margin=margin)
    else:
        margin = fallen.margin if fallen else case.rules.limits.minimum[0]
        reason = fallen.reason if fallen else case.rules.text("why_nothing", name=candidate.name)
    return Explanation.model_construct(
        id=candidate.id,
        name=candidate.name,
        kind=candidate.kind,
        chosen=chosen is not None,
        strength=strength.value,
        certainty=strength.certainty,
        reason=reason,
        margin=margin,
        criteria=tuple(_criteria(case, strength.parts)),
        turns=tuple(_turns_out(case, candidate) if chosen else _turns_in(case, candidate)),
    )


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
                traces=tuple(_traces(case, unit, criterion)),
                lacking=judged.lacking,
            )


def _traces(case: Case, unit: Unit, criterion: Criterion) -> Iterator[RuleTrace]:
    """Every rule of the criterion's tables on every row it could speak of."""
    ids = [unit.subject] if unit.subject == unit.owner else [unit.subject, unit.owner]
    subjects = [case.subjects[id_] for id_ in ids if id_ in case.subjects]
    rows = rows_of(subjects, case.rules)
    for name in (*criterion.tables, *criterion.default):
        table = case.rules.tables[name]
        known = [subjects[0].knowledge] if name in criterion.default and subjects else []
        fitting = [row for row in (*rows, *known) if row.per == table.table.per and row.criterion in (None, criterion.id)]
        for row in fitting:
            yield from _on_row(table, row)


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


def _turns_in(case: Case, candidate: Candidate) -> list[Turn]:
    """The fewest extra judgements, each as mild as possible, that bring a candidate in. Every answer is tried out."""
    options = list(_options(case, candidate))
    for option in sorted(options, key=lambda one: (one[2] - one[3], one[2], one[0], one[1])):
        if _holds(case, candidate, [option]):
            return [_judgement_turn(case, [option])]
    highest = [option for option in options if option[2] == _HIGHEST]
    for count in (2, 3):
        for group in combinations(sorted(highest, key=lambda one: (one[3] - one[2], one[0], one[1])), count):
            if _holds(case, candidate, group):
                return [_judgement_turn(case, _milder(case, candidate, group))]
    return []


Option = tuple[str, str, int, float]  # theme, criterion, score, score now


def _options(case: Case, candidate: Candidate) -> Iterator[Option]:
    """Judgements that could be added on what makes up the candidate."""
    places = {unit.subject: unit for unit, _ in case.strengths.of(candidate).parts}
    judged = [
        criterion
        for criterion in case.rules.criteria
        if any(case.rules.tables[name].table.per == "judgement" for name in criterion.tables)
    ]
    for subject, unit in sorted(places.items()):
        for criterion in judged:
            now = unit.criteria.get(criterion.id, NOTHING).score or 0.0
            for score in range(_HIGHEST, 0, -1):
                if score > now:
                    yield (subject, criterion.id, score, now)


def _holds(case: Case, candidate: Candidate, options: Sequence[Option]) -> bool:
    """Whether the candidate is chosen with these judgements added."""
    added = with_judgements(case.findings, [(theme, criterion, score) for theme, criterion, score, _ in options])
    return any(one.candidate.id == candidate.id for one in Case(added, case.knowledge, case.rules, case.profile).choice.chosen)


def _milder(case: Case, candidate: Candidate, group: Sequence[Option]) -> list[Option]:
    """The same judgements, each lowered as far as the answer stays turned."""
    kept = list(group)
    for place, (theme, criterion, score, now) in enumerate(group):
        for lower in range(1, score):
            trial = [*kept[:place], (theme, criterion, lower, now), *kept[place + 1 :]]
            if lower > now and _holds(case, candidate, trial):
                kept = trial
                break
    return kept


def with_judgements(findings: Findings, added: Sequence[tuple[str, str, int]]) -> Findings:
    """The findings with one more judgement for each (theme, criterion, score)."""
    items = {item.theme: item for item in findings.findings}
    for theme, criterion, score in added:
        item = items.get(theme) or ThemeFindings(theme=theme)
        extra = Judgement(criterion=criterion, score=score, by="?", date=findings.date, reason="?")
        items[theme] = item.model_copy(update={"judgements": (*item.judgements, extra)})
    return findings.model_copy(update={"findings": tuple(items.values())})


def _judgement_turn(case: Case, options: Sequence[Option]) -> Turn:
    names = {criterion.id: criterion.name.lower() for criterion in case.rules.criteria}
    parts = [
        case.rules.text("turn_judgement", criterion=names[criterion], name=case.knowledge.name(theme), score=float(score))
        for theme, criterion, score, _ in options
    ]
    return Turn.model_construct(
        change="judgement",
        steps=tuple((theme, criterion, score) for theme, criterion, score, _ in options),
        text=case.rules.text("turn_in", changes=parts),
    )


def _turns_out(case: Case, candidate: Candidate) -> list[Turn]:
    """Single findings without which a chosen candidate would fall off, the ones it rests on first."""
    chosen = next(one for one in case.choice.chosen if one.candidate is candidate)
    behind = {
        finding
        for unit, _ in chosen.strength.parts
        for judged in unit.criteria.values()
        if judged.found
        for finding in judged.fired[0].row.findings
    }
    turns = []
    for finding in sorted(behind):
        less = Case(without(case.findings, finding), case.knowledge, case.rules, case.profile)
        if all(one.candidate.id != candidate.id for one in less.choice.chosen):
            text = case.rules.text("turn_out", finding=finding)
            turns.append(Turn.model_construct(change="without", finding=finding, text=text))
    return turns
