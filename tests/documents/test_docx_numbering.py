"""Numbers that Word counts by itself: where they start, start again and skip."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.documents.read import read_document
from tests.documents.word_package import paragraph, word
from tests.documents.writers import outline


def level(depth: int, text: str, *, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def list_(number: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'


def heading(text: str, depth: int = 0, number: int = 1) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=f'{numbering}<w:outlineLvl w:val="{depth}"/>')


def labels(path: Path, body: str, levels: str, lists: str) -> list[str | None]:
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'
    return [label for _, label, _ in outline(read_document(word(path / "plan.docx", body, numbering=numbering)))]


DECIMAL = level(0, "%1.") + level(1, "%1.%2")
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
BULLETS = f'<w:lvlOverride w:ilvl="0">{level(0, "•", kind="bullet")}</w:lvlOverride>'
ROMAN = level(0, "%1.", kind="upperRoman") + level(1, "%1.%2", more="<w:isLgl/>")


@pytest.mark.parametrize(
    ("body", "levels", "lists", "expected"),
    [
        pytest.param(
            heading("Beeld") + heading("Cijfers", 1) + heading("Aanpak") + heading("Wie", 1),
            DECIMAL,
            list_(1),
            ["1", "1.1", "2", "2.1"],
            id="below each chapter from one on",
        ),
        pytest.param(heading("Cijfers", 1), DECIMAL, list_(1), ["1.1"], id="a level that was skipped counts as begun"),
        pytest.param(heading("Beeld") + heading("Aanpak"), level(0, "%1.", start=4), list_(1), ["4", "5"], id="a later start"),
        pytest.param(
            heading("Beeld") + heading("Cijfers") + heading("Deel twee", number=2),
            DECIMAL,
            list_(1) + list_(2, RESTART),
            ["1", "2", "1"],
            id="a list that starts anew",
        ),
        pytest.param(
            heading("Beeld") + heading("Deel twee", number=2), DECIMAL, list_(1) + list_(2), ["1", "2"], id="a list that goes on"
        ),
        pytest.param(heading("Beeld"), DECIMAL, list_(1, BULLETS), [None], id="bullets in place of numbers"),
        pytest.param(heading("Beeld") + heading("Wie", 1), ROMAN, list_(1), ["I", "1.1"], id="legal numbers below roman ones"),
    ],
)
def test_chapters_are_counted_as_word_does(
    tmp_path: Path, body: str, levels: str, lists: str, expected: list[str | None]
) -> None:
    assert labels(tmp_path, body, levels, lists) == expected


def test_a_paragraph_whose_number_was_taken_off_is_no_item(tmp_path: Path) -> None:
    of_style = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="Punt"><w:name w:val="Punt"/>{of_style}</w:style>'
    off = paragraph("Gewone tekst.", "Punt", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    numbering = f'<w:abstractNum w:abstractNumId="0">{DECIMAL}</w:abstractNum>{list_(1)}'
    document = read_document(
        word(tmp_path / "plan.docx", paragraph("Jeugd", "Punt") + off + paragraph("Slot."), styles=style, numbering=numbering)
    )
    assert [one.kind for one in document.paragraphs()] == ["list_item", "paragraph", "paragraph"]
