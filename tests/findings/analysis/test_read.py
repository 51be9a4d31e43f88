"""An analysis report as people hand it in, read into findings: all of it arrives or is listed, and nothing is made up."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.findings.analysis.read import Asked
from kbv_rules.model.findings import Approach, Consultation, Municipality, Observation, Period, Point, Proposal
from tests.findings.analysis.building import (
    APPROACH,
    CONSULTATIONS,
    FIELD_1,
    FIELD_3,
    FIGURES,
    OUTLINE,
    PRIORITIES,
    Report,
    figures,
    in_field_1,
    of,
    read,
    reasons,
    texts,
)

YEARS = ("Indicator", "2023", "2024", "2025")


def test_points_go_to_the_theme_they_stand_under_with_their_place(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).points(
        "m.b.t. Sociale kwaliteit:", "Eenzaamheid neemt toe", "m.b.t. Fysieke kwaliteit:", "Zwerfvuil"
    )
    found = read(report, tmp_path)
    place = "analyse.docx, Veld 1, hoofdlijnen, punt"
    assert of(found, "1.1").observations == (Observation(text="Eenzaamheid neemt toe", source=f"{place} 1"),)
    assert of(found, "1.2").observations == (Observation(text="Zwerfvuil", source=f"{place} 2"),)
    assert found.unplaced == ()


@pytest.mark.parametrize("level", [2, None])
def test_headings_may_be_bold_text_and_have_slips_of_the_pen(tmp_path: Path, level: int | None) -> None:
    report = Report().heading("Veld 1. Veilige woon en leefomgeving")
    for text, depth in (("1.2 Hoofdlijnen en aandachtspuntn", 2), ("Thema 1.4 Subjectieve veiligheit", 3)):
        report = report.bold(text) if level is None else report.heading(text, depth)
    found = read(report.text("Vrouwen mijden het station."), tmp_path)
    assert texts(of(found, "1.4").observations) == ["Vrouwen mijden het station."]


def test_missing_parts_and_fields_are_no_fault(tmp_path: Path) -> None:
    found = read(Report().heading(FIELD_3).heading("3.4 Consultaties", 2).text("Bewoners: pesten op school"), tmp_path)
    assert [one.theme for one in found.findings.findings] == ["3.4"]


def test_what_is_inserted_counts_and_what_is_deleted_does_not(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).points("Sociale kwaliteit:").tracked("Woonoverlast ", "stijgt", "daalt")
    assert texts(of(read(report, tmp_path), "1.1").observations) == ["Woonoverlast stijgt"]


def test_the_format_numbers_the_themes_of_youth_its_own_way(tmp_path: Path) -> None:
    report = Report().heading(FIELD_3).heading("3.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten", 2)
    report.heading("Thema 3.2: Jeugd, alcohol en drugs", 3).points("Indrinken in het park")
    report.heading("Thema 3.3", 3).points("Messen in de kluisjes")
    found = read(report, tmp_path)
    assert texts(of(found, "3.3").observations) == ["Indrinken in het park"]
    assert texts(of(found, "3.4").observations) == ["Messen in de kluisjes"]


def test_in_the_numbering_of_the_handbook_a_number_is_what_it_says(tmp_path: Path) -> None:
    report = Report().heading(FIELD_3).heading("3.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten", 2)
    report.heading("Thema 3.3: Jeugd, alcohol en drugs", 3).points("Indrinken in het park")
    report.heading("Thema 3.2", 3).points("Jonge aanwas")
    found = read(report, tmp_path)
    assert texts(of(found, "3.3").observations) == ["Indrinken in het park"]
    assert texts(of(found, "3.2").observations) == ["Jonge aanwas"]


def test_a_number_of_two_meanings_without_a_title_is_not_guessed(tmp_path: Path) -> None:
    report = Report().heading(FIELD_3).heading("3.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten", 2)
    found = read(report.heading("Thema 3.2", 3).points("Het gaat niet goed"), tmp_path)
    assert found.findings.findings == ()
    assert "in het format een ander thema dan in het handboek" in reasons(found)["Het gaat niet goed"]


def test_points_on_two_themes_together_go_where_their_words_say(tmp_path: Path) -> None:
    report = Report().heading(FIELD_3).heading("3.2 Veiligheidsproblematiek: hoofdlijn, aandachtspunten", 2)
    report.points(
        "m.b.t. Jeugdoverlast en -problematiek:", "Hangjongeren bij het station", "Jonge aanwas in drugsbendes", "Het kan beter"
    )
    found = read(report, tmp_path)
    assert texts(of(found, "3.1").observations) == ["Hangjongeren bij het station"]
    assert texts(of(found, "3.2").observations) == ["Jonge aanwas in drugsbendes"]
    assert "3.1 Jeugdoverlast en 3.2 Jeugdcriminaliteit" in reasons(found)["Het kan beter"]


@pytest.mark.parametrize("label", ["m.b.t. Ambtelijke en bestuurlijk integriteit:", "Ambtelijke en bestuurlijk integriteit:"])
def test_a_label_with_a_slip_ends_the_theme_before_it(tmp_path: Path, label: str) -> None:
    report = Report().heading("Veiligheidsveld 5: Integriteit en veiligheid").heading("5.2 Hoofdlijnen", 2)
    found = read(report.points("m.b.t. Informatieveiligheid:", "Datalekken", label, "Een meldpunt"), tmp_path)
    assert texts(of(found, "5.4").observations) == ["Datalekken"]
    assert texts(of(found, "5.5").observations) == ["Een meldpunt"]


def test_a_label_that_is_not_understood_ends_the_theme_before_it(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).points("m.b.t. Sociale kwaliteit:", "Druk", "m.b.t. Allerlei:", "Losse eindjes")
    found = read(report, tmp_path)
    assert texts(of(found, "1.1").observations) == ["Druk"]
    assert list(reasons(found)) == ["Losse eindjes"]


def test_a_number_between_brackets_says_where_a_point_belongs(tmp_path: Path) -> None:
    report = (
        in_field_1(APPROACH)
        .heading("Infrastructuur", 3)
        .points("Het wijkoverleg werkt goed (1.4).", "Korte lijnen (1.1/woonoverlast)")
    )
    found = read(report, tmp_path)
    assert texts(of(found, "1.4").observations) == ["Het wijkoverleg werkt goed."]
    assert texts(of(found, "1.1/woonoverlast").observations) == ["Korte lijnen"]


def test_accents_work_attention_points_are_bottlenecks_and_the_rest_is_neither(tmp_path: Path) -> None:
    report = (
        Report().heading("Veiligheidsveld 2: Bedrijvigheid en veiligheid").heading("2.3 Aanpak: accenten en aandachtspunten", 2)
    )
    report.heading("Thema 2.3: Veilig uitgaan", 3).points("Er is horecaoverleg").heading("Accenten", 4).points(
        "Toezicht in de nacht"
    )
    report.heading("Aandachts- en verbeterpunten", 4).points("Te weinig camera's")
    report.heading("Thema 2.4: Veilige evenementen", 3).points("Knelpunt: te late aanvragen")
    found = read(report, tmp_path)
    place = "analyse.docx, Veld 2, aanpak, punt"
    assert of(found, "2.3").approach == Approach(
        works=(Point(text="Toezicht in de nacht", source=f"{place} 2"),),
        bottlenecks=(Point(text="Te weinig camera's", source=f"{place} 3"),),
    )
    assert of(found, "2.3").observations == (Observation(text="Er is horecaoverleg", about="approach", source=f"{place} 1"),)
    assert [one.text for one in of(found, "2.4").approach.bottlenecks] == ["te late aanvragen"]
    assert any("of een aandachtspunt is: 1." in note for note in found.notes)


def test_the_aspects_of_field_1_lead_to_the_theme_they_serve_most(tmp_path: Path) -> None:
    report = in_field_1(APPROACH).points(
        "Investeren in sociale kwaliteit:", "Extra jongerenwerk", "Infrastructuur:", "Er is een plan"
    )
    found = read(report, tmp_path)
    assert texts(of(found, "1.1").observations) == ["Extra jongerenwerk"]
    assert "zet het nummer van het thema" in reasons(found)["Er is een plan"]


def test_residents_and_entrepreneurs_are_told_apart(tmp_path: Path) -> None:
    report = in_field_1(CONSULTATIONS).text("Het was druk.")
    report.text("Bewoners wijzen met name op de volgende veiligheidsitems/-problematiek:").points(
        "kapotte verlichting (1.2) (18%)"
    )
    report.text("Ondernemers brengen vooral de volgende aandachtspunten naar voren:").points("Woninginbraken in de straat")
    found = read(report, tmp_path)
    place = "analyse.docx, Veld 1, consultaties, punt"
    said = Consultation(group="residents", text="kapotte verlichting", share=18, source=f"{place} 1")
    assert of(found, "1.2").consultation == (said,)
    assert [(one.group, one.text) for one in of(found, "1.3").consultation] == [("entrepreneurs", "Woninginbraken in de straat")]
    assert reasons(found) == {"Het was druk.": "niet te zien of bewoners of ondernemers dit zeggen"}


def test_possible_priorities_keep_their_sub_themes_and_elements(tmp_path: Path) -> None:
    report = in_field_1(PRIORITIES).text("Mogelijke prioriteiten binnen dit veiligheidsveld zijn:")
    report.points("‘Woninginbraak’").text("Deelthema’s/veiligheidsaspecten binnen dit thema:").points(
        "babbeltrucs", "kelderboxen"
    )
    report.text("Onderdelen/elementen van de aanpak van dit thema:").points("buurtpreventie")
    report.points("Samen sterk in de wijk").text("Deelthema's:").points("eenzaamheid")
    found = read(report, tmp_path)
    place = "analyse.docx, Veld 1, mogelijke prioriteiten, punt"
    assert found.findings.proposals == (
        Proposal(
            name="Woninginbraak",
            candidate="1.3/woninginbraak",
            sub_themes=("babbeltrucs", "kelderboxen"),
            elements=("buurtpreventie",),
            source=f"{place} 1",
        ),
        Proposal(name="Samen sterk in de wijk", sub_themes=("eenzaamheid",), source=f"{place} 2"),
    )


def test_sub_themes_and_elements_may_stand_behind_their_label(tmp_path: Path) -> None:
    report = in_field_1(PRIORITIES).points("Woninginbraak").text("Deelthema's: babbeltrucs, kelderboxen")
    report.text("Onderdelen van de aanpak hiervan: buurtpreventie").points("Buurt op orde")
    found = read(report, tmp_path).findings.proposals
    assert [(one.name, one.sub_themes, one.elements) for one in found] == [
        ("Woninginbraak", ("babbeltrucs, kelderboxen",), ("buurtpreventie",)),
        ("Buurt op orde", (), ()),
    ]


def test_a_list_of_possible_priorities_may_be_all_there_is(tmp_path: Path) -> None:
    report = in_field_1(PRIORITIES).points("Woninginbraak", "Buurt op orde").text("Onderdelen van de aanpak:").points("schouw")
    found = read(report.text("Wij stellen voor hierover te spreken."), tmp_path).findings.proposals
    assert [(one.name, one.elements) for one in found][:1] == [("Woninginbraak", ())]
    assert found[1].elements == ("schouw", "Wij stellen voor hierover te spreken.")


def test_points_in_a_table_with_a_theme_per_row(tmp_path: Path) -> None:
    rows = [
        ("Thema", "Accenten", "Aandachtspunten"),
        ("Sociale kwaliteit", "Wijkteams", "Wachtlijsten"),
        ("Overig", "Van alles", ""),
    ]
    found = read(in_field_1(APPROACH).table(rows), tmp_path)
    approach = of(found, "1.1").approach
    assert ([one.text for one in approach.works], [one.text for one in approach.bottlenecks]) == (["Wijkteams"], ["Wachtlijsten"])
    assert {"Overig", "Van alles"} == set(reasons(found))


def test_tables_in_cells_belong_to_the_theme_beside_them(tmp_path: Path) -> None:
    one = (("Cijfer", "2023", "2024"), ("Meldingen woonoverlast", "10", "12"))
    other = (("Cijfer", "2023", "2024"), ("Meldingen graffiti", "3", "4"))
    found = read(in_field_1(FIGURES).framed(("Sociale kwaliteit", one), ("Fysieke kwaliteit", other)), tmp_path)
    assert {name: theme.partition("/")[0] for name, (theme, _) in figures(found).items()} == {
        "Meldingen woonoverlast": "1.1",
        "Meldingen graffiti": "1.2",
    }


def test_text_below_the_figures_is_what_the_analysis_makes_of_them(tmp_path: Path) -> None:
    report = in_field_1(FIGURES).heading("Thema 1.3: Objectieve veiligheid", 3).text("Tabel 4: Woninginbraken")
    report.table([YEARS, ("Woninginbraken", "61", "77", "94")]).text(
        "Bron: politie, tabel 47018NED", "Duiding: twee wijken stijgen."
    )
    found = read(report, tmp_path)
    assert figures(found)["Woninginbraken"][1].source == "politie, tabel 47018NED"
    assert texts(of(found, "1.3").observations) == ["twee wijken stijgen."]


def test_what_stands_outside_the_format_is_listed_and_folded(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).heading("Sociale kwaliteit", 3).points("Druk").heading("Bijlage").text("een", "twee", "drie")
    found = read(report, tmp_path)
    assert [(one.section, one.text) for one in found.unplaced] == [("Bijlage", "een (en nog 2)")]


def test_text_below_a_heading_that_is_not_understood_has_no_theme(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).heading("Sociale kwaliteit", 3).points("Druk").heading("Allerlei", 3).points("Losse eindjes")
    found = read(report, tmp_path)
    assert texts(of(found, "1.1").observations) == ["Druk"]
    assert reasons(found) == {"Losse eindjes": "de kop 'Allerlei' hoort niet bij een onderdeel of thema van het format"}


def test_the_guidance_of_the_form_is_no_finding_and_other_brackets_are_listed(tmp_path: Path) -> None:
    report = in_field_1(OUTLINE).heading("Sociale kwaliteit", 3).text("[nog aanvullen met cijfers GGD]").points("...")
    found = read(report, tmp_path)
    assert found.findings.findings == ()
    assert reasons(found) == {"[nog aanvullen met cijfers GGD]": "staat tussen rechte haken, als toelichting"}


@pytest.mark.parametrize(
    ("introduction", "name", "code"),
    [
        ("Veiligheidsanalyse voor het IVP 2027-2030 van de gemeente Terneuzen. De partners dachten mee.", "Terneuzen", "GM0715"),
        ("De gemeente West Maas en Waal maakt een integraal veiligheidsplan 2027 t/m 2030.", "West Maas en Waal", "GM0668"),
        ("De gemeente Waterwijk maakt een integraal veiligheidsbeleid (IVP) 2027-2030", "Waterwijk", None),
    ],
)
def test_municipality_and_period_stand_in_the_introduction(
    tmp_path: Path, introduction: str, name: str, code: str | None
) -> None:
    found = read(in_field_1(OUTLINE, introduction).points("Sociale kwaliteit:", "Druk"), tmp_path).findings
    assert found.municipality == Municipality(name=name, code=code)
    assert found.period == Period(start=2027, end=2030)
    assert found.date == datetime.date(2026, 11, 1)


def test_what_the_user_says_goes_before_the_introduction(tmp_path: Path) -> None:
    asked = Asked("Eindhoven", (2028, 2031), datetime.date(2026, 5, 1))
    found = read(in_field_1(OUTLINE).points("Druk"), tmp_path, asked).findings
    assert (found.municipality.name, str(found.period), found.date) == ("Eindhoven", "2028-2031", datetime.date(2026, 5, 1))


@pytest.mark.parametrize(
    ("introduction", "told"),
    [
        ("IVP 2027-2030", "--municipality"),
        ("De gemeente Terneuzen en verder.", "--period"),
        ("IVP 20..-20.. van de gemeente Terneuzen", "--period"),
        ("IVP 2027-2030 van de gemeente Terneuzen en de gemeente Hulst", "--municipality"),
    ],
)
def test_what_the_introduction_does_not_say_is_asked_for(tmp_path: Path, introduction: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(in_field_1(OUTLINE, introduction).points("Sociale kwaliteit:", "Druk"), tmp_path)


def test_a_municipality_that_is_none_is_refused_when_the_user_says_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownTermError):
        read(in_field_1(OUTLINE).points("Druk"), tmp_path, Asked("Xyzzyburg"))


@pytest.mark.parametrize("heads", [(), (FIELD_1,), ("1 Inleiding", "2 Ambitie", "3 Prioriteiten")])
def test_a_document_that_is_no_analysis_report_is_said_to_be_none(tmp_path: Path, heads: tuple[str, ...]) -> None:
    report = Report().text("Zomaar een brief.")
    for head in heads:
        report.heading(head).text("Tekst.")
    with pytest.raises(InputError, match="geen rapport van een veiligheidsanalyse"):
        read(report, tmp_path)


def test_footnotes_and_raised_marks_do_not_get_into_a_figure(tmp_path: Path) -> None:
    report = in_field_1(FIGURES).heading("Thema 1.3: Objectieve veiligheid", 3)
    report.table([YEARS, ("Woninginbraken", "61", "77", "94")]).raised(1, 3, "2").text("2) deels geschat")
    figure = figures(read(report, tmp_path))["Woninginbraken"][1]
    assert figure.values == {2023: 61, 2024: 77, 2025: 94}
    assert figure.note is not None and "2) deels geschat" in figure.note
