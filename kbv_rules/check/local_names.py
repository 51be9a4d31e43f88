"""What a draft calls the places in its own municipality: after 'bedrijvenpark De Schans' also 'De Schans' alone is about 2.2."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import PhraseList, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = r"(?:(?:De|Het|Den|'t|Ter|Ten) )?[A-Z][a-z]{3,}\w*(?:[ -][A-Z]\w+)*"
_EACH = re.compile(_NAME)
# Right after a word for a place, also several: 'de bedrijventerreinen De Kolk en Molenveld'.
_NAMES = re.compile(rf" ({_NAME}(?:(?:, | en ){_NAME})*)")


def local_names(text: str, folded: str, places: Mapping[str, tuple[str, ...]], towns: tuple[str, ...]) -> dict[str, list[str]]:
    """Per name of a place, as it is compared, the themes that it belongs to; names of towns and quarters left out.

    `folded` is the text as it is compared, letter by letter. `places` are per theme the words that stand in front of such a
    name, `towns` those in front of the name of a town.
    """
    nouns: dict[str, list[str]] = defaultdict(list)
    for theme, words in places.items():
        for word in words:
            nouns[word].append(theme)
    found: dict[str, list[str]] = defaultdict(list)
    for hit in PhraseList(nouns).all(folded):
        match = _NAMES.match(text, hit.end)
        for name in _EACH.findall(match[1]) if match else ():
            found[fold(name)] += [theme for theme in nouns[hit.phrase] if theme not in found[fold(name)]]
    return {name: themes for name, themes in found.items() if not _is_town(name, folded, towns)}


def _is_town(name: str, folded: str, towns: tuple[str, ...]) -> bool:
    """Whether a name stands somewhere after 'in', 'gemeente' and the like."""
    found = [f"{town} {name}" for town in towns if f"{town} {name}" in folded]
    return any(re.search(rf"\b{re.escape(phrase)}\b", folded) for phrase in found)
