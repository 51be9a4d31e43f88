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


def test_a_zero_byte_is_no_text_and_a_page_break_parts_paragraphs() -> None:
    assert decoded(b"Tekst\x00 met een nul.") is None
    assert kinds(decoded(b"Slot van blad een.\x0cBegin van blad twee.") or "") == [
        ("paragraph", "Slot van blad een."),
        ("paragraph", "Begin van blad twee."),
    ]


def test_a_line_to_the_paragraph_parts_where_the_sentence_ends() -> None:
    long = "De gemeente werkt met velen samen aan een veilige wijk, " * 3 + "voor iedereen."
    assert len(kinds(f"{long}\nWij doen dat al jaren.\n")) == 2
    assert len(kinds("De gemeente werkt met velen samen.\nWij doen dat al jaren\nen blijven dat doen.\n")) == 1


def test_numbered_short_lines_stand_by_themselves_and_numbered_sentences_do_not() -> None:
    assert [text for _, text in kinds("1 Inleiding\nWij beginnen hier.\n")] == ["1 Inleiding", "Wij beginnen hier."]
    assert [text for _, text in kinds("In heel de wijk wonen nu meer dan\n12 Mensen en zij doen veel samen.\n")] == [
        "In heel de wijk wonen nu meer dan 12 Mensen en zij doen veel samen."
    ]


def test_a_rule_below_a_long_line_is_no_underline() -> None:
    long = "De gemeente werkt met velen samen aan een veilige wijk voor iedereen die er woont"
    assert outline(read(f"{long}\n-----\n\nTekst van de wijk.\n")) == []


def test_a_lone_short_line_at_the_end_is_no_heading() -> None:
    text = "Voorwoord\n\nVeiligheid is van iedereen in onze gemeente.\n\nDe burgemeester\n"
    assert [title for _, _, title in outline(read(text))] == ["Voorwoord"]
