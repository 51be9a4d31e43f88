"""Checks a draft: reads it as a plan, runs the check rules, and puts what they remark in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kbv_rules.check.accept import accept
from kbv_rules.check.outline import Outline
from kbv_rules.check.plan import Plan
from kbv_rules.check.recognise import refuse_what_is_no_plan
from kbv_rules.check.registry import DETECTORS
from kbv_rules.check.rules import when_of
from kbv_rules.check.stated import Subject, signs_of
from kbv_rules.check.view import Hit, View
from kbv_rules.errors import UnknownTermError
from kbv_rules.model.remark import Chapter, CheckReport, Declared, Remark
from kbv_rules.rules.template import Shown, fill, listing

if TYPE_CHECKING:
    from kbv_rules.check.priority import Priority
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.accept import Accepted
    from kbv_rules.model.check_rules import CheckRule, CheckRules, FacetWhen
    from kbv_rules.model.document import Document

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def check_document(
    document: Document,
    knowledge: Knowledge,
    rules: CheckRules,
    *,
    scores: Mapping[str, float] | None = None,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    accepted: Sequence[Accepted] = (),
    show_all: bool = False,
) -> CheckReport:
    """What a seasoned reader of the method would remark on a draft.

    `scores` says per theme (0 to 4) how heavy local findings weigh it. `only` and `skip` are ids of checks. `show_all` also
    gives what is otherwise held back.

    Raises:
        InputError: the document is no Dutch safety plan.
        UnknownTermError: a check in `only` or `skip` that is not there.
    """
    refuse_what_is_no_plan(Outline(document), rules.reading.recognise)
    return check_plan(
        read_plan(document, knowledge, rules),
        rules,
        scores=scores,
        only=only,
        skip=skip,
        accepted=accepted,
        show_all=show_all,
    )


def read_plan(document: Document, knowledge: Knowledge, rules: CheckRules) -> Plan:
    """A draft as the method sees it; whatever it is about."""
    chapters = {getattr(chapter, "id", ""): chapter.number for chapter in knowledge.catalogue.chapters}
    own = (chapters["priorities"], chapters["other-themes"])
    return Plan(document, knowledge, rules.bundles, rules.reading, own, dict(_overarching(rules)))


def _overarching(rules: CheckRules) -> Iterator[tuple[str, Subject]]:
    """Per overarching theme by what a text on it is known."""
    for rule in rules.checks:
        if rule.detector == "facet":
            when: FacetWhen = when_of(rule)
            if when.own:
                yield when.subject, Subject(signs_of(when), when.listing, when.own)


def check_plan(
    plan: Plan,
    rules: CheckRules,
    *,
    scores: Mapping[str, float] | None = None,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    accepted: Sequence[Accepted] = (),
    show_all: bool = False,
) -> CheckReport:
    """As `check_document`, of a plan that was read."""
    view = View(plan, scores)
    held = 0
    found: list[tuple[tuple[object, ...], Remark]] = []
    for rule in wanted(rules, only, skip):
        for place, hit in enumerate(DETECTORS[rule.detector].run(view, when_of(rule))):
            if hit.held and not show_all:
                held += 1
                continue
            remark = _remark(rule, hit)
            order = (_WEIGHT[remark.severity], rule.order, remark.location.paragraph, hit.rank, place)
            found.append((order, remark))
    remarks, unused = accept([remark for _, remark in sorted(found, key=lambda pair: pair[0])], accepted)
    return CheckReport(
        document=plan.document.name,
        priorities=tuple(_declared(plan, one) for one in plan.priorities),
        other_themes=tuple(_declared(plan, one) for one in plan.others),
        chapters=tuple(_chapter(plan, chapter.number) for chapter in plan.knowledge.catalogue.chapters),
        remarks=tuple(remarks),
        held_back=held,
        summary=_summary(plan, rules, remarks, held),
        warnings=(*plan.document.warnings, *(_unused(rules, one) for one in unused)),
    )


def wanted(rules: CheckRules, only: Collection[str], skip: Collection[str]) -> list[CheckRule]:
    """The checks that run.

    Raises:
        UnknownTermError: an id that is not there.
    """
    known = {rule.id: rule for rule in rules.checks}
    for id_ in (*only, *skip):
        if id_ not in known:
            from difflib import get_close_matches

            close = get_close_matches(id_, known, n=3)
            raise UnknownTermError("toets", id_, [(one, known[one].name) for one in close])
    return [rule for rule in rules.checks if rule.enabled and (not only or rule.id in only) and rule.id not in skip]


def _remark(rule: CheckRule, hit: Hit) -> Remark:
    values: Mapping[str, Shown] = hit.values
    sentences = [rule.message, *(rule.more[name] for name in hit.more if name in rule.more)]
    return Remark(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        message=" ".join(fill(sentence, values) for sentence in sentences),
        about=hit.about,
        location=hit.location,
        source=f"{fill(rule.why, values)} Bron: {fill(rule.source, values)}.",
        advice=fill(rule.advice, values),
        fine_when=fill(rule.fine_when, values),
        joined=hit.joined,
    )


def _declared(plan: Plan, one: Priority) -> Declared:
    location = plan.outline.at_place(one.places[0]) if one.places else plan.outline.at(one.declared_at)
    # An overarching theme takes sub-themes along; the themes it touches are no members of it.
    own = () if plan.is_overarching(one) else one.members
    return Declared(heading=one.name, candidates=one.candidates, members=own, location=location)


def _chapter(plan: Plan, number: int) -> Chapter:
    places = plan.served.places.get(number, ())
    return Chapter(number=number, heading=places[0].title if places else None)


def _unused(rules: CheckRules, one: Accepted) -> str:
    about = listing([f"{key}: {value}" for key, value in one.about.items()])
    return fill(rules.summary["unused_accept"], {"rule": one.rule, "about": about, "reason": one.reason})


def _summary(plan: Plan, rules: CheckRules, remarks: Sequence[Remark], held: int) -> str:
    """What a manager reads in a minute: what the plan declares, how it stands, and what comes first."""
    texts = rules.summary
    open_ = [remark for remark in remarks if remark.accepted is None]
    counts = {severity: sum(remark.severity == severity for remark in open_) for severity in _WEIGHT}
    names = [one.name for one in plan.priorities]
    sentences = [
        fill(
            texts["no_priorities" if not names else "priority" if len(names) == 1 else "priorities"],
            {"count": len(names), "names": listing(names)},
        )
    ]
    if not open_:
        sentences.append(texts["clean"])
    else:
        said = [
            fill(texts[severity if count == 1 else f"{severity}s"], {"count": count})
            for severity, count in counts.items()
            if count
        ]
        sentences.append(fill(texts["counts"], {"counts": listing(said)}))
        first = list(dict.fromkeys(_name(rules, remark) for remark in open_ if remark.severity == open_[0].severity))
        sentences.append(fill(texts["first"], {"names": listing(first[:3])}))
    accepted = len(remarks) - len(open_)
    if accepted:
        sentences.append(fill(texts["accepted" if accepted == 1 else "accepted_more"], {"count": accepted}))
    if held:
        sentences.append(fill(texts["held" if held == 1 else "held_more"], {"count": held}))
    return " ".join(sentences)


def _name(rules: CheckRules, remark: Remark) -> str:
    return next(rule.name for rule in rules.checks if rule.id == remark.rule).lower()
