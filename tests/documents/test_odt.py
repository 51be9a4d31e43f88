"""What counts as text in an OpenDocument file, and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from tests.documents.writers import odt_package, outline


class Read(Protocol):
    """Reads a document with this body and these styles."""

    def __call__(self, body: str, **styles: str) -> Document: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, **styles: str) -> Document:
        odt_package(body, tmp_path / "plan.odt", **styles)
        return read_document(tmp_path / "plan.odt")

    return reader


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in document.paragraphs()]


def test_deletions_comments_and_contents_are_no_text(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:table-of-content><text:index-body><text:p>Inleiding 1</text:p></text:index-body>"
        "</text:table-of-content><text:p>Wij<text:change-start/> samen<text:change-end/>"
        "<office:annotation><text:p>vraag</text:p></office:annotation>.</text:p>"
    )
    assert kinds(read(body)) == [("paragraph", "Wij samen.")]


def test_spaces_tabs_breaks_and_links(read: Read) -> None:
    body = "<text:p>Een<text:s text:c='3'/>twee<text:tab/>drie<text:line-break/><text:a>vier</text:a>\n  vijf</text:p>"
    assert kinds(read(body)) == [("paragraph", "Een twee drie vier vijf")]


def test_a_text_box_comes_after_its_paragraph(read: Read) -> None:
    frame = "<draw:frame><draw:text-box><text:p>Kader.</text:p></draw:text-box></draw:frame>"
    assert kinds(read(f"<text:p>Voor {frame}en na.</text:p>")) == [("paragraph", "Voor en na."), ("text_box", "Kader.")]


def test_numbers_of_headings_are_counted(read: Read) -> None:
    level = '<text:outline-level-style text:level="{0}" style:num-format="1" text:display-levels="{0}"/>'
    styles = f"<text:outline-style>{level.format(1)}{level.format(2)}</text:outline-style>"
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    body = "".join(heading.format(*one) for one in ((1, "Een"), (1, "Twee"), (2, "Onder"), (1, "Drie")))
    assert outline(read(body, styles=styles)) == [(1, "1", "Een"), (1, "2", "Twee"), (2, "2.1", "Onder"), (1, "3", "Drie")]


def test_a_style_with_an_outline_level_or_bold_letters_acts_as_a_heading(read: Read) -> None:
    styles = (
        '<style:style style:name="Hoofdstuk" style:family="paragraph" style:default-outline-level="1"/>'
        '<style:style style:name="Vet" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Vet"/>'
    )
    body = '<text:p text:style-name="Hoofdstuk">Jeugd</text:p>'
    body += '<text:p text:style-name="P1">Doel</text:p><text:p>Minder overlast.</text:p>'
    assert outline(read(body, styles=styles)) == [(1, None, "Jeugd"), (2, None, "Doel")]


def test_repeated_cells_count_and_nested_lists_are_items(read: Read) -> None:
    cells = '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>c</text:p></table:table-cell>'
    body = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    body += "<text:list><text:list-item><text:p>a</text:p>"
    body += "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
    document = read(f"{body}</text:list-item></text:list>")
    assert [(one.kind, one.text, one.cell) for one in document.paragraphs()] == [
        ("table_cell", "c", (1, 1, 3)),
        ("list_item", "a", None),
        ("list_item", "b", None),
    ]


def test_hidden_text_is_no_text(read: Read) -> None:
    styles = '<style:style style:name="Weg" style:family="text"><style:text-properties text:display="none"/></style:style>'
    body = '<text:p>Samen<text:span text:style-name="Weg">niet voor u</text:span>werken</text:p>'
    assert kinds(read(body + "<text:p><text:hidden-text>weg</text:hidden-text>Slot.</text:p>", automatic=styles)) == [
        ("paragraph", "Samenwerken"),
        ("paragraph", "Slot."),
    ]


def test_what_lists_the_text_is_none(read: Read) -> None:
    index = "<text:alphabetical-index><text:index-body><text:p>politie, 3</text:p></text:index-body></text:alphabetical-index>"
    assert kinds(read(f"{index}<text:p>Tekst.</text:p>")) == [("paragraph", "Tekst.")]


def test_a_link_around_a_drawing_is_text_and_a_list_in_a_box_is_read(read: Read) -> None:
    items = "<text:list><text:list-item><text:p>Punt.</text:p></text:list-item></text:list>"
    box = f"<draw:frame><draw:text-box>{items}</draw:text-box></draw:frame>"
    body = f"<text:p>Voor <draw:a>schakel</draw:a> na.{box}</text:p>"
    assert kinds(read(body)) == [("paragraph", "Voor schakel na."), ("text_box", "Punt.")]


def test_a_list_in_a_cell_is_a_cell_and_covered_cells_are_none(read: Read) -> None:
    items = "<text:list><text:list-item><text:p>Jeugd</text:p></text:list-item></text:list>"
    row = f"<table:table-cell>{items}</table:table-cell><table:covered-table-cell><text:p>weg</text:p></table:covered-table-cell>"
    first = "<table:table-row><table:table-cell><text:p>Thema</text:p></table:table-cell></table:table-row>"
    head = f"<table:table-header-rows>{first}</table:table-header-rows>"
    table = f"<table:table>{head}<table:table-row>{row}</table:table-row></table:table>"
    assert [(one.kind, one.text, one.cell) for one in read(table).paragraphs()] == [
        ("table_cell", "Thema", (1, 1, 1)),
        ("table_cell", "Jeugd", (1, 2, 1)),
    ]


def test_a_table_in_a_cell_counts_apart(read: Read) -> None:
    def table(content: str) -> str:
        return f"<table:table><table:table-row><table:table-cell>{content}</table:table-cell></table:table-row></table:table>"

    document = read(table(f"<text:p>buiten</text:p>{table('<text:p>binnen</text:p>')}"))
    assert [(one.text, one.cell) for one in document.paragraphs()] == [("buiten", (1, 1, 1)), ("binnen", (2, 1, 1))]


NUMBERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Deel " '
    'text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>'
)


def test_headings_in_a_list_have_its_numbers(read: Read) -> None:
    def item(text: str, more: str = "", header: str = "") -> str:
        return f'<text:list-item><text:h text:outline-level="1"{header}>{text}</text:h>{more}</text:list-item>'

    inner = f"<text:list>{item('Cijfers')}{item('Wie')}</text:list>"
    header = ' text:is-list-header="true"'
    body = (
        f'<text:list text:style-name="L">{item("Beeld", inner)}{item("Aanpak", inner)}{item("Slot", header=header)}</text:list>'
    )
    assert [text for kind, text in kinds(read(body, automatic=NUMBERS)) if kind == "heading"] == [
        "Deel 3 Beeld",
        "a Cijfers",
        "b Wie",
        "Deel 4 Aanpak",
        "a Cijfers",
        "b Wie",
        "Slot",
    ]


def test_what_a_style_says_itself_goes_before_what_it_is_based_on(read: Read) -> None:
    def style(name: str, parent: str, weight: str) -> str:
        based = f' style:parent-style-name="{parent}"' if parent else ""
        letters = f'<style:text-properties fo:font-weight="{weight}"/>'
        return f'<style:style style:name="{name}" style:family="paragraph"{based}>{letters}</style:style>'

    styles = (
        style("Vet", "", "bold") + style("Licht", "Vet", "normal") + style("Ring", "Rond", "bold") + style("Rond", "Ring", "bold")
    )
    body = '<text:h text:outline-level="1">Jeugd</text:h>'
    for name in ("Licht", "Vet", "Ring"):
        body += f'<text:p text:style-name="{name}">{name} gezet</text:p><text:p>Tekst over de wijk.</text:p>'
    assert [title for _, _, title in outline(read(body, styles=styles))] == ["Jeugd", "Vet gezet", "Ring gezet"]
