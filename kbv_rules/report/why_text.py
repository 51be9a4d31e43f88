"""The answer to 'why' and 'why not' as a document; its sentences come from `rules/texts.yaml`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbv_rules.knowledge.base import theme_of
from kbv_rules.report.blocks import Block, Bullets, Heading, Paragraph, to_text
from kbv_rules.rules.template import number
from kbv_rules.rules.unary import parse_unary_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.advice import Clause
    from kbv_rules.model.explanation import CriterionTrace, Explanation
    from kbv_rules.rules.rule_set import RuleSet

_DECIMALS = range(2, 10)
_YES_NO = {"true": "ja", "false": "nee"}


def why_as(explanation: Explanation, knowledge: Knowledge, rules: RuleSet, form: str) -> str:
    """The explanation as 'text' or 'json'."""
    if form == "json":
        return json.dumps(explanation.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    return to_text(_blocks(explanation, knowledge, rules))


def _blocks(explanation: Explanation, knowledge: Knowledge, rules: RuleSet) -> Iterator[Block]:
    chosen = explanation.chosen
    yield Heading(1, rules.text("why_head" if chosen else "why_not_head", name=explanation.name))
    reason = explanation.reason
    plain = chosen or explanation.decided
    yield Paragraph(reason if plain else rules.text("why_not_chosen", name=explanation.name, reason=reason))
    yield Heading(2, rules.text("head_turn"))
    if explanation.turns:
        yield Bullets(tuple(turn.text for turn in explanation.turns))
    else:
        yield Paragraph(rules.text(f"turn_none_{explanation.no_turn}", name=knowledge.name(theme_of(explanation.id))))
    yield Heading(2, rules.text("head_criteria"))
    for criterion in explanation.criteria:
        yield Paragraph(_criterion(criterion, knowledge, rules))
        lines = [*_fired(criterion, rules), *_silent(criterion, rules)]
        if lines:
            yield Bullets(tuple(lines))
    if explanation.breadth and explanation.breadth.contribution:
        key = "reason_breadth_up" if explanation.breadth.contribution > 0 else "reason_breadth_down"
        points = abs(explanation.breadth.contribution)
        yield Paragraph(rules.text(key, text=explanation.breadth.text.rstrip("."), points=points))


def _criterion(criterion: CriterionTrace, knowledge: Knowledge, rules: RuleSet) -> str:
    name = knowledge.name(criterion.subject)
    if criterion.score is None:
        lacking = [rules.texts[f"lacking_{what}"] for what in criterion.lacking or ("judgements",)]
        return rules.text("why_criterion_unknown", name=criterion.name, subject=name, lacking=lacking)
    return rules.text(
        "why_criterion" if criterion.share == 1 else "why_criterion_shared",
        name=criterion.name,
        subject=name,
        share=criterion.share,
        score=number(criterion.score),
        weight=criterion.weight,
        contribution=criterion.contribution,
    )


def _fired(criterion: CriterionTrace, rules: RuleSet) -> Iterator[str]:
    for reason in criterion.reasons:
        yield rules.text("why_fired", rule=reason.rule, text=reason.text.rstrip("."))


def _silent(criterion: CriterionTrace, rules: RuleSet) -> Iterator[str]:
    """What did not hold, or could not be seen. Where a table judges several findings, each line says of which one it is."""
    for trace in criterion.traces:
        clause = trace.clause
        if trace.status == "fired" or clause is None:
            continue
        several = len({other.findings for other in criterion.traces if other.table == trace.table}) > 1
        row = " " + rules.text("why_row", finding=trace.findings[0]) if several and trace.findings else ""
        label = trace.label or clause.input
        if trace.status == "not_evaluable":
            yield rules.text("why_not_evaluable", rule=trace.rule, label=label, row=row)
        else:
            test = _YES_NO.get(clause.test, clause.test)
            yield rules.text("why_not_fired", rule=trace.rule, label=label, value=shown(clause), test=test, row=row)


def shown(clause: Clause) -> str:
    """The value of a clause that failed, with so many decimals that what is shown fails as well."""
    value = clause.value
    if isinstance(value, bool):
        return _YES_NO[str(value).lower()]
    if not isinstance(value, (int, float)):
        return f'"{value}"'
    test = parse_unary_test(clause.test)
    decimals = next((places for places in _DECIMALS if not test.holds(round(value, places))), _DECIMALS[-1])
    return number(value, decimals=decimals)
