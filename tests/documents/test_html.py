"""A web page: its text, without what the site puts round it."""

from __future__ import annotations

from pathlib import Path

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
