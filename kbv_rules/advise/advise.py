"""From findings to advice, step by step (DMN and MCDA words: decision table, criterion, weight, candidate)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.advise.case import Case
from kbv_rules.advise.earlier import follow_earlier
from kbv_rules.advise.other_themes import cluster_others
from kbv_rules.advise.overrides import tell_overrides
from kbv_rules.advise.receipt import make_receipt
from kbv_rules.advise.work_out import follow_proposals, work_out
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.advice import Advice, Robustness
from kbv_rules.rules.rule_set import RuleSet, load_rule_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Findings


def advise(
    findings: Findings,
    *,
    knowledge: Knowledge | None = None,
    rules: RuleSet | None = None,
    profile: str | None = None,
    robustness: bool = False,
    time: str | None = None,
    files: Mapping[str, str] | None = None,
) -> Advice:
    """Propose priorities, other themes and indicators. It proposes; people decide.

    Without `knowledge` and `rules` those of this installation are used; `time` is what the receipt says (now, if left out).
    `robustness` adds how firmly the choice stands; it needs numpy, which makes a cold start slower. `files` (findings,
    rules) are what `kbv replay` will look for.

    Raises:
        InputError: rules that name something the knowledge does not hold.
        UnknownTermError: no such profile.
    """
    knowledge = knowledge or load_knowledge()
    rules = rules or load_rule_set()
    case = Case(findings, knowledge, rules, rules.profile(profile))
    return advise_on(case, robustness=robustness, time=time, files=files)


def advise_on(case: Case, *, robustness: bool = False, time: str | None = None, files: Mapping[str, str] | None = None) -> Advice:
    """The advice on a case, whose steps may have been asked for before."""
    findings, knowledge, rules = case.findings, case.knowledge, case.rules
    scorer, choice, dropped = case.scorer, case.choice, case.dropped
    scores = [scorer.theme_score(owner) for owner in (*knowledge.themes, *knowledge.cross_cutting)]
    scores += [scorer.sub_theme_score(id_) for id_ in case.subjects if "/" in id_]
    return Advice.model_construct(
        schema_=1,
        municipality=findings.municipality.name,
        fictional=findings.municipality.fictional,
        period=str(findings.period),
        priorities=tuple(work_out(choice, scorer.counting_weights, findings, knowledge, rules)),
        other_themes=tuple(cluster_others(choice, knowledge, rules)),
        dropped=tuple(dropped),
        earlier_priorities=tuple(follow_earlier(findings, choice, dropped, scorer, knowledge, rules)),
        overrides=tuple(tell_overrides(case)),
        proposals=tuple(follow_proposals(choice, findings, rules)),
        by_rules=tuple(one.candidate.id for one in case.rule_choice.chosen),
        scores=tuple(scores),
        robustness=_assess(case) if robustness else Robustness.model_construct(),
        missing=tuple(scorer.missing()),
        receipt=make_receipt(case, time=time, files=files or {}, robustness=robustness),
    )


def _assess(case: Case) -> Robustness:
    from kbv_rules.advise.robustness import assess

    # Of the rules' own choice: what people decided stands whatever the weights.
    return assess(case.rule_chooser, case.rule_choice, case.rule_dropped, case.rules)
