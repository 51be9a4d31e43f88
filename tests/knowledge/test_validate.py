"""Each fault, put into a copy of the shipped knowledge, is found and told; the shipped knowledge has none."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.knowledge.validate import Problem, validate
from kbv_rules.model.base import Term
from kbv_rules.model.knowledge import (
    CrossLink,
    DataSource,
    Elsewhere,
    Indicator,
    Instrument,
    Law,
    LawMention,
    Measure,
    MeasureMention,
    Mention,
    Partner,
    SubTheme,
)


def test_the_shipped_knowledge_has_no_problems(knowledge: Knowledge) -> None:
    assert [str(problem) for problem in validate(knowledge)] == []


def test_the_compiled_copy_is_judged_like_the_files_it_was_made_of() -> None:
    assert validate(load_knowledge()) == []


@pytest.mark.parametrize(
    "kind",
    [
        "fields",
        "themes",
        "aspects",
        "cross_cutting_themes",
        "partners",
        "laws",
        "measures",
        "indicators",
        "data_sources",
        "instruments",
        "care_topics",
    ],
)
def test_an_id_that_stands_twice_is_found(knowledge: Knowledge, kind: str) -> None:
    first: Term = getattr(knowledge.catalogue, kind)[0]
    broken = _changed(knowledge, **{kind: (*getattr(knowledge.catalogue, kind), first)})
    assert ("duplicate-id", first.id) in _told(broken)


def test_a_sub_theme_that_stands_twice_is_found(knowledge: Knowledge) -> None:
    again = knowledge.themes["1.3"].sub_themes[0]
    broken = _on_theme(knowledge, "1.3", sub_themes=(*knowledge.themes["1.3"].sub_themes, again))
    assert ("duplicate-id", again.id) in _told(broken)


def test_a_tool_of_the_method_may_not_take_the_id_of_an_instrument(knowledge: Knowledge) -> None:
    taken = Instrument.model_construct(id="week-van-de-veiligheid", name="Week van de Veiligheid", section="stap 6")
    broken = _changed(knowledge, method_instruments=(*knowledge.catalogue.method_instruments, taken))
    assert ("duplicate-id", "week-van-de-veiligheid") in _told(broken)


def test_a_sub_theme_under_another_theme_than_its_id_says_is_found(knowledge: Knowledge) -> None:
    stray = SubTheme.model_construct(id="1.3/straattheater", name="Straattheater", printed=("uitgaan",))
    broken = _on_theme(knowledge, "2.3", sub_themes=(*knowledge.themes["2.3"].sub_themes, stray))
    problem = _only(broken, "sub-theme-of-another-theme")
    assert problem.subject == "1.3/straattheater"
    assert "'2.3/'" in problem.message


@pytest.mark.parametrize(
    ("row", "mention"),
    [
        ("laws", LawMention.model_construct(id="niet-bestaande-wet")),
        ("measures", MeasureMention.model_construct(id="niet-bestaande-maatregel")),
        ("indicators", Mention.model_construct(id="niet-bestaande-indicator")),
        ("data_sources", Mention.model_construct(id="niet-bestaande-bron")),
        ("instruments", Mention.model_construct(id="niet-bestaand-instrument")),
    ],
)
def test_a_row_that_mentions_what_does_not_exist_is_found(knowledge: Knowledge, row: str, mention: Mention) -> None:
    broken = _on_theme(knowledge, "4.2", **{row: (*getattr(knowledge.themes["4.2"], row), mention)})
    problem = _only(broken, "dangling-reference")
    assert (problem.subject, problem.severity) == ("4.2", "error")
    assert f"'{mention.id}' (onder '{row}') bestaat niet" in problem.message


@pytest.mark.parametrize("side", ["internal", "external"])
def test_a_partner_that_does_not_exist_is_found_on_either_side(knowledge: Knowledge, side: str) -> None:
    nobody = (Mention.model_construct(id="niet-bestaande-partner"),)
    partners = knowledge.aspects["A4"].partners.model_copy(update={side: nobody})
    assert ("dangling-reference", "A4") in _told(_on_aspect(knowledge, "A4", partners=partners))


def test_an_overarching_theme_that_mentions_what_does_not_exist_is_found(knowledge: Knowledge) -> None:
    tools = (Mention.model_construct(id="niet-bestaand-instrument"),)
    overarching = _replaced(knowledge.catalogue.cross_cutting_themes, "S2", themes=("9.9",), instruments=tools)
    broken = _changed(knowledge, cross_cutting_themes=overarching)
    assert _subjects(broken, "dangling-reference") == ["S2", "S2"]


@pytest.mark.parametrize(
    ("kind", "subject", "change"),
    [
        ("themes", "3.1", {"field": "9"}),
        ("themes", "1.1", {"aspects": ("A3", "A7")}),
        ("themes", "5.4", {"cross_links": (CrossLink.model_construct(to="5.9", printed=("5.9",), label="niets"),)}),
        ("care_topics", "woonoverlast", {"sub_themes": ("1.1/bestaat-niet",)}),
        ("care_topics", "woonoverlast", {"themes": ("1.9",)}),
        ("indicators", "vm-sociale-cohesie", {"source": "bestaat-niet"}),
        ("indicators", "vm-sociale-cohesie", {"sub_themes": ("1.1/bestaat-niet",)}),
        ("measures", "cameratoezicht", {"sub_themes": ("1.1/bestaat-niet",)}),
        ("measures", "cameratoezicht", {"laws": ("bestaat-niet",)}),
        ("measures", "cameratoezicht", {"partners": ("bestaat-niet",)}),
        ("laws", "bevi", {"successor": "bestaat-niet"}),
    ],
)
def test_a_reference_to_what_does_not_exist_is_found(
    knowledge: Knowledge, kind: str, subject: str, change: dict[str, Any]
) -> None:
    broken = _changed(knowledge, **{kind: _replaced(getattr(knowledge.catalogue, kind), subject, **change)})
    problem = _only(broken, "dangling-reference")
    assert problem.subject == subject
    assert next(iter(change)) in problem.message


def test_a_sub_theme_taken_along_by_an_overarching_theme_that_does_not_exist_is_found(knowledge: Knowledge) -> None:
    subs = _replaced(knowledge.themes["1.1"].sub_themes, "1.1/woonoverlast", cross_cutting=("S9",))
    assert ("dangling-reference", "1.1/woonoverlast") in _told(_on_theme(knowledge, "1.1", sub_themes=subs))


def test_a_popular_name_for_an_article_of_no_law_is_found(knowledge: Knowledge) -> None:
    damocles = knowledge.catalogue.article_aliases[0].model_copy(update={"law": "bestaat-niet"})
    assert ("dangling-reference", damocles.alias) in _told(_changed(knowledge, article_aliases=(damocles,)))


def test_a_slip_in_an_id_gets_the_id_that_was_meant(knowledge: Knowledge) -> None:
    slip = MeasureMention.model_construct(id="cameratoezich", printed=("cameratoezicht",))
    broken = _on_theme(knowledge, "2.1", measures=(*knowledge.themes["2.1"].measures, slip))
    assert _only(broken, "dangling-reference").message == (
        "maatregel 'cameratoezich' (onder 'measures') bestaat niet. Bedoelde u 'cameratoezicht'?"
    )


def test_an_id_like_nothing_known_says_where_to_add_it(knowledge: Knowledge) -> None:
    broken = _on_theme(knowledge, "2.1", data_sources=(Mention.model_construct(id="qqq"),))
    assert "Voeg 'qqq' toe aan data_sources.yaml" in _only(broken, "dangling-reference").message


@pytest.mark.parametrize(
    ("at", "hint"),
    [
        ("2.1 measure", "Bedoelde u 'measures'?"),
        ("2.1 xyz", "Mogelijk zijn: explanation, role"),
        ("2.9 measures", "is geen thema of aspect"),
        ("A7 role", "is geen thema of aspect"),
    ],
)
def test_a_sub_theme_in_a_row_that_does_not_exist_is_found(knowledge: Knowledge, at: str, hint: str) -> None:
    subs = _replaced(knowledge.themes["2.1"].sub_themes, "2.1/leegstand", at=at)
    problem = _only(_on_theme(knowledge, "2.1", sub_themes=subs), "unknown-row")
    assert problem.subject == "2.1/leegstand"
    assert hint in problem.message


def test_a_sub_theme_in_a_section_of_part_one_is_no_fault(knowledge: Knowledge) -> None:
    subs = _replaced(knowledge.themes["2.1"].sub_themes, "2.1/leegstand", at="IVP en de Veiligheidsregio")
    assert validate(_on_theme(knowledge, "2.1", sub_themes=subs)) == []


def test_a_law_elsewhere_in_a_row_that_does_not_exist_is_found(knowledge: Knowledge) -> None:
    places = (Elsewhere.model_construct(section="5.4", row="roles"), Elsewhere.model_construct(section="5.3"))
    broken = _changed(knowledge, laws=_replaced(knowledge.catalogue.laws, "avg", elsewhere=places))
    assert _subjects(broken, "unknown-row") == ["avg", "avg"]


def test_a_mention_moved_to_a_row_that_does_not_exist_is_found(knowledge: Knowledge) -> None:
    moved = MeasureMention.model_construct(id="verlichting").model_copy(update={"row": "indicator"})
    assert _only(_on_theme(knowledge, "2.1", measures=(moved,)), "unknown-row").subject == "verlichting"


@pytest.mark.parametrize(
    ("alias", "bearer"),
    [
        ("Subjectieve veiligheid", "1.4"),
        ("woonoverlast, en  Burengerucht", "1.1/woonoverlast"),
        ("Polarisatie én radicalisering", "5.1"),
        ("zorg en veiligheid", "S2"),
    ],
)
def test_a_name_for_two_themes_is_found_however_it_is_spelt(knowledge: Knowledge, alias: str, bearer: str) -> None:
    broken = _on_theme(knowledge, "3.4", aliases=(*knowledge.themes["3.4"].aliases, alias))
    problem = _only(broken, "name-of-two")
    assert {"3.4", bearer} == {problem.subject, *re.findall(r"naam van '(.*?)'", problem.message)}


def test_one_theme_may_have_a_name_in_two_spellings(knowledge: Knowledge) -> None:
    again = (*knowledge.themes["3.4"].aliases, "Veilig in en om de school", "veilig in- en om de school")
    assert validate(_on_theme(knowledge, "3.4", aliases=again)) == []


def test_a_link_that_stands_twice_is_found(knowledge: Knowledge) -> None:
    links = knowledge.themes["2.1"].cross_links
    assert _only(_on_theme(knowledge, "2.1", cross_links=(*links, links[0])), "link-twice").subject == "2.1"


def test_a_link_that_is_not_printed_back_wants_an_explanation(knowledge: Knowledge) -> None:
    links = tuple(link.model_copy(update={"one_way": None}) for link in knowledge.themes["1.1"].cross_links)
    broken = _on_theme(knowledge, "1.1", cross_links=links)
    problems = [problem for problem in validate(broken) if problem.rule == "one-way-unexplained"]
    assert {(problem.subject, problem.severity) for problem in problems} == {("1.1", "warning")}
    assert ["'2.1'" in problems[0].message, "'5.3'" in problems[1].message] == [True, True]


def test_an_explanation_of_a_link_that_is_printed_back_is_found(knowledge: Knowledge) -> None:
    links = tuple(
        link.model_copy(update={"one_way": "alleen hier gedrukt"}) if link.to == "1.2" else link
        for link in knowledge.themes["1.1"].cross_links
    )
    problem = _only(_on_theme(knowledge, "1.1", cross_links=links), "one-way-but-mutual")
    assert (problem.subject, problem.severity) == ("1.1", "error")


def test_a_theme_that_is_tied_to_itself_is_left_as_printed(knowledge: Knowledge) -> None:
    assert "4.2" in [link.to for link in knowledge.themes["4.2"].cross_links]
    assert not [problem for problem in validate(knowledge) if problem.subject == "4.2"]


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("partners", Partner.model_construct(id="vergeten", name="Vergeten")),
        ("laws", Law.model_construct(id="vergeten", name="Vergeten", status="in_force")),
        ("measures", Measure.model_construct(id="vergeten", name="Vergeten")),
        ("data_sources", DataSource.model_construct(id="vergeten", name="Vergeten")),
        ("instruments", Instrument.model_construct(id="vergeten", name="Vergeten")),
    ],
)
def test_a_node_that_no_row_mentions_is_a_warning(knowledge: Knowledge, kind: str, node: Term) -> None:
    problem = _only(_changed(knowledge, **{kind: (*getattr(knowledge.catalogue, kind), node)}), "orphan")
    assert (problem.subject, problem.severity) == ("vergeten", "warning")


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("partners", Partner.model_construct(id="wethouders-2", name="Wethouders 2", general="IVP en de Driehoek")),
        ("laws", Law.model_construct(id="nieuwe-wet", name="Nieuwe wet", status="bill", in_handbook=False)),
        ("laws", Law.model_construct(id="x", name="X", status="in_force", elsewhere=(Elsewhere(section="deel-1"),))),
        ("instruments", Instrument.model_construct(id="format-7", name="Format 7", section="stap 6")),
    ],
)
def test_a_node_that_says_where_it_stands_is_no_orphan(knowledge: Knowledge, kind: str, node: Term) -> None:
    assert validate(_changed(knowledge, **{kind: (*getattr(knowledge.catalogue, kind), node)})) == []


def test_an_indicator_that_no_theme_lists_is_a_warning(knowledge: Knowledge) -> None:
    loose = Indicator.model_construct(id="los", name="Los", source="veiligheidsmonitor", kind="subjective")
    broken = _changed(knowledge, indicators=(*knowledge.catalogue.indicators, loose))
    problem = _only(broken, "indicator-without-theme")
    assert (problem.subject, problem.severity) == ("los", "warning")


def test_every_problem_says_what_to_do(knowledge: Knowledge) -> None:
    """Here almost every reference dangles, and each message ends in an advice."""
    problems = validate(_changed(knowledge, partners=(), laws=(), measures=(), data_sources=(), instruments=()))
    assert len(problems) > 1000
    assert all(problem.message.count(". ") >= 1 and problem.message[-1] in ".?" for problem in problems)


def _changed(knowledge: Knowledge, **change: Any) -> Knowledge:
    return Knowledge(knowledge.catalogue.model_copy(update=change), "broken")


def _replaced(nodes: tuple[Any, ...], id_: str, **change: Any) -> tuple[Any, ...]:
    assert id_ in {node.id for node in nodes}
    return tuple(node.model_copy(update=change) if node.id == id_ else node for node in nodes)


def _on_theme(knowledge: Knowledge, id_: str, **change: Any) -> Knowledge:
    return _changed(knowledge, themes=_replaced(knowledge.catalogue.themes, id_, **change))


def _on_aspect(knowledge: Knowledge, id_: str, **change: Any) -> Knowledge:
    return _changed(knowledge, aspects=_replaced(knowledge.catalogue.aspects, id_, **change))


def _told(knowledge: Knowledge) -> set[tuple[str, str]]:
    return {(problem.rule, problem.subject) for problem in validate(knowledge)}


def _subjects(knowledge: Knowledge, rule: str) -> list[str]:
    return [problem.subject for problem in validate(knowledge) if problem.rule == rule]


def _only(knowledge: Knowledge, rule: str) -> Problem:
    """The one problem of this rule."""
    problems = [problem for problem in validate(knowledge) if problem.rule == rule]
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]
