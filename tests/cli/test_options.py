"""How a user's words become a theme, a partner or a law."""

from __future__ import annotations

import pytest

from tests.cli.running import fine, kbv


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("5.2", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        (" 5.2 ", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("Georganiseerde/ondermijnende criminaliteit", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("ondermijning", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("ONDERMIJNING", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("ondermijnning", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("de aanpak van ondermijning", "5.2 Georganiseerde/ondermijnende criminaliteit"),
        ("woninginbraken", "1.3/woninginbraak Woninginbraak"),
        ("zorg & veiligheid", "S2 Zorg en Veiligheid"),
        ("jeugd en veiligheid", "jeugd-en-veiligheid Jeugd en veiligheid"),
        ("a4", "A4 Betrekken bewoners bij veiligheid en leefbaarheid"),
        ("burgerparticipatie", "A4 Betrekken bewoners bij veiligheid en leefbaarheid"),
    ],
)
def test_a_theme_by_number_name_alias_or_with_a_slip_of_the_pen(words: str, meant: str) -> None:
    assert fine("measures", words).out.splitlines()[0] == meant


def test_two_things_equally_near_are_asked_back() -> None:
    outcome = kbv("measures", "wapens")
    assert outcome.code == 2
    assert "kan meer dan één ding zijn" in outcome.err
    assert "Bedoelt u '3.2/wapenbezit-jongeren'" in outcome.err
    assert "of '5.2/vuurwapens'" in outcome.err


def test_a_number_that_is_no_theme_gets_the_numbers_that_are() -> None:
    outcome = kbv("measures", "3.6")
    assert outcome.code == 2
    assert "thema '3.6' niet gevonden." in outcome.err
    assert "Bedoelde u '3." in outcome.err


@pytest.mark.parametrize("words", ["politie", "Politie", "de politie"])
def test_a_partner_by_id_or_by_name(words: str) -> None:
    assert fine("measures", "1.3", "--partner", words).out == fine("measures", "1.3", "--partner", "politie").out


def test_a_law_by_its_abbreviation_or_its_popular_name() -> None:
    assert fine("measures", "1.1", "--law", "Opiumwet").out == fine("measures", "1.1", "--law", "Wet Damocles").out
    assert "Sluiting drugspanden (Damocles)" in fine("measures", "1.1", "--law", "Damocles").out
