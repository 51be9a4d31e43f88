"""Markdown: what is written comes back, with its kind and its line."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.documents.markdown import read_markdown
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document
from tests.documents.writers import outline
from tests.strategies import law


def read(text: str) -> Document:
    return to_document(read_markdown(text, Path("plan.md")), "plan.md", "md")


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in read(text).paragraphs()]


def test_inline_marks_are_no_text() -> None:
    text = "Wij *samen* met **de politie** en [de raad](http://x.nl) ~~niet~~ `nu` ![foto](a.png)<br>hier"
    assert kinds(text) == [("paragraph", "Wij samen met de politie en de raad nu hier")]


def test_front_matter_gives_the_title_and_lines_stay_what_they_were() -> None:
    document = read("---\ntitle: 'IVP Waterwijk'\nauthor: x\n---\n\n# Inleiding\n\nTekst.\n")
    assert document.title == "IVP Waterwijk"
    assert [(one.text, one.anchor) for one in document.paragraphs()] == [("IVP Waterwijk", 1), ("Inleiding", 6), ("Tekst.", 8)]


def test_nested_items_and_html_comments() -> None:
    assert kinds("- een\n  - twee\n\n<!-- weg -->\n") == [("list_item", "een"), ("list_item", "twee")]


def test_a_list_of_links_below_contents_is_no_text() -> None:
    text = "# Inhoud\n\n- [Inleiding](#a)\n- [Aanpak](#b)\n\n# Inleiding\n\nTekst.\n\n# Aanpak\n\nMeer.\n"
    assert outline(read(text)) == [(1, None, "Inleiding"), (1, None, "Aanpak")]
    assert kinds(text)[0] == ("heading", "Inleiding")


def test_a_list_of_all_headings_under_another_name_is_no_text_either() -> None:
    names = ("Inleiding", "Aanpak", "Organisatie", "Geld")
    list_ = "\n".join(f"- {name}" for name in names)
    text = f"Veilig\n\nWat staat waar\n\n{list_}\n\n" + "\n\n".join(f"# {name}\n\nTekst." for name in names)
    assert kinds(text)[:2] == [("paragraph", "Veilig"), ("heading", "Inleiding")]


def test_a_chapter_by_itself_keeps_its_heading() -> None:
    assert outline(read("# Prioriteiten\n\n## Jeugd\n\nTekst.\n\n## Zorg\n\nTekst.\n"))[0] == (1, None, "Prioriteiten")


def test_a_bold_list_of_names_is_a_list() -> None:
    text = "# Prioriteiten\n\n1. **Jeugd**\n2. **Zorg**\n3. **Ondermijning**\n\nDaarom.\n"
    assert outline(read(text)) == [(1, None, "Prioriteiten")]


WORDS = st.text(st.sampled_from("abcdeë zo"), min_size=3, max_size=40).map(lambda text: f"Tekst {' '.join(text.split())}.")


@law(60)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_any_paragraphs_come_back_as_they_were(texts: list[str]) -> None:
    assert kinds("\n\n".join(texts)) == [("paragraph", " ".join(text.split())) for text in texts]


@law(60)
@given(st.lists(st.tuples(st.integers(1, 6), WORDS), min_size=1, max_size=10))
def test_every_heading_is_in_the_tree_once_and_below_a_higher_one(headings: list[tuple[int, str]]) -> None:
    document = read("\n\n".join(f"{'#' * level} {text}\n\nAlinea." for level, text in headings))
    found = [one.text for one in document.paragraphs() if one.kind in ("heading", "title")]
    assert found == [" ".join(text.split()) for _, text in headings]
    for section, path in document.sections():
        assert len(path) == section.level
        assert document.path(section) == path


def test_tables_count_and_the_text_after_one_is_no_cell() -> None:
    table = "| Thema |\n|---|\n| Jeugd |\n"
    document = read(f"{table}\nTekst.\n\n{table}")
    assert [(one.text, one.cell) for one in document.paragraphs()] == [
        ("Thema", (1, 1, 1)),
        ("Jeugd", (1, 2, 1)),
        ("Tekst.", None),
        ("Thema", (2, 1, 1)),
        ("Jeugd", (2, 2, 1)),
    ]


def test_a_footnote_moves_to_its_text_and_lines_stay_what_they_were() -> None:
    text = "Cijfers[^1] en [^x].\n\n[^1]: Bron: politie.\n\nSlot.\n"
    assert kinds(text) == [("paragraph", "Cijfers en [^x]."), ("footnote", "Bron: politie."), ("paragraph", "Slot.")]
    assert [one.anchor for one in read(text).paragraphs()] == [1, 1, 5]


def test_a_paragraph_that_is_bold_in_part_is_no_heading() -> None:
    assert outline(read("# Jeugd\n\n**Let op** dit is tekst\n\nMeer tekst hierover.\n")) == [(1, None, "Jeugd")]


def test_indented_lines_are_text() -> None:
    assert kinds("Tekst.\n\n    een\n    twee\n") == [("paragraph", "Tekst."), ("paragraph", "een"), ("paragraph", "twee")]


def test_headings_in_a_numbered_list_have_its_numbers() -> None:
    text = "4. # Beeld\n\n   Tekst.\n\n   - punt\n\n5. # Aanpak\n\n   Tekst.\n"
    assert [(label, title) for _, label, title in outline(read(text))] == [("4", "Beeld"), ("5", "Aanpak")]
