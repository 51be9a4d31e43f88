"""Reads the check rules that come with kbv-rules, and what a folder of one's own changes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kbv_rules import compiled
from kbv_rules.check.registry import DETECTORS, Detector
from kbv_rules.errors import Fault, InputError, input_error, nearest
from kbv_rules.model import check_rules
from kbv_rules.model.base import Frozen
from kbv_rules.model.check_rules import CheckRule, CheckRules, Phrases, Reading
from kbv_rules.model.judgement import Candidates
from kbv_rules.rules.template import fields_in, problem_in
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)

CHECKS = "checks"
READING = "check/reading.yaml"
SIGNS = "check/signs.yaml"
SUMMARY = "check/summary.yaml"
_BUNDLES = "candidates.yaml"
_TEXTS = ("name", "message", "why", "source", "advice", "fine_when")


class SummaryFile(Frozen):
    """The sentences of a report as a whole."""

    texts: dict[str, str]


class SignsFile(Frozen):
    """`rules/check/signs.yaml`: plain words that point to a theme, see `Reading`."""

    source: str
    signs: dict[str, Phrases]
    beside: dict[str, Phrases] = {}
    places: dict[str, tuple[str, ...]] = {}
    towns: tuple[str, ...] = ()


def read_check_rules(ours: Path, own: Path | None) -> CheckRules:
    """All check rules. A file in `own` changes the rule of the same id key by key; what it leaves out stays ours.

    Raises:
        InputError: anything that cannot be read or cannot mean something, each fault with file:line:column.
    """
    faults: list[Fault] = []
    files = _files(ours / CHECKS, faults)
    if own is not None:
        if not own.is_dir():
            raise input_error(own, "deze map met regels bestaat niet.", "Geef een map op die op 'rules/' van kbv-rules lijkt.")
        for id_, file in _files(own / CHECKS, faults, known=files).items():
            files[id_] = _changed(files[id_], file) if id_ in files else file
    checks = [rule for id_ in sorted(files) if (rule := _rule(files[id_], faults)) is not None]
    reading = _part(_nearest(READING, ours, own), Reading, faults)
    bundles = _part(_nearest(_BUNDLES, ours, own), Candidates, faults)
    signs = _part(_nearest(SIGNS, ours, own), SignsFile, faults)
    summary = _part(_nearest(SUMMARY, ours, own), SummaryFile, faults)
    if faults:
        raise InputError(faults)
    assert reading and bundles and summary and signs
    return CheckRules(
        reading=reading.model_copy(update={name: getattr(signs, name) for name in ("signs", "beside", "places", "towns")}),
        checks=tuple(checks),
        bundles=bundles.bundles,
        summary=summary.texts,
    )


def _nearest(name: str, ours: Path, own: Path | None) -> Path:
    return own / name if own is not None and (own / name).is_file() else ours / name


def _part(path: Path, model: type[M], faults: list[Fault]) -> M | None:
    try:
        file = read_yaml(path)
        if isinstance(file.value, dict) and "schema_" not in model.model_fields:
            file.value.pop("schema", None)
        return to_model(file, model)
    except InputError as error:
        faults.extend(error.faults)
        return None


def _files(folder: Path, faults: list[Fault], known: Mapping[str, YamlFile] | None = None) -> dict[str, YamlFile]:
    """The rule files of a folder by the id that they, and their names, say."""
    found: dict[str, YamlFile] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = read_yaml(path)
        except InputError as error:
            faults.extend(error.faults)
            continue
        id_ = file.value.get("id") if isinstance(file.value, dict) else None
        if id_ != path.stem:
            place = file.place(("id",))
            told = f"het bestand heet '{path.stem}', maar bij 'id' staat '{id_}'." if id_ else "'id' ontbreekt."
            faults.append(Fault(place, told, f"Schrijf 'id: {path.stem}', of geef het bestand de naam van de toets."))
        elif known is not None and id_ not in known and set(file.value) <= {"schema", "id", "enabled", "severity", "when"}:
            faults.append(Fault(file.place(("id",)), f"de toets '{id_}' bestaat niet.", nearest(id_, known)))
        else:
            found[id_] = file
    return found


def _changed(ours: YamlFile, own: YamlFile) -> YamlFile:
    """Our rule with the keys of one's own file in place of ours; `when` and `more` key by key as well."""
    value = {**ours.value, **own.value}
    for key in ("when", "more"):
        if isinstance(own.value.get(key), dict) and own.value.get("detector", ours.value["detector"]) == ours.value["detector"]:
            value[key] = {**ours.value.get(key, {}), **own.value[key]}
    return YamlFile(own.path, value, own.places, own.keys, own.written)


def _rule(file: YamlFile, faults: list[Fault]) -> CheckRule | None:
    """One rule, with the defaults of its detector filled in."""
    try:
        rule = to_model(file, CheckRule)
        detector = DETECTORS.get(rule.detector)
        if detector is None:
            told = f"de herkenner '{rule.detector}' bestaat niet."
            raise InputError([Fault(file.place(("detector",)), told, nearest(rule.detector, DETECTORS))])
        told_when = to_model(_below(file, "when"), getattr(check_rules, detector.when))
    except InputError as error:
        faults.extend(error.faults)
        return None
    faults.extend(_faults_in_texts(file, rule, detector))
    return rule.model_copy(update={"when": compiled.pack(told_when)})


def _below(file: YamlFile, key: str) -> YamlFile:
    """The block under a key as a file of its own, each value at its own place."""
    inner = YamlFile(file.path, file.value.get(key, {}))
    for target, source in ((inner.places, file.places), (inner.keys, file.keys)):
        target.update({path[1:]: place for path, place in source.items() if path[:1] == (key,)})
    inner.written.update({path[1:]: text for path, text in file.written.items() if path[:1] == (key,)})
    inner.places.setdefault((), file.place(()))
    return inner


def _faults_in_texts(file: YamlFile, rule: CheckRule, detector: Detector) -> Iterator[Fault]:
    texts: list[tuple[tuple[str, ...], str]] = [((name,), getattr(rule, name)) for name in _TEXTS]
    texts += [(("more", name), text) for name, text in rule.more.items()]
    for path, text in texts:
        if problem := problem_in(text):
            yield Fault(file.place(path), f"de tekst '{path[-1]}' klopt niet: {problem}.", "Verbeter de tekst.")
        for used, _ in fields_in(text):
            if used not in detector.names:
                told = f"de tekst '{path[-1]}' gebruikt '{{{used}}}', en dat is hier niet bekend."
                yield Fault(file.place(path), told, nearest(used, detector.names) if detector.names else "Haal het weg.")
    for name in rule.more:
        if name not in detector.more:
            told = f"de zin '{name}' komt bij deze herkenner niet voor."
            remedy = nearest(name, detector.more) if detector.more else "Haal de zin weg."
            yield Fault(file.key_place(("more", name)), told, remedy)
