"""What a municipality found: figures, judgements, approach, consultation, per theme or sub-theme.

Follows the handbook's step 2 (veiligheidsanalyse): which problems, which approach now, what extra; plus consultation.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from kbv_rules.model.base import Frozen, Misfit

ThemeId = Annotated[str, StringConstraints(pattern=r"^([1-5]\.[0-9]+|S[0-9])(/[a-z0-9-]+)?$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Score = Annotated[int, Field(ge=0, le=4)]
Amount = Annotated[float, Field(ge=0, le=1e9)]
Unit = Literal["count", "per_1000", "percent", "mark", "scale"]
# The top of a unit that has one, and how to say so.
_TOPS = {"percent": (100, "een percentage"), "mark": (10, "een rapportcijfer")}


class Benchmark(Frozen):
    """The same figure for comparable municipalities, in `unit`, for `year` (or the years pooled)."""

    value: Annotated[float, Field(gt=0, le=1e9)]
    unit: Unit
    group: Text
    year: Year | None = None
    source: Text | None = None


class Figure(Frozen):
    """One indicator of one municipality, a value per year.

    `values` maps a calendar year to a count, a rate, a percentage or a mark, see `unit`. `direction` says what is better;
    left out it is that of the indicator, or else `lower_is_better`. A neutral figure is shown, but not judged.
    Source of the idea: handbook, step 2, 'cijfermatig beeld'.
    """

    name: Text
    kind: Literal["objective", "subjective"]
    unit: Unit
    values: Annotated[dict[Year, Amount], Field(min_length=1)]
    source: Text
    indicator: str | None = None
    direction: Literal["lower_is_better", "higher_is_better", "neutral"] | None = None
    benchmark: Benchmark | None = None
    provisional: tuple[Year, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Figure:
        if self.benchmark and self.benchmark.unit != self.unit and (self.unit, self.benchmark.unit) != ("count", "per_1000"):
            raise Misfit(
                f"de vergelijking staat in '{self.benchmark.unit}' en het cijfer in '{self.unit}'; die zijn niet te vergelijken.",
                "Geef de vergelijking in de eenheid van het cijfer (alleen 'count' mag met 'per_1000').",
                "benchmark",
                "unit",
            )
        for value, at in self._amounts():
            top, name = _TOPS.get(self.unit, (value, ""))
            if value > top:
                raise Misfit(f"{name} ligt tussen 0 en {top}, en hier staat {value:g}.", "Verbeter het getal of de 'unit'.", *at)
        for year, value in self.values.items():
            if self.unit == "count" and value != int(value):
                raise Misfit(
                    f"een aantal is een heel getal, en hier staat {value:g}.",
                    "Gebruik unit 'per_1000' voor een cijfer per 1.000 inwoners.",
                    "values",
                    str(year),
                )
        return self

    def _amounts(self) -> Iterator[tuple[float, tuple[str, ...]]]:
        for year, value in self.values.items():
            yield value, ("values", str(year))
        if self.benchmark:
            yield self.benchmark.value, ("benchmark", "value")


class Judgement(Frozen):
    """A criterion scored 0-4 on the anchors in `rules/criteria.yaml`, by whom, when and why."""

    criterion: str
    score: Score
    by: Text
    date: datetime.date
    reason: Text


class Point(Frozen):
    """Something said about the approach; `by` whom and in which `source`, when that is known."""

    text: Text
    by: Text | None = None
    source: Text | None = None


class Approach(Frozen):
    """The handbook's second question: what works and where it gets stuck."""

    works: tuple[Point, ...] = ()
    bottlenecks: tuple[Point, ...] = ()


class Observation(Frozen):
    """A main point of the analysis on the problem or the approach, as it was written: shown, never scored.

    For what a report says without a score, and without telling what works from what does not. Source of the idea: report format,
    'hoofdlijn, aandachtspunten'.
    """

    text: Text
    about: Literal["problem", "approach"] = "problem"
    by: Text | None = None
    source: Text | None = None


class Consultation(Frozen):
    """What residents or entrepreneurs brought forward; `share` is the percentage of them that did, when counted."""

    group: Literal["residents", "entrepreneurs"]
    text: Text
    share: Annotated[float, Field(ge=0, le=100)] | None = None
    date: datetime.date | None = None
    source: Text | None = None


class Scenario(Frozen):
    """A scenario of the regional risk profile: likelihood and impact on its five steps (0 lowest, 4 highest)."""

    name: Text
    likelihood: Score
    impact: Score
    source: Text


class ThemeFindings(Frozen):
    """All that was found on one theme, sub-theme or overarching theme."""

    theme: ThemeId
    figures: tuple[Figure, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    approach: Approach = Approach.model_construct()
    reinforcements: tuple[Point, ...] = ()
    consultation: tuple[Consultation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    observations: tuple[Observation, ...] = ()


class Agenda(Frozen):
    """A programme of others with the themes it names."""

    kind: Literal[
        "college_programme",
        "council",
        "regional_police_plan",
        "national_agenda",
        "driehoek",
        "safety_region",
        "legal_duty",
    ]
    name: Text
    themes: Annotated[tuple[ThemeId, ...], Field(min_length=1)]
    year: Year | None = None
    source: Text | None = None


class Override(Frozen):
    """A decision of people that goes before the rules ('bestuurlijke afweging'): recorded and shown, never hidden.

    `candidate` is a theme, sub-theme, overarching theme or bundle.
    """

    candidate: Text
    decision: Literal["promote", "drop"]
    by: Text
    date: datetime.date
    reason: Text


class Proposal(Frozen):
    """A possible priority that the analysis itself names: shown beside the choice, never scored.

    `candidate` is the theme, sub-theme, overarching theme or bundle it is, when its name says so. `sub_themes` and `elements` (of
    the approach) are as written. Source of the idea: report format, 'mogelijke prioriteiten'.
    """

    name: Text
    candidate: Text | None = None
    sub_themes: tuple[Text, ...] = ()
    elements: tuple[Text, ...] = ()
    source: Text | None = None


class Municipality(Frozen):
    """`population` maps a year to the average number of inhabitants, in the borders in which the figures stand."""

    name: Text
    code: Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")] | None = None
    population: dict[Year, Annotated[int, Field(gt=0, le=20_000_000)]] = {}
    population_source: Text | None = None
    fictional: bool = False


class Period(Frozen):
    """The years the new plan covers."""

    start: Year
    end: Year

    @model_validator(mode="after")
    def _order(self) -> Period:
        if self.end < self.start:
            raise Misfit(
                f"het laatste jaar ({self.end}) ligt voor het eerste ({self.start}).",
                "Zet het eerste jaar bij 'start' en het laatste bij 'end'.",
                "end",
            )
        return self

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class Findings(Frozen):
    """The findings of one municipality for one plan period."""

    schema_: Literal[1] = Field(alias="schema", description="version of this format")
    municipality: Municipality
    period: Period
    date: datetime.date
    agendas: tuple[Agenda, ...] = ()
    earlier_priorities: tuple[ThemeId, ...] = ()
    overrides: tuple[Override, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[ThemeFindings, ...] = ()

    @field_validator("findings")
    @classmethod
    def _one_per_theme(cls, value: tuple[ThemeFindings, ...]) -> tuple[ThemeFindings, ...]:
        seen: set[str] = set()
        for item in value:
            if item.theme in seen:
                raise ValueError(f"thema '{item.theme}' heeft twee keer bevindingen; voeg ze samen onder één kopje")
            seen.add(item.theme)
        return value
