"""`kbv findings index`, as someone who made the table would run it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, fine, kbv

AMSTERDAM = (EXAMPLES / "amsterdam" / "veiligheidsindex.yaml", EXAMPLES / "amsterdam" / "veiligheidsindex_2014_2016.csv")
INDEX = ("findings", "index", *AMSTERDAM)


def test_the_total_never_stands_without_its_parts() -> None:
    lines = fine(*INDEX).out.splitlines()
    (head,) = [line for line in lines if line.startswith("gebied")]
    assert head.split() == ["gebied", "jaar", "Veiligheidsindex", "Criminaliteit", "Overlast", "Onveiligheidsbeleving"]
    (row,) = [line for line in lines if line.startswith("Gein") and "2016" in line]
    assert row.split() == ["Gein", "2016", "99,0", "98,5", "89,8", "108,7"]


def test_one_area_shows_every_floor() -> None:
    out = fine(*INDEX, "--area", "gein", "--year", "2016").out
    assert "Gein, 2016: 99,0" in out
    assert "· High impact crime" in out


def test_what_drives_a_change_stands_on_top() -> None:
    out = fine(*INDEX, "--area", "Gein", "--change", "2014", "2016").out
    assert "Gein, 2014 - 2016: -4,1" in out
    parts = [line.split()[0] for line in out.splitlines() if line.startswith(("Overlast", "Criminaliteit", "Onveiligheid"))]
    assert parts == ["Overlast", "Criminaliteit", "Onveiligheidsbeleving"]


def test_areas_that_are_not_in_both_years_are_said_to_be_so() -> None:
    out = fine(*INDEX, "--change", "2014", "2016").out
    assert "Elzenhagen: 2014: geen enkel deel heeft een waarde." in out


def test_for_programs() -> None:
    content = fine(*INDEX, "--area", "Gein", "--format", "json").json
    assert content["schema"] == 1
    assert [value["year"] for value in content["values"]] == [2014, 2015, 2016]
    parts = content["values"][0]["parts"]
    assert sum(part["contribution"] for part in parts) == pytest.approx(content["values"][0]["value"])
    rows = list(csv.DictReader(io.StringIO(fine(*INDEX, "--area", "Gein", "--year", "2014", "--format", "csv").out)))
    assert [(row["level"], row["id"], row["part_of"]) for row in rows[:3]] == [
        ("0", "veiligheidsindex", ""),
        ("1", "criminaliteitsindex", "veiligheidsindex"),
        ("2", "HICindex", "criminaliteitsindex"),
    ]
    changes = list(csv.DictReader(io.StringIO(fine(*INDEX, "--area", "Gein", "--change", "2014", "2016", "--format", "csv").out)))
    leaves = [row for row in changes if row["level"] == "2"]
    assert sum(float(row["contribution"]) for row in leaves) == pytest.approx(float(changes[0]["contribution"]))


def test_a_figure_for_a_findings_file() -> None:
    out = fine(*INDEX, "--area", "Gein", "--format", "yaml").out
    assert out.startswith("    figures:\n    - name: ")
    assert "values: {2014: 103.15, 2015: 103.39, 2016: 99}" in out
    for wrong in (("--format", "yaml"), ("--format", "yaml", "--area", "Gein", "--change", "2014", "2016")):
        outcome = kbv(*INDEX, *wrong)
        assert outcome.code == 2
        assert "needs one --area" in outcome.err


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("--area", "Gien"), "het gebied 'Gien' staat niet in dit bestand.\n  Bedoelde u 'Gein'"),
        (("--year", "2013"), "het jaar 2013 staat niet in dit bestand.\n  Wel staan er: 2014, 2015, 2016."),
        (("--change", "2014", "2017"), "het jaar 2017 staat niet in dit bestand."),
    ],
)
def test_what_is_not_in_the_file(wrong: tuple[str, ...], message: str, tmp_path: Path) -> None:
    target = tmp_path / "uit.txt"
    outcome = kbv(*INDEX, *wrong, "-o", target)
    assert outcome.code == 2
    assert message in outcome.err
    assert not target.exists()
