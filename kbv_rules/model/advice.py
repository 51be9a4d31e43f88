"""An advice as data: everything a report shows, and every reason with its rule, criterion and findings."""

from __future__ import annotations

from typing import Literal

from kbv_rules.model.base import Frozen

Ambition = Literal["realistic", "ambitious"]
Cause = Literal["below_minimum", "covered", "claimed", "overlap", "outranked", "overruled"]
EffectKind = Literal["objective", "subjective"]
EarlierStatus = Literal["kept", "within", "dropped"]
CriterionStatus = Literal["evaluated", "default", "not_evaluable"]


class Clause(Frozen):
    """One condition of a fired rule with the value it met; re-evaluating `test` on `value` gives true."""

    input: str
    test: str
    value: float | int | bool | str | None


class Reason(Frozen):
    """Why a score is what it is. `finding` is the first of `findings`; None where the reason is a fact of the handbook.

    `contribution` is what it adds to the score; supporting reasons on the same criterion add nothing and say so with 0.
    `subject` is the theme or sub-theme it was found on.
    """

    rule: str
    table: str
    criterion: str
    subject: str
    text: str
    score: float
    contribution: float
    finding: str | None = None
    findings: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()


class CriterionScore(Frozen):
    """A criterion of one theme: score 0-4 (None when not evaluable), normalised weight, and their product."""

    score: float | None
    weight: float
    contribution: float
    status: CriterionStatus


class ThemeScore(Frozen):
    """The score of a theme, sub-theme or overarching theme; the sum of the contributions of its criteria.

    `lead` is the sub-theme that carries it. `potential` is what the score could become if every criterion that could
    not be evaluated turned out as bad as possible. `certainty` (0-1) is no part of the score.
    """

    theme: str
    name: str
    score: float
    potential: float
    certainty: float
    lead: str
    criteria: dict[str, CriterionScore]


class Missing(Frozen):
    """An input that was not there: which theme, which criterion, what is lacking."""

    theme: str
    criterion: str
    input: str


class MeasureAdvice(Frozen):
    id: str
    name: str
    theme: str
    via: str | None = None
    kind: str | None = None
    serves: tuple[str, ...] = ()


class PartnerAdvice(Frozen):
    id: str
    name: str
    side: Literal["internal", "external"]
    serves: tuple[str, ...] = ()


class LawAdvice(Frozen):
    id: str
    name: str
    article: str | None
    status: str
    successor: str | None


class CrossLinkAdvice(Frozen):
    """A tie to guard: from a member to a theme outside the priority."""

    theme: str
    to: str
    name: str
    mutual: bool
    priority: str | None = None


class Baseline(Frozen):
    value: float
    year: int
    unit: str
    finding: str
    provisional: bool = False


class Target(Frozen):
    """A proposed value for `year`, with the rule and the arithmetic."""

    ambition: Ambition
    value: float
    change: float
    year: int
    rule: str
    text: str


class IndicatorAdvice(Frozen):
    """An indicator for a priority. `borrowed_from` names the theme it was borrowed from, `text` says why it is here."""

    id: str
    name: str
    kind: EffectKind
    source: str
    borrowed_from: str | None
    baseline: Baseline | None
    target: tuple[Target, ...] = ()
    points: float = 0
    text: str = ""


class Burning(Frozen):
    """A part of a priority that weighs heavily by itself."""

    id: str
    name: str
    score: float


class Said(Frozen):
    """What the analysis says of a priority without a score: shown, never counted."""

    finding: str
    text: str
    source: str | None = None


class Priority(Frozen):
    """A proposed priority. `members` are the themes whose home it is, `sub_themes` what it takes along from elsewhere."""

    id: str
    name: str
    kind: Literal["theme", "sub_theme", "cross_cutting", "bundle"]
    members: tuple[str, ...]
    sub_themes: tuple[str, ...]
    score: float
    certainty: float
    investigate_first: bool
    reasons: tuple[Reason, ...]
    burning: tuple[Burning, ...] = ()
    measures: tuple[MeasureAdvice, ...] = ()
    partners: tuple[PartnerAdvice, ...] = ()
    laws: tuple[LawAdvice, ...] = ()
    flanking_policy: tuple[str, ...] = ()
    indicators: tuple[IndicatorAdvice, ...] = ()
    indicator_gaps: tuple[str, ...] = ()
    cross_links: tuple[CrossLinkAdvice, ...] = ()
    said: tuple[Said, ...] = ()


class TakenAlong(Frozen):
    """A sub-theme of a clustered theme that a priority takes along."""

    sub_theme: str
    name: str
    priority: str


class OtherTheme(Frozen):
    """A named cluster of the remaining themes; `ties` are the links that hold it together."""

    id: str
    name: str
    members: tuple[str, ...]
    ties: tuple[tuple[str, str], ...] = ()
    taken_along: tuple[TakenAlong, ...] = ()


class Dropped(Frozen):
    """A candidate that was not chosen: why, by how much (`margin`, points of score), and what would have changed it."""

    id: str
    name: str
    kind: str
    cause: Cause
    reason: str
    score: float
    margin: float
    would_change: str


class EarlierPriority(Frozen):
    """A priority of the previous plan: what became of it in this proposal, and why."""

    id: str
    name: str
    status: EarlierStatus
    reason: str


class OverrideAdvice(Frozen):
    """A decision of people beside what the rules would have given."""

    candidate: str
    name: str
    decision: Literal["promote", "drop"]
    by: str
    date: str
    reason: str
    by_rules: bool
    text: str


class Acceptability(Frozen):
    """The share of draws in which a candidate is chosen: weights around the profile, any weights, any missing answers."""

    id: str
    name: str
    chosen: bool
    around: float
    uniform: float
    missing: float


class WeightInterval(Frozen):
    """Between which shares of all weights the chosen set stays, the other weights in proportion."""

    criterion: str
    weight: float
    low: float
    high: float


class ProfileChoice(Frozen):
    """What another named profile would choose."""

    profile: str
    name: str
    priorities: tuple[str, ...]


class Swap(Frozen):
    """The smallest change that would bring a dropped candidate in, and what then falls off."""

    into: str
    into_name: str
    out: tuple[str, ...]
    out_names: tuple[str, ...]
    margin: float
    text: str


class Robustness(Frozen):
    """How firmly the choice stands. `error` is the largest standard error of the shares."""

    draws: int = 0
    seed: int = 0
    error: float = 0
    acceptability: tuple[Acceptability, ...] = ()
    profiles: tuple[ProfileChoice, ...] = ()
    weights: tuple[WeightInterval, ...] = ()
    swap: Swap | None = None


class Receipt(Frozen):
    """What ran on what: enough to make the same bytes again."""

    version: str
    knowledge: str
    rules: str
    findings: str
    profile: str
    time: str
    robustness: bool = False
    files: dict[str, str] = {}


class ProposalAdvice(Frozen):
    """A priority that the analysis itself had in mind, and the priority of this advice it is in, when there is one."""

    name: str
    candidate: str | None
    priority: str | None
    text: str


class Advice(Frozen):
    """The whole advice. `missing` and `dropped` are as much part of it as what was chosen.

    `by_rules` are the priorities the rules alone would give: the same as `priorities`, unless people decided otherwise.
    """

    schema_: Literal[1] = 1
    municipality: str
    fictional: bool
    period: str
    priorities: tuple[Priority, ...]
    other_themes: tuple[OtherTheme, ...]
    dropped: tuple[Dropped, ...]
    earlier_priorities: tuple[EarlierPriority, ...]
    overrides: tuple[OverrideAdvice, ...]
    by_rules: tuple[str, ...]
    proposals: tuple[ProposalAdvice, ...] = ()
    scores: tuple[ThemeScore, ...]
    robustness: Robustness
    missing: tuple[Missing, ...]
    receipt: Receipt
