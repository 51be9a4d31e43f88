"""Export, check, draw and explain the knowledge, ours or that of another folder."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from tests.cli.running import ROOT, fine, kbv


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """A copy of the knowledge, to be changed."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "kennis"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_our_knowledge_hangs_together() -> None:
    assert fine("knowledge", "validate").out == "0 problemen, waarvan 0 fouten.\n"
    assert fine("knowledge", "validate", "--fail-on", "warning").code == 0


def test_an_id_that_is_not_there_is_an_error_and_ends_with_1(another: Path) -> None:
    change(another, "themes/2.5-veilig-toerisme.yaml", 'to: "5.2"', 'to: "5.9"')
    outcome = kbv("knowledge", "validate", "--folder", another)
    assert outcome.code == 1
    assert "error: dangling-reference: 2.5: thema '5.9'" in outcome.out
    assert "Bedoelde u '5." in outcome.out


def test_a_gap_that_does_no_harm_ends_with_1_only_on_request(another: Path) -> None:
    change(
        another,
        "measures.yaml",
        "\nmeasures:\n",
        "\nmeasures:\n  - {id: zwevend, name: Een maatregel die nergens staat}\n",
    )
    assert kbv("knowledge", "validate", "--folder", another).code == 0
    outcome = kbv("knowledge", "validate", "--folder", another, "--fail-on", "warning")
    assert outcome.code == 1
    assert "warning: orphan: zwevend" in outcome.out


@pytest.mark.parametrize("command", ["export", "graph", "errata"])
def test_knowledge_that_does_not_hang_together_is_the_users_to_mend(command: str, another: Path) -> None:
    change(another, "themes/2.5-veilig-toerisme.yaml", 'to: "5.2"', 'to: "5.9"')
    outcome = kbv("knowledge", command, "--folder", another)
    assert outcome.code == 2
    assert "deze kennis hangt niet samen: 2.5: thema '5.9'" in outcome.err
    assert "kbv knowledge validate --folder" in outcome.err


def test_a_file_that_does_not_fit_is_told_with_its_place(another: Path) -> None:
    change(another, "themes/2.5-veilig-toerisme.yaml", "name: Veilig toerisme", "naam: Veilig toerisme")
    outcome = kbv("knowledge", "export", "--folder", another)
    assert outcome.code == 2
    assert "2.5-veilig-toerisme.yaml:" in outcome.err
    assert "'naam' is hier geen bekende sleutel" in outcome.err


def test_the_export_of_another_folder_is_of_that_folder(another: Path) -> None:
    change(another, "themes/2.5-veilig-toerisme.yaml", "name: Veilig toerisme", "name: Veilig op vakantie")
    themes = {theme["id"]: theme["name"] for theme in fine("knowledge", "export", "--folder", another).json["themes"]}
    assert themes["2.5"] == "Veilig op vakantie"
    ours = {theme["id"]: theme["name"] for theme in fine("knowledge", "export").json["themes"]}
    assert ours["2.5"] == "Veilig toerisme"


def test_the_export_can_go_to_a_file(tmp_path: Path) -> None:
    assert fine("knowledge", "export", "-o", tmp_path / "kennis.json").out == ""
    written = json.loads((tmp_path / "kennis.json").read_text(encoding="utf-8"))
    assert written == fine("knowledge", "export").json


def test_the_errata_are_those_in_the_knowledge_folder() -> None:
    assert fine("knowledge", "errata").out == (ROOT / "knowledge" / "ERRATA.md").read_text(encoding="utf-8")


def test_the_graph_as_graphml() -> None:
    read = networkx.read_graphml(io.BytesIO(fine("knowledge", "graph", "--format", "graphml").out.encode("utf-8")))
    kinds = [kind for _, kind in read.nodes(data="kind")]
    assert (kinds.count("field"), kinds.count("theme"), kinds.count("aspect"), kinds.count("cross_cutting")) == (5, 22, 6, 3)


def test_the_graph_as_svg_has_a_cell_for_every_printed_link(tmp_path: Path) -> None:
    fine("knowledge", "graph", "-o", tmp_path / "raakvlakken.svg")
    drawing = ElementTree.parse(tmp_path / "raakvlakken.svg").getroot()
    assert len(drawing.findall("{http://www.w3.org/2000/svg}g")) == 241
