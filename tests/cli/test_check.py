"""`kbv check` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ROOT, kbv

PLAN = ROOT / "tests" / "check" / "plan.md"
REMARK = {"rule", "severity", "message", "about", "location", "source", "advice"}


def test_the_json_has_the_keys_of_the_contract() -> None:
    found = kbv("check", PLAN, "--format", "json").json
    assert {"schema", "document", "priorities", "other_themes", "chapters", "remarks"} <= set(found)
    assert found["priorities"][0] == {"heading": "Ondermijning", "candidates": ["5.2"], "members": ["5.2"]}
    assert found["chapters"][2] == {"number": 3, "heading": None}
    for remark in found["remarks"]:
        assert set(remark) - {"joined", "accepted"} == REMARK
        assert set(remark["location"]) == {"headings", "paragraph", "page", "quote"}


def test_text_and_json_give_the_same_remarks_in_the_same_order() -> None:
    text = kbv("check", PLAN).out
    for number, remark in enumerate(kbv("check", PLAN, "--format", "json").json["remarks"], 1):
        assert f"{number}. [{remark['rule']}]" in text


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 0), ("warning", 1), ("note", 1)])
def test_the_exit_code_follows_fail_on(fail_on: str, code: int) -> None:
    assert kbv("check", PLAN, "--fail-on", fail_on).code == code


def test_decisions_beside_the_draft_are_heard(tmp_path: Path) -> None:
    draft = tmp_path / "plan.md"
    draft.write_bytes(PLAN.read_bytes())
    decisions = "schema: 1\naccept:\n  - {rule: triangle-missing, reason: heet bij ons anders, by: adviseur}\n"
    (tmp_path / "plan.md.kbv.yaml").write_text(decisions, encoding="utf-8")
    outcome = kbv("check", draft, "--only", "triangle-missing", "--fail-on", "note")
    assert outcome.code == 0
    assert "Reden: heet bij ons anders (adviseur)" in outcome.out


def test_a_decision_on_a_check_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "besluiten.yaml").write_text("schema: 1\naccept:\n  - {rule: driehoek, reason: r, by: b}\n", encoding="utf-8")
    outcome = kbv("check", PLAN, "--accept", tmp_path / "besluiten.yaml")
    assert outcome.code == 2
    assert "besluiten.yaml:3:12: de toets 'driehoek' bestaat niet." in outcome.err


def test_findings_decide_what_comes_first() -> None:
    asked = ("check", PLAN, "--only", "cross-link-missing", "--format", "json", "--all")
    plain = kbv(*asked).json["remarks"]
    weighed = kbv(*asked, "--findings", EXAMPLES / "terneuzen.yaml").json["remarks"]
    assert sorted(str(remark["about"]) for remark in plain) == sorted(str(remark["about"]) for remark in weighed)
    assert any("In de bevindingen weegt dit thema" in remark["message"] for remark in weighed)


def test_a_check_explains_itself() -> None:
    out = kbv("check", "--explain", "cross-link-missing").out
    assert out.startswith("cross-link-missing: Raakvlak niet behandeld")
    assert "Mag blijven als:" in out


def test_a_check_that_is_not_there_is_told() -> None:
    outcome = kbv("check", "--explain", "cross-link")
    assert outcome.code == 2
    assert "cross-link-missing" in outcome.err


def test_a_draft_is_never_written_over(tmp_path: Path) -> None:
    draft = tmp_path / "plan.md"
    draft.write_bytes(PLAN.read_bytes())
    outcome = kbv("check", draft, "-o", draft)
    assert outcome.code == 2
    assert draft.read_bytes() == PLAN.read_bytes()


def test_without_a_draft_the_usage_is_told() -> None:
    assert "Missing argument 'DRAFT'" in kbv("check").err
