"""The rule files: what stands in which file, read and checked as far as that is possible without the knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError, Place, input_error, nearest
from kbv_rules.model.base import Frozen
from kbv_rules.model.judgement import (
    Bundle,
    Candidates,
    ClusterName,
    Criteria,
    Criterion,
    Derivation,
    IndicatorRules,
    Limits,
    OtherThemesRules,
    Profile,
    Profiles,
    RobustnessRules,
    Texts,
    WorkOut,
)
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.comparison import load_comparison
from kbv_rules.rules.indices import FOLDER, read_indices
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.table import Table
from kbv_rules.rules.tables import read_tables
from kbv_rules.rules.template import fields_in, problem_in
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)

# The kinds of rows that a criterion is judged on when something was found.
_FOUND = ("figure", "judgement", "scenario", "approach", "consultation", "agendas", "links")


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
    robustness: RobustnessRules
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
    # Only checked: an advice does not use them.
    for check in (lambda: read_indices(home / FOLDER), lambda: load_comparison(home)):
        try:
            check()
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
    robustness = part("robustness", RobustnessRules)
    texts = part("texts", Texts)
    # What spans several files is checked as far as those could be read, so that one fault does not hide another.
    if criteria:
        faults.extend(_twice(files["criteria"], "criteria", criteria.criteria))
    if profiles:
        faults.extend(_twice(files["profiles"], "profiles", profiles.profiles))
    if candidates:
        faults.extend(_twice(files["candidates"], "bundles", candidates.bundles))
    if other_themes:
        faults.extend(_twice(files["other_themes"], "names", other_themes.names))
    if profiles and criteria:
        faults.extend(_weights(files["profiles"], profiles, criteria))
    if texts:
        faults.extend(_texts(files["texts"], texts))
    if tables and criteria and candidates and indicators:
        known = {table.id: table for table in tables}
        for use in _uses(criteria, candidates, indicators):
            faults.extend(_misuse(files[use.file].place(use.path), use, known))
    if faults:
        raise InputError(faults)
    assert criteria and profiles and derivation and candidates and limits
    assert other_themes and indicators and work_out and robustness and texts
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
        robustness=robustness,
        texts=texts,
    )


class _Use(NamedTuple):
    """A place that names a table, the kinds of rows the table is run on there, and what its outcome must stay within."""

    file: str
    path: Path_
    table: str
    rows: tuple[str, ...]
    within: str | None = None


def _uses(criteria: Criteria, candidates: Candidates, indicators: IndicatorRules) -> Iterator[_Use]:
    for index, criterion in enumerate(criteria.criteria):
        for position, name in enumerate(criterion.tables):
            yield _Use("criteria", ("criteria", index, "tables", position), name, _FOUND, "[0..4]")
        for position, name in enumerate(criterion.default):
            yield _Use("criteria", ("criteria", index, "default", position), name, ("knowledge",), "[0..4]")
    yield _Use("criteria", ("certainty_table",), criteria.certainty_table, ("certainty",), "[0..1]")
    yield _Use("candidates", ("breadth_table",), candidates.breadth_table, ("candidate",))
    yield _Use("indicators", ("value_table",), indicators.value_table, ("indicator",))
    yield _Use("indicators", ("realistic_table",), indicators.realistic_table, ("target",))
    yield _Use("indicators", ("ambitious_table",), indicators.ambitious_table, ("target",))


def _misuse(place: Place, use: _Use, tables: Mapping[str, Table]) -> Iterator[Fault]:
    """A table that does not exist, would never be run here, or gives what cannot be counted with."""
    table = tables.get(use.table)
    if table is None:
        yield Fault(place, f"de beslistabel '{use.table}' bestaat niet.", nearest(use.table, tables))
        return
    if table.per not in use.rows:
        fitting = ", ".join(id_ for id_, other in sorted(tables.items()) if other.per in use.rows)
        yield Fault(
            place,
            f"de beslistabel '{table.id}' oordeelt over '{table.per}', en dat komt hier niet voor.",
            f"Kies uit: {fitting}." if fitting else f"Maak een beslistabel met 'per: {use.rows[0]}'.",
        )
    if table.output.type == "text":
        yield Fault(
            place, f"de uitkomst van '{table.id}' is tekst, en hier wordt gerekend.", "Geef de tabel een getal als uitkomst."
        )
    elif use.within:
        low, high = parse_range(use.within)
        least, most = parse_range(table.output.range)
        if not low <= least <= most <= high:
            yield Fault(
                place,
                f"de uitkomst van '{table.id}' kan buiten {use.within} vallen.",
                f"Schrijf in die tabel bij 'output' het bereik {use.within}.",
            )


def _twice(file: YamlFile, key: str, items: Sequence[Criterion | Profile | Bundle | ClusterName]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            yield Fault(file.place((key, index, "id")), f"'{item.id}' staat er twee keer.", "Geef een van beide een ander id.")
        seen.add(item.id)


def _weights(file: YamlFile, profiles: Profiles, criteria: Criteria) -> Iterator[Fault]:
    known = {criterion.id for criterion in criteria.criteria}
    for index, profile in enumerate(profiles.profiles):
        for name in profile.weights:
            if name not in known:
                yield Fault(
                    file.key_place(("profiles", index, "weights", name)),
                    f"het gewicht '{name}' hoort bij geen criterium.",
                    nearest(name, known),
                )
        for name in sorted(known - set(profile.weights)):
            yield Fault(
                file.place(("profiles", index, "weights")),
                f"het criterium '{name}' heeft in profiel '{profile.id}' geen gewicht.",
                f"Voeg '{name}: ...' toe (0 als het niet mag meetellen).",
            )
    names = [profile.id for profile in profiles.profiles]
    if profiles.standard not in names:
        yield Fault(
            file.place(("standard",)), f"het profiel '{profiles.standard}' bestaat niet.", nearest(profiles.standard, names)
        )


def _texts(file: YamlFile, texts: Texts) -> Iterator[Fault]:
    """Every text of the rules that come with kbv-rules must be there, and use no other names than those do."""
    ours = to_model(read_yaml(data_folder("rules") / "texts.yaml"), Texts).texts
    names = {name for text in ours.values() for name, _ in fields_in(text)}
    for missing in sorted(set(ours) - set(texts.texts)):
        yield Fault(file.place(("texts",)), f"de tekst '{missing}' ontbreekt.", f"Voeg '{missing}: ...' toe.")
    for name, text in texts.texts.items():
        place = file.place(("texts", name))
        if problem := problem_in(text):
            yield Fault(place, f"de tekst '{name}' klopt niet: {problem}.", "Verbeter de tekst.")
        for used, _ in fields_in(text):
            if used not in names:
                yield Fault(place, f"de tekst '{name}' gebruikt '{{{used}}}', en dat is niet bekend.", nearest(used, names))
