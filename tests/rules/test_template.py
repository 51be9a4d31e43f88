"""Numbers in texts read as Dutch writes them, and what is missing shows as missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.rules.template import NUMERIC_FORMATS, Shown, fields_in, fill, listing, number, percent, problem_in, two

amounts = st.floats(-1e9, 1e9)
names = st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{aantal}", 1234.5, "1.234,5"),
        ("{aantal:getal}", 1234.5, "1.234,5"),
        ("{aantal:getal}", 12, "12"),
        ("{aantal:getal}", 0.04, "0"),
        ("{aantal:getal}", -0.04, "0"),
        ("{aantal:geheel}", 1234567, "1.234.567"),
        ("{aantal:geheel}", 2.6, "3"),
        ("{aantal:geheel}", 100, "100"),
        ("{aantal:procent}", 0.4, "40%"),
        ("{aantal:procent}", -0.055, "-6%"),
        ("{aantal:keer}", 1.6, "1,6 keer"),
        ("{aantal:keer}", 2, "2 keer"),
        ("{aantal:fijn}", 1.5401, "1,54"),
        ("{aantal:fijn}", 1.5, "1,5"),
        ("{aantal:score}", 2.6, "2,60"),
        ("{aantal:score}", 3, "3,00"),
        ("{aantal:lijst}", ["inwoners", "ondernemers"], "inwoners en ondernemers"),
        ("{aantal:lijst}", "inwoners", "inwoners"),
        ("{aantal:datum}", "2021-07-01", "1 juli 2021"),
        ("{aantal:datum}", "voorjaar 2021", "voorjaar 2021"),
        ("{aantal}", ["Veere", "Goes", "Tholen"], "Veere, Goes en Tholen"),
        ("{aantal}", "vier", "vier"),
        ("{aantal}", True, "ja"),
        ("{aantal}", False, "nee"),
        ("{aantal}", 0, "0"),
        ("{aantal}", "", ""),
    ],
)
def test_a_value_is_shown_as_dutch_writes_it(text: str, value: Shown, shown: str) -> None:
    assert fill(text, {"aantal": value}) == shown


@pytest.mark.parametrize("text", ["{aantal}", "{aantal:getal}", "{aantal:procent}", "{aantal:lijst}"])
@pytest.mark.parametrize("values", [{}, {"aantal": None}])
def test_what_is_missing_shows_as_unknown_and_never_as_zero(text: str, values: dict[str, Shown]) -> None:
    assert fill(text, values) == "onbekend"


def test_the_text_around_the_names_stays_as_it_is() -> None:
    text = "{name}: {level_ratio:fijn} keer zo veel als {group}, dus duidelijk meer ({latest_year}{small_note})"
    values: dict[str, Shown] = {"name": "Woninginbraken", "level_ratio": 1.54, "group": "vergelijkbare gemeenten"}
    assert fill(text, {**values, "latest_year": "2025", "small_note": ""}) == (
        "Woninginbraken: 1,54 keer zo veel als vergelijkbare gemeenten, dus duidelijk meer (2025)"
    )


def test_braces_in_what_a_municipality_wrote_are_not_filled_in() -> None:
    assert fill("{by}: {reason}", {"by": "de {reason}", "reason": "100% {by}"}) == "de {reason}: 100% {by}"


@given(amounts, st.sampled_from([0, 1, 2]))
def test_a_number_reads_back_as_the_rounded_number(value: float, decimals: int) -> None:
    shown = number(value, decimals=decimals)
    assert float(shown.replace(".", "").replace(",", ".")) == float(f"{value:.{decimals}f}")
    assert not shown.endswith(",")


@given(amounts)
def test_a_score_has_two_decimals(value: float) -> None:
    shown = two(value)
    assert shown[-3] == ","
    assert float(shown.replace(",", ".")) == float(f"{value:.2f}")


@given(st.floats(0, 1))
def test_a_share_is_only_called_all_or_nothing_when_it_is(value: float) -> None:
    assert (percent(value) == "100%") == (value == 1)
    assert (percent(value) == "0%") == (value == 0)


@given(names)
def test_a_listing_names_everything_in_order_with_one_and_before_the_last(items: list[str]) -> None:
    shown = listing(items)
    assert shown.replace(" en ", ", ").split(", ") == items
    assert shown.count(" en ") == (len(items) > 1)


def test_a_listing_of_nothing_is_empty() -> None:
    assert listing([]) == ""


def test_the_names_and_formats_of_a_text_are_found_in_order() -> None:
    assert fields_in("{share:geheel}% van {who} noemt het: {example}") == [("share", "geheel"), ("who", None), ("example", None)]


@pytest.mark.parametrize(
    "text", ["{Name}", "{name", "name}", "{}", "{na me}", "{name:}", "{name!r}", "{name.upper}", "{{name}}", "{0}"]
)
def test_braces_around_what_is_no_name_are_a_fault(text: str) -> None:
    assert problem_in(text) == "een accolade is niet gesloten, of er staat iets tussen accolades dat geen naam is"


def test_a_format_that_does_not_exist_is_a_fault_that_names_those_that_do() -> None:
    problem = problem_in("{bedrag:euro}")
    assert problem is not None
    assert problem.startswith("de opmaak 'euro' bestaat niet; kies uit: ")
    assert {"lijst", "datum", *NUMERIC_FORMATS} == set(problem.partition("kies uit: ")[2].split(", "))


@given(st.text())
def test_a_text_without_a_fault_leaves_no_brace_behind(text: str) -> None:
    if problem_in(text) is None:
        assert not set("{}") & set(fill(text, {}))
