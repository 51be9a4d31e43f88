"""What a draft calls the places in its own municipality."""

from __future__ import annotations

from kbv_rules.check.local_names import local_names

PLACES = {"2.2": ("bedrijvenpark", "bedrijventerreinen"), "2.5": ("camping",)}


def test_a_name_after_a_word_for_a_place_belongs_to_the_theme_of_that_word() -> None:
    texts = [
        "Op bedrijvenpark De Schans is het rustig.",
        "Camping Boslust is vol.",
        "De bedrijventerreinen Noorderhof en Zuidpoort.",
    ]
    assert local_names(texts, PLACES, ("in",)) == {
        "de schans": ["2.2"],
        "boslust": ["2.5"],
        "noorderhof": ["2.2"],
        "zuidpoort": ["2.2"],
    }


def test_the_name_of_a_town_is_no_name_of_a_place() -> None:
    assert local_names(["De camping Zandveen is vol.", "Wie in Zandveen woont, weet dat."], PLACES, ("in",)) == {}


def test_a_name_on_the_next_line_stands_after_nothing() -> None:
    assert local_names(["Een nieuw bedrijvenpark", "Winkels trekken weg."], PLACES, ("in",)) == {}
