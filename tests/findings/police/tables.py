"""Small files of open data, as they are downloaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from kbv_rules.findings.police.counts import Kind, PoliceCounts
from kbv_rules.findings.police.municipalities import Gazetteer
from kbv_rules.findings.police.population import Population, shipped_population
from kbv_rules.findings.police.read import read_police
from tests.strategies import KNOWLEDGE

DATA = Path(os.environ.get("KBV_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
YEARLY = DATA / "politie_47018NED_gemeente_jaar"
TOTALS = DATA / "politie_47013NED_totaal_gemeente"
needs_police_data = pytest.mark.skipif(not YEARLY.is_dir(), reason="de open data van de politie staan niet naast deze map")

BURGLARY = Kind("crimes", "1.1.1")
TERNEUZEN = "GM0715"
GOES = "GM0664"


@cache
def people() -> Population:
    return shipped_population()


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(people().names, KNOWLEDGE.catalogue.municipalities)


def read(*paths: Path) -> PoliceCounts:
    return read_police(paths, KNOWLEDGE, gazetteer())


def typed(
    path: Path,
    cells: Mapping[tuple[str, str, str], object] | Iterable[tuple[str, str, str, object]],
    *,
    between: str = ";",
    kind: str = "SoortMisdrijf",
    region: str = "WijkenEnBuurten",
    value: str = "GeregistreerdeMisdrijven_1",
    encoding: str = "utf-8",
) -> Path:
    """A raw download (OData, TypedDataSet): keys padded with spaces, a row per count."""
    rows = [(*key, count) for key, count in cells.items()] if isinstance(cells, Mapping) else list(cells)
    lines = [between.join(f'"{name}"' for name in ("ID", kind, region, "Perioden", value))]
    for number, (code, where, when, count) in enumerate(rows):
        lines.append(between.join([str(number), f'"{code:<6}"', f'"{where:<10}"', f'"{when}"', str(count)]))
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def burglaries(path: Path, counts: Mapping[int, object], where: str = TERNEUZEN, **how: str) -> Path:
    return typed(path, {("1.1.1", where, f"{year}JJ00"): count for year, count in counts.items()}, **how)  # type: ignore[arg-type]
