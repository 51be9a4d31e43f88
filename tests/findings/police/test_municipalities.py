"""A municipality is found by code, name, old name or a slip; two that fit equally well are both named."""

from __future__ import annotations

import pytest

from kbv_rules.errors import AmbiguousTermError, UnknownTermError
from tests.findings.police.tables import gazetteer, people


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GM0715", "Terneuzen"),
        ("gm0715", "Terneuzen"),
        ("715", "Terneuzen"),
        ("Terneuzen", "Terneuzen"),
        ("gemeente Terneuzen", "Terneuzen"),
        ("Groningen (gemeente)", "Groningen"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("'s-Gravenhage (gemeente)", "'s-Gravenhage"),
        ("den haag", "'s-Gravenhage"),
        ("Hengelo", "Hengelo (O.)"),
        ("Nuenen", "Nuenen, Gerwen en Nederwetten"),
        ("Bergen (NH.)", "Bergen (NH.)"),
    ],
)
def test_code_name_and_other_names(written: str, name: str) -> None:
    assert gazetteer().find(written).name == name


@pytest.mark.parametrize(
    ("written", "name"), [("Terneuse", "Terneuzen"), ("Hardenbreg", "Hardenberg"), ("Leuwarden", "Leeuwarden")]
)
def test_a_slip_is_read_and_told(written: str, name: str) -> None:
    found = gazetteer().find(written)
    assert (found.name, found.asked) == (name, written)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Onderbanken", "Beekdaelen"),
        ("De Friese Meren", "De Fryske Marren"),
        ("Graafstroom", "Molenlanden"),
        ("GM0457", "Amsterdam"),
    ],
)
def test_a_former_municipality_is_the_one_it_went_into(written: str, name: str) -> None:
    found = gazetteer().find(written)
    assert found.name == name
    assert found.asked is not None


@pytest.mark.parametrize(
    ("written", "both"),
    [
        ("Bergen", {"Bergen (NH.)", "Bergen (L.)"}),
        ("Winsum", {"Het Hogeland", "Westerkwartier"}),
        ("Haaren", {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}),
        ("Alphen", {"Alphen aan den Rijn", "Alphen-Chaam"}),
    ],
)
def test_what_fits_two_is_asked_back_with_both(written: str, both: set[str]) -> None:
    with pytest.raises(AmbiguousTermError) as told:
        gazetteer().find(written)
    assert {name for _, name in told.value.options} == both


@pytest.mark.parametrize("written", ["xyzzy", "GM9999", ""])
def test_what_is_no_municipality_is_not_guessed(written: str) -> None:
    with pytest.raises(UnknownTermError):
        gazetteer().find(written)


def test_every_name_and_code_finds_itself() -> None:
    for code, name in people().names.items():
        assert gazetteer().find(code).code == code
        assert gazetteer().find(name).code == code
        assert gazetteer().code_of(name) == code


def test_every_successor_exists_today() -> None:
    for code in gazetteer().former:
        assert gazetteer().successors(code) <= set(people().names)
        assert code not in people().names
