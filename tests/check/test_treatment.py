"""What counts as 'behandeld': a sentence that ties two themes, not a word in a list."""

# ruff: noqa: E501 - drafts and messages stay on one line

from __future__ import annotations

import pytest

from kbv_rules.check.view import View
from tests.check.conftest import Read


def treated_by(text: str, plan: Read) -> set[str]:
    """The themes that a priority on organised crime with this text treats."""
    view = View(plan(f"## Prioriteiten\n\n### Ondermijning\n\n{text}\n"))
    return set(view.treats(view.plan.priorities[0]))


@pytest.mark.parametrize(
    "text",
    [
        "Jongeren worden geronseld als uithaler, waarmee ondermijning overgaat in jeugdcriminaliteit.",
        "#### Jeugdcriminaliteit\n\nZij horen erbij.",
        "#### Raakvlakken\n\n- jeugdcriminaliteit, door het ronselen van jongens\n",
        "Dit hangt samen met:\n\n- de aanpak van jeugdcriminaliteit\n- iets anders dat hier speelt\n",
        "Wij kijken om ons heen:\n\n- jeugdcriminaliteit begint hier\n- brandveiligheid van loodsen\n- een gesprek\n",
        "#### Raakvlakken\n\n| Thema | Wat |\n|---|---|\n| Jeugdcriminaliteit | Wij praten met ouders |\n",
        "Jeugdcriminaliteit: ronselaars zoeken jongens.",
    ],
)
def test_a_sentence_heading_or_link_paragraph_treats_a_theme(text: str, plan: Read) -> None:
    assert "3.2" in treated_by(text, plan)


@pytest.mark.parametrize(
    "text",
    [
        "Wij pakken criminele netwerken aan met integrale controles en sterke partners.",
        "Wij werken aan jeugdcriminaliteit, verkeersveiligheid, brandveiligheid, informatieveiligheid, veilige evenementen en crisisbeheersing.",
        "- Jeugdcriminaliteit\n- Brandveiligheid\n",
    ],
)
def test_a_bare_word_in_a_list_of_everything_is_no_treatment(text: str, plan: Read) -> None:
    assert "3.2" not in treated_by(text, plan)


def test_a_priority_does_not_treat_itself(plan: Read) -> None:
    assert treated_by("Ondermijnende criminaliteit ontwricht onze buurten en onze economie.", plan) == set()


def test_text_elsewhere_does_not_count_for_a_priority(plan: Read) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\n### Jeugdcriminaliteit\n\nOndermijning raakt aan jeugdcriminaliteit in onze wijken.\n"
    view = View(plan(text))
    assert view.treats(view.plan.priorities[0]) == {}


def test_a_label_may_be_a_word_that_is_too_general_elsewhere(plan: Read) -> None:
    assert "2.5" in treated_by("*Toerisme:* campinghouders melden verdachte auto's.", plan)
    assert "2.5" not in treated_by("De visie op toerisme is vorig jaar vastgesteld door de gemeenteraad.", plan)


@pytest.mark.parametrize("called", ["ons tweede onderwerp", "de prioriteit Wegen en straten"])
def test_another_priority_called_by_number_or_name_is_treated(called: str, plan: Read) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nVervoer van drugs bespreken wij bij {0}.\n\n### Wegen en straten\n\n{1}\n"
    roads = "Verkeersveiligheid telt. Verkeersveiligheid is van ons allen. Hardrijders en verkeersongevallen: verkeersveiligheid eerst."
    view = View(plan(text.format(called, roads)))
    assert view.plan.priorities[1].members == ("4.1",)
    assert "4.1" in view.treats(view.plan.priorities[0])
