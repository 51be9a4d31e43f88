"""Plain text: what people can type without a word processor."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.documents.sections import to_document
from kbv_rules.documents.text import decoded, read_text
from kbv_rules.model.document import Document
from tests.documents.writers import outline


def read(text: str) -> Document:
    return to_document(read_text(text, Path("plan.txt")), "plan.txt", "txt")


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in read(text).paragraphs()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "plan.txt").write_bytes("Financiën – €\u00a05.\r\n".encode(encoding))
    assert [one.text for one in read_document(tmp_path / "plan.txt").paragraphs()] == ["Financiën – € 5."]


def test_what_is_not_text_has_no_encoding() -> None:
    assert decoded(bytes(range(1, 32)) * 20 + b"\x81\x8d\x8f") is None


def test_wrapped_lines_are_one_paragraph_and_items_are_not() -> None:
    assert kinds("De gemeente werkt\nsamen met velen.\n- een\n- twee\n  en verder\n") == [
        ("paragraph", "De gemeente werkt samen met velen."),
        ("list_item", "een"),
        ("list_item", "twee en verder"),
    ]


def test_a_typed_numbered_list_is_a_list_and_no_row_of_chapters() -> None:
    assert kinds("De prioriteiten zijn:\n\n1. Ondermijning\n2. Jeugd\n3. Zorg\n")[1:] == [
        ("list_item", "Ondermijning"),
        ("list_item", "Jeugd"),
        ("list_item", "Zorg"),
    ]


def test_underlined_and_lone_short_lines_act_as_headings() -> None:
    text = "Aanpak\n======\n\nWij doen veel.\n\nDoel\n----\n\nMinder inbraken in de wijken.\n"
    assert outline(read(f"Plan\n====\n\nVooraf.\n\n{text}")) == [(1, None, "Plan"), (1, None, "Aanpak"), (2, None, "Doel")]
    lone = "Voorwoord\n\nVeiligheid is van iedereen in onze gemeente.\n\nSlot\n\nTot zover dit plan voor de raad.\n"
    assert [title for _, _, title in outline(read(lone))] == ["Voorwoord", "Slot"]


def test_numbers_that_do_not_count_on_are_no_headings() -> None:
    assert outline(read("1 Inleiding\n\nTekst.\n\n10 Agenten\n\nZij werken in de wijk.\n\n2 Aanpak\n\nMeer tekst.\n")) == [
        (1, "1", "Inleiding"),
        (1, "2", "Aanpak"),
    ]
