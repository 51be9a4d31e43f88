"""Styles and numbered lists of an OpenDocument text. Source: OpenDocument 1.3 part 3, 16 and 20."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from kbv_rules.documents.blocks import TITLE
from kbv_rules.documents.counting import written

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_WEIGHTS = ("bold", "600", "700", "800", "900")
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; `None` where it says nothing."""

    level: int | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document by name, each with what it takes from its parents."""

    def __init__(self, parts: Sequence[_Element]) -> None:
        self._own: dict[str, tuple[Style, str | None]] = {}
        self._resolved: dict[str | None, Style] = {}
        self._default = Style()
        for part in parts:
            for element in part.iter(f"{_STYLE}style"):
                parent = element.get(f"{_STYLE}parent-style-name")
                self._own.setdefault(element.get(f"{_STYLE}name", ""), (_style(element), parent))
            for element in part.iter(f"{_STYLE}default-style"):
                if element.get(f"{_STYLE}family") == "paragraph":
                    self._default = replace(_style(element), level=None)

    def get(self, name: str | None) -> Style:
        """The style with this name, over the default of all paragraphs."""
        found = self._resolved.get(name)
        if found is None:
            found = self._resolved[name] = _over(self._default, self._chain(name))
        return found

    def over(self, style: Style, name: str) -> Style:
        """The style of a piece of text within a paragraph."""
        return _over(style, self._chain(name))

    def _chain(self, name: str | None) -> Style:
        result, seen = Style(), set[str]()
        while name is not None and name in self._own and name not in seen:
            seen.add(name)
            own, name = self._own[name]
            result = _over(own, result)
        return result


def _over(below: Style, above: Style) -> Style:
    given = {one.name: getattr(above, one.name) for one in fields(above) if getattr(above, one.name) is not None}
    return replace(below, **given) if given else below


def _style(element: _Element) -> Style:
    outline = element.get(f"{_STYLE}default-outline-level", "")
    level = int(outline) if outline.isdecimal() and 0 < int(outline) < 11 else None
    if element.get(f"{_STYLE}name") == "Title" and element.get(f"{_STYLE}family") == "paragraph":
        level = TITLE
    text = element.find(f"{_STYLE}text-properties")
    if text is None:
        return Style(level)
    weight, size, display = text.get(f"{_FO}font-weight"), text.get(f"{_FO}font-size", ""), text.get(f"{_TEXT}display")
    number = size.removesuffix("pt")
    points = float(number) if number != size and number.replace(".", "", 1).isdecimal() else None
    return Style(level, None if weight is None else weight in _WEIGHTS, points, None if display is None else display == "none")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    prefix: str
    suffix: str
    shown: int
    start: int


class Lists:
    """Numbered lists and numbered headings, and how far each has counted."""

    def __init__(self, parts: Sequence[_Element]) -> None:
        self._levels: dict[str | None, dict[int, _Level]] = {}
        self._counts: dict[str | None, list[int]] = {}
        for part in parts:
            for list_ in part.iter(f"{_TEXT}list-style", f"{_TEXT}outline-style"):
                name = None if list_.tag == f"{_TEXT}outline-style" else list_.get(f"{_STYLE}name", "")
                levels = (f"{_TEXT}list-level-style-number", f"{_TEXT}outline-level-style")
                self._levels.setdefault(name, {_int(one, "level", 1): _level(one) for one in list_.iterchildren(*levels)})

    def next(self, name: str | None, depth: int) -> str | None:
        """Count one further; the number as printed, nothing for a bullet. `name` is None for the numbers of headings."""
        levels = self._levels.get(name, {})
        level = levels.get(depth)
        if level is None or depth > _LEVELS:
            return None
        counts = self._counts.setdefault(name, [0] * (_LEVELS + 1))
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth)
        if not level.format:
            return None
        shown = [at for at in range(max(1, depth - level.shown + 1), depth + 1) if at in levels and levels[at].format]
        number = ".".join(written(counts[at] or levels[at].start, levels[at].format) for at in shown)
        return f"{level.prefix}{number}{level.suffix}".strip()


def _level(element: _Element) -> _Level:
    return _Level(
        element.get(f"{_STYLE}num-format", ""),
        element.get(f"{_STYLE}num-prefix", "")[:20],
        element.get(f"{_STYLE}num-suffix", "")[:20],
        _int(element, "display-levels", 1),
        _int(element, "start-value", 1),
    )


def _int(element: _Element, name: str, default: int) -> int:
    text = element.get(f"{_TEXT}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 6 else default
