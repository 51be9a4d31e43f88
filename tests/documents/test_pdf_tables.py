"""Tables in print: with and without lines, over pages, in any type; and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document

TEXT = "De gemeente werkt samen met politie en corporaties aan een veilige wijk voor iedereen die er woont of werkt. " * 3
ROWS = (
    ("Indicator", "Bron", "Nulmeting 2025", "Streefwaarde 2030"),
    ("Inwoners die veel overlast ervaren van drugsgebruik of drugshandel", "Veiligheidsmonitor", "5,8%", "5,0%"),
    ("Woninginbraken", "Politie", "63", "50"),
    ("Jeugdige verdachten van 12 tot en met 17 jaar", "Politie", "96", "80"),
    ("Incidenten met drugs", "Politie", "52", ""),
)
Cells = dict[tuple[int, int, int], str]


def cells_of(rows: tuple[tuple[str, ...], ...], table: int = 1) -> Cells:
    places = ((row, column) for row in range(len(rows)) for column in range(len(rows[row])))
    return {(table, row + 1, column + 1): rows[row][column] for row, column in places if rows[row][column]}


def cells(document: Document) -> Cells:
    found: Cells = {}
    for one in document.paragraphs():
        if one.cell is not None:
            assert one.kind == "table_cell"
            assert one.cell not in found
            found[one.cell] = one.text
    return found


def others(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs() if one.cell is None]


@pytest.fixture
def flow(tmp_path: Path) -> Callable[..., Document]:
    def printed(*pieces: Any) -> Document:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        SimpleDocTemplate(str(tmp_path / "plan.pdf"), pagesize=A4).build(list(pieces))
        return read_document(tmp_path / "plan.pdf")

    return printed


@pytest.fixture
def draw(tmp_path: Path) -> Callable[[Callable[[Any], None]], Document]:
    def drawn(page: Callable[[Any], None]) -> Document:
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.save()
        return read_document(tmp_path / "plan.pdf")

    return drawn


def text(size: float = 10, font: str = "Helvetica", align: int = 0) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle("tekst", fontName=font, fontSize=size, leading=size * 1.3, alignment=align, spaceAfter=8)


def paragraph(words: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(words, style)


def table(
    style: str, *, font: str = "Helvetica", size: float = 9, widths: tuple[int, ...] = (170, 100, 80, 80), align: int = 0
) -> Any:
    from reportlab.lib.colors import black, lightgrey, white
    from reportlab.platypus import Table

    drawn = {
        "all lines": [("GRID", (0, 0), (-1, -1), 0.5, black)],
        "inner lines": [("INNERGRID", (0, 0), (-1, -1), 0.25, black)],
        "lines below rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, black)],
        "shades": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [white, lightgrey])],
        "nothing": [],
    }[style]
    words, figures = text(size, font), text(size, font, align)
    for one in (words, figures):
        one.spaceAfter = 0
    rows = [[paragraph(cell, words if place < 2 else figures) for place, cell in enumerate(row)] for row in ROWS]
    return Table(rows, colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *drawn], repeatRows=1)


STYLES = ("all lines", "inner lines", "lines below rows", "shades", "nothing")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("font", "size", "widths", "align"),
    [
        ("Helvetica", 9, (170, 100, 80, 80), 0),
        ("Times-Roman", 11, (130, 110, 75, 75), 2),
        ("Courier", 8, (110, 100, 85, 100), 1),
    ],
)
def test_a_table_has_its_cells_however_it_is_set(
    flow: Callable[..., Document], style: str, font: str, size: float, widths: tuple[int, ...], align: int
) -> None:
    about = paragraph(TEXT, text(size + 1, font))
    document = flow(about, table(style, font=font, size=size, widths=widths, align=align), about)
    assert cells(document) == cells_of(ROWS)
    assert others(document) == [TEXT.strip()] * 2


@pytest.mark.parametrize("style", ["all lines", "nothing"])
def test_a_table_goes_on_over_the_page_and_its_head_is_there_once(flow: Callable[..., Document], style: str) -> None:
    from reportlab.platypus import Spacer

    document = flow(Spacer(1, 590), table(style), paragraph(TEXT, text()))
    assert document.pages == 2
    assert cells(document) == cells_of(ROWS)
    assert others(document) == [TEXT.strip()]


def test_two_tables_below_each_other_are_two(flow: Callable[..., Document]) -> None:
    document = flow(table("all lines"), paragraph("Daarnaast meten wij nog iets anders.", text()), table("nothing"))
    assert cells(document) == cells_of(ROWS) | cells_of(ROWS, 2)


def ruled(canvas: Any, top: float, rows: list[list[list[str]]]) -> None:
    """Rows of ruled cells, each of some lines."""
    for row in rows:
        height = 14.0 * max(len(cell) for cell in row)
        for place, cell in enumerate(row):
            canvas.rect(60 + 150 * place, top - height - 4, 150, height + 4)
            for line, words in enumerate(cell):
                canvas.drawString(64 + 150 * place, top - 12 - 14 * line, words)
        top -= height + 4


def test_the_end_of_one_cell_is_all_that_the_next_page_has_of_a_table(draw: Callable[[Callable[[Any], None]], Document]) -> None:
    def pages(canvas: Any) -> None:
        ruled(canvas, 140, [[["Onderwerp"], ["Doel"]], [["Overlast door", "hangende"], ["minder"]]])
        canvas.showPage()
        canvas.setFont("Helvetica", 11)
        ruled(canvas, 800, [[["jongeren"], [""]]])
        canvas.drawString(60, 700, "Daarmee is alles gezegd.")

    document = draw(pages)
    assert cells(document) == cells_of((("Onderwerp", "Doel"), ("Overlast door hangende jongeren", "minder")))
    assert others(document) == ["Daarmee is alles gezegd."]


def test_a_frame_with_text_in_one_column_is_no_table(draw: Callable[[Callable[[Any], None]], Document]) -> None:
    document = draw(lambda canvas: ruled(canvas, 600, [[["Let op"], [""]], [["Dit geldt nu"], [""]]]))
    assert cells(document) == {}


def test_cells_that_nearly_touch_are_told_apart_by_the_rows_around(draw: Callable[[Callable[[Any], None]], Document]) -> None:
    rows = (("Indicator", "Bron", "Stand", "Doel"), ("Aantal inbraken", "politie", "63", "50"), ("Overlast", "monitor", "7", "5"))
    width = 3.0

    def page(canvas: Any) -> None:
        lefts = [60.0]
        for column in range(3):
            widest = max(canvas.stringWidth(row[column], "Helvetica", 11) for row in rows)
            lefts.append(lefts[-1] + widest + width)
        lefts[3] += 40
        _beside(*rows, lefts=tuple(lefts))(canvas)

    assert cells(draw(page)) == cells_of(rows)


def test_a_head_whose_words_nearly_touch_is_cut_where_the_cells_below_begin(
    draw: Callable[[Callable[[Any], None]], Document],
) -> None:
    rows = (("Indicator", "Nulmeting 2025", "Streefwaarde 2030"), ("Inbraken", "63", "50"), ("Overlast", "7", "5"))
    assert cells(draw(_beside(*rows, lefts=(60, 160, 246)))) == cells_of(rows)


def test_a_row_that_the_page_breaks_is_whole(draw: Callable[[Callable[[Any], None]], Document]) -> None:
    def pages(canvas: Any) -> None:
        ruled(canvas, 140, [[["Onderwerp"], ["Doel"]], [["Overlast door", "hangende"], ["minder"]]])
        canvas.showPage()
        canvas.setFont("Helvetica", 11)
        ruled(canvas, 800, [[["jongeren"], [""]], [["Inbraken"], ["63"]]])
        canvas.drawString(60, 400, "Daarmee is alles gezegd.")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 90, "1 Bron: politie.")
        canvas.showPage()

    document = draw(pages)
    expected = (("Onderwerp", "Doel"), ("Overlast door hangende jongeren", "minder"), ("Inbraken", "63"))
    assert cells(document) == cells_of(expected)
    assert [one.kind for one in document.paragraphs()][-2:] == ["paragraph", "footnote"]


def test_merged_cells_stand_in_their_first_column(flow: Callable[..., Document]) -> None:
    from reportlab.lib.colors import black
    from reportlab.platypus import Table

    rows = [["Thema", "Cijfers", ""], ["", "2025", "2030"], ["Inbraak", "63", "50"]]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, black), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
    lines.append(("ALIGN", (1, 0), (1, 0), "RIGHT"))
    found = cells(flow(Table(rows, colWidths=(120, 90, 90), style=lines)))
    assert found == cells_of((("Thema", "Cijfers"), ("", "2025", "2030"), ("Inbraak", "63", "50")))


def test_a_table_in_a_text_box_stands_where_the_box_is(draw: Callable[[Callable[[Any], None]], Document]) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(60, 760, "Wat we meten staat hieronder.")
        canvas.drawString(60, 640, "Daarna volgt de uitleg.")
        for row, (name, now) in enumerate((("Indicator", "Stand"), ("Inbraken", "63"), ("Overlast", "120"))):
            canvas.rect(60, 720 - 18 * row, 150, 18)
            canvas.rect(210, 720 - 18 * row, 90, 18)
            canvas.drawString(64, 725 - 18 * row, name)
            canvas.drawString(214, 725 - 18 * row, now)

    kinds = [one.kind for one in draw(page).paragraphs()]
    assert kinds == ["paragraph", *["table_cell"] * 6, "paragraph"]


def _columns(canvas: Any) -> None:
    lines = (
        "De gemeente werkt samen met de politie",
        "aan een veilige wijk voor iedereen die er",
        "woont of werkt. Wij doen dat samen.",
    )
    for left in (60, 320):
        for number in range(40):
            canvas.drawString(left, 760 - number * 14, lines[number % 3])


NUMBERED = ("1", "Inleiding", "3"), ("2", "Terugblik", "5"), ("3", "Aanpak", "9")
SHORT = ("APV", "Plaatselijke verordening"), ("BIO", "Baseline informatie"), ("GGD", "Gezondheidsdienst")
LETTER = ("Gemeente Waterwijk", "Datum: 3 mei 2026"), ("Postbus 12", "Kenmerk: 12-3"), ("Waterwijk", "Blad: 1")
SIGNED = ("Namens de gemeente", "Namens de politie"), ("J. Jansen", "P. de Vries"), ("burgemeester", "chef")


def _beside(*rows: tuple[str, ...], lefts: tuple[int, ...] = (60, 330)) -> Callable[[Any], None]:
    def page(canvas: Any) -> None:
        for number, row in enumerate(rows):
            for left, words in zip(lefts, row, strict=True):
                canvas.drawString(left, 760 - number * 16, words)

    return page


def _wide(canvas: Any) -> None:
    for number in range(20):
        line = canvas.beginText(60, 760 - number * 14)
        line.setWordSpace(9 if number % 2 else 6)
        line.textLine("De gemeente werkt samen met politie en corporaties")
        canvas.drawText(line)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(_columns, id="text in two columns"),
        pytest.param(_wide, id="justified text"),
        pytest.param(_beside(("1.", "Ondermijning"), ("2.", "Jeugd"), ("3.", "Zorg"), lefts=(60, 90)), id="list with tabs"),
        pytest.param(_beside(("1.", "€ 50"), ("2.", "€ 70"), ("3.", "€ 20"), lefts=(60, 90)), id="list of amounts"),
        pytest.param(_beside(*NUMBERED, lefts=(60, 80, 500)), id="contents"),
        pytest.param(_beside(*SHORT), id="words"),
        pytest.param(_beside(*LETTER), id="letter"),
        pytest.param(_beside(("Datum:", "3-5-2026"), ("Versie:", "1.2"), ("Bladen:", "12"), lefts=(60, 200)), id="labels"),
        pytest.param(_beside(*SIGNED), id="signatures"),
    ],
)
def test_text_beside_text_that_is_no_table(
    draw: Callable[[Callable[[Any], None]], Document], page: Callable[[Any], None]
) -> None:
    document = draw(page)
    assert cells(document) == {}


def test_a_word_that_is_too_long_for_its_cell_is_whole_again(flow: Callable[..., Document]) -> None:
    from reportlab.lib.colors import black
    from reportlab.platypus import Table

    rows = [["Bron", "Stand"], ["Veiligheidsmonito\nr", "5,8%"], ["Buurtpreventie\nen handhaving", "7,4"]]
    grid = Table(rows, colWidths=(88, 60), style=[("GRID", (0, 0), (-1, -1), 0.5, black)])
    about = paragraph(f"{TEXT} De Veiligheidsmonitor en de Buurtpreventie meten dat.", text())
    assert cells(flow(about, grid)) == cells_of(
        (("Bron", "Stand"), ("Veiligheidsmonitor", "5,8%"), ("Buurtpreventie en handhaving", "7,4"))
    )
