"""Makes a composite indicator into a figure for a findings file, its parts named in the note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from kbv_rules.errors import input_error
from kbv_rules.model.findings import Benchmark, Figure
from kbv_rules.rules.template import listing, number

if TYPE_CHECKING:
    from kbv_rules.model.composite import IndexDefinition, IndexResult, IndexValue

# Two decimals: more than an index can carry, and enough to tell two years apart.
_DECIMALS = 2
# What a figure can hold.
_LONGEST = 4000
_HIGHEST = 1e9


def index_figure(definition: IndexDefinition, result: IndexResult, area: str) -> Figure:
    """The whole in one area as a series per year, years without a value left out, the base area as benchmark where it is known.

    The unit is `scale`: an index has no top. The note names the parts and their value in the last year.

    Raises:
        InputError: no year has a value, or a value below nought, which a figure cannot hold.
    """
    values = [value for value in result.values if value.area == area and value.value is not None]
    if not values:
        why = "; ".join(f"{value.year}: {value.missing}" for value in result.values if value.area == area)
        raise input_error(definition.id, f"de index heeft voor {area} in geen enkel jaar een waarde.", "Vul de cijfers aan.", why)
    if any((value.value or 0) < 0 for value in values):
        remedy = "Kies bij de delen 'inverted: reciprocal' in plaats van 'mirror'."
        raise input_error(definition.id, f"de index komt voor {area} onder nul, en dat kan een cijfer niet.", remedy)
    if any((value.value or 0) > _HIGHEST for value in values):
        remedy = "Controleer de basiswaarden: een ervan is bijna nul."
        raise input_error(definition.id, f"de index komt voor {area} boven {_HIGHEST:g}, en dat kan een cijfer niet.", remedy)
    whole = next(index for index in definition.indices if index.id == definition.total)
    return Figure(
        name=definition.name,
        kind=definition.kind,
        unit="scale",
        values={value.year: round(value.value or 0.0, _DECIMALS) for value in values},
        direction=whole.direction,
        source=definition.source,
        benchmark=_benchmark(definition, result, area, values[-1].year),
        note=_note(definition, values),
    )


def _benchmark(definition: IndexDefinition, result: IndexResult, area: str, year: int) -> Benchmark | None:
    base = definition.base
    for value in result.values:
        if (value.area, value.year) != (base.area, year) or area == base.area or value.value is None:
            continue
        if 0 < round(value.value, _DECIMALS) <= _HIGHEST:
            return Benchmark(
                value=round(value.value, _DECIMALS), unit="scale", group=base.area, year=year, source=definition.source
            )
    return None


def _note(definition: IndexDefinition, values: Sequence[IndexValue]) -> str:
    """The parts in the last year; and, as a series must compare like with like, what did not count in which year."""
    base, last = definition.base, values[-1]
    absent = [f"{name} ({value.year})" for value in values for name in _absent(value)]
    told = (
        f"Samengestelde indicator, {base.area} in {base.year} = 100. Delen in {last.year}: {listing(_parts(last))}. "
        + (f"Wegens gebrek aan cijfers telden niet mee: {listing(absent)}. " if absent else "")
        + "Een totaal zegt weinig zonder zijn delen."
    )
    return shorten(told, _LONGEST, placeholder=" ...")


def _absent(value: IndexValue) -> Iterator[str]:
    """The parts, on any floor, that had no value although they count."""
    for part in value.parts:
        if part.weight and part.value is None:
            yield part.name
        elif part.weight and part.index:
            yield from _absent(part.index)


def _parts(value: IndexValue) -> Sequence[str]:
    return [f"{part.name} {'onbekend' if part.value is None else number(part.value)}" for part in value.parts]
