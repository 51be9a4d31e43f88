"""What was mended against the letter of the handbook, as one list."""

from __future__ import annotations

from kbv_rules.data_folder import data_folder
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.errata import errata_markdown
from kbv_rules.knowledge.references import row_mentions, tables


def test_the_list_in_the_knowledge_folder_is_up_to_date(knowledge: Knowledge) -> None:
    """Out of step? `kbv knowledge errata -o knowledge/ERRATA.md`."""
    written = (data_folder("knowledge") / "ERRATA.md").read_text(encoding="utf-8")
    assert written == errata_markdown(knowledge)


def test_every_note_beside_a_fact_is_in_the_list(knowledge: Knowledge) -> None:
    text = errata_markdown(knowledge)
    notes = [mention.note for table in tables(knowledge.catalogue) for _, mention in row_mentions(table) if mention.note]
    assert len(notes) > 100
    assert [note for note in notes if f": {note}\n" not in text] == []


def test_links_printed_one_way_are_counted(knowledge: Knowledge) -> None:
    assert "87 pairs are printed both ways and 66 in one direction only" in errata_markdown(knowledge)


def test_the_misprint_in_the_explanation_of_an_aspect_is_told(knowledge: Knowledge) -> None:
    assert "aspect A6 misprints `vindt- en leefomgeving`" in errata_markdown(knowledge)


def test_a_law_of_which_the_standing_is_not_certain_is_named(knowledge: Knowledge) -> None:
    text = errata_markdown(knowledge)
    for law in knowledge.catalogue.laws:
        assert (f"- wet `{law.id}`: de stand ({law.status}) is niet met een recente bron bevestigd." in text) != law.verified
