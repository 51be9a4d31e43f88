"""Reads the scenarios beside the rules and runs them: small findings, and what the rules should make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbv_rules.advise.advise import advise
from kbv_rules.errors import Fault, InputError, Place, UnknownTermError, input_error, nearest
from kbv_rules.findings.read import to_findings
from kbv_rules.model.rule_report import RulePlace
from kbv_rules.model.scenario import Difference, Expected, ScenarioFile, ScenarioOutcome
from kbv_rules.rules.rule_set import SCENARIOS
from kbv_rules.rules.template import listing, two
from kbv_rules.rules.unary import UnaryTestError, parse_unary_test
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.advice import Advice
    from kbv_rules.model.findings import Findings
    from kbv_rules.rules.rule_set import RuleSet

# What a scenario need not say: any municipality, any plan.
_HEAD: dict[str, Any] = {"schema": 1, "date": "2025-12-31", "period": {"start": 2026, "end": 2029}}
_WHO = "Scenario"


@dataclass(frozen=True)
class Scenario:
    """A scenario that was read, with the file it stands in."""

    file: YamlFile
    content: ScenarioFile
    findings: Findings

    def place(self, *path: str | int) -> RulePlace:
        """Where an expectation stands."""
        place = self.file.place(("expect", *path))
        return RulePlace(file=place.file, line=place.line, column=place.column)


def read_scenarios(paths: Sequence[Path], knowledge: Knowledge, rules: RuleSet) -> list[Scenario]:
    """All scenarios in files and folders, in the order of their paths.

    Raises:
        InputError: a scenario that cannot be read or cannot mean something; all faults of all files at once.
    """
    scenarios: list[Scenario] = []
    faults: list[Fault] = []
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            try:
                scenarios.append(read_scenario(file, knowledge, rules))
            except InputError as error:
                faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return scenarios


def scenarios_beside(rules: RuleSet) -> Path:
    """The folder of scenarios that belongs to a folder of rules; it need not exist."""
    return rules.folder / SCENARIOS


def read_scenario(path: Path, knowledge: Knowledge, rules: RuleSet) -> Scenario:
    """One scenario.

    Raises:
        InputError: every fault found, with file:line:column.
    """
    file = read_yaml(path)
    content = to_model(file, ScenarioFile)
    faults = list(_faults(file, content, knowledge, rules))
    try:
        found = to_findings(_findings_file(file, content), knowledge, rules)
    except InputError as error:
        raise InputError([*error.faults, *faults]) from None
    if faults:
        raise InputError(faults)
    return Scenario(file, content, found)


def _findings_file(file: YamlFile, content: ScenarioFile) -> YamlFile:
    """The block of findings as a findings file of its own, with a head, and `scores` written out as judgements."""
    inner = YamlFile(file.path, {**_HEAD, **file.value["findings"]})
    for target, source in ((inner.places, file.places), (inner.keys, file.keys)):
        target.update({path[1:]: place for path, place in source.items() if path[0:1] == ("findings",)})
    inner.written.update({path[1:]: text for path, text in file.written.items() if path[0:1] == ("findings",)})
    municipality = inner.value.get("municipality", {})
    if isinstance(municipality, dict):
        inner.value["municipality"] = {"name": content.name, **municipality}
    items = inner.value.get("findings")
    if isinstance(items, list):
        inner.value["findings"] = [_written_out(inner, index, item, content) for index, item in enumerate(items)]
    return inner


def _written_out(file: YamlFile, index: int, item: Any, content: ScenarioFile) -> Any:
    """`scores: {ernst: 4}` as judgements of nobody in particular; each keeps its place for messages."""
    if not isinstance(item, dict) or "scores" not in item:
        return item
    base: Path_ = ("findings", index)
    scores = item["scores"]
    if not isinstance(scores, dict):
        told = "bij 'scores' hoort een blok van criteria met een score."
        raise InputError([Fault(file.place((*base, "scores")), told, "Schrijf bijvoorbeeld 'scores: {ernst: 4, aanpak: 3}'.")])
    rest = {key: value for key, value in item.items() if key != "scores"}
    if not isinstance(rest.get("judgements", []), list):
        return rest  # told when the findings are read
    judgements = list(rest.get("judgements", []))
    file.places.setdefault((*base, "judgements"), file.place((*base, "scores")))
    for criterion, score in scores.items():
        place: Path_ = (*base, "judgements", len(judgements))
        file.places[place] = file.places[(*place, "criterion")] = file.key_place((*base, "scores", criterion))
        file.places[(*place, "score")] = file.place((*base, "scores", criterion))
        file.written[(*place, "score")] = file.written.get((*base, "scores", criterion), "")
        day = file.value["date"]
        judgements.append({"criterion": criterion, "score": score, "by": _WHO, "date": day, "reason": content.name})
    return {**rest, "judgements": judgements}


def _faults(file: YamlFile, content: ScenarioFile, knowledge: Knowledge, rules: RuleSet) -> Iterator[Fault]:
    """Expectations that name what does not exist, or are no condition."""
    expected = content.expect
    bundles = {bundle.id for bundle in rules.candidates.bundles if bundle.candidate}
    subjects = {*knowledge.themes, *knowledge.cross_cutting, *knowledge.sub_themes}
    candidates = subjects | bundles
    rule_ids = {rule.id for table in rules.tables.values() for rule in table.table.rules}
    named: list[tuple[Place, str, str, set[str]]] = []
    for key in ("priorities", "includes", "excludes"):
        for index, id_ in enumerate(getattr(expected, key) or ()):
            named.append((file.place(("expect", key, index)), "kandidaat", id_, candidates))
    named += [(file.key_place(("expect", "dropped", id_)), "kandidaat", id_, candidates) for id_ in expected.dropped]
    named += [(file.key_place(("expect", "score", id_)), "thema", id_, subjects) for id_ in expected.score]
    themes = set(knowledge.themes)
    named += [(file.key_place(("expect", "other_theme", id_)), "thema", id_, themes) for id_ in expected.other_theme]
    named += [(file.place(("expect", "reason", index)), "regel", id_, rule_ids) for index, id_ in enumerate(expected.reason)]
    for place, what, id_, known in named:
        if id_ not in known:
            hint = nearest(id_, known)
            hint = hint if hint.startswith("Bedoelde") else "Kijk in de regels en in 'kbv knowledge export' welke er zijn."
            yield Fault(place, f"er is geen {what} '{id_}'.", hint)
    for id_, cell in expected.score.items():
        try:
            parse_unary_test(cell)
        except UnaryTestError as error:
            place = file.place(("expect", "score", id_))
            yield Fault(place, f"de voorwaarde '{error.text}' klopt niet: {error.problem}", error.remedy)
    try:
        rules.profile(content.profile)
    except UnknownTermError as error:
        known_profiles = [id_ for id_, _ in error.suggestions]
        yield Fault(file.place(("profile",)), f"het profiel '{error.text}' bestaat niet.", nearest(error.text, known_profiles))


def run_scenarios(scenarios: Sequence[Scenario], knowledge: Knowledge, rules: RuleSet) -> list[ScenarioOutcome]:
    """How each scenario comes out under the rules."""
    return [run_scenario(scenario, knowledge, rules) for scenario in scenarios]


def run_scenario(scenario: Scenario, knowledge: Knowledge, rules: RuleSet) -> ScenarioOutcome:
    """How one scenario comes out."""
    content = scenario.content
    advice = advise(scenario.findings, knowledge=knowledge, rules=rules, profile=content.profile)
    return ScenarioOutcome(
        file=scenario.file.path,
        name=content.name,
        because=content.because,
        differences=tuple(_differences(scenario, content.expect, advice)),
    )


def require_scenarios(scenarios: Sequence[Scenario], rules: RuleSet) -> None:
    """Refuses to call it a success when there was nothing to run.

    Raises:
        InputError: no scenarios.
    """
    if not scenarios:
        remedy = "Zet er scenario's in, zoals die in 'rules/scenarios/' van kbv-rules."
        raise input_error(scenarios_beside(rules), "hier staan geen scenario's.", remedy)


def _differences(scenario: Scenario, expected: Expected, advice: Advice) -> Iterator[Difference]:
    chosen = {priority.id: priority.name for priority in advice.priorities}
    dropped = {one.id: one for one in advice.dropped}

    def differs(message: str, *path: str | int) -> Difference:
        return Difference(place=scenario.place(*path), message=message)

    if expected.priorities is not None and tuple(chosen) != expected.priorities:
        told = f"verwacht als prioriteiten: {_list(expected.priorities)}; het werden: {_list(tuple(chosen))}."
        yield differs(told, "priorities")
    for index, id_ in enumerate(expected.includes):
        if id_ not in chosen:
            why = f" {dropped[id_].reason}" if id_ in dropped else ""
            told = f"'{id_}' zou een prioriteit zijn en is dat niet; het werden: {_list(tuple(chosen))}.{why}"
            yield differs(told, "includes", index)
    for index, id_ in enumerate(expected.excludes):
        if id_ in chosen:
            yield differs(f"'{id_}' zou geen prioriteit zijn en is dat wel.", "excludes", index)
    scores = {one.theme: one.score for one in advice.scores}
    for id_, cell in expected.score.items():
        if id_ not in scores:
            yield differs(f"'{id_}' heeft geen score: er is niets over gevonden.", "score", id_)
        elif not parse_unary_test(cell).holds(round(scores[id_], 9)):
            yield differs(f"'{id_}' scoort {two(scores[id_])}, verwacht was {cell}.", "score", id_)
    reasons = {reason.rule for priority in advice.priorities for reason in priority.reasons}
    for index, id_ in enumerate(expected.reason):
        if id_ not in reasons:
            yield differs(f"de regel '{id_}' staat bij geen prioriteit onder de redenen.", "reason", index)
    homes = {member: cluster.id for cluster in advice.other_themes for member in cluster.members}
    homes |= {member: priority.id for priority in advice.priorities for member in priority.members}
    for id_, cluster in expected.other_theme.items():
        if homes[id_] != cluster:
            yield differs(f"'{id_}' valt onder '{homes[id_]}', verwacht was '{cluster}'.", "other_theme", id_)
    for id_, cause in expected.dropped.items():
        if id_ not in dropped:
            told = "is een prioriteit" if id_ in chosen else "viel niet af, want er is niets over gevonden"
            yield differs(f"'{id_}' {told}; verwacht was dat het afviel om '{cause}'.", "dropped", id_)
        elif dropped[id_].cause != cause:
            told = f"viel af om '{dropped[id_].cause}', verwacht was '{cause}'. {dropped[id_].reason}"
            yield differs(f"'{id_}' {told}", "dropped", id_)


def _list(ids: Sequence[str]) -> str:
    return listing([f"'{id_}'" for id_ in ids]) or "geen"
