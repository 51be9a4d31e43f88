"""What a draft calls the places in its own municipality."""

from __future__ import annotations

from kbv_rules.check.local_names import local_names
from kbv_rules.check.phrases import fold

PLACES = {"2.2": ("bedrijvenpark", "bedrijventerreinen"), "2.5": ("camping",)}


def names(*texts: str) -> dict[str, list[str]]:
    text = "\n".join(texts)
    return local_names(text, fold(text), PLACES, ("in",))


def test_a_name_after_a_word_for_a_place_belongs_to_the_theme_of_that_word() -> None:
    texts = [
        "Op bedrijvenpark De Schans is het rustig.",
        "Camping Boslust is vol.",
        "De bedrijventerreinen Noorderhof en Zuidpoort.",
    ]
    assert names(*texts) == {
        "de schans": ["2.2"],
        "boslust": ["2.5"],
        "noorderhof": ["2.2"],
        "zuidpoort": ["2.2"],
    }


def test_the_name_of_a_town_is_no_name_of_a_place() -> None:
    assert names("De camping Zandveen is vol.", "Wie in Zandveen woont, weet dat.") == {}


def test_a_name_on_the_next_line_stands_after_nothing() -> None:
    assert names("Een nieuw bedrijvenpark", "Winkels trekken weg.") == {}
