"""What goes into which table of the workbook: the rows of findings that are there, or of a form still to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kbv_rules.findings.workbook.form import WHERE
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.model.findings import Findings, ThemeFindings


class Row(NamedTuple):
    """One row: an item of the findings, and what the workbook says beside it (the theme, the part of the approach)."""

    item: Any
    beside: Mapping[str, Any] = {}

    def value(self, key: str) -> Any:
        """What goes under the column with this key; None for an empty cell."""
        if key in self.beside:
            return self.beside[key]
        found = self.item
        for part in key.split("."):
            found = getattr(found, part, None)
        return found


@dataclass
class Contents:
    """All that is filled in: the block of the first sheet by key, rows per table, and per theme those of its sheet."""

    block: dict[str, Any]
    start: dict[str, list[Row]] = field(default_factory=dict)
    themes: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    # The order of the themes, and whether anything was found on each.
    order: dict[str, bool] = field(default_factory=dict)

    def rows_on(self, owners: Iterable[str], table: str) -> list[Row]:
        """The rows of a table on the sheet of these themes and their sub-themes."""
        wanted = set(owners)
        return [row for id_, tables in self.themes.items() if theme_of(id_) in wanted for row in tables.get(table, ())]


def form_for(block: Mapping[str, Any], population: Mapping[int, int]) -> Contents:
    """A form to fill in, with what is known of the municipality."""
    return Contents(block={"schema": 1, **block}, start={"population": list(_population(population))})


def contents_of(findings: Findings) -> Contents:
    """All of the findings, row by row."""
    municipality, period = findings.municipality, findings.period
    contents = Contents(
        block={
            "municipality.name": municipality.name,
            "municipality.code": municipality.code,
            "municipality.population_source": municipality.population_source,
            "municipality.fictional": "true" if municipality.fictional else None,
            "period.start": period.start,
            "period.end": period.end,
            "date": findings.date,
            "schema": findings.schema_,
        },
        start={
            "population": list(_population(municipality.population)),
            "agendas": [Row(agenda) for agenda in findings.agendas],
            "earlier_priorities": [Row(None, {"theme": theme}) for theme in findings.earlier_priorities],
            "overrides": [Row(override) for override in findings.overrides],
            "proposals": [Row(proposal) for proposal in findings.proposals],
        },
    )
    for item in findings.findings:
        tables = {
            "figures": [Row(figure, {"theme": item.theme}) for figure in item.figures],
            "judgements": [Row(judgement, {"theme": item.theme}) for judgement in item.judgements],
            "scenarios": [Row(scenario, {"theme": item.theme}) for scenario in item.scenarios],
            "approach": list(_approach(item)),
            "consultation": [Row(said, {"theme": item.theme}) for said in item.consultation],
            "observations": [Row(point, {"theme": item.theme}) for point in item.observations],
        }
        contents.themes[item.theme] = tables
        contents.order[item.theme] = any(tables.values())
    return contents


def _population(population: Mapping[int, int]) -> Iterator[Row]:
    for year in sorted(population):
        yield Row(None, {"year": year, "inhabitants": population[year]})


def _approach(item: ThemeFindings) -> Iterator[Row]:
    for part, path in WHERE.items():
        points: Any = item
        for name in path:
            points = getattr(points, name)
        for point in points:
            yield Row(point, {"theme": item.theme, "part": part})
