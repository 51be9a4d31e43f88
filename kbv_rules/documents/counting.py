"""Numbers as lists print them: 3, c, C, iii, III."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# Beyond this a roman number or a row of letters is no number any more.
_FURTHEST = 5_000


def written(count: int, how: str) -> str:
    """The number in one of the ways '1', 'a', 'A', 'i' or 'I'; any other way is '1'."""
    if how.lower() not in ("a", "i") or not 0 < count < _FURTHEST:
        return str(count)
    if how.lower() == "a":
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    else:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (count // value)
            count %= value
    return text.upper() if how.isupper() else text
