"""Makes a findings file's content of police figures: each figure once, under its home theme."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.model.findings import Findings, Municipality, Period, ThemeFindings
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.police.data import PoliceData
    from kbv_rules.findings.police.figures import PoliceFigure
    from kbv_rules.findings.police.municipalities import Municipality as Found
    from kbv_rules.model.findings import Figure


class MadeFindings(NamedTuple):
    """Findings, and the lines to put on top of the file: where they come from, and what could not be a finding."""

    findings: Findings
    comments: tuple[str, ...]


def police_findings(
    data: PoliceData,
    municipality: Found,
    figures: Sequence[PoliceFigure],
    *,
    date: datetime.date,
    period: tuple[int, int] | None = None,
    others: Iterable[tuple[str, Figure]] = (),
    left_out: Sequence[str] = (),
) -> MadeFindings:
    """The findings of one municipality. `others` are figures from elsewhere by theme, such as those of a survey.

    A figure of another source that measures the indicator of a police figure is the same evidence twice, and is left out.
    """
    placed = [(one.finding, one.figure.model_copy(update={"direction": None})) for one in figures if one.finding]
    measured = {figure.indicator for _, figure in placed if figure.indicator}
    more = [(theme, figure) for theme, figure in others if figure.indicator not in measured]
    doubled = [figure.name for theme, figure in others if figure.indicator in measured]
    years = {year for _, figure in placed for year in figure.values}
    people = {year: count for year, count in data.population.of(municipality.code).items() if year in years}
    findings = Findings(
        schema=1,
        municipality=Municipality(
            name=municipality.name, code=municipality.code, population=people, population_source=data.population.source
        ),
        period=plan_period(date, period, data.comparison.plan_years),
        date=date,
        findings=by_theme([*placed, *more]),
    )
    comments = [fill(line, {"population": data.population.source}) for line in data.comparison.comments]
    if municipality.asked:
        comments.append(f"Gevraagd: {municipality.asked}; dat is nu {municipality.name} ({municipality.code}).")
    comments += [f"Niet opgenomen: {one.kind.code} {one.offence.name}. {one.left_out}" for one in figures if not one.finding]
    comments += [f"Niet opgenomen: {name}. Dit meet hetzelfde als een cijfer van de politie hieronder." for name in doubled]
    comments += left_out
    if data.counts.unknown_kinds:
        comments.append(f"Onbekende soorten in het bestand, niet gelezen: {', '.join(sorted(data.counts.unknown_kinds))}.")
    return MadeFindings(findings, tuple(comments))


def by_theme(figures: Iterable[tuple[str, Figure]]) -> tuple[ThemeFindings, ...]:
    """Figures gathered per theme, themes in the order of their ids."""
    gathered: dict[str, list[Figure]] = {}
    for theme, figure in figures:
        gathered.setdefault(theme, []).append(figure)
    return tuple(ThemeFindings(theme=theme, figures=tuple(gathered[theme])) for theme in sorted(gathered))


def plan_period(date: datetime.date, period: tuple[int, int] | None, years: int) -> Period:
    """The period asked for, or the one that starts next year."""
    start, end = period or (date.year + 1, date.year + years)
    return Period(start=start, end=end)
