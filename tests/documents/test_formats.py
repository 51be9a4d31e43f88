"""One plan in six formats is one plan: the same headings, the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from tests.documents.writers import PLAN, WRITERS, Piece, outline

HEADINGS = [piece for piece in PLAN if piece.what[0] == "h"]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("plan")
    read = {}
    for suffix, write in WRITERS.items():
        path = folder / f"plan.{suffix}"
        write(PLAN, path)
        read[suffix] = read_document(path)
    return read


@pytest.mark.parametrize("suffix", WRITERS)
def test_headings_are_the_same_in_every_format(documents: dict[str, Document], suffix: str) -> None:
    expected = [(int(piece.what[1]), *piece.text.split(" ", 1)) for piece in HEADINGS]
    assert outline(documents[suffix]) == expected
    assert documents[suffix].title == PLAN[0].text
    assert documents[suffix].format == suffix


def _text(document: Document, *, cells: bool) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in document.paragraphs() if cells or one.kind != "table_cell"]


@pytest.mark.parametrize("suffix", ["odt", "html", "md", "pdf"])
def test_text_kinds_and_order_are_those_of_the_word_document(documents: dict[str, Document], suffix: str) -> None:
    assert _text(documents[suffix], cells=True) == _text(documents["docx"], cells=True)
    cells = [one.cell for one in documents[suffix].paragraphs()]
    assert cells == [one.cell for one in documents["docx"].paragraphs()]


def test_plain_text_gives_the_same_text_with_a_row_of_a_table_as_a_line(documents: dict[str, Document]) -> None:
    rows = [" ".join(row) for piece in PLAN for row in piece.rows]
    expected = [text for kind, text in _text(documents["docx"], cells=False) if kind != "footnote"]
    assert [text for _, text in _text(documents["txt"], cells=False) if text not in rows] == expected
    assert [text for _, text in _text(documents["txt"], cells=False) if text in rows] == rows


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md", "pdf"])
def test_a_footnote_follows_the_text_that_refers_to_it(documents: dict[str, Document], suffix: str) -> None:
    text = list(documents[suffix].paragraphs())
    place = next(index for index, one in enumerate(text) if one.kind == "footnote")
    assert text[place - 1].text == "Inwoners en ondernemers dachten mee."
    assert text[place].text == "Zie de enquête van mei 2024."


def test_numbers_of_paragraphs_count_on_from_one(documents: dict[str, Document]) -> None:
    for document in documents.values():
        numbers = [one.number for one in document.paragraphs()]
        assert numbers == list(range(1, len(numbers) + 1))


def test_only_a_pdf_knows_its_pages(documents: dict[str, Document]) -> None:
    pages = [one.page for one in documents["pdf"].paragraphs()]
    assert all(page is not None for page in pages)
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert documents["pdf"].pages == max(page or 0 for page in pages)
    assert all(one.page is None for suffix in ("docx", "odt", "html", "md", "txt") for one in documents[suffix].paragraphs())


BOLD = tuple(
    Piece("bold", piece.text) if piece.what[0] == "h" else piece for piece in PLAN if piece.what != "title" and not piece.rows
)


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md", "pdf", "txt"])
def test_bold_or_bare_numbered_lines_act_as_the_same_headings(tmp_path: Path, suffix: str) -> None:
    WRITERS[suffix](BOLD, tmp_path / f"vet.{suffix}")
    expected = [(int(piece.what[1]), *piece.text.split(" ", 1)) for piece in HEADINGS]
    assert outline(read_document(tmp_path / f"vet.{suffix}")) == expected
