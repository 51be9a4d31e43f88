"""What does not fit a model is told in the words of the file: where it stands, what is wrong, what to do.

The messages of a findings file stand in `tests/bad/`; here is what other models can bring, and what holds for all. In
these files a '^' marks the place that the message must name.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, StringConstraints, model_validator

from kbv_rules.errors import InputError, Place
from kbv_rules.model.base import Frozen, Misfit
from kbv_rules.model.findings import Findings
from kbv_rules.yaml_file import parse_yaml
from kbv_rules.yaml_model import to_model


class Colour(StrEnum):
    RED = "rood"
    GREEN = "groen"


class Lamp(Frozen):
    name: Annotated[str, StringConstraints(min_length=1, max_length=12, pattern=r"^[a-z-]+$")]
    watt: Annotated[int, Field(gt=0, lt=100_000)]
    hours: Annotated[float, Field(ge=0, le=24)] = 0
    colour: Colour = Colour.RED
    on: bool = False
    since: datetime.date | None = None
    placed_by: Literal["gemeente", "provincie"] | None = Field(default=None, alias="geplaatst-door")

    @model_validator(mode="after")
    def _possible(self) -> Lamp:
        if self.on and not self.hours:
            raise Misfit("een lamp die aan is, brandt meer dan 0 uur.", "Vul 'hours' in.", "hours")
        if self.name == "maan":
            raise ValueError("de maan is geen lamp")
        return self


class Street(Frozen):
    lamps: Annotated[tuple[Lamp, ...], Field(min_length=1)]
    by_house: dict[Annotated[int, Field(ge=1, le=9999)], Lamp] = {}
    shares: dict[Literal["links", "rechts"], tuple[float, ...]] = {}
    length: float | str = "onbekend"


def refusal(marked: str) -> tuple[list[str], list[str]]:
    """The faults of a street, and the places that were marked in it."""
    places: list[str] = []
    lines = []
    for number, line in enumerate(marked.splitlines(), 1):
        before, *after = line.split("^")
        for part in after:
            places.append(f"straat.yaml:{number}:{len(before) + 1}")
            before += part
        lines.append(before)
    with pytest.raises(InputError) as refused:
        to_model(parse_yaml("\n".join(lines).encode(), "straat.yaml"), Street)
    return [str(fault) for fault in refused.value.faults], places


def assert_told(marked: str, what: str, remedy: str = "") -> None:
    (told,), (place,) = refusal(marked)
    first, second = told.split("\n")
    assert first.startswith(f"{place}: ")
    assert what in first
    assert remedy in second


def test_what_fits_becomes_the_model() -> None:
    text = "lamps:\n  - {name: hoek, watt: 40, colour: groen, since: 2020-02-29, geplaatst-door: gemeente}\nlength: 3.5\n"
    street = to_model(parse_yaml(text.encode(), "straat.yaml"), Street)
    assert street.lamps[0] == Lamp(
        **{"name": "hoek", "watt": 40, "colour": Colour.GREEN, "since": datetime.date(2020, 2, 29), "geplaatst-door": "gemeente"}
    )
    assert street.length == 3.5


@pytest.mark.parametrize(
    ("lamp", "what", "remedy"),
    [
        ("name: hoek, watt: 40, ^wat: 1", "'wat' is hier geen bekende sleutel.", "Bedoelde u 'watt'?"),
        ("name: hoek, watt: 40, ^geplaatst_door: x", "is hier geen bekende", "Bedoelde u 'geplaatst-door'?"),
        ("name: hoek, watt: 40, ^xyz: 1", "'xyz' is hier geen bekende sleutel.", "Mogelijk zijn: colour, geplaatst-door, ho"),
        ("name: hoek, watt: ^40.5", "bij 'watt' staat '40.5'; hier hoort een heel getal.", "Rond af"),
        ("name: hoek, watt: ^veel", "bij 'watt' staat 'veel', en dat is geen heel getal.", "Vul een heel getal in"),
        ("name: hoek, watt: ^[4]", "bij 'watt' staat deze waarde, en dat is geen heel getal.", "Vul een heel getal in"),
        ("name: hoek, watt: ^0", "bij 'watt' staat '0'; dat moet groter dan 0 zijn.", "Controleer het getal"),
        ("name: hoek, watt: ^100000", "dat moet kleiner dan 100.000 zijn.", "Controleer het getal"),
        ("name: hoek, watt: 40, hours: ^25", "bij 'hours' staat '25'; dat moet hoogstens 24 zijn.", "Controleer"),
        ("name: hoek, watt: 40, hours: ^'8,5'", "bij 'hours' staat '8,5', en dat is geen getal.", "met een punt"),
        ("name: hoek, watt: 40, colour: ^roud", "bij 'colour' staat 'roud', en dat kan hier niet.", "Bedoelde u 'rood'?"),
        ("name: hoek, watt: 40, colour: ^xx", "bij 'colour' staat 'xx'", "Kies uit: 'rood', 'groen'."),
        ("name: hoek, watt: 40, on: ^uit", "bij 'on' staat 'uit', en dat is geen true of false.", "Schrijf true"),
        ("name: hoek, watt: 40, since: ^2020-02-30", "bij 'since' staat '2020-02-30', en dat is geen datum.", "Schrijf"),
        ("name: hoek, watt: 40, since: ^2020-02-03 12:00", "en dat is geen datum.", "Schrijf een datum als"),
        ("name: ^12, watt: 40", "'12' staat zonder aanhalingstekens", 'Schrijf "12"'),
        ("name: ^false, watt: 40", "bij 'name' staat 'false', en dat is geen tekst.", 'Schrijf "false"'),
        ("name: ^[a], watt: 40", "bij 'name' hoort tekst.", "Vul een korte tekst in."),
        ("name: ^'', watt: 40", "'name' is leeg.", "Vul minstens één waarde in"),
        ("name: ^lantaarnpalen, watt: 40", "de tekst bij 'name' is te lang.", "Kort in tot 12 tekens."),
        ("name: ^Hoek 1, watt: 40", "bij 'name' heeft 'Hoek 1' niet de juiste vorm.", "Schrijf"),
        ("name: hoek, watt: ^", "bij 'watt' staat niets.", "Vul een waarde in"),
        ("name: hoek, watt: 40, on: true, hours: ^0", "een lamp die aan is, brandt meer dan 0 uur.", "Vul 'hours' in."),
    ],
)
def test_a_value_that_does_not_fit(lamp: str, what: str, remedy: str) -> None:
    assert_told(f"lamps:\n  - {{{lamp}}}\n", what, remedy)


@pytest.mark.parametrize(
    ("lamp", "what", "remedy"),
    [
        ("name: hoek, watt: 40, on: true", "een lamp die aan is, brandt meer dan 0 uur.", "Vul 'hours' in."),
        ("name: hoek", "'watt' ontbreekt.", "Voeg 'watt: ...' toe."),
        ("name: maan, watt: 40", "de maan is geen lamp.", "Verbeter dit in het bestand."),
    ],
)
def test_what_does_not_fit_together_stands_where_the_whole_does(lamp: str, what: str, remedy: str) -> None:
    assert_told(f"lamps:\n  - ^{{{lamp}}}\n", what, remedy)


@pytest.mark.parametrize(
    ("rest", "what"),
    [
        ("by_house: {^hoekhuis: {name: a, watt: 1}}", "bij 'by_house' staat 'hoekhuis', en dat is geen heel getal."),
        ("by_house: {^0: {name: a, watt: 1}}", "bij 'by_house' staat '0'; dat moet minstens 1 zijn."),
        ("by_house: {12: {name: a, watt: ^-1}}", "bij 'watt' staat '-1'; dat moet groter dan 0 zijn."),
        ("by_house: {12: ^{name: a}}", "'watt' ontbreekt."),
        ("by_house: ^[1]", "bij 'by_house' hoort een blok met sleutels."),
        ("by_house: {12: ^lamp}", "bij '12' hoort een blok met sleutels."),
        ("shares: {^linksaf: [0.5]}", "bij 'shares' staat 'linksaf', en dat kan hier niet."),
        ("shares: {links: ^0.5}", "bij 'links' hoort een lijst."),
        ("shares: {links: [0.5, ^half]}", "bij 'links' staat 'half', en dat is geen getal."),
    ],
)
def test_a_key_or_a_value_of_a_map_that_does_not_fit(rest: str, what: str) -> None:
    assert_told(f"lamps:\n  - {{name: hoek, watt: 40}}\n{rest}\n", what)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("lamps: ^[]", "'lamps' is leeg."),
        ("lamps: ^x", "bij 'lamps' hoort een lijst."),
        ("lamps: [^x]", "bij 'lamps' hoort een blok met sleutels."),
    ],
)
def test_a_list_that_does_not_fit(text: str, what: str) -> None:
    assert_told(text, what)


def test_all_that_does_not_fit_is_told_each_with_its_own_place() -> None:
    told, places = refusal("lamps:\n  - {name: hoek, watt: ^-1, colour: ^x}\n^lengte: 12\n")
    assert [line.split(": ")[0] for line in told] == places
    assert len(places) == 3


@pytest.mark.parametrize(
    "around", ["lamps: [{name: b, watt: 2, %s}]", "lamps: [{name: b, watt: 2}]\nby_house: {12: {name: a, watt: 1, %s}}"]
)
def test_a_key_is_known_as_deep_as_it_stands(around: str) -> None:
    assert_told(around % "^naam: b", "'naam' is hier geen bekende sleutel.", "Bedoelde u 'name'?")


@pytest.mark.parametrize("text", ["- a\n- b\n", "tekst\n", "12\n"])
def test_a_file_without_keys_is_told_what_a_file_looks_like(text: str) -> None:
    with pytest.raises(InputError) as refused:
        to_model(parse_yaml(text.encode(), "b.yaml"), Findings)
    (fault,) = refused.value.faults
    assert fault.place == Place("b.yaml", 1, 1)
    assert "kbv schema findings" in fault.remedy


VALUES = ["12", "1.5", "ja", "true", "[1]", "{a: 1}", "null", "2020-01-01", '""', "-1", "1" * 29, "x" * 40]
FIELDS = ["name", "watt", "hours", "colour", "on", "since", "geplaatst-door", "zomaar"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", VALUES)
def test_nothing_is_ever_told_in_the_words_of_a_library(field: str, value: str) -> None:
    """Every kind of value in every kind of place is taken, or refused in Dutch."""
    lamp: dict[str, Any] = {"name": "hoek", "watt": "40", field: value}
    text = ", ".join(f"{key}: {written}" for key, written in lamp.items())
    try:
        to_model(parse_yaml(f"lamps: [{{{text}}}]".encode(), "straat.yaml"), Street)
        told = ""
    except InputError as refused:
        told = str(refused)
    assert not [word for word in ("Input", "should", "valid", "Value", "past niet (") if word in told]
