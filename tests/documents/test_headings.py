"""What acts as a heading where the format does not say so."""

from __future__ import annotations

from typing import Any

import pytest

from kbv_rules.documents.blocks import TITLE, Block
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document

TEXT = "De gemeente werkt samen met politie en corporaties aan een veilige wijk."


def document(*blocks: Block) -> Document:
    return to_document(list(blocks), "plan.docx", "docx")


def found(*blocks: Block) -> list[tuple[int, str]]:
    return [(section.level, section.heading.text) for section, _ in document(*blocks).sections() if section.heading]


def styled(text: str, level: int = 1) -> Block:
    return Block(text, level=level)


def bold(text: str, **more: Any) -> Block:
    return Block(text, bold=True, **more)


JEUGD = styled("Jeugd")


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 1: overlast in de wijk",
        "kleine letters vooraan",
        "Een hele zin met een punt.",
        "Wij zijn met zijn vieren en ook wel eens met zijn allen op pad en dan is het er wel eens een",
        "Samenwerkingsovereenkomstenregister" * 4,
    ],
)
def test_a_bold_line_that_is_a_caption_or_a_sentence_is_no_heading(text: str) -> None:
    assert found(JEUGD, Block(TEXT), bold(text), Block(TEXT)) == [(1, "Jeugd")]


def test_a_paragraph_or_note_in_the_style_of_a_heading_is_none() -> None:
    assert found(JEUGD, Block(TEXT), Block(f"{TEXT} " * 5, level=1)) == [(1, "Jeugd")]
    assert found(JEUGD, Block(TEXT), Block("Let op", "text_box", level=1)) == [(1, "Jeugd")]


def test_the_style_of_a_title_that_comes_back_is_that_of_a_chapter() -> None:
    title, one, two = (Block(text, level=TITLE) for text in ("Veilig Waterwijk", "Beeld", "Aanpak"))
    again = document(title, Block(TEXT), Block(TEXT), one, Block(TEXT), styled("Cijfers"), Block(TEXT), two, Block(TEXT))
    assert again.title == "Veilig Waterwijk"
    assert [(section.level, section.title) for section, _ in again.sections()] == [(1, "Beeld"), (2, "Cijfers"), (1, "Aanpak")]


def test_where_most_is_bold_bold_says_nothing() -> None:
    assert found(JEUGD, *[bold(TEXT) for _ in range(30)], bold("Doel"), Block(TEXT)) == [(1, "Jeugd")]
    assert found(JEUGD, bold("Doelen van het plan"), Block("Rust."))[1:] == [(2, "Doelen van het plan")]


def test_hardly_larger_is_not_larger() -> None:
    body = [Block(TEXT, size=11.0) for _ in range(3)]
    assert found(JEUGD, *body, Block("Een losse regel", size=11.5), *body) == [(1, "Jeugd")]
    assert found(JEUGD, *body, Block("Een losse regel", size=13.0), *body)[1:] == [(2, "Een losse regel")]


def test_a_bare_number_makes_no_heading_beside_those_with_a_style() -> None:
    assert found(JEUGD, Block("1 Agent per wijk"), Block(TEXT)) == [(1, "Jeugd")]


@pytest.mark.parametrize(("last", "headings"), [("3. Jeugd", 0), ("7. Jeugd", 1)])
def test_of_a_numbered_list_the_last_is_no_heading_either(last: str, headings: int) -> None:
    lines = ["Wij kozen:", "1. Ondermijning", "2. Verkeer", last]
    assert sum(title == last for _, title in found(*map(Block, lines), bold("Waarom"), Block(TEXT))) == headings


def test_three_bold_lines_below_each_other_are_an_address_and_the_last_a_heading() -> None:
    lines = ("Gemeente Waterwijk", "Postbus 12", "Aanpak")
    assert found(JEUGD, Block(TEXT), *map(bold, lines), Block(TEXT)) == [(1, "Jeugd"), (2, "Aanpak")]
    assert found(JEUGD, Block(TEXT), *map(bold, lines[1:]), Block(TEXT))[1:] == [(2, "Postbus 12"), (2, "Aanpak")]


def test_a_lone_bold_item_is_no_heading() -> None:
    assert found(JEUGD, Block(TEXT), bold("Overlast", kind="list_item"), Block(TEXT)) == [(1, "Jeugd")]


def test_numbers_tell_the_level_below_numbered_headings_with_a_style() -> None:
    blocks = (
        styled("1 Jeugd"),
        Block(TEXT),
        bold("1.1 Beeld"),
        Block(TEXT),
        bold("1.1.1 Cijfers"),
        Block(TEXT),
        bold("1.2 Doel"),
    )
    assert found(*blocks, Block(TEXT)) == [(1, "1 Jeugd"), (2, "1.1 Beeld"), (3, "1.1.1 Cijfers"), (2, "1.2 Doel")]


def test_of_two_ways_to_stand_out_the_lesser_is_a_level_lower() -> None:
    blocks = (JEUGD, bold("Beeld", size=14.0), Block(TEXT, size=11.0), bold("Cijfers", size=11.0), Block(TEXT, size=11.0))
    assert found(*blocks) == [(1, "Jeugd"), (2, "Beeld"), (3, "Cijfers")]


def test_without_styles_numbers_tell_the_level_and_bold_without_one_is_below_the_last() -> None:
    lines = ("1 Beeld", "1.1 Cijfers", "Waar het speelt", "2 Aanpak")
    blocks = [block for line in lines for block in (bold(line, size=11.0), Block(TEXT, size=11.0))]
    assert found(*blocks) == [(1, "1 Beeld"), (2, "1.1 Cijfers"), (3, "Waar het speelt"), (1, "2 Aanpak")]


def test_a_larger_line_above_numbered_chapters_is_the_title() -> None:
    large, chapter = {"size": 16.0}, {"size": 16.0}
    names = ("1 Beeld", "2 Aanpak", "3 Geld")
    chapters = [block for name in names for block in (Block(name, **chapter), Block(TEXT, size=11.0))]
    plan = document(Block("Veilig Waterwijk", **large), *chapters)
    assert (plan.title, [section.label for section, _ in plan.sections()]) == ("Veilig Waterwijk", ["1", "2", "3"])


def test_a_numbered_first_chapter_is_no_title_however_large() -> None:
    rest = [block for name in ("2 Aanpak", "3 Geld") for block in (Block(name, size=14.0), Block(TEXT, size=11.0))]
    assert document(Block("1 Beeld", size=20.0), Block(TEXT, size=11.0), *rest).title == ""


def test_three_large_lines_are_no_title_of_three_lines() -> None:
    parts = [
        block for name in ("Deel een", "Deel twee", "Deel drie") for block in (Block(name, size=20.0), Block(TEXT, size=11.0))
    ]
    assert document(*parts, Block("Slot", size=14.0), Block(TEXT, size=11.0)).title == ""


def test_before_the_first_heading_the_largest_or_a_bold_first_line_is_the_title() -> None:
    body = (JEUGD, Block(TEXT, size=11.0), Block(TEXT, size=11.0))
    assert document(Block("Concept", size=11.0), Block("Veilig Waterwijk", size=20.0), *body).title == "Veilig Waterwijk"
    assert document(Block("Concept", size=11.0), Block("Veilig Waterwijk", size=12.0), *body).title == ""
    assert document(bold("Veilig Waterwijk"), Block("Concept"), JEUGD, Block(TEXT)).title == "Veilig Waterwijk"
    assert document(Block("Groot", size=20.0), Block("Veilig Waterwijk", level=TITLE), *body).title == "Veilig Waterwijk"


def test_what_stands_before_the_first_heading_with_a_style_is_no_chapter() -> None:
    assert found(Block(TEXT), bold("Vooraf"), Block(TEXT), JEUGD, Block(TEXT)) == [(1, "Jeugd")]
