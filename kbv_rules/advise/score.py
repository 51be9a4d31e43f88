"""Scores: per subject the weighted sum of its criteria, per theme that of the sub-theme that weighs heaviest.

Score = sum of weight x criterion score, weights normalised to 1, so 0 to 4. A criterion that cannot be evaluated adds
nothing and is named; `potential` says what it could still add. That keeps the score a sum of shown reasons: what is
found can only raise it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.evidence import Evidence, Subject, age_of
from kbv_rules.advise.judge import NOTHING, Judge, Judged, fire, ordered
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import CriterionScore, Missing, ThemeScore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kbv_rules.model.judgement import Criterion, Profile
    from kbv_rules.rules.rule_set import RuleSet

_HIGHEST = 4.0
_DECIMALS = 9


class Unit(NamedTuple):
    """A subject as it counts for a theme or overarching theme (`owner`): its own findings with those of the owner."""

    subject: str
    owner: str
    criteria: Mapping[str, Judged]
    score: float
    strength: float
    certainty: float


class Scorer:
    """All scores of one municipality under one profile."""

    def __init__(
        self,
        subjects: Mapping[str, Subject],
        judge: Judge,
        knowledge: Knowledge,
        rules: RuleSet,
        profile: Profile,
        day: date,
    ) -> None:
        self.subjects = subjects
        self.judge = judge
        self.knowledge = knowledge
        self.rules = rules
        self.day = day
        total = sum(profile.weights.values())
        self.weights = {criterion.id: profile.weights[criterion.id] / total for criterion in rules.criteria}
        self.counting_weights = {criterion.id: self.weights[criterion.id] for criterion in rules.criteria if criterion.in_choice}
        self._linking = [criterion for criterion in rules.criteria if self._is_linking(criterion)]
        self._bare: dict[tuple[str, str], Unit] = {}
        self._full: dict[tuple[str, str], Unit] = {}
        self._links: dict[str, dict[str, Judged]] = {}

    def _is_linking(self, criterion: Criterion) -> bool:
        return any(self.rules.tables[name].table.per == "links" for name in criterion.tables)

    def parts_of(self, owner: str, without: frozenset[str] = frozenset()) -> list[str]:
        """The owner itself and the sub-themes something was found on, those in `without` left out."""
        if owner in self.knowledge.cross_cutting:
            subs: Sequence[str] = self.knowledge.taken_along[owner]
        else:
            subs = [sub.id for sub in self.knowledge.themes[owner].sub_themes]
        return [
            owner,
            *(sub for sub in subs if sub not in without and sub in self.subjects and self.subjects[sub].has_findings),
        ]

    def units(self, owner: str, without: frozenset[str] = frozenset()) -> list[Unit]:
        """The units of a theme or overarching theme, the strongest first."""
        return sorted((self.unit(part, owner) for part in self.parts_of(owner, without)), key=_rank)

    def own_criteria(self, subject: str) -> int:
        """On how many criteria something was found on the subject itself."""
        return sum(judged.found for judged in self.judge.of(subject).values())

    def lead(self, owner: str, without: frozenset[str] = frozenset()) -> Unit:
        """The unit that carries the score of a theme."""
        return self.units(owner, without)[0]

    def unit(self, subject: str, owner: str) -> Unit:
        """One subject with what it inherits from its owner, links to other themes included."""
        key = (subject, owner)
        if key not in self._full:
            criteria = {**self._inherited(subject, owner), **self._linked(owner)}
            self._full[key] = self._weigh(subject, owner, criteria)
        return self._full[key]

    def _bare_unit(self, subject: str, owner: str) -> Unit:
        key = (subject, owner)
        if key not in self._bare:
            self._bare[key] = self._weigh(subject, owner, self._inherited(subject, owner))
        return self._bare[key]

    def _inherited(self, subject: str, owner: str) -> dict[str, Judged]:
        own = self.judge.of(subject)
        if subject == owner:
            return dict(own)
        base = self.judge.of(owner)
        pooled = self.judge.of(subject, owner)
        return {
            criterion.id: pooled[criterion.id]
            if criterion.inherit == "pool"
            else _inherit(criterion, own[criterion.id], base[criterion.id])
            for criterion in self.rules.criteria
        }

    def _linked(self, owner: str) -> dict[str, Judged]:
        """The criteria that rest on linked themes: their mean strength without such criteria, on the scale of 0 to 4."""
        if owner not in self._links:
            home = theme_of(owner)
            tied = self.knowledge.neighbours.get(home) or tuple(
                theme for theme in self.knowledge.cross_cutting[home].themes if theme in self.knowledge.themes
            )
            most = self.rules.strongest_links
            scores = sorted(
                ((max(self._bare_unit(part, theme).score for part in self.parts_of(theme)), theme) for theme in tied),
                key=lambda pair: (-pair[0], pair[1]),
            )[:most]
            open_weight = 1 - sum(self.weights[criterion.id] for criterion in self._linking)
            strength = sum(score for score, _ in scores) / most / open_weight if open_weight > 0 else 0.0
            names = [self.knowledge.name(theme) for _, theme in scores]
            row = Evidence(
                "links",
                {
                    "linked_strength": strength,
                    "linked_names": " en ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names),
                },
            )
            self._links[owner] = {
                criterion.id: Judged(
                    tuple(ordered(hit for name in criterion.tables for hit in fire(self.rules.tables[name], owner, row))),
                    from_knowledge=True,
                )
                for criterion in self._linking
            }
        return self._links[owner]

    def _weigh(self, subject: str, owner: str, criteria: Mapping[str, Judged]) -> Unit:
        score = strength = 0.0
        for id_, weight in self.weights.items():
            part = criteria.get(id_, NOTHING).score
            if part is not None:
                score += weight * part
                if id_ in self.counting_weights:
                    strength += weight * part
        # Rounded, so that what weighs the same is the same, in whatever unit the weights are.
        return Unit(subject, owner, criteria, round(score, _DECIMALS), round(strength, _DECIMALS), self._certainty(criteria))

    def _certainty(self, criteria: Mapping[str, Judged]) -> float:
        found = sum(self.weights[id_] for id_, judged in criteria.items() if judged.found)
        return self.certainty_at(round(found, _DECIMALS), criteria)

    def certainty_at(self, coverage: float, criteria: Mapping[str, Judged]) -> float:
        """How much stands behind the score when the criteria on which something was found have this share of the weight."""
        rows = {id(hit.row): hit.row for judged in criteria.values() if judged.found for hit in judged.fired}.values()
        years = [row.year for row in rows if row.year is not None]
        spreads = [
            int(max(hit.score for hit in judged.fired) - min(hit.score for hit in judged.fired))
            for judged in criteria.values()
            if judged.found
        ]
        values = {
            "coverage": coverage,
            "sources": len({source for row in rows for source in row.sources}),
            "age": age_of(max(years), self.day) if years else None,
            "small": any(row.values.get("small") is True for row in rows),
            "conflict": max(spreads, default=0),
        }
        if not rows:
            return 0.0
        return sum(float(hit.output) for hit in self.rules.tables[self.rules.certainty_table].hits(values))

    def theme_score(self, owner: str) -> ThemeScore:
        """The score of a theme or overarching theme, by its leading unit."""
        return self._as_score(owner, self.lead(owner))

    def sub_theme_score(self, sub: str) -> ThemeScore:
        """The score of a sub-theme by itself."""
        return self._as_score(sub, self.unit(sub, theme_of(sub)))

    def _as_score(self, id_: str, unit: Unit) -> ThemeScore:
        criteria = {}
        for criterion in self.rules.criteria:
            judged = unit.criteria.get(criterion.id, NOTHING)
            weight = self.weights[criterion.id]
            criteria[criterion.id] = CriterionScore.model_construct(
                score=judged.score,
                weight=weight,
                contribution=weight * (judged.score or 0.0),
                status="not_evaluable" if judged.score is None else "default" if judged.from_knowledge else "evaluated",
            )
        open_weight = sum(part.weight for part in criteria.values() if part.score is None)
        return ThemeScore.model_construct(
            theme=id_,
            name=self.knowledge.name(id_),
            score=sum(part.contribution for part in criteria.values()),
            potential=unit.score + open_weight * _HIGHEST,
            certainty=unit.certainty,
            lead=unit.subject,
            criteria=criteria,
        )

    def missing(self) -> list[Missing]:
        """Per theme what was lacking for the criteria that could not be evaluated."""
        gaps: list[Missing] = []
        for theme in self.knowledge.themes:
            unit = self.lead(theme)
            for criterion in self.rules.criteria:
                judged = unit.criteria.get(criterion.id, NOTHING)
                if not judged.found and not self._is_linking(criterion):
                    lacking = judged.lacking or ("judgements",)
                    gaps.extend(Missing.model_construct(theme=theme, criterion=criterion.id, input=name) for name in lacking)
        return gaps


def _rank(unit: Unit) -> tuple[float, float, str]:
    return (-unit.score, -unit.certainty, unit.subject)


def _inherit(criterion: Criterion, own: Judged, base: Judged) -> Judged:
    """A sub-theme's criterion that is not pooled: its own, or else (when it is inherited) that of the whole theme."""
    return base if criterion.inherit == "replace" and base.found and not own.found else own
