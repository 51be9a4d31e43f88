"""Everything needed to make figures of open data, opened once: counts, population, municipalities and with whom to compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.errors import InputError, input_error
from kbv_rules.findings.police.comparison import Comparing
from kbv_rules.findings.police.figures import Figures, PoliceFigure
from kbv_rules.findings.police.municipalities import Gazetteer, Municipality
from kbv_rules.findings.police.population import read_population, shipped_population
from kbv_rules.findings.police.read import read_police

if TYPE_CHECKING:
    from kbv_rules.findings.police.counts import PoliceCounts
    from kbv_rules.findings.police.population import Population
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.comparison import Comparison, Manner
    from kbv_rules.model.judgement import Derivation

_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:-((?:19|20)[0-9]{2}))?")


@dataclass(frozen=True)
class PoliceData:
    """Open data of the police, ready to be asked for municipalities. `files` as the user named them."""

    files: str
    knowledge: Knowledge
    counts: PoliceCounts
    population: Population
    gazetteer: Gazetteer
    comparison: Comparison
    figures: Figures

    def years(self, asked: str | None = None) -> list[int]:
        """The years asked for ('2019-2025', '2021'), or the last ones in the files.

        Raises:
            InputError: no such years, or none of them in the files.
        """
        there = self.counts.years
        if asked is None:
            return there[-self.comparison.years :]
        span = parse_years(asked)
        found = [year for year in there if span[0] <= year <= span[1]]
        if not found:
            told = f"van {asked} staat er niets in."
            raise input_error(
                self.files, told, f"Wel staan er: {', '.join(map(str, there))}." if there else "Vraag andere jaren."
            )
        return found

    def find(self, text: str) -> Municipality:
        """The municipality a user means, when the files hold it.

        Raises:
            UnknownTermError, AmbiguousTermError: no such municipality, or several.
            InputError: it is not in the files.
        """
        return self._required(self.gazetteer.find(text))

    def _required(self, found: Municipality) -> Municipality:
        before = self.gazetteer.predecessors(found.code)
        if found.code in self.counts.regions or any(old in self.counts.regions for old in before):
            return found
        names = [self.gazetteer.former[old].name for old in before]
        until = max((self.gazetteer.former[old].until[:4] for old in before), default="")
        why = f"Zij bestaat in deze vorm sinds {until} (eerder: {', '.join(names)})." if names else ""
        years = self.counts.years
        told = f"de gemeente {found.name} ({found.code}) staat niet in dit bestand"
        period = (
            f", dat over {years[0]} t/m {years[-1]} gaat" if len(years) > 1 else f", dat over {years[0]} gaat" if years else ""
        )
        raise input_error(self.files, f"{told}{period}.", "Download de tabel met deze gemeente erbij, voor meer jaren.", why)

    def all(self) -> list[Municipality]:
        """Every municipality of today that the files hold, by code."""
        there = {code for region in self.counts.regions for code in self._today(region)}
        return [Municipality(code, self.gazetteer.names[code]) for code in sorted(there)]

    def _today(self, region: str) -> frozenset[str]:
        """What a code is today, when that is one municipality we know."""
        codes = self.gazetteer.successors(region)
        return codes if len(codes) == 1 and codes <= set(self.gazetteer.names) else frozenset()

    def of(self, municipality: Municipality, years: Sequence[int], manner: Manner | None = None) -> list[PoliceFigure]:
        """The figures of a municipality.

        Raises:
            InputError: not one of these years is there for it.
        """
        found = self.figures.of(municipality, years, manner)
        if not found:
            months = sorted({(year, held) for (_, code, year), held in self.counts.left_out.items() if code == municipality.code})
            told = ", ".join(f"{year} ({held} van de 12 maanden)" for year, held in months if held)
            why = f"Niet compleet: {told}." if told else ""
            raise input_error(
                self.files,
                f"van {municipality.name} is er geen enkel heel jaar tussen {years[0]} en {years[-1]}."
                if years
                else f"van {municipality.name} is er geen enkel heel jaar.",
                "Download de tabel voor hele jaren.",
                why,
            )
        return found


def open_police_data(
    paths: Sequence[Path],
    knowledge: Knowledge,
    *,
    comparison: Comparison,
    derivation: Derivation,
    population: Path | None = None,
) -> PoliceData:
    """Read the files, with the population that comes along or one's own.

    Raises:
        InputError: whatever is wrong with a file.
    """
    people = shipped_population()
    gazetteer = Gazetteer(people.names, knowledge.catalogue.municipalities)
    if population is not None:
        people = read_population(population, gazetteer)
    counts = read_police(paths, knowledge, gazetteer)
    figures = Figures(knowledge, gazetteer, Comparing(counts, people, comparison), derivation)
    return PoliceData(", ".join(map(str, paths)), knowledge, counts, people, gazetteer, comparison, figures)


def parse_years(text: str) -> tuple[int, int]:
    """The first and last year of '2019-2025' or '2021'.

    Raises:
        InputError: it is neither, or the wrong way round.
    """
    span = _YEARS.fullmatch(text.replace(" ", ""))
    if span is None or (span[2] and span[2] < span[1]):
        raise InputError(
            input_error("jaren", f"'{text}' is geen jaar en geen reeks jaren.", "Schrijf bijvoorbeeld 2025 of 2019-2025.").faults
        )
    return int(span[1]), int(span[2] or span[1])
