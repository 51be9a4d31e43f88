"""The rows on which decision tables judge one theme, sub-theme or overarching theme, see `kbv_rules.model.vocabulary`.

Some rows stand by themselves (a figure, a judgement, a scenario). Others take things together (what was said of the
approach, who brought it forward, which agendas name it); those can be pooled over a sub-theme and its theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.findings.derive import derive
from kbv_rules.findings.identity import Identified, agenda_id, identify
from kbv_rules.knowledge.base import theme_of
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from datetime import date

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Agenda, Consultation, Findings, Point, ThemeFindings
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.unary import Value


class Evidence(NamedTuple):
    """One row: its values by input name and the findings it rests on. `criterion` only for a judgement."""

    per: str
    values: Mapping[str, Value | None]
    findings: tuple[str, ...] = ()
    criterion: str | None = None
    sources: tuple[str, ...] = ()
    year: int | None = None
    lacking: tuple[str, ...] = ()


@dataclass
class Subject:
    """A theme, sub-theme or overarching theme with all that was found on it.

    `single` are its rows that stand by themselves; what can be pooled is kept apart, with the id of each finding.
    """

    id: str
    knowledge: Evidence
    single: list[Evidence] = field(default_factory=list)
    bottlenecks: list[Identified[Point]] = field(default_factory=list)
    reinforcements: list[Identified[Point]] = field(default_factory=list)
    works: list[Identified[Point]] = field(default_factory=list)
    consultation: list[Identified[Consultation]] = field(default_factory=list)
    agendas: list[Identified[Agenda]] = field(default_factory=list)

    @property
    def has_findings(self) -> bool:
        """Whether anything was found on it."""
        return bool(self.single or self.bottlenecks or self.reinforcements or self.works or self.consultation or self.agendas)


def gather(findings: Findings, knowledge: Knowledge, rules: RuleSet) -> dict[str, Subject]:
    """Every theme, overarching theme and every sub-theme something was found on or decided of, in the order of the ids."""
    found = {item.theme: item for item in findings.findings}
    named: dict[str, list[Agenda]] = {}
    for agenda in findings.agendas:
        for theme in set(agenda.themes):
            named.setdefault(theme, []).append(agenda)
    decided = {override.candidate for override in findings.overrides if knowledge.is_subject(override.candidate)}
    ids = {*knowledge.themes, *knowledge.cross_cutting, *found, *named, *decided}
    subjects = {id_: Subject(id_, _knowledge(id_, knowledge)) for id_ in sorted(ids)}
    for id_, item in found.items():
        _fill(subjects[id_], item, findings, rules)
    for id_, agendas in named.items():
        mentions = [Identified(agenda_id(agenda, id_), agenda) for agenda in agendas]
        subjects[id_].agendas = sorted(mentions, key=lambda one: one.id)
    return subjects


def gather_again(
    findings: Findings, old: Findings, before: Mapping[str, Subject], knowledge: Knowledge, rules: RuleSet
) -> dict[str, Subject]:
    """What `gather` gives; the subjects on which nothing changed since the old findings are the very same as before."""
    was, now = ({item.theme: item for item in each.findings} for each in (old, findings))
    rest = {"findings": ()}
    if not was.keys() <= now.keys() or old.model_copy(update=rest) != findings.model_copy(update=rest):
        return gather(findings, knowledge, rules)
    subjects = dict(before)
    for id_, item in now.items():
        if was.get(id_) is not item:
            same = before.get(id_) or Subject(id_, _knowledge(id_, knowledge))
            subjects[id_] = Subject(id_, same.knowledge, agendas=same.agendas)
            _fill(subjects[id_], item, findings, rules)
    return {id_: subjects[id_] for id_ in sorted(subjects)}


def _fill(subject: Subject, item: ThemeFindings, findings: Findings, rules: RuleSet) -> None:
    subject.single = [*_figures(item, findings, rules), *_judgements(item), *_scenarios(item)]
    subject.bottlenecks = identify(item.theme, "bottlenecks", item.approach.bottlenecks, "text")
    subject.reinforcements = identify(item.theme, "reinforcements", item.reinforcements, "text")
    subject.works = identify(item.theme, "works", item.approach.works, "text")
    subject.consultation = identify(item.theme, "consultation", item.consultation, "text")


def rows_of(subjects: Sequence[Subject], rules: RuleSet) -> list[Evidence]:
    """All rows of one subject, or of a sub-theme and its theme pooled."""
    rows = [row for subject in subjects for row in subject.single]
    rows.extend(_approach(subjects))
    rows.extend(_consultation(subjects, rules))
    rows.extend(_agendas(subjects))
    return rows


def _figures(item: ThemeFindings, findings: Findings, rules: RuleSet) -> Iterable[Evidence]:
    for found in identify(item.theme, "figures", item.figures, "name"):
        figure = found.finding
        facts = derive(figure, findings.municipality.population, rules.derivation)
        first = sorted(figure.values)[-rules.derivation.trend_years :][0]
        yield Evidence(
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
                "small_note": rules.text("small_note", years=str(rules.derivation.pooled_years)) if facts.pooled else "",
            },
            (found.id,),
            sources=(figure.source,),
            year=facts.latest_year,
            lacking=facts.lacking,
        )


def _judgements(item: ThemeFindings) -> Iterable[Evidence]:
    for found in identify(item.theme, "judgements", item.judgements, "criterion"):
        judgement = found.finding
        yield Evidence(
            "judgement",
            {
                "score": judgement.score,
                "by": judgement.by,
                "reason": judgement.reason,
                "date": judgement.date.isoformat(),
            },
            (found.id,),
            criterion=judgement.criterion,
            sources=(judgement.by,),
            year=judgement.date.year,
        )


def _scenarios(item: ThemeFindings) -> Iterable[Evidence]:
    for found in identify(item.theme, "scenarios", item.scenarios, "name"):
        yield Evidence("scenario", found.finding.model_dump(), (found.id,), sources=(found.finding.source,))


def _approach(subjects: Sequence[Subject]) -> Iterable[Evidence]:
    bottlenecks = [one for subject in subjects for one in subject.bottlenecks]
    reinforcements = [one for subject in subjects for one in subject.reinforcements]
    works = [one for subject in subjects for one in subject.works]
    said = [*bottlenecks, *reinforcements]
    if said or works:
        values: dict[str, Value | None] = {
            "bottlenecks": len(bottlenecks) if bottlenecks or works else None,
            "reinforcements": len(reinforcements),
            "example": said[0].finding.text if said else None,
        }
        told = [*said, *works]
        sources = tuple(sorted({one.finding.by for one in told if one.finding.by}))
        yield Evidence("approach", values, tuple(one.id for one in told), sources=sources)


def _consultation(subjects: Sequence[Subject], rules: RuleSet) -> Iterable[Evidence]:
    found = [one for subject in subjects for one in subject.consultation]
    if found:
        strongest = max(found, key=lambda one: (one.finding.share or 0, one.id))
        groups = sorted({one.finding.group for one in found}, reverse=True)
        shares = [one.finding.share for one in found if one.finding.share is not None]
        years = [one.finding.date.year for one in found if one.finding.date]
        values: dict[str, Value | None] = {
            "groups": len(groups),
            "share": max(shares) if shares else None,
            "example": strongest.finding.text,
            "who": listing([rules.texts[f"group_{group}"] for group in groups]),
        }
        sources = tuple(sorted({one.finding.source or one.finding.group for one in found}))
        yield Evidence(
            "consultation", values, tuple(one.id for one in found), sources=sources, year=max(years) if years else None
        )


def _agendas(subjects: Sequence[Subject]) -> Iterable[Evidence]:
    mentions = [one for subject in subjects for one in subject.agendas]
    if mentions:
        names = sorted({one.finding.name for one in mentions})
        yield Evidence(
            "agendas",
            {
                "agendas": len(names),
                "legal_duty": any(one.finding.kind == "legal_duty" for one in mentions),
                "names": listing(names),
            },
            tuple(one.id for one in mentions),
            sources=tuple(names),
            year=max((one.finding.year for one in mentions if one.finding.year), default=None),
        )


def _knowledge(id_: str, knowledge: Knowledge) -> Evidence:
    owner = theme_of(id_)
    sub = knowledge.sub_themes.get(id_)
    if owner in knowledge.cross_cutting:
        measures = sum(len(points) for points in knowledge.cross_cutting[owner].points.values())
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
