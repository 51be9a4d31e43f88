"""Scenarios that came out differently say what, where and why that matters; the others are one line."""

from __future__ import annotations

import json

from kbv_rules.model.rule_report import RulePlace
from kbv_rules.model.scenario import Difference, ScenarioOutcome
from kbv_rules.report.scenarios import scenarios_as

GOOD = ScenarioOutcome(file="a.yaml", name="Niets gevonden", because="Geen is dan eerlijk.")
OTHER = ScenarioOutcome(
    file="b.yaml",
    name="Jeugd",
    because="Het vraagt om één aanpak.",
    differences=(
        Difference(place=RulePlace(file="b.yaml", line=9, column=3), message="'3.1' zou geen prioriteit zijn en is dat wel."),
    ),
)


def test_one_that_came_out_as_expected_is_one_line() -> None:
    assert scenarios_as("text", [GOOD]) == "goed  Niets gevonden\n\n1 scenario, alle zoals verwacht.\n"


def test_one_that_did_not_tells_what_where_and_why() -> None:
    assert scenarios_as("text", [GOOD, OTHER]) == (
        "goed  Niets gevonden\n"
        "ANDERS  Jeugd\n"
        "  b.yaml:9:3: '3.1' zou geen prioriteit zijn en is dat wel.\n"
        "  Verwacht, want: Het vraagt om één aanpak.\n"
        "\n"
        "2 scenario's, waarvan 1 met een andere uitkomst.\n"
    )


def test_the_json_says_which_are_fine() -> None:
    content = json.loads(scenarios_as("json", [GOOD, OTHER]))
    assert [(one["name"], one["ok"], len(one["differences"])) for one in content["scenarios"]] == [
        ("Niets gevonden", True, 0),
        ("Jeugd", False, 1),
    ]
