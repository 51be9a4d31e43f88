"""Police figures as JSON: what the counts are, how they compare, and what to beware of. The keys are a contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.findings.police.figures import PoliceFigure
    from kbv_rules.findings.police.municipalities import Municipality


def police_json(municipality: Municipality, figures: Sequence[PoliceFigure]) -> str:
    """One municipality. Counts and rates by year, a ratio above 1 is more than the benchmark, a trend is a share per year."""
    content = {
        "municipality": {"code": municipality.code, "name": municipality.name},
        "figures": [_figure(one) for one in figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _figure(one: PoliceFigure) -> dict[str, Any]:
    benchmark = one.figure.benchmark
    return {
        "crime": one.kind.code,
        "themes": list(dict.fromkeys(theme_of(id_) for id_ in one.offence.themes)),
        "sub_themes": [id_ for id_ in one.offence.themes if id_ != theme_of(id_)],
        "values": {str(year): int(count) for year, count in one.figure.values.items()},
        "per_1000": {str(year): rate for year, rate in one.per_1000.items()},
        "benchmark": {"group": benchmark.group, "value": benchmark.value} if benchmark else None,
        "level_ratio": _rounded(_ratio(one)),
        "level_ratio_damped": _rounded(one.facts.level_ratio),
        "trend_per_year": _rounded(one.facts.trend_per_year),
        "provisional": list(one.figure.provisional),
        "warnings": list(one.warnings),
    }


def _ratio(one: PoliceFigure) -> float | None:
    """The mean rate of the years the benchmark is about over that benchmark; `level_ratio_damped` is what an advice judges by."""
    if one.figure.benchmark is None or not all(year in one.per_1000 for year in one.compared):
        return None
    return sum(one.per_1000[year] for year in one.compared) / len(one.compared) / one.figure.benchmark.value


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
