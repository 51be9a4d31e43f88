"""Small municipalities for examples, written the way people speak of them: `found("5.2", ernst=4, aanpak=3)`."""

from __future__ import annotations

import datetime

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
    Observation,
    Period,
    Point,
    Scenario,
    ThemeFindings,
)
from tests.strategies import KNOWLEDGE

DAY = datetime.date(2025, 10, 1)
INHABITANTS = 60_000


def municipality(*items: ThemeFindings, agendas: tuple[Agenda, ...] = (), earlier: tuple[str, ...] = ()) -> Findings:
    """A municipality of 60,000 inhabitants in which this was found."""
    found = Findings(
        schema=1,
        municipality=Municipality(name="Voorbeeldstad", population=dict.fromkeys(range(2018, 2026), INHABITANTS)),
        period=Period(start=2026, end=2029),
        date=DAY,
        agendas=agendas,
        earlier_priorities=earlier,
        findings=items,
    )
    return with_directions(found, KNOWLEDGE)


def found(
    theme: str,
    *,
    figures: tuple[Figure, ...] = (),
    works: tuple[str, ...] = (),
    bottlenecks: tuple[str, ...] = (),
    reinforcements: tuple[str, ...] = (),
    consultation: tuple[Consultation, ...] = (),
    scenarios: tuple[Scenario, ...] = (),
    observations: tuple[str, ...] = (),
    by: str = "Basisteamchef politie",
    **scores: int,
) -> ThemeFindings:
    """What was found on a theme; criteria by name are judgements: `ernst=4`."""
    return ThemeFindings(
        theme=theme,
        figures=figures,
        judgements=tuple(judged(criterion, score, by=by) for criterion, score in scores.items()),
        approach=Approach(
            works=tuple(Point(text=text) for text in works), bottlenecks=tuple(Point(text=text) for text in bottlenecks)
        ),
        reinforcements=tuple(Point(text=text) for text in reinforcements),
        consultation=consultation,
        scenarios=scenarios,
        observations=tuple(Observation(text=text) for text in observations),
    )


def judged(criterion: str, score: int, *, by: str = "Basisteamchef politie") -> Judgement:
    """One judgement, given this year."""
    return Judgement(criterion=criterion, score=score, by=by, date=DAY, reason="zoals besproken in de expertsessie")


def burning(theme: str, level: int = 4) -> ThemeFindings:
    """A theme on which everything that can be judged is judged this bad, by two people, and heard of residents."""
    heard = Consultation(group="residents", text="dit moet ophouden", date=DAY, source="Inwonerspanel")
    criteria = ("ernst", "omvang", "trend", "beleving", "aanpak", "bestuurlijk_belang")
    mine = tuple(judged(criterion, level) for criterion in criteria)
    theirs = tuple(judged(criterion, level, by="Coördinator Zorg en Veiligheid") for criterion in criteria)
    return ThemeFindings(theme=theme, judgements=(*mine, *theirs), consultation=(heard,))


def counts(
    name: str, *values: int, per_1000: float | None = None, indicator: str | None = None, kind: str = "objective"
) -> Figure:
    """Registered numbers up to and including 2025."""
    return Figure(
        name=name,
        kind=kind,
        unit="count",
        values=dict(zip(range(2026 - len(values), 2026), map(float, values), strict=True)),
        source="Politie",
        indicator=indicator,
        benchmark=Benchmark(value=per_1000, unit="per_1000", group="vergelijkbare gemeenten") if per_1000 else None,
    )


def survey(name: str, *values: float, elsewhere: float | None = None, indicator: str | None = None) -> Figure:
    """Percentages of the Veiligheidsmonitor, every other year up to and including 2025."""
    return Figure(
        name=name,
        kind="subjective",
        unit="percent",
        values=dict(zip(range(2027 - 2 * len(values), 2026, 2), values, strict=True)),
        source="Veiligheidsmonitor",
        indicator=indicator,
        benchmark=Benchmark(value=elsewhere, unit="percent", group="vergelijkbare gemeenten") if elsewhere else None,
    )


def agenda(kind: str, name: str, *themes: str) -> Agenda:
    """A programme of others that names these themes."""
    return Agenda(kind=kind, name=name, themes=themes, year=2025)
