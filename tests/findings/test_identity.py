"""The id of a finding follows from what it says: it survives any rearrangement of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.findings.identity import agenda_id, all_ids, every, identify, slug, without
from kbv_rules.findings.read import read_findings
from kbv_rules.model.findings import Agenda, Figure, Findings, Point
from tests.strategies import law

SAID = ["Toezicht", "toezicht!", "Capaciteit", "日本", "Capaciteit bij de politie"]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Diefstal/inbraak woning", "diefstal-inbraak-woning"),
        ("Coördinatie, café & één loket", "coordinatie-cafe-een-loket"),
        ("  -- Te weinig toezicht! --  ", "te-weinig-toezicht"),
        ("Incidenten sociale overlast (verward gedrag, alcohol)", "incidenten-sociale-overlast-verward-gedr"),
        ("veertig tekens en dan precies op een grens", "veertig-tekens-en-dan-precies-op-een-gre"),
        ("日本", ""),
    ],
)
def test_a_label_becomes_plain_words(text: str, plain: str) -> None:
    assert slug(text) == plain


@given(st.text(max_size=80))
@law(200)
def test_plain_words_stay_plain_words(text: str) -> None:
    plain = slug(text)
    assert slug(plain) == plain
    assert len(plain) <= 40
    assert set(plain) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def points(*texts: str, by: str | None = None) -> tuple[Point, ...]:
    return tuple(Point(text=text, by=by) for text in texts)


def ids(items: tuple[Any, ...], kind: str = "bottlenecks", label: str = "text") -> list[str]:
    return [found.id for found in identify("1.3/woninginbraak", kind, items, label)]


def test_an_id_says_theme_kind_and_label() -> None:
    assert ids(points("Te weinig toezicht")) == ["1.3/woninginbraak#bottlenecks/te-weinig-toezicht"]


def test_two_findings_under_one_label_are_told_apart_by_what_they_say() -> None:
    (one,) = points("Te weinig toezicht", by="wijkagent")
    (other,) = points("Te weinig toezicht!", by="buurtvereniging")
    first, second = ids((one, other))
    assert first != second
    assert all(id_.startswith("1.3/woninginbraak#bottlenecks/te-weinig-toezicht-") for id_ in (first, second))
    assert ids((other, one)) == [first, second]


def test_the_order_in_which_the_years_are_written_does_not_matter() -> None:
    def burglaries(*years: int) -> Figure:
        values = {year: year - 1990 for year in years}
        return Figure(name="Inbraak", kind="objective", unit="count", values=values, source="Politie")

    other = burglaries(2019, 2020)
    assert ids((burglaries(2023, 2024), other), "figures", "name") == ids((burglaries(2024, 2023), other), "figures", "name")


@given(st.lists(st.sampled_from(SAID), max_size=6), st.randoms())
@law(100)
def test_ids_do_not_depend_on_the_order_and_differ_where_findings_do(texts: list[str], random: Any) -> None:
    items = points(*texts)
    shuffled = list(items)
    random.shuffle(shuffled)
    assert ids(items) == ids(tuple(shuffled))
    assert len(set(ids(items))) == len(set(texts))


def test_an_agenda_has_an_id_per_theme_it_names() -> None:
    agenda = Agenda(kind="council", name="Motie 'Messen van de straat'", themes=("3.1", "3.2"))
    assert agenda_id(agenda, "3.2") == "3.2#agendas/motie-messen-van-de-straat"


def test_every_finding_of_a_worked_out_municipality_has_an_id_of_its_own() -> None:
    findings = read_findings(EXAMPLES / "waterwijk.yaml")
    found = list(all_ids(findings))
    assert len(found) == len(set(found))
    said = sum(
        len(item.figures)
        + len(item.judgements)
        + len(item.approach.works)
        + len(item.approach.bottlenecks)
        + len(item.reinforcements)
        + len(item.consultation)
        + len(item.scenarios)
        for item in findings.findings
    )
    assert len(found) == said + sum(len(agenda.themes) for agenda in findings.agendas)


def test_a_finding_that_is_left_out_is_gone_and_nothing_else_is() -> None:
    findings = read_findings(EXAMPLES / "waterwijk.yaml")
    before = said(findings)
    for one in every(findings):
        left_out = [(one.id.partition("#")[0], one.finding if not isinstance(one.finding, Agenda) else one.finding.name)]
        after = said(without(findings, one.id))
        assert sorted(map(repr, [*after, *left_out])) == sorted(map(repr, before))


def said(findings: Findings) -> list[tuple[str, Any]]:
    """Every finding with its theme; of an agenda that it names the theme."""
    return [
        (one.id.partition("#")[0], one.finding.name if isinstance(one.finding, Agenda) else one.finding)
        for one in every(findings)
    ]


def test_leaving_out_what_was_never_found_changes_nothing() -> None:
    findings = read_findings(EXAMPLES / "waterwijk.yaml")
    for id_ in ("1.1#figures/bestaat-niet", "9.9#works/x", "1.1#zomaar/x", "1.1#agendas/geen-plan", "onzin"):
        assert without(findings, id_) == findings


def test_an_agenda_that_names_nothing_any_more_goes_too() -> None:
    findings = read_findings(EXAMPLES / "waterwijk.yaml")
    agenda = next(agenda for agenda in findings.agendas if len(agenda.themes) > 1)
    for theme in agenda.themes:
        findings = without(findings, agenda_id(agenda, theme))
    assert agenda.name not in [other.name for other in findings.agendas]
