"""How many indicators a priority has, of which kinds, and whether they say from where to where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kbv_rules.check.measured import sequence
from kbv_rules.check.view import Hit, Values
from kbv_rules.rules.template import listing, number

if TYPE_CHECKING:
    from kbv_rules.check.measured import Measured
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import DirectionWhen, NothingWhen, RangeWhen

_EFFECTS = ("objective", "subjective")
_WAYS = {True: "rising", False: "falling"}
_BETTER = {"lower_is_better": -1, "higher_is_better": 1, "fewer_reports": -1}
_JOINED_FROM = 3  # so many indicators of one priority that lack the same are one remark


def count(view: View, when: RangeWhen) -> Iterator[Hit]:
    """Too few or too many indicators."""
    for priority in view.worked_out:
        found = view.measured(priority)
        if when.least <= len(found) <= when.most:
            continue
        more = "none" if not found else "few" if len(found) < when.least else "many"
        about: dict[str, str | int] = {"priority": priority.name, "count": len(found)}
        values: Values = {
            "priority": priority.name,
            "count": len(found),
            "least": when.least,
            "most": when.most,
            "names": listing(sequence(found)),
        }
        at = view.plan.outline.at(found[0].paragraph) if found else view.at_priority(priority)
        yield Hit(about, values, at, more=(more,))


def mix(view: View, when: NothingWhen) -> Iterator[Hit]:
    """Only objective or only subjective indicators; a count of the municipality's own work is neither."""
    for priority in view.worked_out:
        found = view.measured(priority)
        if len(found) < len(_EFFECTS):
            continue
        there = {kind for one in found for kind in one.kinds}
        for kind in _EFFECTS:
            if kind not in there:
                values: Values = {"priority": priority.name, "missing": kind, "names": listing(sequence(found))}
                more = (kind, *(("output",) if "output" in there else ()))
                at = view.plan.outline.at(found[0].paragraph)
                yield Hit({"priority": priority.name, "missing": kind}, values, at, more=more)


def baseline(view: View, when: NothingWhen) -> Iterator[Hit]:
    """Indicators that do not say where they stand now."""
    yield from _lacking(view, lambda one: not one.has_baseline)


def target(view: View, when: NothingWhen) -> Iterator[Hit]:
    """Indicators that do not say where they should go."""
    yield from _lacking(view, lambda one: not one.has_target)


def _lacking(view: View, lacks: Callable[[Measured], bool]) -> Iterator[Hit]:
    for priority in view.worked_out:
        found = [one for one in view.measured(priority) if lacks(one)]
        joined = len(found) >= _JOINED_FROM
        for one in found[:1] if joined else found:
            about: dict[str, str | int] = {"priority": priority.name, "indicator": one.key}
            values: Values = {"priority": priority.name, "indicator": one.name, "count": len(found)}
            rest = tuple({"priority": priority.name, "indicator": other.key} for other in found[1:]) if joined else ()
            at = view.plan.outline.at(one.paragraph)
            yield Hit(about, values, at, more=("several",) if joined else (), joined=rest)  # type: ignore[arg-type]


def contradiction(view: View, when: DirectionWhen) -> Iterator[Hit]:
    """Targets that go the wrong way: more burglaries, a lower mark, or another way than the sentence itself says."""
    for priority in view.worked_out:
        for one in view.measured(priority):
            change = _change_of(one)
            better = _BETTER.get(one.direction or "")
            denied = one.moves is not None and one.relative is None and bool(change) and (change or 0) * one.moves < 0
            if not denied and (better is None or not change or change * better > 0):
                continue
            about: dict[str, str | int] = {"priority": priority.name, "indicator": one.key}
            values: Values = {
                "priority": priority.name,
                "indicator": one.name,
                "baseline": None if one.baseline is None else number(one.baseline),
                "target": number(one.target if one.relative is None and one.target is not None else change or 0),
            }
            said = (
                "level" if change != one.way or one.target is not None or one.relative is not None else _WAYS[(change or 0) > 0]
            )
            why = f"says_{_WAYS[(one.moves or 0) > 0]}" if denied else str(one.direction)
            severity = when.lesser_severity if why == "fewer_reports" else None
            yield Hit(about, values, view.plan.outline.at(one.paragraph), severity, more=(said, why))


def _change_of(one: Measured) -> float | None:
    """By how much an indicator is to change, positive upwards, or only which way; None where that is not said."""
    if one.relative is not None:
        return one.relative
    if one.baseline is not None and one.target is not None:
        return one.target - one.baseline
    return one.way if one.target is None and not one.keeps else None
