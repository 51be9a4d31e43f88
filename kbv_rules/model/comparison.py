"""The judgement behind findings from open data: with whom a municipality is compared, over which years, in which words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kbv_rules.model.base import Frozen, Misfit

Manner = Literal["size", "alike"]


class ComparisonTexts(Frozen):
    """Sentences of findings from open data; between braces what is filled in, see `kbv_rules.rules.template`."""

    size_between: str
    size_below: str
    size_above: str
    alike: str
    together: str
    source: str
    source_unknown: str
    crimes: str
    nuisance: str
    series_break: str
    touches: str
    summed: str
    approximated: str
    predecessors: str
    missing_year: str
    months: str
    no_population: str
    small: str
    no_benchmark: str
    no_cases: str
    provisional: str
    one_year: str
    no_home: str
    none_counted: str


class Comparison(Frozen):
    """Comparable are municipalities of the same size class, or the `most_alike` nearest in population.

    `size_classes` are the bounds in inhabitants, rising; a bound belongs to the class above it.
    """

    schema_: Literal[1] = Field(alias="schema")
    source: str
    standard: Manner
    size_classes: Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(min_length=1)]
    most_alike: Annotated[int, Field(ge=1, le=400)]
    fewest: Annotated[int, Field(ge=1, le=400)]
    years: Annotated[int, Field(ge=2, le=30)]
    plan_years: Annotated[int, Field(ge=1, le=10)]
    texts: ComparisonTexts
    comments: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _rising(self) -> Comparison:
        if list(self.size_classes) != sorted(set(self.size_classes)):
            raise Misfit("de grenzen van de grootteklassen lopen niet op.", "Zet ze van klein naar groot.", "size_classes")
        if self.fewest > self.most_alike:
            told = f"er wordt met {self.most_alike} gemeenten vergeleken, en er zijn er minstens {self.fewest} nodig."
            raise Misfit(told, "Maak 'fewest' hoogstens zo groot als 'most_alike'.", "fewest")
        return self
