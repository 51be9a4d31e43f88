"""Two or three indicators per priority: objective and subjective together, with baseline and proposed target.

An `output` counts the municipality's own work and is never passed off as an effect. What a theme lacks is borrowed from a
theme it is tied to, or from the general theme of experience, and said so; what cannot be borrowed must be developed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kbv_rules.advise.evidence import Evidence
from kbv_rules.advise.judge import fire
from kbv_rules.findings.derive import FigureFacts, derive
from kbv_rules.findings.identity import identify
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.model.advice import Ambition, Baseline, EffectKind, IndicatorAdvice, Target
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.advise.choose import Chosen
    from kbv_rules.model.findings import Figure, Findings
    from kbv_rules.model.knowledge import Indicator
    from kbv_rules.rules.rule_set import RuleSet

_KINDS = ("objective", "subjective")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of this municipality."""

    id: str
    theme: str
    figure: Figure
    facts: FigureFacts


@dataclass(frozen=True, slots=True)
class Option:
    """An indicator that could be proposed, with its points and the figure that measures it."""

    indicator: Indicator
    theme: str
    borrowed: bool
    points: float
    measured: Measured | None
    why: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, str]:
        return (-self.points, self.indicator.id)


def propose_indicators(
    chosen: Chosen, findings: Findings, knowledge: Knowledge, rules: RuleSet, *, used: frozenset[str] = frozenset()
) -> tuple[list[IndicatorAdvice], list[str]]:
    """The indicators of one priority, and what is still lacking. `used` are indicators other priorities already have."""
    settings = rules.indicators
    measured = _measured(findings, rules)
    own = _subjects(chosen, knowledge)
    lead = {unit.subject for unit, _ in chosen.strength.parts}
    options = [
        option
        for option in _options(own, lead, measured, knowledge, rules)
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
        if len(picked) < settings.minimum or option.measured is not None or option.points >= picked[-1].points:
            picked.append(option)
    if len(picked) < settings.minimum:
        gaps.append(rules.text("indicator_gap_few", name=chosen.candidate.name, minimum=str(settings.minimum)))
    year = findings.period.end
    return [_advice(option, year, knowledge, rules) for option in picked], gaps


def _measured(findings: Findings, rules: RuleSet) -> list[Measured]:
    found = []
    for item in findings.findings:
        for one in identify(item.theme, "figures", item.figures, "name"):
            facts = derive(one.finding, findings.municipality.population, rules.derivation)
            found.append(Measured(one.id, item.theme, one.finding, facts))
    return sorted(found, key=lambda measured: measured.id)


def _subjects(chosen: Chosen, knowledge: Knowledge) -> set[str]:
    """The themes, overarching themes and sub-themes a priority is about."""
    subjects = set(chosen.candidate.members) | set(chosen.takes)
    for member in chosen.candidate.members:
        if member in knowledge.themes:
            subjects |= {sub.id for sub in knowledge.themes[member].sub_themes}
    return subjects


def _options(
    own: set[str], lead: set[str], measured: Sequence[Measured], knowledge: Knowledge, rules: RuleSet
) -> Iterable[Option]:
    themes = {theme_of(subject) for subject in own} & set(knowledge.themes)
    tied = {other for theme in themes for other in knowledge.neighbours[theme]} | {rules.indicators.general_theme}
    fields = {knowledge.themes[theme].field for theme in themes}
    seen: set[str] = set()
    for theme in (*sorted(themes), *sorted(tied - themes)):
        for mention in knowledge.themes[theme].indicators:
            indicator = knowledge.indicators[mention.id]
            if indicator.id in seen:
                continue
            seen.add(indicator.id)
            yield _option(indicator, theme, own, lead, measured, fields, knowledge, rules, borrowed=theme not in themes)
    for indicator in knowledge.catalogue.indicators:
        # Indicators the handbook names outside the tables (BBV) serve where they measure what the priority is about.
        if indicator.general and indicator.id not in seen and set(indicator.sub_themes) & own:
            theme = theme_of(min(set(indicator.sub_themes) & own))
            yield _option(indicator, theme, own, lead, measured, fields, knowledge, rules, borrowed=False)


def _option(
    indicator: Indicator,
    theme: str,
    own: set[str],
    lead: set[str],
    measured: Sequence[Measured],
    fields: set[str],
    knowledge: Knowledge,
    rules: RuleSet,
    *,
    borrowed: bool,
) -> Option:
    figure = next((one for one in measured if one.figure.indicator == indicator.id), None)
    source = knowledge.data_sources.get(indicator.source)
    row = Evidence(
        "indicator",
        {
            "kind": indicator.kind,
            "available": figure is not None,
            "stable_source": bool(source and source.stable),
            "borrowed": borrowed,
            "fits_lead": bool(set(indicator.sub_themes) & lead) or bool(figure and figure.theme in lead),
            "other_part": bool(indicator.sub_themes) and not set(indicator.sub_themes) & own,
            "same_field": theme in knowledge.themes and knowledge.themes[theme].field in fields,
        },
    )
    hits = fire(rules.tables[rules.indicators.value_table], theme, row)
    return Option(
        indicator,
        theme,
        borrowed,
        sum(hit.score for hit in hits),
        figure,
        tuple(hit.rule.because for hit in hits),
    )


def _advice(option: Option, year: int, knowledge: Knowledge, rules: RuleSet) -> IndicatorAdvice:
    indicator, measured = option.indicator, option.measured
    source = knowledge.data_sources.get(indicator.source)
    why = listing(option.why)
    text = rules.text("indicator_why", why=why)
    if option.borrowed:
        text = rules.text("indicator_borrowed", theme=option.theme, name=knowledge.name(option.theme), why=why)
    baseline = None
    targets: tuple[Target, ...] = ()
    if measured is not None:
        baseline = Baseline.model_construct(
            value=measured.facts.latest,
            year=measured.facts.latest_year,
            unit=measured.figure.unit,
            finding=measured.id,
            provisional=measured.facts.latest_year in measured.figure.provisional,
        )
        targets = tuple(_targets(measured, year, rules))
    return IndicatorAdvice.model_construct(
        id=indicator.id,
        name=indicator.name,
        kind=cast(EffectKind, indicator.kind),
        source=source.name if source else indicator.source,
        borrowed_from=option.theme if option.borrowed else None,
        baseline=baseline,
        target=targets,
        points=option.points,
        text=text,
    )


def _targets(measured: Measured, year: int, rules: RuleSet) -> Iterable[Target]:
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
        change = hit.score if figure.direction == "lower_is_better" else -hit.score
        value = rounded(facts.latest * (1 + change), figure)
        yield Target.model_construct(
            ambition=ambition,
            value=value,
            change=change,
            year=year,
            rule=hit.rule.id,
            text=rules.text(
                "target_keep" if change == 0 else "target_change",
                ambition=rules.texts[f"ambition_{ambition}"],
                baseline=facts.latest,
                baseline_year=str(facts.latest_year),
                target=value,
                year=str(year),
                change=abs(change),
                direction=rules.texts["lower" if change < 0 else "higher"],
                because=hit.rule.because,
            ),
        )


def rounded(value: float, figure: Figure) -> float:
    """A target as people write it: whole cases and percents, one decimal for marks and rates; marks end at 10."""
    if figure.unit == "count":
        return float(round(value))
    if figure.unit == "mark":
        return min(10.0, round(value, 1))
    if figure.unit == "percent":
        return min(100.0, float(round(value)))
    return round(value, 2)
