"""What every written form of a check shares: the labels, the numbers of remarks, and places and names in a reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import CheckRules
    from kbv_rules.model.remark import CheckReport, Location, Remark, Severity

HEADS: dict[Severity, str] = {"error": "Fouten", "warning": "Aandachtspunten", "note": "Suggesties"}
WEIGHS: dict[Severity, str] = {"error": "fout", "warning": "aandachtspunt", "note": "suggestie"}
ACCEPTED = "Besloten te laten staan"
PRIORITIES = "Prioriteiten"
OTHER_THEMES = "Overige thema's"
CHAPTERS = "Hoofdstukken"
REMARKS = "Opmerkingen"
WARNING = "Let op"
IN_PLAN = "In het plan"
IN_METHOD = "In de methode"
TAKEN_AS = "Begrepen als"
THEMES = "Thema's"
WHY = "Waarom"
DO = "Doen"
FINE = "Mag blijven als"
REASON = "Reden"
ALSO = "Dit geldt ook voor"
WHOLE = "Het document als geheel"
NOT_FOUND = "niet gevonden"
NOT_KNOWN = "niet herkend"


def title_of(report: CheckReport) -> str:
    """The title of a report."""
    return f"Toets van {report.document}"


def numbered(report: CheckReport) -> list[tuple[int, Remark]]:
    """The remarks that stand, in their order, with the number they have in every output. Those people accepted have none."""
    return list(enumerate((remark for remark in report.remarks if remark.accepted is None), 1))


def accepted(report: CheckReport) -> list[Remark]:
    """The remarks that people decided to leave, in their order."""
    return [remark for remark in report.remarks if remark.accepted is not None]


def place_of(location: Location) -> str:
    """Where a remark is about, for a reader: headings, paragraph, page."""
    if not location.paragraph:
        return WHOLE
    parts = [" > ".join(location.headings)] if location.headings else []
    parts.append(f"alinea {location.paragraph}")
    if location.page is not None:
        parts.append(f"bladzijde {location.page}")
    return ", ".join(parts)


class Names:
    """What ids are called: themes and what else the knowledge holds, and bundles."""

    def __init__(self, knowledge: Knowledge, rules: CheckRules) -> None:
        self._knowledge = knowledge
        self._bundles = {bundle.id: bundle.name for bundle in rules.bundles}
        self._chapters = {chapter.number: chapter.name for chapter in knowledge.catalogue.chapters}
        self._elements = {element.id: element.name for chapter in knowledge.catalogue.chapters for element in chapter.elements}

    def __call__(self, id_: str) -> str:
        """The name of a subject, with its number where it has one; the id itself when it is not known."""
        if id_ in self._bundles:
            return self._bundles[id_]
        name = self._knowledge.name(id_)
        return f"{id_} {name}" if id_ in self._knowledge.themes or id_ in self._knowledge.cross_cutting else name

    def chapter(self, number: int) -> str:
        """The name the method has for a chapter."""
        return self._chapters.get(number, str(number))

    def about(self, key: str, value: str | int) -> str:
        """The value of a key of `about`."""
        if key == "chapter" and isinstance(value, int):
            return f"{value} {self.chapter(value)}"
        text, knowledge = str(value), self._knowledge
        for group in (knowledge.partners, knowledge.laws, knowledge.indicators) if key not in ("theme", "linked_theme") else ():
            if text in group:
                return group[text].name
        return self._elements.get(text, text) if key == "element" else self(text)


def joined(remark: Remark, names: Names) -> Iterator[str]:
    """What else a remark stands for: per joined one, what it does not share with the remark itself."""
    for about in remark.joined:
        own = {key: value for key, value in about.items() if remark.about.get(key) != value} or about
        yield ", ".join(names.about(key, value) for key, value in own.items())
