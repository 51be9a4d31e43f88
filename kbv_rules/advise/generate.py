"""Any findings a municipality could bring, for laws that must hold on all of them: hypothesis strategies.

Everything is built as models, within what `kbv_rules.findings.read` lets through, and passed through `with_directions`
as a file would be. What can be judged, and on which sub-themes choices turn, follows from the rules at hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from kbv_rules.findings.read import with_directions
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
    Scenario,
    ThemeFindings,
)

if TYPE_CHECKING:
    from kbv_rules.advise.aimed import Aims
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.rules.rule_set import RuleSet

AGENDA_KINDS: tuple[Any, ...] = get_args(Agenda.model_fields["kind"].annotation)

_SENTENCES = (
    "Inbraken in de oude wijken rond het station",
    "Te weinig toezicht in het weekend",
    "De wachtlijst van de ggz loopt op",
    "Jongeren hangen rond bij het winkelcentrum en blijven na sluitingstijd staan",
    "Jongeren hangen rond bij het winkelcentrum en vallen bezoekers lastig",
    "Ondernemers doen geen aangifte meer",
    "Capaciteit",
    "Coördinator (AVE) {naam}",
    "Cijfers '25: 3 × zo veel | zie bijlage",
)
_PEOPLE = ("Basisteamchef politie", "Coördinator Zorg en Veiligheid", "Wijkagent", "GGD", "Brandweer")


_ODD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
# Mostly what people write, now and then anything that is text.
TEXTS = st.one_of(st.sampled_from(_SENTENCES), st.sampled_from(_SENTENCES), _ODD)
_MAYBE = st.booleans()
_DAYS = st.dates(datetime.date(2016, 1, 1), datetime.date(2025, 12, 31))
_SCORES = st.integers(0, 4)
_SHARES = st.one_of(st.none(), st.floats(0, 100))
_YEARS = st.none() | st.integers(2015, 2025)
_SOMEBODY = st.sampled_from(_PEOPLE)
_PEOPLE_OR_NOBODY = st.sampled_from([None, *_PEOPLE])
_SOURCES = st.sampled_from(["Politie", "Veiligheidsmonitor", "GGD"])
_GROUPS: st.SearchStrategy[Any] = st.sampled_from(["residents", "entrepreneurs"])
_PANELS = st.sampled_from([None, "Inwonerspanel"])
_AGENDA_KINDS = st.sampled_from(AGENDA_KINDS)
_DAYS_BACK = st.integers(0, 2000)
_YEARS_KNOWN = st.sampled_from([range(8), range(8), range(2, 5), range(0)])
# How many years back the values of a figure stand.
_SERIES = st.sampled_from([(0, 1), (0, 1, 2), (0, 1, 2, 3, 4, 5, 6), (0, 2, 4, 6), (1, 2, 3, 4), (0, 3), (0, 1, 2, 5)])
_COUNTS = st.one_of(st.integers(0, 30), st.integers(0, 800), st.integers(0, 800), st.integers(0, 10**9)).map(float)
_VALUES: dict[str, st.SearchStrategy[float]] = {
    "count": _COUNTS,
    "per_1000": st.floats(0, 60),
    "percent": st.floats(0, 100),
    "mark": st.floats(0, 10),
    "scale": st.one_of(st.floats(0, 200), st.floats(0, 1e9)),
}
_UNITS = st.sampled_from(sorted(_VALUES))
_BENCHMARKS = st.one_of(st.floats(0.05, 9.5), st.floats(0.05, 9.5), st.floats(0, 9.5, exclude_min=True))
_KINDS: st.SearchStrategy[Any] = st.sampled_from(["objective", "objective", "subjective"])
_DIRECTIONS: st.SearchStrategy[Any] = st.sampled_from([None, None, "lower_is_better", "higher_is_better", "neutral"])
# How many there are of something of which there usually are few.
_FEW = {most: st.integers(-most, most) for most in range(1, 5)}


class Ground:
    """What findings can be about: the subjects of the knowledge and the criteria of the rules."""

    def __init__(self, knowledge: Knowledge, rules: RuleSet) -> None:
        self.knowledge = knowledge
        self.rules = rules
        self.themes = sorted(knowledge.themes)
        self.cross_cutting = sorted(knowledge.cross_cutting)
        self.judged = [
            criterion.id
            for criterion in rules.criteria
            if any(rules.tables[name].table.per == "judgement" for name in criterion.tables)
        ]

    @cached_property
    def contested(self) -> list[str]:
        """Sub-themes on which choices turn: those an overarching theme or a bundle takes along or is made of."""
        taken = {sub for subs in self.knowledge.taken_along.values() for sub in subs}
        bundled = {id_ for bundle in self.rules.candidates.bundles for id_ in (*bundle.members, *bundle.takes) if "/" in id_}
        return sorted(taken | {id_ for id_ in bundled if self.knowledge.is_subject(id_)})

    @cached_property
    def subjects(self) -> st.SearchStrategy[str]:
        """A theme, overarching theme or sub-theme; those on which choices turn more often."""
        groups = (self.themes, self.cross_cutting, self.contested, sorted(self.knowledge.sub_themes))
        return st.one_of(*(st.sampled_from(group) for group in groups if group))

    @cached_property
    def aims(self) -> Aims:
        """Where the rules change their mind."""
        from kbv_rules.advise.aimed import Aims

        return Aims(self)

    @cached_property
    def criteria(self) -> st.SearchStrategy[str]:
        """A criterion that somebody can judge."""
        return st.sampled_from(self.judged)

    @cached_property
    def indicators(self) -> st.SearchStrategy[str | None]:
        """An indicator of the handbook, or none."""
        known: list[str | None] = [*sorted(self.knowledge.indicators)]
        return st.sampled_from([*known, *[None] * len(known)])

    @cached_property
    def heavy(self) -> st.SearchStrategy[tuple[int, ...]]:
        """High scores on most criteria."""
        return st.tuples(*[st.sampled_from([0, 2, 3, 3, 4, 4])] * len(self.judged))


class Hand:
    """Draws findings of one day, one by one."""

    def __init__(self, draw: st.DrawFn, ground: Ground, day: datetime.date) -> None:
        self.draw = draw
        self.ground = ground
        self.day = day

    def few(self, make: Callable[[], Any], most: int) -> tuple[Any, ...]:
        """None in half of all cases, and never many."""
        return tuple(make() for _ in range(self.draw(_FEW[most])))

    def benchmark(self, unit: str) -> Benchmark:
        """Comparable municipalities, in a unit that can be compared."""
        other: Any = "per_1000" if unit == "count" and self.draw(_MAYBE) else unit
        return Benchmark(value=self.draw(_BENCHMARKS), unit=other, group="gemeenten met 50.000 tot 100.000 inwoners")

    def figure(self) -> Figure:
        """A series of at least two years, with or without benchmark, indicator and direction."""
        draw = self.draw
        unit: Any = draw(_UNITS)
        years = sorted(self.day.year - back for back in draw(_SERIES))
        return Figure(
            name=draw(TEXTS),
            kind=draw(_KINDS),
            unit=unit,
            values={year: draw(_VALUES[unit]) for year in years},
            source=draw(_SOURCES),
            indicator=draw(self.ground.indicators),
            direction=draw(_DIRECTIONS),
            benchmark=self.benchmark(unit) if draw(_MAYBE) else None,
            provisional=tuple(years[-1:]) if draw(_MAYBE) else (),
        )

    def judgement(self) -> Judgement:
        """A score of somebody on any criterion that can be judged."""
        return Judgement(
            criterion=self.draw(self.ground.criteria),
            score=self.draw(_SCORES),
            by=self.draw(_SOMEBODY),
            date=self.day - datetime.timedelta(days=self.draw(_DAYS_BACK)),
            reason=self.draw(TEXTS),
        )

    def heavy_judgements(self) -> tuple[Judgement, ...]:
        """One person who scores most criteria, and high: what makes priorities."""
        return tuple(
            Judgement(criterion=criterion, score=score, by=_PEOPLE[0], date=self.day, reason=_SENTENCES[0])
            for criterion, score in zip(self.ground.judged, self.draw(self.ground.heavy), strict=True)
            if score
        )

    def point(self) -> Point:
        """Something said of the approach, by somebody or nobody in particular."""
        return Point(text=self.draw(TEXTS), by=self.draw(_PEOPLE_OR_NOBODY))

    def consultation(self) -> Consultation:
        """What residents or entrepreneurs said, counted or not."""
        return Consultation(
            group=self.draw(_GROUPS),
            text=self.draw(TEXTS),
            share=self.draw(_SHARES),
            date=self.day if self.draw(_MAYBE) else None,
            source=self.draw(_PANELS),
        )

    def scenario(self) -> Scenario:
        """A scenario of the regional risk profile."""
        return Scenario(
            name=self.draw(TEXTS), likelihood=self.draw(_SCORES), impact=self.draw(_SCORES), source="Regionaal risicoprofiel"
        )

    def agenda(self) -> Agenda:
        """A programme of others that names a few subjects."""
        themes = tuple(self.draw(self.ground.subjects) for _ in range(self.draw(st.integers(1, 4))))
        return Agenda(kind=self.draw(_AGENDA_KINDS), name=self.draw(TEXTS), themes=themes, year=self.draw(_YEARS))

    def theme_findings(self, theme: str, *, heavy: bool) -> ThemeFindings:
        """All that was found on one subject: thin or thick, light or heavy."""
        figures = self.few(self.figure, 2)
        judged: tuple[Judgement, ...] = ()
        if self.ground.judged:
            judged = self.heavy_judgements() if heavy else self.few(self.judgement, 3)
        return ThemeFindings(
            theme=theme,
            figures=figures,
            judgements=judged,
            approach=Approach(works=self.few(self.point, 1), bottlenecks=self.few(self.point, 4)),
            reinforcements=self.few(self.point, 3),
            consultation=self.few(self.consultation, 2),
            scenarios=self.few(self.scenario, 2),
        )

    def municipality(self) -> Municipality:
        """A municipality with its inhabitants known for all, some or none of the years."""
        known = self.draw(_YEARS_KNOWN)
        inhabitants = self.draw(st.integers(3_000, 900_000))
        return Municipality(
            name=self.draw(TEXTS),
            population={self.day.year - back: inhabitants - 250 * back for back in known},
            fictional=self.draw(_MAYBE),
        )


@st.composite
def findings(draw: st.DrawFn, ground: Ground, most: int = 7) -> Findings:
    """Any valid findings of one municipality; in half of them much is wrong in many places."""
    hand = Hand(draw, ground, draw(_DAYS))
    troubled = draw(_MAYBE)
    themes = dict.fromkeys(draw(ground.subjects) for _ in range(draw(st.integers(min(most, 4) if troubled else 0, most))))
    start = hand.day.year + draw(st.integers(-1, 2))
    found = Findings(
        schema=1,
        municipality=hand.municipality(),
        period=Period(start=start, end=start + draw(st.integers(0, 5))),
        date=hand.day,
        agendas=hand.few(hand.agenda, 4),
        earlier_priorities=tuple(draw(ground.subjects) for _ in range(draw(st.integers(0, 2)))),
        findings=tuple(hand.theme_findings(theme, heavy=troubled) for theme in themes),
    )
    return with_directions(found, ground.knowledge)


@st.composite
def with_one_figure(draw: st.DrawFn, ground: Ground) -> Findings:
    """Findings of nothing but one figure, so that whatever it does shows."""
    hand = Hand(draw, ground, draw(_DAYS))
    found = Findings(
        schema=1,
        municipality=hand.municipality(),
        period=Period(start=hand.day.year, end=hand.day.year + 3),
        date=hand.day,
        findings=(ThemeFindings(theme=draw(ground.subjects), figures=(hand.figure(),)),),
    )
    return with_directions(found, ground.knowledge)
