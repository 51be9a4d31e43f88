"""Check reports made by hand and by hypothesis, on a draft that python-docx writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from hypothesis import strategies as st

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from kbv_rules.model.remark import Chapter, CheckReport, Declared, Location, Remark, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
HEADINGS = ("1 Prioriteiten", "1.1 Ondermijning")


def draft(folder: Path) -> Path:
    """A small plan of seven paragraphs, a table cell among them."""
    document = docx.Document()
    document.add_heading("Veilig in Waterwijk", 0)
    document.add_heading(HEADINGS[0], 1)
    document.add_heading(HEADINGS[1], 2)
    document.add_paragraph("Wij pakken ondermijning aan.")
    document.add_table(1, 1).cell(0, 0).text = "Meldingen: 24 in 2025"
    document.add_heading("2 Begroting", 1)
    document.add_paragraph("Het geld is er.")
    document.save(str(path := folder / "plan.docx"))
    return path


def location(document: Document, number: int) -> Location:
    """The place of a paragraph as a check gives it; 0 is the document as a whole."""
    for section, above in ((section, document.path(section)) for section in document.root.walk()):
        for paragraph in (*((section.heading,) if section.heading else ()), *section.paragraphs):
            if paragraph.number == number:
                return Location(headings=above, paragraph=number, page=paragraph.page, quote=paragraph.text)
    return Location()


def remark(document: Document, rule: str = "budget-missing", paragraph: int = 0, **changes: Any) -> Remark:
    """A remark with all that one can have."""
    told = Remark(
        rule=rule,
        severity="warning",
        message=f"Hier ontbreekt iets ({rule}).",
        about={"chapter": 7},
        location=location(document, paragraph),
        source="Zonder geld geen uitvoering. Bron: Kernbeleid Veiligheid 2021, stap 4.",
        advice="Voeg een begroting toe.",
        fine_when="De begroting staat in een ander stuk.",
    )
    return replace(told, **changes)


def report(remarks: Sequence[Remark], *, name: str = "plan.docx", **changes: Any) -> CheckReport:
    """A report with a priority that was understood, one that was not, and a chapter that was not found."""
    made = CheckReport(
        document=name,
        priorities=(
            Declared(heading="Ondermijning", candidates=("5.2",), members=("5.2",)),
            Declared(heading="Samen sterk", candidates=(), members=()),
        ),
        other_themes=(Declared(heading="Veilig op straat", candidates=("4.1",), members=("4.1",)),),
        chapters=(Chapter(number=4, heading=HEADINGS[0]), Chapter(number=7, heading=None)),
        remarks=tuple(remarks),
        summary="Het plan noemt 2 prioriteiten. Begin bij: begroting ontbreekt.",
        warnings=("bladzijde 3 is een scan.",),
    )
    return replace(made, **changes)


def sample(folder: Path) -> tuple[Path, Document, CheckReport]:
    """A draft with a remark of every weight, two on one paragraph, one on all, and one that people accepted."""
    document = read_document(path := draft(folder))
    told = (
        remark(document, "no-priorities-found", 2, severity="error"),
        remark(document, "cross-link-missing", 3, about={"priority": "Ondermijning", "theme": "5.2", "linked_theme": "3.2"}),
        remark(document, "theme-not-covered", 3, about={"theme": "4.3"}, joined=({"theme": "4.4"}, {"theme": "5.1"})),
        remark(document, "budget-without-amounts", 5, accepted="Staat in de meerjarenbegroting. (Ans)"),
        remark(document, "budget-missing", 0, severity="note"),
    )
    return path, document, report(told)


_MEANT_ILL = (
    "<script>alert('x')</script>",
    "a & b &amp; \"c\" 'd'",
    "]]> --> <!--",
    "\x00\x07\x1b[31m",
    "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}",
    "lang " * 900,
    "",
)
_NASTY = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(_MEANT_ILL)


@st.composite
def reports(draw: st.DrawFn, document: Document) -> CheckReport:
    """Any report on a document, ordered as a check orders it, with texts that someone may have meant ill."""
    paragraphs = [one.number for one in document.paragraphs()]
    found = []
    for severity in SEVERITIES:
        for rule in draw(st.lists(st.sampled_from(["budget-missing", "cross-link-missing", "law-outdated"]), max_size=3)):
            found.append(
                remark(
                    document,
                    rule,
                    draw(st.sampled_from([0, *paragraphs])),
                    severity=severity,
                    message=draw(_NASTY),
                    about=draw(st.dictionaries(st.sampled_from(["priority", "theme", "element"]), _NASTY, max_size=2)),
                    source=draw(_NASTY),
                    advice=draw(_NASTY),
                    accepted=draw(st.none() | _NASTY),
                    joined=draw(st.just(()) | st.tuples(st.fixed_dictionaries({"theme": _NASTY}))),
                )
            )
    declared = (Declared(heading=draw(_NASTY), candidates=(), members=()),)
    return report(found, priorities=declared, summary=draw(_NASTY), warnings=(draw(_NASTY),))
