"""The report format as it was published, typed over in Word with bold lines for headings and every blank filled in."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kbv_rules.findings.analysis.read import AnalysisReport
from tests.findings.analysis.building import KNOWLEDGE, Report, of, read
from tests.sources.handbook import PRESENT, REPORT_FORMAT

pytestmark = pytest.mark.skipif(not PRESENT, reason="the report format is not here: set KBV_SOURCES")


def typed_over() -> tuple[Report, list[str]]:
    """The format with a text of its own in every blank, and those texts."""
    report, put = Report(), []
    for line in REPORT_FORMAT.read_text(encoding="utf-8").splitlines():
        text = line.strip().removeprefix("·").strip()
        if not text or "footnoteRef" in text:
            continue
        if re.fullmatch(r"\.{3,}|‘\.\.\.’", text):
            put.append(f"feit nummer {len(put)}z")
            text = text.replace("...", put[-1]) if text.startswith("‘") else put[-1]
        if re.match(r"Veiligheidsveld [1-5]:|[1-5]\.[1-5]\s", text):
            report.bold(text)
        elif line.strip().startswith("·"):
            report.points(text)
        else:
            report.text(text)
    return report, put


@pytest.fixture(scope="module")
def filled_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[AnalysisReport, list[str]]:
    report, put = typed_over()
    return read(report, tmp_path_factory.mktemp("report")), put


def test_every_blank_arrives_or_is_listed_once(filled_in: tuple[AnalysisReport, list[str]]) -> None:
    report, put = filled_in
    everything = report.findings.model_dump_json() + " ".join(one.text for one in report.unplaced)
    assert len(put) > 140
    assert [text for text in put if everything.count(text) != 1] == []


def test_the_blanks_of_a_theme_arrive_at_that_theme(filled_in: tuple[AnalysisReport, list[str]]) -> None:
    report = filled_in[0]
    combined = {"3.1", "3.2"}
    for theme in KNOWLEDGE.catalogue.themes:
        about = Counter(one.about for one in of(report, theme.id).observations)
        if theme.id in combined:
            assert about == Counter(), "words decide, and these say nothing"
        elif theme.field != "1":
            assert about["problem"] == (1 if theme.id == "4.4" else 2 if theme.id == "3.3" else 3), theme.id
            assert about["approach"] == 2, theme.id


def test_only_what_has_no_theme_of_its_own_is_listed(filled_in: tuple[AnalysisReport, list[str]]) -> None:
    sections = {one.section.partition(", ")[2] for one in filled_in[0].unplaced if "feit nummer" in one.text}
    youth = "Jeugdoverlast / Jeugdcriminaliteit, individuele probleemjongeren"
    assert sections == {
        "consultaties",
        "aanpak",
        "aanpak, Toezicht en handhaving",
        *(f"{part}, {youth}" for part in ("cijfers", "hoofdlijnen", "aanpak")),
    }
    assert [len(one.elements) for one in filled_in[0].findings.proposals] == [2, 2, 2, 2, 2]
