"""Questions about the handbook: each form of an answer says the same."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.running import fine, kbv

QUESTIONS = ("measures", "partners", "laws", "indicators")
SUBJECTS = ("1.1", "1.3/woninginbraak", "2.1", "2.3", "3.4", "4.4", "5.2", "S2", "A5", "jeugd en veiligheid")


def columns_of(table: str) -> dict[str, str]:
    """The text of each column of a printed table by its head, without white space (cells are wrapped)."""
    lines = table.splitlines()[2:]  # after what the question was taken to be about
    head, bar, *rest = lines
    found, start = {}, 0
    for dashes in bar.split("  "):
        span = slice(start, start + len(dashes))
        found[head[span].strip()] = "".join("".join(line[span].split()) for line in rest)
        start += len(dashes) + 2
    return found


def flat(value: Any) -> str:
    return "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_table_csv_and_json_say_the_same(question: str, subject: str) -> None:
    rows = fine(question, subject, "--format", "json").json
    read = list(csv.DictReader(io.StringIO(fine(question, subject, "--format", "csv").out)))
    assert read == [{key: flat(value) for key, value in row.items()} for row in rows]
    table = fine(question, subject).out
    if not rows:
        assert table.endswith("\n\nNiets gevonden.\n")
        return
    shown = columns_of(table)
    assert next(iter(shown.values())) == "".join("".join(row["name"].split()) for row in rows)
    known = {"".join("".join(flat(row[key]).split()) for row in rows) for key in rows[0]}
    assert set(shown.values()) <= known


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_and_csv_hold_nothing_but_the_answer(question: str) -> None:
    assert fine(question, "5.2", "--format", "json").out.startswith("[")
    assert fine(question, "5.2", "--format", "csv").out.startswith("id,name,")


def test_the_measures_of_social_quality_come_through_the_aspects_with_a3_first() -> None:
    vias = [row["via"] for row in fine("measures", "1.1", "--format", "json").json]
    assert vias[0] == "A3"
    assert vias == sorted(vias, key=list(dict.fromkeys(vias)).index)
    assert set(vias) == {"A1", "A2", "A3", "A4", "A5", "A6"}


@pytest.mark.parametrize("kind", ["generic", "specific"])
def test_measures_can_be_asked_by_their_head_in_the_handbook(kind: str) -> None:
    everything = fine("measures", "2.1", "--format", "json").json
    assert fine("measures", "2.1", "--kind", kind, "--format", "json").json == [row for row in everything if row["kind"] == kind]


def test_measures_can_be_asked_by_partner_and_law_together() -> None:
    of_partner = {row["id"] for row in fine("measures", "1.3", "--partner", "politie", "--format", "json").json}
    everything = {row["id"] for row in fine("measures", "1.3", "--format", "json").json}
    assert of_partner
    assert of_partner < everything
    assert fine("measures", "1.3", "--partner", "politie", "--law", "opiumwet", "--format", "json").json == []


def test_measures_that_serve_several_themes_at_once() -> None:
    rows = fine("measures", "1.1", "--serves", "3.1", "--serves", "5.1", "--format", "json").json
    assert rows
    assert all({"3.1", "5.1"} <= set(row["also_under"]) for row in rows)
    assert "Buurtbemiddeling" in [row["name"] for row in rows]


def test_one_side_of_the_partners() -> None:
    rows = fine("partners", "5.2", "--side", "internal", "--format", "json").json
    assert {row["side"] for row in rows} == {"internal"}


def test_a_change_of_one_article_is_not_told_at_another() -> None:
    assert "174a" not in fine("laws", "2.3").out
    assert "2024-01-01: Artikel 174a verruimd" in fine("laws", "5.2", "--format", "csv").out


def test_the_tie_between_tourism_and_undermining() -> None:
    found = fine("path", "2.5", "5.2", "--format", "json").json
    assert (found["printed"], found["mutual"], found["path"]) == ([["2.5", "5.2"]], False, ["2.5", "5.2"])
    text = fine("path", "toerisme", "ondermijning").out
    assert "Het handboek verbindt ze: 2.5 noemt 5.2." in text
    assert "Nachtregister" in text


def test_a_theme_as_text_and_as_json() -> None:
    assert fine("theme", "5.2").out.startswith("5.2 Georganiseerde/ondermijnende criminaliteit\n====")
    assert fine("theme", "5.2", "--format", "json").json["id"] == "5.2"


def test_an_answer_for_a_bundle_is_that_of_its_themes() -> None:
    themes = {row["theme"] for row in fine("indicators", "jeugd-en-veiligheid", "--format", "json").json}
    assert themes == {"3.1", "3.2", "3.3"}  # 3.4 has none


# Resolve


def test_resolve_gives_id_name_and_score_the_best_first() -> None:
    found = fine("resolve", "ondermijnning", "--format", "json").json
    assert (found[0]["id"], found[0]["name"]) == ("5.2", "Georganiseerde/ondermijnende criminaliteit")
    assert all({"id", "name", "score"} <= set(match) for match in found)
    assert [match["score"] for match in found] == sorted((match["score"] for match in found), reverse=True)


@pytest.mark.parametrize(
    ("words", "id_", "kind"),
    [
        ("ondermijning", "5.2", "theme"),
        ("digitale criminaliteit", "S1", "cross_cutting"),
        ("jeugd en veiligheid", "jeugd-en-veiligheid", "bundle"),
        ("personen met verward gedrag", "1.1/verward-gedrag", "sub_theme"),
        ("burgerparticipatie", "A4", "aspect"),
        ("Wet Damocles", "opiumwet", "law"),
        ("RIEC", "riec", "partner"),
        ("buurtbemiddeling", "buurtbemiddeling", "measure"),
    ],
)
def test_resolve_finds_every_kind_of_thing(words: str, id_: str, kind: str) -> None:
    first = fine("resolve", words, "--format", "json").json[0]
    assert (first["id"], first["kind"]) == (id_, kind)


def test_resolve_asks_nothing_back_and_gives_as_many_as_asked_for() -> None:
    assert len(fine("resolve", "criminaliteit", "--limit", "3", "--format", "json").json) == 3
    assert fine("resolve", "xqzwv", "--format", "json").json == []
    assert fine("resolve", "xqzwv").out == "Niets gevonden.\n"


def test_words_that_start_with_a_dash_can_be_asked_after_two_dashes() -> None:
    assert kbv("resolve", "-jeugd").code == 2
    assert json.loads(fine("resolve", "--format", "json", "--", "-jeugd").out)[0]["id"] == "jeugd-en-veiligheid"
