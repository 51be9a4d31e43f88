"""`kbv findings police` and `kbv findings survey`, as an adviser runs them."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ROOT, fine, kbv
from tests.findings.police.tables import YEARLY, burglaries, needs_police_data, typed

EXTRACT = EXAMPLES / "open_data" / "politie_47018NED.csv"
INDICATORS = EXAMPLES / "open_data" / "indicatoren.csv"


def test_from_a_download_to_an_advice(tmp_path: Path) -> None:
    target = tmp_path / "bevindingen.yaml"
    assert fine("findings", "police", EXTRACT, "--municipality", "Terneuzen", "-o", target).out == ""
    assert "Woninginbraak" in fine("advise", target).out


def test_json_has_the_keys_that_were_agreed() -> None:
    told = fine("findings", "police", EXTRACT, "--municipality", "GM0715", "--years", "2021-2025", "--format", "json").json
    assert told["municipality"] == {"code": "GM0715", "name": "Terneuzen"}
    burglary = next(figure for figure in told["figures"] if figure["crime"] == "1.1.1")
    assert list(burglary) == [
        "crime",
        "themes",
        "sub_themes",
        "values",
        "per_1000",
        "benchmark",
        "level_ratio",
        "level_ratio_damped",
        "trend_per_year",
        "provisional",
        "warnings",
    ]
    assert burglary["themes"] == ["1.3"]
    assert burglary["sub_themes"] == ["1.3/woninginbraak"]
    assert burglary["values"] == {"2021": 61, "2022": 77, "2023": 94, "2024": 57, "2025": 96}
    assert burglary["per_1000"]["2025"] == pytest.approx(1.725, abs=0.001)
    assert burglary["benchmark"]["value"] == 1.122
    assert "63 gemeenten" in burglary["benchmark"]["group"]
    assert burglary["level_ratio"] == pytest.approx(burglary["per_1000"]["2025"] / burglary["benchmark"]["value"], abs=0.001)
    assert burglary["level_ratio_damped"] == pytest.approx(1.497, abs=0.001)
    assert burglary["provisional"] == [2024, 2025]


@needs_police_data
@pytest.mark.parametrize("name", ["terneuzen", "eindhoven"])
def test_the_examples_are_what_the_command_makes(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"{name}.yaml"
    fine(
        "findings",
        "police",
        YEARLY / "misdrijven_gemeente_jaar.csv",
        "--municipality",
        name,
        "--date",
        "2026-11-01",
        "-o",
        target,
    )
    assert target.read_text(encoding="utf-8") == (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def test_a_slip_is_read_and_told() -> None:
    outcome = kbv("findings", "police", EXTRACT, "--municipality", "Terneuse")
    assert (outcome.code, outcome.err) == (0, "Gelezen als Terneuzen (GM0715).\n")


def test_the_most_alike_can_be_chosen_and_so_can_rules_of_ones_own(tmp_path: Path) -> None:
    def group(*options: str | Path) -> str:
        told = fine("findings", "police", EXTRACT, "--municipality", "Terneuzen", "--format", "json", *options).json
        return str(told["figures"][0]["benchmark"]["group"])

    assert "in inwonertal het dichtst bij" in group("--benchmark", "alike")
    own = Path(shutil.copytree(ROOT / "rules", tmp_path / "regels"))
    comparison = own / "comparison.yaml"
    comparison.write_text(comparison.read_text(encoding="utf-8").replace("standard: size", "standard: alike"), encoding="utf-8")
    assert "in inwonertal het dichtst bij" in group("--rules", own)


def test_survey_figures_go_into_the_same_file_or_one_of_their_own(tmp_path: Path) -> None:
    together = fine("findings", "police", EXTRACT, "--municipality", "Terneuzen", "--survey", INDICATORS).out
    alone = fine("findings", "survey", INDICATORS, "--municipality", "Terneuzen").out
    assert "bbv-winkeldiefstallen" in together
    assert "pol-vernieling" in together
    assert "bbv-winkeldiefstallen" in alone
    for text in (together, alone):
        path = tmp_path / "bevindingen.yaml"
        path.write_text(text, encoding="utf-8")
        fine("advise", path)


def test_what_gives_no_finding_still_gives_a_file_that_says_why(tmp_path: Path) -> None:
    download = typed(tmp_path / "totaal.csv", {("0.0.0", "GM0715", f"{year}JJ00"): 900 for year in (2023, 2024)})
    outcome = kbv("findings", "police", download, "--municipality", "Terneuzen")
    assert outcome.code == 0
    assert "geen enkele bevinding" in outcome.err
    assert "# Niet opgenomen: 0.0.0 Totaal misdrijven" in outcome.out


# All municipalities


def test_all_municipalities_and_a_table_of_their_advices(tmp_path: Path) -> None:
    folder = tmp_path / "gemeenten"
    assert fine("findings", "police", EXTRACT, "--all", "--years", "2023-2025", "-o", folder).out.startswith("64 bestanden in")
    files = sorted(folder.iterdir())
    assert len(files) == 64
    assert folder / "gm0715-terneuzen.yaml" in files
    some = files[:3]
    rows = list(csv.DictReader(fine("advise", *some, "--format", "csv").out.splitlines()))
    assert [row["code"].lower() for row in rows] == [file.name[:6] for file in some]
    for row in rows:
        assert "provisional" in row["flags"]
        assert (row["priority_1_id"] == "") == ("no-priorities" in row["flags"])


def test_all_as_json(tmp_path: Path) -> None:
    fine("findings", "police", EXTRACT, "--all", "--years", "2025", "--format", "json", "-o", tmp_path / "uit")
    told = json.loads((tmp_path / "uit" / "gm0715-terneuzen.json").read_text(encoding="utf-8"))
    assert told["figures"][0]["values"] == {"2025": 96}


def test_nothing_is_written_when_one_municipality_cannot_be_made(tmp_path: Path) -> None:
    download = typed(tmp_path / "a.csv", {("1.1.1", "GM0715", "2024JJ00"): 5, ("1.1.1", "GM0664", "2023JJ00"): 5})
    outcome = kbv("findings", "police", download, "--all", "--years", "2024", "-o", tmp_path / "uit")
    assert outcome.code == 2
    assert "Goes" in outcome.err
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("target", "told"), [("a.csv", "dit is een bestand, geen map"), ("er/is/niets", "de map hierboven bestaat niet")]
)
def test_a_folder_that_cannot_be_is_told(target: str, told: str, tmp_path: Path) -> None:
    outcome = kbv("findings", "police", burglaries(tmp_path / "a.csv", {2023: 5, 2024: 6}), "--all", "-o", tmp_path / target)
    assert outcome.code == 2
    assert told in outcome.err


# Advice of several files


def test_several_files_go_with_csv_only() -> None:
    outcome = kbv("advise", EXAMPLES / "terneuzen.yaml", EXAMPLES / "eindhoven.yaml")
    assert outcome.code == 2
    assert "Several FINDINGS go with --format csv only." in outcome.err


def test_one_bad_file_among_many_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    bad, target = tmp_path / "stuk.yaml", tmp_path / "tabel.csv"
    bad.write_text("schema: 1\n", encoding="utf-8")
    outcome = kbv("advise", EXAMPLES / "terneuzen.yaml", bad, tmp_path / "weg.yaml", "--format", "csv", "-o", target)
    assert outcome.code == 2
    assert "stuk.yaml" in outcome.err and "weg.yaml" in outcome.err
    assert not target.exists()


# Usage and bad input


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--all",),
        ("--all", "--municipality", "Terneuzen", "-o", "x"),
        ("--all", "-o", "x", "--survey", "y"),
        ("--municipality", "Terneuzen", "--date", "gisteren"),
    ],
)
def test_bad_usage(options: tuple[str, ...]) -> None:
    outcome = kbv("findings", "police", EXTRACT, *options)
    assert outcome.code == 2
    assert "Usage: kbv" in outcome.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--municipality", "Bergen"), "Bedoelt u 'GM0373' (Bergen (NH.)) of 'GM0893' (Bergen (L.))?"),
        (("--municipality", "Xyzzy"), "gemeente 'Xyzzy' niet gevonden."),
        (("--municipality", "Goes"), "staat niet in dit bestand, dat over 2019 t/m 2025 gaat"),
        (("--municipality", "Terneuzen", "--years", "2011"), "van 2011 staat er niets in."),
        (("--municipality", "Terneuzen", "--population", str(EXTRACT)), "geen kolom met de gemeentecode"),
        (("--municipality", "Terneuzen", "--rules", "bestaat-niet"), "deze map met regels bestaat niet"),
    ],
)
def test_bad_input_is_told_in_dutch(options: tuple[str, ...], told: str) -> None:
    outcome = kbv("findings", "police", EXTRACT, *options)
    assert outcome.code == 2
    assert outcome.out == ""
    assert told in outcome.err
