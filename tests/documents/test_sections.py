"""From pieces of text to a document: what is the title, what is a list, what only lists the headings."""

from __future__ import annotations

import pytest

from kbv_rules.documents.blocks import Block
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document
from tests.documents.writers import outline


def document(*blocks: Block) -> Document:
    return to_document(list(blocks), "plan.docx", "docx")


def heading(text: str, level: int = 1) -> Block:
    return Block(text, level=level)


def chapters(number: int, level: int = 2) -> list[Block]:
    return [block for at in range(number) for block in (heading(f"Hoofdstuk over {'abcdef'[at]}", level), Block("Tekst."))]


def kinds(*blocks: Block) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in document(*blocks).paragraphs()]


@pytest.mark.parametrize(
    ("first", "number", "title"),
    [
        ("Veilig in Waterwijk", 5, "Veilig in Waterwijk"),
        ("Veilig in Waterwijk", 4, ""),
        ("Veilig in Waterwijk 2027-2030", 3, "Veilig in Waterwijk 2027-2030"),
        ("Veilig in Waterwijk 2027-2030", 2, ""),
        ("1 Veilig in Waterwijk", 5, ""),
    ],
)
def test_one_heading_above_enough_chapters_is_the_title(first: str, number: int, title: str) -> None:
    assert document(heading(first), *chapters(number)).title == title


def test_of_two_headings_above_chapters_neither_is_the_title() -> None:
    assert document(heading("Deel een"), *chapters(5), heading("Deel twee"), Block("Tekst.")).title == ""


def test_a_colon_is_no_part_of_the_title_of_a_section() -> None:
    assert outline(document(heading("Aanpak:"), Block("Tekst."))) == [(1, None, "Aanpak")]


def test_typed_numbers_that_do_not_count_on_are_text() -> None:
    assert kinds(Block("3) agenten per wijk, dat is de norm."), Block("Tekst."), Block("7) dagen per week zijn wij er.")) == [
        ("paragraph", "3) agenten per wijk, dat is de norm."),
        ("paragraph", "Tekst."),
        ("paragraph", "7) dagen per week zijn wij er."),
    ]


LINES = ("Inleiding\t3", "Aanpak\t5", "Organisatie\t9")


def test_rows_that_end_in_page_numbers_are_contents_from_three_on() -> None:
    assert kinds(*map(Block, LINES), Block("Tekst.")) == [("paragraph", "Tekst.")]
    assert kinds(Block("Tekst."), *map(Block, LINES)) == [("paragraph", "Tekst.")]
    assert [text for _, text in kinds(*map(Block, LINES[:2]), Block("Tekst."))] == ["Inleiding 3", "Aanpak 5", "Tekst."]


def test_cells_that_end_in_a_number_are_no_contents() -> None:
    cells = [Block(line, "table_cell", cell=(1, row, 1)) for row, line in enumerate(LINES, 1)]
    assert len(kinds(*cells, Block("Tekst."))) == 4


def test_a_cell_that_says_contents_stays() -> None:
    cells = [Block(text, "table_cell", cell=(1, 1, at)) for at, text in enumerate(("Inhoud", "Gewicht"), 1)]
    assert [text for _, text in kinds(*cells, Block("Tekst."))] == ["Inhoud", "Gewicht", "Tekst."]


def test_contents_are_what_comes_back_further_on_with_or_without_its_page() -> None:
    body = (heading("Inleiding"), Block("Tekst."), heading("Aanpak"), Block("Meer tekst."))
    assert kinds(Block("Inhoud"), Block("Inleiding 2"), Block("Aanpak 4"), *body)[0] == ("heading", "Inleiding")
    assert kinds(Block("Inhoud"), Block("Tekst."), *body)[0] == ("paragraph", "Tekst.")


def test_a_heading_after_contents_that_comes_back_stays() -> None:
    body = (heading("Inleiding"), Block("Tekst."), heading("Aanpak"), Block("Tekst."), heading("Aanpak"), Block("Slot."))
    assert [title for _, _, title in outline(document(Block("Inhoud"), Block("Inleiding"), Block("Slot."), *body))] == [
        "Inleiding",
        "Aanpak",
        "Aanpak",
    ]


NAMES = ("Inleiding", "Aanpak", "Organisatie", "Geld")


def test_names_of_headings_spread_through_a_foreword_are_text() -> None:
    spread = [block for name in NAMES for block in (Block(name), Block("Daarover gaat dit plan."), Block("En meer."))]
    body = [block for name in NAMES for block in (heading(name), Block("Tekst."))]
    assert kinds(*spread, *body)[0] == ("paragraph", "Inleiding")


def test_signs_that_cannot_be_seen_and_odd_letters_are_made_plain() -> None:
    assert kinds(Block("De\u00a0e\ufb03cie\u0308nte zorg\u2011keten werkt\x07 sa\u00admen\u200b.")) == [
        ("paragraph", "De efficiënte zorg-keten werkt samen.")
    ]
