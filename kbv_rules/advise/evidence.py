"""The rows on which decision tables judge one theme, sub-theme or overarching theme, see `kbv_rules.model.vocabulary`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbv_rules.findings.derive import derive
from kbv_rules.findings.identity import agenda_id, identify
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kbv_rules.model.findings import Agenda, Findings, ThemeFindings
    from kbv_rules.model.judgement import Derivation
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.unary import Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row: its values by input name and the findings it rests on. `criterion` only for a judgement."""

    per: str
    values: Mapping[str, Value | None]
    findings: tuple[str, ...] = ()
    criterion: str | None = None
    sources: tuple[str, ...] = ()
    year: int | None = None
    lacking: tuple[str, ...] = ()


@dataclass(slots=True)
class Subject:
    """A theme, sub-theme or overarching theme with all that was found on it."""

    id: str
    rows: list[Evidence] = field(default_factory=list)
    knowledge: Evidence | None = None

    @property
    def has_findings(self) -> bool:
        return bool(self.rows)


def gather(findings: Findings, knowledge: Knowledge, rules: RuleSet) -> dict[str, Subject]:
    """Every theme, overarching theme and every sub-theme something was found on, by id, in the order of the ids."""
    subjects = {id_: Subject(id_) for id_ in (*knowledge.themes, *knowledge.cross_cutting)}
    for item in findings.findings:
        subject = subjects.setdefault(item.theme, Subject(item.theme))
        subject.rows.extend(_rows(item, findings, rules))
    named: dict[str, list[Agenda]] = {}
    for agenda in findings.agendas:
        for theme in sorted(set(agenda.themes)):
            named.setdefault(theme, []).append(agenda)
    for theme, agendas in named.items():
        subjects.setdefault(theme, Subject(theme)).rows.append(_agendas(theme, agendas))
    for subject in subjects.values():
        subject.knowledge = _knowledge(subject.id, knowledge)
    return dict(sorted(subjects.items()))


def _rows(item: ThemeFindings, findings: Findings, rules: RuleSet) -> list[Evidence]:
    rows = _figures(item, findings, rules.derivation, rules)
    rows.extend(_judgements(item))
    rows.extend(_scenarios(item))
    rows.extend(_approach(item))
    rows.extend(_consultation(item, rules))
    return rows


def _figures(item: ThemeFindings, findings: Findings, derivation: Derivation, rules: RuleSet) -> list[Evidence]:
    rows = []
    for found in identify(item.theme, "figures", item.figures, "name"):
        figure = found.finding
        facts = derive(figure, findings.municipality.population, derivation)
        years = sorted(figure.values)
        first = years[-derivation.trend_years :][0]
        rows.append(
            Evidence(
                "figure",
                {
                    "name": figure.name,
                    "kind": figure.kind,
                    "source": figure.source,
                    "group": figure.benchmark.group if figure.benchmark else None,
                    "level_ratio": facts.level_ratio,
                    "trend_per_year": facts.trend_per_year,
                    "change": facts.change,
                    "years": facts.years,
                    "first_year": str(first),
                    "latest_year": str(facts.latest_year),
                    "first_value": figure.values[first],
                    "latest_value": facts.latest,
                    "small": facts.small,
                    "small_note": rules.text("small_note", years=str(derivation.pooled_years)) if facts.pooled else "",
                },
                (found.id,),
                sources=(figure.source,),
                year=facts.latest_year,
                lacking=facts.lacking,
            )
        )
    return rows


def _judgements(item: ThemeFindings) -> list[Evidence]:
    return [
        Evidence(
            "judgement",
            {
                "score": found.finding.score,
                "by": found.finding.by,
                "reason": found.finding.reason,
                "date": found.finding.date.isoformat(),
            },
            (found.id,),
            criterion=found.finding.criterion,
            sources=(found.finding.by,),
            year=found.finding.date.year,
        )
        for found in identify(item.theme, "judgements", item.judgements, "criterion")
    ]


def _scenarios(item: ThemeFindings) -> list[Evidence]:
    return [
        Evidence("scenario", found.finding.model_dump(), (found.id,), sources=(found.finding.source,))
        for found in identify(item.theme, "scenarios", item.scenarios, "name")
    ]


def _approach(item: ThemeFindings) -> list[Evidence]:
    bottlenecks = identify(item.theme, "bottlenecks", item.approach.bottlenecks, "text")
    reinforcements = identify(item.theme, "reinforcements", item.reinforcements, "text")
    works = identify(item.theme, "works", item.approach.works, "text")
    if not (bottlenecks or reinforcements or works):
        return []
    said = [*bottlenecks, *reinforcements]
    values: dict[str, Value | None] = {
        "bottlenecks": len(bottlenecks) if bottlenecks or works else None,
        "reinforcements": len(reinforcements),
        "example": said[0].finding.text if said else None,
    }
    sources = tuple(sorted({found.finding.by for found in (*said, *works) if found.finding.by}))
    return [Evidence("approach", values, tuple(found.id for found in (*said, *works)), sources=sources)]


def _consultation(item: ThemeFindings, rules: RuleSet) -> list[Evidence]:
    found = identify(item.theme, "consultation", item.consultation, "text")
    if not found:
        return []
    strongest = max(found, key=lambda one: (one.finding.share or 0, one.id))
    groups = sorted({one.finding.group for one in found}, reverse=True)
    shares = [one.finding.share for one in found if one.finding.share is not None]
    values: dict[str, Value | None] = {
        "groups": len(groups),
        "share": max(shares) if shares else None,
        "example": strongest.finding.text,
        "who": listing([rules.texts[f"group_{group}"] for group in groups]),
    }
    years = [one.finding.date.year for one in found if one.finding.date]
    sources = tuple(sorted({one.finding.source or one.finding.group for one in found}))
    return [Evidence("consultation", values, tuple(one.id for one in found), sources=sources, year=max(years) if years else None)]


def _agendas(theme: str, agendas: list[Agenda]) -> Evidence:
    ordered = sorted(agendas, key=lambda agenda: agenda_id(agenda, theme))
    return Evidence(
        "agendas",
        {
            "agendas": len(ordered),
            "legal_duty": any(agenda.kind == "legal_duty" for agenda in ordered),
            "names": listing([agenda.name for agenda in ordered]),
        },
        tuple(agenda_id(agenda, theme) for agenda in ordered),
        sources=tuple(agenda.name for agenda in ordered),
        year=max((agenda.year for agenda in ordered if agenda.year), default=None),
    )


def _knowledge(id_: str, knowledge: Knowledge) -> Evidence:
    owner = theme_of(id_)
    sub = knowledge.sub_themes.get(id_)
    if owner in knowledge.cross_cutting:
        theme = knowledge.cross_cutting[owner]
        measures = sum(len(points) for points in theme.points.values())
        laws = 0
    else:
        measures, laws = len(knowledge.measures_of(owner)), len(knowledge.laws_of(owner))
    return Evidence(
        "knowledge",
        {
            "name": knowledge.name(owner),
            "part": knowledge.name(id_),
            # Unknown, not false, where the handbook says nothing of the impact.
            "high_impact": True if sub and "high-impact" in sub.tags else None,
            "measures": measures,
            "laws": laws,
        },
    )


def age_of(year: int | None, day: date) -> int:
    """Whole years between a year and the date of the findings."""
    return max(0, day.year - year) if year is not None else 0
