"""Reads a folder of rule files and refuses what cannot mean anything: a rule is never silently skipped.

What can be said of one cell, rule or table is checked here, with file, line and column; gaps, overlaps and conflicts
between rules are for the analysis.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kbv_rules.errors import Fault, InputError, Place, input_error
from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.table import Input, Output, Table
from kbv_rules.rules.template import NUMERIC_FORMATS, fields_in, problem_in
from kbv_rules.rules.unary import (
    AnyOf,
    Anything,
    Comparison,
    Equals,
    Interval,
    Not,
    UnaryTest,
    UnaryTestError,
    parse_unary_test,
)
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

# The rows a table can be evaluated on, and the type of every input such a row supplies.
Vocabulary = Mapping[str, Mapping[str, str]]

_END = r"(\*|-?[0-9]+(?:\.[0-9]+)?)"
_RANGE = re.compile(rf"[\[(]\s*{_END}\s*\.\.\s*{_END}\s*[\])]")


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
    faults = [*_inputs(file, table, vocabulary), *_output(file, table), *_cells(file, ("applies",), table.applies, columns)]
    for index, rule in enumerate(table.rules):
        faults.extend(_rule(file, table, index))
        if rule.id.strip() == "":
            faults.append(Fault(file.place(("rules", index, "id")), "deze regel heeft geen id.", "Geef elke regel een eigen id."))
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
                input_range(column)
            except UnaryTestError as error:
                faults.append(Fault(file.place(("inputs", index, "range")), f"{error.text}: {error.problem}", error.remedy))
    return faults


def _output(file: YamlFile, table: Table) -> list[Fault]:
    if table.output.type == "number":
        try:
            parse_range(table.output.range)
        except UnaryTestError as error:
            return [Fault(file.place(("output", "range")), f"{error.text}: {error.problem}", error.remedy)]
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


def _rule(file: YamlFile, table: Table, index: int) -> list[Fault]:
    rule = table.rules[index]
    columns = {column.name: column for column in table.inputs}
    return [
        *_cells(file, ("rules", index, "when"), rule.when, columns),
        *_then(file.place(("rules", index, "then")), rule.then, table.output, columns),
        *_because(file.place(("rules", index, "because")), rule.because, columns),
    ]


def _then(place: Place, then: float | str, output: Output, columns: Mapping[str, Input]) -> Iterator[Fault]:
    """The outcome of a rule: a literal, or the name of an input."""
    if isinstance(then, float):
        if output.type == "text":
            yield Fault(place, f"de uitkomst {then:g} is een getal, en '{output.name}' is tekst.", "Schrijf een tekst.")
        elif not _within((then, then), output):
            yield Fault(place, f"de uitkomst {then:g} valt buiten {output.range}.", "Kies een waarde binnen het bereik.")
    elif then in columns:
        column = columns[then]
        if output.type == "number" and column.type not in ("number", "integer"):
            yield Fault(place, f"'{then}' is geen getal en kan geen uitkomst zijn.", "Kies een getal.")
        elif output.type == "number" and not _within(_range_or_all(column.range), output):
            yield Fault(
                place,
                f"'{then}' kan buiten {output.range} vallen (bereik: {column.range or 'alle getallen'}).",
                f"Maak het bereik van '{then}' kleiner, of kies een getal.",
            )
    elif output.type == "number":
        yield Fault(place, f"de uitkomst '{then}' is geen getal en geen invoer.", nearest(then, columns))
    elif output.values and then not in output.values:
        yield Fault(place, f"de uitkomst '{then}' bestaat niet.", f"Kies uit: {', '.join(output.values)}.")


def _within(values: tuple[float, float], output: Output) -> bool:
    low, high = _range_or_all(output.range)
    return low <= values[0] and values[1] <= high


def _range_or_all(text: str | None) -> tuple[float, float]:
    """The ends of a range; of one that cannot be read, which is told elsewhere, no ends at all."""
    try:
        return parse_range(text)
    except UnaryTestError:
        return parse_range(None)


def _because(place: Place, text: str, columns: Mapping[str, Input]) -> Iterator[Fault]:
    """The Dutch reason of a rule."""
    if problem := problem_in(text):
        yield Fault(place, f"de tekst klopt niet: {problem}.", "Verbeter de tekst.")
    for name, form in fields_in(text):
        if name not in columns:
            yield Fault(
                place,
                f"de tekst gebruikt '{{{name}}}', en dat is geen invoer van deze tabel.",
                f"Zet '{name}' bij de inputs, of haal het uit de tekst.",
            )
        elif form in NUMERIC_FORMATS and columns[name].type not in ("number", "integer"):
            yield Fault(
                place,
                f"de opmaak '{form}' vraagt een getal, en '{name}' is van type '{columns[name].type}'.",
                f"Schrijf '{{{name}}}'.",
            )


def _cells(file: YamlFile, path: Path_, cells: Mapping[str, str], columns: Mapping[str, Input]) -> Iterator[Fault]:
    """The conditions of a rule, or of the table as a whole."""
    for name, cell in cells.items():
        place = file.place((*path, name))
        if name not in columns:
            yield Fault(place, f"de regel gebruikt '{name}', en dat is geen invoer van deze tabel.", nearest(name, columns))
            continue
        try:
            test = parse_unary_test(cell)
        except UnaryTestError as error:
            yield Fault(place, f"de voorwaarde '{error.text}' klopt niet: {error.problem}", error.remedy)
            continue
        column = columns[name]
        if complaint := _type_complaint(test, column):
            yield Fault(place, complaint, f"{_FITTING[column.type]}, want '{name}' is van type '{column.type}' ({column.label}).")


_FITTING = {
    "number": "Schrijf een getal of een bereik, zoals '>= 1.5' of '[1..2)'",
    "integer": "Schrijf een getal of een bereik, zoals '>= 3' of '[1..2]'",
    "boolean": "Schrijf true of false",
    "text": "Schrijf een van de teksten die bij 'values' staan",
}


def _type_complaint(test: UnaryTest, column: Input) -> str | None:
    if isinstance(test, Anything):
        return None
    if isinstance(test, Not):
        return _type_complaint(test.test, column)
    if isinstance(test, AnyOf):
        return next((found for part in test.tests if (found := _type_complaint(part, column))), None)
    numeric = column.type in ("number", "integer")
    if isinstance(test, (Comparison, Interval)):
        return None if numeric else f"'{test}' vergelijkt getallen."
    value = test.value
    if isinstance(value, bool):
        return None if column.type == "boolean" else f"'{test}' is waar of onwaar."
    if isinstance(value, str):
        if column.type != "text":
            return f"'{test}' is tekst."
        if not column.values:
            return f"'{column.name}' is vrije tekst zonder 'values', en daarop kan een regel niet oordelen."
        return None if value in column.values else f"'{test}' komt niet voor; mogelijk zijn: {', '.join(column.values)}."
    return None if numeric and isinstance(test, Equals) else f"'{test}' is een getal."


def parse_range(text: str | None) -> tuple[float, float]:
    """The ends of a range, `*` for no end: '[0..4]', '[0..*)'."""
    if text is None:
        return float("-inf"), float("inf")
    match = _RANGE.fullmatch(text)
    if not match:
        raise UnaryTestError(text, "dit is geen bereik.", "Schrijf een bereik als [0..4] of [0..*).")
    low = float("-inf") if match[1] == "*" else float(match[1])
    high = float("inf") if match[2] == "*" else float(match[2])
    if low > high:
        raise UnaryTestError(text, "het bereik begint hoger dan het eindigt.", "Zet het laagste getal eerst.")
    return low, high


def input_range(column: Input) -> tuple[float, float]:
    """The declared range of a numeric input."""
    return parse_range(column.range)


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the one that was meant, or all there are."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"Bedoelde u '{close[0]}'?" if close else f"Mogelijk zijn: {', '.join(sorted(known))}."
