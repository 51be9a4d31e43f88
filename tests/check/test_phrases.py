"""Phrases in running text and as headings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.check.phrase import Phrase
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


# Pieces that meet each other often: parts of words, whole words, stars and what may stand between.
_PIECES = st.sampled_from([*("zorg", "zorgen", "wijk", "team", "plan", "e", "en", "3", "_", "\u20ac"), *"*-/'. "])
_TEXTS = st.lists(_PIECES.filter(lambda piece: piece != "*"), max_size=14).map("".join)
_PHRASES = st.lists(_PIECES.filter(lambda piece: piece not in "-/."), min_size=1, max_size=5).map("".join)


@given(st.lists(_PHRASES.filter(lambda phrase: phrase.strip() and "**" not in phrase), min_size=1, max_size=6), _TEXTS)
def test_a_list_finds_what_one_great_pattern_would(phrases: list[str], text: str) -> None:
    longest_first = sorted((Phrase(phrase, phrase) for phrase in dict.fromkeys(phrases)), key=lambda phrase: -phrase.length)
    pattern = "|".join(phrase.pattern for phrase in longest_first)
    searched = [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]
    assert [(hit.start, hit.end) for hit in PhraseList(phrases).all(text)] == searched
    assert PhraseList(phrases).is_whole(text) == bool(re.fullmatch(rf"(?:{pattern})\W*", text.strip()))


@pytest.mark.parametrize(
    ("phrase", "text", "stretch"),
    [
        ("stellen * bij", "stellen het plan zo nodig bij", "stellen het plan zo nodig bij"),
        ("*beleidsplan", "in het veiligheidsbeleidsplan staat", "veiligheidsbeleidsplan"),
        ("sociaal wijkteam*", "met sociaal/wijkteamleden en", "sociaal/wijkteamleden"),
        ("meldings*bereidheid", "de meldingsbereidheid", "meldingsbereidheid"),
        ("hoofdthema*", "onze hoofdthema's zijn", "hoofdthema's"),
    ],
)
def test_a_star_stands_for_letters_or_by_itself_for_words(phrase: str, text: str, stretch: str) -> None:
    assert [hit.text for hit in PhraseList([phrase]).all(text)] == [stretch]


@pytest.mark.parametrize(("phrase", "text"), [("wij willen", "dat we willen"), ("onze ambitie*", "ons ambitieuze plan")])
def test_a_pronoun_is_one_word_in_both_its_forms(phrase: str, text: str) -> None:
    assert PhraseList([phrase]).found(fold(text)) == [phrase]
    assert HeadingList(["hoe we * werken"]).fits("hoe wij samen werken")
