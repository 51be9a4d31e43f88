"""What can be wrong with one rule of a decision table: its conditions, its outcome, its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbv_rules.errors import Fault, Place, nearest
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.table import Input, Output, Table
from kbv_rules.rules.template import NUMERIC_FORMATS, fields_in, problem_in
from kbv_rules.rules.unary import AnyOf, Anything, Comparison, Equals, Interval, Not, UnaryTest, UnaryTestError, parse_unary_test
from kbv_rules.yaml_file import Path_, YamlFile

_FITTING = {
    "number": "Schrijf een getal of een bereik, zoals '>= 1.5' of '[1..2)'",
    "integer": "Schrijf een getal of een bereik, zoals '>= 3' of '[1..2]'",
    "boolean": "Schrijf true of false",
    "text": "Schrijf een van de teksten die bij 'values' staan",
    "free": "Zet bij 'values' welke teksten er kunnen staan",
}


def rule_faults(file: YamlFile, table: Table, index: int, known: Mapping[str, str]) -> Iterator[Fault]:
    """All that is wrong with one rule. `known` are the inputs that rows of this kind supply, declared or not."""
    rule = table.rules[index]
    columns = {column.name: column for column in table.inputs}
    yield from condition_faults(file, ("rules", index, "when"), rule.when, columns, known)
    yield from _then(file.place(("rules", index, "then")), rule.then, table.output, columns)
    yield from _because(file.place(("rules", index, "because")), rule.because, columns)
    if rule.id.strip() == "":
        yield Fault(file.place(("rules", index, "id")), "deze regel heeft geen id.", "Geef elke regel een eigen id.")


def condition_faults(
    file: YamlFile, path: Path_, cells: Mapping[str, str], columns: Mapping[str, Input], known: Mapping[str, str]
) -> Iterator[Fault]:
    """The conditions of a rule, or of the table as a whole."""
    for name, cell in cells.items():
        place = file.place((*path, name))
        if name not in columns:
            remedy = f"Zet '{name}' bij de inputs." if name in known else nearest(name, columns)
            told = f"de voorwaarde gaat over '{name}', en dat is geen invoer van deze tabel."
            yield Fault(file.key_place((*path, name)), told, remedy)
            continue
        try:
            test = parse_unary_test(cell)
        except UnaryTestError as error:
            yield Fault(place, f"de voorwaarde '{error.text}' klopt niet: {error.problem}", error.remedy)
            continue
        column = columns[name]
        if complaint := _type_complaint(test, column):
            fitting = _FITTING["free" if column.type == "text" and not column.values else column.type]
            yield Fault(place, complaint, f"{fitting}, want '{name}' is van type '{column.type}' ({column.label}).")


def _type_complaint(test: UnaryTest, column: Input) -> str | None:
    if isinstance(test, Anything):
        return None
    if isinstance(test, Not):
        return _type_complaint(test.test, column)
    if isinstance(test, AnyOf):
        return next((found for part in test.tests if (found := _type_complaint(part, column))), None)
    numeric = column.type in ("number", "integer")
    if isinstance(test, (Comparison, Interval)):
        return None if numeric else f"de voorwaarde '{test}' vergelijkt getallen."
    value = test.value
    if isinstance(value, bool):
        return None if column.type == "boolean" else f"de voorwaarde '{test}' is waar of onwaar."
    if isinstance(value, str):
        if column.type != "text":
            return f"de voorwaarde '{test}' is tekst."
        if not column.values:
            return f"de voorwaarde '{test}' gaat over vrije tekst, en daarop kan een regel niet oordelen."
        return None if value in column.values else f"de tekst '{test}' komt niet voor; mogelijk zijn: {', '.join(column.values)}."
    return None if numeric and isinstance(test, Equals) else f"de voorwaarde '{test}' is een getal."


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
