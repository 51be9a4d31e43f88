"""The answer to 'why' and 'why not' as a document; its sentences come from `rules/texts.yaml`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbv_rules.report.blocks import Block, Bullets, Heading, Paragraph, to_text
from kbv_rules.rules.template import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.explanation import CriterionTrace, Explanation, RuleTrace
    from kbv_rules.rules.rule_set import RuleSet


def why_as(explanation: Explanation, knowledge: Knowledge, rules: RuleSet, form: str) -> str:
    """The explanation as 'text' or 'json'."""
    if form == "json":
        return json.dumps(explanation.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    return to_text(_blocks(explanation, knowledge, rules))


def _blocks(explanation: Explanation, knowledge: Knowledge, rules: RuleSet) -> Iterator[Block]:
    head = "why_head" if explanation.chosen else "why_not_head"
    yield Heading(1, rules.text(head, name=explanation.name))
    chosen = explanation.reason
    yield Paragraph(chosen if explanation.chosen else rules.text("why_not_chosen", name=explanation.name, reason=chosen))
    yield Heading(2, rules.text("head_turn"))
    if explanation.turns:
        yield Bullets(tuple(turn.text for turn in explanation.turns))
    else:
        yield Paragraph(rules.text("turn_none_out" if explanation.chosen else "turn_none_in"))
    yield Heading(2, rules.text("head_criteria"))
    for criterion in explanation.criteria:
        yield Paragraph(_criterion(criterion, knowledge, rules))
        lines = [*_fired(criterion, rules), *(_silent(trace, rules) for trace in criterion.traces if trace.status != "fired")]
        if lines:
            yield Bullets(tuple(lines))


def _criterion(criterion: CriterionTrace, knowledge: Knowledge, rules: RuleSet) -> str:
    name = knowledge.name(criterion.subject)
    if criterion.score is None:
        lacking = [rules.texts[f"lacking_{what}"] for what in criterion.lacking]
        return rules.text("why_criterion_unknown", name=criterion.name, subject=name, lacking=lacking)
    return rules.text(
        "why_criterion",
        name=criterion.name,
        subject=name,
        score=number(criterion.score),
        weight=criterion.weight,
        contribution=criterion.contribution,
    )


def _fired(criterion: CriterionTrace, rules: RuleSet) -> Iterator[str]:
    for reason in criterion.reasons:
        yield rules.text("why_fired", rule=reason.rule, text=reason.text.rstrip("."))


def _silent(trace: RuleTrace, rules: RuleSet) -> str:
    clause, label = trace.clause, trace.label or ""
    if trace.status == "not_evaluable":
        return rules.text("why_not_evaluable" if label else "why_not_evaluable_plain", rule=trace.rule, label=label)
    value = clause.value if clause else None
    shown = number(value, decimals=2) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value).lower()
    return rules.text("why_not_fired", rule=trace.rule, label=label, value=shown, test=clause.test if clause else "")
