"""What becomes of the priorities of the previous plan: kept, taken up in another, or dropped with the reason."""

from __future__ import annotations

from hypothesis import given

from kbv_rules.model.advice import EarlierPriority
from kbv_rules.model.findings import Findings, ThemeFindings
from tests.advise.municipality import burning, found, municipality
from tests.advise.workings import advised
from tests.strategies import findings, law


def became(earlier: str, *items: ThemeFindings) -> EarlierPriority:
    (one,) = advised(municipality(*items, earlier=(earlier,))).earlier_priorities
    return one


@law(15)
@given(findings())
def test_every_earlier_priority_is_followed_once_and_says_what_became_of_it(found: Findings) -> None:
    advice = advised(found)
    chosen = {one.id for one in advice.priorities}
    assert [one.id for one in advice.earlier_priorities] == sorted(set(found.earlier_priorities))
    for one in advice.earlier_priorities:
        assert (one.status == "kept") == (one.id in chosen)
        assert one.name in one.reason and one.reason.endswith(".")
        assert "onbekend" not in one.reason.replace("wat nu onbekend is", "")


def test_what_is_chosen_again_is_kept() -> None:
    assert became("5.2", burning("5.2")).status == "kept"


def test_a_part_of_a_chosen_theme_and_a_theme_of_a_chosen_bundle_go_up_in_it() -> None:
    part = became("5.2/recreatieparken", burning("5.2"))
    assert (part.status, "Georganiseerde" in part.reason) == ("within", True)
    others = [burning(theme) for theme in ("5.2", "2.3", "4.1")]
    member = became("3.2", *others, burning("3.1"), burning("3.2"))
    assert (member.status, "Jeugd en veiligheid" in member.reason) == ("within", True)


def test_what_an_overarching_theme_takes_along_goes_up_in_it() -> None:
    one = became("1.1/verward-gedrag", burning("S2"), burning("1.1/verward-gedrag"), burning("1.1/multiprobleemgezinnen"))
    assert (one.status, "Zorg en Veiligheid" in one.reason) == ("within", True)


def test_a_neighbouring_part_does_not_go_up_in_a_chosen_part() -> None:
    one = became("1.3/fietsendiefstal", burning("1.3/overvallen"), found("1.3/fietsendiefstal", ernst=1, trend=1))
    assert one.status == "dropped"


def test_a_whole_theme_does_not_go_up_in_one_part_of_it() -> None:
    one = became("1.3", burning("1.3/overvallen"))
    assert (one.status, "Overvallen" in one.reason) == ("dropped", True)


def test_what_weighs_too_little_is_dropped_with_its_reason() -> None:
    one = became("2.3", burning("5.2"), found("2.3", ernst=1))
    assert one.status == "dropped"
    assert "nodig" in one.reason


def test_what_nothing_was_found_on_is_dropped_with_its_score() -> None:
    assert became("2.5", burning("5.2")).status == "dropped"
    assert became("S1/online-oplichting", burning("5.2")).status == "dropped"
