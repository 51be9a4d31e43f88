"""Numbers written out in Dutch ('achttien', 'honderdtachtig'), as digits."""

from __future__ import annotations

import re

_ONES = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
    "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90,
}  # fmt: skip
_ONE = "|".join(sorted((*_ONES, "een"), key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:(?:{_ONE})en)?(?:{'|'.join(_TENS)})|{_ONE})"
_BELOW_THOUSAND = rf"(?:(?:{_BELOW_HUNDRED})?honderd(?:(?:en)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_WORD = re.compile(rf"(?<![\w-])(?:{_BELOW_THOUSAND})?(?:duizend(?:(?:en)?{_BELOW_THOUSAND})?)?(?![\w-])")
_NOT_COUNTED = frozenset(("een",))  # an article more often than a number; the number is written 'één'


def with_digits(folded: str) -> str:
    """Folded text with every number that is written out in digits. 'Honderd' is 100; 'honderden' stays what it is."""
    return _WORD.sub(lambda match: str(_value(match[0])) if match[0] and match[0] not in _NOT_COUNTED else match[0], folded)


def _value(word: str) -> int:
    thousands, thousand, rest = word.partition("duizend")
    if thousand:
        return (_below_thousand(thousands) or 1) * 1000 + _below_thousand(rest.removeprefix("en"))
    return _below_thousand(word)


def _below_thousand(word: str) -> int:
    hundreds, hundred, rest = word.partition("honderd")
    if hundred:
        return (_below_hundred(hundreds) or 1) * 100 + _below_hundred(rest.removeprefix("en"))
    return _below_hundred(word)


def _below_hundred(word: str) -> int:
    if word in _ONES:
        return _ONES[word]
    if word == "een":
        return 1
    for ten, value in _TENS.items():
        if word.endswith(ten):
            ones = word.removesuffix(ten).removesuffix("en")
            return value + (_ONES.get(ones, 1) if ones else 0)
    return 0
