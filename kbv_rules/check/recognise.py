"""Whether a document is a Dutch safety plan at all: one message instead of sixty remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import phrase_list
from kbv_rules.errors import input_error

if TYPE_CHECKING:
    from kbv_rules.check.outline import Outline
    from kbv_rules.model.check_rules import RecogniseReading

_WORD = re.compile(r"[^\W\d_]+")


def refuse_what_is_no_plan(outline: Outline, reading: RecogniseReading) -> None:
    """Nothing, when a document can be read as a safety plan.

    Raises:
        InputError: too short, not in Dutch, or about something else.
    """
    name = outline.document.name
    text = "\n".join(outline.folded(number) for number in outline.paragraphs)
    words = _WORD.findall(text)
    if len(words) < reading.least_words:
        raise input_error(
            name,
            f"dit document telt maar {len(words)} {'woord' if len(words) == 1 else 'woorden'}; "
            "dat is te kort voor een veiligheidsplan.",
            "Controleer of u het juiste bestand hebt gekozen.",
        )
    common = frozenset(reading.dutch)
    share = sum(word in common for word in words) / len(words)
    if share < reading.least_dutch:
        raise input_error(
            name,
            "dit document lijkt niet in het Nederlands geschreven.",
            "Lever het plan in het Nederlands aan.",
            "kbv herkent thema's, partners en wetten aan hun Nederlandse namen.",
        )
    if len(phrase_list(reading.terms).found(text)) < reading.least_terms:
        raise input_error(
            name,
            "dit lijkt geen integraal veiligheidsplan.",
            "Lever het (concept-)IVP zelf aan, of een kadernota integrale veiligheid.",
            "Woorden die in elk veiligheidsplan staan, zoals politie, burgemeester en prioriteiten, ontbreken bijna allemaal.",
        )
