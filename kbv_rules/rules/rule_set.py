"""One folder of judgement: decision tables in `tables/`, and beside them criteria, weights, candidates, limits and texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError, UnknownTermError, input_error
from kbv_rules.model.judgement import (
    Bundle,
    Candidates,
    Criteria,
    Criterion,
    Derivation,
    IndicatorRules,
    Limits,
    OtherThemesRules,
    Profile,
    Profiles,
    Texts,
    WorkOut,
)
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.evaluate import CompiledTable
from kbv_rules.rules.load import load_tables
from kbv_rules.rules.template import fill
from kbv_rules.rules.template import problem_in as template_problem
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class RuleSet:
    """All judgement of one folder, checked as far as that is possible without the knowledge."""

    folder: Path
    tables: dict[str, CompiledTable]
    criteria: tuple[Criterion, ...]
    profiles: Profiles
    derivation: Derivation
    candidates: Candidates
    limits: Limits
    other_themes: OtherThemesRules
    indicators: IndicatorRules
    work_out: WorkOut
    texts: dict[str, str]

    def profile(self, name: str | None) -> Profile:
        """The named profile, or the standard one.

        Raises:
            UnknownTermError: no profile of that name.
        """
        wanted = name or self.profiles.standard
        for profile in self.profiles.profiles:
            if profile.id == wanted:
                return profile
        raise UnknownTermError("profiel", wanted, [(profile.id, profile.name) for profile in self.profiles.profiles])

    def text(self, name: str, /, **values: object) -> str:
        """A sentence of `texts.yaml`, filled in."""
        return fill(self.texts[name], values)  # type: ignore[arg-type]

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the names and bytes of all rule files."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*.yaml")):
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


def load_rule_set(folder: Path | None = None) -> RuleSet:
    """Read a rules folder; without one, the rules that come with kbv-rules.

    Raises:
        InputError: anything in the folder that cannot be read or cannot mean something.
    """
    home = folder or data_folder("rules")
    if not home.is_dir():
        raise input_error(home, "deze map met regels bestaat niet.", "Geef een map op die op 'rules/' van kbv-rules lijkt.")
    if not any(home.rglob("*.yaml")):
        raise input_error(home, "deze map met regels is leeg.", "Kopieer de map 'rules/' van kbv-rules en pas die aan.")
    faults: list[Fault] = []
    files: dict[str, YamlFile] = {}

    def part(name: str, model: type[M]) -> M | None:
        try:
            files[name] = read_yaml(home / f"{name}.yaml")
            return to_model(files[name], model)
        except InputError as error:
            faults.extend(error.faults)
            return None

    tables: dict[str, CompiledTable] = {}
    try:
        tables = load_tables(home / "tables", VOCABULARY)
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
    faults.extend(_dangling_tables(files, tables, criteria, candidates, indicators))
    faults.extend(_weights(files["profiles"], profiles, criteria))
    faults.extend(_texts(files["texts"], texts))
    if faults:
        raise InputError(faults)
    return RuleSet(
        home,
        tables,
        criteria.criteria,
        profiles,
        derivation,
        candidates,
        limits,
        other_themes,
        indicators,
        work_out,
        texts.texts,
    )


def load_bundles(folder: Path | None = None) -> tuple[Bundle, ...]:
    """Only the named bundles, for finding what a heading means."""
    return to_model(read_yaml((folder or data_folder("rules")) / "candidates.yaml"), Candidates).bundles


def _dangling_tables(
    files: dict[str, YamlFile],
    tables: dict[str, CompiledTable],
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
