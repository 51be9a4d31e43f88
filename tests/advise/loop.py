"""The obvious loop: the choice worked out anew for one weighting, or one set of answers, at a time. What draws are held to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from kbv_rules.advise.candidates import Strengths, list_candidates
from kbv_rules.advise.choose import Chooser
from kbv_rules.advise.draws import Panel
from kbv_rules.advise.evidence import Subject, gather
from kbv_rules.advise.judge import Judge
from kbv_rules.advise.score import Scorer, Unit
from kbv_rules.advise.weighing import Draws, Floats
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Candidates, Limits, Profile
from kbv_rules.rules.rule_set import RuleSet
from tests.advise.workings import Workings
from tests.strategies import KNOWLEDGE, RULES

Ids = tuple[str, ...]


class Loop:
    """One municipality, weighed again and again."""

    def __init__(self, found: Findings, rules: RuleSet = RULES, limits: Limits | None = None) -> None:
        self.found = found
        self.rules = rules
        self.limits = limits or rules.limits
        self.subjects: dict[str, Subject] = gather(found, KNOWLEDGE, rules)
        self.judge = Judge(self.subjects, rules)

    def scorer(self, weights: Mapping[str, float]) -> Scorer:
        profile = Profile(id="trekking", name="Trekking", because="een van vele", weights=dict(weights))
        return Scorer(self.subjects, self.judge, KNOWLEDGE, self.rules, profile, self.found.date)

    def strengths(self, weights: Mapping[str, float]) -> Strengths:
        scorer = self.scorer(weights)
        return Strengths(list_candidates(scorer, KNOWLEDGE, self.rules), scorer, self.rules)

    def chosen(self, weights: Mapping[str, float]) -> Ids:
        """The best set with these weights, in the order of the ids."""
        return _ids(Chooser(self.strengths(weights), self.limits))

    def chosen_with(self, weights: Mapping[str, float], units: Mapping[tuple[str, str], float]) -> Ids:
        """The best set when each unit, by its subject and owner, is this strong."""
        scorer = _Answered(self.scorer(weights), units)
        strengths = _AnsweredStrengths(list_candidates(scorer, KNOWLEDGE, self.rules), scorer, self.rules)
        return _ids(Chooser(strengths, self.limits))


def _ids(chooser: Chooser) -> Ids:
    return tuple(sorted(one.candidate.id for one in chooser.best().chosen))


class _Answered(Scorer):
    """A scorer whose units are as strong as was drawn; in all else the same."""

    def __init__(self, scorer: Scorer, units: Mapping[tuple[str, str], float]) -> None:
        self.__dict__.update(scorer.__dict__)
        self._scorer = scorer
        self._drawn = units

    def unit(self, subject: str, owner: str) -> Unit:
        return self._scorer.unit(subject, owner)._replace(strength=self.drawn(subject, owner))

    def drawn(self, subject: str, owner: str) -> float:
        return round(self._drawn[subject, owner], 9)


class _AnsweredStrengths(Strengths):
    """Strengths in which a part nothing was found on is as strong as was drawn."""

    scorer: _Answered

    def _unit(self, sub: str, owner: str) -> Unit:
        unit = super()._unit(sub, owner)
        return unit._replace(strength=self.scorer.drawn(sub, owner))


def by_criterion(criteria: Sequence[str], row: Sequence[float]) -> dict[str, float]:
    """A row of weights by the names of the criteria."""
    return dict(zip(criteria, map(float, row), strict=True))


def panel_of(found: Findings, rules: RuleSet = RULES) -> Panel:
    workings = Workings(found, rules)
    return Panel(workings.strengths, rules.limits)


def some_weights(panel: Panel, draws: int, seed: int = 1) -> Floats:
    """Half around the profile, half anywhere; some of the latter with criteria that do not weigh at all."""
    chance = np.random.default_rng(seed)
    near = chance.dirichlet(panel.weights * 40, size=draws // 2)
    far = chance.dirichlet(np.ones(len(panel.weights)), size=draws - draws // 2)
    far[::3, chance.integers(0, len(panel.weights), 2)] = 0.0
    return np.vstack([near, far / far.sum(axis=1, keepdims=True)])


def by_loop(loop: Loop, panel: Panel, weights: Floats) -> list[Ids]:
    return [loop.chosen(by_criterion(panel.criteria, row)) for row in weights]


def by_loop_with(loop: Loop, panel: Panel, draws: Draws) -> list[Ids]:
    """The same for draws of units, the weights those of the profile."""
    weights = by_criterion(panel.criteria, panel.weights)
    units = [{key: float(draws.strengths[row, draw]) for key, row in panel.columns.items()} for draw in range(len(draws))]
    return [loop.chosen_with(weights, one) for one in units]


def at_once(panel: Panel, draws: Draws) -> list[Ids]:
    sets = panel.choose(draws)
    return [sets[draw] for draw in range(len(draws))]


def with_candidates(**changes: object) -> RuleSet:
    """Our rules with something else in `candidates.yaml`."""
    settings = {name: value for name, value in RULES.candidates.model_dump().items() if name != "schema_"}
    return dataclasses.replace(RULES, candidates=Candidates.model_validate({**settings, "schema": 1, **changes}))
