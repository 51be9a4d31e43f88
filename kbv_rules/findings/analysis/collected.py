"""What was read so far: findings per theme, possible priorities, and what got no place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.model.findings import Approach, Proposal, ThemeFindings
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import ReadingRules
    from kbv_rules.model.findings import Consultation, Figure, Observation, Point


class Unplaced(NamedTuple):
    """Something the report says that got no place in the findings: where it stands, the text, and why."""

    section: str
    text: str
    why: str


@dataclass(slots=True)
class _Theme:
    figures: list[Figure] = field(default_factory=list)
    works: list[Point] = field(default_factory=list)
    bottlenecks: list[Point] = field(default_factory=list)
    consultation: list[Consultation] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)


@dataclass(slots=True)
class _Proposal:
    name: str
    candidate: str | None
    source: str
    sub_themes: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)


class Collected:
    """Gathers while the report is read."""

    def __init__(self, document: str, rules: ReadingRules) -> None:
        self.document = document
        self.rules = rules
        self.unplaced: list[Unplaced] = []
        self.not_told = 0
        self._themes: dict[str, _Theme] = {}
        self._proposals: list[_Proposal] = []
        self._heading: Unplaced | None = None
        self._folded = 0

    def _of(self, theme: str) -> _Theme:
        return self._themes.setdefault(theme, _Theme())

    def figure(self, theme: str, figure: Figure) -> bool:
        """Keep a figure, unless there is one of that name and unit with other values."""
        held = self._of(theme).figures
        same = [one for one in held if (one.name, one.unit) == (figure.name, figure.unit)]
        if not same:
            held.append(figure)
        return all(one.values == figure.values for one in same)

    def approach(self, theme: str, point: Point, *, works: bool) -> None:
        (self._of(theme).works if works else self._of(theme).bottlenecks).append(point)

    def consultation(self, theme: str, said: Consultation) -> None:
        self._of(theme).consultation.append(said)

    def observation(self, theme: str, observation: Observation) -> None:
        self._of(theme).observations.append(observation)
        self.not_told += observation.about == "approach"

    @property
    def in_proposal(self) -> bool:
        return bool(self._proposals)

    def begin_proposal(self, name: str, candidate: str | None, source: str) -> None:
        self.had_text()
        self._proposals.append(_Proposal(name, candidate, source))

    def sub_theme(self, text: str) -> None:
        self._proposals[-1].sub_themes.append(text)

    def element(self, text: str) -> None:
        self._proposals[-1].elements.append(text)

    def lost(self, section: str, text: str, why: str) -> None:
        self.had_text()
        self.unplaced.append(Unplaced(section, text, why))

    def fold(self, section: str, text: str, why: str) -> None:
        """List the first of many texts that have no place for the same reason, and count the others."""
        self._heading = None
        last = self.unplaced[-1] if self.unplaced else None
        if last is not None and (last.section, last.why) == (section, why):
            self._folded += 1
            return
        self._unfold()
        self.unplaced.append(Unplaced(section, text, why))

    def heading(self, section: str, text: str, why: str) -> None:
        """A heading that is not understood is listed by itself when nothing stands below it."""
        self.close()
        self._heading = Unplaced(section, text, why)

    def had_text(self) -> None:
        """Something stands below the last heading."""
        self._heading = None
        self._unfold()

    def close(self) -> None:
        """What was waiting is listed."""
        self._unfold()
        if self._heading is not None:
            self.unplaced.append(self._heading)
            self._heading = None

    def _unfold(self) -> None:
        if self._folded:
            last = self.unplaced[-1]
            more = fill(self.rules.notes.more_alike, {"count": str(self._folded)})
            self.unplaced[-1] = last._replace(text=f"{last.text} {more}")
            self._folded = 0

    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(
            Proposal(
                name=one.name,
                candidate=one.candidate,
                sub_themes=tuple(one.sub_themes),
                elements=tuple(one.elements),
                source=one.source,
            )
            for one in self._proposals
        )

    def findings(self) -> tuple[ThemeFindings, ...]:
        """Per theme what was found, themes in the order of their ids."""
        return tuple(
            ThemeFindings(
                theme=theme,
                figures=tuple(found.figures),
                approach=Approach(works=tuple(found.works), bottlenecks=tuple(found.bottlenecks)),
                consultation=tuple(found.consultation),
                observations=tuple(found.observations),
            )
            for theme, found in sorted(self._themes.items())
        )
