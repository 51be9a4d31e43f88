"""What a sentence states of a subject, beside what it merely lists."""

from __future__ import annotations

import pytest

from kbv_rules.check.stated import Signs, signs_in
from kbv_rules.model.check_rules import Listing

CARE = Signs(
    phrases=("casusregie",),
    names=("veilig thuis", "zorg- en veiligheidshuis"),
    together=((("zorg", "wijkteam"), ("politie",), ("samen", "een plan")),),
    nothing=("draagt zorg voor",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Het wijkteam heeft de casusregie.",
        "Loopt het vast, dan gaat de zaak naar het Zorg- en Veiligheidshuis.",
        "Zorg, politie en justitie maken samen één plan.",
        "Wie doet wat: politie en wijkteam spreken samen af wie belt, wie komt en wie blijft.",
        "Veilig Thuis. Daar meldt iedereen geweld in een gezin.",
        "Veilig Thuis, het wijkteam en het Zorg- en Veiligheidshuis nemen zaken van elkaar over, en de politie ook.",
    ],
)
def test_a_sentence_that_says_it(text: str) -> None:
    assert signs_in(text, CARE, Listing(), (), alone=False)


@pytest.mark.parametrize(
    "text",
    [
        "Wij werken samen met de politie, het OM, Veilig Thuis, de brandweer en de corporaties.",
        "Wij zoeken elkaar op: politie, scholen, zorg, corporaties en winkeliers overleggen samen.",
        "Zorg- en Veiligheidshuis",
        "Gemeente (trekker), Veilig Thuis, scholen",
        "De burgemeester draagt zorg voor de orde, samen met de politie.",
        "De politie controleert. Zorg blijft nodig. Samen redden wij het.",
    ],
)
def test_a_name_in_a_list_or_a_cell_says_nothing(text: str) -> None:
    assert not signs_in(text, CARE, Listing(), (), alone=False)


def test_a_heading_announces_what_it_names() -> None:
    assert signs_in("Veilig Thuis", CARE, Listing(), (), alone=True)
