"""The conditions and outcomes of decision tables in FEEL, the expression language of DMN 1.3 (chapters 9 and 10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kbv_rules.rules.unary import AnyOf, Anything, Comparison, Equals, Interval, Not, UnaryTest, parse_unary_test, plain_number

if TYPE_CHECKING:
    from kbv_rules.rules.table import Input, Output

_TYPES = {"number": "number", "integer": "number", "boolean": "boolean", "text": "string"}


def type_name(type_: str) -> str:
    """The FEEL type of an input or output (DMN 1.3, 10.3.2.3). FEEL has one kind of number."""
    return _TYPES[type_]


def literal(value: float | str) -> str:
    """A value as FEEL writes it (DMN 1.3, 10.3.1.2)."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return plain_number(value)


def unary_tests(tests: Sequence[UnaryTest]) -> str:
    """One cell in which all `tests` must hold (DMN 1.3, 7.3.2 and 10.3.1.2).

    Unary tests apart from each other are alternatives in FEEL, so more than one becomes an expression in which `?` is the
    value. Our tests are never true of a missing value; FEEL's `not` would be, hence the `null` in it.
    """
    meaningful = [test for test in tests if not isinstance(test, Anything)]
    if len(meaningful) > 1:
        return " and ".join(["? != null", *(_expression(test) for test in meaningful)])
    return _unary(meaningful[0]) if meaningful else "-"


def _unary(test: UnaryTest) -> str:
    match test:
        case Equals():
            return literal(test.value)
        case AnyOf():
            return ", ".join(_unary(part) for part in test.tests)
        case Not():
            return f"not(null, {_unary(test.test)})"
        case _:
            return str(test)


def _expression(test: UnaryTest) -> str:
    match test:
        case Equals():
            return f"? = {literal(test.value)}"
        case Comparison():
            return f"? {test}"
        case Interval():
            low, high = plain_number(test.low), plain_number(test.high)
            return f"? {'>=' if test.low_closed else '>'} {low} and ? {'<=' if test.high_closed else '<'} {high}"
        case AnyOf():
            return f"({' or '.join(f'({_expression(part)})' for part in test.tests)})"
        case Not():
            return f"not({_expression(test.test)})"
        case Anything():
            return "true"


def allowed_values(column: Input | Output) -> str | None:
    """What can occur, as unary tests (DMN 1.3, 8.2.4); None when that is anything of the type."""
    if column.type == "text":
        tests = ", ".join(literal(value) for value in column.values)
    else:
        tests = _range(column.range) if column.range else ""
    if tests and getattr(column, "optional", False):
        return f"null, {tests}"
    return tests or None


def _range(text: str) -> str:
    """A range as a unary test: FEEL has no `*` for an open end."""
    low, high = text[1:-1].replace(" ", "").split("..")
    if low == high == "*":
        return ""
    if high == "*":
        return f"{'>=' if text.startswith('[') else '>'} {low}"
    if low == "*":
        return f"{'<=' if text.endswith(']') else '<'} {high}"
    return str(parse_unary_test(text))
