"""`kbv findings read` and the report of `kbv findings template`, as an adviser would run them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.cli.running import fine, kbv
from tests.findings.analysis.building import OUTLINE, Report, in_field_1


@pytest.fixture
def report(tmp_path: Path) -> Path:
    content = (
        in_field_1(OUTLINE).points("Sociale kwaliteit:", "Eenzaamheid neemt toe").heading("Bijlage").text("Lijst van deelnemers")
    )
    return content.saved(tmp_path / "analyse.docx")


def test_an_advice_can_be_made_of_a_report(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "bevindingen.yaml"
    outcome = kbv("findings", "read", report, "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert fine("advise", target, "--format", "json").json["municipality"] == "Terneuzen"


def test_what_got_no_place_is_on_the_screen_in_the_file_and_in_json(report: Path) -> None:
    outcome = kbv("findings", "read", report, "--date", "2026-05-01")
    line = "- Bijlage: Lijst van deelnemers [staat buiten de vijf velden]"
    assert line in outcome.err
    assert f"# {line}" in outcome.out
    content = kbv("findings", "read", report, "--format", "json").json
    assert content["unplaced"] == [{"section": "Bijlage", "text": "Lijst van deelnemers", "why": "staat buiten de vijf velden"}]
    assert content["findings"]["findings"][0]["observations"][0]["text"] == "Eenzaamheid neemt toe"
    assert yaml.safe_load(outcome.out)["findings"][0]["theme"] == "1.1"


def test_an_empty_report_is_made_and_read(tmp_path: Path) -> None:
    empty = tmp_path / "veiligheidsanalyse.docx"
    fine("findings", "template", "-o", empty, "--municipality", "Eindhoven")
    outcome = kbv("findings", "read", empty, "--period", "2027-2030", "--date", "2026-05-01")
    assert (outcome.code, outcome.err) == (0, "")
    assert yaml.safe_load(outcome.out)["municipality"] == {"name": "Eindhoven", "code": "GM0772"}


def _plain_text(path: Path) -> None:
    path.write_text("Veiligheidsveld 1: Veilige woon- en leefomgeving\n\nVan alles.\n", encoding="utf-8")


def _old_word(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600)


def _locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)


def _letter(path: Path) -> None:
    Report("Geachte heer, mevrouw").text("Hierbij de stukken.").saved(path)


def _half(path: Path) -> None:
    _letter(path)
    path.write_bytes(path.read_bytes()[:4000])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_plain_text, "geen Word-document"),
        (_old_word, "oude formaat"),
        (_locked, "wachtwoord"),
        (_letter, "geen rapport van een veiligheidsanalyse"),
        (_half, "beschadigd"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_written(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    path, target = tmp_path / "analyse.docx", tmp_path / "bevindingen.yaml"
    make(path)
    outcome = kbv("findings", "read", path, "-o", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert "analyse.docx" in outcome.err
    assert not target.exists()


def test_options_that_make_no_sense_are_refused(report: Path) -> None:
    assert kbv("findings", "read", report, "--date", "morgen").code == 2
    assert kbv("findings", "read", report, "--period", "straks").code == 2
