"""Whatever stands in a report arrives in the findings or is listed, and nothing arrives that does not stand in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.findings.analysis.form import load_form
from kbv_rules.findings.analysis.listing import comments_of
from kbv_rules.findings.read import to_findings, with_directions
from kbv_rules.findings.write_yaml import findings_to_yaml
from kbv_rules.yaml_file import parse_yaml
from tests.findings.analysis.building import KNOWLEDGE, RULES, Report, read

FIELDS = [f"Veiligheidsveld {field.id}: {field.name}" for field in KNOWLEDGE.catalogue.fields]
PARTS = [
    f"{part['number']} {part['name']}"
    for field in KNOWLEDGE.catalogue.method["report_format"]["fields"]
    for part in field["parts"]
]
NAMES = [theme.name for theme in KNOWLEDGE.catalogue.themes] + [
    "Jeugdoverlast en -problematiek",
    "Iets anders",
    "Toezicht en handhaving",
]
LABELS = [
    "Accenten",
    "Aandachtspunten",
    "Bewoners",
    "Ondernemers",
    "Deelthema's",
    "Onderdelen van de aanpak",
    "Mogelijke prioriteit: Rust",
]
WORDS = [
    "overlast",
    "(1.2)",
    "(3.2)",
    "jongeren",
    "inbraak",
    "Aandachtspunt:",
    "12,5%",
    "[of",
    "2024",
    "Thema 3.1",
    "‘zo’",
    "punt.",
]
HEADS = [*NAMES, *LABELS, *(f"m.b.t. {name}:" for name in NAMES)]

LINES = st.one_of(
    st.tuples(st.just("heading1"), st.sampled_from(FIELDS)),
    st.tuples(st.just("heading2"), st.sampled_from(PARTS)),
    st.tuples(st.sampled_from(["heading3", "bold", "point"]), st.sampled_from(HEADS)),
    st.tuples(st.sampled_from(["text", "point", "cell", "heading3"]), st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)),
)


def build(lines: list[tuple[str, str]]) -> tuple[Report, list[str]]:
    """A report with these lines, every line of text with a mark by which it can be found back."""
    report, marks = Report().heading(FIELDS[0]).heading(PARTS[1], 2).points("Sociale kwaliteit:", "begin"), []
    for at, (kind, text) in enumerate(lines):
        mark = f"kenmerk{at}z"
        if (kind == "heading3" and text in [*NAMES, *LABELS]) or kind in ("heading1", "heading2"):
            report.heading(text, int(kind[-1]))
        elif kind == "bold" or text.startswith("m.b.t.") or text in [*NAMES, *LABELS]:
            report.bold(text)
        else:
            marks.append(mark)
            full = f"{text} {mark}"
            if kind == "cell":
                report.table([("Onderwerp", "Bevinding"), ("Stand", full)])
            elif kind == "heading3":
                report.heading(full, 3)
            else:
                (report.points if kind == "point" else report.text)(full)
    return report, marks


@given(st.lists(LINES, max_size=25))
@settings(max_examples=25, deadline=None)
def test_every_line_arrives_once_or_is_listed(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]) -> None:
    report, marks = build(lines)
    found = read(report, tmp_path_factory.mktemp("report"))
    text = findings_to_yaml(found.findings, comments=comments_of(found, load_form().reading))
    folded = [int(number) for one in found.unplaced for number in re.findall(r"\(en nog ([0-9]+)\)$", one.text)]
    assert len([mark for mark in marks if mark not in text]) <= sum(folded)
    assert set(re.findall(r"kenmerk[0-9]+z", text)) <= set(marks)
    back = to_findings(parse_yaml(text.encode(), "bevindingen.yaml"), KNOWLEDGE, RULES)
    assert back == with_directions(found.findings, KNOWLEDGE)
