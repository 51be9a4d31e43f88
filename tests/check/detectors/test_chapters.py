"""Chapters that are missing or stand in another order, and priorities that are too many or none."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read

NAMES = ("Ondermijning", "Jeugdoverlast", "Brandveiligheid", "Woninginbraken", "Verkeersveiligheid")


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("## Begroting\n\nTekst.\n\n## Visie\n\nTekst.\n\n## Coördinatie\n\nTekst.\n", "Visie"),
        ("## Visie\n\nTekst.\n\n## Coördinatie\n\nTekst.\n\n## Begroting\n\nTekst.\n", None),
        ("## Visie en uitgangspunten\n\nTekst.\n\n## Coördinatie\n\nTekst.\n", None),
    ],
)
def test_the_first_chapter_that_comes_too_late_is_where_the_order_breaks(
    text: str, late: str | None, plan: Read, check_rules: CheckRules
) -> None:
    remarks = check_plan(plan(text), check_rules, only=["chapter-order"]).remarks
    assert [remark.location.quote for remark in remarks] == ([] if late is None else [late])


def test_a_missing_chapter_is_told_with_what_the_method_requires_of_it(
    plan: Read, check_rules: CheckRules, knowledge: Knowledge
) -> None:
    remarks = check_plan(plan("## Visie\n\nTekst.\n"), check_rules, only=["chapter-missing"]).remarks
    assert [remark.about["chapter"] for remark in remarks] == [1, 3, 4, 5, 6, 7]
    for remark in remarks:
        chapter = next(one for one in knowledge.catalogue.chapters if one.number == remark.about["chapter"])
        told = f"{remark.message} {remark.source} {remark.advice}"
        required = [element.name.lower() for element in chapter.elements if element.required]
        assert not required or all(name in told for name in required)
        assert not any(element.name.lower() in remark.advice for element in chapter.elements if not element.required)


def test_four_priorities_are_no_more_than_the_method_allows(plan: Read, check_rules: CheckRules) -> None:
    def remarks(number: int) -> int:
        sections = "".join(f"### {name}\n\nTekst.\n\n" for name in NAMES[:number])
        return len(check_plan(plan(f"## Prioriteiten\n\n{sections}"), check_rules, only=["too-many-priorities"]).remarks)

    assert [remarks(number) for number in (4, 5)] == [0, 1]
