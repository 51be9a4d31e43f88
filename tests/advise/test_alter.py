"""Findings are changed in one way, and in no other."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.findings.derive import derive
from kbv_rules.findings.identity import all_ids
from kbv_rules.model.findings import Findings, Point
from tests.advise.municipality import found as found_on
from tests.advise.municipality import municipality
from tests.strategies import (
    RULES,
    findings,
    law,
    put,
    reordered,
    with_a_worse_last_year,
    with_one_figure,
    with_one_more,
    worsened,
)


def about_others(found: Findings, subject: str) -> list[object]:
    """All that was said of other subjects."""
    return [item for item in found.findings if item.theme != subject]


@law(60)
@given(st.data(), findings())
def test_what_gets_worse_is_about_one_subject(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(worsened(found))
    assert worse.findings != found or worse.what == "figure"
    assert about_others(worse.findings, worse.subject) == about_others(found, worse.subject)


@law(60)
@given(st.data(), with_one_figure())
def test_a_worse_last_year_is_never_better_by_any_fact(data: st.DataObject, found: Findings) -> None:
    worse = data.draw(with_a_worse_last_year(found))
    before, after = (derive(one.findings[0].figures[0], one.municipality.population, RULES.derivation) for one in (found, worse))
    for name in ("level_ratio", "trend_per_year", "change"):
        was, is_ = getattr(before, name), getattr(after, name)
        if was is not None and is_ is not None:
            assert is_ >= was - 1e-9, name


@law(60)
@given(st.data(), findings())
def test_one_more_is_one_more(data: st.DataObject, found: Findings) -> None:
    more = data.draw(with_one_more(found))
    assert len(list(all_ids(more.findings))) == len(list(all_ids(found))) + 1
    assert about_others(more.findings, more.subject) == about_others(found, more.subject)


@law(40)
@given(st.data(), findings())
def test_another_order_says_the_same(data: st.DataObject, found: Findings) -> None:
    def sorted_out(value: object) -> object:
        if isinstance(value, dict):
            return {key: sorted_out(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return sorted((sorted_out(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
        return value

    other = data.draw(reordered(found))
    assert sorted_out(other.model_dump(mode="json")) == sorted_out(found.model_dump(mode="json"))


def test_what_is_said_of_a_subject_nothing_was_found_on_begins_it() -> None:
    stuck = Point(text="geen regie")
    now = put(municipality(), "5.2", lambda item: item.model_copy(update={"reinforcements": (stuck,)}))
    assert now == municipality(found_on("5.2", reinforcements=("geen regie",)))
