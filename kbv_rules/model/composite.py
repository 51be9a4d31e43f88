"""Composite indicators: how an index is put together, and what it comes to with every part beside it.

The handbook advises them ('maak eventueel samengestelde indicatoren; deze zijn rustiger'). A definition is judgement and
stands in `rules/indices/`; see docs/decisions/0013-composite-indicators.md for what was chosen and why.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from kbv_rules.model.base import Frozen, Misfit
from kbv_rules.model.findings import Text, Year

PartId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Direction = Literal["lower_is_better", "higher_is_better"]
Inversion = Literal["mirror", "reciprocal"]
Kind = Literal["objective", "subjective"]
PartWeight = Annotated[float, Field(ge=0, le=1e6)]
Positive = Annotated[float, Field(gt=0, le=1e9)]

BASE = 100.0


class Base(Frozen):
    """The area and the year that are 100."""

    area: Text
    year: Year


class Columns(Frozen):
    """How the columns of a table of figures are called.

    With `figure` and `value` the table has a row per figure ('tidy'); without them a column per figure.
    """

    area: Text = "area"
    year: Text = "year"
    figure: Text | None = None
    value: Text | None = None

    @model_validator(mode="after")
    def _both(self) -> Columns:
        if (self.figure is None) != (self.value is None):
            given = "figure" if self.figure else "value"
            raise Misfit(
                "'figure' en 'value' horen bij elkaar.",
                "Geef ze allebei, of geen van beide als elk cijfer een kolom heeft.",
                given,
            )
        return self


class BaseValue(Frozen):
    """The value of the base area in the base year, for a table that does not hold it; in the unit of the figure."""

    value: Positive
    source: Text


class IndexFigure(Frozen):
    """A figure that an index is made of. In the table it is called `column`, or else by its id.

    `scale` is `raw` (a rate, a percentage, a mark: related to the base here) or `index` (whoever published it already did).
    """

    id: PartId
    name: Text
    kind: Kind
    direction: Direction
    source: Text
    column: Text | None = None
    scale: Literal["raw", "index"] = "raw"
    base: BaseValue | None = None

    @model_validator(mode="after")
    def _one_base(self) -> IndexFigure:
        if self.base and self.scale == "index":
            raise Misfit(
                f"'{self.id}' is al een index en heeft geen eigen basiswaarde.",
                "Laat 'base' weg, of schrijf 'scale: raw'.",
                "base",
            )
        return self


class Part(Frozen):
    """A figure or another index in an index. Only the proportions of the weights count.

    A part with the other direction is turned round: `mirror` is 200 - x, `reciprocal` is 10,000 / x; both leave 100 at 100.
    """

    part: PartId
    weight: PartWeight = 1
    inverted: Inversion | None = None


class Index(Frozen):
    """A weighted mean of its parts, each related to the base.

    `missing` says what a part without a value does: `not_evaluable` (no index either) or `mean_of_others` (at least
    `at_least` parts must be there). `divisor` replaces the sum of the weights, for an index that others publish that way: its
    base is then not 100, and `because` says why it is so.
    """

    id: PartId
    name: Text
    direction: Direction
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=200)]
    missing: Literal["not_evaluable", "mean_of_others"]
    at_least: Annotated[int, Field(ge=1, le=200)] = 1
    divisor: Positive | None = None
    because: Text | None = None

    @model_validator(mode="after")
    def _sound(self) -> Index:
        if not any(part.weight for part in self.parts):
            raise Misfit(f"alle delen van '{self.id}' hebben gewicht nul.", "Geef minstens één deel gewicht.", "parts")
        if self.at_least > len(self.parts):
            told = f"'{self.id}' vraagt minstens {self.at_least} delen en heeft er {len(self.parts)}: zo komt er nooit iets uit."
            raise Misfit(told, "Maak 'at_least' hoogstens zo groot als het aantal delen.", "at_least")
        if self.divisor and not self.because:
            raise Misfit(
                f"'{self.id}' deelt niet door de som van de gewichten, en zegt niet waarom.",
                "Zeg het bij 'because', of laat 'divisor' weg.",
                "divisor",
            )
        return self


class IndexDefinition(Frozen):
    """A named composite indicator: the figures it rests on, the indices in it, and which of these is the whole.

    Together they are a tree: every figure and every index but the whole is part of exactly one index. `kind` says as what
    kind of figure the whole goes into findings; its parts keep their own.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: PartId
    name: Text
    source: Text
    kind: Kind
    total: PartId
    base: Base
    columns: Columns = Columns.model_construct(figure="figure", value="value")
    figures: Annotated[tuple[IndexFigure, ...], Field(min_length=1, max_length=500)]
    indices: Annotated[tuple[Index, ...], Field(min_length=1, max_length=60)]
    note: Text | None = None


class PartValue(Frozen):
    """One part of an index in one area and year.

    `observed` is the figure as the table has it and `base` what it is related to (both absent for an index). `value` is
    what enters the mean: related to the base and, where `inverted`, turned round. `share` is the part's weight over the sum
    of the weights (or the divisor), `contribution` is share x value: the contributions add up to the index. `missing` says
    why there is no value.
    """

    id: str
    name: str
    weight: float
    share: float | None
    inverted: Inversion | None
    observed: float | None
    base: float | None
    value: float | None
    contribution: float | None
    missing: str | None
    index: IndexValue | None


class IndexValue(Frozen):
    """An index in one area and year, with every part beside it. `value` is None when it is not evaluable: `missing` says why."""

    id: str
    name: str
    direction: Direction
    area: str
    year: int
    value: float | None
    missing: str | None
    parts: tuple[PartValue, ...]


class PartChange(Frozen):
    """What a part did to the change of the whole, in points of the whole, and the same for the parts of that part.

    `first` and `last` are the part's own values, as they enter the mean.
    """

    id: str
    name: str
    first: float
    last: float
    contribution: float
    parts: tuple[PartChange, ...] = ()


class IndexChange(Frozen):
    """The change of an index between two years in one area. The contributions of the parts add up to `change`.

    `change` is None when it is not evaluable; `missing` says why.
    """

    id: str
    name: str
    direction: Direction
    area: str
    first_year: int
    last_year: int
    first: float | None
    last: float | None
    change: float | None
    missing: str | None
    parts: tuple[PartChange, ...] = ()


class IndexResult(Frozen):
    """The whole in every area and year that was asked for, and the changes that were."""

    schema_: Literal[1] = Field(default=1, alias="schema", serialization_alias="schema")
    index: str
    name: str
    base: Base
    values: tuple[IndexValue, ...]
    changes: tuple[IndexChange, ...] = ()
