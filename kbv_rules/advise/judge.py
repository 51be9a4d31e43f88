"""Judges every criterion of every subject: runs the decision tables on the rows and keeps all that fired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbv_rules.advise.evidence import Evidence, Subject
    from kbv_rules.model.judgement import Criterion
    from kbv_rules.rules.evaluate import CompiledTable
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.table import Rule


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired on one row. Its text is only made when someone reads it."""

    table: CompiledTable
    rule: Rule
    score: float
    subject: str
    row: Evidence


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one subject. `fired` has the deciding rule first; empty means not evaluable.

    `from_knowledge` says that nothing was found and the handbook's own fact was used. `lacking` names what was missing.
    """

    fired: tuple[Fired, ...] = ()
    from_knowledge: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """The highest score that fired, 0-4."""
        return self.fired[0].score if self.fired else None

    @property
    def found(self) -> bool:
        """Whether the score rests on a finding."""
        return bool(self.fired) and not self.from_knowledge


NOTHING = Judged()

# What a user would have to bring so that a table on these rows can judge.
_WANTED = {
    "figure": "figures",
    "judgement": "judgements",
    "scenario": "scenarios",
    "approach": "approach",
    "consultation": "consultation",
    "agendas": "agendas",
}


def judge(subjects: Iterable[Subject], rules: RuleSet) -> dict[str, dict[str, Judged]]:
    """Per subject and criterion what follows from its own rows (links to other themes come later)."""
    return {subject.id: {criterion.id: _judge(subject, criterion, rules) for criterion in rules.criteria} for subject in subjects}


def _judge(subject: Subject, criterion: Criterion, rules: RuleSet) -> Judged:
    fired: list[Fired] = []
    lacking: list[str] = []
    for name in criterion.tables:
        table = rules.tables[name]
        rows = [row for row in subject.rows if row.per == table.table.per and row.criterion in (None, criterion.id)]
        for row in rows:
            found = fire(table, subject.id, row)
            fired.extend(found)
            if not found:
                lacking.extend(row.lacking)
        wanted = _WANTED.get(table.table.per)
        if not rows and wanted:
            lacking.append(wanted)
    if fired:
        return Judged(tuple(ordered(fired)))
    for name in criterion.default:
        if subject.knowledge is not None:
            fired.extend(fire(rules.tables[name], subject.id, subject.knowledge))
    return Judged(tuple(ordered(fired)), from_knowledge=bool(fired), lacking=tuple(dict.fromkeys(lacking)))


def fire(table: CompiledTable, subject: str, row: Evidence) -> list[Fired]:
    """What fires on one row."""
    return [Fired(table, hit.rule, float(hit.output), subject, row) for hit in table.hits(row.values)]


def ordered(fired: Iterable[Fired]) -> list[Fired]:
    """The highest score first; equal scores by rule and finding, so that the order of the input never shows."""
    return sorted(fired, key=lambda one: (-one.score, one.rule.id, one.row.findings))
