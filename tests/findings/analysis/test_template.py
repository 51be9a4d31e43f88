"""The empty report: the format of the method in Word, filled in by a program and read back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from kbv_rules.errors import UnknownTermError
from kbv_rules.findings.analysis.form import load_form
from kbv_rules.findings.analysis.read import AnalysisReport, Asked, read_report
from kbv_rules.findings.analysis.template import analysis_template
from tests.findings.analysis.building import KNOWLEDGE, RULES, TODAY

FORM = load_form().template
THEMES = KNOWLEDGE.catalogue.themes


@pytest.fixture(scope="module")
def template() -> bytes:
    return analysis_template(KNOWLEDGE, today=TODAY, municipality="terneuzen")


@pytest.fixture(scope="module")
def word(template: bytes) -> Any:
    return docx.Document(io.BytesIO(template))


def headings(word: Any, level: int) -> list[str]:
    return [one.text for one in word.paragraphs if one.style.name == f"Heading {level}"]


def test_the_headings_are_those_of_the_format_with_our_themes(word: Any) -> None:
    fields = [f"Veiligheidsveld {field.id}: {field.name}" for field in KNOWLEDGE.catalogue.fields]
    assert headings(word, 1) == [FORM.about, *fields]
    assert len(headings(word, 2)) == 25
    assert headings(word, 2)[5:7] == [
        "2.1 Veiligheidsproblematiek: cijfermatig beeld",
        "2.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten",
    ]
    per_theme = [text for text in headings(word, 3) if text.startswith("Thema ")]
    for theme in THEMES:
        parts = 2 if theme.field == "1" else 3
        assert per_theme.count(f"Thema {theme.id}: {theme.name}") == parts
    assert [aspect.name for aspect in KNOWLEDGE.catalogue.aspects] == [
        one for one in headings(word, 3) if not one.startswith(("Thema", "Mog"))
    ][:6]


def test_every_theme_has_a_table_with_its_indicators_and_their_sources(word: Any) -> None:
    tables = word.tables[1:]
    assert len(tables) == len(THEMES)
    for table, theme in zip(tables, THEMES, strict=True):
        heads = [cell.text for cell in table.rows[0].cells]
        assert heads == ["Indicator", "Bron", "Eenheid", "2021", "2022", "2023", "2024", "2025", "Vergelijkbare gemeenten"]
        filled = [(row.cells[0].text, row.cells[1].text) for row in table.rows[1:] if row.cells[0].text]
        indicators = [KNOWLEDGE.indicators[one.id] for one in theme.indicators]
        assert filled == [(one.name, KNOWLEDGE.data_sources[one.source].name) for one in indicators if not one.lapsed]


def test_who_cannot_see_it_finds_the_way(word: Any, template: bytes) -> None:
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert word.core_properties.title == FORM.title
    assert word.core_properties.language == "nl-NL"
    assert "nl-NL" in word.styles["Normal"].element.xml
    assert "TOC \\o" in zipfile.ZipFile(io.BytesIO(template)).read("word/document.xml").decode()


def test_the_municipality_is_filled_in_by_its_name(word: Any) -> None:
    assert [row.cells[1].text for row in word.tables[0].rows[1:]] == ["Terneuzen", "", "", ""]
    with pytest.raises(UnknownTermError):
        analysis_template(KNOWLEDGE, today=TODAY, municipality="Xyzzyburg")


def filled_in(template: bytes, path: Path) -> dict[str, str]:
    """The template with every empty place filled in; each text once, with the heading it was put under."""
    word = docx.Document(io.BytesIO(template))
    for row, text in zip(word.tables[0].rows[1:], ("Terneuzen", "2027", "2030", "31-10-2026"), strict=True):
        row.cells[1].text = text
    put: dict[str, str] = {}
    under = ["", "", "", "", ""]
    for paragraph in word.paragraphs:
        style = paragraph.style.name
        if style.startswith("Heading"):
            level = int(style[-1])
            under[level:] = [paragraph.text, *[""] * (4 - level)]
        if FORM.placeholder in paragraph.text and not paragraph.text.startswith("["):
            part = under[2].partition(" ")[0]
            aside = "" if part[2:] not in ("3", "4") or under[3].startswith("Thema") else f" ({part[0]}.2)"
            text = f"feit {len(put)}"
            put[text] = " > ".join(under[1:])
            paragraph.runs[0].text = paragraph.text.replace(FORM.placeholder, f"{text}{aside}")
            for run in paragraph.runs[1:]:
                run.text = ""
    for table in word.tables[1:]:
        for at, row in enumerate(table.rows[1:]):
            if row.cells[0].text:
                for column in range(3, 8):
                    row.cells[column].text = str(at + column)
                row.cells[8].text = str(at + 1)
    word.save(str(path))
    return put


@pytest.fixture(scope="module")
def round_trip(template: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], AnalysisReport]:
    path = tmp_path_factory.mktemp("report") / "veiligheidsanalyse.docx"
    put = filled_in(template, path)
    return put, read_report(path, KNOWLEDGE, RULES, today=TODAY)


def test_what_was_filled_in_comes_back_where_it_belongs(round_trip: tuple[dict[str, str], AnalysisReport]) -> None:
    put, report = round_trip
    assert report.unplaced == ()
    back: dict[str, tuple[str, str]] = {}
    for found in report.findings.findings:
        kinds = {
            "works": found.approach.works,
            "bottlenecks": found.approach.bottlenecks,
            "observations": found.observations,
            "residents": [one for one in found.consultation if one.group == "residents"],
            "entrepreneurs": [one for one in found.consultation if one.group == "entrepreneurs"],
        }
        back |= {point.text: (found.theme, kind) for kind, points in kinds.items() for point in points}
    for proposal in report.findings.proposals:
        back[proposal.name] = ("", "proposal")
        back |= dict.fromkeys(proposal.sub_themes, ("", "sub_themes")) | dict.fromkeys(proposal.elements, ("", "elements"))
    assert set(back) == set(put)
    labels = {
        FORM.labels["accents"]: "works",
        FORM.labels["attention"]: "bottlenecks",
        FORM.labels["residents"]: "residents",
        FORM.labels["entrepreneurs"]: "entrepreneurs",
        FORM.labels["sub_themes"]: "sub_themes",
        FORM.labels["elements"]: "elements",
    }
    for text, under in put.items():
        _, part, subject, label = under.split(" > ")
        theme = subject.removeprefix("Thema ").partition(":")[0] if subject.startswith("Thema") else f"{part[0]}.2"
        if part[2] == "5":
            kind, theme = labels.get(label, "proposal"), ""
        else:
            kind = labels.get(label) or labels.get(subject) or "observations"
        assert back[text] == (theme, kind), under


def test_the_figures_come_back_with_source_unit_and_comparison(round_trip: tuple[dict[str, str], AnalysisReport]) -> None:
    report = round_trip[1]
    held = {figure.indicator: (one.theme.partition("/")[0], figure) for one in report.findings.findings for figure in one.figures}
    wanted = {one.id for theme in THEMES for one in theme.indicators if not KNOWLEDGE.indicators[one.id].lapsed}
    assert set(held) == wanted
    for id_, (_, figure) in held.items():
        indicator = KNOWLEDGE.indicators[str(id_)]
        assert (figure.name, figure.unit) == (indicator.name, indicator.unit)
        assert figure.source == KNOWLEDGE.data_sources[indicator.source].name
        assert sorted(figure.values) == [2021, 2022, 2023, 2024, 2025]
        assert figure.benchmark is not None and figure.benchmark.value == figure.values[2021] - 2
    assert (str(report.findings.period), str(report.findings.date)) == ("2027-2030", "2026-10-31")


def test_an_empty_report_holds_nothing_and_misses_nothing(template: bytes, tmp_path: Path) -> None:
    path = tmp_path / "leeg.docx"
    path.write_bytes(template)
    found = read_report(path, KNOWLEDGE, RULES, today=TODAY, asked=Asked(period=(2027, 2030)))
    assert (found.findings.municipality.name, found.findings.findings, found.findings.proposals) == ("Terneuzen", (), ())
    assert found.unplaced == ()
