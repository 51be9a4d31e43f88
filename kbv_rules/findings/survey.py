"""Reads figures of surveys and budgets (Veiligheidsmonitor, BBV) from a simple table, checked against the known indicators.

A row per indicator and year, with the columns indicator, year, value, unit, source and (when it holds several) municipality;
more is welcome: benchmark, group, theme. Column names in Dutch or English.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.errors import Fault, InputError, KbvError, Place, input_error
from kbv_rules.findings.police.text_file import Line, open_text, table
from kbv_rules.knowledge.resolve import lexicon
from kbv_rules.model.findings import Benchmark, Figure

if TYPE_CHECKING:
    from kbv_rules.findings.police.municipalities import Gazetteer, Municipality
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Unit
    from kbv_rules.model.knowledge import Indicator

_COLUMNS = {
    "indicator": ("indicator", "indicatornaam"),
    "year": ("jaar", "year"),
    "value": ("waarde", "value", "cijfer"),
    "unit": ("eenheid", "unit"),
    "source": ("bron", "source"),
    "municipality": ("gemeente", "municipality", "gemeentenaam", "gemeentecode"),
    "benchmark": ("vergelijking", "benchmark"),
    "group": ("vergelijkingsgroep", "group"),
    "theme": ("thema", "theme"),
}
_NEEDED = ("indicator", "year", "value", "unit", "source")
_UNITS: dict[str, Unit] = {
    "aantal": "count",
    "count": "count",
    "%": "percent",
    "procent": "percent",
    "percentage": "percent",
    "percent": "percent",
    "rapportcijfer": "mark",
    "cijfer": "mark",
    "mark": "mark",
    "schaalscore": "scale",
    "score": "scale",
    "scale": "scale",
    "per_1000": "per_1000",
}
_TOPS: dict[Unit, int] = {"percent": 100, "mark": 10}
_PER = re.compile(r"per ([0-9][0-9.]*)\b(.*)")
_INHABITANTS = re.compile(r"(inwoners|inw\.?)?")
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_SURE = 0.75


class SurveyFigures(NamedTuple):
    """Figures with the theme each belongs to, and what could not be used, with the reason."""

    figures: tuple[tuple[str, Figure], ...]
    left_out: tuple[str, ...]


class _Value(NamedTuple):
    year: int
    value: float
    line: int
    source: str
    benchmark: float | None
    group: str
    theme: str
    rescaled: bool
    per: str


def read_survey(
    path: Path, municipality: Municipality, knowledge: Knowledge, gazetteer: Gazetteer, *, date: datetime.date | None = None
) -> SurveyFigures:
    """The figures of one municipality in a table, up to the date of the findings (default: today).

    Raises:
        InputError: a column that is missing, an indicator, unit or theme that is not known, a number that is none, a value
            without a source, a year that is still to come or stands twice with two values, a series that changes its base,
            each with its line; or no row of this municipality.
    """
    file = open_text(path)
    if file.is_bulk:
        raise input_error(path, "dit bestand is te groot voor een tabel met indicatoren.", "Beperk het tot één gemeente.")
    header, lines = table(file)
    reading = _Reading(path, municipality, knowledge, gazetteer, header)
    reading.date = date or datetime.date.today()
    for line in lines:
        reading.take(line)
    return reading.result()


class _Reading:
    """One reading of a table: gathers values and faults row by row."""

    def __init__(self, path: Path, municipality: Municipality, knowledge: Knowledge, gazetteer: Gazetteer, header: Line) -> None:
        self.path = path
        self.date = datetime.date.max
        self.municipality = municipality
        self.knowledge = knowledge
        self.gazetteer = gazetteer
        self.faults: list[Fault] = []
        self.values: dict[str, dict[int, _Value]] = {}
        self.others: set[str] = set()
        self._municipalities: dict[str, str | None] = {}
        self._lexicon = lexicon(knowledge, (), ("indicator",))
        names = [field.strip().lower().lstrip("\ufeff") for field in header.fields]
        self.at = {what: next((names.index(one) for one in known if one in names), None) for what, known in _COLUMNS.items()}
        missing = [what for what in _NEEDED if self.at[what] is None]
        for what in missing:
            self._fault(header.number, f"in de kopregel ontbreekt de kolom '{_COLUMNS[what][0]}'.", "Voeg die kolom toe.")
        if missing:
            raise InputError(self.faults)

    def take(self, line: Line) -> None:
        indicator, year, value, unit = (self._cell(line, what) for what in ("indicator", "year", "value", "unit"))
        if not indicator or value in ("", ".") or not self._is_ours(line):
            return
        known = self._unit(unit)
        if known is None:
            told = f"de eenheid '{unit}' is niet bekend."
            self._fault(line.number, told, "Schrijf aantal, per 1.000 inwoners, procent, rapportcijfer of schaalscore.")
            return
        found = self._indicator(indicator, known[0], line.number)
        number, compared = self._number(value, line.number), self._cell(line, "benchmark")
        if found is None or number is None:
            return
        if not re.fullmatch(r"(19|20)[0-9]{2}", year):
            self._fault(line.number, f"'{year}' is geen jaar.", "Schrijf een jaar als 2025.")
            return
        factor, per = known[1], known[2]
        if int(year) > self.date.year:
            self._fault(line.number, f"het jaar {year} ligt na de datum van de bevindingen.", "Controleer het jaar.")
            return
        if known[0] == "count" and number != int(number):
            self._fault(line.number, f"'{value}' is geen aantal.", "Een aantal is een heel getal, zonder punt of komma.")
            return
        if not self._cell(line, "source"):
            self._fault(line.number, "de bron ontbreekt.", "Vul in de kolom 'bron' in waar dit cijfer vandaan komt.")
            return
        asked = self._cell(line, "theme")
        if asked and not self.knowledge.is_subject(asked):
            self._fault(
                line.number,
                f"thema '{asked}' bestaat niet.",
                "Schrijf het nummer, zoals 1.3 of 1.3/woninginbraak ('kbv resolve').",
            )
            return
        top = _TOPS.get(known[0])
        if top is not None and number > top:
            self._fault(line.number, f"{value} kan niet: deze eenheid loopt tot {top}.", "Controleer de waarde en de eenheid.")
            return
        other = self._number(compared, line.number) if compared and compared != "." else None
        kept = _Value(
            int(year),
            round(number * factor, 6),
            line.number,
            self._cell(line, "source"),
            None if other is None else round(other * factor, 6),
            self._cell(line, "group"),
            asked,
            factor != 1,
            per,
        )
        before = self.values.setdefault(found.id, {}).setdefault(kept.year, kept)
        if before.value != kept.value:
            told = f"'{found.name}' heeft in {year} twee waarden (eerder op regel {before.line})."
            self._fault(line.number, told, "Laat de juiste staan.")
        first = next(iter(self.values[found.id].values()))
        if first.per.partition(" ")[0] != kept.per.partition(" ")[0]:
            here, there = (f"per 1.000 {one.per}" if one.per else "per 1.000 inwoners" for one in (kept, first))
            told = f"'{found.name}' staat hier {here}, en op regel {first.line} {there}."
            self._fault(line.number, told, "Zet in één reeks alleen wat op dezelfde manier is gemeten.")

    def result(self) -> SurveyFigures:
        if self.faults:
            raise InputError(self.faults)
        if not self.values:
            there = f"Wel staan er: {', '.join(sorted(self.others)[:10])}." if self.others else "Vul regels in."
            raise input_error(self.path, f"in dit bestand staat niets over {self.municipality.name}.", there)
        figures: list[tuple[str, Figure]] = []
        left_out: list[str] = []
        for id_, values in self.values.items():
            indicator = self.knowledge.indicators[id_]
            theme, why = self._place(indicator, values)
            if theme is None:
                left_out.append(f"Niet opgenomen: {indicator.name}. {why}")
            else:
                figures.append((theme, self._figure(indicator, values)))
        return SurveyFigures(tuple(figures), tuple(left_out))

    def _place(self, indicator: Indicator, values: dict[int, _Value]) -> tuple[str | None, str]:
        """The theme of an indicator: the one asked for, its sub-theme, or the theme that mentions it; or why there is none."""
        if indicator.lapsed:
            return None, "Deze indicator is vervallen."
        if len(values) < 2:
            return None, "Er is maar één jaar, en dat is geen reeks; maak er een oordeel van, met de bron erbij."
        asked = next((value.theme for value in values.values() if value.theme), "")
        if asked and self.knowledge.is_subject(asked):
            return asked, ""
        if indicator.sub_themes:
            return indicator.sub_themes[0], ""
        themes = self.knowledge.catalogue.themes
        named = next((theme.id for theme in themes if any(one.id == indicator.id for one in theme.indicators)), None)
        return named, "De indicator hoort bij geen enkel thema; noem er een in een kolom 'thema'."

    def _figure(self, indicator: Indicator, values: dict[int, _Value]) -> Figure:
        years = sorted(values)
        last = values[years[-1]]
        rescaled = [str(year) for year in years if values[year].rescaled]
        notes = [f"In de bron per 1.000 {last.per}."] if last.per else []
        notes += [f"Omgerekend naar per 1.000: {', '.join(rescaled)}."] if rescaled else []
        unit = indicator.unit
        return Figure(
            name=indicator.name,
            indicator=indicator.id,
            kind="subjective" if indicator.kind == "subjective" else "objective",
            unit=unit,
            values={year: values[year].value for year in years},
            benchmark=Benchmark(
                value=last.benchmark,
                unit=unit,
                group=last.group or "de opgegeven vergelijking",
                year=last.year,
                source=last.source,
            )
            if last.benchmark
            else None,
            source=_sources(values),
            note=" ".join(notes) or None,
        )

    def _indicator(self, text: str, unit: Unit, line: int) -> Indicator | None:
        """The indicator of that name and unit; a fault when there is none, or only in another unit."""
        if text in self.knowledge.indicators:
            found = self.knowledge.indicators[text]
        else:
            words = text.replace("_", " ")
            asked = [words, f"{words} per 1.000 inwoners"] if unit == "per_1000" else [words]
            matches = sorted((one for each in asked for one in self._lexicon.search(each)), key=lambda one: -one.score)
            sure = [self.knowledge.indicators[one.id] for one in matches if one.score >= _SURE]
            fitting = [one for one in sure if one.unit == unit]
            if not sure:
                near = " of ".join(f"'{one.id}' ({one.name})" for one in matches[:2])
                hint = f"Bedoelde u {near}?" if near else "'kbv indicators THEMA' noemt de indicatoren van een thema."
                self._fault(line, f"de indicator '{text}' is niet bekend.", hint)
                return None
            found = (fitting or sure)[0]
        if found.unit != unit:
            told = f"'{found.name}' wordt gemeten in '{found.unit}', en hier staat '{unit}'."
            self._fault(line, told, "Verbeter de eenheid, of noem de indicator die u bedoelt.")
            return None
        return found

    @staticmethod
    def _unit(text: str) -> tuple[Unit, float, str] | None:
        """The unit, what to multiply by ('per 10.000 jongeren' is a tenth per 1,000), and of whom when not of inhabitants."""
        plain = " ".join(text.lower().split())
        per = _PER.fullmatch(plain)
        if per:
            base = int(per[1].replace(".", "") or 0)
            of_whom = per[2].strip()
            return ("per_1000", 1000 / base, "" if _INHABITANTS.fullmatch(of_whom) else of_whom) if base else None
        unit = _UNITS.get(plain)
        return (unit, 1.0, "") if unit else None

    def _is_ours(self, line: Line) -> bool:
        if self.at["municipality"] is None:
            return True
        name = self._cell(line, "municipality")
        if name not in self._municipalities:
            try:
                self._municipalities[name] = self.gazetteer.find(name).code
            except KbvError:
                self._municipalities[name] = None
        if self._municipalities[name] == self.municipality.code:
            return True
        self.others.add(name)
        return False

    def _number(self, text: str, line: int) -> float | None:
        plain = text.strip().removesuffix("%").strip()
        if not _NUMBER.fullmatch(plain):
            self._fault(line, f"'{text}' is geen getal.", "Schrijf een getal als 12,5 of 12.5.")
            return None
        return float(plain.replace(".", "").replace(",", ".") if "," in plain else plain)

    def _cell(self, line: Line, what: str) -> str:
        index = self.at[what]
        return line.fields[index].strip() if index is not None and index < len(line.fields) else ""

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(Place(str(self.path), line, 1), what, remedy))
        if len(self.faults) > InputError.shown:
            raise InputError(self.faults)


def _sources(values: dict[int, _Value]) -> str:
    """Where the values come from; per year when not all from the same."""
    years: dict[str, list[str]] = {}
    for year in sorted(values):
        years.setdefault(values[year].source, []).append(str(year))
    if len(years) == 1:
        return next(iter(years))
    return "; ".join(f"{', '.join(known)}: {source}" for source, known in years.items())
