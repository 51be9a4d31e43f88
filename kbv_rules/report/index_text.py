"""A composite indicator as people and programs want it: never a total without its parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kbv_rules.model.composite import IndexChange, IndexDefinition, IndexResult, IndexValue, PartChange, PartValue
from kbv_rules.report.blocks import Block, Bullets, Grid, Heading, Paragraph, to_text
from kbv_rules.report.rows import rows_as
from kbv_rules.rules.template import number

_BETTER = {"lower_is_better": "lager is beter", "higher_is_better": "hoger is beter"}
_TURNED = {"mirror": "200 - x", "reciprocal": "10.000 / x"}
# From here on a list of areas; up to here each area and year gets a table of its own.
_APART = 3
_WIDTH = 120


def index_as(form: str, definition: IndexDefinition, result: IndexResult) -> str:
    """The result as 'table', 'csv' (a row per part, or per part of a change) or 'json'."""
    if form == "json":
        return json.dumps(result.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        rows = list(_change_rows(result.changes) if result.changes else _value_rows(result.values))
        return rows_as("csv", rows, {name: name for name in (_CHANGE if result.changes else _VALUE)})
    return to_text(_blocks(definition, result), _WIDTH)


_VALUE = (
    *("area", "year", "level", "part_of", "id", "name", "weight", "share"),
    *("observed", "base", "inverted", "value", "contribution", "missing"),
)
_CHANGE = ("area", "first_year", "last_year", "level", "part_of", "id", "name", "first", "last", "contribution", "missing")


def _value_rows(values: Sequence[IndexValue]) -> Iterator[dict[str, Any]]:
    for value in values:
        where = {"area": value.area, "year": value.year}
        top = {"level": 0, "id": value.id, "name": value.name, "value": value.value, "missing": value.missing}
        yield dict.fromkeys(_VALUE) | where | top
        for level, owner, part in _parts(value):
            yield dict.fromkeys(_VALUE) | where | {"level": level, "part_of": owner} | _plain(part)


def _plain(part: PartValue) -> dict[str, Any]:
    return {name: getattr(part, name) for name in _VALUE if name in type(part).model_fields}


def _parts(value: IndexValue, level: int = 1) -> Iterator[tuple[int, str, PartValue]]:
    """Every part, each followed by its own parts."""
    for part in value.parts:
        yield level, value.id, part
        if part.index:
            yield from _parts(part.index, level + 1)


def _change_rows(changes: Sequence[IndexChange]) -> Iterator[dict[str, Any]]:
    for change in changes:
        where = {"area": change.area, "first_year": change.first_year, "last_year": change.last_year}
        top = {"level": 0, "id": change.id, "name": change.name, "first": change.first, "last": change.last}
        yield dict.fromkeys(_CHANGE) | where | top | {"contribution": change.change, "missing": change.missing}
        for level, owner, part in _drivers(change.parts, change.id):
            row = {"id": part.id, "name": part.name, "first": part.first, "last": part.last, "contribution": part.contribution}
            yield dict.fromkeys(_CHANGE) | where | {"level": level, "part_of": owner} | row


def _drivers(parts: Sequence[PartChange], owner: str, level: int = 1) -> Iterator[tuple[int, str, PartChange]]:
    """Every part, what did most first, each followed by its own parts."""
    for part in sorted(parts, key=lambda one: -abs(one.contribution)):
        yield level, owner, part
        yield from _drivers(part.parts, part.id, level + 1)


def _blocks(definition: IndexDefinition, result: IndexResult) -> Iterator[Block]:
    whole = next(index for index in definition.indices if index.id == definition.total)
    base = f"{definition.base.area} in {definition.base.year} = 100"
    yield Heading(1, definition.name)
    yield Paragraph(f"{base}; {_BETTER[whole.direction]}. Bron: {definition.source}")
    if result.changes:
        yield from _changes(result.changes)
    else:
        yield from _values(result.values)
    for index in definition.indices:
        if index.because:
            yield Paragraph(f"{index.name}: {index.because}")
    if definition.note:
        yield Paragraph(definition.note)


def _values(values: Sequence[IndexValue]) -> Iterator[Block]:
    if len(values) > _APART:
        names = [part.name for part in values[0].parts]
        rows = [
            (value.area, str(value.year), _shown(value.value), *(_shown(part.value) for part in value.parts)) for value in values
        ]
        yield Grid(("gebied", "jaar", values[0].name, *names), tuple(rows))
        yield from _reasons([(f"{value.area}, {value.year}", value.missing) for value in values])
        return
    for value in values:
        yield Heading(2, f"{value.area}, {value.year}: {_shown(value.value)}")
        if value.missing:
            yield Paragraph(f"Niet te berekenen: {value.missing}.")
        rows = [
            (
                f"{'· ' * (level - 1)}{part.name}",
                number(part.weight, decimals=2),
                _shown(part.observed, 2),
                _shown(part.base, 2),
                _shown(part.value) + (f" ({_TURNED[part.inverted]})" if part.inverted else ""),
                _shown(part.contribution),
            )
            for level, _, part in _parts(value)
        ]
        yield Grid(("deel", "gewicht", "cijfer", "basis", "index", "bijdrage"), tuple(rows))
        if any(part.index for part in value.parts):
            yield Paragraph("Een bijdrage is die aan de index waar het deel onder staat; samen zijn ze die index.")
        yield from _reasons([(part.name, part.missing) for _, _, part in _parts(value)] if not value.missing else [])


def _changes(changes: Sequence[IndexChange]) -> Iterator[Block]:
    if len(changes) > _APART:
        known = next((change for change in changes if change.parts), None)
        names = {part.id: part.name for part in known.parts} if known else {}
        rows = []
        for change in changes:
            done = {part.id: part.contribution for part in change.parts}
            parts = (_signed(done.get(id_)) for id_ in names)
            rows.append((change.area, _shown(change.first), _shown(change.last), _signed(change.change), *parts))
        head = ("gebied", str(changes[0].first_year), str(changes[0].last_year), "verschil")
        yield Grid((*head, *names.values()), tuple(rows))
        yield Paragraph("Onder elk deel staat zijn bijdrage aan het verschil, in punten van het geheel.")
        yield from _reasons([(change.area, change.missing) for change in changes])
        return
    for change in changes:
        yield Heading(2, f"{change.area}, {change.first_year} - {change.last_year}: {_signed(change.change)}")
        if change.missing:
            yield Paragraph(f"Niet te berekenen: {change.missing}.")
            continue
        yield Paragraph(f"Van {_shown(change.first)} naar {_shown(change.last)}. Wat het meeste deed, staat bovenaan.")
        drivers = [
            (f"{'· ' * (level - 1)}{part.name}", _shown(part.first), _shown(part.last), _signed(part.contribution))
            for level, _, part in _drivers(change.parts, change.id)
        ]
        head = ("deel", str(change.first_year), str(change.last_year), "bijdrage in punten van het geheel")
        yield Grid(head, tuple(drivers))


def _reasons(told: Sequence[tuple[str, str | None]]) -> Iterator[Block]:
    reasons = [f"{name}: {missing}." for name, missing in told if missing]
    if reasons:
        yield Paragraph("Niet te berekenen:")
        yield Bullets(tuple(dict.fromkeys(reasons)))


def _shown(value: float | None, decimals: int = 1) -> str:
    """A value with a fixed number of decimals, so that a column lines up in the eye."""
    return "-" if value is None else f"{value:.{decimals}f}".replace(".", ",")


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.1f}".replace(".", ",")
