"""Text as XML and HTML can hold it."""

from __future__ import annotations

import re

# XML 1.0, 2.2 (characters); half of a pair of surrogates is no character at all.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with a sign in the place of each character that XML does not know, so that one sees something stood there."""
    return _ILLEGAL.sub("\ufffd", text)
