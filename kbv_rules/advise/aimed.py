"""Findings aimed at where rules change their mind: values on and around the limits the tables name, subjects that belong together.

Beside the broad findings of `kbv_rules.advise.generate`, which seldom come near a limit. Hypothesis strategies.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from kbv_rules.findings.read import with_directions
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import (
    Agenda,
    Approach,
    Benchmark,
    Consultation,
    Figure,
    Findings,
    Judgement,
    Municipality,
    Period,
    Point,
    ThemeFindings,
)
from kbv_rules.rules.analyse import atoms_of
from kbv_rules.rules.unary import ANYTHING, parse_unary_test

if TYPE_CHECKING:
    from kbv_rules.advise.generate import Ground

_DAY = datetime.date(2025, 6, 1)
_TEXT = "zoals besproken"
_MANY = 30
_STEEP = 0.9
_AGENDAS = ("college_programme", "council", "regional_police_plan", "driehoek")


class Aims:
    """The values at which the rules at hand change their mind, and the subjects that weigh on one candidate together."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def _values(self, per: str, name: str) -> list[float]:
        """A value from every stretch that some table on such rows can tell apart, in order."""
        found: set[float] = set()
        for compiled in self.ground.rules.tables.values():
            table = compiled.table
            for column in table.inputs:
                if table.per == per and column.name == name:
                    tests = [parse_unary_test(rule.when[name]) if name in rule.when else ANYTHING for rule in table.rules]
                    found |= {float(value) for value in atoms_of(column, tests) if not isinstance(value, str)}
        return sorted(found)

    @cached_property
    def ratios(self) -> list[float]:
        """Levels against comparable municipalities."""
        return [value for value in self._values("figure", "level_ratio") if 0 < value < 1e3] or [0.5, 1.0, 2.0]

    @cached_property
    def slopes(self) -> list[float]:
        """Changes per year."""
        return [value for value in self._values("figure", "trend_per_year") if abs(value) < _STEEP] or [0.0, 0.1]

    @cached_property
    def shares(self) -> list[float | None]:
        """Shares of those consulted."""
        return [None, *(value for value in self._values("consultation", "share") if 0 <= value <= 100)]

    @cached_property
    def bottlenecks(self) -> list[int]:
        """Numbers of bottlenecks."""
        return sorted({0, *(int(value) for value in self._values("approach", "bottlenecks") if 0 <= value <= _MANY)})

    @cached_property
    def groups(self) -> list[list[str]]:
        """Subjects that weigh on one candidate, or on one another."""
        knowledge = self.ground.knowledge
        bundles = self.ground.rules.candidates.bundles
        groups = [[*bundle.members, *bundle.takes] for bundle in bundles if bundle.candidate]
        groups += [list(subs) for subs in knowledge.taken_along.values()]
        groups += [[theme, *knowledge.neighbours[theme]] for theme in knowledge.themes]
        known = ([id_ for id_ in dict.fromkeys(group) if knowledge.is_subject(id_)] for group in groups)
        return [group for group in known if group]

    def indicators_of(self, subject: str) -> list[str | None]:
        """The indicators the handbook gives the theme, and none."""
        theme = self.ground.knowledge.themes.get(theme_of(subject))
        return [None, *(mention.id for mention in theme.indicators)] if theme else [None]


@st.composite
def aimed(draw: st.DrawFn, ground: Ground) -> Findings:
    """A few subjects that belong together, with values on and around the limits."""
    aims = ground.aims
    group = draw(st.sampled_from(aims.groups))
    subjects = dict.fromkeys(draw(st.sampled_from(group)) for _ in range(draw(st.integers(1, 4))))
    agendas = tuple(
        Agenda(kind=kind, name=f"Agenda {place}", themes=(draw(st.sampled_from(list(subjects))),))
        for place, kind in enumerate(_AGENDAS[: draw(st.integers(0, 3))], start=1)
    )
    return _municipality(tuple(_item(draw, subject, ground) for subject in subjects), ground, agendas)


@st.composite
def lone(draw: st.DrawFn, ground: Ground) -> Findings:
    """One finding and nothing else, so that whatever it does shows."""
    aims = ground.aims
    subject = draw(st.sampled_from(ground.themes))
    kinds = ["figures", "figures", "consultation", "bottlenecks", *(["judgements"] if ground.judged else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "figures":
        return _municipality((ThemeFindings(theme=subject, figures=(_figure(draw, subject, 0, aims),)),), ground)
    if kind == "judgements":
        judged = _judgement(draw(ground.criteria), draw(st.integers(0, 4)))
        return _municipality((ThemeFindings(theme=subject, judgements=(judged,)),), ground)
    if kind == "consultation":
        heard = Consultation(group="residents", text=_TEXT, share=draw(st.sampled_from(aims.shares)))
        return _municipality((ThemeFindings(theme=subject, consultation=(heard,)),), ground)
    stuck = _bottlenecks(draw(st.sampled_from(aims.bottlenecks)))
    return _municipality((ThemeFindings(theme=subject, approach=stuck),), ground)


def _municipality(items: tuple[ThemeFindings, ...], ground: Ground, agendas: tuple[Agenda, ...] = ()) -> Findings:
    found = Findings(
        schema=1,
        municipality=Municipality(name="Tegenvoorbeeld"),
        period=Period(start=2026, end=2029),
        date=_DAY,
        agendas=agendas,
        findings=items,
    )
    return with_directions(found, ground.knowledge)


def _judgement(criterion: str, score: int) -> Judgement:
    return Judgement(criterion=criterion, score=score, by="Deskundige", date=_DAY, reason=_TEXT)


def _bottlenecks(count: int) -> Approach:
    return Approach(bottlenecks=tuple(Point(text=f"knelpunt {place}") for place in range(1, count + 1)))


def _item(draw: st.DrawFn, subject: str, ground: Ground) -> ThemeFindings:
    aims = ground.aims
    scores = [draw(_SCORES) for _ in ground.judged]
    share = draw(st.sampled_from(aims.shares))
    heard = (Consultation(group="residents", text=_TEXT, share=share),) if draw(st.booleans()) else ()
    stuck = draw(st.sampled_from(aims.bottlenecks))
    return ThemeFindings(
        theme=subject,
        figures=tuple(_figure(draw, subject, place, aims) for place in range(draw(st.integers(0, 4)))),
        judgements=tuple(
            _judgement(criterion, score) for criterion, score in zip(ground.judged, scores, strict=True) if score is not None
        ),
        approach=_bottlenecks(stuck),
        consultation=heard,
    )


_SCORES = st.sampled_from([None, 0, 1, 2, 3, 4])


def _figure(draw: st.DrawFn, subject: str, place: int, aims: Aims) -> Figure:
    """Two years, or more with a trend; the last year so many times what comparable municipalities have."""
    slope = draw(st.sampled_from(aims.slopes))
    years = draw(st.integers(2, 4))
    values = {_DAY.year - years + 1 + step: round(100 * (1 + slope * (step - (years - 1) / 2)), 6) for step in range(years)}
    values = {year: max(0.0, value) for year, value in values.items()}
    standard = max(values[_DAY.year], 1e-3) / draw(st.sampled_from(aims.ratios))
    return Figure(
        name=f"Cijfer {place + 1}",
        kind=draw(st.sampled_from(("objective", "subjective"))),
        unit="per_1000",
        values=values,
        source="Bron",
        indicator=draw(st.sampled_from(aims.indicators_of(subject))),
        direction="lower_is_better",
        benchmark=Benchmark(value=standard, unit="per_1000", group="vergelijkbare gemeenten"),
    )


def worse_levels(figure: Figure, aims: Aims) -> Sequence[float]:
    """Values of the last year that bring a figure over a next limit."""
    if figure.benchmark is None or figure.unit != "per_1000" or figure.direction != "lower_is_better":
        return []
    now = figure.values[max(figure.values)]
    return [value for ratio in aims.ratios if (value := ratio * figure.benchmark.value) > now]
