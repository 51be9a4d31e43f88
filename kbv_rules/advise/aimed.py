"""Findings aimed at where rules change their mind: values on and around the limits of tables, subjects that belong together.

Beside the broad findings of `kbv_rules.advise.generate`, which seldom come near a limit. Hypothesis strategies.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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

T = TypeVar("T")

DAY = datetime.date(2025, 6, 1)
TEXT = "zoals besproken"
_MANY = 30
_STEEP = 0.9
_LEVELS = (0, 1, 2, 3, 4)
_SCORES = st.sampled_from([None, *_LEVELS])
_KINDS = st.sampled_from(("objective", "subjective"))
_AGENDAS: tuple[Any, ...] = ("college_programme", "council", "regional_police_plan", "driehoek")


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
        return sorted({0.5, 1.0, 2.0, *(value for value in self._values("figure", "level_ratio") if 0 < value < 1e3)})

    @cached_property
    def slopes(self) -> list[float]:
        """Changes per year."""
        return sorted({0.0, 0.1, *(value for value in self._values("figure", "trend_per_year") if abs(value) < _STEEP)})

    @cached_property
    def shares(self) -> list[float | None]:
        """Shares of those consulted."""
        return [None, *sorted({0.0, 100.0, *(value for value in self._values("consultation", "share") if 0 <= value <= 100)})]

    def numbers(self, per: str, name: str) -> list[int]:
        """Whole numbers of something people bring forward, as far as anyone would; at least two."""
        found = {int(value) for value in self._values(per, name) if 0 <= value <= _MANY} or {0, 1}
        return sorted(found if len(found) > 1 else {*found, max(found) + 1})

    @cached_property
    def bottlenecks(self) -> list[int]:
        """Numbers of bottlenecks."""
        return self.numbers("approach", "bottlenecks")

    @cached_property
    def burning(self) -> int:
        """The level from which a subject that is as bad on all that can be judged counts as burning; at least 1."""
        rules = self.ground.rules
        weights = rules.profile(None).weights
        counting = [criterion.id for criterion in rules.criteria if criterion.in_choice and criterion.id in self.ground.judged]
        share = sum(weights[id_] for id_ in counting) / sum(weights.values())
        return next((level for level in _LEVELS[1:] if level * share >= rules.candidates.burning), _LEVELS[-1])

    @cached_property
    def candidates(self) -> list[list[str]]:
        """Subjects that weigh on one candidate together."""
        knowledge = self.ground.knowledge
        groups = [[*bundle.members, *bundle.takes] for bundle in self.ground.rules.candidates.bundles if bundle.candidate]
        groups += [list(subs) for subs in knowledge.taken_along.values()]
        known = ([id_ for id_ in dict.fromkeys(group) if knowledge.is_subject(id_)] for group in groups)
        return [group for group in known if group] or [self.ground.themes]

    @cached_property
    def groups(self) -> list[list[str]]:
        """Subjects that weigh on one candidate, or on one another."""
        tied = self.ground.knowledge.neighbours
        return [*self.candidates, *([theme, *tied[theme]] for theme in self.ground.themes)]

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
    named = [draw(st.sampled_from(list(subjects))) for _ in range(draw(st.integers(0, 3)))]
    return municipality(tuple(_item(draw, subject, ground) for subject in subjects), ground, as_agendas(named))


class Pair(NamedTuple):
    """Findings, and the same with what was found on one subject worse."""

    before: Findings
    after: Findings
    subject: str


@st.composite
def one_worse(draw: st.DrawFn, ground: Ground) -> Pair:
    """One finding and nothing else, over one limit or more, so that whatever that does shows."""
    aims = ground.aims
    subject = draw(st.sampled_from(ground.themes))
    kind = draw(st.sampled_from(["figure", "figure", "share", "bottlenecks", *(["judgement"] if ground.judged else [])]))
    both: list[ThemeFindings]
    if kind == "figure":
        indicator, sort, years = draw(st.sampled_from(aims.indicators_of(subject))), draw(_KINDS), draw(st.integers(2, 4))
        slope = draw(st.sampled_from(aims.slopes))
        base = as_figure(0, sort, years, slope, aims.ratios[0], indicator)
        both = [ThemeFindings(theme=subject, figures=(raised(base, ratio),)) for ratio in _two_of(draw, aims.ratios)]
    elif kind == "judgement":
        criterion = draw(ground.criteria)
        both = [ThemeFindings(theme=subject, judgements=(as_judgement(criterion, score),)) for score in _two_of(draw, _LEVELS)]
    elif kind == "share":
        shares = [share for share in aims.shares if share is not None]
        both = [
            ThemeFindings(theme=subject, consultation=(Consultation(group="residents", text=TEXT, share=share),))
            for share in _two_of(draw, shares)
        ]
    else:
        counts = _two_of(draw, aims.bottlenecks)
        both = [ThemeFindings(theme=subject, approach=Approach(bottlenecks=as_points(count))) for count in counts]
    before, after = (municipality((item,), ground) for item in both)
    return Pair(before, after, subject)


@st.composite
def one_level_worse(draw: st.DrawFn, ground: Ground) -> Pair:
    """Members of one candidate, each as bad on all that can be judged; then one of them gets worse on all of it.

    Mostly around the level at which a member begins to burn.
    """
    group = draw(st.sampled_from(ground.aims.candidates))
    subjects = list(dict.fromkeys(draw(st.sampled_from(group)) for _ in range(draw(st.integers(1, 4)))))
    turning = (ground.aims.burning - 1, ground.aims.burning)
    low, high = turning if draw(st.booleans()) else _two_of(draw, _LEVELS)
    levels = st.sampled_from([*turning, *turning, *_LEVELS])
    rest = tuple(_level(subject, draw(levels), ground) for subject in subjects[1:])
    before, after = (municipality((_level(subjects[0], level, ground), *rest), ground) for level in (low, high))
    return Pair(before, after, subjects[0])


def _two_of(draw: st.DrawFn, values: Sequence[T]) -> tuple[T, T]:
    """Two different values of a row, in order; mostly neighbours."""
    first = draw(st.integers(0, len(values) - 2))
    step = draw(st.sampled_from([1, 1, 1, 2, 3]))
    return values[first], values[min(first + step, len(values) - 1)]


def _level(subject: str, level: int, ground: Ground) -> ThemeFindings:
    return ThemeFindings(theme=subject, judgements=tuple(as_judgement(criterion, level) for criterion in ground.judged))


def municipality(items: tuple[ThemeFindings, ...], ground: Ground, agendas: tuple[Agenda, ...] = ()) -> Findings:
    """A municipality in which this was found, and nothing else."""
    found = Findings(
        schema=1,
        municipality=Municipality(name="Tegenvoorbeeld"),
        period=Period(start=2026, end=2029),
        date=DAY,
        agendas=agendas,
        findings=items,
    )
    return with_directions(found, ground.knowledge)


def as_judgement(criterion: str, score: int) -> Judgement:
    """What an expert thinks of one criterion."""
    return Judgement(criterion=criterion, score=score, by="Deskundige", date=DAY, reason=TEXT)


def as_points(count: int) -> tuple[Point, ...]:
    """So many things said of the approach."""
    return tuple(Point(text=f"punt {place}") for place in range(1, count + 1))


def as_agendas(subjects: Sequence[str]) -> tuple[Agenda, ...]:
    """As many agendas, each naming one subject."""
    kinds = [_AGENDAS[place % len(_AGENDAS)] for place in range(len(subjects))]
    return tuple(
        Agenda(kind=kind, name=f"Agenda {place}", themes=(subject,))
        for place, (kind, subject) in enumerate(zip(kinds, subjects, strict=True), start=1)
    )


def _item(draw: st.DrawFn, subject: str, ground: Ground) -> ThemeFindings:
    aims = ground.aims
    scores = [draw(_SCORES) for _ in ground.judged]
    share = draw(st.sampled_from(aims.shares))
    heard = (Consultation(group="residents", text=TEXT, share=share),) if draw(st.booleans()) else ()
    stuck = draw(st.sampled_from(aims.bottlenecks))
    return ThemeFindings(
        theme=subject,
        figures=tuple(_figure(draw, subject, place, aims) for place in range(draw(st.integers(0, 4)))),
        judgements=tuple(
            as_judgement(criterion, score) for criterion, score in zip(ground.judged, scores, strict=True) if score is not None
        ),
        approach=Approach(bottlenecks=as_points(stuck)),
        consultation=heard,
    )


def _figure(draw: st.DrawFn, subject: str, place: int, aims: Aims) -> Figure:
    """Any aimed figure."""
    slope, ratio = draw(st.sampled_from(aims.slopes)), draw(st.sampled_from(aims.ratios))
    indicator = draw(st.sampled_from(aims.indicators_of(subject)))
    return as_figure(place, draw(_KINDS), draw(st.integers(2, 4)), slope, ratio, indicator)


def as_figure(place: int, kind: Any, years: int, slope: float, ratio: float, indicator: str | None) -> Figure:
    """A straight series; the last year so many times what comparable municipalities have. Two years make no trend."""
    values = {DAY.year - years + 1 + step: 100 * (1 + slope * (step - (years - 1) / 2)) for step in range(years)}
    values = {year: max(1.0, round(value, 6)) for year, value in values.items()}
    return Figure(
        name=f"Cijfer {place + 1}",
        kind=kind,
        unit="per_1000",
        values=values,
        source="Bron",
        indicator=indicator,
        direction="lower_is_better",
        benchmark=Benchmark(value=values[DAY.year] / ratio, unit="per_1000", group="vergelijkbare gemeenten"),
    )


def raised(figure: Figure, ratio: float) -> Figure:
    """The figure with its last year so many times what comparable municipalities have; the rest as it was."""
    assert figure.benchmark
    return figure.model_copy(update={"values": {**figure.values, max(figure.values): figure.benchmark.value * ratio}})


def worse_levels(figure: Figure, aims: Aims) -> Sequence[float]:
    """Values of the last year that bring a figure over a next limit."""
    if figure.benchmark is None or figure.unit != "per_1000" or figure.direction != "lower_is_better":
        return []
    now = figure.values[max(figure.values)]
    return [value for ratio in aims.ratios if (value := ratio * figure.benchmark.value) > now]
