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
