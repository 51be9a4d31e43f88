"""Findings changed in one way only: worse, one more, reordered. Hypothesis strategies, for laws about change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from kbv_rules.advise.aimed import worse_levels
from kbv_rules.advise.generate import AGENDA_KINDS, TEXTS, Ground, Hand
from kbv_rules.findings.read import with_directions
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Agenda, Figure, Findings, ThemeFindings

_TOPS = {"percent": 100.0, "mark": 10.0}
_NEW = [("bottleneck", "", 0), ("reinforcement", "", 0), ("consultation", "", 0), ("agenda", "", 0), ("mention", "", 0)]


@dataclass(frozen=True)
class Changed:
    """Findings that differ from others in one thing: what was said of `subject`."""

    findings: Findings
    subject: str
    what: str

    @property
    def theme(self) -> str:
        """The theme or overarching theme it is about."""
        return theme_of(self.subject)


def put(found: Findings, subject: str, change: Callable[[ThemeFindings], ThemeFindings], ground: Ground) -> Findings:
    """The findings with those on one subject changed, or begun."""
    if all(item.theme != subject for item in found.findings):
        found = found.model_copy(update={"findings": (*found.findings, ThemeFindings(theme=subject))})
    items = tuple(change(item) if item.theme == subject else item for item in found.findings)
    return with_directions(found.model_copy(update={"findings": items}), ground.knowledge)


def _replaced(items: tuple[Any, ...], place: int, new: Any) -> tuple[Any, ...]:
    return (*items[:place], new, *items[place + 1 :])


def _worse_figure(draw: st.DrawFn, figure: Figure, ground: Ground) -> Figure:
    """The last year worse: over a next limit of the rules, or just more, or less where higher is better."""
    last = max(figure.values)
    now = figure.values[last]
    then: float
    levels = worse_levels(figure, ground.aims)
    near: bool = draw(st.booleans())
    if levels and near:
        then = draw(st.sampled_from(levels))
    elif figure.direction == "higher_is_better":
        then = draw(st.integers(0, int(now)).map(float) if figure.unit == "count" else st.floats(0, now))
    else:
        top = _TOPS.get(figure.unit, 1e9)
        more = st.one_of(st.integers(1, 400), st.integers(1, 10**9)).map(float)
        then = min(top, now + draw(more if figure.unit == "count" else st.floats(0.01, 60)))
    return figure.model_copy(update={"values": {**figure.values, last: then}})


def _possible(found: Findings) -> list[tuple[str, str, int]]:
    """What can be made worse of what was found: (what, subject, place)."""
    possible = []
    for item in found.findings:
        possible += [("figure", item.theme, i) for i, one in enumerate(item.figures) if one.direction != "neutral"]
        possible += [("judgement", item.theme, i) for i, one in enumerate(item.judgements) if one.score < 4]
        possible += [("likelihood", item.theme, i) for i, one in enumerate(item.scenarios) if one.likelihood < 4]
        possible += [("impact", item.theme, i) for i, one in enumerate(item.scenarios) if one.impact < 4]
    return possible


@st.composite
def with_a_worse_last_year(draw: st.DrawFn, found: Findings, ground: Ground) -> Findings:
    """The same findings with the last year of one figure worse, where there is one that has a direction."""
    possible = [(subject, place) for what, subject, place in _possible(found) if what == "figure"]
    if not possible:
        return found
    subject, place = draw(st.sampled_from(possible))

    def change(item: ThemeFindings) -> ThemeFindings:
        figure = _worse_figure(draw, item.figures[place], ground)
        return item.model_copy(update={"figures": _replaced(item.figures, place, figure)})

    return put(found, subject, change, ground)


@st.composite
def worsened(draw: st.DrawFn, found: Findings, ground: Ground) -> Changed:
    """The same findings with one thing worse."""
    hand = Hand(draw, ground, found.date)
    possible = _possible(found) if draw(st.booleans()) else []
    what, subject, place = draw(st.sampled_from(possible or _NEW))
    subject = subject or draw(st.sampled_from([item.theme for item in found.findings]) if found.findings else ground.subjects)
    if what in ("agenda", "mention"):
        return Changed(_mentioned(hand, found, subject, what), subject, what)

    def change(item: ThemeFindings) -> ThemeFindings:
        if what == "figure":
            worse_one = _worse_figure(draw, item.figures[place], ground)
            update: dict[str, Any] = {"figures": _replaced(item.figures, place, worse_one)}
        elif what == "judgement":
            old = item.judgements[place]
            worse = old.model_copy(update={"score": draw(st.integers(old.score + 1, 4))})
            update = {"judgements": _replaced(item.judgements, place, worse)}
        elif what in ("likelihood", "impact"):
            scenario = item.scenarios[place]
            raised = scenario.model_copy(update={what: draw(st.integers(getattr(scenario, what) + 1, 4))})
            update = {"scenarios": _replaced(item.scenarios, place, raised)}
        elif what == "bottleneck":
            stuck = (*item.approach.bottlenecks, hand.point())
            update = {"approach": item.approach.model_copy(update={"bottlenecks": stuck})}
        elif what == "reinforcement":
            update = {"reinforcements": (*item.reinforcements, hand.point())}
        else:
            update = {"consultation": (*item.consultation, hand.consultation())}
        return item.model_copy(update=update)

    return Changed(put(found, subject, change, ground), subject, what)


def _mentioned(hand: Hand, found: Findings, subject: str, what: str) -> Findings:
    """One more agenda names the subject, or one of the agendas there are does so as well."""
    draw = hand.draw
    if what == "mention" and found.agendas:
        place = draw(st.integers(0, len(found.agendas) - 1))
        agenda = found.agendas[place]
        more = agenda.model_copy(update={"themes": (*agenda.themes, subject)})
        return found.model_copy(update={"agendas": _replaced(found.agendas, place, more)})
    new = Agenda(kind=draw(st.sampled_from(AGENDA_KINDS)), name=draw(TEXTS), themes=(subject,))
    return found.model_copy(update={"agendas": (*found.agendas, new)})


@st.composite
def with_one_more(draw: st.DrawFn, found: Findings, ground: Ground) -> Changed:
    """The same findings with one finding more, good or bad, on any subject."""
    hand = Hand(draw, ground, found.date)
    added: dict[str, Callable[[], Any]] = {
        "figures": hand.figure,
        **({"judgements": hand.judgement} if ground.judged else {}),
        "reinforcements": hand.point,
        "consultation": hand.consultation,
        "scenarios": hand.scenario,
    }
    subject = draw(ground.subjects)
    what = draw(st.sampled_from([*added, "works", "bottlenecks", "agenda"]))
    if what == "agenda":
        return Changed(_mentioned(hand, found, subject, what), subject, what)

    def change(item: ThemeFindings) -> ThemeFindings:
        if what in added:
            return item.model_copy(update={what: (*getattr(item, what), added[what]())})
        said = (*getattr(item.approach, what), hand.point())
        return item.model_copy(update={"approach": item.approach.model_copy(update={what: said})})

    return Changed(put(found, subject, change, ground), subject, what)


@st.composite
def reordered(draw: st.DrawFn, found: Findings) -> Findings:
    """The same findings, with everything that has no order of its own in another order."""

    def shuffled(items: Any) -> Any:
        if isinstance(items, dict):
            return {key: shuffled(items[key]) for key in draw(st.permutations(list(items)))}
        if isinstance(items, (list, tuple)):
            return [shuffled(item) for item in draw(st.permutations(list(items)))]
        return items

    return Findings.model_validate(shuffled(found.model_dump(by_alias=True)))
