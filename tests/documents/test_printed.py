"""The drafts as a word processor prints them: the same headings and tables as in Word."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document
from tests.documents.writers import outline
from tests.drafts.make import NAMES, source, write

_OFFICE = shutil.which("soffice")
_CHANGES = re.compile(r"\{--.*?--\}|\{\+\+(.*?)\+\+\}", re.DOTALL)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, Document]]:
    """Each draft as Word has it, its changes accepted, and as printed from it."""
    if _OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("druk")
    paths = [write(_CHANGES.sub(r"\1", source(name)), folder, name, ["docx"])["docx"] for name in NAMES]
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [_OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path.stem: (read_document(path), read_document(path.with_suffix(".pdf"))) for path in paths}


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_those_of_the_word_document(printed: dict[str, tuple[Document, Document]], name: str) -> None:
    word, pdf = printed[name]
    assert (pdf.title, outline(pdf)) == (word.title, outline(word))


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_those_of_the_word_document(printed: dict[str, tuple[Document, Document]], name: str) -> None:
    word, pdf = (_cells(document) for document in printed[name])
    # A text box prints no more than fits on its page: the end of one row is not on paper.
    lost = {place for place in word if word[place] != pdf.get(place) and word[place].startswith(pdf.get(place, "-"))}
    assert {place: pdf[place] for place in pdf if place not in lost} == {
        place: word[place] for place in word if place not in lost
    }
    assert len(lost) <= 2


def _cells(document: Document) -> dict[tuple[int, int, int], str]:
    """The text of every cell; tables are numbered as they come, as a table around another holds no text."""
    tables: dict[int, int] = {}
    found: dict[tuple[int, int, int], str] = {}
    for one in document.paragraphs():
        if one.cell is not None:
            table = tables.setdefault(one.cell[0], len(tables) + 1)
            found[(table, *one.cell[1:])] = one.text
    return found
