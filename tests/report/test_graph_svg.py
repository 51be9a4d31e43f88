"""The matrix of links as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.report.graph_svg import graph_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(knowledge: Knowledge) -> ElementTree.Element:
    return ElementTree.fromstring(graph_svg(knowledge))


def cells(drawing: ElementTree.Element) -> list[ElementTree.Element]:
    return drawing.findall(f"{SVG}g")


def test_every_printed_link_is_one_cell_with_its_own_title(drawing: ElementTree.Element, knowledge: Knowledge) -> None:
    titles = [cell.findtext(f"{SVG}title") for cell in cells(drawing)]
    assert len(titles) == len(set(titles)) == 241
    assert "2.5 Veilig toerisme noemt 5.2 Georganiseerde/ondermijnende criminaliteit" in titles


def test_shape_tells_mutual_links_from_those_printed_once(drawing: ElementTree.Element, knowledge: Knowledge) -> None:
    squares = [cell for cell in cells(drawing) if cell.find(f"{SVG}rect") is not None]
    triangles = [cell for cell in cells(drawing) if cell.find(f"{SVG}path") is not None]
    mutual = sum(knowledge.is_mutual(one, other) for one, other in knowledge.links)
    assert (len(squares), len(triangles)) == (mutual, 241 - mutual)
    assert all("over en weer" in str(cell.findtext(f"{SVG}title")) for cell in squares)
    assert not any("over en weer" in str(cell.findtext(f"{SVG}title")) for cell in triangles)


def test_every_theme_is_named_at_its_row_and_its_column(drawing: ElementTree.Element, knowledge: Knowledge) -> None:
    texts = [text.text for text in drawing.findall(f"{SVG}text")]
    for theme in knowledge.catalogue.themes:
        assert texts.count(f"{theme.id} {theme.name}") == 2


def test_nothing_is_drawn_outside_the_picture(drawing: ElementTree.Element) -> None:
    width, height = float(drawing.attrib["width"]), float(drawing.attrib["height"])
    for box in drawing.iter(f"{SVG}rect"):
        assert float(box.attrib.get("x", 0)) + float(box.attrib["width"]) <= width
        assert float(box.attrib.get("y", 0)) + float(box.attrib["height"]) <= height


def corner(cell: ElementTree.Element) -> tuple[float, float]:
    """Where a cell stands: the corner its mark is drawn from."""
    square, triangle = cell.find(f"{SVG}rect"), cell.find(f"{SVG}path")
    if square is not None:
        return float(square.attrib["x"]) - 3, float(square.attrib["y"]) - 3
    assert triangle is not None
    x, y = triangle.attrib["d"].removeprefix("M").split(" L")[0].split()
    return float(x) - 4, float(y) - 4


def test_no_two_cells_cover_each_other(drawing: ElementTree.Element) -> None:
    assert len({corner(cell) for cell in cells(drawing)}) == 241


def test_a_cell_stands_in_the_row_of_who_names_and_the_column_of_who_is_named(drawing: ElementTree.Element) -> None:
    rows: dict[str, set[float]] = {}
    columns: dict[str, set[float]] = {}
    for cell in cells(drawing):
        title = str(cell.findtext(f"{SVG}title"))
        one, other = title.split(" ")[0], title.partition(" noemt ")[2].split(" ")[0]
        x, y = corner(cell)
        rows.setdefault(one, set()).add(y)
        columns.setdefault(other, set()).add(x)
    for places in (rows, columns):
        assert all(len(found) == 1 for found in places.values())
        ordered = [next(iter(places[theme])) for theme in sorted(places)]
        assert ordered == sorted(set(ordered))
