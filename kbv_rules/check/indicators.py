"""The indicators of a priority: from tables, lists and sentences, with their kind, baseline and target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules.check.figures import Values, number_in, values_in
from kbv_rules.check.phrases import fold, heading_list, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.titles import bare
from kbv_rules.knowledge.word_forms import form, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.check.plan import Plan, Priority
    from kbv_rules.model.check_rules import IndicatorReading
    from kbv_rules.model.document import Paragraph

_PERIOD = re.compile(r"\b(20\d\d)\s*(?:-|–|—|/|t/m|tot en met|tot)\s*(20\d\d)\b")
_PLACE = re.compile(r"\s*(?:[:(;]|\s[–—-]\s|,\s*(?:nulmeting|streef|van|in 20|nu\b)|\.\s|\.$).*$", re.DOTALL | re.IGNORECASE)
_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\s*[.:](?:\s|$)")
_LONGEST = 90
_HEAD = 6  # letters of the end of a compound that stands for all of it
_GOALS = ("qualitative-goal", "quantitative-goal")


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator as the draft has it. `id` is the handbook's when it is one of those; `kinds` may hold more than one where the
    words leave that open. `way` is 1 or -1 where only is said which way it is to go. `keeps` says that its level is to be kept,
    `relative` is a change instead of a level.
    """

    name: str
    paragraph: int
    id: str | None
    kinds: frozenset[str]
    direction: str | None
    baseline: float | None
    target: float | None
    relative: float | None
    way: int | None
    keeps: bool
    has_baseline: bool
    has_target: bool

    @property
    def key(self) -> str:
        """How remarks call it: the handbook's id, or its name in the draft."""
        return self.id or self.name


def period_of(plan: Plan) -> tuple[int, int] | None:
    """The first and last year of the plan, as it says itself: what it says most often, the title first."""
    title = _PERIOD.search(plan.document.root.title)
    texts = [title[0]] if title else [paragraph.text for paragraph in plan.outline.paragraphs.values()]
    counts: dict[tuple[int, int], int] = {}
    for text in texts:
        for match in _PERIOD.finditer(text):
            years = (int(match[1]), int(match[2]))
            if 1 < years[1] - years[0] < 8:
                counts[years] = counts.get(years, 0) + 1
    return max(counts, key=lambda years: (counts[years], years), default=None)


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
        self.members = priority.members
        self.texts = [plan.outline.paragraphs[number] for number in priority.paragraphs]
        self.headings = heading_list(self.reading.headings)
        self.used: set[int] = set()

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
                continue
            self.used.update(one.number for one in cells)
            rest = {place: text for place, text in head.items() if place != column}
            target = self._column(rest, self.reading.target_columns) or self._of_year(rest, ahead=True)
            rest = {place: text for place, text in rest.items() if place != target}
            baseline = self._column(rest, self.reading.baseline_columns) or self._of_year(rest, ahead=False)
            for row in sorted({one.cell[1] for one in cells if one.cell and one.cell[1] >= first}):
                inside = {one.cell[2]: one for one in cells if one.cell and one.cell[1] == row}
                if column in inside:
                    yield self._row(inside, column, baseline, target)

    def _row(self, cells: dict[int, Paragraph], column: int, baseline: int | None, target: int | None) -> Measured:
        name = cells[column]
        rest = " ; ".join(cell.text for place, cell in sorted(cells.items()) if place != column)
        values = values_in(rest, self.reading, self.period)
        before, after = (cells[place].text if place in cells else "" for place in (baseline or 0, target or 0))
        return self._made(
            name.text,
            name,
            Values(
                number_in(before) if baseline else values.baseline,
                number_in(after) if target and "%" not in _change(after, self.reading) else values.target,
                values.relative if values.relative is not None else values_in(after, self.reading, self.period).relative,
                values.way,
            ),
            told=f"{name.text} {rest}",
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
        for paragraph in self.texts:
            if paragraph.number in self.used or paragraph.kind == "heading":
                under = False
                continue
            label = _LABEL.match(paragraph.text)
            if label and self._says(label[1]):
                under = True
            elif paragraph.kind != "list_item":
                under = False
            listed = paragraph.kind == "list_item" and (under or self._headed(paragraph))
            if listed and last is not None and self._is_value(paragraph):
                last = (last[0], last[1], f"{last[2]} ; {paragraph.text}")
                continue
            if last is not None:
                yield self._whole(*last)
                last = None
            if listed:
                last = (paragraph.text, paragraph, paragraph.text)
            else:
                yield from self._sentences(paragraph, asked=under or self._headed(paragraph))
        if last is not None:
            yield self._whole(*last)

    def _is_value(self, paragraph: Paragraph) -> bool:
        folded = fold(paragraph.text)
        wanted = phrase_list((*self.reading.baseline, *self.reading.target))
        return wanted.starts(folded) is not None and phrase_list(self.reading.names).starts(folded) is None

    def _whole(self, name: str, paragraph: Paragraph, told: str) -> Measured:
        return self._made(name, paragraph, values_in(told, self.reading, self.period), told=told)

    def _sentences(self, paragraph: Paragraph, *, asked: bool) -> Iterator[Measured]:
        """Sentences that measure: with a known indicator or a word such as 'aantal', and figures.

        Under a heading about goals a figure of the present does as well: there it is to become another one.
        """
        aimed = asked or self._aims(paragraph)
        for sentence in sentences_of(paragraph.text, self.plan.reading.abbreviations):
            inside = [
                mention
                for mention in self.plan.mentions_at.get(paragraph.number, ())
                if mention.kind == "indicator" and sentence.start <= mention.start < sentence.end
            ]
            folded = fold(sentence.text)
            values = values_in(sentence.text, self.reading, self.period)
            begin = phrase_list(self.reading.names).first(folded)
            if begin is None and asked:
                # What a survey asks after is measured, whatever words the sentence begins with.
                begin = phrase_list(self.reading.surveys).first(folded)
            both = values.baseline is not None and values.target is not None
            if not (inside or begin or both) or not (
                values.target is not None
                or values.relative is not None
                or (asked and (inside or values))
                or (aimed and (inside or begin) and values)
            ):
                continue
            if not aimed and not self._looks_ahead(sentence.text, folded):
                continue
            starts = [mention.start - sentence.start for mention in inside] + ([begin.start] if begin else [])
            start = min(starts, default=0)
            yield self._made(sentence.text[start:], paragraph, values, told=sentence.text)

    def _looks_ahead(self, text: str, folded: str) -> bool:
        """Whether running text sets a target: it names a year of the plan, or says 'streefwaarde', and is not in the past."""
        years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)]
        if years and self.period is not None:
            return max(years) > self.period[0]
        if phrase_list(self.reading.past).first(folded):
            return False
        return bool(years) or phrase_list(self.reading.target_columns).first(folded) is not None

    def _made(self, name: str, paragraph: Paragraph, values: Values, *, told: str) -> Measured:
        reading, folded = self.reading, fold(told)
        short = _PLACE.sub("", " ".join(name.split())) or name
        short = short if len(short) <= _LONGEST else short[:_LONGEST].rsplit(" ", 1)[0]
        surveyed = phrase_list(reading.surveys).first(folded) is not None
        known = self._known(paragraph, short) or self._worded(short)
        if known and surveyed and self.plan.knowledge.indicators[known].source in reading.registers:
            # A survey that asks after the same is another indicator.
            known = None
        indicator = self.plan.knowledge.indicators[known] if known else None
        keeps = phrase_list(reading.keeping).first(folded) is not None
        return Measured(
            name=short.strip(" .;,"),
            paragraph=paragraph.number,
            id=known,
            kinds=frozenset({indicator.kind}) if indicator else self._kinds(fold(short), folded),
            direction=_sure(_direction(fold(short), reading) or (indicator.direction if indicator else None), folded, reading),
            baseline=values.baseline,
            target=values.target,
            relative=values.relative,
            way=values.way,
            keeps=keeps,
            has_baseline=values.baseline is not None,
            has_target=values.target is not None or values.relative is not None or keeps,
        )

    def _known(self, paragraph: Paragraph, name: str) -> str | None:
        """The handbook's indicator that is named here, the longest name first."""
        end = paragraph.text.find(name) + len(name) + 1
        found = [
            mention
            for mention in self.plan.mentions_at.get(paragraph.number, ())
            if mention.kind == "indicator" and not mention.weak and mention.end <= end and mention.text in name
        ]
        return max(found, key=lambda mention: (mention.end - mention.start, mention.id)).id if found else None

    def _worded(self, name: str) -> str | None:
        """The handbook's indicator of one of the priority's themes of which all words that tell stand in a name, in any order.

        'Ongevallen met letsel' is its 'Verkeersongevallen met letsel'; words for any indicator ('aantal') tell nothing.
        """
        knowledge = self.plan.knowledge
        words = {form(word) for word in words_of(name)}
        common = {form(word) for phrase in self.reading.common for word in words_of(phrase)}
        fitting: dict[str, int] = {}
        for id_ in sorted({mention.id for theme in self.members for mention in knowledge.themes[theme].indicators}):
            indicator = knowledge.indicators[id_]
            for label in (indicator.name, *indicator.aliases):
                wanted = {form(word) for word in words_of(label)} - common
                if len(wanted) > 1 and all(_stands_in(word, words) for word in wanted):
                    fitting[id_] = max(len(wanted), fitting.get(id_, 0))
        best = [id_ for id_, count in fitting.items() if count == max(fitting.values())]
        return best[0] if len(best) == 1 else None

    def _kinds(self, name: str, told: str) -> frozenset[str]:
        """What kind of indicator the words say; from the name alone where that is enough."""
        for text in (name, told):
            if phrase_list(self.reading.subjective).first(text):
                return frozenset({"subjective"})
            if phrase_list(self.reading.output).first(text):
                return frozenset({"output"})
            if phrase_list(self.reading.objective).first(text):
                # A survey that asks after facts can be taken for either.
                asked = phrase_list(self.reading.subjective).first(told) is not None
                return frozenset({"objective", "subjective"} if asked else {"objective"})
        return frozenset({"objective", "subjective"})


def _stands_in(word: str, words: set[str]) -> bool:
    """Whether a word stands there, or the end of it that is a word by itself ('ongevallen' for 'verkeersongevallen')."""
    return word in words or any(len(other) >= _HEAD and word.endswith(other) for other in words)


def _sure(direction: str | None, folded: str, reading: IndicatorReading) -> str | None:
    """Which way is better, unless the figures are told in words that turn it round: '9 procent voelt zich onveilig'."""
    turned = {"higher_is_better": reading.worse, "lower_is_better": reading.better}.get(direction or "", ())
    return None if turned and phrase_list(turned).first(folded) else direction


def _change(text: str, reading: IndicatorReading) -> str:
    """A target that is a change ('-10%', '10% lager') and no level."""
    folded = fold(text)
    moves = phrase_list((*reading.rising, *reading.falling)).first(folded)
    return text if moves or re.match(r"\W*[-+]", folded) else ""


def _direction(name: str, reading: IndicatorReading) -> str | None:
    """Which way is better, by the words of the name; what says 'neither' goes first."""
    if phrase_list(reading.neutral).first(name):
        return "neutral"
    lower, higher = phrase_list(reading.lower_is_better).first(name), phrase_list(reading.higher_is_better).first(name)
    if higher and (not lower or higher.start <= lower.start):
        return "higher_is_better"
    return "lower_is_better" if lower else None


def sequence(found: Sequence[Measured]) -> tuple[str, ...]:
    """The names of indicators."""
    return tuple(one.name for one in found)
