"""Two or three indicators per priority: objective and subjective together, with baseline and proposed target.

An `output` counts the municipality's own work and is never passed off as an effect. What a theme lacks is borrowed from a
theme it is tied to, or from the general theme of experience, and said so; what cannot be borrowed must be developed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from kbv_rules.advise.evidence import Evidence
from kbv_rules.advise.judge import fire
from kbv_rules.findings.derive import FigureFacts, derive
from kbv_rules.findings.identity import identify
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import Ambition, Baseline, EffectKind, IndicatorAdvice, Target
from kbv_rules.rules.evaluate import because
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.advise.choose import Chosen
    from kbv_rules.model.findings import Figure, Findings
    from kbv_rules.model.knowledge import Indicator
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.unary import Value

_KINDS = ("objective", "subjective")


class Measured(NamedTuple):
    """A figure of this municipality."""

    id: str
    theme: str
    figure: Figure
    facts: FigureFacts


class Offered(NamedTuple):
    """An indicator of the handbook, or a figure of the municipality that could serve as one."""

    id: str
    name: str
    kind: Literal["objective", "subjective", "output"]
    source: str
    per_1000: bool
    lapsed: bool


class Option(NamedTuple):
    """An indicator that could be proposed, with its points and the figure that measures it."""

    indicator: Offered
    theme: str
    borrowed: bool
    points: float
    measured: Measured | None
    why: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, str]:
        return (-self.points, self.indicator.id)


def propose_indicators(
    chosen: Chosen, findings: Findings, knowledge: Knowledge, rules: RuleSet, *, used: set[str]
) -> tuple[list[IndicatorAdvice], list[str]]:
    """The indicators of one priority, and what is still lacking. `used` are those other priorities already have."""
    settings = rules.indicators
    search = _Search(chosen, measure(findings, rules), knowledge, rules)
    options = [
        option
        for option in search.options()
        if option.indicator.kind in _KINDS and option.indicator.id not in used and not option.indicator.lapsed
    ]
    picked: list[Option] = []
    gaps: list[str] = []
    for kind in _KINDS:
        of_kind = sorted((option for option in options if option.indicator.kind == kind), key=lambda option: option.rank)
        if of_kind:
            picked.append(of_kind[0])
        else:
            gaps.append(rules.text(f"indicator_gap_{kind}", name=chosen.candidate.name))
    rest = sorted((option for option in options if option not in picked and not option.borrowed), key=lambda option: option.rank)
    for option in rest:
        if len(picked) >= settings.maximum:
            break
        if len(picked) < settings.minimum or option.measured is not None:
            picked.append(option)
    if len(picked) < settings.minimum:
        gaps.append(rules.text("indicator_gap_few", name=chosen.candidate.name, minimum=str(settings.minimum)))
    return [to_advice(option, findings, knowledge, rules) for option in picked], gaps


def measure(findings: Findings, rules: RuleSet) -> list[Measured]:
    """Every figure of the municipality with what follows from it, in the order of their ids."""
    found = []
    for item in findings.findings:
        for one in identify(item.theme, "figures", item.figures, "name"):
            facts = derive(one.finding, findings.municipality.population, rules.derivation)
            found.append(Measured(one.id, item.theme, one.finding, facts))
    return sorted(found, key=lambda measured: measured.id)


class _Search:
    """The indicators that could serve one priority, each with its points."""

    def __init__(self, chosen: Chosen, measured: Sequence[Measured], knowledge: Knowledge, rules: RuleSet) -> None:
        self.measured = measured
        self.knowledge = knowledge
        self.rules = rules
        self.lead = {unit.subject for unit, _ in chosen.strength.parts}
        self.own = _subjects(chosen, knowledge)
        # Whole themes; a priority made of sub-themes alone has none, but knows the themes they stand in.
        self.whole = {theme_of(home) for home in chosen.candidate.homes}
        self.fields = {knowledge.themes[theme].field for theme in self.whole}
        self.near = self.whole | {theme_of(subject) for subject in self.lead if theme_of(subject) in knowledge.themes}

    def options(self) -> Iterable[Option]:
        """Indicators of the priority's themes, of themes tied to them, of the budget regulation, and local figures."""
        seen: set[str] = set()
        tied = {other for theme in self.near for other in self.knowledge.neighbours[theme]}
        for theme in (*sorted(self.near), *sorted((tied | {self.rules.indicators.general_theme}) - self.near)):
            for mention in self.knowledge.themes[theme].indicators:
                indicator = self.knowledge.indicators[mention.id]
                if indicator.id not in seen:
                    seen.add(indicator.id)
                    yield self._option(indicator, theme, borrowed=not self._own(indicator, theme))
        for indicator in self.knowledge.catalogue.indicators:
            if indicator.id not in seen and set(indicator.sub_themes) & self.own:
                seen.add(indicator.id)
                yield self._option(indicator, theme_of(min(set(indicator.sub_themes) & self.own)), borrowed=False)
        for figure in self.measured:
            if figure.figure.indicator is None and figure.theme in self.own and figure.figure.direction != "neutral":
                yield self._local(figure)

    def _own(self, indicator: Indicator, theme: str) -> bool:
        """Whether an indicator measures the priority itself and not merely a theme tied to it."""
        if set(indicator.sub_themes) & self.own:
            return True
        return theme in self.whole

    def _option(self, indicator: Indicator, theme: str, *, borrowed: bool) -> Option:
        figure = next((one for one in self.measured if one.figure.indicator == indicator.id), None)
        source = self.knowledge.data_sources.get(indicator.source)
        aims = set(indicator.sub_themes)
        return self._judged(
            indicator.id,
            indicator.name,
            indicator.kind,
            source.name if source else indicator.source,
            theme,
            figure,
            {
                "stable_source": bool(source and source.stable),
                "borrowed": borrowed,
                "local": False,
                "fits_lead": bool(aims & self.lead) or bool(figure and figure.theme in self.lead),
                "other_part": not borrowed and bool(aims) and not aims & self.own,
                "same_field": theme in self.knowledge.themes and self.knowledge.themes[theme].field in self.fields,
            },
            per_1000=indicator.unit == "per_1000",
            lapsed=indicator.lapsed,
        )

    def _local(self, figure: Measured) -> Option:
        """A figure of the municipality that is no indicator of the handbook."""
        return self._judged(
            figure.id,
            figure.figure.name,
            figure.figure.kind,
            figure.figure.source,
            figure.theme,
            figure,
            {
                "stable_source": False,
                "borrowed": False,
                "local": True,
                "fits_lead": figure.theme in self.lead,
                "other_part": False,
                "same_field": True,
            },
        )

    def _judged(
        self,
        id_: str,
        name: str,
        kind: Literal["objective", "subjective", "output"],
        source: str,
        theme: str,
        figure: Measured | None,
        facts: dict[str, Value | None],
        *,
        per_1000: bool = False,
        lapsed: bool = False,
    ) -> Option:
        row = Evidence("indicator", {"kind": kind, "available": figure is not None, **facts})
        hits = fire(self.rules.tables[self.rules.indicators.value_table], theme, row)
        return Option(
            Offered(id_, name, kind, source, per_1000=per_1000, lapsed=lapsed),
            theme,
            bool(facts["borrowed"]),
            sum(hit.score for hit in hits),
            figure,
            tuple(because(hit.rule, row.values) for hit in hits if hit.score > 0),
        )


def _subjects(chosen: Chosen, knowledge: Knowledge) -> set[str]:
    """The themes, overarching themes and sub-themes a priority is about."""
    subjects = set(chosen.candidate.members) | set(chosen.takes)
    for member in chosen.candidate.members:
        if member in knowledge.themes:
            subjects |= {sub.id for sub in knowledge.themes[member].sub_themes}
    return subjects


def to_advice(option: Option, findings: Findings, knowledge: Knowledge, rules: RuleSet) -> IndicatorAdvice:
    """An option as data, with baseline and targets where it is measured."""
    offered, measured = option.indicator, option.measured
    why = listing(option.why)
    text = rules.text("indicator_why", why=why)
    if option.borrowed:
        text = rules.text("indicator_borrowed", theme=option.theme, name=knowledge.name(option.theme), why=why)
    baseline = None
    targets: tuple[Target, ...] = ()
    if measured is not None:
        value, unit = _baseline(measured, findings, per_1000=offered.per_1000)
        baseline = Baseline.model_construct(
            value=value,
            year=measured.facts.latest_year,
            unit=unit,
            finding=measured.id,
            provisional=measured.facts.latest_year in measured.figure.provisional,
        )
        if measured.figure.direction != "neutral":
            targets = tuple(_targets(measured, value, unit, findings.period.end, rules))
    return IndicatorAdvice.model_construct(
        id=offered.id,
        name=offered.name,
        kind=cast(EffectKind, offered.kind),
        source=offered.source,
        borrowed_from=option.theme if option.borrowed else None,
        baseline=baseline,
        target=targets,
        points=option.points,
        text=text,
    )


def _baseline(measured: Measured, findings: Findings, *, per_1000: bool) -> tuple[float, str]:
    """The last value, in the unit of the indicator: a count becomes a rate where the indicator is one."""
    figure, year = measured.figure, measured.facts.latest_year
    inhabitants = findings.municipality.population.get(year)
    if per_1000 and figure.unit == "count" and inhabitants:
        return round(measured.facts.latest * 1000 / inhabitants, 2), "per_1000"
    return measured.facts.latest, figure.unit


def _targets(measured: Measured, baseline: float, unit: str, year: int, rules: RuleSet) -> Iterable[Target]:
    facts, figure = measured.facts, measured.figure
    row = Evidence(
        "target",
        {
            "level_ratio": facts.level_ratio,
            "trend_per_year": facts.trend_per_year,
            "has_benchmark": facts.level_ratio is not None,
            "small": facts.small,
        },
    )
    ambitions: tuple[tuple[Ambition, str], ...] = (
        ("realistic", rules.indicators.realistic_table),
        ("ambitious", rules.indicators.ambitious_table),
    )
    for ambition, name in ambitions:
        hit = next(iter(fire(rules.tables[name], measured.theme, row)), None)
        if hit is None:
            continue
        # `change` is of what is bad; a figure where higher is better moves the other way.
        change = hit.score if figure.direction != "higher_is_better" else -hit.score
        value = rounded(baseline * (1 + change), unit)
        kept = value == rounded(baseline, unit)
        yield Target.model_construct(
            ambition=ambition,
            value=value,
            change=change,
            year=year,
            rule=hit.rule.id,
            text=rules.text(
                "target_keep" if kept else "target_change",
                ambition=rules.texts[f"ambition_{ambition}"],
                baseline=baseline,
                baseline_year=str(facts.latest_year),
                target=value,
                year=str(year),
                change=abs(change),
                direction=rules.texts["lower" if change < 0 else "higher"],
                because=because(hit.rule, row.values),
            ),
        )


def rounded(value: float, unit: str) -> float:
    """A target as people write it: whole cases, one decimal for marks and percents, two for rates; within the scale."""
    if unit == "count":
        return float(round(value))
    if unit == "mark":
        return min(10.0, round(value, 1))
    if unit == "percent":
        return min(100.0, round(value, 1))
    return round(value, 2)
