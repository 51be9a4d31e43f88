"""The forms of an advice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbv_rules.model.advice import Advice
from kbv_rules.report.advice import advice_as, write_advice
from kbv_rules.rules.rule_set import RuleSet


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "Advies over veiligheidsprioriteiten: Terneuzen, 2027-2030\n====="),
        ("md", "# Advies over veiligheidsprioriteiten: Terneuzen, 2027-2030\n\n"),
        ("json", '{\n  "schema": 1,\n'),
    ],
)
def test_each_form_starts_as_it_should(form: str, start: str, advices: Mapping[str, Advice], rules: RuleSet) -> None:
    assert advice_as(advices["terneuzen"], rules, form).startswith(start)


def test_a_file_gets_what_the_screen_would_get(
    tmp_path: Path, advices: Mapping[str, Advice], rules: RuleSet, capsys: pytest.CaptureFixture[str]
) -> None:
    write_advice(advices["eindhoven"], rules, "json", tmp_path / "advies.json")
    write_advice(advices["eindhoven"], rules, "json", None)
    assert (tmp_path / "advies.json").read_text(encoding="utf-8") == capsys.readouterr().out
    assert json.loads((tmp_path / "advies.json").read_text(encoding="utf-8"))["municipality"] == "Eindhoven"
