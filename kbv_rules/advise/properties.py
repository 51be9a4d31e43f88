"""The laws every advice must keep, whatever the findings and whatever the rules (a law, and how to see that it is broken)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.advise.advise import advise_on
from kbv_rules.advise.candidates import share_out
from kbv_rules.advise.case import Case
from kbv_rules.advise.judge import NOTHING
from kbv_rules.findings.identity import all_ids, without
from kbv_rules.knowledge.base import theme_of
from kbv_rules.rules.template import listing, number

if TYPE_CHECKING:
    from kbv_rules.advise.judge import Fired
    from kbv_rules.advise.score import Unit
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.advice import Advice
    from kbv_rules.model.findings import Findings
    from kbv_rules.rules.rule_set import RuleSet

_EPSILON = 1e-9
_HIGHEST = 4.0
_MOST_PRIORITIES = 4
_FEWEST_INDICATORS, _MOST_INDICATORS = 2, 3
_TIME = "2026-01-01T00:00:00Z"


class Trial:
    """One generated case: findings under a profile, and for laws about change the findings they were made of."""

    def __init__(
        self,
        knowledge: Knowledge,
        rules: RuleSet,
        findings: Findings,
        profile: str,
        *,
        before: Findings | None = None,
        subject: str = "",
        what: str = "",
    ) -> None:
        self.knowledge = knowledge
        self.rules = rules
        self.findings = findings
        self.profile = profile
        self.before = before
        self.subject = subject
        self.what = what

    @cached_property
    def case(self) -> Case:
        """The findings, worked through."""
        return Case(self.findings, self.knowledge, self.rules, self.rules.profile(self.profile))

    @cached_property
    def earlier(self) -> Case:
        """The findings before they were changed, worked through."""
        return Case(self.before or self.findings, self.knowledge, self.rules, self.rules.profile(self.profile))

    @cached_property
    def advice(self) -> Advice:
        """The whole advice."""
        return advise_on(self.case, time=_TIME)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The score of every theme and overarching theme."""
        return self._scores(self.case)

    @cached_property
    def earlier_scores(self) -> dict[str, float]:
        """The scores before the findings were changed."""
        return self._scores(self.earlier)

    def _scores(self, case: Case) -> dict[str, float]:
        return {owner: case.scorer.lead(owner).score for owner in (*self.knowledge.themes, *self.knowledge.cross_cutting)}

    def lesser(self) -> Iterator[Trial]:
        """The same trial with something left out that both its findings have: one thing each time."""
        earlier = set(all_ids(self.before)) if self.before else None
        changes: list[Callable[[Findings], Findings]] = [partial(_cleared, what=what) for what in _NEEDLESS]
        changes += [partial(_but, theme=item.theme) for item in self.findings.findings if item.theme != self.subject]
        for id_ in sorted(set(all_ids(self.findings))):
            if id_ != self.what and (earlier is None or id_ in earlier):
                changes.append(partial(without, id_=id_))
        for change in changes:
            less = change(self.findings)
            if less != self.findings:
                before = change(self.before) if self.before else None
                yield Trial(self.knowledge, self.rules, less, self.profile, before=before, subject=self.subject, what=self.what)

    def named(self, id_: str) -> str:
        """A theme or candidate as a reader knows it."""
        bundle = next((one.name for one in self.rules.candidates.bundles if one.id == id_), None)
        name = bundle or self.knowledge.name(id_)
        return f"'{id_}' ({name})"


class Broken(NamedTuple):
    """How a law was broken: in Dutch, with the values, and the rules that had a hand in it."""

    message: str
    rules: tuple[str, ...] = ()


class Property(NamedTuple):
    """A law: its id, what it says, what to do when it is broken, and how to see that it is (None: it holds).

    `at` is where to look when no rule can be pointed at: a file, and a key in it.
    """

    id: str
    law: str
    remedy: str
    at: tuple[str, ...]
    broken: Callable[[Trial], Broken | None]


# What findings can do without, in one go.
_NEEDLESS = ("earlier_priorities", "agendas", "population")


def _cleared(found: Findings, what: str) -> Findings:
    """The findings without all of something."""
    if what == "population":
        return found.model_copy(update={"municipality": found.municipality.model_copy(update={"population": {}})})
    return found.model_copy(update={what: ()})


def _but(found: Findings, theme: str) -> Findings:
    """The findings without those on one subject."""
    return found.model_copy(update={"findings": tuple(item for item in found.findings if item.theme != theme)})


def _raises(trial: Trial) -> Broken | None:
    assert trial.advice  # whoever calls this sees what is raised
    return None


def _contributions(trial: Trial) -> Broken | None:
    scorer = trial.case.scorer
    for owner, whole in trial.scores.items():
        total = sum(part.contribution for part in scorer.theme_score(owner).criteria.values())
        if abs(total - whole) > _EPSILON:
            return Broken(f"{trial.named(owner)} scoort {_fine(whole)}, en de bijdragen tellen op tot {_fine(total)}.")
        if not -_EPSILON <= whole <= _HIGHEST + _EPSILON:
            return Broken(f"{trial.named(owner)} scoort {_fine(whole)}, en de schaal loopt van 0 tot 4.")
    strengths = {one.candidate.id: one.strength for one in trial.case.choice.chosen}
    for priority in trial.advice.priorities:
        strength = strengths[priority.id].value
        total = sum(reason.contribution for reason in priority.reasons)
        if abs(total - strength) > _EPSILON:
            return Broken(f"{trial.named(priority.id)} weegt {_fine(strength)}, en de argumenten tellen op tot {_fine(total)}.")
        if strength > _HIGHEST + _EPSILON:
            rules = tuple(reason.rule for reason in priority.reasons if reason.criterion == "breadth")
            return Broken(f"prioriteit {trial.named(priority.id)} scoort {_fine(strength)}, en de schaal loopt tot 4.", rules)
    return None


def _homes(trial: Trial) -> Broken | None:
    advice = trial.advice
    if len(advice.priorities) > _MOST_PRIORITIES:
        return Broken(f"er zijn {len(advice.priorities)} prioriteiten, en het handboek vraagt er hooguit vier.")
    homes = [member for priority in advice.priorities for member in priority.members]
    homes += [member for cluster in advice.other_themes for member in cluster.members]
    for theme in trial.knowledge.themes:
        if homes.count(theme) != 1:
            return Broken(f"thema {trial.named(theme)} heeft {homes.count(theme)} plekken in plaats van één.")
    return None


def _indicators(trial: Trial) -> Broken | None:
    for priority in trial.advice.priorities:
        count = len(priority.indicators)
        if count > _MOST_INDICATORS:
            told = f"prioriteit {trial.named(priority.id)} krijgt {count} indicatoren, en het handboek vraagt er twee of drie."
            return Broken(told)
        if count < _FEWEST_INDICATORS and not priority.indicator_gaps:
            told = f"prioriteit {trial.named(priority.id)} krijgt {count} indicatoren, en er staat niet bij wat er ontbreekt."
            return Broken(told)
    return None


def _order(trial: Trial) -> Broken | None:
    first = advise_on(trial.earlier, time=_TIME)
    one, other = (advice.model_dump(exclude={"receipt"}) for advice in (first, trial.advice))
    parts = [name for name in one if one[name] != other[name]]
    return Broken(f"dezelfde bevindingen in een andere volgorde geven iets anders bij: {', '.join(parts)}.") if parts else None


def _score_falls(trial: Trial) -> Broken | None:
    falls = {owner: before - trial.scores[owner] for owner, before in trial.earlier_scores.items()}
    owner = max(falls, key=lambda id_: falls[id_])  # where it shows most: what is tied to it falls a little as well
    if falls[owner] <= _EPSILON:
        return None
    hits = _changed(trial.earlier.scorer.lead(owner), trial.case.scorer.lead(owner))
    before, after = trial.earlier_scores[owner], trial.scores[owner]
    told = f"{trial.named(owner)} scoort {_fine(after)}, en met een mildere bevinding was dat {_fine(before)}."
    return Broken(told, tuple(dict.fromkeys(hit.rule.id for hit in hits)))


def _rank_falls(trial: Trial) -> Broken | None:
    theme = theme_of(trial.subject)
    if theme not in trial.knowledge.themes:
        return None
    before, after = (
        [other for other in trial.knowledge.themes if scores[other] > scores[theme] + _EPSILON]
        for scores in (trial.earlier_scores, trial.scores)
    )
    if len(after) <= len(before):
        return None
    new = [trial.named(other) for other in after if other not in before]
    passed = listing(new[:3]) + (f" (en nog {len(new) - 3} thema's)" if len(new) > 3 else "")
    return Broken(f"{trial.named(theme)} kreeg een ergere bevinding en zakte: erboven kwam {passed}.")


def _candidate_weakens(trial: Trial) -> Broken | None:
    now = {candidate.id: candidate for candidate in trial.case.candidates}
    for candidate in trial.earlier.candidates:
        before = trial.earlier.strengths.of(candidate)
        if candidate.id not in now:
            return Broken(f"{trial.named(candidate.id)} was een kandidaat en is dat met een ergere bevinding niet meer.")
        after = trial.case.strengths.of(now[candidate.id])
        if after.value < before.value - _EPSILON:
            rules = [one.breadth.rule.id for one in (after, before) if one.breadth]
            told = f"{trial.named(candidate.id)} weegt {_fine(after.value)}, en met een mildere bevinding {_fine(before.value)}."
            return Broken(told, tuple(dict.fromkeys(rules)))
    return None


def _lifts_two(trial: Trial) -> Broken | None:
    chosen = {one.candidate.id: one for one in trial.case.choice.chosen}
    if len(chosen) < 2:
        return None
    left = {candidate.id: candidate for candidate in trial.earlier.candidates}
    lifted: list[str] = []
    hits: list[Fired] = []
    for candidate, _, lost in share_out([one.candidate for one in chosen.values()]):
        strength = chosen[candidate.id].strength
        without = trial.earlier.strengths.of(left[candidate.id], lost) if candidate.id in left else None
        value = without.value if without else 0.0
        if value < strength.value - _EPSILON:
            lifted.append(f"{trial.named(candidate.id)} van {_fine(value)} naar {_fine(strength.value)}")
            units = {unit.subject: unit for unit, _ in without.parts} if without else {}
            hits += [hit for unit, _ in strength.parts if unit.subject in units for hit in _changed(units[unit.subject], unit)]
    if len(lifted) < 2:
        return None
    # What does not rest on a finding of the candidate itself comes first: that is where the second lift comes from.
    rules = [hit.rule.id for hit in sorted(hits, key=lambda hit: len(hit.row.findings))]
    return Broken(f"de bevinding '{trial.what}' tilt {listing(lifted)}.", tuple(dict.fromkeys(rules)))


def _unlinked_reordered(trial: Trial) -> Broken | None:
    before, after = trial.earlier_scores, trial.scores
    untied = sorted(set(before) - _tied(trial.subject, trial.knowledge))
    moved = [id_ for id_ in untied if abs(after[id_] - before[id_]) > _EPSILON]
    for one in moved:
        for other in untied:
            was, is_ = (scores[one] - scores[other] for scores in (before, after))
            if (was > _EPSILON and is_ < -_EPSILON) or (was < -_EPSILON and is_ > _EPSILON):
                told = f"een bevinding over {trial.named(trial.subject)} keert de volgorde van {trial.named(one)} en "
                return Broken(f"{told}{trial.named(other)} om, die er niet mee verbonden zijn.")
    return None


def _tied(subject: str, knowledge: Knowledge) -> set[str]:
    """A theme with the themes the handbook ties it to, and the overarching themes it belongs to."""
    owner = theme_of(subject)
    tied = {owner, *knowledge.neighbours.get(owner, ())}
    tied |= {id_ for id_, one in knowledge.cross_cutting.items() if owner in one.themes}
    return tied | {id_ for id_, subs in knowledge.taken_along.items() if subject in subs}


def _changed(before: Unit, after: Unit) -> Iterator[Fired]:
    """What decides the criteria on which two units differ, after and before."""
    for criterion in {**before.criteria, **after.criteria}:
        one, other = (unit.criteria.get(criterion, NOTHING) for unit in (before, after))
        if one.score != other.score:
            yield from (judged.fired[0] for judged in (other, one) if judged.fired)


def _fine(value: float) -> str:
    return number(value, decimals=4)


# Anything that raises breaks this one, in whatever trial it happens.
RAISES = Property(
    "rule-raises",
    "bij alle geldige bevindingen komt er een advies",
    "Verbeter de regel of instelling. Is het een fout van kbv-rules, meld het dan met het tegenvoorbeeld erbij.",
    ("criteria",),
    _raises,
)
OF_ONE = (
    RAISES,
    Property(
        "sum-of-contributions",
        "een score is de som van haar bijdragen en ligt tussen 0 en 4",
        "Houd uitkomsten en bijstellingen zo klein dat de score binnen de schaal blijft.",
        ("criteria", "criteria"),
        _contributions,
    ),
    Property(
        "priorities-and-homes",
        "er zijn hooguit vier prioriteiten, en elk thema heeft precies één plek",
        "Kijk naar de leden van de bundels en naar het aantal drempels.",
        ("limits", "minimum"),
        _homes,
    ),
    Property(
        "indicator-count",
        "elke prioriteit heeft twee of drie indicatoren, of zegt wat er ontbreekt",
        "Zet 'minimum' op 2 en 'maximum' op 3.",
        ("indicators", "maximum"),
        _indicators,
    ),
)
OF_ANOTHER_ORDER = (
    Property(
        "order-changes-nothing",
        "de volgorde van de bevindingen verandert niets",
        "Dit hoort niet van regels te kunnen afhangen: meld het met het tegenvoorbeeld erbij.",
        ("criteria", "criteria"),
        _order,
    ),
)
OF_WORSE = (
    Property(
        "worse-lowers-score",
        "een ergere bevinding verlaagt nooit een score",
        "Laat in de genoemde tabel de uitkomst gelijk blijven of stijgen als het erger wordt.",
        ("criteria", "criteria"),
        _score_falls,
    ),
    Property(
        "worse-lowers-rank",
        "een ergere bevinding laat het thema nooit zakken in de rangorde",
        "Geef criteria die op andere thema's rusten minder gewicht dan de rest samen.",
        ("profiles", "profiles"),
        _rank_falls,
    ),
    Property(
        "worse-weakens-candidate",
        "een ergere bevinding verzwakt nooit een kandidaat",
        "Laat de bijstelling voor breedte gelijk blijven of stijgen als er meer onderdelen zwaar wegen.",
        ("candidates", "breadth_table"),
        _candidate_weakens,
    ),
)
OF_ONE_LESS = (
    Property(
        "finding-lifts-two",
        "geen bevinding tilt twee gekozen prioriteiten op",
        "Schrijf 'in_choice: false' bij een criterium dat op bevindingen over andere thema's rust.",
        ("criteria", "criteria"),
        _lifts_two,
    ),
)
OF_ONE_MORE = (
    Property(
        "unlinked-reordered",
        "een bevinding over een thema keert nooit de volgorde om van twee thema's die er niet mee verbonden zijn",
        "Dit hoort niet van regels te kunnen afhangen: meld het met het tegenvoorbeeld erbij.",
        ("criteria", "criteria"),
        _unlinked_reordered,
    ),
)
ALL = (*OF_ONE, *OF_ANOTHER_ORDER, *OF_WORSE, *OF_ONE_LESS, *OF_ONE_MORE)
