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


@pytest.mark.parametrize(("end", "begins"), [("", True), (" ", False)])
def test_where_full_lines_end_in_a_space_one_without_it_ends_its_paragraph(read: Read, end: str, *, begins: bool) -> None:
    first = [f"{TEXT} ", f"{TEXT} ", f"wie er woont en werkt. Dat doen wij nu en over vier jaar.{end}"]
    more = ["Samenwerkingsafspraken zijn er daarom met alle partners in de wijken ", "en de dorpen."]
    document = read(lambda canvas: written(canvas, [(line, BODY) for line in [*first, *more]]))
    assert any(text.startswith("Samenwerkingsafspraken") for text in texts(document)) == begins


def test_a_reference_within_a_line_does_not_break_it(read: Read) -> None:
    def draw(canvas: Any) -> None:
        begin, rest = "Het aantal inbraken daalt", "; dat is goed nieuws."
        written(canvas, [(begin, BODY)])
        left = 72 + canvas.stringWidth(begin, *BODY)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(left, 704, "1")
        canvas.setFont(*BODY)
        canvas.drawString(left + canvas.stringWidth("1", "Helvetica", 6), 700, rest)
        written(canvas, [("De wijk is blij.", BODY)], top=660)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(72, 133, "1")
        written(canvas, [("Bron: politie, 2024.", ("Helvetica", 8))], top=130)
        canvas.drawString(79, 130, "")

    found = [(one.kind, one.text) for one in read(draw).paragraphs()]
    assert found[0] == ("paragraph", "Het aantal inbraken daalt; dat is goed nieuws.")


def test_a_hyphen_stays_where_the_document_breaks_no_words(read: Read) -> None:
    lines = ["Wie in Heidebeek woont, kent de winkels en de cafés in Heidebeek-", "stad en weet daar alles van."]
    document = read(lambda canvas: written(canvas, [(line, BODY) for line in lines]))
    assert texts(document) == ["Wie in Heidebeek woont, kent de winkels en de cafés in Heidebeek-stad en weet daar alles van."]


def test_years_over_two_lines_are_one_period(read: Read) -> None:
    lines = ["Dit is het integraal veiligheidsplan van de gemeente voor 2027-", "2030 en daarna."]
    document = read(lambda canvas: written(canvas, [(line, BODY) for line in lines]))
    assert texts(document) == ["Dit is het integraal veiligheidsplan van de gemeente voor 2027-2030 en daarna."]


def test_a_header_right_above_the_text_is_one_on_enough_pages(read: Read) -> None:
    def page(words: str) -> Draw:
        return lambda canvas: written(canvas, [("Gemeente Waterwijk", BODY), (words, BODY)], top=780)

    names = ("Inbraak", "Overlast", "Jeugd", "Zorg", "Verkeer")
    pages = [page(f"{name} is een zaak van iedereen in de wijk.") for name in names]
    assert not any("Gemeente" in text for text in texts(read(*pages)))
    assert any("Gemeente" in text for text in texts(read(*pages[:3])))


def test_contents_above_the_text_of_a_page_go_and_the_text_stays(read: Read) -> None:
    names = ("Inleiding", "Terugblik", "Aanpak", "Organisatie", "Geld", "Bijlagen")
    rows = [
        ("Plan van de gemeente", BODY),
        ("Wat staat waar", BODY),
        *((f"{name} {page}", BODY) for page, name in enumerate(names, start=2)),
    ]
    rest = [(f"{TEXT} wie hier woont.", BODY) for _ in range(8)]

    def chapters(canvas: Any) -> None:
        for number, name in enumerate(names):
            written(canvas, [(name, BOLD), (f"{TEXT} iedereen.", BODY)], top=760 - 100 * number)

    document = read(lambda canvas: written(canvas, [*rows, *rest]), chapters)
    found = texts(document)
    assert found[0] == "Plan van de gemeente"
    assert not any(text.endswith(("Inleiding 2", "Bijlagen 7")) or text == "Wat staat waar" for text in found)


def test_a_box_that_is_drawn_last_is_read_where_it_stands(read: Read) -> None:
    def draw(canvas: Any) -> None:
        written(canvas, [("Eerst dit.", BODY)], top=700)
        written(canvas, [("Daarna dat.", BODY)], top=560)
        written(canvas, [("In het kader.", BODY)], top=630)

    assert texts(read(draw)) == ["Eerst dit.", "In het kader.", "Daarna dat."]


SMALL = ("Helvetica", 8)


def page_of(words: str, *margin: tuple[str, tuple[str, float], float]) -> Draw:
    """A page with one line of text, and lines in its margins: words, type, height."""

    def draw(canvas: Any) -> None:
        for line, type_, top in margin:
            written(canvas, [(line, type_)], top=top)
        written(canvas, [(words, BODY)])

    return draw


ABOUT = tuple(f"{name} is een zaak van iedereen in de wijk." for name in ("Inbraak", "Overlast", "Jeugd", "Zorg"))


def test_a_page_number_is_no_text_even_on_one_page(read: Read) -> None:
    document = read(page_of(ABOUT[0]), page_of(ABOUT[1], ("Pagina 2", BODY, 30)))
    assert texts(document) == list(ABOUT[:2])


def test_a_header_in_small_print_on_two_of_two_pages_is_no_text(read: Read) -> None:
    assert texts(read(*(page_of(about, ("Waterwijk", SMALL, 810)) for about in ABOUT[:2]))) == list(ABOUT[:2])


def test_a_header_in_small_print_right_above_the_text_is_no_text(read: Read) -> None:
    def page(words: str) -> Draw:
        return lambda canvas: written(canvas, [("Gemeente Waterwijk", SMALL), (words, BODY)], top=780)

    assert texts(read(*map(page, ABOUT[:3]))) == list(ABOUT[:3])


def test_headers_that_name_the_chapter_are_no_text(read: Read) -> None:
    pages = [page_of(about, (about.split()[0], SMALL, 810)) for about in ABOUT]
    assert texts(read(*pages)) == list(ABOUT)


def test_a_header_may_stand_a_few_points_higher_or_lower(read: Read) -> None:
    pages = [page_of(about, ("Waterwijk", SMALL, top)) for about, top in zip(ABOUT, (810, 813, 810), strict=False)]
    assert texts(read(*pages)) == list(ABOUT[:3])


def test_what_stands_once_in_the_margin_is_text(read: Read) -> None:
    pages = [page_of(ABOUT[0], ("Vastgesteld door de raad", SMALL, 810)), *map(page_of, ABOUT[1:])]
    assert texts(read(*pages)) == ["Vastgesteld door de raad", *ABOUT]


@pytest.mark.parametrize(
    "after",
    [
        ["Het aantal overvallen per jaar is 1"],
        ["Dit plan is vastgesteld in 2026"],
        ["Dit plan is van de gemeenteraad.", "Het is een plan voor de wijken.", "Daarover gaat hoofdstuk 9"],
    ],
)
def test_contents_end_where_numbers_are_no_pages_any_more(read: Read, after: list[str]) -> None:
    rows = ["Inhoud", "Inleiding 2", "Aanpak in de wijken en", "de dorpen van de gemeente 2", "Organisatie 3"]
    document = read(
        lambda canvas: written(canvas, [(row, BODY) for row in [*rows, *after]]),
        lambda canvas: written(canvas, [(f"{TEXT} iedereen.", BODY)]),
    )
    assert " ".join(texts(document)) == " ".join([*after, f"{TEXT} iedereen."])


BREAKS = [f"{TEXT} vei-", f"ligheid. {TEXT[12:]} over-", f"last. {TEXT} hand-", f"having. {TEXT[12:]} iedereen"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Goede samenwerking is nodig; samen staan wij sterk, en daarom is er samen-", "werking."], "er samenwerking."),
        ([*BREAKS, f"die samen wil. {TEXT[:-6]} samen-", "werking."], "samenwerking."),
        ([*BREAKS, f"en elke wijk-agent. {TEXT[:-6]} wijk-", "agent."], "wijk-agent."),
    ],
)
def test_a_hyphen_goes_or_stays_as_the_rest_of_the_document_has_the_word(read: Read, lines: list[str], found: str) -> None:
    assert " ".join(texts(read(lambda canvas: written(canvas, [(line, BODY) for line in lines])))).endswith(found)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([(TEXT, BODY), ("jong en oud.", BODY), ("Nieuwe alinea.", BODY)], 2, id="a line that ended early"),
        pytest.param([("Wijken en dorpen", ("Helvetica", 14)), ("samen verder met elkaar.", BODY)], 2, id="another size"),
        pytest.param([("• inbraken in de wijk", BODY), ("• overlast in de wijk", BODY)], 2, id="bullets"),
        pytest.param([("1 Inleiding", BOLD), ("1.1 Aanleiding", BOLD), (f"{TEXT} allen.", BODY)], 3, id="numbered headings"),
        pytest.param([("Doelen en", BOLD), ("streefwaarden", BOLD), (f"{TEXT} allen.", BODY)], 2, id="a heading of two lines"),
        pytest.param(
            [(TEXT, BODY), ("jong en oud in de wijk, in het dorp en in het buitengebied dat erbij hoort", BOLD)],
            1,
            id="bold within",
        ),
    ],
)
def test_lines_are_one_paragraph_as_long_as_they_run_on(
    read: Read, lines: list[tuple[str, tuple[str, float]]], expected: int
) -> None:
    assert len(texts(read(lambda canvas: written(canvas, lines)))) == expected


def test_a_line_that_begins_further_in_or_out_begins_a_paragraph(read: Read) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(*BODY)
        end = "De gemeente werkt samen met politie en corporaties aan een wijk voor allemaal."
        places = [(90, f"• {end[:-4]}"), (72, end), (72, end), (86, end)]
        for number, (left, line) in enumerate(places):
            canvas.drawString(left, 700 - 14 * number, line)

    assert len(texts(read(draw))) == 3


def test_the_top_of_a_column_begins_a_paragraph_unless_the_sentence_runs_on(read: Read) -> None:
    def columns(top: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.setFont(*BODY)
            for left, first in ((60, "De gemeente werkt samen met de politie"), (320, top)):
                for number in range(30):
                    canvas.drawString(left, 760 - number * 14, "aan een wijk voor iedereen en allemaal" if number else first)

        return draw

    assert len(texts(read(columns("Noord en Zuid zijn daarbij gelijk, en")))) == 2
    assert len(texts(read(columns("noord en zuid zijn daarbij gelijk, en")))) == 1


def test_a_footnote_of_two_lines_is_one_and_comes_before_the_next_page(read: Read) -> None:
    def first(canvas: Any) -> None:
        written(canvas, [(ABOUT[0], BODY)])
        written(canvas, [("1 Bron: politie, over het jaar", SMALL), ("2024.", SMALL)], top=130)

    document = read(first, page_of(ABOUT[1]))
    assert texts(document) == [ABOUT[0], "Bron: politie, over het jaar 2024.", ABOUT[1]]


def test_small_print_above_the_text_is_no_footnote(read: Read) -> None:
    def draw(canvas: Any) -> None:
        written(canvas, [("1 Stand van het jaar 2024.", SMALL)], top=650)
        written(canvas, [(ABOUT[0], BODY)], top=600)

    assert [one.kind for one in read(draw).paragraphs()] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("empty", "said"), [(1, "Op pagina 2 staat geen tekst"), (2, "Op 2 van de 3 pagina's (2, 3)"), (11, "10, 11, ...)")]
)
def test_empty_pages_are_counted_and_the_first_ten_named(read: Read, empty: int, said: str) -> None:
    document = read(page_of(ABOUT[0]), *[lambda canvas: canvas.drawString(72, 400, "12") for _ in range(empty)])
    assert said in document.warnings[0]


@pytest.mark.parametrize(("gone", "levels"), [(2, [1, 2, 1]), (4, [1, 1, 1])])
def test_bookmarks_count_when_most_of_them_are_in_the_text(read: Read, gone: int, levels: list[int]) -> None:
    names = (("Inleiding", 0), ("Waarom", 1), ("Aanpak", 0))

    def page(name: str, level: int, more: int) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.bookmarkPage(name)
            canvas.addOutlineEntry(name, name, level)
            for number in range(more):
                canvas.bookmarkPage(f"weg {number}")
                canvas.addOutlineEntry(f"weg {number}", f"weg {number}", 0)
            written(canvas, [(name, BOLD), (f"{TEXT} iedereen.", BODY)])

        return draw

    pages = [page(name, level, gone if at == 2 else 0) for at, (name, level) in enumerate(names)]
    assert [level for level, _, _ in outline(read(*pages))] == levels


def test_two_bookmarks_are_too_few_to_tell(read: Read) -> None:
    def page(name: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.bookmarkPage(name)
            canvas.addOutlineEntry(name, name, 0)
            written(canvas, [(f"{TEXT} iedereen.", BODY), (f"{name}, en wel vanaf nu.", BODY)])

        return draw

    assert outline(read(page("Aanpak, en wel vanaf nu."), page("Slot, en wel vanaf nu."))) == []
