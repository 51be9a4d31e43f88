"""The figures of one municipality: its counts, rates in the same borders, level among its peers, and what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbv_rules.findings.derive import derive
from kbv_rules.model.findings import Benchmark, Figure
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.derive import FigureFacts
    from kbv_rules.findings.police.comparison import Comparing
    from kbv_rules.findings.police.counts import Kind
    from kbv_rules.findings.police.municipalities import Gazetteer, Municipality
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.comparison import Manner
    from kbv_rules.model.judgement import Derivation
    from kbv_rules.model.open_data import OffenceKind


@dataclass(frozen=True, slots=True)
class PoliceFigure:
    """One kind of crime or nuisance of one municipality.

    `figure` holds the counts, with benchmark, source and notes; `per_1000` the rates for years with a known population;
    `warnings` what a reader must know, notes included. `finding` is the theme it belongs to as a finding: None when there is
    no such theme, only one year, or no case at all, and then `left_out` says which. `compared` are the years that the
    comparison takes together.
    """

    kind: Kind
    offence: OffenceKind
    figure: Figure
    facts: FigureFacts
    per_1000: dict[int, float]
    warnings: tuple[str, ...]
    finding: str | None
    left_out: str = ""
    compared: tuple[int, ...] = ()


class Figures:
    """Makes the figures of municipalities from what the files hold."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, comparing: Comparing, derivation: Derivation) -> None:
        self.knowledge = knowledge
        self.gazetteer = gazetteer
        self.comparing = comparing
        self.derivation = derivation
        self.counts = comparing.counts
        self.population = comparing.population
        self.texts = comparing.rules.texts

    def of(self, municipality: Municipality, years: Sequence[int], manner: Manner | None = None) -> list[PoliceFigure]:
        """The figures of one municipality for these years; kinds of which no year is there are left out."""
        manner = manner or self.comparing.rules.standard
        found = (self._figure(kind, municipality.code, years, manner) for kind in self.counts.kinds)
        return [one for one in found if one is not None]

    def _figure(self, kind: Kind, code: str, years: Sequence[int], manner: Manner) -> PoliceFigure | None:
        values, added = self._values(kind, code, years)
        if not values:
            return None
        offence = (self.knowledge.crimes if kind.counts == "crimes" else self.knowledge.nuisance)[kind.code]
        people = self.population.of(code)
        indicator = self.knowledge.indicators.get(offence.indicator or "")
        origin = self.counts.origins[kind, max(values)]
        sort = self.texts.crimes if kind.counts == "crimes" else self.texts.nuisance
        source = fill(
            self.texts.source if origin.table else self.texts.source_unknown,
            {"table": origin.table, "sort": sort, "kind": kind.code},
        )
        figure = Figure(
            name=offence.name,
            indicator=indicator.id if indicator else None,
            kind="objective",
            unit="count",
            values={year: float(count) for year, count in values.items()},
            provisional=tuple(year for year in values if self._is_provisional(year)),
            source=source,
            direction=(indicator.direction if indicator.kind != "output" else "neutral") if indicator else "lower_is_better",
        )
        figure = self._with_benchmark(figure, kind, code, manner)
        facts = derive(figure, people, self.derivation)
        notes = self._notes(kind, offence, code, values, added)
        warnings = [*notes, *self._warnings(kind, code, figure, facts, manner)]
        per_1000 = {year: round(count * 1000 / people[year], 4) for year, count in values.items() if people.get(year)}
        if notes:
            figure = figure.model_copy(update={"note": " ".join(notes)})
        found = PoliceFigure(kind, offence, figure, facts, per_1000, tuple(warnings), next(iter(offence.themes), None))
        years = sorted(values)[-self.derivation.pooled_years if facts.pooled else -1 :]
        return self._placed(replace(found, compared=tuple(years)))

    def _placed(self, found: PoliceFigure) -> PoliceFigure:
        """Without a theme where it can be no finding, and why."""
        if found.finding is None:
            return replace(found, left_out=fill(self.texts.no_home, {"reason": found.offence.reason}))
        if not any(found.figure.values.values()):
            return replace(found, finding=None, left_out=self.texts.none_counted)
        if len(found.figure.values) < 2:
            return replace(found, finding=None, left_out=self.texts.one_year)
        return found

    def _values(self, kind: Kind, code: str, years: Sequence[int]) -> tuple[dict[int, int], list[int]]:
        """Counts by year, and the years for which those of predecessors were added up."""
        own = self.counts.of(kind, code)
        values = {year: own[year] for year in years if year in own}
        before = self.gazetteer.predecessors(code)
        there = [old for old in before if self.counts.of(kind, old)]
        if not there:
            return values, []
        added = []
        for year in years:
            with_year = [old for old in there if year in self.counts.of(kind, old)]
            if with_year:
                values[year] = values.get(year, 0) + sum(self.counts.of(kind, old)[year] for old in with_year)
                added.append(year)
        return dict(sorted(values.items())), added

    def _is_provisional(self, year: int) -> bool:
        if year in self.counts.provisional:
            return True
        return year > self.knowledge.catalogue.police.definitive_until and year not in self.counts.definitive

    def _with_benchmark(self, figure: Figure, kind: Kind, code: str, manner: Manner) -> Figure:
        """With the level of the peers in the last year; where counts are small, in the years that are then taken together."""
        years = sorted(figure.values)
        peers = self.comparing.peers(code, manner, years[-1])
        best = figure
        for taken in (years[-1:], years[-self.derivation.pooled_years :]):
            level = self.comparing.level(kind, peers, taken)
            if level is None:
                continue
            benchmark = Benchmark(value=level.value, unit="per_1000", group=level.group, year=years[-1])
            best = figure.model_copy(update={"benchmark": benchmark})
            if not derive(best, self.population.of(code), self.derivation).pooled:
                break
        return best

    def _notes(self, kind: Kind, offence: OffenceKind, code: str, values: dict[int, int], added: list[int]) -> list[str]:
        """What belongs with the figure wherever it goes."""
        texts = self.texts
        notes = [fill(texts.series_break, {"what": what}) for what in self._breaks(kind, list(values))]
        approximated = [str(year) for year in values if (code, year) in self.population.approximated]
        summed = [str(year) for year in values if (code, year) in self.population.summed and str(year) not in approximated]
        if added:
            notes.append(fill(texts.predecessors, {"years": [str(year) for year in added]}))
        if summed:
            notes.append(fill(texts.summed, {"years": summed}))
        if approximated:
            notes.append(fill(texts.approximated, {"years": approximated}))
        first, last = min(values), max(values)
        for year in range(first, last + 2):
            months = self.counts.left_out.get((kind, code, year))
            if months is not None and year not in values:
                text = texts.months if months else texts.missing_year
                notes.append(fill(text, {"year": str(year), "months": months}))
        if len(offence.themes) > 1:
            notes.append(fill(texts.touches, {"themes": [self._called(theme) for theme in offence.themes[1:]]}))
        return notes

    def _called(self, theme: str) -> str:
        return f"{theme.partition('/')[0]} {self.knowledge.name(theme)}"

    def _breaks(self, kind: Kind, years: list[int]) -> list[str]:
        """The changes in counting between these years."""
        if kind.counts != "crimes" or len(years) < 2:
            return []
        found = []
        for one in self.knowledge.catalogue.police.breaks:
            year = int(one.date[:4])
            inside = min(years) <= year <= max(years) and (min(years) < year or one.date[5:] != "01-01")
            if inside and (not one.kinds or kind.code in one.kinds):
                found.append(one.what)
        return found

    def _warnings(self, kind: Kind, code: str, figure: Figure, facts: FigureFacts, manner: Manner) -> list[str]:
        """What goes without saying for who has the figure, but not for who has only the numbers."""
        texts = self.texts
        warnings = []
        people = self.population.of(code)
        without = [str(year) for year in figure.values if not people.get(year)]
        if without:
            warnings.append(fill(texts.no_population, {"years": without}))
        if figure.provisional:
            warnings.append(fill(texts.provisional, {"years": [str(year) for year in figure.provisional]}))
        if facts.small:
            warnings.append(texts.small)
        if figure.benchmark is None:
            year = max(figure.values)
            there = self.comparing.there(kind, self.comparing.peers(code, manner, year), [year])
            text = texts.no_cases if len(there) >= self.comparing.rules.fewest else texts.no_benchmark
            warnings.append(fill(text, {"number": len(there)}))
        return warnings
