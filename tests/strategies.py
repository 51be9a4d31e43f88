"""Any findings a municipality could bring, for laws that must hold on all of them.

Everything is built as models, within what `kbv_rules.findings.read` lets through, and passed through `with_directions`
as a file would be. `worsened`, `with_one_more` and `reordered` change findings in one way only.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kbv_rules.findings.read import with_directions
from kbv_rules.knowledge.base import theme_of
from kbv_rules.knowledge.load import load_knowledge
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
from kbv_rules.rules.rule_set import load_rule_set

KNOWLEDGE = load_knowledge()
RULES = load_rule_set()

THEMES = sorted(KNOWLEDGE.themes)
CROSS_CUTTING = sorted(KNOWLEDGE.cross_cutting)
SUB_THEMES = sorted(KNOWLEDGE.sub_themes)
JUDGED = [
    criterion.id for criterion in RULES.criteria if any(RULES.tables[name].table.per == "judgement" for name in criterion.tables)
]
AGENDA_KINDS: tuple[Any, ...] = get_args(Agenda.model_fields["kind"].annotation)
# Sub-themes on which choices turn: those an overarching theme or a bundle takes along or is made of.
CONTESTED = sorted(
    {sub for subs in KNOWLEDGE.taken_along.values() for sub in subs}
    | {id_ for bundle in RULES.candidates.bundles for id_ in (*bundle.members, *bundle.takes) if "/" in id_}
)

# The same examples every time; KBV_EXAMPLES=1000 searches further, and elsewhere each time.
_SEARCH = os.environ.get("KBV_EXAMPLES")


def law(examples: int) -> settings:
    """How hard a law is tried."""
    return settings(
        max_examples=int(_SEARCH) if _SEARCH else examples,
        derandomize=not _SEARCH,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


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
# A theme, overarching theme or sub-theme; those on which choices turn more often.
SUBJECTS = st.one_of(
    st.sampled_from(THEMES), st.sampled_from(CROSS_CUTTING), st.sampled_from(CONTESTED), st.sampled_from(SUB_THEMES)
)
_MAYBE = st.booleans()
_DAYS = st.dates(datetime.date(2016, 1, 1), datetime.date(2025, 12, 31))
_SCORES = st.integers(0, 4)
_SHARES = st.one_of(st.none(), st.floats(0, 100))
_YEARS = st.none() | st.integers(2015, 2025)
_PEOPLE_OR_NOBODY = st.sampled_from([None, *_PEOPLE])
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
_TOPS = {"percent": 100.0, "mark": 10.0}
_UNITS = st.sampled_from(sorted(_VALUES))
_BENCHMARKS = st.one_of(st.floats(0.05, 9.5), st.floats(0.05, 9.5), st.floats(0, 9.5, exclude_min=True))
_KINDS = st.sampled_from(["objective", "objective", "subjective"])
_DIRECTIONS = st.sampled_from([None, None, "lower_is_better", "higher_is_better", "neutral"])
_INDICATORS = st.sampled_from([*sorted(KNOWLEDGE.indicators), *[None] * len(KNOWLEDGE.indicators)])
_HEAVY = st.tuples(*[st.sampled_from([0, 2, 3, 3, 4, 4])] * len(JUDGED))
# How many there are of something of which there usually are few.
_FEW = {most: st.integers(-most, most) for most in range(1, 5)}


def _benchmark(draw: st.DrawFn, unit: str) -> Benchmark:
    """Comparable municipalities, in a unit that can be compared."""
    other = "per_1000" if unit == "count" and draw(_MAYBE) else unit
    return Benchmark(value=draw(_BENCHMARKS), unit=other, group="gemeenten met 50.000 tot 100.000 inwoners")


def _figure(draw: st.DrawFn, day: datetime.date) -> Figure:
    """A series of at least two years, with or without benchmark, indicator and direction."""
    unit = draw(_UNITS)
    years = sorted(day.year - back for back in draw(_SERIES))
    return Figure(
        name=draw(TEXTS),
        kind=draw(_KINDS),
        unit=unit,
        values={year: draw(_VALUES[unit]) for year in years},
        source=draw(st.sampled_from(["Politie", "Veiligheidsmonitor", "GGD"])),
        indicator=draw(_INDICATORS),
        direction=draw(_DIRECTIONS),
        benchmark=_benchmark(draw, unit) if draw(_MAYBE) else None,
        provisional=tuple(years[-1:]) if draw(_MAYBE) else (),
    )


def _judgement(draw: st.DrawFn, day: datetime.date) -> Judgement:
    """A score of somebody on any criterion that can be judged."""
    return Judgement(
        criterion=draw(st.sampled_from(JUDGED)),
        score=draw(_SCORES),
        by=draw(st.sampled_from(_PEOPLE)),
        date=day - datetime.timedelta(days=draw(st.integers(0, 2000))),
        reason=draw(TEXTS),
    )


def _heavy_judgements(draw: st.DrawFn, day: datetime.date) -> tuple[Judgement, ...]:
    """One person who scores most criteria, and high: what makes priorities."""
    return tuple(
        Judgement(criterion=criterion, score=score, by=_PEOPLE[0], date=day, reason=_SENTENCES[0])
        for criterion, score in zip(JUDGED, draw(_HEAVY), strict=True)
        if score
    )


def _point(draw: st.DrawFn, day: datetime.date) -> Point:
    """Something said of the approach, by somebody or nobody in particular."""
    return Point(text=draw(TEXTS), by=draw(_PEOPLE_OR_NOBODY))


def _consultation(draw: st.DrawFn, day: datetime.date) -> Consultation:
    """What residents or entrepreneurs said, counted or not."""
    return Consultation(
        group=draw(st.sampled_from(["residents", "entrepreneurs"])),
        text=draw(TEXTS),
        share=draw(_SHARES),
        date=day if draw(_MAYBE) else None,
        source=draw(st.sampled_from([None, "Inwonerspanel"])),
    )


def _scenario(draw: st.DrawFn, day: datetime.date) -> Scenario:
    """A scenario of the regional risk profile."""
    return Scenario(name=draw(TEXTS), likelihood=draw(_SCORES), impact=draw(_SCORES), source="Regionaal risicoprofiel")


def _agenda(draw: st.DrawFn, day: datetime.date) -> Agenda:
    """A programme of others that names a few subjects."""
    themes = tuple(draw(SUBJECTS) for _ in range(draw(st.integers(1, 4))))
    return Agenda(kind=draw(st.sampled_from(AGENDA_KINDS)), name=draw(TEXTS), themes=themes, year=draw(_YEARS))


Making = Callable[[st.DrawFn, datetime.date], Any]


def _few(draw: st.DrawFn, make: Making, day: datetime.date, most: int) -> tuple[Any, ...]:
    """None in half of all cases, and never many."""
    return tuple(make(draw, day) for _ in range(draw(_FEW[most])))


def _theme_findings(draw: st.DrawFn, theme: str, day: datetime.date, *, heavy: bool) -> ThemeFindings:
    """All that was found on one subject: thin or thick, light or heavy."""
    return ThemeFindings(
        theme=theme,
        figures=_few(draw, _figure, day, 2),
        judgements=_heavy_judgements(draw, day) if heavy else _few(draw, _judgement, day, 3),
        approach=Approach(works=_few(draw, _point, day, 1), bottlenecks=_few(draw, _point, day, 4)),
        reinforcements=_few(draw, _point, day, 3),
        consultation=_few(draw, _consultation, day, 2),
        scenarios=_few(draw, _scenario, day, 2),
    )


def _municipality(draw: st.DrawFn, day: datetime.date) -> Municipality:
    """A municipality with its inhabitants known for all, some or none of the years."""
    known = draw(st.sampled_from([range(8), range(8), range(2, 5), range(0)]))
    inhabitants = draw(st.integers(3_000, 900_000))
    return Municipality(
        name=draw(TEXTS),
        population={day.year - back: inhabitants - 250 * back for back in known},
        fictional=draw(_MAYBE),
    )


@st.composite
def findings(draw: st.DrawFn, most: int = 7) -> Findings:
    """Any valid findings of one municipality; in half of them much is wrong in many places."""
    day = draw(_DAYS)
    troubled = draw(_MAYBE)
    themes = dict.fromkeys(draw(SUBJECTS) for _ in range(draw(st.integers(min(most, 4) if troubled else 0, most))))
    start = day.year + draw(st.integers(-1, 2))
    found = Findings(
        schema=1,
        municipality=_municipality(draw, day),
        period=Period(start=start, end=start + draw(st.integers(0, 5))),
        date=day,
        agendas=_few(draw, _agenda, day, 4),
        earlier_priorities=tuple(draw(SUBJECTS) for _ in range(draw(st.integers(0, 2)))),
        findings=tuple(_theme_findings(draw, theme, day, heavy=troubled) for theme in themes),
    )
    return with_directions(found, KNOWLEDGE)


@st.composite
def with_one_figure(draw: st.DrawFn) -> Findings:
    """Findings of nothing but one figure, so that whatever it does shows."""
    day = draw(_DAYS)
    found = Findings(
        schema=1,
        municipality=_municipality(draw, day),
        period=Period(start=day.year, end=day.year + 3),
        date=day,
        findings=(ThemeFindings(theme=draw(SUBJECTS), figures=(_figure(draw, day),)),),
    )
    return with_directions(found, KNOWLEDGE)


@dataclass(frozen=True)
class Changed:
    """Findings that differ from others in one thing: what was said of `subject`."""

    findings: Findings
    subject: str
    what: str

    @property
    def theme(self) -> str:
        """The theme or overarching theme it is about."""
        return theme_of(self.subject)


def put(found: Findings, subject: str, change: Callable[[ThemeFindings], ThemeFindings]) -> Findings:
    """The findings with those on one subject changed, or begun."""
    if all(item.theme != subject for item in found.findings):
        found = found.model_copy(update={"findings": (*found.findings, ThemeFindings(theme=subject))})
    items = tuple(change(item) if item.theme == subject else item for item in found.findings)
    return with_directions(found.model_copy(update={"findings": items}), KNOWLEDGE)


def _replaced(items: tuple[Any, ...], place: int, new: Any) -> tuple[Any, ...]:
    return (*items[:place], new, *items[place + 1 :])


def _worse_figure(draw: st.DrawFn, figure: Figure) -> Figure:
    """The last year worse: more, or less where higher is better."""
    last = max(figure.values)
    now = figure.values[last]
    if figure.direction == "higher_is_better":
        then = draw(st.integers(0, int(now)).map(float) if figure.unit == "count" else st.floats(0, now))
    else:
        top = _TOPS.get(figure.unit, 1e9)
        more = st.one_of(st.integers(1, 400), st.integers(1, 10**9)).map(float)
        then = min(top, now + draw(more if figure.unit == "count" else st.floats(0.01, 60)))
    return figure.model_copy(update={"values": {**figure.values, last: then}})


def _possible(found: Findings) -> list[tuple[str, str, int]]:
    """What can be made worse of what was found: (what, subject, place)."""
    possible = []
    for item in found.findings:
        possible += [("figure", item.theme, i) for i, one in enumerate(item.figures) if one.direction != "neutral"]
        possible += [("judgement", item.theme, i) for i, one in enumerate(item.judgements) if one.score < 4]
        possible += [("likelihood", item.theme, i) for i, one in enumerate(item.scenarios) if one.likelihood < 4]
        possible += [("impact", item.theme, i) for i, one in enumerate(item.scenarios) if one.impact < 4]
    return possible


@st.composite
def with_a_worse_last_year(draw: st.DrawFn, found: Findings) -> Findings:
    """The same findings with the last year of one figure worse, where there is one that has a direction."""
    possible = [(subject, place) for what, subject, place in _possible(found) if what == "figure"]
    if not possible:
        return found
    subject, place = draw(st.sampled_from(possible))

    def change(item: ThemeFindings) -> ThemeFindings:
        figure = _worse_figure(draw, item.figures[place])
        return item.model_copy(update={"figures": _replaced(item.figures, place, figure)})

    return put(found, subject, change)


@st.composite
def worsened(draw: st.DrawFn, found: Findings) -> Changed:
    """The same findings with one thing worse."""
    new = [("bottleneck", "", 0), ("reinforcement", "", 0), ("consultation", "", 0), ("agenda", "", 0), ("mention", "", 0)]
    possible = _possible(found) if draw(_MAYBE) else []
    what, subject, place = draw(st.sampled_from(possible or new))
    subject = subject or draw(st.sampled_from([item.theme for item in found.findings]) if found.findings else SUBJECTS)
    if what in ("agenda", "mention"):
        return Changed(_mentioned(draw, found, subject, what), subject, what)

    def change(item: ThemeFindings) -> ThemeFindings:
        if what == "figure":
            update: dict[str, Any] = {"figures": _replaced(item.figures, place, _worse_figure(draw, item.figures[place]))}
        elif what == "judgement":
            old = item.judgements[place]
            worse = old.model_copy(update={"score": draw(st.integers(old.score + 1, 4))})
            update = {"judgements": _replaced(item.judgements, place, worse)}
        elif what in ("likelihood", "impact"):
            scenario = item.scenarios[place]
            raised = scenario.model_copy(update={what: draw(st.integers(getattr(scenario, what) + 1, 4))})
            update = {"scenarios": _replaced(item.scenarios, place, raised)}
        elif what == "bottleneck":
            stuck = (*item.approach.bottlenecks, _point(draw, found.date))
            update = {"approach": item.approach.model_copy(update={"bottlenecks": stuck})}
        elif what == "reinforcement":
            update = {"reinforcements": (*item.reinforcements, _point(draw, found.date))}
        else:
            update = {"consultation": (*item.consultation, _consultation(draw, found.date))}
        return item.model_copy(update=update)

    return Changed(put(found, subject, change), subject, what)


def _mentioned(draw: st.DrawFn, found: Findings, subject: str, what: str) -> Findings:
    """One more agenda names the subject, or one of the agendas there are does so as well."""
    if what == "mention" and found.agendas:
        place = draw(st.integers(0, len(found.agendas) - 1))
        agenda = found.agendas[place]
        more = agenda.model_copy(update={"themes": (*agenda.themes, subject)})
        return found.model_copy(update={"agendas": _replaced(found.agendas, place, more)})
    new = Agenda(kind=draw(st.sampled_from(AGENDA_KINDS)), name=draw(TEXTS), themes=(subject,))
    return found.model_copy(update={"agendas": (*found.agendas, new)})


@st.composite
def with_one_more(draw: st.DrawFn, found: Findings) -> Changed:
    """The same findings with one finding more, good or bad, on any subject."""
    added: dict[str, Making] = {
        "figures": _figure,
        "judgements": _judgement,
        "reinforcements": _point,
        "consultation": _consultation,
        "scenarios": _scenario,
    }
    subject = draw(SUBJECTS)
    what = draw(st.sampled_from([*added, "works", "bottlenecks", "agenda"]))
    if what == "agenda":
        return Changed(_mentioned(draw, found, subject, what), subject, what)

    def change(item: ThemeFindings) -> ThemeFindings:
        if what in added:
            return item.model_copy(update={what: (*getattr(item, what), added[what](draw, found.date))})
        said = (*getattr(item.approach, what), _point(draw, found.date))
        return item.model_copy(update={"approach": item.approach.model_copy(update={what: said})})

    return Changed(put(found, subject, change), subject, what)


@st.composite
def reordered(draw: st.DrawFn, found: Findings) -> Findings:
    """The same findings, with everything that has no order of its own in another order."""

    def shuffled(items: Any) -> Any:
        if isinstance(items, dict):
            return {key: shuffled(items[key]) for key in draw(st.permutations(list(items)))}
        if isinstance(items, (list, tuple)):
            return [shuffled(item) for item in draw(st.permutations(list(items)))]
        return items

    return Findings.model_validate(shuffled(found.model_dump(by_alias=True)))
