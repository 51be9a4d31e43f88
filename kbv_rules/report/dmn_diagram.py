"""A drawing of the decision tables and their inputs, so that a DMN modeller can open the file (DMN 1.3, chapter 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

_DECISION = (180, 80)
_INPUT = (160, 45)
_MARGIN, _STEP, _DROP, _BAND = 60, 220, 200, 360


class Box(NamedTuple):
    """Where an element stands."""

    x: int
    y: int
    width: int
    height: int


class Band(NamedTuple):
    """Decisions on the same kind of row, and under them the inputs that no earlier band has; ids of elements."""

    decisions: Sequence[str]
    inputs: Sequence[str]


class Arrow(NamedTuple):
    """An information requirement: its own id, and those of the input and the decision it ties."""

    requirement: str
    input: str
    decision: str


def layout(bands: Iterable[Band]) -> dict[str, Box]:
    """A box for every element; no two overlap."""
    boxes: dict[str, Box] = {}
    for number, band in enumerate(bands):
        top = _MARGIN + number * _BAND
        for place, id_ in enumerate(band.decisions):
            boxes[id_] = Box(_MARGIN + place * _STEP, top, *_DECISION)
        for place, id_ in enumerate(band.inputs):
            boxes[id_] = Box(_MARGIN + place * _STEP, top + _DROP, *_INPUT)
    return boxes


def draw(parent: Element, bands: Sequence[Band], arrows: Sequence[Arrow]) -> None:
    """Add the diagram to the definitions."""
    boxes = layout(bands)
    diagram = SubElement(SubElement(parent, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram")
    for id_, box in boxes.items():
        shape = SubElement(diagram, "dmndi:DMNShape", id=f"shape_{id_}", dmnElementRef=id_)
        SubElement(shape, "dc:Bounds", {name: str(value) for name, value in box._asdict().items()})
    for arrow in arrows:
        edge = SubElement(diagram, "dmndi:DMNEdge", id=f"edge_{arrow.requirement}", dmnElementRef=arrow.requirement)
        tail, head = boxes[arrow.input], boxes[arrow.decision]
        for x, y in ((tail.x + tail.width // 2, tail.y), (head.x + head.width // 2, head.y + head.height)):
            SubElement(edge, "di:waypoint", x=str(x), y=str(y))
