"""Missing cross-links: which, in which order, and how many at once."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.check_rules import CheckRules
from kbv_rules.model.remark import Remark
from tests.check.conftest import Read

TWO = "## Prioriteiten\n\n### Ondermijning\n\nWij controleren.\n\n### Jeugdcriminaliteit\n\nWij controleren.\n"


def missing(text: str, plan: Read, rules: CheckRules, **asked: object) -> list[Remark]:
    report = check_plan(plan(text), rules, only=["cross-link-missing"], **asked)  # type: ignore[arg-type]
    return [remark for remark in report.remarks if remark.about["priority"] == "Ondermijning"]


def linked(remarks: list[Remark]) -> list[object]:
    return [remark.about["linked_theme"] for remark in remarks]


def test_all_links_of_the_handbook_are_asked_and_no_others(plan: Read, check_rules: CheckRules, knowledge: Knowledge) -> None:
    printed = {link.to for link in knowledge.themes["5.2"].cross_links} - {"5.2"}
    assert set(linked(missing(TWO, plan, check_rules, show_all=True))) == printed


def test_another_priority_comes_before_a_going_concern_theme(plan: Read, check_rules: CheckRules) -> None:
    first = missing(TWO, plan, check_rules)[0]
    assert first.about == {"priority": "Ondermijning", "theme": "5.2", "linked_theme": "3.2"}
    assert "'Jeugdcriminaliteit' is in dit plan zelf ook een prioriteit." in first.message


def test_mutual_links_come_before_one_way_links(plan: Read, check_rules: CheckRules, knowledge: Knowledge) -> None:
    order = [knowledge.is_mutual("5.2", str(theme)) for theme in linked(missing(TWO, plan, check_rules, show_all=True))]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 2


def test_what_weighs_heavy_in_the_findings_comes_first(plan: Read, check_rules: CheckRules) -> None:
    alone = "## Prioriteiten\n\n### Ondermijning\n\nWij controleren.\n"
    plain = linked(missing(alone, plan, check_rules))
    heavy = missing(alone, plan, check_rules, scores={str(plain[-1]): 3.5})
    assert linked(heavy)[0] == plain[-1]
    assert "3,50" in heavy[0].message


def test_at_most_a_handful_is_shown_and_the_rest_is_counted(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Veilige evenementen\n\nWij controleren.\n"
    some = check_plan(plan(text), check_rules, only=["cross-link-missing"])
    everything = check_plan(plan(text), check_rules, only=["cross-link-missing"], show_all=True)
    assert len(some.remarks) == 5
    assert len(some.remarks) + some.held_back == len(everything.remarks)
    assert everything.remarks[:5] == some.remarks


def test_the_members_of_a_bundle_are_not_asked_of_it(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Jeugd en veiligheid\n\nWij controleren.\n"
    report = check_plan(plan(text), check_rules, only=["cross-link-missing"], show_all=True)
    assert not {"3.1", "3.2", "3.3", "3.4"} & {remark.about["linked_theme"] for remark in report.remarks}


@pytest.mark.parametrize("heading", ["Zorg en veiligheid", "Digitale veiligheid"])
def test_an_overarching_theme_has_no_links_of_its_own_to_ask_for(heading: str, plan: Read, check_rules: CheckRules) -> None:
    report = check_plan(plan(f"## Prioriteiten\n\n### {heading}\n\nWij controleren.\n"), check_rules, only=["cross-link-missing"])
    assert report.remarks == ()
    assert report.held_back > 0


AROUND = (
    "#### Raakvlakken\n\n- polarisatie en radicalisering in onze wijken\n- weerbaar bestuur en weerbare overheid\n"
    "- informatieveiligheid van de gemeente\n- ambtelijke en bestuurlijke integriteit\n- sociale kwaliteit van de buurten\n"
)


def test_a_link_that_one_theme_prints_is_a_suggestion(plan: Read, check_rules: CheckRules, knowledge: Knowledge) -> None:
    remarks = missing(TWO, plan, check_rules, show_all=True)
    mutual = {theme: knowledge.is_mutual("5.2", str(theme)) for theme in linked(remarks)}
    assert {one.about["linked_theme"]: one.severity for one in remarks} == {
        theme: "warning" if both else "note" for theme, both in mutual.items()
    }


def test_of_a_priority_that_looked_around_only_the_link_with_another_priority_stays_a_warning(
    plan: Read, check_rules: CheckRules
) -> None:
    text = TWO.replace("Wij controleren.", f"Wij controleren.\n\n{AROUND}", 1)
    found = {one.about["linked_theme"]: one.severity for one in missing(text, plan, check_rules, show_all=True)}
    assert found == {"3.2": "warning", "1.4": "note", "1.3": "note", "3.3": "note"}


def test_mutual_links_come_before_a_one_way_link_with_another_priority(plan: Read, check_rules: CheckRules) -> None:
    text = TWO.replace("Jeugdcriminaliteit", "Jeugd, alcohol en drugs")
    assert "3.3" not in linked(missing(text, plan, check_rules))
    assert linked(missing(text, plan, check_rules, show_all=True))[7] == "3.3"


def test_another_priority_comes_before_what_weighs_heavy_in_the_findings(plan: Read, check_rules: CheckRules) -> None:
    assert linked(missing(TWO, plan, check_rules, scores={"5.1": 4.0}))[:2] == ["3.2", "5.1"]


def test_an_overarching_theme_is_no_other_priority_on_what_it_touches(plan: Read, check_rules: CheckRules) -> None:
    text = TWO.replace("Jeugdcriminaliteit", "Zorg en veiligheid")
    assert not any("zelf ook een prioriteit" in one.message for one in missing(text, plan, check_rules, show_all=True))


def test_an_overarching_priority_is_told_of_its_link_with_another_priority_as_a_suggestion(
    plan: Read, check_rules: CheckRules
) -> None:
    text = TWO.replace("Ondermijning", "Digitale veiligheid")
    (remark,) = [
        one
        for one in check_plan(plan(text), check_rules, only=["cross-link-missing"]).remarks
        if one.about["priority"] == "Digitale veiligheid"
    ]
    assert (remark.about["linked_theme"], remark.severity) == ("3.2", "note")


def of_bundle(name: str, plan: Read, rules: CheckRules, **asked: object) -> list[Remark]:
    text = f"## Prioriteiten\n\n### {name}\n\nWij controleren.\n"
    return list(check_plan(plan(text), rules, only=["cross-link-missing"], **asked).remarks)  # type: ignore[arg-type]


def test_what_few_themes_of_a_bundle_are_tied_to_is_held_back_and_takes_no_place(plan: Read, check_rules: CheckRules) -> None:
    shown = linked(of_bundle("Fysieke veiligheid", plan, check_rules, scores={"3.3": 4.0}))
    assert len(shown) == 5
    assert "3.3" not in shown
    assert "3.3" in linked(of_bundle("Fysieke veiligheid", plan, check_rules, show_all=True))


def test_a_bundle_is_tied_through_the_member_whose_link_is_mutual(plan: Read, check_rules: CheckRules) -> None:
    remarks = of_bundle("Jeugd en veiligheid", plan, check_rules, show_all=True)
    (remark,) = [one for one in remarks if one.about["linked_theme"] == "1.3"]
    assert remark.about["theme"] == "3.2"
    assert "bij beide thema's" in remark.message


def test_a_priority_is_asked_for_links_where_it_is_worked_out_and_nowhere_else(plan: Read, check_rules: CheckRules) -> None:
    text = "## Keuze\n\nOnze prioriteiten zijn ondermijning en jeugdoverlast.\n\n## Ondermijning\n\nWij controleren.\n"
    remarks = check_plan(plan(text), check_rules, only=["cross-link-missing"]).remarks
    assert {(remark.about["priority"], remark.location.quote) for remark in remarks} == {("ondermijning", "Ondermijning")}


def test_an_overarching_priority_is_tied_to_the_other_priorities_it_touches(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Zorg en veiligheid\n\n{}\n\n### Ondermijning\n\nWij controleren.\n"
    about = {"priority": "Zorg en veiligheid", "theme": "S2", "linked_theme": "5.2"}
    lacking = check_plan(plan(text.format("Wij helpen mensen.")), check_rules, only=["cross-link-missing"]).remarks
    told = "Kwetsbare mensen worden misbruikt, waardoor zorg en veiligheid samengaat met ondermijning in onze wijken."
    treated = check_plan(plan(text.format(told)), check_rules, only=["cross-link-missing"]).remarks
    assert about in [remark.about for remark in lacking]
    assert about not in [remark.about for remark in treated]


def test_two_priorities_that_do_not_speak_of_each_other_are_a_suggestion(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\n{}\n\n### Verkeersveiligheid\n\nWij controleren.\n"
    apart = [
        one
        for one in missing(text.format("Wij controleren."), plan, check_rules, show_all=True)
        if one.about["linked_theme"] == "4.1"
    ]
    assert [one.severity for one in apart] == ["note"]
    assert "Het handboek noemt dit raakvlak niet" in apart[0].message
    told = missing(text.format("Drugs gaan over de weg: zie prioriteit 2."), plan, check_rules, show_all=True)
    assert "4.1" not in linked(told)


@pytest.mark.parametrize(
    ("text", "asked"), [("Kwetsbare inwoners trappen in oplichting.", True), ("Daders dreigen online.", False)]
)
def test_two_overarching_priorities_speak_of_each_other(text: str, plan: Read, check_rules: CheckRules, *, asked: bool) -> None:
    digital = "### Gedigitaliseerde criminaliteit\n\nHet wijkteam heeft de casusregie.\n"
    both = f"## Prioriteiten\n\n### Zorg en veiligheid\n\n{text}\n\n{digital}"
    remarks = check_plan(plan(both), check_rules, only=["cross-link-missing"]).remarks
    found = [remark for remark in remarks if remark.about["linked_theme"] == "S1"]
    assert [remark.severity for remark in found] == ["note"] * asked
    assert not [remark for remark in remarks if remark.about["linked_theme"] == "S2"]


def test_two_priorities_that_do_not_speak_of_each_other_are_told_once(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Veilige bedrijventerreinen\n\nTekst.\n\n### Subjectieve veiligheid\n\n{}\n"
    apart = [
        one
        for one in check_plan(plan(text.format("Tekst.")), check_rules, only=["cross-link-missing"], show_all=True).remarks
        if one.joined
    ]
    assert [one.about["priority"] for one in apart] == ["Veilige bedrijventerreinen"]
    assert [about["priority"] for one in apart for about in one.joined] == ["Subjectieve veiligheid"]
    told = "Dit hangt samen met de veilige bedrijventerreinen, waar werknemers zich in het donker niet veilig voelen."
    spoken = check_plan(plan(text.format(told)), check_rules, only=["cross-link-missing"], show_all=True).remarks
    assert [one.about["priority"] for one in spoken if one.about["linked_theme"] == "1.4"] == ["Veilige bedrijventerreinen"]
    assert not [one for one in spoken if one.joined]
