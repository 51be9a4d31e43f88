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


def texts() -> st.SearchStrategy[str]:
    """Mostly what people write, now and then anything that is text."""
    odd = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
    return st.one_of(st.sampled_from(_SENTENCES), st.sampled_from(_SENTENCES), odd)


def subjects() -> st.SearchStrategy[str]:
    """A theme, overarching theme or sub-theme; those on which choices turn more often."""
    return st.one_of(
        st.sampled_from(THEMES),
        st.sampled_from(CROSS_CUTTING),
        st.sampled_from(CONTESTED),
        st.sampled_from(SUB_THEMES),
    )


def days() -> st.SearchStrategy[datetime.date]:
    """A day on which findings could have been gathered."""
    return st.dates(datetime.date(2016, 1, 1), datetime.date(2025, 12, 31))


def _counts() -> st.SearchStrategy[float]:
    return st.one_of(st.integers(0, 30), st.integers(0, 800), st.integers(0, 10**9)).map(float)


_VALUES: dict[str, st.SearchStrategy[float]] = {
    "count": _counts(),
    "per_1000": st.floats(0, 60),
    "percent": st.floats(0, 100),
    "mark": st.floats(0, 10),
    "scale": st.one_of(st.floats(0, 200), st.floats(0, 1e9)),
}
_TOPS = {"percent": 100.0, "mark": 10.0}


@st.composite
def benchmarks(draw: st.DrawFn, unit: str) -> Benchmark:
    """Comparable municipalities, in a unit that can be compared."""
    other = draw(st.sampled_from(["count", "per_1000"])) if unit == "count" else unit
    usual = st.floats(0.05, 9.5)
    extreme = st.floats(0, 9.5 if unit == "mark" else 95, exclude_min=True)
    return Benchmark(
        value=draw(st.one_of(usual, usual, usual, extreme)),
        unit=other,
        group=draw(st.sampled_from(["gemeenten met 50.000 tot 100.000 inwoners", "de regio"])),
        year=draw(st.none() | st.integers(2015, 2025)),
    )


@st.composite
def figures(draw: st.DrawFn, day: datetime.date) -> Figure:
    """A series of at least two years, with or without benchmark, indicator and direction."""
    unit = draw(st.sampled_from(sorted(_VALUES)))
    years = sorted(draw(st.sets(st.integers(day.year - 7, day.year), min_size=2, max_size=6)))
    calm = draw(st.booleans())
    if calm and unit == "count":
        level = draw(st.integers(5, 900))
        values = {year: float(draw(st.integers(level // 2, level * 2))) for year in years}
    else:
        values = {year: draw(_VALUES[unit]) for year in years}
    return Figure(
        name=draw(texts()),
        kind=draw(st.sampled_from(["objective", "objective", "subjective"])),
        unit=unit,
        values=values,
        source=draw(st.sampled_from(["Politie", "Veiligheidsmonitor", "GGD"])),
        indicator=draw(st.none() | st.sampled_from(sorted(KNOWLEDGE.indicators))),
        direction=draw(st.sampled_from([None, None, "lower_is_better", "higher_is_better", "neutral"])),
        benchmark=draw(st.none() | benchmarks(unit)),
        provisional=tuple(years[-1:]) if draw(st.booleans()) else (),
    )


def judgements(day: datetime.date) -> st.SearchStrategy[Judgement]:
    """A score of somebody on any criterion that can be judged."""
    return st.builds(
        Judgement,
        criterion=st.sampled_from(JUDGED),
        score=st.integers(0, 4),
        by=st.sampled_from(_PEOPLE),
        date=st.dates(day - datetime.timedelta(days=2000), day),
        reason=texts(),
    )


@st.composite
def heavy_judgements(draw: st.DrawFn, day: datetime.date) -> tuple[Judgement, ...]:
    """One person who scores most criteria, and high: what makes priorities."""
    scores = draw(st.lists(st.integers(2, 4), min_size=len(JUDGED), max_size=len(JUDGED)))
    skipped = draw(st.sets(st.sampled_from(JUDGED), max_size=2))
    return tuple(
        Judgement(criterion=criterion, score=score, by=_PEOPLE[0], date=day, reason=_SENTENCES[0])
        for criterion, score in zip(JUDGED, scores, strict=True)
        if criterion not in skipped
    )


def points() -> st.SearchStrategy[Point]:
    """Something said of the approach, by somebody or nobody in particular."""
    return st.builds(Point, text=texts(), by=st.none() | st.sampled_from(_PEOPLE))


def consultations(day: datetime.date) -> st.SearchStrategy[Consultation]:
    """What residents or entrepreneurs said, counted or not."""
    return st.builds(
        Consultation,
        group=st.sampled_from(["residents", "entrepreneurs"]),
        text=texts(),
        share=st.none() | st.floats(0, 100),
        date=st.none() | st.just(day),
        source=st.none() | texts(),
    )


def scenarios() -> st.SearchStrategy[Scenario]:
    """A scenario of the regional risk profile."""
    return st.builds(
        Scenario,
        name=texts(),
        likelihood=st.integers(0, 4),
        impact=st.integers(0, 4),
        source=st.just("Regionaal risicoprofiel"),
    )


def _few(items: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.just(()), st.lists(items, max_size=most).map(tuple))


@st.composite
def theme_findings(draw: st.DrawFn, theme: str, day: datetime.date, *, heavy: bool = False) -> ThemeFindings:
    """All that was found on one subject: thin or thick, light or heavy."""
    judged = draw(heavy_judgements(day) if heavy else st.one_of(_few(judgements(day), 3), heavy_judgements(day)))
    return ThemeFindings(
        theme=theme,
        figures=draw(_few(figures(day))),
        judgements=judged,
        approach=Approach(works=draw(_few(points(), 1)), bottlenecks=draw(_few(points(), 4))),
        reinforcements=draw(_few(points(), 3)),
        consultation=draw(_few(consultations(day))),
        scenarios=draw(_few(scenarios())),
    )


def agendas() -> st.SearchStrategy[Agenda]:
    """A programme of others that names up to four subjects."""
    return st.builds(
        Agenda,
        kind=st.sampled_from(AGENDA_KINDS),
        name=texts(),
        themes=st.lists(subjects(), min_size=1, max_size=4).map(tuple),
        year=st.none() | st.integers(2015, 2025),
    )


@st.composite
def municipalities(draw: st.DrawFn, day: datetime.date) -> Municipality:
    """A municipality with its inhabitants known for all, some or none of the years."""
    years = draw(st.one_of(st.just(set(range(day.year - 7, day.year + 1))), st.sets(st.integers(day.year - 7, day.year))))
    inhabitants = draw(st.integers(1_000, 900_000))
    return Municipality(
        name=draw(texts()),
        population={year: inhabitants + 250 * (year - day.year) for year in sorted(years) if inhabitants > 2_000},
        fictional=draw(st.booleans()),
    )


@st.composite
def findings(draw: st.DrawFn, least: int = 0, most: int = 8) -> Findings:
    """Any valid findings of one municipality; in half of them much is wrong in many places."""
    day = draw(days())
    troubled = draw(st.booleans())
    themes = draw(st.lists(subjects(), unique=True, min_size=max(least, min(most, 5)) if troubled else least, max_size=most))
    start = draw(st.integers(day.year - 1, day.year + 2))
    found = Findings(
        schema=1,
        municipality=draw(municipalities(day)),
        period=Period(start=start, end=start + draw(st.integers(0, 5))),
        date=day,
        agendas=draw(_few(agendas(), 4)),
        earlier_priorities=draw(_few(subjects(), 3)),
        findings=tuple(draw(theme_findings(theme, day, heavy=troubled)) for theme in themes),
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
def worsened(draw: st.DrawFn, found: Findings) -> Changed:
    """The same findings with one thing worse."""
    new = [("bottleneck", "", 0), ("reinforcement", "", 0), ("consultation", "", 0), ("agenda", "", 0), ("mention", "", 0)]
    what, subject, place = draw(st.one_of(st.sampled_from(_possible(found) or new), st.sampled_from(new)))
    subject = subject or draw(st.sampled_from([item.theme for item in found.findings]) if found.findings else subjects())

    def change(item: ThemeFindings) -> ThemeFindings:
        if what == "figure":
            update: dict[str, Any] = {
                "figures": _replaced(item.figures, place, _worse_figure(draw, item.figures[place]))
            }
        elif what == "judgement":
            old = item.judgements[place]
            worse = old.model_copy(update={"score": draw(st.integers(old.score + 1, 4))})
            update = {"judgements": _replaced(item.judgements, place, worse)}
        elif what in ("likelihood", "impact"):
            scenario = item.scenarios[place]
            raised = scenario.model_copy(update={what: draw(st.integers(getattr(scenario, what) + 1, 4))})
            update = {"scenarios": _replaced(item.scenarios, place, raised)}
        elif what == "bottleneck":
            stuck = (*item.approach.bottlenecks, draw(points()))
            update = {"approach": item.approach.model_copy(update={"bottlenecks": stuck})}
        elif what == "reinforcement":
            update = {"reinforcements": (*item.reinforcements, draw(points()))}
        else:
            update = {"consultation": (*item.consultation, draw(consultations(found.date)))}
        return item.model_copy(update=update)

    if what in ("agenda", "mention"):
        return Changed(_mentioned(draw, found, subject, what), subject, what)
    return Changed(put(found, subject, change), subject, what)


def _mentioned(draw: st.DrawFn, found: Findings, subject: str, what: str) -> Findings:
    """One more agenda names the subject, or one of the agendas there are does so as well."""
    if what == "mention" and found.agendas:
        place = draw(st.integers(0, len(found.agendas) - 1))
        agenda = found.agendas[place]
        more = agenda.model_copy(update={"themes": (*agenda.themes, subject)})
        return found.model_copy(update={"agendas": _replaced(found.agendas, place, more)})
    new = Agenda(kind=draw(st.sampled_from(AGENDA_KINDS)), name=draw(texts()), themes=(subject,))
    return found.model_copy(update={"agendas": (*found.agendas, new)})


@st.composite
def with_one_more(draw: st.DrawFn, found: Findings) -> Changed:
    """The same findings with one finding more, good or bad, on any subject."""
    subject = draw(subjects())
    day = found.date
    added: dict[str, st.SearchStrategy[Any]] = {
        "figures": figures(day),
        "judgements": judgements(day),
        "reinforcements": points(),
        "consultation": consultations(day),
        "scenarios": scenarios(),
    }
    what = draw(st.sampled_from([*added, "works", "bottlenecks", "agenda"]))
    if what == "agenda":
        return Changed(_mentioned(draw, found, subject, "agenda"), subject, what)

    def change(item: ThemeFindings) -> ThemeFindings:
        if what in added:
            return item.model_copy(update={what: (*getattr(item, what), draw(added[what]))})
        approach = item.approach.model_copy(update={what: (*getattr(item.approach, what), draw(points()))})
        return item.model_copy(update={"approach": approach})

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
