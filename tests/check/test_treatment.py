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
        "Ondermijning, jeugdcriminaliteit, brandveiligheid en verkeersveiligheid houden ons hier erg bezig.",
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
        "Wij doen:\n\n- jeugdcriminaliteit begint hier\n- brandveiligheid van loodsen\n",
        "Wij doen:\n\n- jeugdcriminaliteit begint hier\n- een gesprek met elkaar\n- nog een gesprek met allen\n",
        "Dit hangt samen met meer.\n\n- de aanpak van jeugdcriminaliteit\n- iets anders hier\n",
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
    assert "2.5" not in treated_by("Vooraf: de visie op toerisme is vorig jaar vastgesteld.", plan)


@pytest.mark.parametrize("text", ["Toerisme: ja.", "Zoals wij al eerder over toerisme schreven: wij melden alles."])
def test_a_label_with_nothing_behind_it_or_a_whole_sentence_as_label_says_nothing(text: str, plan: Read) -> None:
    assert treated_by(text, plan) == set()


@pytest.mark.parametrize("called", ["ons tweede onderwerp", "de prioriteit Wegen en straten"])
def test_another_priority_called_by_number_or_name_is_treated(called: str, plan: Read) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nVervoer van drugs bespreken wij bij {0}.\n\n### Wegen en straten\n\n{1}\n"
    roads = "Verkeersveiligheid telt. Verkeersveiligheid is van ons allen. Hardrijders en verkeersongevallen: verkeersveiligheid eerst."
    view = View(plan(text.format(called, roads)))
    assert view.plan.priorities[1].members == ("4.1",)
    assert "4.1" in view.treats(view.plan.priorities[0])


@pytest.mark.parametrize("heading", ["Wegen", "Verkeer"])
def test_a_name_of_one_word_is_not_called_by_that_word(heading: str, plan: Read) -> None:
    money = "Het verkeer van zwart geld loopt via wegen die niemand in ons dorp kent."
    roads = "Verkeersveiligheid telt. Verkeersveiligheid is van ons allen. Hardrijders en verkeersongevallen: verkeersveiligheid eerst."
    view = View(plan(f"## Prioriteiten\n\n### Ondermijning\n\n{money}\n\n### {heading}\n\n{roads}\n"))
    assert view.plan.priorities[1].members == ("4.1",)
    assert view.treats(view.plan.priorities[0]) == {}


def test_a_heading_on_links_above_all_priorities_makes_no_link_of_what_stands_in_one(plan: Read) -> None:
    view = View(plan("## Prioriteiten en hun samenhang\n\n### Ondermijning\n\n- jeugdcriminaliteit in de wijk\n"))
    assert view.treats(view.plan.priorities[0]) == {}


def test_two_general_words_point_to_a_theme_only_where_links_are_told(plan: Read) -> None:
    assert treated_by("#### Raakvlakken\n\n- jongeren op school en jeugd\n", plan) == {"3.4"}
    assert treated_by("- jongeren op school en jeugd\n", plan) == set()


def test_a_general_word_for_a_bundle_does_not_stand_for_its_themes(plan: Read) -> None:
    assert treated_by("#### Raakvlakken\n\nWij houden daarbij ook aandacht voor alle jongeren.", plan) == set()


def test_two_laws_that_the_handbook_prints_with_one_theme_point_to_it(plan: Read) -> None:
    assert treated_by("#### Raakvlakken\n\nDaarbij helpen ons de Woningwet en het Bbgbop.", plan) == {"4.2"}
    assert treated_by("#### Raakvlakken\n\nDaarbij helpt ons de Woningwet.", plan) == set()
    assert treated_by("Daarbij helpen ons de Woningwet en het Bbgbop.", plan) == set()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Met portiers en cafés bespreken wij wie er na sluitingstijd welkom is en wie niet.", "2.3"),
        ("Winkeliers zien wie er komt. Klanten en supermarkten melden ons wat zij niet vertrouwen.", "2.1"),
        ("#### Raakvlakken\n\nDe brandweer bezoekt met ons woningen waar rookmelders ontbreken.", "4.2"),
        ("Daarnaast raakt dit de fietsers en automobilisten in het dorp.", "4.1"),
    ],
)
def test_plain_words_that_point_to_a_theme_together_treat_it(text: str, theme: str, plan: Read) -> None:
    assert theme in treated_by(text, plan)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("In een café spraken wij met bewoners over wat er in hun straat gebeurt.", "2.3"),
        # A part of a name points nowhere by itself, and neither does a word in another sentence than that on links.
        ("#### Raakvlakken\n\nTegen auto-inbraak doen wij meer dan vroeger, samen met allen.", "4.1"),
        ("Wij zien veel. Dit raakt jeugdcriminaliteit. Fietsers rijden er langs de kade.", "4.1"),
    ],
)
def test_one_plain_word_points_nowhere(text: str, theme: str, plan: Read) -> None:
    assert theme not in treated_by(text, plan)


def test_partners_that_the_handbook_prints_with_a_theme_do_not_treat_it(plan: Read) -> None:
    text = "Met de netbeheerder, de buurgemeenten, het drinkwaterbedrijf en Defensie oefenen wij elk jaar."
    view = View(plan(f"## Prioriteiten\n\n### Crisisbeheersing\n\n{text}\n"))
    assert "5.2" not in view.treats(view.plan.priorities[0])


def test_who_works_for_the_municipality_is_no_weerbaar_bestuur(plan: Read) -> None:
    assert "5.3" not in treated_by("#### Raakvlakken\n\nMet bestuurders, ambtenaren en boa's spreken wij over rookmelders.", plan)
    assert "5.3" in treated_by("#### Raakvlakken\n\nBoa's worden bij een inval uitgescholden.", plan)


def test_a_word_in_passing_that_is_the_own_subject_treats_no_other_theme(plan: Read) -> None:
    text = "Wij doen altijd aangifte van bedreiging en leren inwoners daarmee om te gaan."
    board, crisis = (
        View(plan(f"## Prioriteiten\n\n### {name}\n\n{text}\n")) for name in ("Weerbaar bestuur", "Crisisbeheersing")
    )
    assert "1.3" not in board.treats(board.plan.priorities[0])
    assert "1.3" in crisis.treats(crisis.plan.priorities[0])


def test_a_sentence_among_links_is_about_the_one_theme_its_only_plain_word_points_to(plan: Read) -> None:
    assert treated_by("#### Raakvlakken\n\nOp vakantieparken slapen ook mensen voor wie nergens plaats is.", plan) == {"2.5"}
    assert "2.5" not in treated_by("#### Raakvlakken\n\nJeugdcriminaliteit begint hier. Op vakantieparken slapen zij soms.", plan)


def test_the_name_of_a_place_stands_for_its_theme(plan: Read) -> None:
    text = "## Beeld\n\nBedrijvenpark De Schans groeit.\n\n## Prioriteiten\n\n### Polarisatie\n\n#### Raakvlakken\n\nOp De Schans slapen soms mensen.\n"
    view = View(plan(text))
    assert set(view.treats(view.plan.priorities[0])) == {"2.2"}
