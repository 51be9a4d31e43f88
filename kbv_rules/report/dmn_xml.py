"""The decision tables as DMN 1.3 XML, for a modeller or another rule engine.

What is written is what the engine does: only the inputs that a rule tests or gives as its outcome, with the conditions of
the table as a whole (`applies`) in every rule. See docs/dmn.md for what DMN cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kbv_rules import __version__
from kbv_rules.report.dmn_diagram import Arrow, Band, draw
from kbv_rules.report.feel import allowed_values, literal, type_name, unary_tests
from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.unary import Anything, UnaryTest, parse_unary_test

if TYPE_CHECKING:
    from kbv_rules.rules.rule_set import RuleSet
    from kbv_rules.rules.table import Input, Rule, Table

_NAMESPACES = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
# DMN 1.3, 8.2 and 8.3.1: hit policy and, for collect, the aggregation.
_POLICIES: dict[HitPolicy, dict[str, str]] = {
    HitPolicy.UNIQUE: {"hitPolicy": "UNIQUE"},
    HitPolicy.FIRST: {"hitPolicy": "FIRST"},
    HitPolicy.COLLECT_MAX: {"hitPolicy": "COLLECT", "aggregation": "MAX"},
    HitPolicy.COLLECT_SUM: {"hitPolicy": "COLLECT", "aggregation": "SUM"},
}
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Datum(NamedTuple):
    """An input of one or more tables: the name it has in DMN and the column as the first of these tables declares it."""

    name: str
    column: Input


class _Ids:
    """Ids for the XML: the same words give the same id, other words another, and each is a valid NCName."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def of(self, *words: str) -> str:
        """The id of what these words name; the first says what kind of thing it is."""
        if words not in self._known:
            plain = "_".join(re.sub(r"[^A-Za-z0-9_.-]", "_", word) for word in words)
            id_, count = plain, 1
            while id_ in self._taken:
                count += 1
                id_ = f"{plain}_{count}"
            self._taken.add(id_)
            self._known[words] = id_
        return self._known[words]


def to_dmn(rule_set: RuleSet) -> str:
    """All decision tables of a rule set in one DMN 1.3 document: the same rules give the same text."""
    return _Document([rule_set.tables[id_].table for id_ in sorted(rule_set.tables)], rule_set.hash).text()


class _Document:
    def __init__(self, tables: Sequence[Table], hash_: str) -> None:
        self._tables = tables
        self._hash = hash_
        self._ids = _Ids()
        self._columns = {table.id: _used(table) for table in tables}
        self._data = self._distinct()

    def text(self) -> str:
        """The document, its elements in the order of the schema (DMN 1.3, 6.3.2)."""
        root = Element(
            "definitions",
            {
                **_NAMESPACES,
                "id": "kbv-rules",
                "name": "kbv-rules",
                "label": "Beslistabellen",
                "namespace": "urn:kbv-rules:decision-tables",
                "exporter": "kbv-rules",
                "exporterVersion": __version__,
            },
        )
        _add(root, "description", f"De beslistabellen van de regels met SHA-256 {self._hash}.")
        for datum in self._sorted_data():
            element = SubElement(
                root, "inputData", id=self._ids.of("input", datum.name), name=datum.name, label=_plain(datum.column.label)
            )
            self._variable(element, "input", datum.name, type_name(datum.column.type))
        for table in self._tables:
            self._decision(root, table)
        self._diagram(root)
        indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'

    def _distinct(self) -> dict[tuple[str, str], _Datum]:
        """Per kind of row and name of an input what it is called in DMN, where a name may mean one thing only.

        Rows of two kinds may have inputs of one name. Where these are one thing to the reader (the same label and type)
        they are one in DMN too; else each has the kind of row in front of its name.
        """
        first: dict[str, dict[str, Input]] = {}
        for table in self._tables:
            for column in self._columns[table.id]:
                first.setdefault(column.name, {}).setdefault(table.per, column)
        return {
            (per, name): _Datum(
                name if len({(one.label, one.type) for one in by_kind.values()}) == 1 else f"{per}_{name}", column
            )
            for name, by_kind in first.items()
            for per, column in by_kind.items()
        }

    def _sorted_data(self) -> list[_Datum]:
        by_name: dict[str, _Datum] = {}
        for datum in self._data.values():
            by_name.setdefault(datum.name, datum)
        return [by_name[name] for name in sorted(by_name)]

    def _variable(self, parent: Element, kind: str, name: str, type_: str) -> None:
        """The variable of an input or decision: it has the same name (DMN 1.3, 6.3.7, 6.3.11 and 7.3.4)."""
        SubElement(parent, "variable", id=self._ids.of("variable", kind, name), name=name, typeRef=type_)

    def _decision(self, root: Element, table: Table) -> None:
        """A decision (DMN 1.3, 6.3.7) with what it requires (6.3.13) and its table (8.3.1)."""
        decision = SubElement(
            root, "decision", id=self._ids.of("decision", table.id), name=_plain(table.id), label=_plain(table.name)
        )
        gaps = f"Zonder uitkomst: {table.gaps}." if table.gaps else ""
        about = (f"Oordeelt over een rij van de soort '{table.per}'.", table.note or "", f"Bron: {table.source}.", gaps)
        _add(decision, "description", " ".join(part for part in about if part))
        self._variable(decision, "decision", _plain(table.id), type_name(table.output.type))
        for column in self._columns[table.id]:
            requirement = SubElement(decision, "informationRequirement", id=self._ids.of("requirement", table.id, column.name))
            SubElement(requirement, "requiredInput", href=f"#{self._ids.of('input', self._name(table, column.name))}")
        self._table(decision, table)

    def _name(self, table: Table, column: str) -> str:
        return self._data[table.per, column].name

    def _table(self, decision: Element, table: Table) -> None:
        """The decision table (DMN 1.3, 8.3.1) with its inputs and output (8.3.2)."""
        policy = _POLICIES[HitPolicy(table.hit_policy)]
        element = SubElement(decision, "decisionTable", {"id": self._ids.of("table", table.id), **policy})
        element.set("outputLabel", _plain(table.output.label))
        for column in self._columns[table.id]:
            clause = SubElement(element, "input", id=self._ids.of("clause", table.id, column.name), label=_plain(column.label))
            expression = self._entry(clause, "inputExpression", self._name(table, column.name), table.id, column.name)
            expression.set("typeRef", type_name(column.type))
            if values := allowed_values(column):
                self._entry(clause, "inputValues", values, table.id, column.name)
        output = SubElement(
            element,
            "output",
            id=self._ids.of("output", table.id),
            label=_plain(table.output.label),
            name=_plain(table.output.name),
            typeRef=type_name(table.output.type),
        )
        if values := allowed_values(table.output):
            self._entry(output, "outputValues", values, table.id)
        for name in ("waarom", "bron"):
            SubElement(element, "annotation", name=name)
        for rule in table.rules:
            self._rule(element, table, rule)

    def _rule(self, parent: Element, table: Table, rule: Rule) -> None:
        """A rule (DMN 1.3, 8.3.3): an entry per input, its outcome, and why with its source."""
        element = SubElement(parent, "rule", id=self._ids.of("rule", rule.id))
        for column in self._columns[table.id]:
            self._entry(element, "inputEntry", unary_tests(_tests(table, rule, column.name)), rule.id, column.name)
        named = isinstance(rule.then, str) and rule.then in {column.name for column in table.inputs}
        then = self._name(table, str(rule.then)) if named else literal(rule.then)
        self._entry(element, "outputEntry", then, rule.id)
        for text in (rule.because, rule.source or table.source):
            _add(SubElement(element, "annotationEntry"), "text", text)

    def _entry(self, parent: Element, tag: str, text: str, *words: str) -> Element:
        """An expression or unary tests (DMN 1.3, 7.3.2 and 7.3.5)."""
        element = SubElement(parent, tag, id=self._ids.of(tag, *words))
        _add(element, "text", text)
        return element

    def _diagram(self, root: Element) -> None:
        bands: list[Band] = []
        drawn: set[str] = set()
        for kind in dict.fromkeys(table.per for table in self._tables):
            tables = [table for table in self._tables if table.per == kind]
            inputs = [self._input_id(table, column) for table in tables for column in self._columns[table.id]]
            new = [id_ for id_ in dict.fromkeys(inputs) if id_ not in drawn]
            drawn.update(new)
            bands.append(Band([self._ids.of("decision", table.id) for table in tables], new))
        arrows = [
            Arrow(
                self._ids.of("requirement", table.id, column.name),
                self._input_id(table, column),
                self._ids.of("decision", table.id),
            )
            for table in self._tables
            for column in self._columns[table.id]
        ]
        draw(root, bands, arrows)

    def _input_id(self, table: Table, column: Input) -> str:
        return self._ids.of("input", self._name(table, column.name))


def _used(table: Table) -> list[Input]:
    """The inputs that a rule tests or gives as its outcome; the others only serve the texts."""
    return [
        column
        for column in table.inputs
        if any(
            rule.then == column.name or not all(isinstance(test, Anything) for test in _tests(table, rule, column.name))
            for rule in table.rules
        )
    ]


def _tests(table: Table, rule: Rule, column: str) -> list[UnaryTest]:
    """What must hold of an input for a rule: the condition of the table as a whole and its own."""
    cells: Iterable[str | None] = (table.applies.get(column), rule.when.get(column))
    return [parse_unary_test(cell) for cell in cells if cell is not None]


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _plain(text)


def _plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
