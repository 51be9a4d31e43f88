"""An advice as a document a council member can read. Every sentence comes from `rules/texts.yaml` or from a rule.

Each reason carries a number; the last chapter says which rule and which finding stand behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.report.blocks import Block, Bullets, Grid, Heading, Paragraph
from kbv_rules.rules.template import listing, number, percent, two

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.model.advice import Advice, IndicatorAdvice, Priority, Reason
    from kbv_rules.model.judgement import WorkOut
    from kbv_rules.rules.rule_set import RuleSet


def advice_blocks(advice: Advice, rules: RuleSet) -> list[Block]:
    """The whole document."""
    return list(_Document(advice, rules).blocks())


class _Document:
    def __init__(self, advice: Advice, rules: RuleSet) -> None:
        self.advice = advice
        self.rules = rules
        self.shown: WorkOut = rules.work_out
        self.names = {score.theme: score.name for score in advice.scores}
        self.notes: dict[tuple[str, tuple[str, ...]], int] = {}
        self.cited: list[Reason] = []

    def text(self, name: str, /, **values: object) -> str:
        return self.rules.text(name, **values)

    def blocks(self) -> Iterator[Block]:
        advice = self.advice
        yield Heading(1, self.text("title", municipality=advice.municipality, period=advice.period))
        if advice.fictional:
            yield Paragraph(self.text("fictional"))
        yield Paragraph(self.text("draft"))
        yield from self._summary()
        for place, priority in enumerate(advice.priorities, 1):
            yield from self._priority(place, priority)
        yield from self._others()
        yield from self._dropped()
        yield from self._proposals()
        yield from self._overrides()
        yield from self._missing()
        yield from self._robustness()
        yield from self._scores()
        yield from self._account()

    def _summary(self) -> Iterator[Block]:
        yield Heading(2, self.text("head_summary"))
        priorities = self.advice.priorities
        if not priorities:
            yield Paragraph(self.text("summary_none"))
        elif len(priorities) == 1:
            yield Paragraph(self.text("summary_one"))
        else:
            yield Paragraph(self.text("summary_count", count=self.text(f"count_{len(priorities)}")))
        if priorities:
            yield Bullets(tuple(self._short(priority) for priority in priorities))
        limits = self.rules.limits
        yield Paragraph(
            self.text("scale")
            + " "
            + self.text("limits", first=limits.minimum[0], last=limits.minimum[-1], maximum=str(len(limits.minimum)))
        )
        if self.advice.overrides:
            names = listing([override.name for override in self.advice.overrides])
            yield Paragraph(self.text("summary_overrides", names=names))
        thin = [priority.name for priority in priorities if priority.investigate_first]
        if thin:
            yield Paragraph(self.text("summary_investigate", names=listing(thin)))
        unknown = self._unknown_themes()
        if unknown:
            yield Paragraph(self.text("summary_unknown", count=str(len(unknown))))

    def _short(self, priority: Priority) -> str:
        first = next((reason for reason in priority.reasons if reason.finding), priority.reasons[0])
        return self.text("summary_item", name=priority.name, score=priority.score, reason=self._cite(first))

    def _priority(self, place: int, priority: Priority) -> Iterator[Block]:
        yield Heading(2, self.text("head_priority", place=str(place), name=priority.name))
        yield Heading(3, self.text("head_why"))
        yield Paragraph(self.text("why_intro", score=priority.score))
        yield Bullets(tuple(self._reasons(priority)))
        if len(priority.burning) > 1:
            yield Paragraph(self.text("burning", names=listing([part.name for part in priority.burning[: self.shown.reasons]])))
        yield Paragraph(self._certainty(priority))
        if priority.sub_themes and priority.kind in ("cross_cutting", "bundle"):
            counted = dict.fromkeys(reason.subject for reason in priority.reasons if "/" in reason.subject)
            names = [self.names[id_] for id_ in counted if not id_.startswith(f"{priority.id}/") and id_ in priority.sub_themes]
            if names:
                yield Paragraph(self.text("takes_along", names=listing(names)))
        if priority.said:
            yield Heading(3, self.text("head_said"))
            yield Bullets(tuple(self._said(priority)))
        if priority.measures:
            yield Heading(3, self.text("head_approach"))
            yield Paragraph(self.text("approach_intro"))
            yield Bullets(tuple(self._measures(priority)))
        if priority.flanking_policy:
            yield Heading(3, self.text("head_flanking"))
            yield Paragraph(self.text("flanking", names=listing(priority.flanking_policy[: self.shown.partners])))
        yield from self._with_whom(priority)
        yield from self._ties(priority)
        yield from self._indicators(priority)

    def _reasons(self, priority: Priority) -> Iterator[str]:
        kept = [reason for reason in priority.reasons if reason.contribution > 0 and reason.criterion != "breadth"]
        names = {criterion.id: criterion.name for criterion in self.rules.criteria}
        for reason in kept[: self.shown.reasons]:
            where = f" ({self.names[reason.subject]})" if "/" in reason.subject and reason.subject != priority.id else ""
            yield self.text(
                "reason", criterion=names[reason.criterion] + where, text=self._cite(reason), points=reason.contribution
            )
        rest = sum(reason.contribution for reason in kept[self.shown.reasons :])
        if rest > 0:
            yield self.text("reason_rest", points=rest)
        breadth = [reason for reason in priority.reasons if reason.criterion == "breadth" and reason.contribution]
        for reason in breadth:
            yield self.text(
                "reason_breadth_up" if reason.contribution > 0 else "reason_breadth_down",
                text=self._cite(reason),
                points=abs(reason.contribution),
            )

    def _said(self, priority: Priority) -> Iterator[str]:
        for said in priority.said[: self.shown.said]:
            yield self.text("said", text=said.text.rstrip("."), source=said.source) if said.source else said.text
        rest = len(priority.said) - self.shown.said
        if rest > 0:
            yield self.text("said_rest", count=str(rest))

    def _cite(self, reason: Reason) -> str:
        """The text of a reason with the number under which it is accounted for."""
        key = (reason.rule, reason.findings or (reason.subject,))
        if key not in self.notes:
            self.notes[key] = len(self.notes) + 1
            self.cited.append(reason)
        return f"{reason.text.rstrip('.')} [{self.notes[key]}]"

    def _certainty(self, priority: Priority) -> str:
        if priority.investigate_first:
            return self.text("certainty_low", certainty=priority.certainty)
        high = priority.certainty >= self.shown.certainty_high
        return self.text("certainty_high" if high else "certainty_middle", certainty=priority.certainty)

    def _measures(self, priority: Priority) -> Iterator[str]:
        names = {other.id: other.name for other in self.advice.priorities}
        for measure in priority.measures[: self.shown.measures]:
            others = [names[id_] for id_ in measure.serves if id_ != priority.id]
            yield self.text("measure_serves", name=measure.name, others=listing(others)) if others else measure.name
        rest = len(priority.measures) - self.shown.measures
        if rest > 0:
            yield self.text("measures_rest", count=str(rest))

    def _with_whom(self, priority: Priority) -> Iterator[Block]:
        yield Heading(3, self.text("head_partners"))
        external = [partner.name for partner in priority.partners if partner.side == "external"][: self.shown.partners]
        if external:
            yield Paragraph(self.text("partners_external", names=listing(external)))
        laws = []
        for law in priority.laws:
            article = self.text("law_article", name=law.name, article=law.article) if law.article else law.name
            laws.append(self.text("law_lapsed", name=article) if law.status == "lapsed" else article)
        if laws:
            yield Paragraph(self.text("laws", names=listing(laws[: self.shown.laws])))
        if not external and not laws:
            yield Paragraph(self.text("partners_none"))

    def _ties(self, priority: Priority) -> Iterator[Block]:
        if not priority.cross_links:
            return
        yield Heading(3, self.text("head_links"))
        names = {other.id: other.name for other in self.advice.priorities}
        items = []
        for link in priority.cross_links[: self.shown.cross_links]:
            if link.priority:
                items.append(self.text("link_priority", name=link.name, priority=names[link.priority]))
            else:
                items.append(self.text("link_mutual" if link.mutual else "link_one_way", name=link.name))
        yield Bullets(tuple(items))

    def _indicators(self, priority: Priority) -> Iterator[Block]:
        yield Heading(3, self.text("head_indicators"))
        if priority.indicators:
            header = tuple(self.text(f"indicator_{part}") for part in ("name", "kind", "source", "baseline", "targets"))
            yield Grid(header, tuple(self._indicator_row(indicator) for indicator in priority.indicators))
            notes = [
                self.text("target_note", name=indicator.name, text=target.text)
                for indicator in priority.indicators
                for target in indicator.target
            ]
            if notes:
                yield Bullets(tuple(notes))
        if priority.indicator_gaps:
            yield Bullets(priority.indicator_gaps)

    def _indicator_row(self, indicator: IndicatorAdvice) -> tuple[str, ...]:
        name = indicator.name
        if indicator.borrowed_from:
            name = self.text("indicator_borrowed_short", name=name, theme=indicator.borrowed_from)
        baseline = self.text("baseline_unknown")
        if indicator.baseline:
            key = "baseline_provisional" if indicator.baseline.provisional else "baseline"
            baseline = self.text(key, value=indicator.baseline.value, year=str(indicator.baseline.year))
        targets = " / ".join(number(target.value) for target in indicator.target) or self.text("target_unknown")
        return (name, self.text(f"kind_{indicator.kind}"), indicator.source, baseline, targets)

    def _others(self) -> Iterator[Block]:
        yield Heading(2, self.text("head_others"))
        yield Paragraph(self.text("others_intro"))
        items = []
        for other in self.advice.other_themes:
            members = listing([f"{member} {self.names[member]}" for member in other.members])
            line = self.text("other_item", name=other.name, members=members)
            found = [taken for taken in other.taken_along if taken.sub_theme in self.names]
            if found:
                names = {priority.id: priority.name for priority in self.advice.priorities}
                by = {names[taken.priority]: [one.name for one in found if one.priority == taken.priority] for taken in found}
                line += " " + " ".join(self.text("other_taken", names=listing(subs), priority=name) for name, subs in by.items())
            items.append(line)
        yield Bullets(tuple(items))

    def _dropped(self) -> Iterator[Block]:
        fallen = [one for one in self.advice.dropped if one.score > 0]
        if fallen:
            yield Heading(2, self.text("head_dropped"))
            inside = [one.name for one in fallen if one.cause == "covered"]
            others = [one for one in fallen if one.cause != "covered"]
            lines = [
                self.text("dropped_item", name=one.name, reason=one.reason, change=one.would_change)
                for one in others[: self.shown.dropped]
            ]
            if inside:
                lines.append(self.text("dropped_inside", names=listing(inside[: self.shown.dropped])))
            yield Bullets(tuple(lines))
            rest = len(others) - self.shown.dropped
            if rest > 0:
                yield Paragraph(self.text("dropped_rest", count=str(rest)))
        if self.advice.earlier_priorities:
            yield Heading(2, self.text("head_earlier"))
            yield Bullets(tuple(earlier.reason for earlier in self.advice.earlier_priorities))

    def _proposals(self) -> Iterator[Block]:
        if self.advice.proposals:
            yield Heading(2, self.text("head_proposals"))
            yield Paragraph(self.text("proposals_intro"))
            yield Bullets(tuple(proposal.text for proposal in self.advice.proposals))

    def _overrides(self) -> Iterator[Block]:
        if self.advice.overrides:
            yield Heading(2, self.text("head_overrides"))
            yield Paragraph(self.text("overrides_intro"))
            yield Bullets(tuple(override.text for override in self.advice.overrides))

    def _unknown_themes(self) -> list[str]:
        """Themes on which no criterion rests on a finding."""
        return [
            score.theme
            for score in self.advice.scores
            if "." in score.theme
            and "/" not in score.theme
            and not any(part.status == "evaluated" for part in score.criteria.values())
        ]

    def _missing(self) -> Iterator[Block]:
        if not self.advice.missing:
            return
        yield Heading(2, self.text("head_missing"))
        yield Paragraph(self.text("missing_intro"))
        unknown = self._unknown_themes()
        lines = []
        if unknown:
            lines.append(self.text("missing_nothing", names=listing([f"{theme} {self.names[theme]}" for theme in unknown])))
        criteria = {criterion.id: criterion.name.lower() for criterion in self.rules.criteria}
        for theme in dict.fromkeys(gap.theme for gap in self.advice.missing if gap.theme not in unknown):
            lacking = list(dict.fromkeys(criteria[gap.criterion] for gap in self.advice.missing if gap.theme == theme))
            lines.append(self.text("missing_item", theme=theme, name=self.names[theme], criteria=listing(lacking)))
        yield Bullets(tuple(lines))

    def _robustness(self) -> Iterator[Block]:
        found = self.advice.robustness
        if not found.draws:
            return
        yield Heading(2, self.text("head_robustness"))
        yield Paragraph(self.text("robustness_intro", draws=found.draws))
        if self.advice.overrides:
            yield Paragraph(self.text("robust_by_rules"))
        sentences = []
        for row in found.acceptability:
            if row.chosen:
                firm = row.around >= self.rules.robustness.firm
                line = self.text("robust_firm" if firm else "robust_shaky", name=row.name, around=row.around, uniform=row.uniform)
                sentences.append(f"{line} {self.text('robust_missing', missing=row.missing)}")
        if found.swap:
            sentences.append(found.swap.text)
        yield Bullets(tuple(sentences))
        header = tuple(self.text(f"robust_{part}") for part in ("candidate", "around", "uniform", "unknown"))
        yield Grid(
            header, tuple((row.name, *map(percent, (row.around, row.uniform, row.missing))) for row in found.acceptability)
        )
        yield Paragraph(self.text("robust_error", error=found.error * 200))
        yield Paragraph(self.text("robust_weights"))
        names = {criterion.id: criterion.name for criterion in self.rules.criteria}
        header = tuple(self.text(f"robust_{part}") for part in ("criterion", "now", "low", "high"))
        yield Grid(header, tuple((names[row.criterion], *map(percent, (row.weight, row.low, row.high))) for row in found.weights))
        yield from self._profiles()

    def _profiles(self) -> Iterator[Block]:
        candidates = {one.id: one.name for one in self.advice.priorities}
        candidates |= {one.id: one.name for one in self.advice.dropped}
        found = self.advice.robustness.profiles
        chosen = tuple(sorted(self.advice.by_rules))
        others = [profile for profile in found if profile.priorities != chosen]
        if not others:
            yield Paragraph(self.text("robust_profiles_same", names=listing([profile.name for profile in found])))
            return
        yield Bullets(
            tuple(
                self.text(
                    "robust_profile_other",
                    name=profile.name,
                    priorities=listing([candidates.get(id_, id_) for id_ in profile.priorities]) or "-",
                )
                for profile in others
            )
        )

    def _scores(self) -> Iterator[Block]:
        yield Heading(2, self.text("head_scores"))
        yield Paragraph(self.text("scores_intro"))
        header = (
            self.text("score_theme"),
            self.text("score_score"),
            self.text("score_potential"),
            self.text("score_certainty"),
            *(criterion.name for criterion in self.rules.criteria),
        )
        rows = []
        whole = [score for score in self.advice.scores if "/" not in score.theme]
        for score in sorted(whole, key=lambda one: (-one.score, one.theme)):
            parts = (score.criteria[criterion.id].score for criterion in self.rules.criteria)
            rows.append(
                (
                    f"{score.theme} {score.name}",
                    two(score.score),
                    two(score.potential),
                    two(score.certainty),
                    *("?" if part is None else number(part) for part in parts),
                )
            )
        yield Grid(header, tuple(rows))

    def _account(self) -> Iterator[Block]:
        yield Heading(2, self.text("head_account"))
        receipt = self.advice.receipt
        yield Paragraph(
            self.text(
                "account",
                version=receipt.version,
                time=receipt.time,
                profile=receipt.profile,
                knowledge=receipt.knowledge[:12],
                rules=receipt.rules[:12],
                findings=receipt.findings[:12],
            )
        )
        if self.cited:
            items = []
            for place, reason in enumerate(self.cited, 1):
                basis = ", ".join(reason.findings) or self.text("account_fact", subject=reason.subject)
                items.append(self.text("account_item", number=str(place), rule=reason.rule, table=reason.table, basis=basis))
            yield Bullets(tuple(items))
