"""Phrases in running text and as headings."""

from __future__ import annotations

import pytest

from kbv_rules.check.phrases import HeadingList, PhraseList, fold


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("raakvla*", "Twee RAAKVLAKKEN"),
        ("zorg- en veiligheidshuis", "het Zorg- en  Veiligheidshuis"),
        ("coördinatie", "Coordinatie"),
        ("€*", "kosten: €85.000"),
        ("stellen * bij", "Wij stellen het plan zo nodig bij."),
        ("*beleid", "het woonbeleid"),
    ],
)
def test_a_phrase_is_found_whatever_its_capitals_accents_and_spaces(phrase: str, text: str) -> None:
    assert PhraseList([phrase]).found(fold(text)) == [phrase]


@pytest.mark.parametrize(("phrase", "text"), [("pga", "pgamma"), ("zorg", "zorgen"), ("driehoek", "een rechthoek")])
def test_a_phrase_is_no_part_of_another_word(phrase: str, text: str) -> None:
    assert PhraseList([phrase]).found(fold(text)) == []


def test_folding_keeps_every_sign_in_its_place() -> None:
    text = "Coördinatie’s “één” – naïef"
    assert len(fold(text)) == len(text)


def test_a_heading_is_the_whole_phrase_or_begins_with_it() -> None:
    headings = HeadingList(["visie*", "samenwerking"])
    assert headings.fits("visie op veiligheid")
    assert headings.fits("samenwerking")
    assert not headings.fits("samenwerking met de buren")


def test_a_stretch_of_text_is_told_by_the_phrase_it_was_found_by() -> None:
    phrases = PhraseList(("zorg", "zorg- en veiligheidshuis*", "wijk*", "wijkteam"))
    assert phrases.found("het zorg- en veiligheidshuisoverleg en het wijkteam") == ["zorg- en veiligheidshuis*", "wijkteam"]
