"""Every way in which one finding by itself can get worse over one limit of the rules.

Where a table is known to be unsound, this shows what that does to an advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kbv_rules.advise.aimed import DAY, TEXT, Pair, as_agendas, as_figure, as_judgement, as_points, municipality, raised
from kbv_rules.model.findings import Approach, Consultation, Figure, Findings, Scenario, ThemeFindings

if TYPE_CHECKING:
    from kbv_rules.advise.generate import Ground

_FLAT = 100.0
_STEEPEST = 1.4
_GROUPS: tuple[Any, ...] = ("residents", "entrepreneurs")


def one_step_worse(ground: Ground, per: str) -> Iterator[Pair]:
    """All pairs for one kind of row (see `kbv_rules.model.vocabulary`); none for rows that hold no findings."""
    subject = ground.themes[0]
    for series in _series(ground, per, subject):
        for before, after in pairwise(series):
            yield Pair(before, after, subject)


def _series(ground: Ground, per: str, subject: str) -> Iterator[list[Findings]]:
    """Findings on one subject that get worse step by step, in one respect each time."""
    aims = ground.aims

    def found(parts: Sequence[dict[str, Any]]) -> list[Findings]:
        return [municipality((ThemeFindings(theme=subject, **part),), ground) for part in parts]

    if per == "figure":
        for kind in ("objective", "subjective"):
            figure = as_figure(0, kind, 2, 0.0, 1.0, None)
            yield found([{"figures": (raised(_once_high(figure, aims.ratios[-1]), ratio),)} for ratio in aims.ratios])
            yield found([{"figures": (_sloping(figure, slope),)} for slope in aims.slopes])
    elif per == "judgement":
        for criterion in ground.judged:
            yield found([{"judgements": (as_judgement(criterion, score),)} for score in range(5)])
    elif per == "consultation":
        yield found([{"consultation": (_heard(_GROUPS[0], share),)} for share in aims.shares if share is not None])
        yield found([{"consultation": tuple(_heard(group) for group in _GROUPS[:count])} for count in (1, 2)])
    elif per == "approach":
        stuck = [Approach(works=as_points(1), bottlenecks=as_points(count)) for count in aims.numbers(per, "bottlenecks")]
        yield found([{"approach": approach} for approach in stuck])
        yield found([{"reinforcements": as_points(count)} for count in aims.numbers(per, "reinforcements")])
    elif per == "scenario":
        yield found([{"scenarios": (_scenario(score, 2),)} for score in range(5)])
        yield found([{"scenarios": (_scenario(2, score),)} for score in range(5)])
    elif per == "agendas":
        yield [municipality((), ground, as_agendas([subject] * count)) for count in aims.numbers(per, "agendas")]


def _heard(group: Any, share: float | None = None) -> Consultation:
    return Consultation(group=group, text=TEXT, share=share)


def _scenario(likelihood: int, impact: int) -> Scenario:
    return Scenario(name=TEXT, likelihood=likelihood, impact=impact, source="Regionaal risicoprofiel")


def _once_high(figure: Figure, ratio: float) -> Figure:
    """The figure with a first year so high that nothing after it is a sudden rise: only the level speaks."""
    return figure.model_copy(update={"values": {**figure.values, min(figure.values): _FLAT * ratio}})


def _sloping(figure: Figure, slope: float) -> Figure:
    """A flat series of three years whose last year makes the trend `slope`, without anything to compare it with.

    For 1, 1, x the trend is 3 (x - 1) / (2 (2 + x)), see `kbv_rules.findings.derive.trend_of`.
    """
    slope = min(slope, _STEEPEST)
    last = max(0.0, _FLAT * (3 + 4 * slope) / (3 - 2 * slope))
    values = {DAY.year - 2: _FLAT, DAY.year - 1: _FLAT, DAY.year: last}
    return figure.model_copy(update={"values": values, "benchmark": None})
