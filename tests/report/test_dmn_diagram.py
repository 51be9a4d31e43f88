"""The drawing of decision tables: nothing overlaps, every arrow runs from an input up to its decision."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.report.dmn_diagram import Arrow, Band, Box, draw, layout


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 7)), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_no_two_boxes_overlap(counts: list[tuple[int, int]]) -> None:
    bands = [
        Band([f"d{band}.{place}" for place in range(decisions)], [f"i{band}.{place}" for place in range(inputs)])
        for band, (decisions, inputs) in enumerate(counts)
    ]
    boxes = layout(bands)
    assert len(boxes) == sum(map(sum, counts))
    assert not any(overlap(one, other) for one, other in combinations(boxes.values(), 2))


def test_inputs_stand_under_the_decisions_on_the_same_kind_of_row() -> None:
    boxes = layout([Band(["omvang"], ["verhouding"]), Band(["ernst"], ["impact"])])
    assert boxes["omvang"].y < boxes["verhouding"].y < boxes["ernst"].y < boxes["impact"].y


def test_an_arrow_runs_from_the_top_of_the_input_to_the_bottom_of_the_decision() -> None:
    root = Element("definitions")
    draw(root, [Band(["omvang"], ["verhouding"])], [Arrow("r1", "verhouding", "omvang")])
    boxes = layout([Band(["omvang"], ["verhouding"])])
    edge = root.find("dmndi:DMNDI/dmndi:DMNDiagram/dmndi:DMNEdge", {"dmndi": "dmndi"}) or next(root.iter("dmndi:DMNEdge"))
    assert edge.get("dmnElementRef") == "r1"
    tail, head = ((int(point.get("x", "")), int(point.get("y", ""))) for point in edge)
    assert tail == (boxes["verhouding"].x + boxes["verhouding"].width / 2, boxes["verhouding"].y)
    assert head == (boxes["omvang"].x + boxes["omvang"].width / 2, boxes["omvang"].y + boxes["omvang"].height)
