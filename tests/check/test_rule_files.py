"""A municipality's own changes of the check rules: what they do, and what is said of a mistake."""

# ruff: noqa: E501 - drafts and messages stay on one line

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.check.check import check_plan
from kbv_rules.check.rules import load_check_rules, when_of
from kbv_rules.errors import InputError
from kbv_rules.model.check_rules import CheckRule
from tests.check.conftest import Read

MANY = "## Prioriteiten\n\n### Ondermijning\n\nTekst.\n\n### Zorg en veiligheid\n\nTekst.\n\n### Verkeersveiligheid\n\nTekst.\n"


def own(folder: Path, name: str, text: str) -> Path:
    (folder / "checks").mkdir(exist_ok=True)
    (folder / "checks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def rule(folder: Path, id_: str) -> CheckRule:
    return next(rule for rule in load_check_rules(folder).checks if rule.id == id_)


def test_what_an_own_file_leaves_out_stays_ours(tmp_path: Path) -> None:
    changed = rule(own(tmp_path, "cross-link-missing", "id: cross-link-missing\nwhen: {at_most: 2}\n"), "cross-link-missing")
    assert when_of(changed).at_most == 2
    assert when_of(changed).direction == "printed"
    assert changed.severity == "warning"


def test_a_threshold_of_ones_own_counts(tmp_path: Path, plan: Read) -> None:
    folder = own(tmp_path, "too-many-priorities", "id: too-many-priorities\nseverity: error\nwhen: {most: 2}\n")
    report = check_plan(plan(MANY), load_check_rules(folder), only=["too-many-priorities"])
    assert [remark.severity for remark in report.remarks] == ["error"]


def test_a_check_can_be_switched_off(tmp_path: Path, plan: Read) -> None:
    folder = own(tmp_path, "triangle-missing", "id: triangle-missing\nenabled: false\n")
    assert "triangle-missing" not in {remark.rule for remark in check_plan(plan(MANY), load_check_rules(folder)).remarks}


BAD = {
    "id: cross-link-missing\nwhen: {at_most: veel}\n": r"cross-link-missing\.yaml:2:17: bij 'at_most' staat 'veel', en dat is geen heel getal",
    "id: cross-link-missing\nwhen: {atmost: 2}\n": r":2:8: 'atmost' is hier geen bekende sleutel.\n  Bedoelde u 'at_most'",
    "id: cross-link-missing\nseverity: ernstig\n": r":2:11: bij 'severity' staat 'ernstig'",
    "id: cross-link-missing\nmessage: 'Let op {thema}'\n": r":2:10: de tekst 'message' gebruikt '\{thema\}'.*\n  Bedoelde u 'theme'",
    "id: cross-link-missing\nmore: {mutueel: ja}\n": r":2:8: de zin 'mutueel' komt bij deze herkenner niet voor.\n  Bedoelde u 'mutual'",
    "id: cross-link-missing\ndetector: cross-link\n": r":2:11: de herkenner 'cross-link' bestaat niet.\n  Bedoelde u 'cross-links'",
    "id: cross-links-missing\n": r":1:5: het bestand heet 'cross-link-missing', maar bij 'id' staat 'cross-links-missing'",
}


@pytest.mark.parametrize(("text", "message"), BAD.items())
def test_a_mistake_is_told_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        load_check_rules(own(tmp_path, "cross-link-missing", text))


def test_a_change_of_a_check_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"de toets 'triangel-missing' bestaat niet\.\n  Bedoelde u 'triangle-missing'"):
        load_check_rules(own(tmp_path, "triangel-missing", "id: triangel-missing\nenabled: false\n"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="deze map met regels bestaat niet"):
        load_check_rules(tmp_path / "weg")


def test_plain_words_of_ones_own_take_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "check").mkdir()
    signs = "schema: 1\nsource: eigen woorden\nsigns:\n  '2.3': [keet, schuurfeest]\n"
    (tmp_path / "check" / "signs.yaml").write_text(signs, encoding="utf-8")
    assert load_check_rules(tmp_path).reading.signs == {"2.3": ("keet", "schuurfeest")}
