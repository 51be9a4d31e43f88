"""The rule files: what stands in which file, read and checked as far as that is possible without the knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kbv_rules.errors import Fault, InputError, input_error
from kbv_rules.model.base import Frozen
from kbv_rules.model.judgement import (
    Candidates,
    Criteria,
    Derivation,
    IndicatorRules,
    Limits,
    OtherThemesRules,
    Profiles,
    Texts,
    WorkOut,
)
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.table import Table
from kbv_rules.rules.tables import read_tables
from kbv_rules.rules.template import problem_in as template_problem
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)


class RuleFiles(Frozen):
    """All judgement of one folder."""

    tables: tuple[Table, ...]
    criteria: Criteria
    profiles: Profiles
    derivation: Derivation
    candidates: Candidates
    limits: Limits
    other_themes: OtherThemesRules
    indicators: IndicatorRules
    work_out: WorkOut
    texts: Texts


def read_rule_files(home: Path) -> RuleFiles:
    """Read and check every file of a rules folder.

    Raises:
        InputError: anything that cannot be read or cannot mean something, each fault with file:line:column.
    """
    if not any(home.rglob("*.yaml")):
        raise input_error(home, "deze map met regels is leeg.", "Kopieer de map 'rules/' van kbv-rules en pas die aan.")
    faults: list[Fault] = []
    files: dict[str, YamlFile] = {}
    tables: tuple[Table, ...] = ()

    def part(name: str, model: type[M]) -> M | None:
        try:
            files[name] = read_yaml(home / f"{name}.yaml")
            return to_model(files[name], model)
        except InputError as error:
            faults.extend(error.faults)
            return None

    try:
        tables = read_tables(home / "tables", VOCABULARY)
    except InputError as error:
        faults.extend(error.faults)
    criteria = part("criteria", Criteria)
    profiles = part("profiles", Profiles)
    derivation = part("derivation", Derivation)
    candidates = part("candidates", Candidates)
    limits = part("limits", Limits)
    other_themes = part("other_themes", OtherThemesRules)
    indicators = part("indicators", IndicatorRules)
    work_out = part("work_out", WorkOut)
    texts = part("texts", Texts)
    if faults:
        raise InputError(faults)
    assert criteria and profiles and derivation and candidates and limits
    assert other_themes and indicators and work_out and texts
    known = {table.id: table for table in tables}
    faults.extend(_dangling_tables(files, known, criteria, candidates, indicators))
    faults.extend(_weights(files["profiles"], profiles, criteria))
    faults.extend(_texts(files["texts"], texts))
    if faults:
        raise InputError(faults)
    return RuleFiles(
        tables=tables,
        criteria=criteria,
        profiles=profiles,
        derivation=derivation,
        candidates=candidates,
        limits=limits,
        other_themes=other_themes,
        indicators=indicators,
        work_out=work_out,
        texts=texts,
    )


def _dangling_tables(
    files: dict[str, YamlFile],
    tables: Mapping[str, Table],
    criteria: Criteria,
    candidates: Candidates,
    indicators: IndicatorRules,
) -> Iterator[Fault]:
    wanted: list[tuple[str, tuple[str | int, ...], str]] = [
        ("criteria", ("criteria", index, kind, position), name)
        for index, criterion in enumerate(criteria.criteria)
        for kind in ("tables", "default")
        for position, name in enumerate(getattr(criterion, kind))
    ]
    wanted.append(("candidates", ("breadth_table",), candidates.breadth_table))
    wanted.extend(
        ("indicators", (key,), getattr(indicators, key)) for key in ("value_table", "realistic_table", "ambitious_table")
    )
    for file, path, name in wanted:
        if name not in tables:
            yield Fault(
                files[file].place(path),
                f"de beslistabel '{name}' bestaat niet.",
                f"Er zijn: {', '.join(sorted(tables))}.",
            )
    if "zekerheid" not in tables:
        yield Fault(files["criteria"].place(()), "de beslistabel 'zekerheid' ontbreekt.", "Zet die terug in tables/.")


def _weights(file: YamlFile, profiles: Profiles, criteria: Criteria) -> Iterator[Fault]:
    known = {criterion.id for criterion in criteria.criteria}
    for index, profile in enumerate(profiles.profiles):
        for name in profile.weights:
            if name not in known:
                yield Fault(
                    file.place(("profiles", index, "weights", name)),
                    f"het gewicht '{name}' hoort bij geen criterium.",
                    f"Criteria zijn: {', '.join(sorted(known))}.",
                )
        for name in sorted(known - set(profile.weights)):
            yield Fault(
                file.place(("profiles", index, "weights")),
                f"het criterium '{name}' heeft in profiel '{profile.id}' geen gewicht.",
                f"Voeg '{name}: ...' toe (0 als het niet mag meetellen).",
            )
    if profiles.standard not in {profile.id for profile in profiles.profiles}:
        yield Fault(file.place(("standard",)), f"het profiel '{profiles.standard}' bestaat niet.", "Noem een van de profielen.")


def _texts(file: YamlFile, texts: Texts) -> Iterator[Fault]:
    for name, text in texts.texts.items():
        if problem := template_problem(text):
            yield Fault(file.place(("texts", name)), f"de tekst '{name}' klopt niet: {problem}.", "Verbeter de tekst.")
