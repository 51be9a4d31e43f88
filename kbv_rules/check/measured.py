"""What a draft says of one indicator: which it is, of what kind, which way is better, and from where to where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules.check.directions import direction_of, people_of
from kbv_rules.check.figures import Values, subject_of
from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.knowledge.word_forms import form, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.check.plan import Plan
    from kbv_rules.model.check_rules import IndicatorReading
    from kbv_rules.model.document import Paragraph

_PERIOD = re.compile(r"\b(20\d\d)\s*(?:-|–|—|/|t/m|tot en met|tot)\s*(20\d\d)\b")
_PLACE = re.compile(r"\s*(?:[:(;]|\s[–—-]\s|,\s*(?:nulmeting|streef|van|in 20|nu\b)|\.\s|\.$).*$", re.DOTALL | re.IGNORECASE)
_LONGEST = 90
_HEAD = 6  # letters of the end of a compound that stands for all of it
# A clause that tells what came of the work: of 'controles waarbij iets mis was' not the controls are counted.
_OUTCOME = re.compile(r"\swaar(?:in|bij|van|na|uit|op|mee)?\s")
_SHARE = re.compile(r"%|\bprocent\b|\b(?:aandeel|percentage)\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator as the draft has it. `id` is the handbook's when it is one of those; `kinds` may hold more than one where the
    words leave that open. `way` is 1 or -1 where only is said which way it is to go. `keeps` says that its level is to be kept,
    `relative` is a change instead of a level, `moves` which way the text says that it goes beside the two levels.
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
    moves: int | None
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


class Maker:
    """Makes of a name and its figures what they measure, for the themes of one priority."""

    def __init__(self, plan: Plan, members: Sequence[str]) -> None:
        self.plan = plan
        self.members = members
        self.reading: IndicatorReading = plan.reading.indicators

    def made(self, name: str, paragraph: Paragraph, values: Values, *, told: str, source: str = "") -> Measured:
        """What is measured; `told` is all that is said of it, `source` where its figure comes from."""
        reading, folded = self.reading, fold(told)
        short = _PLACE.sub("", " ".join(name.split())) or name
        short = short if len(short) <= _LONGEST else short[:_LONGEST].rsplit(" ", 1)[0]
        surveyed = phrase_list(reading.surveys).first(folded) is not None
        known = self._known(paragraph, short) or self._worded(short)
        if known and surveyed and self.plan.knowledge.indicators[known].source in reading.registers:
            # A survey that asks after the same is another indicator.
            known = None
        if known and not surveyed and self.plan.knowledge.indicators[known].kind == "subjective" and self._is_fact(short, folded):
            # 'Meldingen van overlast door jongeren' are counted; what a survey asks after is the overlast they had.
            known = None
        indicator = self.plan.knowledge.indicators[known] if known else None
        keeps = phrase_list(reading.keeping).first(folded) is not None
        return Measured(
            name=short.strip(" .;,"),
            paragraph=paragraph.number,
            id=known,
            kinds=frozenset({indicator.kind}) if indicator else self._kinds(subject_of(name), folded, fold(source)),
            direction=direction_of(subject_of(name), folded, indicator.direction if indicator else None, reading),
            baseline=values.baseline,
            target=values.target,
            relative=values.relative,
            way=values.way,
            moves=values.moves,
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

    def _kinds(self, name: str, told: str, source: str) -> frozenset[str]:
        """What kind of indicator the words say; from the name alone where that is enough, or else by where the figure comes from.

        What stands first counts: 'overtredingen bij controles' are no work of the municipality, 'controles op overtredingen' are.
        Of work the part that has some outcome ('controles waarbij iets mis was') is a fact. A source that is no survey registers.
        """
        reading = self.reading
        if phrase_list(reading.subjective).first(name):
            return frozenset({"subjective"})
        asked = phrase_list((*reading.subjective, *reading.surveys)).first(told) is not None
        work, fact = (self._first(phrases, name) for phrases in (reading.output, reading.objective))
        if work is not None and _OUTCOME.search(name[work:]) and _SHARE.search(told):
            work, fact = None, work
        if work is not None and (fact is None or work < fact):
            return frozenset({"output"})
        if fact is not None or not asked:
            # A survey that asks after facts can be taken for either, and so can what no words tell of.
            known = bool(source) and phrase_list(reading.unsure_sources).first(source) is None
            sourced = known and people_of(name, reading) is None
            registered = sourced or phrase_list((*reading.objective, *reading.registered)).first(told) is not None
            return frozenset({"objective"} if registered and not asked else {"objective", "subjective"})
        return frozenset({"subjective"})

    def _is_fact(self, name: str, told: str) -> bool:
        """Whether is told of what is registered, and the name says nothing that is felt."""
        registered = phrase_list(self.reading.reported).first(told) is not None
        return registered and phrase_list(self.reading.subjective).first(subject_of(name)) is None

    def _first(self, phrases: tuple[str, ...], folded: str) -> int | None:
        """Where the first of these words stands that says more than that something is counted."""
        counted = phrase_list(self.reading.counted)
        return next((hit.start for hit in phrase_list(phrases).all(folded) if not counted.is_whole(hit.text)), None)


def _stands_in(word: str, words: set[str]) -> bool:
    """Whether a word stands there, or the end of it that is a word by itself ('ongevallen' for 'verkeersongevallen')."""
    return word in words or any(len(other) >= _HEAD and word.endswith(other) for other in words)


def sequence(found: Sequence[Measured]) -> tuple[str, ...]:
    """The names of indicators."""
    return tuple(one.name for one in found)
