"""Themes without a home in the draft, and what counts as one."""

from __future__ import annotations

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.model.check_rules import CheckRules
from tests.check.conftest import Read
from tests.check.drafts import THEMES, others_but

YOUTH = ("3.1", "3.2", "3.3", "3.4")


def draft(without: tuple[str, ...], *, priority: str = "Tekst.", other: str = "") -> str:
    """A plan with one priority, and all themes but some as other themes."""
    return (
        f"## Prioriteiten\n\n### Ondermijning\n\n{priority}\n\n## Overige thema's\n\n{others_but('5.2', *without)}\n\n{other}\n"
    )


def homeless(text: str, plan: Read, rules: CheckRules) -> dict[object, str]:
    return {one.about["theme"]: one.severity for one in check_plan(plan(text), rules, only=["theme-not-covered"]).remarks}


def test_up_to_five_themes_are_told_one_by_one_and_more_at_once(plan: Read, check_rules: CheckRules) -> None:
    five, six = tuple(THEMES)[:5], tuple(THEMES)[:6]
    assert homeless(draft(()), plan, check_rules) == {}
    assert homeless(draft(five), plan, check_rules) == dict.fromkeys(five, "warning")
    (one,) = check_plan(plan(draft(six)), check_rules, only=["theme-not-covered"]).remarks
    assert (one.about, one.joined) == ({"theme": "1.1"}, tuple({"theme": theme} for theme in six[1:]))
    assert "Dat geldt voor 6 thema's" in one.message


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (draft(("4.2",), other="### Diversen\n\nWij letten op brandveiligheid."), {}),
        (draft(("4.2",), priority="Brandveiligheid telt in loodsen."), {"4.2": "warning"}),
        (draft(("3.4",), other="### Diversen\n\nWij letten op school."), {"3.4": "note"}),
    ],
)
def test_a_theme_is_spoken_of_among_the_other_themes_by_its_own_name(
    text: str, left: dict[str, str], plan: Read, check_rules: CheckRules
) -> None:
    assert homeless(text, plan, check_rules) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (draft(YOUTH, other="### Jeugd en veiligheid\n\nTekst."), dict.fromkeys(YOUTH, "note")),
        (
            draft(YOUTH, other="### Jeugd en veiligheid\n\nJeugdoverlast, jeugdcriminaliteit en weer jeugdoverlast."),
            {"3.3": "warning", "3.4": "warning"},
        ),
        (draft(YOUTH[:2], other="### Jeugdoverlast en -criminaliteit\n\nTekst."), {}),
        (
            draft(YOUTH, priority="Tekst.\n\n### Jeugd en veiligheid\n\nWij zien jeugdcriminaliteit."),
            {"3.1": "note", "3.3": "note", "3.4": "note"},
        ),
        (draft(YOUTH[:2], priority="Tekst.\n\n### Zorg en veiligheid\n\nWij zien jeugdcriminaliteit."), {"3.1": "warning"}),
    ],
)
def test_a_bundle_is_a_home_for_what_its_text_names(text: str, left: dict[str, str], plan: Read, check_rules: CheckRules) -> None:
    assert homeless(text, plan, check_rules) == left


def test_without_any_other_themes_that_is_the_one_remark(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n"
    assert homeless(text, plan, check_rules) == {}
    (one,) = check_plan(plan(text), check_rules, only=["other-themes-missing"]).remarks
    assert [about["theme"] for about in one.joined] == [theme for theme in THEMES if theme != "5.2"]


def test_a_chapter_on_other_themes_that_names_none_is_told_theme_by_theme(plan: Read, check_rules: CheckRules) -> None:
    text = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n## Overige thema's\n\nTekst.\n"
    assert check_plan(plan(text), check_rules, only=["other-themes-missing"]).remarks == ()
    assert homeless(text, plan, check_rules) == {"1.1": "warning"}


BOARD = """### Een betrouwbaar bestuur

Weerbaar bestuur: bij agressie tegen raadsleden en medewerkers doen wij aangifte.

Ambtelijke integriteit: wij screenen op nevenfuncties. {0}

Polarisatie en radicalisering: sleutelpersonen in de wijken melden het ons.
"""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("De informatieveiligheid toetsen wij elk jaar.", None),
        ("Het informatiebeveiligingsplan sluit hierop aan.", "note"),
    ],
)
def test_the_name_of_a_document_gives_a_theme_no_sure_home(
    text: str, severity: str | None, plan: Read, check_rules: CheckRules
) -> None:
    others = draft(("5.1", "5.3", "5.4", "5.5"), other=BOARD.format(text))
    assert homeless(others, plan, check_rules).get("5.4") == severity
