"""The mapping of the police's codes: all of them, each with a reason, in line with what the themes say themselves."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.knowledge.resolve import lexicon, words_of
from kbv_rules.knowledge.validate import validate
from kbv_rules.model.open_data import OffenceKind

DATA = Path(os.environ.get("KBV_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
CODES = DATA / "politie_codelijsten_landelijk"
needs_codes = pytest.mark.skipif(not CODES.is_dir(), reason="de codelijsten van de politie staan niet naast deze map")


def kinds(knowledge: Knowledge) -> Iterator[OffenceKind]:
    yield from knowledge.catalogue.police.crimes
    yield from knowledge.catalogue.police.nuisance


def test_all_59_kinds_of_crime_and_9_of_nuisance_are_there_once(knowledge: Knowledge) -> None:
    assert len(knowledge.crimes) == len(knowledge.catalogue.police.crimes) == 59
    assert len(knowledge.nuisance) == len(knowledge.catalogue.police.nuisance) == 9


@needs_codes
@pytest.mark.parametrize(("name", "kind"), [("soort_misdrijf_codes.csv", "crimes"), ("overlast_codes.csv", "nuisance")])
def test_codes_and_names_are_those_of_the_police(knowledge: Knowledge, name: str, kind: str) -> None:
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        official = {row["code"]: re.sub(r"^[0-9.]+ ", "", row["titel"]) for row in csv.DictReader(file, delimiter=";")}
    assert {one.id: one.name for one in getattr(knowledge.catalogue.police, kind)} == official


def test_each_says_why_and_an_indicator_belongs_to_one_of_its_themes(knowledge: Knowledge) -> None:
    for one in kinds(knowledge):
        assert len(one.reason.split()) >= 4, one.id
        if one.indicator and one.themes:
            indicator = knowledge.indicators[one.indicator]
            assert indicator.source == "politieregistratie"
            mentioned = {
                theme.id for theme in knowledge.catalogue.themes if any(at.id == indicator.id for at in theme.indicators)
            }
            measured = {theme_of(sub) for sub in indicator.sub_themes}
            assert theme_of(one.themes[0]) in mentioned | measured, one.id


def test_a_kind_whose_name_is_that_of_a_sub_theme_has_its_home_there(knowledge: Knowledge) -> None:
    """'Drugshandel' is an alias of a sub-theme of 5.2; one kind is mapped otherwise on purpose."""
    searched = lexicon(knowledge, (), ("sub_theme",))
    exact = {
        one.id: match.id
        for one in kinds(knowledge)
        for match in searched.search(one.name)[:1]
        if words_of(match.label) == words_of(one.name)
    }
    assert len(exact) > 25
    # Fraud with citizens and companies as victims has become digital for the most part.
    assert {code for code, home in exact.items() if _of(knowledge, code).themes[:1] != (home,)} <= {"3.9.1"}


def _of(knowledge: Knowledge, code: str) -> OffenceKind:
    return knowledge.crimes.get(code) or knowledge.nuisance[code]


@pytest.mark.parametrize(
    ("code", "home"),
    [
        ("1.1.1", "1.3/woninginbraak"),
        ("1.3.1", "4.1/objectieve-verkeersveiligheid"),
        ("1.6.3", "5.2/mensenhandel"),
        ("2.4.1", "1.3/huiselijk-geweld"),
        ("2.5.2", "2.1/winkeldiefstal"),
        ("3.1.1", "5.2/drugscriminaliteit"),
        ("3.7.1", "5.1/discriminatie"),
        ("3.7.4", "S1/cybercrime-hacken"),
        ("3.9.1", "S1/online-oplichting"),
        ("E33", "1.1/verward-gedrag"),
        ("E35", "3.1"),
        ("M061", "2.3/overlast"),
        ("M062", "2.4/overlast"),
    ],
)
def test_well_known_kinds_have_the_home_an_adviser_expects(knowledge: Knowledge, code: str, home: str) -> None:
    assert _of(knowledge, code).themes[0] == home


def test_totals_say_that_they_count_what_is_counted_already(knowledge: Knowledge) -> None:
    assert knowledge.crimes["0.0.0"].themes == ()
    assert knowledge.crimes["0.0.0"].indicator == "pol-totaalvolume-criminaliteit"


def test_the_breaks_of_july_2018_and_april_2020_hold_for_all_kinds(knowledge: Knowledge) -> None:
    days = {one.date: one for one in knowledge.catalogue.police.breaks}
    assert {"2018-07-01", "2020-04-30"} <= set(days)
    assert days["2018-07-01"].kinds == days["2020-04-30"].kinds == ()
    assert all(one.source for one in days.values())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"themes": ("1.3/woninginbrak",)}, "deelthema '1.3/woninginbrak'"),
        ({"themes": ("1.9",)}, "thema '1.9'"),
        ({"indicator": "pol-woninginbraak"}, "indicator 'pol-woninginbraak'"),
    ],
)
def test_a_theme_or_indicator_that_is_not_there_is_found(knowledge: Knowledge, change: dict[str, object], told: str) -> None:
    police = knowledge.catalogue.police
    first, *rest = police.crimes
    broken = police.model_copy(update={"crimes": (first.model_copy(update=change), *rest)})
    problems = validate(Knowledge(knowledge.catalogue.model_copy(update={"police": broken}), ""))
    assert [problem.rule for problem in problems] == ["dangling-reference"]
    assert told in problems[0].message
    assert "0.0.0" in problems[0].subject


def test_former_municipalities_lead_somewhere_and_never_round(knowledge: Knowledge) -> None:
    former = {one.code: one for one in knowledge.catalogue.municipalities.former}
    assert len(former) == len(knowledge.catalogue.municipalities.former) == 99
    for one in former.values():
        for next_ in one.successors:
            assert next_ not in former or former[next_].until > one.until
