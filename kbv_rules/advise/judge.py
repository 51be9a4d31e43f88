"""Judges every criterion of every subject: runs the decision tables on the rows and keeps all that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.evidence import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbv_rules.advise.evidence import Evidence, Subject
    from kbv_rules.model.judgement import Criterion
    from kbv_rules.rules.evaluate import CompiledTable
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.table import Rule


class Fired(NamedTuple):
    """A rule that fired on one row. Its text is only made when someone reads it."""

    table: CompiledTable
    rule: Rule
    score: float
    subject: str
    row: Evidence


class Judged(NamedTuple):
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


class Judge:
    """Judges subjects, alone or pooled with the theme they belong to; each combination once."""

    def __init__(self, subjects: Mapping[str, Subject], rules: RuleSet) -> None:
        self._subjects = subjects
        self._rules = rules
        self._known: dict[tuple[str, ...], dict[str, Judged]] = {}

    def on(self, subjects: Mapping[str, Subject]) -> Judge:
        """A judge of other subjects, that need not judge again what is the very same."""
        other = Judge(subjects, self._rules)
        same = {id_ for id_, subject in self._subjects.items() if subjects.get(id_) is subject}
        other._known = {ids: judged for ids, judged in self._known.items() if same.issuperset(ids)}
        return other

    def of(self, *ids: str) -> dict[str, Judged]:
        """Per criterion what follows from the rows of one subject, or of a sub-theme with its theme.

        The first one's own knowledge counts. Together only the criteria that can be pooled are judged.
        """
        if ids not in self._known:
            subjects = [self._subjects[id_] for id_ in ids]
            rows = rows_of(subjects, self._rules)
            self._known[ids] = {
                criterion.id: _judge(subjects[0], rows, criterion, self._rules)
                for criterion in self._rules.criteria
                if len(ids) == 1 or criterion.inherit == "pool"
            }
        return self._known[ids]


def _judge(subject: Subject, rows: Sequence[Evidence], criterion: Criterion, rules: RuleSet) -> Judged:
    fired: list[Fired] = []
    lacking: list[str] = []
    for name in criterion.tables:
        table = rules.tables[name]
        fitting = [row for row in rows if row.per == table.table.per and row.criterion in (None, criterion.id)]
        for row in fitting:
            found = fire(table, subject.id, row)
            fired.extend(found)
            if not found:
                lacking.extend(row.lacking)
        wanted = _WANTED.get(table.table.per)
        if not fitting and wanted:
            lacking.append(wanted)
    if fired:
        return Judged(tuple(ordered(fired)))
    for name in criterion.default:
        fired.extend(fire(rules.tables[name], subject.id, subject.knowledge))
    return Judged(tuple(ordered(fired)), from_knowledge=bool(fired), lacking=tuple(dict.fromkeys(lacking)))


def fire(table: CompiledTable, subject: str, row: Evidence) -> list[Fired]:
    """What fires on one row."""
    return [Fired(table, hit.rule, float(hit.output), subject, row) for hit in table.hits(row.values)]


def ordered(fired: Iterable[Fired]) -> list[Fired]:
    """The highest score first; equal scores by rule and finding, so that the order of the input never shows."""
    return sorted(fired, key=lambda one: (-one.score, one.rule.id, one.row.findings))
