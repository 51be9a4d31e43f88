"""A web page: its text, without what the site puts round it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.documents.html import read_html
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document
from tests.documents.writers import outline


def read(body: str) -> Document:
    return to_document(read_html(f"<html><body>{body}</body></html>", Path("plan.html")), "plan.html", "html")


def kinds(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in read(body).paragraphs()]


def test_loose_text_breaks_and_spans_are_paragraphs() -> None:
    assert kinds("Los <span>en <b>vet</b></span><br>verder<div>Blok<p>Binnen</p>na</div>") == [
        ("paragraph", "Los en vet verder"),
        ("paragraph", "Blok"),
        ("paragraph", "Binnen"),
        ("paragraph", "na"),
    ]


def test_hidden_and_deleted_parts_menus_and_contents_are_no_text() -> None:
    body = "<div hidden>a</div><p style='display:none'>b</p><p>Wel<del>niet</del></p><div id='toc'><p>c</p></div><nav>d</nav>"
    assert kinds(body + "<footer>e</footer><select><option>f</option></select>") == [("paragraph", "Wel")]


def test_of_a_site_only_the_main_part_is_read() -> None:
    plan = " ".join(["Plan"] * 9)
    assert kinds(f"<header><p>Gemeente X</p></header><main><p>{plan}</p></main><p>Delen</p>") == [("paragraph", plan)]


def test_cells_count_their_span_and_nested_tables_count_apart() -> None:
    inner = "<table><tr><td>binnen</td></tr></table>"
    document = read(f"<table><tr><td colspan=2>breed</td><td>derde</td></tr><tr><th>{inner}</th></tr></table>")
    assert [(one.text, one.cell) for one in document.paragraphs()] == [
        ("breed", (1, 1, 1)),
        ("derde", (1, 1, 3)),
        ("binnen", (2, 1, 1)),
    ]


def test_a_page_saved_from_word_keeps_its_title_and_bold_headings() -> None:
    body = "<p class=MsoTitle>IVP</p><h1>Aanpak</h1><p class=MsoToc1>Aanpak 3</p><p><b>Doel</b></p><p>Minder inbraken.</p>"
    document = read(body)
    assert document.title == "IVP"
    assert outline(document) == [(1, None, "Aanpak"), (2, None, "Doel")]


def test_deep_nesting_is_bounded() -> None:
    assert read("<div>" * 5_000 + "<p>diep</p>").root.level == 0


@pytest.mark.parametrize(
    "attribute", ["aria-hidden=true", "role=navigation", "role=banner", "class=inhoudsopgave", "style='visibility: hidden'"]
)
def test_what_a_reader_does_not_see_as_text_is_none(attribute: str) -> None:
    assert kinds(f"<div {attribute}><p>Weg</p></div><p>Wel</p>") == [("paragraph", "Wel")]


def test_a_hidden_cell_is_no_text_and_keeps_its_column() -> None:
    document = read("<table><tr><th>Thema</th><td hidden>weg</td><td>Doel</td></tr></table>")
    assert [(one.text, one.cell) for one in document.paragraphs()] == [("Thema", (1, 1, 1)), ("Doel", (1, 1, 3))]


def test_a_main_part_that_is_hardly_anything_is_not_all() -> None:
    plan = "Het plan. " * 20
    assert kinds(f"<main><p>Kop</p></main><p>{plan}</p>")[1] == ("paragraph", plan.strip())
    assert kinds(f"<p>Gemeente</p><div role=main><p>{plan}</p></div>") == [("paragraph", plan.strip())]


def test_the_caption_of_a_table_stands_before_it() -> None:
    assert kinds("<table><caption>Cijfers</caption><tr><td>12</td></tr></table>")[0] == ("paragraph", "Cijfers")


def test_an_item_in_a_cell_is_a_cell() -> None:
    assert kinds("<table><tr><td><ul><li>Jeugd</li></ul></td></tr></table>") == [("table_cell", "Jeugd")]


def test_bold_by_style_or_as_a_term_acts_as_a_heading() -> None:
    text = "<p>Minder inbraken in de wijk.</p>"
    for bold in (
        "<p><span style='font-weight: 700'>Doel</span></p>",
        "<dl><dt>Doel</dt></dl>",
        "<p style='font-weight:bold'>Doel</p>",
    ):
        assert outline(read(f"<h1>Aanpak</h1>{text}{bold}{text}")) == [(1, None, "Aanpak"), (2, None, "Doel")]


def test_a_first_line_or_heading_that_is_the_title_of_the_page_is_the_title() -> None:
    for first in ("<p>IVP Waterwijk</p>", "<h1>IVP Waterwijk</h1>"):
        page = f"<html><head><title>IVP Waterwijk</title></head><body>{first}<h2>Aanpak</h2><p>Tekst.</p></body></html>"
        assert to_document(read_html(page, Path("plan.html")), "plan.html", "html").title == "IVP Waterwijk"


def test_the_link_back_of_a_footnote_is_no_text() -> None:
    back = "<a class='footnote-back' href='#r'>terug</a>"
    notes = f"<section class='footnotes'><ol><li id='fn1'>Bron: politie. {back}</li></ol></section>"
    assert kinds(f"<p>Cijfers<a href='#fn1'>1</a>.</p>{notes}") == [("paragraph", "Cijfers."), ("footnote", "Bron: politie.")]


def test_headings_in_a_numbered_list_have_its_numbers() -> None:
    items = "".join(f"<li><h2>{name}</h2><p>Tekst.</p></li>" for name in ("Beeld", "Aanpak"))
    assert [label for _, label, _ in outline(read(f"<ol start=4>{items}</ol>"))] == ["4", "5"]
