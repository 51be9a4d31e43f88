"""What a draft calls the places in its own municipality: after 'bedrijvenpark De Schans' also 'De Schans' alone is about 2.2."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAME = r"(?:(?:De|Het|Den|'t|Ter|Ten) )?[A-Z][a-z]{3,}\w*(?:[ -][A-Z]\w+)*"
_EACH = re.compile(_NAME)


def local_names(texts: Iterable[str], places: Mapping[str, tuple[str, ...]], towns: tuple[str, ...]) -> dict[str, list[str]]:
    """Per name of a place, as it is compared, the themes that it belongs to; names of towns and quarters left out.

    `places` are per theme the words that stand in front of such a name, `towns` those in front of the name of a town.
    """
    whole = "\n".join(texts)
    found: dict[str, list[str]] = defaultdict(list)
    for theme, nouns in places.items():
        for name in _names(nouns, whole):
            if theme not in found[name]:
                found[name].append(theme)
    called = set(_names(towns, whole)) if found else set()
    return {fold(name): themes for name, themes in found.items() if name not in called}


def _names(words: tuple[str, ...], text: str) -> Iterator[str]:
    """The names right after one of these words, also several: 'de bedrijventerreinen De Kolk en Molenveld'."""
    for names in _after(words).findall(text):
        yield from _EACH.findall(names)


@lru_cache(maxsize=64)
def _after(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{'|'.join(map(re.escape, words))}) ({_NAME}(?:(?:, | en ){_NAME})*)")
