"""Says of a folder of rules what is wrong with it, what is proven, and what was searched for without being proven."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.advise.case import Case
from kbv_rules.advise.coherence import find_incoherence, problem, prove_coherence
from kbv_rules.advise.properties import ALL
from kbv_rules.errors import InputError, UnknownTermError
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Findings, Municipality, Period
from kbv_rules.model.rule_report import SEVERITIES, Proven, RuleProblem, RuleReport, Searched
from kbv_rules.rules.analyse import Analysis, Defect, analyse
from kbv_rules.rules.places import RulePlaces
from kbv_rules.rules.rule_set import RuleSet, load_rule_set
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from kbv_rules.advise.counterexamples import Outcome, Violation
    from kbv_rules.errors import Place
    from kbv_rules.knowledge.base import Knowledge

BUDGET = 20.0

# What is done with a counterexample: given a file name and the text, it says where it went.
Keep = Callable[[str, str], str]
Tick = Callable[[float], None]

# Where a defect of a table is shown when it is not about one rule.
_KEYS = {"gap": "rules", "output-out-of-range": "output", "too-large": "rules"}


def validate_rules(
    folder: Path | None = None,
    *,
    budget: float = BUDGET,
    seed: int = 0,
    only: Collection[str] = (),
    knowledge: Knowledge | None = None,
    keep: Keep | None = None,
    tick: Tick | None = None,
) -> RuleReport:
    """Everything that can be said of the rules in `folder`, or of those that come with kbv-rules.

    The search for counterexamples takes about `budget` seconds, none when that is 0; it looks for all properties, or `only`
    for some. Each counterexample is handed to `keep`.

    Raises:
        InputError: the folder cannot be read as rules, with every fault; see `report_of_faults`.
        UnknownTermError: no such property.
    """
    _require(only)
    rules = load_rule_set(folder)
    knowledge = knowledge or load_knowledge()
    places = RulePlaces(rules.folder)
    analyses = {id_: analyse(table.table) for id_, table in sorted(rules.tables.items())}
    defects = [defect for analysis in analyses.values() for defect in analysis.defects]
    meant = [defect for defect in defects if defect.kind == "gap" and rules.tables[defect.table].table.gaps]
    problems = [_of_defect(defect, places) for defect in defects if defect not in meant]
    problems += find_incoherence(rules, knowledge, places)
    proofs = [proof for analysis in analyses.values() for proof in analysis.proofs]
    proven = [
        *(Proven(what=proof.message, cases=proof.combinations, table=proof.table) for proof in proofs),
        *(
            Proven(what=defect.message.rstrip("."), cases=_combinations(analyses[defect.table]), table=defect.table)
            for defect in meant
        ),
        *_monotone_criteria(rules, analyses),
        *prove_coherence(rules, problems),
    ]
    unsearched = _no_search(rules, knowledge, budget)
    outcomes = [] if unsearched else _search(rules, knowledge, budget, seed, only, analyses, tick)
    problems += [
        _of_violation(outcome, outcome.violation, rules, places, seed, folder, keep) for outcome in outcomes if outcome.violation
    ]
    return RuleReport(
        folder=str(rules.folder),
        tables=len(rules.tables),
        rules=sum(len(table.table.rules) for table in rules.tables.values()),
        seed=seed,
        budget=budget,
        problems=_sorted(problems),
        proven=tuple(proven),
        searched=tuple(
            Searched(
                property=outcome.property.id,
                law=outcome.property.law,
                cases=outcome.cases,
                seconds=round(outcome.seconds, 1),
                holds=outcome.violation is None,
            )
            for outcome in outcomes
        ),
        unsearched=unsearched,
    )


def report_of_faults(folder: Path, error: InputError, *, budget: float = 0.0, seed: int = 0) -> RuleReport:
    """The report of rules that cannot be read: its faults as problems, and nothing proven."""
    problems = [
        problem("unreadable", "error", fault.place, f"{fault.what} {fault.why}".strip(), fault.remedy) for fault in error.faults
    ]
    return RuleReport(
        folder=str(folder),
        tables=0,
        rules=0,
        seed=seed,
        budget=budget,
        problems=_sorted(problems),
        unsearched="de regels zijn niet te lezen",
    )


def _require(only: Collection[str]) -> None:
    known = {law.id: law.law for law in ALL}
    for name in only:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=3)
            raise UnknownTermError("eigenschap", name, [(id_, known[id_]) for id_ in close or known])


def _sorted(problems: Iterable[RuleProblem]) -> tuple[RuleProblem, ...]:
    """The worst first, then by place."""

    def rank(one: RuleProblem) -> tuple[int, str, int, int, str]:
        return (-SEVERITIES.index(one.severity), one.place.file, one.place.line or 0, one.place.column or 0, one.id)

    return tuple(sorted(problems, key=rank))


def _of_defect(defect: Defect, places: RulePlaces) -> RuleProblem:
    place = _place_of(defect, places)
    return problem(
        defect.kind,
        defect.severity,
        place,
        defect.message,
        defect.remedy,
        table=defect.table,
        rules=defect.rules,
        example=dict(defect.example),
    )


def _place_of(defect: Defect, places: RulePlaces) -> Place:
    if defect.kind in ("never-true", "always-true"):
        return places.rule(defect.rules[0], "when", next(iter(defect.example)))
    if defect.kind in _KEYS or not defect.rules:
        return places.in_table(defect.table, _KEYS.get(defect.kind, "rules"))
    # Of two rules that do not go together the last one is pointed at; a rule that is never reached comes first itself.
    return places.rule(defect.rules[0 if defect.kind in ("shadowed", "unreachable") else -1])


def _monotone_criteria(rules: RuleSet, analyses: dict[str, Analysis]) -> Iterator[Proven]:
    """Criteria on which nothing that gets worse can lower the score: the highest outcome of tables that each never fall."""
    for criterion in rules.criteria:
        names = (*criterion.tables, *criterion.default)
        if any(defect.kind in ("not-monotone", "too-large") for name in names for defect in analyses[name].defects):
            continue
        worse = [
            f"{name}.{column.name}" for name in names for column in rules.tables[name].table.inputs if column.worse is not None
        ]
        if worse:
            cases = sum(_combinations(analyses[name]) for name in names)
            yield Proven(what=f"een slechtere waarde verlaagt de score op '{criterion.id}' nooit ({listing(worse)})", cases=cases)


def _combinations(analysis: Analysis) -> int:
    """Over how many combinations something was proven of a table."""
    return max((proof.combinations for proof in analysis.proofs), default=0)


def _no_search(rules: RuleSet, knowledge: Knowledge, budget: float) -> str | None:
    """Why there is nothing to search; None when there is."""
    if budget <= 0:
        return "er is geen tijd voor gegeven (--budget 0)"
    day = "2025-12-31"
    nothing = Findings(schema=1, municipality=Municipality(name="Niemand"), period=Period(start=2026, end=2029), date=day)
    try:
        assert Case(nothing, knowledge, rules, rules.profile(None)).candidates
    except InputError as error:
        return f"met deze regels is geen advies te maken: {error.faults[0].what} Verbeter eerst de fouten"
    return None


def _search(
    rules: RuleSet,
    knowledge: Knowledge,
    budget: float,
    seed: int,
    only: Collection[str],
    analyses: dict[str, Analysis],
    tick: Tick | None,
) -> list[Outcome]:
    from kbv_rules.advise.counterexamples import search
    from kbv_rules.advise.generate import Ground

    unsound = [id_ for id_, one in analyses.items() if any(defect.severity == "error" for defect in one.defects)]
    suspects = {rules.tables[id_].table.per for id_ in unsound}
    return search(Ground(knowledge, rules), budget=budget, seed=seed, only=only, suspects=suspects, tick=tick)


def _of_violation(
    outcome: Outcome, violation: Violation, rules: RuleSet, places: RulePlaces, seed: int, folder: Path | None, keep: Keep | None
) -> RuleProblem:
    law = outcome.property
    involved = violation.broken.rules
    place = places.rule(involved[0]) if involved else places.setting(law.at[0], *law.at[1:])
    homes = {rule.id: id_ for id_, table in rules.tables.items() for rule in table.table.rules}
    return problem(
        law.id,
        "error",
        place,
        violation.broken.message,
        law.remedy,
        table=homes[involved[0]] if involved else None,
        rules=involved,
        counterexample=_kept(outcome, violation, rules, seed, folder, keep) if keep else None,
    )


def _kept(outcome: Outcome, violation: Violation, rules: RuleSet, seed: int, folder: Path | None, keep: Keep) -> str:
    """Writes the findings that show a violation, and beside them those they were made of, for `kbv diff`."""
    from kbv_rules.findings.write import findings_yaml

    trial, law = violation.trial, outcome.property
    name, earlier = f"tegenvoorbeeld-{law.id}.yaml", f"tegenvoorbeeld-{law.id}-ervoor.yaml"
    options = f" --rules {shlex.quote(str(folder))}" if folder else ""
    options += f" --profile {trial.profile}" if trial.profile != rules.profiles.standard else ""
    comment = [
        f"Tegenvoorbeeld van 'kbv rules validate' (zaadje {seed}); de bevindingen zijn verzonnen en zo klein mogelijk gemaakt.",
        f"Eigenschap {law.id}: {law.law}.",
        f"Wat er misgaat: {violation.broken.message}",
        f"Zo ziet u het: kbv advise {name}{options}",
    ]
    if trial.before is not None:
        comment.append(f"Het verschil:  kbv diff {earlier} {name}{options}")
        head = [f"Hoort bij {name}: de bevindingen waarmee die vergeleken worden."]
        keep(earlier, findings_yaml(trial.before, head))
    return keep(name, findings_yaml(trial.findings, comment))
