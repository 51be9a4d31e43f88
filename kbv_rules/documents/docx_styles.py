"""Styles of a Word document: which are headings in whatever language, which are the table of contents, which are bold.

Word keeps the English name of a built-in style ('heading 1') beside an id in the language of the author ('Kop1'). A style of the
author's own is a heading when it is based on one, or has an outline level. Source: ECMA-376 part 1, 17.7 and 17.3.1.20.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules.documents.blocks import TITLE

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"heading ([1-9])")
# Ids of headings where the part with styles is missing.
_HEADING_ID = re.compile(r"(?:Heading|Kop|berschrift|Titre)([1-9])")
_CONTENTS_NAME = re.compile(r"toc (?:[1-9]|heading)|table of figures|index (?:[1-9]|heading)")
_OFF = ("0", "false", "off", "none")
_BODY = 9


@dataclass(slots=True)
class Style:
    """What a style says of its paragraphs or runs; `None` where it says nothing. `number` is (list, level) of its numbering."""

    level: int | None = None
    contents: bool = False
    bold: bool | None = None
    underlined: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    number: tuple[str | None, int | None] | None = None


def switched_on(value: str | None) -> bool:
    """Whether a property that can be on or off is on; its mere presence is."""
    return value is None or value not in _OFF


class Styles:
    """The styles of a document by id, each with what it takes from the styles it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self._w = ""
        self.default = Style()
        if root is None:
            return
        self._w = w = root.tag.partition("}")[0] + "}"
        default = None
        for element in root.iterchildren(f"{w}style"):
            id_ = element.get(f"{w}styleId", "")
            self._elements[id_] = element
            if element.get(f"{w}type") == "paragraph" and switched_on(element.get(f"{w}default", "0")):
                default = default or id_
        if default is not None:
            self.default = self.get(default)
        size = root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr/{w}sz")
        if self.default.size is None and size is not None:
            self.default.size = _points(size.get(f"{w}val"))

    def get(self, id_: str | None) -> Style:
        """The style with this id; the default one for a paragraph that names none."""
        if id_ is None:
            return self.default
        found = self._resolved.get(id_)
        if found is None:
            found = self._resolved[id_] = self._resolve(id_)
        return found

    def _resolve(self, id_: str) -> Style:
        if id_ not in self._elements:
            heading = _HEADING_ID.search(id_)
            return Style(level=int(heading[1])) if heading else Style()
        result = Style()
        seen: set[str] = set()
        at: str | None = id_
        while at in self._elements and at not in seen:
            seen.add(at)
            own, at = _style(self._elements[at], self._w)
            for name in ("level", "bold", "underlined", "size", "hidden", "number"):
                if getattr(result, name) is None:
                    setattr(result, name, getattr(own, name))
            result.contents = result.contents or own.contents
        if result.level == _BODY + 1:
            result.level = None
        if result.contents:
            result.level = None
        return result


def _style(element: _Element, w: str) -> tuple[Style, str | None]:
    """What a style says itself, and the id of the style it is based on."""

    def value(path: str) -> str | None:
        found = element.find("/".join(f"{w}{step}" for step in path.split("/")))
        return None if found is None else found.get(f"{w}val", "")

    def flag(path: str) -> bool | None:
        found = value(path)
        return None if found is None else switched_on(found or None)

    name = (value("name") or "").lower()
    heading = _HEADING_NAME.fullmatch(name)
    outline = value("pPr/outlineLvl")
    level = None
    if outline is not None and outline.isdecimal():
        level = int(outline) + 1
    elif heading:
        level = int(heading[1])
    elif name == "title":
        level = TITLE
    list_, depth = value("pPr/numPr/numId"), value("pPr/numPr/ilvl")
    style = Style(
        level=level,
        contents=_CONTENTS_NAME.fullmatch(name) is not None,
        bold=flag("rPr/b"),
        underlined=flag("rPr/u"),
        size=_points(value("rPr/sz")),
        hidden=flag("rPr/vanish"),
        number=None if list_ is None and depth is None else (list_, int(depth) if depth and depth.isdecimal() else None),
    )
    return style, value("basedOn")


def _points(half_points: str | None) -> float | None:
    return int(half_points) / 2 if half_points and half_points.isdecimal() else None
