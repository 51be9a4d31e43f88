"""From a row of a table as written to a figure, or to why it is none. Nothing is filled in that the report does not tell."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from kbv_rules.findings.analysis.form import plain
from kbv_rules.findings.analysis.numbers import Amount, read_amount
from kbv_rules.findings.analysis.table import Unread
from kbv_rules.model.findings import Benchmark, Figure
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from kbv_rules.findings.analysis.form import ReadingRules
    from kbv_rules.findings.analysis.table import Row
    from kbv_rules.findings.analysis.themes import Themes
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Unit
    from kbv_rules.model.knowledge import Indicator


class Made(NamedTuple):
    """A figure with its theme, and what of its row could not be used."""

    theme: str | None
    figure: Figure | None
    unread: tuple[Unread, ...]


class Figures:
    """Makes figures of rows, by the indicators of the handbook."""

    def __init__(self, knowledge: Knowledge, themes: Themes, rules: ReadingRules, date: datetime.date) -> None:
        self.knowledge = knowledge
        self.themes = themes
        self.rules = rules
        self.date = date

    @cached_property
    def _indicators(self) -> dict[str, list[Indicator]]:
        named: dict[str, list[Indicator]] = {}
        for indicator in self.knowledge.catalogue.indicators:
            for name in (indicator.name, *indicator.aliases, *indicator.printed):
                if indicator not in named.setdefault(plain(name), []):
                    named[plain(name)].append(indicator)
        return named

    @cached_property
    def _sources(self) -> dict[str, str]:
        """The kind of every source the handbook knows, by name."""
        sources = self.knowledge.catalogue.data_sources
        return {plain(name): source.kind for source in sources for name in (source.name, *source.aliases)}

    def make(self, row: Row, among: Sequence[str], place: str, *, comma: bool) -> Made:
        """The figure of a row in a table about these themes. `comma` says that the table writes decimals with a comma."""
        indicators = self._known(row.name)
        amounts = {year: read_amount(text, self.rules.numbers) for year, text in row.cells.items()}
        given = {year: amount for year, amount in amounts.items() if amount.kind in ("number", "thousands")}
        unit, note, why = self._unit(row, indicators, list(given.values()))
        unread = [
            Unread(f"{row.name}: {row.cells[year]}", self._reason("number", row.cells[year], year))
            for year, amount in amounts.items()
            if amount.kind == "unread"
        ]
        if not given:
            missing = Unread(self._whole(row), self.rules.reasons.no_values)
            return Made(None, None, (*unread, missing) if any(text.strip() for text in row.cells.values()) else tuple(unread))
        if unit is None:
            return Made(None, None, (Unread(self._whole(row), why),))
        values: dict[int, float] = {}
        for year, amount in given.items():
            if amount.kind == "thousands" and unit != "count" and not comma:
                unread.append(Unread(f"{row.name}: {row.cells[year]}", self._reason("thousands", row.cells[year], year)))
            elif amount.sign and unit != "percent":
                unread.append(Unread(f"{row.name}: {row.cells[year]}", self._reason("number", row.cells[year], year)))
            elif year > self.date.year:
                future = fill(self.rules.reasons.future, {"year": str(year), "date": f"{self.date:%d-%m-%Y}"})
                unread.append(Unread(f"{row.name}: {row.cells[year]}", future))
            else:
                values[year] = amount.value
        if len(values) < 2:
            told = ", ".join(f"{row.cells[year]} ({year})" for year in values)
            only = Unread(self._whole(row), fill(self.rules.reasons.one_year, {"values": told}))
            return Made(None, None, (*unread, only) if values else tuple(unread))
        indicator = next((one for one in indicators if one.unit == unit), None)
        theme, why = self._theme(row.name, indicator, among)
        if theme is None:
            return Made(None, None, (*unread, Unread(self._whole(row), why)))
        benchmark, odd = self._benchmark(row, unit, comma=comma)
        unread += odd
        marked = {year for year, amount in given.items() if amount.provisional} | row.provisional
        perceived = self._perceived(row, indicator, unit)
        direction = None if indicator is not None else self._direction(row.name)
        notes = [place, *row.notes, *([note] if note else [])]
        if direction == "neutral":
            notes.append(self.rules.notes.neutral)
        content = {
            "name": row.name,
            "indicator": indicator.id if indicator else None,
            "kind": "subjective" if perceived else "objective",
            "unit": unit,
            "values": dict(sorted(values.items())),
            "source": row.source or place,
            "direction": direction,
            "benchmark": benchmark,
            "provisional": tuple(sorted(marked & set(values))),
            "note": "; ".join(notes),
        }
        try:
            figure = Figure.model_validate(content)
        except ValidationError as error:
            told = str(error.errors()[0].get("ctx", {}).get("error", error.errors()[0]["msg"])).rstrip(".")
            return Made(None, None, (*unread, Unread(self._whole(row), fill(self.rules.reasons.misfit, {"why": told}))))
        return Made(theme, figure, tuple(unread))

    def _known(self, name: str) -> list[Indicator]:
        """The indicators of the handbook that have this name, with or without its unit between brackets."""
        bare = self._without_unit(name)
        return self._indicators.get(plain(name)) or self._indicators.get(plain(bare)) or []

    def _without_unit(self, name: str) -> str:
        head, found, rest = name.rpartition("(")
        inner = rest.rstrip().removesuffix(")")
        return head.strip() if found and head.strip() and self._unit_in(inner) else name

    def _unit_in(self, text: str) -> Unit | None:
        """The unit a text names as a whole, begins or ends with, or holds between brackets."""
        head, found, rest = text.rpartition("(")
        if found and head.strip() and rest.rstrip().endswith(")"):
            return self._unit_in(rest.rstrip().removesuffix(")")) or self._unit_in(head)
        bare = plain(text).strip("()")
        for unit, words in self.rules.units.items():
            for word in map(plain, words):
                if bare == word or bare.startswith(f"{word} ") or bare.endswith(f" {word}"):
                    return unit
        return None

    def _other_unit(self, text: str) -> str | None:
        bare = f" {plain(text)} ".replace("(", " ").replace(")", " ")
        return next((word for word in self.rules.other_units if f" {plain(word)} " in bare), None)

    def _unit(self, row: Row, indicators: list[Indicator], amounts: list[Amount]) -> tuple[Unit | None, str, str]:
        """The unit, a note about it, or why there is none: as it is written, as the indicator has it, or whole numbers."""
        reasons = self.rules.reasons
        whole = all(amount.value.is_integer() for amount in amounts)
        for text in row.about:
            other = self._other_unit(text)
            if other:
                return None, "", fill(reasons.other_unit, {"unit": other})
            unit = self._unit_in(text)
            if unit is not None:
                return unit, "", ""
        signs = [amount.sign for amount in amounts]
        if any(signs):
            return ("percent", "", "") if all(signs) else (None, "", reasons.unit)
        units = {indicator.unit for indicator in indicators}
        if len(units) == 1:
            unit = next(iter(units))
            if unit == "per_1000" and whole:
                return None, "", reasons.unit_per
            if unit != "count" or whole:
                return unit, "", ""
            return None, "", reasons.unit
        if units or not whole or self._has(row.name, self.rules.perception):
            return None, "", reasons.unit
        return "count", self.rules.notes.as_count, ""

    def _theme(self, name: str, indicator: Indicator | None, among: Sequence[str]) -> tuple[str | None, str]:
        """Where a figure belongs: the sub-theme its indicator measures or its name names, or else the theme it stands under."""
        if any("/" in id_ for id_ in among) and len(among) == 1:
            return among[0], ""
        bare = self._without_unit(name)
        if indicator is not None and len(among) > 1:
            own = [id_ for id_ in among if self._measures(id_, indicator)]
            among = own if len(own) == 1 else among
        placed = self.themes.place(bare, among)
        if placed.theme is None:
            return None, placed.why
        if indicator is not None:
            subs = [sub for sub in indicator.sub_themes if sub.startswith(f"{placed.theme}/")]
            return (subs[0] if len(subs) == 1 else placed.theme), ""
        return self.themes.sub_theme(bare, placed.theme) or placed.theme, ""

    def _measures(self, theme: str, indicator: Indicator) -> bool:
        """Whether the handbook lists an indicator at a theme."""
        found = self.knowledge.themes.get(theme)
        return found is not None and any(one.id == indicator.id for one in found.indicators)

    def _perceived(self, row: Row, indicator: Indicator | None, unit: Unit) -> bool:
        """Whether it measures perception: as the handbook has it, by its words, or no count and from a survey."""
        if indicator is not None:
            return indicator.kind == "subjective"
        surveyed = unit != "count" and self._sources.get(plain(row.source or "")) in self.rules.perception_sources
        return surveyed or self._has(row.name, self.rules.perception)

    def _direction(self, name: str) -> str:
        """What is better, from the words of the name: worse words go first ('rapportcijfer onveiligheid')."""
        if self._has(name, self.rules.lower_is_better):
            return "lower_is_better"
        return "higher_is_better" if self._has(name, self.rules.higher_is_better) else "neutral"

    @staticmethod
    def _has(text: str, words: Iterable[str]) -> bool:
        """Whether a word of the text is one of these, or a compound that begins or ends with one."""
        found = [piece.strip("().,") for piece in plain(text).replace("/", " ").replace("-", " ").split()]
        return any(one.startswith(word) or one.endswith(word) for one in found for word in words)

    def _benchmark(self, row: Row, unit: Unit, *, comma: bool) -> tuple[Benchmark | None, list[Unread]]:
        if row.compared is None:
            return None, []
        text, head, year = row.compared
        amount = read_amount(text, self.rules.numbers)
        if amount.kind == "missing":
            return None, []
        said = self._unit_in(head) or self._unit_in(text) or ("percent" if amount.sign else None)
        other = said or unit
        fits = (other == unit or (unit, other) == ("count", "per_1000")) and (said is not None or not row.one_of_more)
        unclear = amount.kind == "thousands" and other != "count" and not comma
        if amount.kind == "unread" or not fits or unclear or amount.value <= 0:
            return None, [Unread(f"{row.name}: {text}", fill(self.rules.reasons.benchmark, {"cell": text}))]
        columns = self.rules.columns
        if other == "count" and self._has(head, columns.whole) and not self._has(head, columns.typical):
            why = fill(self.rules.reasons.benchmark_whole, {"cell": text, "head": head})
            return None, [Unread(f"{row.name}: {text}", why)]
        return Benchmark(value=amount.value, unit=other, group=head or text, year=year, source=row.source), []

    def _reason(self, reason: str, cell: str, year: int) -> str:
        return fill(getattr(self.rules.reasons, reason), {"cell": cell, "year": str(year)})

    @staticmethod
    def _whole(row: Row) -> str:
        """A row as text: its name and its values with their years."""
        return f"{row.name}: " + ", ".join(f"{year} {text}" for year, text in row.cells.items())
