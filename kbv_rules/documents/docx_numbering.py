"""Numbers that Word counts by itself, as they stand in front of a heading. Source: ECMA-376 part 1, 17.9."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbv_rules.documents.counting import written

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_WAYS = {"upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None
    legal: bool


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        w = root.tag.partition("}")[0] + "}"
        kinds = {kind.get(f"{w}abstractNumId", ""): dict(_levels(kind, w)) for kind in root.iterfind(f"{w}abstractNum")}
        for list_ in root.iterfind(f"{w}num"):
            kind = list_.find(f"{w}abstractNumId")
            kind_id = "" if kind is None else kind.get(f"{w}val", "")
            levels = dict(kinds.get(kind_id, {}))
            counter = kind_id
            for override in list_.iterfind(f"{w}lvlOverride"):
                depth = _number(override.get(f"{w}ilvl"), 0)
                levels.update(_levels(override, w))
                start = override.find(f"{w}startOverride")
                if start is not None and depth in levels:
                    levels[depth] = replace(levels[depth], start=_number(start.get(f"{w}val"), 1))
                    counter = f"{kind_id}/{list_.get(f'{w}numId')}"
            self._lists[list_.get(f"{w}numId", "")] = (counter, levels)

    def level_of_style(self, list_: str, style: str | None) -> int:
        """The level that a list keeps for a style; the first when it keeps none."""
        levels = self._lists.get(list_, ("", {}))[1]
        return next((depth for depth, level in levels.items() if style is not None and level.style == style), 0)

    def next(self, list_: str, depth: int) -> str | None:
        """Count one further in a list; the number as it is printed, nothing for a bullet or a list that is not there."""
        counter, levels = self._lists.get(list_, ("", {}))
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return None
        counts = self._counts.setdefault(counter, [None] * _LEVELS)
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        if level.format in ("bullet", "none"):
            return None

        def filled(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = levels.get(at)
            if of is None:
                return ""
            count = counts[at]
            if count is None:  # a level that was skipped counts as begun
                count = counts[at] = of.start
            return (
                f"{count:02d}"
                if of.format == "decimalZero"
                else written(count, "1" if level.legal else _WAYS.get(of.format, "1"))
            )

        return _PLACE.sub(filled, level.text).strip() or None


def _levels(parent: _Element, w: str) -> list[tuple[int, _Level]]:
    def value(element: _Element, name: str, default: str) -> str:
        found = element.find(f"{w}{name}")
        return default if found is None else found.get(f"{w}val", default)

    return [
        (
            _number(element.get(f"{w}ilvl"), 0),
            _Level(
                value(element, "numFmt", "decimal"),
                value(element, "lvlText", "")[:50],
                _number(value(element, "start", "1"), 1),
                value(element, "pStyle", "") or None,
                element.find(f"{w}isLgl") is not None,
            ),
        )
        for element in parent.iterfind(f"{w}lvl")
    ]


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
