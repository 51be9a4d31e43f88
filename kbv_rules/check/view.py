"""What a detector looks at, and what it hands back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.stated import Signs, signs_in
from kbv_rules.check.treatment import treated
from kbv_rules.model.remark import Location, Severity

if TYPE_CHECKING:
    from kbv_rules.check.measured import Measured
    from kbv_rules.check.plan import Plan
    from kbv_rules.check.priority import Priority
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import Listing
    from kbv_rules.rules.template import Shown

About = dict[str, str | int]
Values = Mapping[str, "Shown"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a check remarks on. `values` fill the texts of the rule; `more` names its sentences that apply.

    `severity` is there when it is another than the rule's. `rank` orders the hits of one rule, lowest first. `held` hits are only
    shown on request. `joined` are the `about` of hits on the same cause that this one stands for.
    """

    about: About
    values: Mapping[str, Shown] = field(default_factory=dict)
    location: Location = field(default_factory=Location)
    severity: Severity | None = None
    more: tuple[str, ...] = ()
    rank: tuple[float | str, ...] = ()
    held: bool = False
    joined: tuple[About, ...] = ()


class View:
    """One draft with the knowledge, as all detectors see it. `scores` says per theme how heavy the findings weigh it."""

    def __init__(self, plan: Plan, scores: Mapping[str, float] | None = None) -> None:
        self.plan = plan
        self.scores = dict(scores or {})

    @property
    def knowledge(self) -> Knowledge:
        return self.plan.knowledge

    def at_priority(self, priority: Priority) -> Location:
        """Where a priority is worked out, or else declared."""
        return self.plan.outline.at_place(priority.places[0]) if priority.places else self.plan.outline.at(priority.declared_at)

    def at_chapter(self, number: int) -> Location:
        """The heading of the first section that serves a chapter; the document as a whole when none does."""
        places = self.plan.served.places.get(number, ())
        return self.plan.outline.at_place(places[0]) if places else Location()

    def has_chapter(self, number: int) -> bool:
        return bool(self.plan.served.places.get(number))

    def chapter_name(self, number: int) -> str:
        return next(chapter.name for chapter in self.knowledge.catalogue.chapters if chapter.number == number)

    @cached_property
    def worked_out(self) -> tuple[Priority, ...]:
        """The priorities that have a section of their own; what the others lack is one remark."""
        return tuple(one for one in self.plan.priorities if one.places)

    def treats(self, priority: Priority) -> dict[str, int]:
        """The themes the sections of a priority treat, its own left out; those an overarching theme touches are not its own."""
        if priority not in self._treated:
            own = () if self.plan.is_overarching(priority) else priority.members
            self._treated[priority] = treated(self.plan, priority.paragraphs, priority.places, own)
        return self._treated[priority]

    @cached_property
    def _treated(self) -> dict[Priority, dict[str, int]]:
        return {}

    def phrases_in(self, phrases: tuple[str, ...], paragraphs: Iterable[int]) -> set[str]:
        """Which of these phrases stand in these paragraphs."""
        # A bar between paragraphs, so that no phrase runs from one into the next.
        folded = " | ".join([self.plan.outline.folded(number) for number in paragraphs])
        return set(phrase_list(phrases).found(folded))

    def phrases_beside(self, phrases: tuple[str, ...], beside: tuple[str, ...], paragraphs: Iterable[int]) -> set[str]:
        """Which of these phrases stand in one sentence with one of the others, apart from it."""
        wanted, others = phrase_list(phrases), phrase_list(beside)
        found: set[str] = set()
        for number in paragraphs:
            for sentence in sentences_of(self.plan.outline.paragraphs[number].text, self.plan.reading.abbreviations):
                folded = fold(sentence.text)
                for match in wanted.all(folded):
                    if others.first(f"{folded[: match.start]} | {folded[match.end :]}") or others.first(match.text):
                        found.add(match.text)
        return found

    def stated_in(self, signs: Signs, listing: Listing, paragraphs: Iterable[int], enough: int) -> set[str]:
        """Which different signs of a subject these paragraphs state; no further than there are enough."""
        found: set[str] = set()
        for number in paragraphs:
            paragraph = self.plan.outline.paragraphs[number]
            found |= signs_in(paragraph.text, signs, listing, self.plan.reading.abbreviations, alone=paragraph.kind == "heading")
            if len(found) >= enough:
                break
        return found

    def mentions_in(self, paragraphs: Iterable[int], kinds: tuple[str, ...]) -> set[str]:
        """The ids of these kinds that are named in these paragraphs by a name that says enough."""
        found = self.plan.mentions_at
        return {one.id for number in paragraphs for one in found.get(number, ()) if one.kind in kinds and not one.weak}

    def measured(self, priority: Priority) -> tuple[Measured, ...]:
        """The indicators of a priority with their baselines and targets."""
        if priority not in self._measured:
            from kbv_rules.check.indicators import indicators_of

            self._measured[priority] = tuple(indicators_of(self.plan, priority))
        return self._measured[priority]

    @cached_property
    def _measured(self) -> dict[Priority, tuple[Measured, ...]]:
        return {}
