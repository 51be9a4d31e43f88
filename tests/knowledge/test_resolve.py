"""What people mean by their words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.errors import AmbiguousTermError, UnknownTermError
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.knowledge.resolve import Entry, Lexicon, form, lexicon, words_of
from kbv_rules.rules.rule_set import load_bundles
from kbv_rules.yaml_file import read_yaml

PLANS = Path(__file__).parents[1] / "plans"
KNOWLEDGE = load_knowledge()
BUNDLES = load_bundles()
THEMES = ("theme", "cross_cutting", "bundle", "sub_theme")
NUMBERED = (*THEMES, "aspect")
EVERYTHING = (*NUMBERED, "law", "partner", "measure")
OF_THEMES = lexicon(KNOWLEDGE, BUNDLES, NUMBERED)
OF_ALL = lexicon(KNOWLEDGE, BUNDLES, EVERYTHING)
IDS = {entry.id.lower() for entry in OF_THEMES.entries}


def headings(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_yaml(PLANS / f"{name}.yaml").value
    return found


# Real plans


@pytest.mark.parametrize(("name", "least"), [("plan_names", 0.95), ("plan_headings", 0.85)])
def test_headings_of_plans_lead_to_the_theme_they_name(name: str, least: float) -> None:
    naming = [heading for heading in headings(name) if heading["expected"]]
    missed = [
        heading["text"]
        for heading in naming
        if next((match.id for match in OF_ALL.search(heading["text"])), None) not in heading["expected"]
    ]
    assert len(naming) > 70
    assert 1 - len(missed) / len(naming) >= least, missed


def test_headings_that_name_no_theme_are_seldom_taken_for_one() -> None:
    silent = [
        heading["text"] for name in ("plan_names", "plan_headings") for heading in headings(name) if not heading["expected"]
    ]
    taken = [
        text for text in silent if (matches := OF_ALL.search(text)) and matches[0].kind in THEMES and matches[0].score >= 0.6
    ]
    assert len(silent) > 10
    assert len(taken) <= 2, taken


@pytest.mark.parametrize("name", ["plan_names", "plan_headings"])
def test_what_a_heading_should_lead_to_exists(name: str) -> None:
    known = {entry.id for entry in OF_THEMES.entries}
    assert {id_ for heading in headings(name) for id_ in heading["expected"]} <= known


# Labels


@pytest.mark.parametrize("kinds", [NUMBERED, ("partner",), ("law",), ("measure",), ("indicator",)], ids=lambda kinds: kinds[0])
def test_a_name_or_alias_leads_to_its_own(kinds: tuple[str, ...]) -> None:
    """All brackets and digits, which `search` treats apart, and a fixed part of the rest."""
    words = lexicon(KNOWLEDGE, BUNDLES, kinds)
    for place, entry in enumerate(words.entries):
        tricky = re.search(r"[(0-9]", entry.label) or len(entry.label) < 4
        if entry.label.lower() not in IDS and (tricky or place % 7 == 0):  # an id comes before a name
            assert words.one(entry.label).id == entry.id, entry.label


def test_capitals_accents_and_points_make_no_difference() -> None:
    for text in ("ONDERMIJNING", "Ondermijning!", "  ondermijning  ", "'ondermijning'"):
        assert OF_THEMES.one(text).id == "5.2"
    assert OF_THEMES.search("cafe-overlast") == OF_THEMES.search("Café overlast")


def test_an_id_is_its_own_name_in_any_case() -> None:
    assert (OF_THEMES.one("s1").id, OF_THEMES.one("a3").id, OF_THEMES.one(" 1.3/Woninginbraak ").id) == (
        "S1",
        "A3",
        "1.3/woninginbraak",
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ondermijnning", "5.2"),
        ("Onder mijning", "5.2"),
        ("radikalisering", "5.1"),
        ("verkeersveilighied", "4.1"),
        ("wonninginbraken", "1.3/woninginbraak"),
        ("ondermijningsaanpak", "5.2"),
        ("rondhangende jongeren", "3.1/hangjongeren"),
        ("mensen met onbegrepen gedrag", "1.1/verward-gedrag"),
        ("burgerparticipatie", "A4"),
        ("handhaving", "A5"),
        ("boa's", "A5"),
        ("wijkinfrastructuur", "A1"),
    ],
)
def test_slips_word_forms_compounds_and_plain_words_are_understood(text: str, meant: str) -> None:
    assert OF_ALL.search(text)[0].id == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("OM", "openbaar-ministerie"),
        ("Wet Damocles", "opiumwet"),
        ("Wet Victoria", "gemeentewet"),
        ("BIO 2.0", "bio2"),
        ("Verordening (EU) 2016/679", "avg"),
    ],
)
def test_popular_names_of_laws_and_partners_are_known(text: str, meant: str) -> None:
    assert OF_ALL.search(text)[0].id == meant


def test_an_alias_of_an_aspect_names_nothing_else() -> None:
    others = {entry.words: entry.id for entry in lexicon(KNOWLEDGE, BUNDLES).entries if entry.kind != "aspect"}
    taken = {
        alias: others[tuple(words_of(alias))]
        for aspect in KNOWLEDGE.catalogue.aspects
        for alias in aspect.aliases
        if tuple(words_of(alias)) in others
    }
    assert taken == {}


def test_what_stands_between_brackets_explains_and_does_not_name() -> None:
    assert OF_ALL.search("verkeersveiligheid (ondermijning)")[0].id == "4.1"
    assert OF_ALL.search("(ondermijning)")[0].id == "5.2"
    bracketed, plain = (OF_ALL.search(text)[0] for text in ("xqzwv (ondermijning)", "xqzwv ondermijning"))
    assert bracketed.id == plain.id == "5.2"
    assert bracketed.score < plain.score


def test_a_heading_sooner_names_a_theme_than_a_partner_with_the_same_word() -> None:
    assert [match.kind for match in OF_ALL.search("verkeer en vervoer")[:2]] == ["theme", "partner"]
    assert OF_ALL.search("aanpak jeugd")[0].id == "jeugd-en-veiligheid"


# What search gives


@settings(max_examples=80, deadline=None)
@given(
    st.text(max_size=60) | st.sampled_from([entry.label for entry in OF_ALL.entries]).map(lambda label: f"Aanpak {label} 2026")
)
def test_any_text_gets_matches_in_order_each_once_and_none_above_one(text: str) -> None:
    matches = OF_ALL.search(text)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({match.id for match in matches}) == len(matches) <= 10
    assert matches == OF_ALL.search(text)


def test_no_more_matches_than_asked_for() -> None:
    assert len(OF_ALL.search("criminaliteit", limit=3)) == 3


def test_a_text_without_words_names_nothing() -> None:
    assert OF_ALL.search("") == OF_ALL.search(" -- ") == OF_ALL.search("...") == []


def test_words_that_say_nothing_alone_name_nothing() -> None:
    assert OF_THEMES.search("aanpak van de gemeente") == []


# One thing, or asking back


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("digitaal", {"5.4", "S1"}),
        ("intimidatie", {"2.3/seksuele-intimidatie", "3.1/intimidatie"}),
        ("wapens", {"3.2/wapenbezit-jongeren", "5.2/vuurwapens"}),
    ],
)
def test_two_things_equally_near_are_asked_back(text: str, options: set[str]) -> None:
    with pytest.raises(AmbiguousTermError, match="kan meer dan één ding zijn") as caught:
        OF_THEMES.one(text)
    assert {id_ for id_, _ in caught.value.options} == options


def test_a_theme_and_its_own_part_are_not_asked_back() -> None:
    assert OF_THEMES.one("jeugdgroepen").id.partition("/")[0] == "3.1"


def test_what_is_not_known_comes_with_what_looks_like_it() -> None:
    with pytest.raises(UnknownTermError, match=r"thema '3\.6' niet gevonden") as caught:
        OF_THEMES.one("3.6")
    assert {id_ for id_, _ in caught.value.suggestions} <= {"3.1", "3.2", "3.3", "3.4"}
    assert caught.value.suggestions


def test_nonsense_is_not_given_a_meaning() -> None:
    with pytest.raises(UnknownTermError) as caught:
        OF_THEMES.one("xqzwv")
    assert caught.value.suggestions == ()


# How words are compared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jeugdgroepen", "jeugdgroep"),
        ("woninginbraken", "woninginbraak"),
        ("evenementen", "evenement"),
        ("integriteitsschendingen", "integriteitsschending"),
        ("verboden", "verbod"),
        ("hoeveelheden", "hoeveelheid"),
        ("bedrijven", "bedrijf"),
        ("huizen", "huis"),
    ],
)
def test_forms_of_one_word_have_the_same_form(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(("one", "other"), [("overlast", "overval"), ("drugs", "drank"), ("wet", "weten"), ("2030", "203")])
def test_different_words_have_different_forms(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_numbers_are_words_and_accents_are_not() -> None:
    assert words_of("1.3: Zorg- en 'cafés' in 2026") == ["1.3", "zorg", "en", "cafes", "in", "2026"]


def test_rare_words_tell_more_than_common_ones_and_empty_words_nothing() -> None:
    small = Lexicon(
        [
            Entry("a", "Veilig uitgaan", "theme", "Veilig uitgaan", ("veilig", "uitgaan")),
            Entry("b", "Veilig toerisme", "theme", "Veilig toerisme", ("veilig", "toerisme")),
        ],
        empty=["het"],
    )
    assert small.weight("uitgaan") > small.weight("veilig") > small.weight("het") == 0.0
    assert small.search("veilig stappen en uitgaan")[0].id == "a"


@pytest.mark.parametrize(
    "word", ["jeugdcriminaliteit", "veiligheid", "drugs", "brandveiligheid", "criminaliteit", "overlast", "wijken"]
)
def test_a_word_is_compared_with_all_words_that_begin_or_end_like_it(word: str) -> None:
    def alike(known: str) -> bool:
        shorter, longer = sorted((known, word), key=len)
        return len(shorter) >= 5 and (longer.startswith(shorter) or longer.endswith((shorter, form(shorter))))

    words = {each for entry in OF_ALL.entries for each in entry.words}
    assert {known for known in words if alike(known)} - OF_ALL.empty <= OF_ALL._similar(word).keys()
