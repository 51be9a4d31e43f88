"""A condition says what it means, can be written out and read again, and a text that is none gets a word of help."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.rules.unary import (
    ANYTHING,
    AnyOf,
    Comparison,
    Equals,
    Interval,
    Not,
    UnaryTest,
    UnaryTestError,
    Value,
    limits_in,
    parse_unary_test,
    plain_number,
    texts_in,
)

SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

numbers = st.one_of(st.integers(-1000, 1000).map(float), st.floats(allow_nan=False, allow_infinity=False))
# Few and small, so that a value often falls on a limit.
near = st.one_of(st.integers(-4, 4).map(float), st.sampled_from([0.8, 1.1, 1.3, 1.5, 1.7]))
words = st.one_of(
    st.sampled_from(["stijgend", "dalend", "veel, en vaak", "0,8", "not(1)", ""]), st.text(st.characters(exclude_characters='"'))
)
values: st.SearchStrategy[Value] = st.one_of(near, st.floats(), st.integers(-5, 5), st.booleans(), words)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[float] = near) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    closed = (True, True) if low == high else (draw(st.booleans()), draw(st.booleans()))
    return Interval(low, high, *closed)


def single_tests(ends: st.SearchStrategy[float]) -> st.SearchStrategy[UnaryTest]:
    return st.one_of(
        st.builds(Equals, st.one_of(ends, words, st.booleans())),
        st.builds(Comparison, st.sampled_from(list(SIGNS)), ends),
        intervals(ends),
    )


def lists(ends: st.SearchStrategy[float]) -> st.SearchStrategy[UnaryTest]:
    return st.builds(AnyOf, st.lists(single_tests(ends), min_size=2, max_size=4).map(tuple))


def conditions(ends: st.SearchStrategy[float] = near) -> st.SearchStrategy[UnaryTest]:
    positive = st.one_of(single_tests(ends), lists(ends))
    return st.one_of(st.just(ANYTHING), positive, st.builds(Not, positive))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("-", ANYTHING),
        ("", ANYTHING),
        ("3", Equals(3.0)),
        ("-0.05", Equals(-0.05)),
        ("+2", Equals(2.0)),
        ('"stijgend"', Equals("stijgend")),
        ('"sterk, en al jaren"', Equals("sterk, en al jaren")),
        ('""', Equals("")),
        ("true", Equals(True)),
        ("false", Equals(False)),
        ("< 0.8", Comparison("<", 0.8)),
        ("<=-0.05", Comparison("<=", -0.05)),
        (">1", Comparison(">", 1.0)),
        (" >=  1.5 ", Comparison(">=", 1.5)),
        ("[2..3]", Interval(2.0, 3.0, low_closed=True, high_closed=True)),
        ("[0.8..1.2)", Interval(0.8, 1.2, low_closed=True, high_closed=False)),
        ("(0.8 .. 1.2]", Interval(0.8, 1.2, low_closed=False, high_closed=True)),
        ("(3..5)", Interval(3.0, 5.0, low_closed=False, high_closed=False)),
        ("]0.8..1.2[", Interval(0.8, 1.2, low_closed=False, high_closed=False)),
        ("[4..4]", Interval(4.0, 4.0, low_closed=True, high_closed=True)),
        ("1, 5", AnyOf((Equals(1.0), Equals(5.0)))),
        ('"a, b", "c"', AnyOf((Equals("a, b"), Equals("c")))),
        ("[0..1), >= 4", AnyOf((Interval(0.0, 1.0, low_closed=True, high_closed=False), Comparison(">=", 4.0)))),
        ('not("dalend")', Not(Equals("dalend"))),
        ("not (1, 2)", Not(AnyOf((Equals(1.0), Equals(2.0))))),
        ("not((5..6), 8)", Not(AnyOf((Interval(5.0, 6.0, low_closed=False, high_closed=False), Equals(8.0))))),
    ],
)  # fmt: skip
def test_every_form_is_read_as_what_it_says(text: str, meant: UnaryTest) -> None:
    assert parse_unary_test(text) == meant


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("[3..1]", "het bereik loopt van 3 naar 1.", "Zet het laagste getal eerst."),
        ("(3..3)", "in dit bereik past geen enkel getal.", "Schrijf 3 of een ruimer bereik."),
        ("[3..3)", "in dit bereik past geen enkel getal.", "Schrijf 3 of een ruimer bereik."),
        ("=> 3", "'=>' is geen teken.", "Bedoelde u '>='?"),
        ("=<3", "'=<' is geen teken.", "Bedoelde u '<='?"),
        ("= 3", "'=' en '!=' bestaan hier niet.", "Schrijf alleen de waarde, of not(waarde)."),
        ("== 3", "'=' en '!=' bestaan hier niet.", "Schrijf alleen de waarde, of not(waarde)."),
        ("!= 3", "'=' en '!=' bestaan hier niet.", "Schrijf alleen de waarde, of not(waarde)."),
        ("<> 3", "'=' en '!=' bestaan hier niet.", "Schrijf alleen de waarde, of not(waarde)."),
        (">3 <5", "er staan twee voorwaarden in één cel.", "Gebruik een bereik, bijvoorbeeld (3..5)."),
        ("> 3 en < 5", "er staan twee voorwaarden in één cel.", "Gebruik een bereik, bijvoorbeeld (3..5)."),
        ("3 of 4", "er staan twee voorwaarden in één cel.", "Gebruik een bereik, bijvoorbeeld (3..5)."),
        ("[0.8..1.2", "de haakjes kloppen niet.", "Schrijf een bereik als [0.8..1.2) met twee haakjes."),
        ("0.8..1.2)", "de haakjes kloppen niet.", "Schrijf een bereik als [0.8..1.2) met twee haakjes."),
        ("[[0.8..1.2)", "de haakjes kloppen niet.", "Schrijf een bereik als [0.8..1.2) met twee haakjes."),
        ('"stijgend', "een aanhalingsteken ontbreekt.", 'Zet tekst tussen twee aanhalingstekens: "stijgend".'),
        ("stijgend", "tekst hoort tussen aanhalingstekens.", "Schrijf '\"stijgend\"', met beide soorten aanhalingstekens."),
        ("notaris", "tekst hoort tussen aanhalingstekens.", "Schrijf '\"notaris\"', met beide soorten aanhalingstekens."),
        ("0,8", "een komma zonder spatie kan een decimaalteken of een lijst zijn.", "Schrijf 1.5 voor anderhalf, of '1, 5'."),
        ("<0,8", "een komma zonder spatie kan een decimaalteken of een lijst zijn.", "Schrijf 1.5 voor anderhalf, of '1, 5'."),
        ("not 3", "na 'not' hoort een voorwaarde tussen haakjes.", 'Schrijf bijvoorbeeld not("dalend").'),
        ("not(3), 4", "na 'not' hoort een voorwaarde tussen haakjes.", 'Schrijf bijvoorbeeld not("dalend").'),
        ("not(-)", "deze ontkenning zegt niets.", "Keer de voorwaarde om of gebruik '-'."),
        ("not(not(3))", "deze ontkenning zegt niets.", "Keer de voorwaarde om of gebruik '-'."),
        ("> " + "9" * 400, "dit getal is te groot.", "Schrijf een kleiner getal."),
        ("3,", "dit is geen voorwaarde.", 'Voorbeelden: >= 1.5   [0.8..1.2)   "stijgend"   not("dalend")   -'),
        ("-, 3", "dit is geen voorwaarde.", 'Voorbeelden: >= 1.5   [0.8..1.2)   "stijgend"   not("dalend")   -'),
        ("1.3?", "dit is geen voorwaarde.", 'Voorbeelden: >= 1.5   [0.8..1.2)   "stijgend"   not("dalend")   -'),
        ('> "a"', "dit is geen voorwaarde.", 'Voorbeelden: >= 1.5   [0.8..1.2)   "stijgend"   not("dalend")   -'),
    ],
)  # fmt: skip
def test_a_text_that_is_no_condition_gets_a_word_of_help(text: str, problem: str, remedy: str) -> None:
    with pytest.raises(UnaryTestError) as refused:
        parse_unary_test(text)
    error = refused.value
    assert (error.text, error.problem, error.remedy) == (text, problem, remedy)
    assert str(error) == f"'{text}': {problem} {remedy}"


@settings(deadline=None)
@given(conditions(numbers))
def test_a_condition_written_out_is_read_back_as_the_same_condition(condition: UnaryTest) -> None:
    again = parse_unary_test(str(condition))
    assert (again, str(again)) == (condition, str(condition))


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='0123456789.,<>=![]()"- \nnotabenruf', max_size=14))
def test_any_text_is_a_condition_that_can_be_written_out_or_gets_a_problem_and_a_remedy(text: str) -> None:
    refused = None
    try:
        condition = parse_unary_test(text)
    except UnaryTestError as error:
        refused = error
    if refused:
        assert refused.problem.endswith(".")
        assert refused.remedy
    else:
        assert parse_unary_test(str(condition)) == condition


@given(numbers)
def test_a_number_is_written_with_every_digit_and_without_exponent(value: float) -> None:
    text = plain_number(value)
    assert float(text) == value
    assert set(text) <= set("-0123456789.")


def test_a_number_reads_as_people_write_it() -> None:
    assert [plain_number(value) for value in (3, 0.1, 1234567.0, 1e22, -2.50)] == ["3", "0.1", "1234567", "1" + "0" * 22, "-2.5"]


@settings(deadline=None, max_examples=200)
@given(conditions(), values)
def test_a_condition_is_true_or_false_of_whatever_value_it_meets(condition: UnaryTest, value: Value) -> None:
    assert condition.holds(value) in (True, False)


@given(values)
def test_a_dash_holds_for_everything(value: Value) -> None:
    assert parse_unary_test("-").holds(value)


@given(st.sampled_from(sorted(SIGNS)), near, near)
def test_a_comparison_agrees_with_arithmetic(sign: str, limit: float, value: float) -> None:
    assert parse_unary_test(f"{sign} {plain_number(limit)}").holds(value) == SIGNS[sign](value, limit)


@given(intervals(), near)
def test_an_interval_agrees_with_arithmetic(interval: Interval, value: float) -> None:
    above = SIGNS[">=" if interval.low_closed else ">"](value, interval.low)
    below = SIGNS["<=" if interval.high_closed else "<"](value, interval.high)
    assert parse_unary_test(str(interval)).holds(value) == (above and below)


@given(intervals(), near)
def test_brackets_that_face_outward_leave_the_ends_out(interval: Interval, value: float) -> None:
    ends = f"{plain_number(interval.low)}..{plain_number(interval.high)}"
    low, high = "[" if interval.low_closed else "]", "]" if interval.high_closed else "["
    assert parse_unary_test(f"{low}{ends}{high}").holds(value) == interval.holds(value)


@settings(deadline=None, max_examples=200)
@given(st.one_of(single_tests(near), lists(near)), values)
def test_not_is_the_complement(condition: UnaryTest, value: Value) -> None:
    assert parse_unary_test(f"not({condition})").holds(value) != condition.holds(value)


@settings(deadline=None, max_examples=200)
@given(st.lists(single_tests(near), min_size=2, max_size=4), values)
def test_a_list_holds_exactly_when_one_of_its_parts_does(parts: list[UnaryTest], value: Value) -> None:
    together = parse_unary_test(", ".join(map(str, parts)))
    assert together.holds(value) == any(part.holds(value) for part in parts)


@given(single_tests(near), st.booleans())
def test_true_and_false_are_no_numbers(condition: UnaryTest, value: bool) -> None:
    assert condition.holds(value) == (condition == Equals(value) and isinstance(condition.value, bool))


@given(st.one_of(st.builds(Comparison, st.sampled_from(sorted(SIGNS)), near), intervals()), words)
def test_a_text_is_never_more_or_less_than_a_number(condition: UnaryTest, word: str) -> None:
    assert not condition.holds(word)


@given(words, words)
def test_a_text_equals_only_itself(one: str, other: str) -> None:
    assert parse_unary_test(f'"{one}"').holds(other) == (one == other)


@settings(deadline=None, max_examples=200)
@given(conditions(), near, near)
def test_no_condition_tells_two_numbers_apart_that_lie_between_the_same_numbers_it_names(
    condition: UnaryTest, one: float, other: float
) -> None:
    named = set(limits_in(condition))
    low, high = sorted((one, other))
    if not any(low <= limit <= high for limit in named):
        assert condition.holds(one) == condition.holds(other)


@given(conditions(), words, words)
def test_no_condition_tells_two_texts_apart_that_it_does_not_name(condition: UnaryTest, one: str, other: str) -> None:
    if not {one, other} & set(texts_in(condition)):
        assert condition.holds(one) == condition.holds(other)


def test_the_numbers_and_texts_of_a_condition_are_found_wherever_they_stand() -> None:
    condition = parse_unary_test('not([0.8..1.2), "dalend", 3, > 4, true)')
    assert list(limits_in(condition)) == [0.8, 1.2, 3.0, 4.0]
    assert list(texts_in(condition)) == ["dalend"]
