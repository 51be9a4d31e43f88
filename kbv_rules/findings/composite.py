"""Computes a composite indicator from a table of figures, with every part beside the whole. Pure: no files, no rounding.

A part enters its index as x = 100 * value / value of the base area in the base year (or as it is, when it is published as an
index), turned round where its direction is the other one. An index is the sum of weight * x over the sum of the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from kbv_rules.model.composite import (
    BASE,
    Index,
    IndexChange,
    IndexDefinition,
    IndexFigure,
    IndexResult,
    IndexValue,
    Inversion,
    Part,
    PartChange,
    PartValue,
)

# (area, year, figure id) -> value, in the unit of the figure.
Observed = Mapping[tuple[str, int, str], float]

_UNKNOWN = "geen waarde in het bestand"


def index_result(
    definition: IndexDefinition,
    observed: Observed,
    places: Iterable[tuple[str, int]],
    changes: Iterable[tuple[str, int, int]] = (),
) -> IndexResult:
    """The whole for each (area, year) in `places`, and each (area, first year, last year) in `changes`."""
    return IndexResult(
        index=definition.id,
        name=definition.name,
        base=definition.base,
        values=tuple(index_value(definition, observed, area, year) for area, year in places),
        changes=tuple(
            index_change(index_value(definition, observed, area, first), index_value(definition, observed, area, last))
            for area, first, last in changes
        ),
    )


def index_value(definition: IndexDefinition, observed: Observed, area: str, year: int) -> IndexValue:
    """The whole in one area and year."""
    indices = {index.id: index for index in definition.indices}
    figures = {figure.id: figure for figure in definition.figures}

    def whole(index: Index) -> IndexValue:
        parts = [
            _index_part(part, whole(indices[part.part]))
            if part.part in indices
            else _figure_part(part, figures[part.part], definition, observed, area, year)
            for part in index.parts
        ]
        return _combine(index, parts, area, year)

    return whole(indices[definition.total])


def base_of(figure: IndexFigure, definition: IndexDefinition, observed: Observed) -> float | None:
    """What a raw figure is related to: the value that is stated, or else that of the base area in the base year."""
    if figure.base:
        return figure.base.value
    return observed.get((definition.base.area, definition.base.year, figure.id))


def _figure_part(
    part: Part, figure: IndexFigure, definition: IndexDefinition, observed: Observed, area: str, year: int
) -> PartValue:
    seen = observed.get((area, year, figure.id))
    base = None if figure.scale == "index" else base_of(figure, definition, observed)
    if seen is None:
        return _part(part, figure.name, missing=_UNKNOWN, base=base)
    if figure.scale == "index":
        return _turned(part, figure.name, seen, observed=seen)
    if not base:
        where = f"{definition.base.area} in {definition.base.year}"
        why = "is nul, en delen door nul kan niet" if base == 0 else "ontbreekt"
        return _part(part, figure.name, missing=f"de basiswaarde van {where} {why}", observed=seen, base=base)
    return _turned(part, figure.name, BASE * seen / base, observed=seen, base=base)


def _index_part(part: Part, index: IndexValue) -> PartValue:
    if index.value is None:
        return _part(part, index.name, missing=index.missing, index=index)
    return _turned(part, index.name, index.value, index=index)


def _turned(
    part: Part,
    name: str,
    value: float,
    *,
    observed: float | None = None,
    base: float | None = None,
    index: IndexValue | None = None,
) -> PartValue:
    """The part with its value the right way round."""
    if part.inverted == "reciprocal":
        if value <= 0:
            missing = f"de waarde ({value:g}) is niet groter dan nul, en dan is er geen omgekeerde"
            return _part(part, name, missing=missing, observed=observed, base=base, index=index)
        value = BASE * BASE / value
    elif part.inverted == "mirror":
        value = 2 * BASE - value
    return _part(part, name, value=value, observed=observed, base=base, index=index)


def _part(
    part: Part,
    name: str,
    *,
    value: float | None = None,
    missing: str | None = None,
    observed: float | None = None,
    base: float | None = None,
    index: IndexValue | None = None,
) -> PartValue:
    """A part that does not have its share yet."""
    return PartValue(
        id=part.part,
        name=name,
        weight=part.weight,
        share=None,
        inverted=part.inverted,
        observed=observed,
        base=base,
        value=value,
        contribution=None,
        missing=missing,
        index=index,
    )


def _combine(index: Index, parts: Sequence[PartValue], area: str, year: int) -> IndexValue:
    """The mean of the parts. A part of weight zero is shown and not asked for."""
    counted = [part for part in parts if part.weight]
    there = [part for part in counted if part.value is not None]
    absent = [part for part in counted if part.value is None]
    missing: str | None = None
    if not there:
        missing = "geen enkel deel heeft een waarde"
    elif absent and index.missing == "not_evaluable":
        missing = "; ".join(f"{part.name}: {part.missing}" for part in absent)
    elif len(there) < index.at_least:
        missing = f"{len(there)} van de {len(counted)} delen hebben een waarde; er zijn er minstens {index.at_least} nodig"
    made, value = tuple(parts), None
    if missing is None:
        by = sum(part.weight for part in there)
        if index.divisor is not None:
            # A divisor belongs to all parts together; those that are there make up for those that are not.
            by *= index.divisor / sum(part.weight for part in counted)
        made = tuple(_shared(part, by) for part in parts)
        value = sum(part.contribution or 0.0 for part in made)
    return IndexValue(
        id=index.id,
        name=index.name,
        direction=index.direction,
        area=area,
        year=year,
        value=value,
        missing=missing,
        parts=made,
    )


def _shared(part: PartValue, by: float) -> PartValue:
    if part.value is None:
        return part
    share = part.weight / by
    return part.model_copy(update={"share": share, "contribution": share * part.value})


def index_change(first: IndexValue, last: IndexValue) -> IndexChange:
    """What changed between two years of one index in one area, and which parts did it.

    Not evaluable when either year is, or when the two years do not rest on the same parts: then the difference would be
    between two different things.
    """
    missing = _incomparable(first, last)
    change = None if missing or first.value is None or last.value is None else last.value - first.value
    return IndexChange(
        id=first.id,
        name=first.name,
        direction=first.direction,
        area=first.area,
        first_year=first.year,
        last_year=last.year,
        first=first.value,
        last=last.value,
        change=change,
        missing=missing,
        parts=() if change is None else _changes(first, last, 1.0),
    )


def _incomparable(first: IndexValue, last: IndexValue) -> str | None:
    for one in (first, last):
        if one.value is None:
            return f"{one.year}: {one.missing}"
    for before, after in zip_longest(first.parts, last.parts):
        if (before.share is None) != (after.share is None):
            lacking = first if before.share is None else last
            return f"'{before.name}' heeft in {lacking.year} geen waarde: de twee jaren rusten niet op dezelfde delen"
        if before.share is not None and before.weight and before.index and after.index:
            inner = _incomparable(before.index, after.index)
            if inner:
                return inner
    return None


def _changes(first: IndexValue, last: IndexValue, share: float) -> tuple[PartChange, ...]:
    """The change of every part in points of the whole, `share` of which this index is.

    A part that is turned by its reciprocal passes its own change on to its parts in proportion, as that turn is not linear.
    """
    made = []
    for before, after in zip(first.parts, last.parts, strict=True):
        if before.share is None or before.value is None or after.value is None:
            continue
        points = share * before.share * (after.value - before.value)
        inner: tuple[PartChange, ...] = ()
        if before.index and after.index and before.index.value is not None and after.index.value is not None:
            inner = _changes(before.index, after.index, _passed_on(before.inverted, share * before.share, before, after))
        made.append(
            PartChange(id=before.id, name=before.name, first=before.value, last=after.value, contribution=points, parts=inner)
        )
    return tuple(made)


def _passed_on(inverted: Inversion | None, share: float, before: PartValue, after: PartValue) -> float:
    """How many points of the whole one point of the inner index is, over this change."""
    if inverted is None:
        return share
    if inverted == "mirror":
        return -share
    # 10,000 / b - 10,000 / a = -(b - a) * 10,000 / (a * b), in which a and b are the inner index; its turn is `value`.
    assert before.value is not None
    assert after.value is not None
    return -share * before.value * after.value / (BASE * BASE)
