"""A document knows where each of its sections stands."""

from __future__ import annotations

import pickle

from kbv_rules.model.document import Document, Paragraph, Section


def section(number: int, title: str, *below: Section) -> Section:
    return Section(Paragraph(number, title, "heading"), title, None, 1, (Paragraph(number + 100, "Tekst."),), below)


PLAN = Document("plan.md", "md", Section(None, "Plan", None, 0, (), (section(1, "A", section(2, "B")), section(3, "C"))))


def test_the_path_of_a_section_is_that_of_its_headings() -> None:
    assert [(one.title, path) for one, path in PLAN.sections()] == [("A", ("A",)), ("B", ("A", "B")), ("C", ("C",))]
    assert all(PLAN.path(one) == path for one, path in PLAN.sections())
    assert PLAN.path(PLAN.root) == ()


def test_the_path_outlives_being_stored() -> None:
    PLAN.path(PLAN.root.sections[0])
    again = pickle.loads(pickle.dumps(PLAN))
    assert again == PLAN
    assert again.path(again.root.sections[0].sections[0]) == ("A", "B")


def test_all_text_below_a_heading_leaves_out_the_headings() -> None:
    assert [one.number for one in PLAN.root.sections[0].text()] == [101, 102]
    assert [one.number for one in PLAN.paragraphs()] == [1, 101, 2, 102, 3, 103]
    assert PLAN.title == "Plan"
