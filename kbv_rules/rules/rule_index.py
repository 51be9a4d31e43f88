"""A decision table turned round: not whether a rule holds for a row of values, but which rules the values leave standing.

Per input, the numbers that the cells name cut the number line into stretches within which no cell can tell two numbers
apart; texts are those the cells name, and all others. Which rules hold is worked out once for each of these. After that a
value is looked up, no cell is tested any more, and it does not matter how many rules there are. A set of rules is an int
with a bit per rule, the first rule having the lowest.

The look-up is a function made for the number and kind of the columns, a fifth faster than a loop over them. Its code is
put together from the lines below and nothing else: names, limits and texts of a table reach it as values.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple, TypeVar

from kbv_rules.rules.unary import UnaryTest, Value, limits_in, texts_in

Found = TypeVar("Found")
Values = Mapping[str, Value | None]

# The tests of one rule: an input and what must hold of it. An input without a test may be missing.
Tests = Sequence[tuple[str, UnaryTest]]


class Column(NamedTuple):
    """The rules that each value of one input leaves standing.

    `limits` run from minus to plus infinity. `numbers` holds at 2i the rules for the stretch below limit i, at 2i + 1 those
    for the limit itself. Nothing lies below minus infinity but what is no number at all (nan): that ends up in place 0.
    `words` holds the rules for the texts that are named, for true, false and a missing value, `others` those for other texts.
    `tested` is for values of any other kind.
    """

    name: str
    limits: list[float]
    numbers: list[int]
    words: dict[Value | None, int]
    others: int
    tested: Callable[[Value], int]

    @property
    def kind(self) -> Literal["numbers", "texts", "mixed"]:
        """Whether the cells name numbers, or only texts: then whatever is not such a text is as any other text."""
        if len(self.limits) > 2:
            return "numbers"
        return "texts" if {*self.numbers, self.words[True], self.words[False]} == {self.others} else "mixed"


def columns_of(rules: Sequence[Tests]) -> list[Column]:
    """A column for every input that a rule tests."""
    return [_column(name, rules) for name in dict.fromkeys(name for tests in rules for name, _ in tests)]


def _column(name: str, rules: Sequence[Tests]) -> Column:
    looking = {
        1 << place: cells for place, tests in enumerate(rules) if (cells := [test for other, test in tests if other == name])
    }
    indifferent = (1 << len(rules)) - 1 - sum(looking)

    def tested(value: Value) -> int:
        return indifferent + sum(bit for bit, cells in looking.items() if all(cell.holds(value) for cell in cells))

    cells = [cell for of_rule in looking.values() for cell in of_rule]
    limits = [-math.inf, *sorted({limit for cell in cells for limit in limits_in(cell)}), math.inf]
    texts = sorted({text for cell in cells for text in texts_in(cell)})
    words: list[bool | str] = [*texts, True, False]
    return Column(
        name,
        limits,
        numbers=[tested(number) for number in _numbers(limits)],
        words={None: indifferent, **{word: tested(word) for word in words}},
        others=tested("".join(texts) + "?"),
        tested=tested,
    )


def _numbers(limits: Sequence[float]) -> Iterator[float]:
    """No number, then a number from every stretch and every limit itself, in order."""
    yield from (math.nan, -math.inf)
    for low, high in pairwise(limits):
        yield _between(low, high)
        yield high


def _between(low: float, high: float) -> float:
    """A number that compares as all between two limits do; in an unbounded stretch infinity itself does."""
    if math.isinf(low) or math.isinf(high):
        return low if math.isinf(low) else high
    middle = low / 2 + high / 2
    if low < middle < high:
        return middle
    from fractions import Fraction  # no float lies between them, yet a large integer may

    return (Fraction(low) + Fraction(high)) / 2  # type: ignore[return-value]


_HEAD = """
def make(every, bisect_left, found, {fields}):
    def look_up(values):
        get = values.get
        standing = every
"""
_IF_NUMBER = """
        {1} kind is float or kind is int:
            place = bisect_left(limits_{0}, value)
            standing &= numbers_{0}[place + place + (limits_{0}[place] == value)]
"""
_IF_WORD = """
        {1} kind is str or kind is bool or value is None:
            standing &= words_{0}.get(value, others_{0})
"""
_VALUE = """
        value = get(name_{0})
        kind = value.__class__
"""
_ELSE = """
        else:
            standing &= tested_{0}(value)
"""
# What is likely is tried first.
_COLUMN = {
    "numbers": _VALUE + _IF_NUMBER.replace("{1}", "if") + _IF_WORD.replace("{1}", "elif") + _ELSE,
    "mixed": _VALUE + _IF_WORD.replace("{1}", "if") + _IF_NUMBER.replace("{1}", "elif") + _ELSE,
    "texts": """
        standing &= words_{0}.get(get(name_{0}), others_{0})
""",
}
_NONE = """
        if not standing:
            return []
"""
_FIRST = """
        return [found[standing & -standing]]
    return look_up
"""
_ALL = """
        return found(standing, values)
    return look_up
"""


@functools.cache
def _maker(kinds: tuple[str, ...], tail: str) -> Callable[..., Callable[[Values], list[Any]]]:
    """Makes look-ups for columns of these kinds."""
    fields = [f"{field}_{place}" for place in range(len(kinds)) for field in Column._fields]
    columns = [_COLUMN[kind].format(place) + _NONE for place, kind in enumerate(kinds)]
    space: dict[str, Any] = {}
    exec(compile(_HEAD.format(fields=", ".join(fields)) + "".join(columns) + tail, "<decision table>", "exec"), space)
    make: Callable[..., Callable[[Values], list[Any]]] = space["make"]
    return make


def look_up_first(rules: Sequence[Tests], found: Sequence[Found]) -> Callable[[Values], list[Found]]:
    """What gives `found` of the first rule that the values leave standing, if there is one."""
    return _look_up(rules, _FIRST, {1 << place: one for place, one in enumerate(found)})


def look_up_all(rules: Sequence[Tests], found: Callable[[int, Values], list[Found]]) -> Callable[[Values], list[Found]]:
    """What gives `found` of the rules that the values leave standing, if there are any."""
    return _look_up(rules, _ALL, found)


def _look_up(rules: Sequence[Tests], tail: str, found: object) -> Callable[[Values], list[Any]]:
    columns = columns_of(rules)
    make = _maker(tuple(column.kind for column in columns), tail)
    return make((1 << len(rules)) - 1, bisect_left, found, *(part for column in columns for part in column))
