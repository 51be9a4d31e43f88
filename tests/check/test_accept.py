"""Decisions to leave a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.check.accept import accept, beside, read_accepted
from kbv_rules.errors import InputError
from kbv_rules.model.accept import Accepted
from kbv_rules.model.remark import Location, Remark

REMARK = Remark(
    rule="cross-link-missing",
    severity="warning",
    message="m",
    about={"priority": "Ondermijning", "theme": "5.2", "linked_theme": "2.2"},
    location=Location(),
    source="s",
    advice="a",
)


@pytest.mark.parametrize("about", [{}, {"linked_theme": "2.2"}, {"priority": "Ondermijning", "theme": "5.2"}])
def test_a_decision_fits_what_it_names(about: dict[str, str | int]) -> None:
    told, unused = accept([REMARK], [Accepted(rule="cross-link-missing", about=about, reason="speelt niet", by="raad")])
    assert (told[0].accepted, unused) == ("speelt niet (raad)", [])


def test_a_decision_on_something_else_fits_nothing() -> None:
    other = Accepted(rule="cross-link-missing", about={"linked_theme": "2.3"}, reason="speelt niet", by="raad")
    assert accept([REMARK], [other]) == ([REMARK], [other])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema: 1\naccept:\n  - {rule: x, by: b}\n", "'reason' ontbreekt"),
        ("schema: 1\naccept:\n  - {rule: x, reason: r, by: ''}\n", "'by' is leeg"),
        ("schema: 1\naccept:\n  - {rule: driehoek, reason: r, by: b}\n", "de toets 'driehoek' bestaat niet"),
    ],
)
def test_a_mistake_in_the_decisions_is_told(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.docx.kbv.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_accepted(file, ["x"])


def test_the_decisions_stand_beside_the_draft() -> None:
    assert beside(Path("plannen/concept.docx")) == Path("plannen/concept.docx.kbv.yaml")
