"""Where a text points to another priority of the plan."""

from __future__ import annotations

import pytest

from kbv_rules.check.references import referred
from kbv_rules.check.treatment import treated
from tests.check.conftest import Read

PLAN = """## 4 Prioriteiten

### 4.1 Ondermijning

{0}

### 4.2 Straten om in te fietsen: minder verkeersongevallen

Verkeersveiligheid telt. Hardrijders en verkeersongevallen: verkeersveiligheid eerst.
"""


def names(text: str, plan: Read) -> list[str]:
    read = plan(PLAN.format(text))
    number = next(number for number, paragraph in read.outline.paragraphs.items() if paragraph.text == text)
    return [one.name for one in referred(read, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Dat bespreken wij bij ons tweede accent.",
        "Dat bespreken wij bij prioriteit 2.",
        "Dat staat in paragraaf 4.2, bij de controles.",
        "Dat hoort bij Straten om in te fietsen.",
        "Dat doen wij in de opgave over straten.",
    ],
)
def test_another_priority_is_called_by_its_place_its_number_its_name_or_what_it_is_about(text: str, plan: Read) -> None:
    assert len(names(text, plan)) == 1
    assert names(text, plan)[0].startswith("Straten")


@pytest.mark.parametrize(
    "text",
    [
        "Dat staat in paragraaf 4.21, bij de controles.",
        "Dat doen wij in onze straten.",
        "Zie prioriteit 3.",
        "Zie thema 2.3 van het handboek.",
    ],
)
def test_another_number_or_a_word_alone_calls_nothing(text: str, plan: Read) -> None:
    assert names(text, plan) == []


def test_pointing_to_an_overarching_priority_treats_none_of_the_themes_it_touches(plan: Read) -> None:
    read = plan("## Prioriteiten\n\n### Ondermijning\n\nZie prioriteit 2.\n\n### Gedigitaliseerde criminaliteit\n\nTekst.\n")
    priority = read.priorities[0]
    assert treated(read, priority.paragraphs, priority.places, priority.members) == {}
