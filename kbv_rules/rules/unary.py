"""DMN unary tests: the conditions in the cells of a decision table.

Supported (DMN 1.3, 7.3.2 and 10.3.2.8, a small part of it): `-` (anything), a literal (`3`, `"stijgend"`, `true`), a
comparison (`>= 1.5`), an interval (`[0.8..1.2)`, also `]0.8..1.2[`), a list with commas (one must hold) and `not(...)`.
A test never raises on a value of the declared type, and is never true of a missing value.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Value = float | int | bool | str

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?"
_COMPARISON = re.compile(rf"(<=|>=|<|>)\s*({_NUMBER})")
_INTERVAL = re.compile(rf"([\[\](])\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*([\[\])])")


class UnaryTestError(ValueError):
    """A condition that cannot be read. `problem` says what is wrong, `remedy` what to do (Dutch)."""

    def __init__(self, text: str, problem: str, remedy: str) -> None:
        self.text = text
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"'{text}': {problem} {remedy}")


@dataclass(frozen=True, slots=True)
class Anything:
    """`-`: holds for every value, even a missing one."""

    def holds(self, value: Value) -> bool:
        return True

    def __str__(self) -> str:
        return "-"


@dataclass(frozen=True, slots=True)
class Equals:
    value: Value

    def holds(self, value: Value) -> bool:
        # In Python True == 1, in a decision table it is not.
        return isinstance(value, bool) == isinstance(self.value, bool) and value == self.value

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return str(self.value).lower()
        return f'"{self.value}"' if isinstance(self.value, str) else plain_number(self.value)


@dataclass(frozen=True, slots=True)
class Comparison:
    sign: str
    limit: float

    def holds(self, value: Value) -> bool:
        return not isinstance(value, (str, bool)) and _OPERATORS[self.sign](value, self.limit)

    def __str__(self) -> str:
        return f"{self.sign} {plain_number(self.limit)}"


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float
    low_closed: bool
    high_closed: bool

    def holds(self, value: Value) -> bool:
        if isinstance(value, (str, bool)):
            return False
        above = value >= self.low if self.low_closed else value > self.low
        below = value <= self.high if self.high_closed else value < self.high
        return above and below

    def __str__(self) -> str:
        ends = f"{plain_number(self.low)}..{plain_number(self.high)}"
        return f"{'[' if self.low_closed else '('}{ends}{']' if self.high_closed else ')'}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    tests: tuple[UnaryTest, ...]

    def holds(self, value: Value) -> bool:
        return any(test.holds(value) for test in self.tests)

    def __str__(self) -> str:
        return ", ".join(map(str, self.tests))


@dataclass(frozen=True, slots=True)
class Not:
    test: UnaryTest

    def holds(self, value: Value) -> bool:
        return not self.test.holds(value)

    def __str__(self) -> str:
        return f"not({self.test})"


UnaryTest = Anything | Equals | Comparison | Interval | AnyOf | Not
ANYTHING = Anything()


def limits_in(test: UnaryTest) -> Iterator[float]:
    """The numbers a test names: between two of them it cannot tell one number from another."""
    if isinstance(test, Comparison):
        yield test.limit
    elif isinstance(test, Interval):
        yield test.low
        yield test.high
    elif isinstance(test, Equals) and not isinstance(test.value, (str, bool)):
        yield float(test.value)
    elif isinstance(test, AnyOf):
        for part in test.tests:
            yield from limits_in(part)
    elif isinstance(test, Not):
        yield from limits_in(test.test)


def texts_in(test: UnaryTest) -> Iterator[str]:
    """The texts a test names: it cannot tell any two others apart."""
    if isinstance(test, Equals) and isinstance(test.value, str):
        yield test.value
    elif isinstance(test, AnyOf):
        for part in test.tests:
            yield from texts_in(part)
    elif isinstance(test, Not):
        yield from texts_in(test.test)


def plain_number(value: float) -> str:
    """A number written out so that it can be read again: every digit, no exponent."""
    text = repr(float(value))
    if "e" in text:
        from decimal import Decimal

        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")


def parse_unary_test(text: str) -> UnaryTest:
    """Read one cell.

    Raises:
        UnaryTestError: not a unary test, with what is wrong and what to do.
    """
    body = text.strip()
    if body in ("-", ""):
        return ANYTHING
    if re.match(r"not\b", body):
        inner = body[3:].strip()
        if not (inner.startswith("(") and inner.endswith(")")):
            raise UnaryTestError(text, "na 'not' hoort een voorwaarde tussen haakjes.", 'Schrijf bijvoorbeeld not("dalend").')
        negated = parse_unary_test(inner[1:-1])
        if isinstance(negated, (Anything, Not)):
            raise UnaryTestError(text, "deze ontkenning zegt niets.", "Keer de voorwaarde om of gebruik '-'.")
        return Not(negated)
    if re.search(r"[0-9],[0-9]", re.sub(r'"[^"]*"', "", body)):
        raise UnaryTestError(
            text,
            "een komma zonder spatie kan een decimaalteken of een lijst zijn.",
            "Schrijf 1.5 voor anderhalf, of '1, 5'.",
        )
    parts = _split(body)
    if len(parts) > 1:
        return AnyOf(tuple(_single(part, text) for part in parts))
    return _single(body, text)


def _split(body: str) -> list[str]:
    """Parts between commas that stand outside quotes."""
    parts, current, quoted = [], "", False
    for char in body:
        if char == '"':
            quoted = not quoted
        if char == "," and not quoted:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    parts.append(current.strip())
    return parts


def _single(body: str, whole: str) -> UnaryTest:
    if match := _COMPARISON.fullmatch(body):
        return Comparison(match[1], _number(match[2], whole))
    if match := _INTERVAL.fullmatch(body):
        low, high = _number(match[2], whole), _number(match[3], whole)
        if low > high:
            raise UnaryTestError(whole, f"het bereik loopt van {match[2]} naar {match[3]}.", "Zet het laagste getal eerst.")
        closed = match[1] == "[", match[4] == "]"
        if low == high and closed != (True, True):
            raise UnaryTestError(whole, "in dit bereik past geen enkel getal.", f"Schrijf {match[2]} of een ruimer bereik.")
        return Interval(low, high, *closed)
    if re.fullmatch(_NUMBER, body):
        return Equals(_number(body, whole))
    if body in ("true", "false"):
        return Equals(body == "true")
    if len(body) >= 2 and body[0] == body[-1] == '"' and '"' not in body[1:-1]:
        return Equals(body[1:-1])
    raise _complaint(body, whole)


def _number(text: str, whole: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise UnaryTestError(whole, "dit getal is te groot.", "Schrijf een kleiner getal.")
    return value


def _complaint(body: str, whole: str) -> UnaryTestError:
    if re.match(r"=[<>]", body):
        return UnaryTestError(whole, f"'{body[:2]}' is geen teken.", f"Bedoelde u '{body[1]}='?")
    if re.match(r"(==?|!=|<>)", body):
        return UnaryTestError(whole, "'=' en '!=' bestaan hier niet.", "Schrijf alleen de waarde, of not(waarde).")
    if len(re.findall(r"[<>]", body)) > 1 or re.search(r"\b(and|en|or|of)\b", body):
        return UnaryTestError(whole, "er staan twee voorwaarden in één cel.", "Gebruik een bereik, bijvoorbeeld (3..5).")
    if body.count("(") + body.count("[") + body.count(")") + body.count("]") not in (0, 2) or (
        body[:1] in "([]" and body[-1:] not in ")[]"
    ):
        return UnaryTestError(whole, "de haakjes kloppen niet.", "Schrijf een bereik als [0.8..1.2) met twee haakjes.")
    if body.count('"') % 2:
        return UnaryTestError(whole, "een aanhalingsteken ontbreekt.", 'Zet tekst tussen twee aanhalingstekens: "stijgend".')
    if re.fullmatch(r"[^\W\d][\w -]*", body):
        return UnaryTestError(
            whole, "tekst hoort tussen aanhalingstekens.", f"Schrijf '\"{body}\"', met beide soorten aanhalingstekens."
        )
    return UnaryTestError(whole, "dit is geen voorwaarde.", 'Voorbeelden: >= 1.5   [0.8..1.2)   "stijgend"   not("dalend")   -')
