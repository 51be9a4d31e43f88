"""Reads a folder of rule files and refuses what cannot mean anything: a rule is never silently skipped.

What can be said of one cell, rule or table is checked here, with file, line and column; gaps, overlaps and conflicts
between rules are for the analysis.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from kbv_rules.errors import Fault, InputError, input_error, nearest
from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.rule_faults import condition_faults, rule_faults
from kbv_rules.rules.table import Table
from kbv_rules.rules.unary import UnaryTestError
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

# The rows a table can be evaluated on, and the type of every input such a row supplies.
Vocabulary = Mapping[str, Mapping[str, str]]


def read_tables(folder: Path, vocabulary: Vocabulary) -> tuple[Table, ...]:
    """All decision tables in `folder`, in the order of their ids.

    Raises:
        InputError: no rule files, a file that cannot be read, or anything in one that cannot mean something.
    """
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        raise input_error(folder, "in deze map staan geen regelbestanden.", "Geef een map met .yaml-beslistabellen op.")
    tables: dict[str, Table] = {}
    homes: dict[str, YamlFile] = {}
    rules: dict[str, str] = {}
    faults: list[Fault] = []
    for path in files:
        try:
            file = read_yaml(path)
            table = _read_table(file, vocabulary)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if table.id in tables:
            faults.append(
                Fault(
                    file.place(("id",)),
                    f"er is al een beslistabel '{table.id}' (in {homes[table.id].path}).",
                    "Geef een van beide een andere naam.",
                )
            )
            continue
        for index, rule in enumerate(table.rules):
            if rule.id in rules:
                faults.append(
                    Fault(
                        file.place(("rules", index, "id")),
                        f"de regel '{rule.id}' bestaat al (in {rules[rule.id]}).",
                        "Kies een ander id.",
                    )
                )
            rules[rule.id] = file.path
        tables[table.id] = table
        homes[table.id] = file
    if faults:
        raise InputError(faults)
    return tuple(tables[id_] for id_ in sorted(tables))


def _read_table(file: YamlFile, vocabulary: Vocabulary) -> Table:
    if isinstance(file.value, dict):
        _check_head(file)
    table = to_model(file, Table)
    columns = {column.name: column for column in table.inputs}
    known = vocabulary.get(table.per, {})
    faults = [
        *_inputs(file, table, vocabulary),
        *_output(file, table),
        *condition_faults(file, ("applies",), table.applies, columns, known),
    ]
    for index in range(len(table.rules)):
        faults.extend(rule_faults(file, table, index, known))
    if faults:
        raise InputError(faults)
    return table


def _check_head(file: YamlFile) -> None:
    version = file.value.get("schema")
    if version is not None and version != 1:
        raise InputError(
            [
                Fault(
                    file.place(("schema",)),
                    f"versie {version} van de regeltaal bestaat niet.",
                    "Deze kbv kent versie 1: 'schema: 1'.",
                )
            ]
        )
    policy = file.value.get("hit_policy")
    known = [str(item) for item in HitPolicy]
    if policy is not None and policy not in known:
        close = difflib.get_close_matches(str(policy), known, n=1)
        hint = f"Bedoelde u '{close[0]}'?" if close else f"Kies uit: {', '.join(known)}."
        raise InputError([Fault(file.place(("hit_policy",)), f"het trefferbeleid (hit policy) '{policy}' bestaat niet.", hint)])


def _inputs(file: YamlFile, table: Table, vocabulary: Vocabulary) -> list[Fault]:
    faults: list[Fault] = []
    if table.per not in vocabulary:
        close = difflib.get_close_matches(table.per, list(vocabulary), n=1)
        hint = f"Bedoelde u '{close[0]}'?" if close else f"Kies uit: {', '.join(sorted(vocabulary))}."
        return [Fault(file.place(("per",)), f"'{table.per}' is niets waarop een tabel kan oordelen.", hint)]
    known = vocabulary[table.per]
    seen: set[str] = set()
    for index, column in enumerate(table.inputs):
        place = file.place(("inputs", index, "name"))
        if column.name in seen:
            faults.append(Fault(place, f"de invoer '{column.name}' staat er twee keer.", "Verwijder er één."))
        seen.add(column.name)
        if column.name not in known:
            faults.append(
                Fault(place, f"de invoer '{column.name}' bestaat niet voor '{table.per}'.", nearest(column.name, known))
            )
        elif known[column.name] != column.type:
            faults.append(
                Fault(
                    file.place(("inputs", index, "type")),
                    f"de invoer '{column.name}' is van type '{known[column.name]}', niet '{column.type}'.",
                    f"Schrijf 'type: {known[column.name]}'.",
                )
            )
        if column.type in ("number", "integer"):
            try:
                parse_range(column.range)
            except UnaryTestError as error:
                faults.append(
                    Fault(
                        file.place(("inputs", index, "range")),
                        f"het bereik '{error.text}' klopt niet: {error.problem}",
                        error.remedy,
                    )
                )
    return faults


def _output(file: YamlFile, table: Table) -> list[Fault]:
    if table.output.type == "number":
        try:
            parse_range(table.output.range)
        except UnaryTestError as error:
            return [
                Fault(file.place(("output", "range")), f"het bereik '{error.text}' klopt niet: {error.problem}", error.remedy)
            ]
        return []
    if table.hit_policy in (HitPolicy.COLLECT_MAX, HitPolicy.COLLECT_SUM):
        return [
            Fault(
                file.place(("hit_policy",)),
                "tekst kan niet worden opgeteld of vergeleken.",
                "Kies 'unique' of 'first'.",
            )
        ]
    return []
