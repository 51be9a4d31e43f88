"""The words of a piece of text apart from how they are set: spaces, hyphens, ligatures, signs that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens and zero-width signs disappear; a non-breaking hyphen is a hyphen; control characters are no text.
_SIGNS: dict[int, str | None] = {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff"}
_SIGNS |= dict.fromkeys((*range(32), 127), " ")
_SIGNS |= {0x2010: "-", 0x2011: "-"}
_SIGNS |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

_BULLET = re.compile(r"^\s*(?:[•●○◦▪▫■□►▶➢➤✓✔❖\uf000-\uf0ff*·‣⁃]|[-–—o](?=\s))\s*")


def plain(text: str) -> str:
    """The text with every run of white space one space, without signs that cannot be seen, in composed letters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", text.translate(_SIGNS)).split())


def without_bullet(text: str) -> str | None:
    """The text of a list item that carries its own bullet; nothing when there is none."""
    found = _BULLET.match(text)
    return text[found.end() :] if found and found.end() < len(text) else None
