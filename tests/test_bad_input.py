"""What an adviser gets to read when a findings file cannot be used: what is wrong, where, and what to do.

One file per message in `tests/bad/`; what is expected of each stands in `tests/bad/expected.yaml`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from kbv_rules.cli.main import main

from kbv_rules.data_folder import data_folder

BAD = Path(__file__).parent / "bad"
EXPECTED: dict[str, dict[str, str]] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
ENGLISH = re.compile(r"\b(the|should|must|not|expected|found|valid|input|error|line|column|None)\b")


@dataclass(frozen=True)
class Outcome:
    """What the command line did: its exit code, and what it said on the two streams."""

    code: int
    out: str
    err: str


Kbv = Callable[..., Outcome]


@pytest.fixture
def kbv(capsys: pytest.CaptureFixture[str]) -> Kbv:
    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(int(stop.value.code or 0), said.out, said.err)

    return run


def assert_refused(outcome: Outcome, target: Path, file: Path, *, at: str, what: str, remedy: str) -> None:
    """One fault, told in two lines: `file:line:column: what [why]` and what to do. Nothing else happens."""
    assert outcome.code == 2, outcome
    assert not target.exists(), "a refused file gives no advice"
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    told, advised = outcome.err.splitlines()
    place = str(file) if at == "-" else f"{file}:{at}"
    assert told.startswith(f"{place}: ")
    assert what in told.removeprefix(place)
    assert advised.startswith("  ")
    assert remedy in advised
    own_words = re.sub(r"'[^']*'|\"[^\"]*\"", "", outcome.err.replace(str(file), ""))
    assert not ENGLISH.search(own_words), "the author of the file is Dutch"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(kbv: Kbv, name: str, tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    file = BAD / f"{name}.yaml"
    assert_refused(kbv("advise", file, "-o", target), target, file, **EXPECTED[name])


def test_every_bad_file_stands_in_the_table() -> None:
    assert sorted(path.stem for path in BAD.glob("*.yaml")) == sorted({*EXPECTED, "expected", "sound"})


def test_the_sound_file_they_were_made_of_gives_advice(kbv: Kbv, tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    assert kbv("advise", BAD / "sound.yaml", "--format", "md", "-o", target) == Outcome(0, "", "")
    assert "Terneuzen" in target.read_text(encoding="utf-8")


def test_advice_that_was_there_before_stays_as_it_was(kbv: Kbv, tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    target.write_text("Het advies van vorig jaar.\n", encoding="utf-8")
    assert kbv("advise", BAD / "unknown_theme.yaml", "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == "Het advies van vorig jaar.\n"
    assert list(tmp_path.iterdir()) == [target]


def test_all_faults_of_a_file_are_told_at_once(kbv: Kbv, tmp_path: Path) -> None:
    file = tmp_path / "bevindingen.yaml"
    sound = (BAD / "sound.yaml").read_text(encoding="utf-8")
    file.write_text(sound.replace("2022: 77", "2022: veel").replace("score: 3", "score: 9").replace("GM0715", "GM715"))
    outcome = kbv("advise", file)
    assert [line.split(": ")[0] for line in outcome.err.splitlines()[::2]] == [f"{file}:{at}" for at in ("5:9", "18:24", "22:16")]


def test_a_file_of_ten_megabytes(kbv: Kbv, tmp_path: Path) -> None:
    file, target = tmp_path / "groot.yaml", tmp_path / "advies.md"
    sound = (BAD / "sound.yaml").read_text(encoding="utf-8")
    file.write_text(sound + "# nog een regel\n" * 650_000, encoding="utf-8")
    outcome = kbv("advise", file, "-o", target)
    assert_refused(outcome, target, file, at="-", what="het bestand is groter dan 5 MB", remedy="Splits het bestand")


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="needs a device without an end")
def test_a_device_without_an_end(kbv: Kbv, tmp_path: Path) -> None:
    file, target = Path("/dev/zero"), tmp_path / "advies.md"
    outcome = kbv("advise", file, "-o", target)
    assert_refused(outcome, target, file, at="-", what="het bestand is groter dan 5 MB", remedy="Splits het bestand")


def test_a_file_that_does_not_exist(kbv: Kbv, tmp_path: Path) -> None:
    file, target = tmp_path / "bevindigen.yaml", tmp_path / "advies.md"
    outcome = kbv("advise", file, "-o", target)
    assert_refused(outcome, target, file, at="-", what="het bestand bestaat niet", remedy="Controleer de naam en de map")


def test_a_folder(kbv: Kbv, tmp_path: Path) -> None:
    target = tmp_path / "advies.md"
    outcome = kbv("advise", tmp_path, "-o", target)
    assert_refused(
        outcome, target, tmp_path, at="-", what="dit is een map, geen bestand", remedy="Geef het pad van een YAML-bestand"
    )


def test_a_file_that_may_not_be_read(kbv: Kbv, tmp_path: Path) -> None:
    file, target = tmp_path / "bevindingen.yaml", tmp_path / "advies.md"
    shutil.copy(BAD / "sound.yaml", file)
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user reads every file; see tests/test_yaml_file.py")
    outcome = kbv("advise", file, "-o", target)
    assert_refused(outcome, target, file, at="-", what="mag niet worden gelezen", remedy="Geef uzelf leesrechten")


def test_a_rules_folder_with_a_fault(kbv: Kbv, tmp_path: Path) -> None:
    rules, target = tmp_path / "regels", tmp_path / "advies.md"
    shutil.copytree(data_folder("rules"), rules)
    table = rules / "tables" / "omvang-cijfer.yaml"
    text = table.read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("hit_policy: "))
    table.write_text(re.sub(r"(?m)^hit_policy: .*$", "hit_policy: uniek", text), encoding="utf-8")
    outcome = kbv("advise", BAD / "sound.yaml", "--rules", rules, "-o", target)
    assert_refused(
        outcome,
        target,
        table,
        at=f"{line}:13",
        what="het trefferbeleid (hit policy) 'uniek' bestaat niet",
        remedy="Bedoelde u 'unique'?",
    )


def test_a_rules_folder_that_does_not_exist(kbv: Kbv, tmp_path: Path) -> None:
    rules, target = tmp_path / "regels", tmp_path / "advies.md"
    outcome = kbv("advise", BAD / "sound.yaml", "--rules", rules, "-o", target)
    assert_refused(outcome, target, rules, at="-", what="deze map met regels bestaat niet", remedy="Geef een map op")


def test_a_rule_file_that_leads_nowhere(kbv: Kbv, tmp_path: Path) -> None:
    rules, target = tmp_path / "regels", tmp_path / "advies.md"
    shutil.copytree(data_folder("rules"), rules)
    lost = rules / "tables" / "weg.yaml"
    lost.symlink_to(tmp_path / "nergens.yaml")
    outcome = kbv("advise", BAD / "sound.yaml", "--rules", rules, "-o", target)
    assert outcome.code == 2
    assert outcome.err.startswith(f"{lost}: het bestand is niet te lezen")
    assert not target.exists()
