"""What differs between two findings files, two rules folders or two advices: in what goes in, and in what comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kbv_rules.advise.advise import advise
from kbv_rules.errors import input_error
from kbv_rules.findings.identity import every
from kbv_rules.findings.read import read_findings
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.explanation import Change, Difference
from kbv_rules.report.advice_json import advice_json
from kbv_rules.report.replay import read_advice
from kbv_rules.rules.rule_set import RuleSet, load_rule_set
from kbv_rules.rules.template import two

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.model.findings import Findings

Json = dict[str, Any]


def compare(
    first: Path, second: Path, *, findings: Path | None = None, profile: str | None = None, folder: Path | None = None
) -> Difference:
    """Compare two findings files, two rules folders (on `findings`) or two advices in JSON.

    Raises:
        InputError: the two are not of one kind, or rules are compared without findings.
    """
    knowledge = load_knowledge()
    if first.is_dir() != second.is_dir():
        raise input_error(second, "een map en een bestand zijn niet te vergelijken.", "Geef twee bestanden of twee mappen op.")
    if first.is_dir():
        if findings is None:
            raise input_error(first, "om regels te vergelijken zijn bevindingen nodig.", "Geef ze op met --findings BESTAND.")
        rules = [load_rule_set(path) for path in (first, second)]
        found = [read_findings(findings, knowledge=knowledge, rules=one) for one in rules]
        advices = [
            _as_json(advise(given, knowledge=knowledge, rules=one, profile=profile))
            for given, one in zip(found, rules, strict=True)
        ]
        return Difference.model_construct(causes=tuple(_rule_changes(*rules)), effects=tuple(_effects(*advices)))
    if first.suffix == second.suffix == ".json":
        before, after = read_advice(first)[1], read_advice(second)[1]
        return Difference.model_construct(causes=tuple(_receipt_changes(before, after)), effects=tuple(_effects(before, after)))
    one = load_rule_set(folder)
    given = [read_findings(path, knowledge=knowledge, rules=one) for path in (first, second)]
    advices = [_as_json(advise(item, knowledge=knowledge, rules=one, profile=profile)) for item in given]
    return Difference.model_construct(causes=tuple(_finding_changes(*given)), effects=tuple(_effects(*advices)))


def _as_json(advice: Any) -> Json:
    data: Json = json.loads(advice_json(advice))
    return data


def _changes(kind: Any, before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> Iterator[Change]:
    """Per id what stood and what stands, where that differs. Values are (name, text)."""
    for id_ in sorted({*before, *after}):
        was, now = before.get(id_), after.get(id_)
        if was is None or now is None or was[1] != now[1]:
            name = (now or was or ("", ""))[0]
            yield Change.model_construct(
                kind=kind, id=id_, name=name, before=was[1] if was else None, after=now[1] if now else None
            )


def _finding_changes(before: Findings, after: Findings) -> Iterator[Change]:
    def told(findings: Findings) -> dict[str, tuple[str, str]]:
        parts = {}
        for one in every(findings):
            for key, value in _leaves(one.finding.model_dump(mode="json", exclude_defaults=True)):
                parts[f"{one.id} {key}"] = (f"{one.id}, {key}", value)
        for key, value in _leaves(findings.municipality.model_dump(mode="json")):
            parts[f"municipality {key}"] = (f"gemeente, {key}", value)
        return parts

    yield from _changes("finding", told(before), told(after))


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The single values of something nested, each with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, _short(value)


def _rule_changes(before: RuleSet, after: RuleSet) -> Iterator[Change]:
    def rules(one: RuleSet) -> dict[str, tuple[str, str]]:
        return {
            rule.id: (f"{table.table.id}: {rule.id}", _short({"when": rule.when, "then": rule.then}))
            for table in one.tables.values()
            for rule in table.table.rules
        }

    def weights(one: RuleSet) -> dict[str, tuple[str, str]]:
        return {
            f"{profile.id}.{name}": (f"{profile.name}: {name}", f"{weight:g}")
            for profile in one.profiles.profiles
            for name, weight in profile.weights.items()
        }

    def settings(one: RuleSet) -> dict[str, tuple[str, str]]:
        parts: dict[str, Any] = {
            "criteria": {criterion.id: criterion.model_dump(mode="json") for criterion in one.criteria},
            "candidates": one.candidates.model_dump(mode="json"),
            "limits": one.limits.model_dump(mode="json"),
            "derivation": one.derivation.model_dump(mode="json"),
            "other_themes": one.other_themes.model_dump(mode="json"),
            "indicators": one.indicators.model_dump(mode="json"),
        }
        return {
            f"{part}.{key}": (f"{part}.yaml, {key}", value) for part, values in parts.items() for key, value in _leaves(values)
        }

    yield from _changes("rule", rules(before), rules(after))
    yield from _changes("weight", weights(before), weights(after))
    yield from _changes("setting", settings(before), settings(after))


def _receipt_changes(before: Json, after: Json) -> Iterator[Change]:
    def told(advice: Json) -> dict[str, tuple[str, str]]:
        receipt = advice["receipt"]
        return {key: (key, str(receipt[key])) for key in ("version", "knowledge", "rules", "findings", "profile")}

    yield from _changes("setting", told(before), told(after))


def _effects(before: Json, after: Json) -> Iterator[Change]:
    def priorities(advice: Json) -> dict[str, tuple[str, str]]:
        return {one["id"]: (one["name"], two(one["score"])) for one in advice["priorities"]}

    def clusters(advice: Json) -> dict[str, tuple[str, str]]:
        return {theme: (theme, one["name"]) for one in advice["other_themes"] for theme in one["members"]}

    def scores(advice: Json) -> dict[str, tuple[str, str]]:
        return {one["theme"]: (one["name"], two(one["score"])) for one in advice["scores"]}

    def reasons(advice: Json) -> dict[str, tuple[str, str]]:
        return {
            f"{one['id']}: {reason['rule']} {','.join(reason['findings'])}": (
                one["name"],
                f"{reason['text']} ({two(reason['contribution'])})",
            )
            for one in advice["priorities"]
            for reason in one["reasons"]
            if reason["contribution"]
        }

    yield from _changes("priority", priorities(before), priorities(after))
    yield from _changes("score", scores(before), scores(after))
    yield from _changes("reason", reasons(before), reasons(after))
    yield from _changes("other_theme", clusters(before), clusters(after))


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
