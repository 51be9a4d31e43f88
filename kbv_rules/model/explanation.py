"""Why something is, or is not, a priority; and what differs between two advices. Data first: a face makes the sentences."""

from __future__ import annotations

from typing import Literal

from kbv_rules.model.advice import Clause, Reason
from kbv_rules.model.base import Frozen

# From what it was concluded that nothing would turn an answer: the theme a sub-theme belongs to goes before it; three
# judgements are not enough; no finding by itself is decisive; people decided.
NoTurn = Literal["broader", "three_judgements", "single_findings", "decision", "decision_of_others"]


class RuleTrace(Frozen):
    """What became of one rule on one row: fired, not fired (with the clause that failed) or not evaluable (what lacked)."""

    table: str
    rule: str
    status: Literal["fired", "not_fired", "not_evaluable"]
    clause: Clause | None
    label: str | None
    findings: tuple[str, ...]


class CriterionTrace(Frozen):
    """One criterion of one part of a candidate: its score and every rule that could have spoken."""

    criterion: str
    name: str
    subject: str
    share: float
    score: float | None
    weight: float
    contribution: float
    status: Literal["evaluated", "default", "not_evaluable"]
    reasons: tuple[Reason, ...]
    traces: tuple[RuleTrace, ...]
    lacking: tuple[str, ...]


class Turn(Frozen):
    """A smallest change of findings that turns the answer; tried out, not estimated.

    `change` is 'judgement' (one more judgement of `score` on `criterion` of `theme`, all in `steps`), 'without' (the finding
    in `finding` left out) or 'decision' (what people decided of it taken back).
    """

    change: Literal["judgement", "without", "decision"]
    steps: tuple[tuple[str, str, int], ...] = ()
    finding: str | None = None
    text: str


class Explanation(Frozen):
    """The answer to 'why' and to 'why not' for one candidate.

    The contributions of `criteria` and that of `breadth` add up to `strength`. `decided` says that people decided of it.
    Without `turns`, `no_turn` says why there are none.
    """

    id: str
    name: str
    kind: str
    chosen: bool
    decided: bool
    strength: float
    certainty: float
    reason: str
    margin: float
    criteria: tuple[CriterionTrace, ...]
    breadth: Reason | None
    turns: tuple[Turn, ...]
    no_turn: NoTurn | None = None


class Change(Frozen):
    """One difference: what it is about, what stood in the first and what stands in the second."""

    kind: Literal["finding", "rule", "weight", "setting", "knowledge", "priority", "score", "reason", "other_theme"]
    id: str
    name: str
    before: str | None
    after: str | None


class Difference(Frozen):
    """What differs in the input (`causes`) and in the outcome (`effects`)."""

    causes: tuple[Change, ...]
    effects: tuple[Change, ...]
