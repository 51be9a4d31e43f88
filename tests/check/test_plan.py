"""How a draft is understood: chapters, priorities and other themes, in the words of real plans."""

# ruff: noqa: E501 - drafts and messages stay on one line

from __future__ import annotations

import pytest

from tests.check.conftest import Read

CHAPTERS = """
## {0}

Tekst.

## {1}

Tekst.

## {2}

Tekst.

## {3}

### Ondermijning

Tekst.

## {4}

### Verkeersveiligheid

Tekst.

## {5}

Tekst.

## {6}

Tekst.
"""


@pytest.mark.parametrize(
    "headings",
    [
        ("Uitgangssituatie", "Strategische doelstelling", "Strategische uitgangspunten", "Prioriteiten", "Overige strategische thema's", "Coördinatie, beleidscyclus", "Begroting"),
        ("1. Waar staan we nu?", "2. Waar willen we naartoe?", "3. Hoe wij werken", "4. Onze speerpunten", "5. Basis op orde", "6. Governance", "7. Wat kost het?"),
        ("Hoofdstuk 1: Terugblik en veiligheidsbeeld", "Hoofdstuk 2: Visie en ambitie", "Hoofdstuk 3: Leidende principes", "Hoofdstuk 4: Prioriteiten 2027-2030", "Hoofdstuk 5: Going concern", "Hoofdstuk 6: Organisatie en sturing", "Hoofdstuk 7: Financiën"),
        ("A1. Het veiligheidsbeeld van de regio", "A2. Onze ambitie voor 2030", "A3. Samenwerken: uitgangspunten", "B. Gezamenlijke prioriteiten", "C. Reguliere taken", "D1. Sturing en verantwoording", "D2. Financiële paragraaf"),
        ("Uitgangsituatie", "Stategische doelstelling", "Strategische uitganspunten", "Prioriteten", "Overige strategsche thema's", "Coordinatie, beleidscyclus", "Begrotting"),
    ],
)  # fmt: skip
def test_a_chapter_is_known_by_name_other_words_and_slips(headings: tuple[str, ...], plan: Read) -> None:
    served = plan(CHAPTERS.format(*headings)).served.places
    assert sorted(served) == [1, 2, 3, 4, 5, 6, 7]
    assert [len(places) for places in served.values()] == [1] * 7


def test_one_heading_may_serve_two_chapters(plan: Read) -> None:
    served = plan("## Visie en uitgangspunten\n\nTekst.\n\n## Organisatie en financiën\n\nTekst.\n").served.places
    assert served[2] == served[3]
    assert served[6] == served[7]


def test_the_goal_of_a_priority_is_no_chapter(plan: Read) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\n#### Doelstelling\n\nTekst.\n\n#### Middelen\n\nTekst.\n"
    assert sorted(plan(text).served.places) == [4]


def test_the_priorities_of_an_earlier_plan_are_no_chapter(plan: Read) -> None:
    text = "## Terugblik\n\nTekst.\n\n### Prioriteiten 2019-2022\n\nTekst.\n\n## Speerpunten\n\n### Ondermijning\n\nTekst.\n"
    assert [place.title for place in plan(text).served.places[4]] == ["Speerpunten"]


def test_a_chapter_under_an_unknown_heading_is_known_by_its_content(plan: Read) -> None:
    money = "De lasten zijn 85.000 euro structureel; de dekking komt uit de algemene middelen van de programmabegroting."
    text = f"## Ondermijning\n\nTekst.\n\n## Zaken van gewicht\n\n{money}\n"
    assert [place.title for place in plan(text).served.places[7]] == ["Zaken van gewicht"]


def test_priorities_without_a_known_heading_are_known_by_how_they_are_worked_out(plan: Read) -> None:
    elements = "#### Wat speelt er\n\nTekst.\n\n#### Wat gaan we doen\n\nTekst.\n\n#### Wat willen we bereiken\n\nTekst.\n"
    text = f"## Samen aan de slag\n\n### Ondermijning\n\n{elements}\n### Jeugdoverlast\n\n{elements}"
    found = plan(text)
    assert [one.name for one in found.priorities] == ["Ondermijning", "Jeugdoverlast"]
    assert sorted(found.served.places) == [4]


SENTENCES = {
    "Onze drie prioriteiten zijn ondermijning, zorg en veiligheid en woninginbraken.": ["5.2", "S2", "1.3/woninginbraak"],
    "De raad koos als speerpunten: jeugd en veiligheid, digitale veiligheid en verkeersveiligheid.": ["jeugd-en-veiligheid", "S1", "4.1"],
    "Wij zetten in op: 1. ondermijnende criminaliteit 2. zorg & veiligheid 3. middelengebruik": ["5.2", "S2", "middelengebruik"],
    "Ondermijning, jeugdoverlast en high impact crimes zijn onze prioriteiten.": ["5.2", "3.1", "high-impact-crime"],
    "Prioriteiten:\n\n- Personen met verward gedrag\n- HIC (woninginbraken)\n- Ondermijning/georganiseerde criminaliteit": [
        "1.1/verward-gedrag", "high-impact-crime", "5.2",
    ],
    "| Prioriteit | Trekker |\n|---|---|\n| Veilige woon- en leefomgeving | Jansen |\n| Ondermijning | De Vries |": [
        "woon-en-leefomgeving", "5.2",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), SENTENCES.items())
def test_priorities_are_found_in_sentences_lists_and_tables(text: str, meant: list[str], plan: Read) -> None:
    assert [one.candidates[0] for one in plan(f"## Keuze\n\n{text}\n").priorities] == meant


@pytest.mark.parametrize(
    "text",
    [
        "In het vorige plan waren de prioriteiten ondermijning, jeugd en woninginbraken.",
        "De prioriteiten van de politie zijn ondermijning, woninginbraken en verkeersveiligheid.",
        "De landelijke veiligheidsagenda kent als prioriteiten ondermijning, cybercrime en mensenhandel.",
    ],
)
def test_what_others_or_an_earlier_plan_chose_is_no_priority(text: str, plan: Read) -> None:
    assert plan(f"## Keuze\n\n{text}\n").priorities == ()


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Prioriteit 2: Zorg en veiligheid", "S2"),
        ("4.1 Veilige en leefbare wijken en kernen", "woon-en-leefomgeving"),
        ("Speerpunt A - Georganiseerde ondermijnende criminaliteit", "5.2"),
        ("Polarisatie, radicalisering en extremisme", "5.1"),
        ("Weerbaarheid tegen digitale criminaliteit", "S1"),
        ("Keten zorg-veiligheid", "S2"),
        ("FOCUS drugsgerelateerde criminaliteit", "5.2/drugscriminaliteit"),
        ("Ondermijnning", "5.2"),
    ],
)
def test_a_heading_below_the_priorities_is_resolved(heading: str, id_: str, plan: Read) -> None:
    (priority,) = plan(f"## Prioriteiten\n\n### {heading}\n\nTekst.\n").priorities
    assert priority.candidates[0] == id_


def test_a_priority_that_means_nothing_known_is_kept_and_not_guessed(plan: Read) -> None:
    first, second = plan("## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n### Vliegwielen\n\n#### Aanpak\n\nTekst.\n").priorities
    assert (first.candidates[0], second.candidates, second.members) == ("5.2", (), ())


def test_a_plain_name_is_understood_from_what_its_text_is_about(plan: Read) -> None:
    about = "Drugscriminaliteit, hennepteelt, witwassen en mensenhandel komen hier voor. Ondermijning raakt ons allen."
    first, _ = plan(
        f"## Prioriteiten\n\n### Het stille kwaad\n\n#### Aanpak\n\n{about}\n\n### Woninginbraken\n\nTekst.\n"
    ).priorities
    assert first.candidates == ("5.2",)


def test_a_priority_that_a_sentence_declares_is_tied_to_the_chapter_that_works_it_out(plan: Read) -> None:
    text = "## Inleiding\n\nOnze prioriteiten zijn ondermijning en jeugdoverlast.\n\n## Ondermijnende criminaliteit\n\nTekst.\n\n## Jeugdoverlast\n\nTekst.\n"
    found = plan(text)
    assert [[place.title for place in one.places] for one in found.priorities] == [
        ["Ondermijnende criminaliteit"],
        ["Jeugdoverlast"],
    ]
    assert [place.title for place in found.served.places[4]] == ["Ondermijnende criminaliteit", "Jeugdoverlast"]


def test_one_chapter_for_both_tells_priorities_and_other_themes_apart(plan: Read) -> None:
    text = "## Prioriteiten en overige thema's\n\n### Prioriteit 1: Ondermijning\n\nTekst.\n\n### Prioriteit 2: Jeugdoverlast\n\nTekst.\n\n### Overige thema's\n\n#### Verkeersveiligheid\n\nTekst.\n"
    found = plan(text)
    assert [one.candidates[0] for one in found.priorities] == ["5.2", "3.1"]
    assert [one.candidates[0] for one in found.others] == ["4.1"]


def test_semicolons_part_names_that_hold_commas(plan: Read) -> None:
    text = (
        "## Prioriteiten\n\nWij kozen drie prioriteiten: inbraak, straatroof en overvallen; ondermijning; en verkeersveiligheid.\n\n"
        "### Inbraak, straatroof en overvallen\n\nTekst.\n\n### Ondermijning\n\nTekst.\n\n### Verkeersveiligheid\n\nTekst.\n"
    )
    assert [one.name for one in plan(text).priorities] == [
        "Inbraak, straatroof en overvallen",
        "Ondermijning",
        "Verkeersveiligheid",
    ]


def test_a_part_of_the_name_of_a_heading_is_no_priority_of_its_own(plan: Read) -> None:
    text = (
        "## Prioriteiten\n\nOnze prioriteiten zijn straatroof, overvallen, ondermijning en verkeersveiligheid.\n\n"
        "### Straatroof en overvallen\n\nTekst.\n\n### Ondermijning\n\nTekst.\n\n### Verkeersveiligheid\n\nTekst.\n"
    )
    assert len(plan(text).priorities) == 3


CLUSTER = (
    "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\n### {0}\n\n{1}\n\n### Verkeersveiligheid\n\nTekst.\n"
)


@pytest.mark.parametrize(
    ("name", "text", "members"),
    [
        (
            "Leefbare wijken",
            "Sociale kwaliteit: buren. Fysieke kwaliteit: straten. Veiligheidsgevoel: buurtapps.",
            ("1.1", "1.2", "1.4"),
        ),
        ("Leefbare wijken", "- Sociale kwaliteit\n- Veiligheidsgevoel\n", ("1.1", "1.4")),
        ("Een eerlijke gemeente", "Wij werken aan informatieveiligheid en aan ambtelijke integriteit.", ("5.4", "5.5")),
    ],
)
def test_a_cluster_holds_the_themes_that_its_text_names(name: str, text: str, members: tuple[str, ...], plan: Read) -> None:
    assert plan(CLUSTER.format(name, text)).others[0].members == members


def test_the_first_cell_of_a_row_names_the_theme_and_the_others_explain_it(plan: Read) -> None:
    table = "| Thema | Toelichting |\n|---|---|\n| Brandveiligheid | Omgevingsveiligheid |\n| Jeugdoverlast | Ondermijning |\n"
    others = plan(f"## Prioriteiten\n\n### Verkeersveiligheid\n\nTekst.\n\n## Overige thema's\n\n{table}").others
    assert [one.members for one in others] == [("4.2",), ("3.1",)]


def test_sections_on_themes_after_the_priorities_are_the_other_themes(plan: Read) -> None:
    text = (
        "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Het dorp van alledag\n\n"
        "### Wegen\n\nVerkeersveiligheid telt.\n\n### Vuur\n\nBrandveiligheid telt.\n\n### Hangplek\n\nJeugdoverlast is er weinig.\n"
    )
    assert [place.title for place in plan(text).served.places[5]] == ["Het dorp van alledag"]


def test_a_section_of_a_chapter_that_serves_another_is_not_counted_twice(plan: Read) -> None:
    read = plan("## Koers\n\n### Visie\n\nWij zijn veilig.\n\n### Zo werken wij samen\n\nZorg en veiligheid samen.\n")
    texts = [read.outline.paragraphs[number].text for number in read.chapter_paragraphs([2])]
    assert "Wij zijn veilig." in texts
    assert "Zorg en veiligheid samen." not in texts


def test_how_the_picture_was_made_is_no_way_of_working(plan: Read) -> None:
    read = plan("## Veiligheidsbeeld\n\n### Werkwijze\n\nWij telden.\n\n## Prioriteiten\n\n### Ondermijning\n\nTekst.\n")
    assert 3 not in read.served.places


def test_a_sentence_that_calls_one_theme_the_priority_narrows_a_broad_name(plan: Read) -> None:
    text = "## Prioriteiten\n\n### Woon- en leefomgeving\n\nDe sociale kwaliteit van onze buurten is de {0}.\n\n### Ondermijning\n\nTekst.\n"
    assert plan(text.format("eerste prioriteit")).priorities[0].members == ("1.1",)
    assert len(plan(text.format("eerste zorg")).priorities[0].members) > 1


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "Waar Havenstad nu staat"),
        (1, "Hoe het gaat in onze dorpen"),
        (2, "Waar wij in 2030 willen staan"),
        (2, "Wat ons voor ogen staat"),
        (3, "De wijze waarop wij werken"),
        (3, "Sturingsprincipes"),
        (4, "Vier opgaven met voorrang"),
        (5, "Het doorlopende veiligheidswerk"),
        (6, "Programmasturing"),
        (6, "Wie gaat waarover?"),
        (7, "De rekening"),
        (7, "Wat trekken wij ervoor uit?"),
    ],
)
def test_a_chapter_is_known_by_the_words_of_its_family(number: int, heading: str, plan: Read) -> None:
    names = ["Uitgangssituatie", "Doelstelling", "Uitgangspunten", "Prioriteiten", "Going concern", "Coördinatie", "Begroting"]
    names[number - 1] = heading
    served = plan(CHAPTERS.format(*names)).served.places
    assert {key: [place.title for place in places] for key, places in served.items()} == {
        place: [name] for place, name in enumerate(names, 1)
    }


def test_a_heading_that_may_be_of_two_chapters_goes_by_what_stands_in_front_of_it(plan: Read) -> None:
    served = plan("## Onze ambitie\n\nTekst.\n\n## Hoe wij samenwerken\n\nTekst.\n").served.places
    assert [place.title for place in served[3]] == ["Hoe wij samenwerken"]
    served = plan("## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Hoe we samenwerken\n\nTekst.\n").served.places
    assert [place.title for place in served[6]] == ["Hoe we samenwerken"]


WORDS = "Voorkomen gaat voor handhaving; in de wijk doen inwoners mee en informatiegestuurd werken gebeurt met oog voor privacy."


def test_a_section_between_two_chapters_is_the_one_in_between_when_its_words_say_so(plan: Read) -> None:
    text = "## Onze ambitie\n\nTekst.\n\n## {0}\n\n{1}\n\n## Prioriteiten\n\n### Ondermijning\n\nTekst.\n"
    assert [place.title for place in plan(text.format("Met open vizier", WORDS)).served.places[3]] == ["Met open vizier"]
    assert 3 not in plan(text.format("Met open vizier", "Tekst over iets anders.")).served.places
    assert 3 not in plan(text.format("Ten geleide", WORDS)).served.places


def test_a_section_is_the_chapter_that_all_known_headings_in_it_name(plan: Read) -> None:
    text = "## Uitgangssituatie\n\nTekst.\n\n## Over de horizon\n\nTekst.\n\n### Onze visie\n\nTekst.\n\n## Uitgangspunten\n\nTekst.\n"
    assert [place.title for place in plan(text).served.places[2]] == ["Over de horizon"]


def test_steering_by_information_is_a_principle_and_no_organisation(plan: Read) -> None:
    text = "## Leidende principes\n\nTekst.\n\n### Sturen op informatie\n\nTekst.\n\n## Middelen\n\nTekst.\n"
    assert sorted(plan(text).served.places) == [3, 7]


@pytest.mark.parametrize(
    ("name", "text", "members"),
    [
        # Its own name says what it is; what the text adds are links.
        ("Brandveiligheid", "Wij noemen jeugdoverlast en jeugdcriminaliteit. Jeugdoverlast is er veel.", ("4.2",)),
        # A link that is named once is no part; what comes back is.
        ("Leefbare wijken", "Sociale kwaliteit: buren. Er is een link met verkeersveiligheid.", ("1.1",)),
        ("Leefbare wijken", "Sociale kwaliteit: buren. Verkeersveiligheid hier, verkeersveiligheid daar.", ("1.1", "4.1")),
        # Names of themes stay, unless the text is about something else altogether.
        ("Brand, gevaarlijke stoffen en rampen", "Wij oefenen. Brandveiligheid telt.", ("4.2", "4.3", "4.4")),
        ("Brand, gevaarlijke stoffen en rampen", "Jeugdoverlast is er veel. Jeugdoverlast.", ("3.1",)),
    ],
)
def test_a_cluster_is_what_its_name_says_and_its_text_bears_out(
    name: str, text: str, members: tuple[str, ...], plan: Read
) -> None:
    assert plan(CLUSTER.format(name, text)).others[0].members == members


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Verkeersveiligheid, en nog eens verkeersveiligheid.", "4.1"),
        ("Sociale kwaliteit, fysieke kwaliteit, objectieve veiligheid en veiligheidsgevoel.", "woon-en-leefomgeving"),
        ("Wij werken aan weerbaar bestuur en aan ambtelijke integriteit.", "weerbaar-en-integer-bestuur"),
    ],
)
def test_a_cluster_is_called_by_the_theme_or_bundle_that_fits_its_text_best(text: str, first: str, plan: Read) -> None:
    assert plan(CLUSTER.format("Samen verder", text)).others[0].candidates[0] == first


UNKNOWN = "## Prioriteiten\n\n### {0}\n\n{1}\n\n### Ondermijning\n\nTekst.\n"


@pytest.mark.parametrize(
    "text",
    [
        "De sociale kwaliteit en de fysieke kwaliteit zijn de eerste prioriteit.",
        "Verkeersveiligheid is de eerste prioriteit.",
    ],
)
def test_a_sentence_on_several_themes_or_another_one_narrows_nothing(text: str, plan: Read) -> None:
    assert plan(UNKNOWN.format("Woon- en leefomgeving", text)).priorities[0].members == ("1.1", "1.2", "1.3", "1.4")


YOUTH = "Jeugdoverlast en jeugdoverlast, jeugdoverlast en nog eens jeugdoverlast: jeugdoverlast."


@pytest.mark.parametrize(
    ("name", "text", "candidates"),
    [
        ("Brandveilige huizen", "Jeugdoverlast en jeugdoverlast.", ("4.2",)),
        ("Brandveilige huizen", YOUTH, ("3.1",)),
        ("Het vuur", YOUTH, ("3.1",)),
        ("Het vuur", "Jeugdoverlast is overal.", ()),
        ("Het vuur", f"#### Raakvlakken\n\n{YOUTH}", ()),
        ("Het vuur", "Jeugdoverlast, brandveiligheid, verkeersveiligheid, informatieveiligheid en veilige evenementen.", ()),
        (
            "Het vuur",
            "Jeugdoverlast, jeugdcriminaliteit, jeugdoverlast, jeugdcriminaliteit.",
            ("jeugdoverlast-en-criminaliteit",),
        ),
    ],
)
def test_a_name_that_says_too_little_is_what_enough_of_its_text_is_about(
    name: str, text: str, candidates: tuple[str, ...], plan: Read
) -> None:
    assert plan(UNKNOWN.format(name, text)).priorities[0].candidates == candidates


def test_items_with_a_label_are_the_other_themes_also_in_plain_words(plan: Read) -> None:
    items = (
        "- Schone en hele straten. Vernieling en afval ruimen wij binnen drie dagen op.",
        "- Uitgaan en feesten. De afspraken met cafés over sluitingstijd blijven staan.",
        "- Campings en bezoekers. Wij controleren drie campings op inbraak en vaste bewoning.",
    )
    text = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\n" + "\n".join(items) + "\n"
    others = plan(text).others
    assert [one.name for one in others] == ["Schone en hele straten", "Uitgaan en feesten", "Campings en bezoekers"]
    assert [one.members for one in others[1:]] == [("2.3", "2.4"), ("2.5",)]


def test_the_chapter_of_the_priorities_is_known_by_what_its_sections_tell(plan: Read) -> None:
    told = (
        "Wij kiezen dit vanwege de cijfers. Wij gaan vaker controleren. Het horecabeleid helpt mee. "
        "Wij willen dat niemand wegkijkt. De streefwaarde is 12."
    )
    text = f"## Onze gemeente\n\nTekst.\n\n## Het kasteel\n\n### Ondermijning\n\n{told}\n\n### Verkeersveiligheid\n\n{told}\n"
    assert [one.name for one in plan(text).priorities] == ["Ondermijning", "Verkeersveiligheid"]


def test_priorities_are_announced_by_a_word_with_an_apostrophe(plan: Read) -> None:
    text = "## Inleiding\n\nOnze hoofdthema's zijn ondermijning, jeugdoverlast en verkeersveiligheid.\n"
    assert [one.name for one in plan(text).priorities] == ["ondermijning", "jeugdoverlast", "verkeersveiligheid"]
