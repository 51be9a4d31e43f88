"""The indicators of a priority: from tables, lists and sentences, with their kind, baseline and target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kbv_rules.check.directions import FEWER, HIGHER, LOWER, NEUTRAL
from kbv_rules.check.figures import Values, intended_way, number_in, values_in
from kbv_rules.check.measured import Maker, Measured, period_of
from kbv_rules.check.phrases import fold, heading_list, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.titles import bare

if TYPE_CHECKING:
    from kbv_rules.check.plan import Plan
    from kbv_rules.check.priority import Priority
    from kbv_rules.model.check_rules import IndicatorReading
    from kbv_rules.model.document import Paragraph

_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\s*[.:](?:\s|$)")
_HAS_FIGURE = re.compile(r"\d")
# Where one indicator may end and another begin; after what is no semicolon only where another is named.
_NEXT_ONE = re.compile(r"(?P<sure>;)\s*(?:(?:en|maar|terwijl)\s+)?|,?\s+(?:en|maar|terwijl|evenals|alsmede)\s+|,\s+(?!\d)")
_FILLERS = re.compile(r"(?:(?:als|dat|wanneer|indien|of|ook|tot slot|ten slotte|daarnaast)\s+)*(?:(?:het|de|een)\s+)?")
_OF_PEOPLE = re.compile(r"(?:[\w-]+\s+){0,3}\d[\d.,]*\s*(?:%|procent)\s+van\s+(?:de|het|alle)\s")
_LEVEL_BEHIND = re.compile(r"\s+dan\s+(?!20\d\d)\d")  # 'minder dan 22%' is a level, 'minder dan in 2025' a change
_GOALS = ("qualitative-goal", "quantitative-goal")


def indicators_of(plan: Plan, priority: Priority) -> Iterator[Measured]:
    """All indicators in the sections of a priority, each once."""
    reader = _Reader(plan, priority)
    seen: set[str] = set()
    for one in (*reader.in_tables(), *reader.in_text()):
        key = one.id or fold(one.name)
        if key not in seen:
            seen.add(key)
            yield one


class _Reader:
    """The sections of one priority, read for indicators."""

    def __init__(self, plan: Plan, priority: Priority) -> None:
        self.plan = plan
        self.reading: IndicatorReading = plan.reading.indicators
        self.period = period_of(plan)
        self.places = priority.places
        self.texts = [plan.outline.paragraphs[number] for number in priority.paragraphs]
        self.headings = heading_list(self.reading.headings)
        self.used: set[int] = set()
        self.maker = Maker(plan, priority.members)

    def in_tables(self) -> Iterator[Measured]:
        """Tables with a column of indicators, or any table under a heading that says so."""
        tables: dict[int, list[Paragraph]] = {}
        for paragraph in self.texts:
            if paragraph.cell is not None:
                tables.setdefault(paragraph.cell[0], []).append(paragraph)
        lone: dict[int, str] = {}
        for cells in tables.values():
            head = {one.cell[2]: fold(one.text) for one in cells if one.cell and one.cell[1] == 1}
            first = 2
            if lone and self._column(head, self.reading.columns) is None:
                # The head came loose from its rows: a blank line or a page between them.
                head, first = lone, 1
            lone = head if all(one.cell and one.cell[1] == 1 for one in cells) else {}
            column = self._column(head, self.reading.columns)
            if column is None and self._headed(cells[0]):
                column = min(head, default=None)
            if column is None:
                column = self._left_of_figures(head, [one for one in cells if one.cell and one.cell[1] >= first])
            if column is None:
                continue
            self.used.update(one.number for one in cells)
            intended = self._intended(cells[0])
            source = self._column(head, self.reading.source_columns)
            rest = {place: text for place, text in head.items() if place != column}
            target = self._column(rest, self.reading.target_columns) or self._of_year(rest, ahead=True)
            rest = {place: text for place, text in rest.items() if place != target}
            baseline = self._column(rest, self.reading.baseline_columns) or self._of_year(rest, ahead=False)
            for row in sorted({one.cell[1] for one in cells if one.cell and one.cell[1] >= first}):
                inside = {one.cell[2]: one for one in cells if one.cell and one.cell[1] == row}
                if column in inside:
                    told = inside[source].text if source in inside and source != column else ""
                    yield self._towards(self._row(inside, column, baseline, target, told), intended)

    def _left_of_figures(self, head: dict[int, str], cells: list[Paragraph]) -> int | None:
        """The column of indicators of a table that says where things stand and should go, and gives figures for both.

        Its own head may say anything ('Wat', 'Graadmeter'): it is the first of the columns that are left.
        """
        targets = self._column(head, self.reading.target_columns)
        named = {place: text for place, text in head.items() if place != targets}
        baselines = self._column(named, self.reading.baseline_columns)
        if targets is None and baselines is None:
            return None
        if targets is None:
            targets = self._of_year({place: text for place, text in head.items() if place != baselines}, ahead=True)
        if baselines is None:
            baselines = self._of_year(named, ahead=False)
        if targets is None or baselines is None:
            return None
        for place in (baselines, targets):
            inside = [one.text for one in cells if one.cell and one.cell[2] == place]
            if sum(_HAS_FIGURE.search(text) is not None for text in inside) * 2 <= len(inside):
                return None
        return min(head.keys() - {targets, baselines}, default=None)

    def _intended(self, paragraph: Paragraph) -> int | None:
        """Which way the text right before a table or list says that all in it is to go: 'Deze cijfers moeten omlaag:'."""
        before = self.plan.outline.paragraphs.get(paragraph.number - 1)
        if before is None or before.kind != "paragraph" or not before.text.rstrip().endswith(":"):
            return None
        last = sentences_of(before.text, self.plan.reading.abbreviations)[-1]
        return intended_way(fold(last.text), self.reading)

    @staticmethod
    def _towards(one: Measured, way: int | None) -> Measured:
        """An indicator whose own words do not say which way is better goes the way that all are to go."""
        if way is None or one.direction not in (None, NEUTRAL, FEWER):
            return one
        return replace(one, direction=HIGHER if way > 0 else LOWER)

    def _row(self, cells: dict[int, Paragraph], column: int, baseline: int | None, target: int | None, source: str) -> Measured:
        name = cells[column]
        rest = " ; ".join(cell.text for place, cell in sorted(cells.items()) if place != column)
        values = values_in(rest, self.reading, self.period)
        before, after = (cells[place].text if place in cells else "" for place in (baseline or 0, target or 0))
        return self.maker.made(
            name.text,
            name,
            Values(
                number_in(before) if baseline else values.baseline,
                number_in(after) if target and "%" not in _change(after, self.reading) else values.target,
                values.relative if values.relative is not None else _relative(after, self.reading, self.period),
                values.way,
            ),
            told=f"{name.text} {rest}",
            source=source,
        )

    def _column(self, head: dict[int, str], phrases: tuple[str, ...]) -> int | None:
        """The first column whose head says one of these words."""
        wanted = phrase_list(phrases)
        return next((place for place, text in sorted(head.items()) if wanted.first(text)), None)

    def _of_year(self, head: dict[int, str], *, ahead: bool) -> int | None:
        """The last column of a year before the plan began, or that of a year after."""
        if self.period is None:
            return None
        years = {place: int(match[0]) for place, text in head.items() if (match := re.search(r"20\d\d", text))}
        fitting = [place for place, year in sorted(years.items()) if (year > self.period[0]) == ahead]
        return fitting[-1] if fitting else None

    def _headed(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph stands under a heading that speaks of indicators."""
        heading = self.plan.outline.home[paragraph.number].section.heading
        return heading is not None and self._says(heading.text)

    def _aims(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph stands under a heading of the goals of its priority."""
        place = self.plan.outline.home[paragraph.number]
        if place.section.heading is None or any(place is top for top in self.places):
            return False
        plain = fold(bare(place.title))
        goals = [heading_list(one.headings) for one in self.plan.reading.elements if one.id in _GOALS]
        return any(goal.fits(part) for goal in goals for part in (plain, *re.split(r"\s+(?:en|&)\s+", plain)))

    def _says(self, title: str) -> bool:
        plain = fold(bare(title))
        return any(self.headings.fits(part) for part in (plain, *re.split(r"\s+(?:en|&)\s+", plain)))

    def in_text(self) -> Iterator[Measured]:
        """List items and sentences about indicators; an item that only gives a value belongs to the indicator before it."""
        under = False
        last: tuple[str, Paragraph, str] | None = None
        way: int | None = None
        for paragraph in self.texts:
            if paragraph.number in self.used or paragraph.kind in ("heading", "footnote"):
                under = False
                continue
            label = _LABEL.match(paragraph.text)
            if label and self._says(label[1]):
                # '- Meten: we volgen de cijfers' is something that is done, and measures nothing.
                under = paragraph.kind != "list_item" or _HAS_FIGURE.search(paragraph.text) is not None
            elif paragraph.kind != "list_item":
                under = False
            listed = paragraph.kind == "list_item" and (under or self._headed(paragraph) or self._is_aim(paragraph))
            if listed and last is not None and self._is_value(paragraph):
                last = (last[0], last[1], f"{last[2]} ; {paragraph.text}")
                continue
            if last is not None:
                yield self._towards(self._whole(*last), way)
                last = None
            if paragraph.kind != "list_item" or self.plan.outline.paragraphs[paragraph.number - 1].kind != "list_item":
                way = self._intended(paragraph)
            parts = list(self._parts(paragraph.text)) if listed else []
            for start, end in parts[:-1]:
                yield self._towards(self._whole(paragraph.text[start:end], paragraph, paragraph.text[start:end]), way)
            if listed:
                text = paragraph.text[parts[-1][0] :]
                last = (text, paragraph, text)
            else:
                yield from self._sentences(paragraph, asked=under or self._headed(paragraph))
        if last is not None:
            yield self._towards(self._whole(*last), way)

    def _is_aim(self, paragraph: Paragraph) -> bool:
        """Whether an item under a heading of goals says from where to where, in however many sentences."""
        if not self._aims(paragraph):
            return False
        values = values_in(paragraph.text, self.reading, self.period)
        return values.baseline is not None and values.target is not None

    def _is_value(self, paragraph: Paragraph) -> bool:
        folded = fold(paragraph.text)
        wanted = phrase_list((*self.reading.baseline, *self.reading.target))
        return wanted.starts(folded) is not None and phrase_list(self.reading.names).starts(folded) is None

    def _whole(self, name: str, paragraph: Paragraph, told: str) -> Measured:
        return self.maker.made(name, paragraph, values_in(told, self.reading, self.period), told=told)

    def _parts(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of a sentence that are each about one indicator: what is named and has its own figures begins another.

        'Het aantal inbraken gaat van 120 naar 90; het aandeel inwoners dat zich onveilig voelt van 12 naar 10 procent' has two.
        """
        folded, names, start = fold(text), phrase_list(self.reading.names), 0
        for match in _NEXT_ONE.finditer(folded):
            filler = _FILLERS.match(folded, match.end())
            rest = folded[filler.end() if filler else match.end() :]
            begins = names.starts(rest) or _OF_PEOPLE.match(rest)
            if not begins and not match["sure"]:
                continue
            before, after = (
                values_in(part, self.reading, self.period) for part in (text[start : match.start()], text[match.end() :])
            )
            whole = after.baseline is not None and after.target is not None
            if self._begins_another(before, after) and (begins or whole):
                yield start, match.start()
                start = match.end()
        yield start, len(text)

    @staticmethod
    def _begins_another(before: Values, after: Values) -> bool:
        """Whether two stretches each have figures of their own, and are not the baseline and the target of one indicator."""
        aims = [one.target is not None or one.relative is not None for one in (before, after)]
        return bool(before and after) and (aims[0] or not aims[1])

    def _sentences(self, paragraph: Paragraph, *, asked: bool) -> Iterator[Measured]:
        """Sentences that measure, in as many parts as they tell of indicators.

        Behind a sentence that announces them ('Daaraan zijn drie maatstaven verbonden'), one that only says where things stand
        is an indicator as well, where others there say where they should go and the next sentence does not say it for this one.
        """
        announced, aims = False, False
        found: list[tuple[Measured | None, bool]] = []  # what a sentence measures, or None for one with mere figures; surely?
        for sentence in sentences_of(paragraph.text, self.plan.reading.abbreviations):
            first = paragraph.text.index(sentence.text, sentence.start)
            spans = [(first + start, first + end) for start, end in self._parts(sentence.text)]
            here = [one for span in spans if (one := self._sentence(paragraph, span, sentence.text, asked=asked))]
            aims |= any(one.has_target for one in here)
            found += [(one, True) for one in here]
            if not here and announced:
                maybe = (self._sentence(paragraph, span, sentence.text, asked=False, announced=True) for span in spans)
                found += [(one, False) for one in maybe if one]
            if not here and values_in(sentence.text, self.reading, self.period).target is not None:
                found.append((None, False))
            announced |= not _HAS_FIGURE.search(sentence.text) and self._announces(sentence.text)
        for (one, sure), (after, _) in zip(found, [*found[1:], found[0]] if found else [], strict=True):
            if one is not None and (sure or (aims and after is not None)):
                yield one

    def _announces(self, sentence: str) -> bool:
        return phrase_list(self.reading.announces).first(fold(sentence)) is not None

    def _sentence(
        self, paragraph: Paragraph, span: tuple[int, int], sentence: str, *, asked: bool, announced: bool = False
    ) -> Measured | None:
        """What a sentence, or a part of one, measures: it has a known indicator or a word such as 'aantal', and figures.

        Under a heading about goals a figure of the present does as well: there it is to become another one.
        """
        aimed = asked or self._aims(paragraph)
        text = paragraph.text[span[0] : span[1]]
        inside = [
            mention
            for mention in self.plan.mentions_at.get(paragraph.number, ())
            if mention.kind == "indicator" and span[0] <= mention.start < span[1]
        ]
        folded = fold(text)
        values = values_in(text, self.reading, self.period)
        begin = phrase_list(self.reading.names).first(folded)
        if begin is None and asked:
            # What a survey asks after is measured, whatever words the sentence begins with.
            begin = phrase_list(self.reading.surveys).first(folded)
        both = values.baseline is not None and values.target is not None
        if not (inside or begin or both) or not (
            values.target is not None
            or values.relative is not None
            or (asked and (inside or values))
            or ((aimed or announced) and (inside or begin) and values)
        ):
            return None
        if not aimed and not announced and not (self._looks_ahead(text, folded) or self._looks_ahead(sentence, fold(sentence))):
            return None
        starts = [mention.start - span[0] for mention in inside] + ([begin.start] if begin else [])
        return self.maker.made(text[min(starts, default=0) :], paragraph, values, told=text)

    def _looks_ahead(self, text: str, folded: str) -> bool:
        """Whether running text sets a target: it names a year of the plan, or says 'streefwaarde', and is not in the past."""
        years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)]
        if years and self.period is not None:
            return max(years) > self.period[0]
        if phrase_list(self.reading.past).first(folded):
            return False
        return bool(years) or phrase_list(self.reading.target_columns).first(folded) is not None


def _relative(text: str, reading: IndicatorReading, period: tuple[int, int] | None) -> float | None:
    """The change that a cell asks for: '10% lager', '-20%'."""
    said = values_in(text, reading, period).relative
    change = _change(text, reading)
    size = number_in(change)
    if said is not None or "%" not in change or size is None:
        return said
    folded = fold(text)
    down = re.match(r"\W*-", folded) or phrase_list(reading.falling).first(folded)
    return -size if down else size


def _change(text: str, reading: IndicatorReading) -> str:
    """A target that is a change ('-10%', '10% lager') and no level ('22% of minder', 'minder dan 22%')."""
    folded, compared = fold(text), phrase_list(reading.compared)
    moves = [
        hit
        for hit in phrase_list((*reading.rising, *reading.falling)).all(folded)
        if not compared.is_whole(hit.text) or not (folded[: hit.start].endswith("of ") or _LEVEL_BEHIND.match(folded, hit.end))
    ]
    return text if moves or re.match(r"\W*[-+]", folded) else ""
