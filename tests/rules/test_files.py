"""A folder of rules is read as a whole: every fault is told, also those that only show between two files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.rules.files import read_rule_files
from tests.rules.small_rules import cases, message_of, small_rules

# Words of the forms to fill in; an advice does without them, and so may a municipality's own folder.
FORMS = {"analysis_report", "workbook"}
PARTS = sorted({path.stem for path in (Path(__file__).parents[2] / "rules").glob("*.yaml")} - FORMS)


def told(folder: Path) -> str:
    """What the folder is refused with, places relative to it."""
    with pytest.raises(InputError) as refused:
        read_rule_files(folder)
    return str(refused.value).replace(f"{folder}/", "")


def test_a_small_folder_of_rules_is_read(tmp_path: Path) -> None:
    files = read_rule_files(small_rules(tmp_path / "rules"))
    assert [table.id for table in files.tables] == ["breedte", "omvang", "streefwaarde", "waarde", "zekerheid"]
    assert [criterion.id for criterion in files.criteria.criteria] == ["omvang"]


@pytest.mark.parametrize("case", cases(with_tables=False))
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(case: str, tmp_path: Path) -> None:
    assert told(small_rules(tmp_path / "rules", case)) == message_of(case)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_rule_files(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}: deze map met regels is leeg.\n  Kopieer de map 'rules/' van kbv-rules en pas die aan."
    )


@pytest.mark.parametrize("name", PARTS)
def test_a_file_that_is_missing_is_named(name: str, tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    (folder / f"{name}.yaml").unlink()
    assert told(folder) == f"{name}.yaml: het bestand bestaat niet.\n  Controleer de naam en de map."


def test_a_folder_without_tables_names_that_folder(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    for path in (folder / "tables").iterdir():
        path.unlink()
    assert told(folder) == "tables: in deze map staan geen regelbestanden.\n  Geef een map met .yaml-beslistabellen op."


def test_all_faults_of_a_folder_are_told_together(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules", "everything-at-once")
    (folder / "texts.yaml").unlink()
    with pytest.raises(InputError) as refused:
        read_rule_files(folder)
    places = [(Path(fault.place.file).name, fault.place.line) for fault in refused.value.faults]
    assert set(places) == {
        ("omvang.yaml", 15),
        ("omvang.yaml", 16),
        ("omvang.yaml", 21),
        ("streefwaarde.yaml", 4),
        ("waarde.yaml", 5),
        ("candidates.yaml", 9),
        ("limits.yaml", 3),
        ("profiles.yaml", 2),
        ("texts.yaml", None),
    }


def test_a_table_that_cannot_be_read_is_not_also_said_to_be_absent(tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules", "output-out-of-range")
    assert "bestaat niet" not in told(folder)


@pytest.mark.parametrize(
    ("was", "becomes", "what", "remedy"),
    [
        ("  title: ", "  titel: ", "de tekst 'title' ontbreekt.", "Voeg 'title: ...' toe."),
        (
            "{municipality}",
            "{municipality",
            "de tekst 'title' klopt niet: een accolade is niet gesloten, of er staat iets tussen accolades dat geen naam is.",
            "Verbeter de tekst.",
        ),
        (
            "{municipality}",
            "{municipalty}",
            "de tekst 'title' gebruikt '{municipalty}', en dat is niet bekend.",
            "Bedoelde u 'municipality'?",
        ),
        (
            "{period}",
            "{period:jaren}",
            "de tekst 'title' klopt niet: de opmaak 'jaren' bestaat niet; "
            "kies uit: datum, fijn, geheel, getal, keer, lijst, procent, score.",
            "Verbeter de tekst.",
        ),
    ],
)
def test_a_text_that_would_show_wrong_is_refused(was: str, becomes: str, what: str, remedy: str, tmp_path: Path) -> None:
    folder = small_rules(tmp_path / "rules")
    lines = (folder / "texts.yaml").read_text(encoding="utf-8").splitlines()
    place = next(place for place, line in enumerate(lines) if line.startswith("  title: "))
    lines[place] = lines[place].replace(was, becomes)
    (folder / "texts.yaml").write_text("\n".join(lines), encoding="utf-8")
    message = told(folder)
    assert message.partition(": ")[2] == f"{what}\n  {remedy}"
    if "ontbreekt" not in what:
        assert re.match(rf"texts\.yaml:{place + 1}:10: ", message)
