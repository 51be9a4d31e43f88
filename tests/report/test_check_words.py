"""Numbers, places and names as every form of a check tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.check.rules import load_check_rules
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.remark import Location
from kbv_rules.report.check_words import Names, accepted, joined, numbered, place_of
from tests.report import check_reports


@pytest.fixture
def names(knowledge: Knowledge) -> Names:
    return Names(knowledge, load_check_rules())


def test_what_people_accepted_takes_no_number(tmp_path: Path) -> None:
    report = check_reports.sample(tmp_path)[2]
    assert [number for number, _ in numbered(report)] == [1, 2, 3, 4]
    assert [remark.rule for remark in accepted(report)] == ["budget-without-amounts"]


def test_a_place_is_told_from_the_chapter_down() -> None:
    assert place_of(Location()) == "Het document als geheel"
    assert place_of(Location(paragraph=4)) == "alinea 4"
    assert (
        place_of(Location(headings=("4 Aanpak", "4.1 Jeugd"), paragraph=31, page=12))
        == "4 Aanpak > 4.1 Jeugd, alinea 31, bladzijde 12"
    )


def test_a_joined_remark_tells_what_it_does_not_share(tmp_path: Path, names: Names) -> None:
    document = check_reports.sample(tmp_path)[1]
    told = check_reports.remark(
        document,
        about={"priority": "Jeugd", "element": "explanation"},
        joined=({"priority": "Jeugd", "element": "approach"}, {"priority": "Wonen", "element": "explanation"}),
    )
    assert list(joined(told, names)) == [names.about("element", "approach"), "Wonen"]


def test_ids_have_names_and_what_is_not_known_stays_as_it_is(knowledge: Knowledge, names: Names) -> None:
    assert names("4.1") == "4.1 Verkeersveiligheid"
    assert names("jeugd-en-veiligheid") == "Jeugd en veiligheid"
    assert names("Stille misdaad") == "Stille misdaad"
    partner = next(iter(knowledge.partners.values()))
    assert names.about("partner", partner.id) == partner.name
    assert names.about("chapter", 7).startswith("7 ")
    assert names.about("element", "approach") != "approach"
    assert names.about("count", 3) == "3"
