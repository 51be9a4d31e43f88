"""What an adviser who knows the handbook would check first; needs no source text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.base import Term
from kbv_rules.model.knowledge import Chapter

FIELDS = {
    "1": "Veilige woon- en leefomgeving",
    "2": "Bedrijvigheid en veiligheid",
    "3": "Jeugd en veiligheid",
    "4": "Fysieke veiligheid",
    "5": "Integriteit en veiligheid",
}
THEMES = {
    "1.1": "Sociale kwaliteit",
    "1.2": "Fysieke kwaliteit",
    "1.3": "Objectieve veiligheid",
    "1.4": "Subjectieve veiligheid",
    "2.1": "Veilig winkelgebied",
    "2.2": "Veilige bedrijventerreinen",
    "2.3": "Veilig uitgaan",
    "2.4": "Veilige evenementen",
    "2.5": "Veilig toerisme",
    "3.1": "Jeugdoverlast",
    "3.2": "Jeugdcriminaliteit, individuele probleemjongeren",
    "3.3": "Jeugd, alcohol en drugs",
    "3.4": "Veilig in en om de school",
    "4.1": "Verkeersveiligheid",
    "4.2": "Brandveiligheid",
    "4.3": "Externe veiligheid/Omgevingsveiligheid",
    "4.4": "Rampenbestrijding en crisisbeheersing",
    "5.1": "Polarisatie en radicalisering",
    "5.2": "Georganiseerde/ondermijnende criminaliteit",
    "5.3": "Weerbare overheid/weerbaar bestuur",
    "5.4": "Informatieveiligheid",
    "5.5": "Ambtelijke en bestuurlijke integriteit",
}
ASPECTS = {
    "A1": "Infrastructuur",
    "A2": "Investeren in fysieke kwaliteit",
    "A3": "Investeren in sociale kwaliteit",
    "A4": "Betrekken bewoners bij veiligheid en leefbaarheid",
    "A5": "Toezicht en handhaving",
    "A6": "Aanpak van specifieke criminaliteitsfenomenen",
}
LIVING_ENVIRONMENT = ("1.1", "1.2", "1.3", "1.4")
PRIORITY_ELEMENTS = ["explanation", "approach", "flanking-policy", "qualitative-goal", "quantitative-goal"]


def test_integral_safety_is_five_fields_with_22_themes(knowledge: Knowledge) -> None:
    assert _names(knowledge.catalogue.fields) == FIELDS
    assert _names(knowledge.catalogue.themes) == THEMES
    assert {theme.id: theme.field for theme in knowledge.catalogue.themes} == {id_: id_[0] for id_ in THEMES}


def test_the_approach_of_field_1_has_six_aspects(knowledge: Knowledge) -> None:
    assert _names(knowledge.catalogue.aspects) == ASPECTS


def test_the_overarching_themes_say_in_which_chapters_of_the_ivp_they_belong(knowledge: Knowledge) -> None:
    assert _names(knowledge.catalogue.cross_cutting_themes) == {
        "S1": "Gedigitaliseerde criminaliteit",
        "S2": "Zorg en Veiligheid",
        "S3": "Informatiemanagement",
    }
    chapters = {theme.id: theme.chapters for theme in knowledge.catalogue.cross_cutting_themes}
    assert chapters == {"S1": (2, 4, 5), "S2": (2, 3, 4, 5, 6), "S3": (3, 4, 5, 6)}
    placed = {id_: tuple(place.chapter for place in knowledge.cross_cutting[id_].placements) for id_ in chapters}
    assert placed == chapters


def test_an_ivp_has_seven_chapters(knowledge: Knowledge) -> None:
    assert [(chapter.number, chapter.name) for chapter in knowledge.catalogue.chapters] == [
        (1, "Uitgangssituatie"),
        (2, "Strategische doelstelling"),
        (3, "Strategische uitgangspunten"),
        (4, "Prioriteiten"),
        (5, "Overige strategische thema's"),
        (6, "Coördinatie, beleidscyclus"),
        (7, "Begroting"),
    ]


def test_each_priority_has_five_elements_and_must_have_them_all(knowledge: Knowledge) -> None:
    assert _elements(knowledge.catalogue.chapters[3], required=True) == PRIORITY_ELEMENTS


def test_other_themes_follow_the_same_format_but_may_do_without_indicators(knowledge: Knowledge) -> None:
    assert _elements(knowledge.catalogue.chapters[4], required=True) == PRIORITY_ELEMENTS[:-1]
    assert _elements(knowledge.catalogue.chapters[4], required=False) == PRIORITY_ELEMENTS[-1:]


def test_an_implementation_plan_has_five_chapters(knowledge: Knowledge) -> None:
    assert [(chapter.number, chapter.name) for chapter in knowledge.catalogue.implementation_chapters] == [
        (1, "Hoofdlijn IVP"),
        (2, "Terugblik"),
        (3, "Uitwerking prioriteiten"),
        (4, "Uitwerking overige strategische thema's"),
        (5, "Begroting"),
    ]


def test_six_steps_take_the_weeks_and_days_of_the_handbook(knowledge: Knowledge) -> None:
    assert [(step.number, step.name, step.weeks, step.days) for step in knowledge.catalogue.steps] == [
        (1, "Opstart", (4, 6), (2, 2)),
        (2, "Veiligheidsanalyse", (8, 10), (8, 10)),
        (3, "Prioritering", (4, 4), (2, 2)),
        (4, "Opstellen IVP", (8, 8), (8, 10)),
        (5, "Opstellen Uitvoeringsplan", (6, 6), (6, 8)),
        (6, "Van beleid naar uitvoering", None, (2, 2)),
    ]


def test_at_most_three_or_four_priorities_with_two_or_three_mixed_indicators_each(knowledge: Knowledge) -> None:
    rules = knowledge.catalogue.method["principles"]
    assert _fact(rules["prioritisation"], "drie-a-vier")["max"] == [3, 4]
    assert _fact(rules["indicators"], "twee-a-drie")["count"] == [2, 3]
    assert _fact(rules["indicators"], "objectief-en-subjectief")["mix"] == ["objective", "subjective"]


def test_the_report_format_numbers_the_youth_themes_its_own_way(knowledge: Knowledge) -> None:
    fields = knowledge.catalogue.method["report_format"]["fields"]
    numbered = {theme["number"]: theme["themes"] for field in fields for theme in field["themes"]}
    youth = {"3.1": ["3.1", "3.2"], "3.2": ["3.3"], "3.3": ["3.4"]}
    assert numbered == {id_: [id_] for id_ in THEMES if id_ != "3.4"} | youth


def test_each_id_stands_for_one_thing_of_its_kind(knowledge: Knowledge) -> None:
    for kind in ("partners", "laws", "measures", "indicators", "data_sources", "instruments", "care_topics"):
        ids = [node.id for node in getattr(knowledge.catalogue, kind)]
        assert len(ids) == len(set(ids)), kind
    listed = [sub.id for theme in knowledge.catalogue.themes for sub in theme.sub_themes]
    listed += [sub.id for theme in knowledge.catalogue.cross_cutting_themes for sub in theme.sub_themes]
    assert sorted(listed) == sorted(knowledge.sub_themes)


@pytest.mark.parametrize(
    ("measure", "themes"),
    [
        ("digitaal-opkopersregister", {"A6", "2.1", "2.2", "5.2"}),
        ("lachgasverbod", {"3.1", "3.3", "3.4", "5.2"}),
        ("persoonsgerichte-aanpak", {"A3", "A6", "3.2"}),
        ("cameratoezicht", {"2.1", "2.2", "2.3"}),
    ],
)
def test_a_measure_under_several_themes_is_one_node(knowledge: Knowledge, measure: str, themes: set[str]) -> None:
    assert set(knowledge.themes_of_measure(measure)) == themes


@pytest.mark.parametrize("design", ["veiligheidseffectrapportage", "cpted"])
def test_safe_design_is_a_measure_in_a6_and_a_tool_for_streets_and_schools(knowledge: Knowledge, design: str) -> None:
    tables = {**knowledge.themes, **knowledge.aspects}
    assert knowledge.themes_of_measure(design) == ["A6"]
    assert {id_ for id_, rows in tables.items() if design in _ids(rows.instruments)} == {"A2", "3.4"}


@pytest.mark.parametrize("theme", LIVING_ENVIRONMENT)
def test_a_theme_of_field_1_has_its_approach_through_all_six_aspects(knowledge: Knowledge, theme: str) -> None:
    rows = knowledge.themes[theme]
    assert not (rows.measures or rows.laws or rows.instruments or rows.partners.internal or rows.partners.external)
    assert sorted(rows.aspects) == sorted(ASPECTS)
    assert {via for _, via in knowledge.measures_of(theme)} == set(ASPECTS)
    assert {via for _, via in knowledge.laws_of(theme)} == {"A3", "A5", "A6"}
    assert None not in {use.via for use in knowledge.partners_of(theme)}


def test_no_theme_of_another_field_leans_on_the_aspects(knowledge: Knowledge) -> None:
    assert [theme.id for theme in knowledge.catalogue.themes if theme.aspects] == list(LIVING_ENVIRONMENT)


@pytest.mark.parametrize(
    ("theme", "aspect", "measure"),
    [
        ("1.1", "A3", "buurtbemiddeling"),
        ("1.2", "A2", "schadeverhaal"),
        ("1.3", "A6", "nazorg-ex-gedetineerden"),
        ("1.4", "A4", "burgernet"),
    ],
)
def test_the_measures_of_a_theme_of_field_1_come_through_the_most_fitting_aspect_first(
    knowledge: Knowledge, theme: str, aspect: str, measure: str
) -> None:
    found = knowledge.measures_of(theme)
    own = {mention.id for mention in knowledge.aspects[aspect].measures}
    assert {via for _, via in found[: len(own)]} == {aspect}
    assert measure in {mention.id for mention, _ in found[: len(own)]}


@pytest.mark.parametrize("theme", ["2.1", "2.2", "2.3", "2.4", "2.5", "3.4", "4.1", "4.2", "5.2", "5.3"])
def test_fire_brigade_and_safety_region_are_two_partners(knowledge: Knowledge, theme: str) -> None:
    assert {"brandweer", "veiligheidsregio"} <= {use.mention.id for use in knowledge.partners_of(theme)}


def test_the_safety_region_is_one_partner_under_all_its_names(knowledge: Knowledge) -> None:
    assert {"VR", "Veiligheidsregio's"} <= set(knowledge.partners["veiligheidsregio"].aliases)
    assert [partner.id for partner in knowledge.catalogue.partners if "VR" in (partner.name, *partner.aliases)] == [
        "veiligheidsregio"
    ]


def test_city_management_is_inside_the_town_hall_for_shops_and_outside_for_nightlife(knowledge: Knowledge) -> None:
    sides = {
        theme: use.side
        for theme in ("2.1", "2.3", "2.4", "2.5")
        for use in knowledge.partners_of(theme)
        if use.mention.id == "city-management"
    }
    assert sides == {"2.1": "internal", "2.3": "external", "2.4": "external", "2.5": "external"}


def test_the_police_are_a_partner_except_for_fire_hazards_crises_and_information(knowledge: Knowledge) -> None:
    without = [id_ for id_ in THEMES if "politie" not in {use.mention.id for use in knowledge.partners_of(id_)}]
    assert without == ["4.2", "4.3", "4.4", "5.4"]


def test_school_and_information_security_have_no_indicators_and_integrity_no_source(knowledge: Knowledge) -> None:
    assert [theme.id for theme in knowledge.catalogue.themes if not theme.indicators] == ["3.4", "5.4"]
    assert [theme.id for theme in knowledge.catalogue.themes if not theme.data_sources] == ["5.5"]


def test_fewer_than_half_of_the_themes_can_mix_objective_and_subjective_by_themselves(knowledge: Knowledge) -> None:
    mixed = [
        theme.id
        for theme in knowledge.catalogue.themes
        if {"objective", "subjective"} <= {knowledge.indicators[mention.id].kind for mention in theme.indicators}
    ]
    assert {"1.1", "1.2", "1.3", "2.1", "2.3", "3.1", "4.1", "5.1"} <= set(mixed)
    assert len(mixed) < len(THEMES) / 2


def test_police_figures_count_what_happened_and_the_safety_monitor_asks_residents(knowledge: Knowledge) -> None:
    kinds = {
        source: {indicator.kind for indicator in knowledge.catalogue.indicators if indicator.source == source}
        for source in ("politieregistratie", "veiligheidsmonitor")
    }
    assert kinds["politieregistratie"] == {"objective"}
    assert "subjective" in kinds["veiligheidsmonitor"]
    assert "output" not in kinds["veiligheidsmonitor"]
    assert {source.id for source in knowledge.catalogue.data_sources if source.stable} == set(kinds)


def test_permits_inspections_and_bibob_procedures_are_output_not_effect(knowledge: Knowledge) -> None:
    own_work = ("vth-vergunningen-brandveiligheid", "bw-controles-gebouwen", "gem-bibob-procedures")
    assert {knowledge.indicators[id_].kind for id_ in own_work} == {"output"}


def test_a_higher_mark_is_better_and_more_incidents_are_never_better(knowledge: Knowledge) -> None:
    """More incidents may be neutral: of discrimination and organised crime most stays unreported."""
    marks = {indicator.direction for indicator in knowledge.catalogue.indicators if indicator.unit == "mark"}
    incidents = [item for item in knowledge.catalogue.indicators if item.source == "politieregistratie"]
    assert marks == {"higher_is_better"}
    assert [indicator.id for indicator in incidents if indicator.direction == "higher_is_better"] == []


def test_every_link_leads_to_another_theme_but_the_printed_one_of_fire_safety(knowledge: Knowledge) -> None:
    to_itself = [theme.id for theme in knowledge.catalogue.themes for link in theme.cross_links if link.to == theme.id]
    assert to_itself == ["4.2"]
    assert "4.2" not in knowledge.neighbours["4.2"]
    assert len(knowledge.links) == 240


def test_one_directional_links_are_explained_and_tie_both_themes(knowledge: Knowledge) -> None:
    one_way = {pair for pair in knowledge.links if not knowledge.is_mutual(*pair)}
    assert len(one_way) == 66
    assert all(knowledge.links[pair].one_way for pair in one_way)
    assert all(one in knowledge.neighbours[other] and other in knowledge.neighbours[one] for one, other in one_way)


def test_care_and_safety_takes_confused_behaviour_and_domestic_violence_along(knowledge: Knowledge) -> None:
    taken = set(knowledge.taken_along["S2"])
    assert {"1.1/verward-gedrag", "1.3/huiselijk-geweld", "5.2/mensenhandel"} <= taken
    assert {theme_of(sub) for sub in taken} <= set(knowledge.cross_cutting["S2"].themes)


def test_digital_crime_has_sub_themes_of_its_own_and_takes_cyberbullying_along(knowledge: Knowledge) -> None:
    assert {"S1/ransomware", "S1/online-oplichting", "3.4/cyberpesten"} <= set(knowledge.taken_along["S1"])


def test_information_management_is_a_way_of_working_and_takes_no_sub_theme_along(knowledge: Knowledge) -> None:
    assert knowledge.taken_along["S3"] == ()


@pytest.mark.parametrize("sub", ["1.3/woninginbraak", "1.1/woonoverlast", "5.2/mensenhandel", "S1/online-oplichting"])
def test_what_councils_choose_as_a_priority_of_its_own_is_a_candidate(knowledge: Knowledge, sub: str) -> None:
    assert knowledge.sub_themes[sub].candidate


def test_every_theme_has_sub_themes_where_findings_can_live(knowledge: Knowledge) -> None:
    assert [theme.id for theme in knowledge.catalogue.themes if not theme.sub_themes] == []


def test_the_seven_topics_of_care_and_safety_are_there(knowledge: Knowledge) -> None:
    section = "Strategisch thema: Zorg en Veiligheid"
    assert [topic.id for topic in knowledge.catalogue.care_topics if topic.section == section] == [
        "geweld-in-afhankelijkheidsrelaties",
        "verward-gedrag-verwaarlozing-verslaving",
        "criminaliteit-detentie-nazorg",
        "jeugdproblematiek",
        "polarisatie",
        "misbruik-sociale-voorzieningen",
        "mensenhandel-uitbuiting-prostitutie",
    ]


def test_every_successor_of_a_law_exists_and_is_another_law(knowledge: Knowledge) -> None:
    followed = {law.id: law.successor for law in knowledge.catalogue.laws if law.successor}
    assert set(followed.values()) <= set(knowledge.laws)
    assert [id_ for id_ in followed if id_ in _successors(knowledge, id_)] == []


@pytest.mark.parametrize(
    ("law", "now"),
    [
        ("drank-en-horecawet", "alcoholwet"),
        ("big", "bio2"),
        ("wabo", "omgevingswet"),
        ("bouwbesluit-2012", "besluit-bouwwerken-leefomgeving"),
        ("bevi", "besluit-kwaliteit-leefomgeving"),
    ],
)
def test_a_lapsed_law_leads_to_the_one_in_force(knowledge: Knowledge, law: str, now: str) -> None:
    assert knowledge.laws[law].status == "lapsed"
    assert _successors(knowledge, law)[-1] == now
    assert knowledge.laws[now].status == "in_force"


@pytest.mark.parametrize(
    ("name", "law", "article"), [("Wet Damocles", "opiumwet", "13b"), ("Wet Victoria", "gemeentewet", "174a")]
)
def test_a_popular_name_leads_to_one_article(knowledge: Knowledge, name: str, law: str, article: str) -> None:
    aliases = {alias.alias: (alias.law, alias.article) for alias in knowledge.catalogue.article_aliases}
    assert aliases[name] == (law, article)


def test_articles_of_one_law_are_kept_apart(knowledge: Knowledge) -> None:
    articles = {mention.article for mention, _ in knowledge.laws_of("2.3") if mention.id == "gemeentewet"}
    assert {"151b", "151c", "172a"} <= articles


def test_what_is_printed_in_the_wrong_row_is_kept_where_it_belongs_and_says_so(knowledge: Knowledge) -> None:
    slooproutes = next(measure for measure in knowledge.themes["2.3"].measures if measure.id == "aanpak-slooproutes")
    assert slooproutes.row == "indicators"
    moved = {mention.id: mention.row for mention in knowledge.themes["5.2"].instruments if mention.row}
    assert moved == {"multidisciplinair-handhaven": "measures", "wet-bibob-justis": "measures", "model-apv": "laws"}


def test_theme_5_3_goes_by_all_names_the_handbook_gives_it(knowledge: Knowledge) -> None:
    assert knowledge.themes["5.3"].name == "Weerbare overheid/weerbaar bestuur"
    assert {"Veilige Publieke Taak", "weerbare overheid en weerbaar bestuur"} <= set(knowledge.themes["5.3"].aliases)


def _names(terms: Sequence[Term]) -> dict[str, str]:
    return {term.id: term.name for term in terms}


def _ids(mentions: Sequence[Any]) -> set[str]:
    return {mention.id for mention in mentions}


def _elements(chapter: Chapter, *, required: bool) -> list[str]:
    return [element.id for element in chapter.elements if element.required == required]


def _fact(facts: Sequence[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(fact for fact in facts if fact["id"] == id_)


def _successors(knowledge: Knowledge, law: str) -> list[str]:
    """The laws that came after, one by one; a law that comes round to itself ends the row."""
    found: list[str] = []
    following = knowledge.laws[law].successor
    while following and following not in found:
        found.append(following)
        following = knowledge.laws[following].successor
    return found
