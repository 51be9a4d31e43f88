"""Print put back into text: lines joined, what stands round the text left out, headings found by type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from tests.documents.writers import outline

Draw = Callable[[Any], None]
BODY, BOLD = ("Helvetica", 11), ("Helvetica-Bold", 11)
TEXT = "De gemeente werkt samen met politie en corporaties aan een veilige wijk voor"


def written(canvas: Any, lines: list[tuple[str, tuple[str, float]]], top: float = 700.0) -> None:
    """Lines below each other, with the distance that their size asks for."""
    for text, (font, size) in lines:
        canvas.setFont(font, size)
        canvas.drawString(72, top, text)
        top -= size * 1.25


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    def reader(*pages: Draw) -> Document:
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return read_document(tmp_path / "plan.pdf")

    return reader


Read = Callable[..., Document]


def texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs()]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again(read: Read) -> None:
    lines = [f"{TEXT} vei-", f"ligheid. {TEXT[12:]} de zorg-", f"en veiligheidsketen. {TEXT[:-4]} Noord-", "Holland."]
    document = read(lambda canvas: written(canvas, [(line, BODY) for line in lines]))
    assert " veiligheid. " in texts(document)[0]
    assert " zorg- en veiligheidsketen. " in texts(document)[0]
    assert texts(document)[0].endswith(" Noord-Holland.")


def test_a_sentence_goes_on_over_the_page_and_over_headers_and_numbers(read: Read) -> None:
    def page(number: int, text: str) -> Draw:
        def draw(canvas: Any) -> None:
            written(canvas, [("Veiligheidsplan Waterwijk", ("Helvetica", 8))], top=810)
            written(canvas, [(f"- {number} -", ("Helvetica", 8))], top=30)
            written(canvas, [(text, BODY)])

        return draw

    document = read(page(1, TEXT), page(2, "jong en oud. Dat doen wij al jaren."), page(3, "Nieuwe alinea hier."))
    assert texts(document) == [f"{TEXT} jong en oud. Dat doen wij al jaren.", "Nieuwe alinea hier."]
    assert [one.page for one in document.paragraphs()] == [1, 3]


def test_a_sentence_at_the_same_height_on_three_pages_is_no_header(read: Read) -> None:
    def draw(canvas: Any) -> None:
        written(canvas, [(f"{TEXT} elk jaar", BODY), ("opnieuw en daarna weer.", BODY)], top=790)

    assert len(texts(read(draw, draw, draw))) == 3


def test_type_makes_headings_and_the_largest_is_the_title(read: Read) -> None:
    large, chapter = ("Helvetica-Bold", 26), ("Helvetica", 16)
    pages = (
        [("Veilig Waterwijk", large)],
        [("Samenvatting", chapter), (f"{TEXT} iedereen.", BODY), ("Doel", BOLD), (f"{TEXT} jong en oud.", BODY)],
        [("Aanpak", chapter), (f"{TEXT} alle inwoners.", BODY)],
    )
    document = read(*(lambda canvas, lines=lines: written(canvas, lines) for lines in pages))
    assert document.title == "Veilig Waterwijk"
    assert outline(document) == [(1, None, "Samenvatting"), (2, None, "Doel"), (1, None, "Aanpak")]


def test_a_page_of_contents_without_dots_is_no_text(read: Read) -> None:
    rows = [("Inhoud", BOLD), *((f"Onderwerp {name} {page}", BODY) for name, page in (("een", 2), ("twee", 2), ("drie", 3)))]
    document = read(lambda canvas: written(canvas, rows), lambda canvas: written(canvas, [(f"{TEXT} wie hier woont.", BODY)]))
    assert texts(document) == [f"{TEXT} wie hier woont."]


def test_bookmarks_give_levels_that_type_does_not(read: Read) -> None:
    names = (("Inleiding", 0), ("Waarom", 1), ("Aanpak", 0))

    def page(name: str, level: int) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.bookmarkPage(name)
            canvas.addOutlineEntry(name, name, level)
            written(canvas, [(name, BOLD), (f"{TEXT} iedereen.", BODY)])

        return draw

    document = read(*(page(name, level) for name, level in names))
    assert [(title, level - 1) for level, _, title in outline(document)] == list(names)


def test_pages_without_text_are_named(read: Read) -> None:
    def picture(canvas: Any) -> None:
        canvas.rect(50, 50, 400, 600, fill=1)

    document = read(lambda canvas: written(canvas, [(f"{TEXT} iedereen.", BODY)]), picture)
    assert document.pages == 2
    assert "pagina 2 " in document.warnings[0]


def test_a_footnote_moves_to_its_reference_and_small_print_without_one_to_the_end(read: Read) -> None:
    def draw(canvas: Any) -> None:
        written(canvas, [("Het aantal inbraken daalt", BODY)])
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72 + canvas.stringWidth("Het aantal inbraken daalt", *BODY), 704, "1")
        written(canvas, [("Dat is goed nieuws voor de wijk.", BODY)], top=660)
        written(canvas, [("1 Bron: politie, 2024.", ("Helvetica", 8)), ("2 Zonder verwijzing.", ("Helvetica", 8))], top=130)

    assert [(one.kind, one.text) for one in read(draw).paragraphs()] == [
        ("paragraph", "Het aantal inbraken daalt"),
        ("footnote", "Bron: politie, 2024."),
        ("paragraph", "Dat is goed nieuws voor de wijk."),
        ("footnote", "Zonder verwijzing."),
    ]


def test_the_bold_head_of_a_table_is_no_heading(read: Read) -> None:
    def draw(canvas: Any) -> None:
        written(canvas, [("Doelen", BOLD), (f"{TEXT} iedereen.", BODY)])
        canvas.setFont(*BOLD)
        for left, text in ((72, "Indicator"), (250, "Stand"), (400, "Doel")):
            canvas.drawString(left, 640, text)
        written(canvas, [("Woninginbraken in de gemeente, per jaar", BODY)], top=620)

    assert outline(read(draw)) == [(1, None, "Doelen")]


def test_a_line_below_the_title_that_is_set_as_no_other_is_no_heading(read: Read) -> None:
    cover = [("Veilig Waterwijk", ("Helvetica-Bold", 26)), ("Plan voor vier jaar", ("Helvetica", 15))]
    names = ("Samenvatting", "Aanpak", "Organisatie")
    pages = [[(name, ("Helvetica-Bold", 16)), (f"{TEXT} iedereen.", BODY)] for name in names]
    document = read(*(lambda canvas, lines=lines: written(canvas, lines) for lines in [cover, *pages]))
    assert document.title == "Veilig Waterwijk"
    assert [title for _, _, title in outline(document)] == list(names)
