"""The decision tables as DMN 1.3: the structure of the standard, and rules that mean what the engine does."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml

from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.report.dmn_xml import to_dmn
from kbv_rules.rules.analyse import atoms_of
from kbv_rules.rules.evaluate import CompiledTable
from kbv_rules.rules.rule_set import RuleSet, load_rule_set
from kbv_rules.rules.table import Table
from kbv_rules.rules.unary import Value, parse_unary_test
from tests.rules.small_rules import small_rules

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
PREFIXES = {MODEL: "", DMNDI: "dmndi:", DC: "dc:", DI: "di:"}

MANY = 10**6
OFTEN = {"?": (0, 1), "*": (0, MANY), "+": (1, MANY), "": (1, 1)}


class Part:
    """What DMN 1.3 says of an element, and where: its attributes (`!` for one that must be there) and its children in order.

    After a child stands how often: `?` once at most, `*` any number, `+` once at least, nothing for once.
    """

    def __init__(self, section: str, attributes: str = "", children: str = "", *, text: bool = False) -> None:
        self.section = section
        self.required = {name[:-1] for name in attributes.split() if name.endswith("!")}
        self.allowed = {name.rstrip("!") for name in attributes.split()}
        self.children = {name.rstrip("?*+"): OFTEN[name[len(name.rstrip("?*+")) :]] for name in children.split()}
        self.text = text


_EXPRESSION = "id label typeRef expressionLanguage"

# The part of the standard that an export uses, written out from its metamodel and its schema (12.3). `id`, `label` and
# `description` are those of any DMN element (6.3.1).
PARTS: dict[str, Part] = {
    "definitions": Part(
        "6.3.2",
        "name! namespace! id label exporter exporterVersion expressionLanguage typeLanguage",
        "description? inputData* decision* dmndi:DMNDI?",
    ),
    "description": Part("6.3.1", text=True),
    "inputData": Part("6.3.11", "name! id label", "description? variable?"),
    "variable": Part("7.3.4", "name! id label typeRef"),
    "decision": Part("6.3.7", "name! id label", "description? variable? informationRequirement* decisionTable?"),
    "informationRequirement": Part("6.3.13", "id label", "requiredInput"),
    "requiredInput": Part("6.3.13", "href!"),
    "decisionTable": Part(
        "8.3.1",
        "id label typeRef hitPolicy aggregation preferredOrientation outputLabel",
        "input* output+ annotation* rule*",
    ),
    "input": Part("8.3.2", "id label", "inputExpression inputValues?"),
    "inputExpression": Part("7.3.5", _EXPRESSION, "text?"),
    "inputValues": Part("7.3.2", _EXPRESSION, "text"),
    "output": Part("8.3.2", "id label name typeRef", "outputValues?"),
    "outputValues": Part("7.3.2", _EXPRESSION, "text"),
    "annotation": Part("8.3.1", "name"),
    "rule": Part("8.3.3", "id label", "inputEntry* outputEntry+ annotationEntry*"),
    "inputEntry": Part("7.3.2", _EXPRESSION, "text"),
    "outputEntry": Part("7.3.5", _EXPRESSION, "text?"),
    "annotationEntry": Part("8.3.3", "", "text?"),
    "text": Part("7.3.5", text=True),
    "dmndi:DMNDI": Part("13.4.2", "", "dmndi:DMNDiagram*"),
    "dmndi:DMNDiagram": Part("13.4.3", "id name", "dmndi:DMNShape* dmndi:DMNEdge*"),
    "dmndi:DMNShape": Part("13.4.5", "dmnElementRef! id", "dc:Bounds?"),
    "dmndi:DMNEdge": Part("13.4.6", "dmnElementRef! id", "di:waypoint*"),
    "dc:Bounds": Part("13.2", "x! y! width! height!"),
    "di:waypoint": Part("13.2", "x! y!"),
}
HIT_POLICIES = {"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"}
AGGREGATIONS = {"SUM", "COUNT", "MIN", "MAX"}
# A name without a colon (XML namespaces 1.0, production 4), of the ASCII letters alone.
NC_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def plain(element: Element) -> str:
    """The tag with our prefix for its namespace."""
    namespace, name = element.tag[1:].split("}")
    return PREFIXES[namespace] + name


def deviations(element: Element, path: str = "") -> Iterator[str]:
    """Where an element and all within it leave the standard."""
    tag = plain(element)
    path = f"{path}/{tag}"
    spec = PARTS.get(tag)
    if spec is None:
        yield f"{path}: unknown"
        return
    given = set(element.keys())
    if missing := spec.required - given:
        yield f"{path}: lacks {sorted(missing)} ({spec.section})"
    if unknown := given - spec.allowed:
        yield f"{path}: has {sorted(unknown)} ({spec.section})"
    if not spec.text and (element.text or "").strip():
        yield f"{path}: holds text ({spec.section})"
    tags = [plain(child) for child in element]
    order = list(spec.children)
    if strange := [tag for tag in tags if tag not in order]:
        yield f"{path}: holds {strange} ({spec.section})"
    elif tags != sorted(tags, key=order.index):
        yield f"{path}: children out of order ({spec.section})"
    for name, (fewest, most) in spec.children.items():
        if not fewest <= tags.count(name) <= most:
            yield f"{path}: {tags.count(name)} times {name} ({spec.section})"
    for child in element:
        yield from deviations(child, path)


def small_table(**changes: object) -> str:
    """A rule file with one table on figures."""
    table: dict[str, object] = {
        "schema": 1,
        "id": "drukte",
        "name": "Drukte",
        "per": "figure",
        "hit_policy": "unique",
        "source": "afspraak",
        "inputs": [{"name": "level_ratio", "label": "verhouding", "type": "number", "range": "[0..*)"}],
        "output": {"name": "score", "label": "drukte", "type": "number", "range": "[0..4]"},
        "rules": [{"id": "drukte-1", "when": {"level_ratio": ">= 1"}, "then": 1, "because": "meer"}],
    }
    return yaml.safe_dump({**table, **changes}, allow_unicode=True)


def with_table(tmp_path: Path, **changes: object) -> RuleSet:
    """A small folder of rules with this table added."""
    folder = small_rules(tmp_path / "regels")
    (folder / "tables" / "erbij.yaml").write_text(small_table(**changes), encoding="utf-8")
    return load_rule_set(folder)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rule_set()


@pytest.fixture(scope="module")
def root(rules: RuleSet) -> Element:
    return ElementTree.fromstring(to_dmn(rules).encode())


def all_(root: Element, tag: str) -> list[Element]:
    return list(root.iter(f"{{{MODEL}}}{tag}"))


def decision(root: Element, name: str) -> Element:
    return next(element for element in all_(root, "decision") if element.get("name") == name)


def texts(element: Element, tag: str) -> list[str]:
    return [found.findtext(f"{{{MODEL}}}text") or "" for found in all_(element, tag)]


# Structure


def test_the_document_has_the_structure_of_dmn(root: Element) -> None:
    assert plain(root) == "definitions"
    assert list(deviations(root)) == []


@pytest.mark.parametrize("table", ["omvang-cijfer", "zekerheid"])
def test_what_leaves_the_structure_of_dmn_is_seen(table: str, rules: RuleSet) -> None:
    """The list itself is tried: what is taken away, added or moved shows."""
    for spoil, expected in [
        (lambda one: one.remove(one.find(f"{{{MODEL}}}output")), "0 times output"),
        (lambda one: one.append(one[0]), "out of order"),
        (lambda one: one.set("policy", "UNIQUE"), "has ['policy']"),
        (lambda one: one.append(Element(f"{{{MODEL}}}uitkomst")), "holds ['uitkomst']"),
    ]:
        root = ElementTree.fromstring(to_dmn(rules).encode())
        spoil(all_(decision(root, table), "decisionTable")[0])
        assert any(expected in one for one in deviations(root))


def test_every_id_is_a_valid_name_and_stands_once(root: Element) -> None:
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids)) > 500
    assert all(NC_NAME.fullmatch(id_ or "") for id_ in ids)


def test_every_element_that_dmn_can_name_has_a_name_of_its_own(root: Element) -> None:
    names = [element.get("name") for tag in ("inputData", "decision") for element in all_(root, tag)]
    assert len(names) == len(set(names))
    for tag in ("inputData", "decision"):
        for element in all_(root, tag):
            variable = element.find(f"{{{MODEL}}}variable")
            assert variable is not None
            assert variable.get("name") == element.get("name"), "6.3.7, 6.3.11: the variable bears the name"


def test_every_decision_requires_exactly_the_inputs_it_names(root: Element) -> None:
    names = {element.get("id"): element.get("name") for element in all_(root, "inputData")}
    for element in all_(root, "decision"):
        required = [names[(reference.get("href") or "").removeprefix("#")] for reference in all_(element, "requiredInput")]
        assert required == texts(element, "inputExpression")
    needed = {name for element in all_(root, "decision") for name in texts(element, "inputExpression")}
    assert needed == set(names.values())


def test_every_rule_has_an_entry_per_input_an_outcome_and_its_annotations(root: Element) -> None:
    for table in all_(root, "decisionTable"):
        inputs = len(table.findall(f"{{{MODEL}}}input"))
        for rule in table.findall(f"{{{MODEL}}}rule"):
            assert len(all_(rule, "inputEntry")) == inputs
            assert len(all_(rule, "outputEntry")) == 1
            assert len(all_(rule, "annotationEntry")) == len(table.findall(f"{{{MODEL}}}annotation")) == 2


def test_every_input_and_decision_is_drawn_and_every_requirement_is_an_arrow(root: Element) -> None:
    shapes = [shape.get("dmnElementRef") for shape in root.iter(f"{{{DMNDI}}}DMNShape")]
    edges = [edge.get("dmnElementRef") for edge in root.iter(f"{{{DMNDI}}}DMNEdge")]
    assert sorted(shapes, key=str) == sorted((e.get("id") for t in ("inputData", "decision") for e in all_(root, t)), key=str)
    assert edges == [element.get("id") for element in all_(root, "informationRequirement")]


def test_types_are_those_of_feel(root: Element) -> None:
    assert {element.get("typeRef") for element in root.iter()} == {None, "number", "boolean", "string"}


# Meaning


def test_every_table_is_a_decision_with_its_hit_policy(root: Element, rules: RuleSet) -> None:
    expected = {
        "unique": ("UNIQUE", None),
        "first": ("FIRST", None),
        "collect max": ("COLLECT", "MAX"),
        "collect sum": ("COLLECT", "SUM"),
    }
    assert {element.get("name") for element in all_(root, "decision")} == set(rules.tables)
    for id_, table in rules.tables.items():
        found = all_(decision(root, id_), "decisionTable")[0]
        assert (found.get("hitPolicy"), found.get("aggregation")) == expected[table.table.hit_policy]
        assert found.get("hitPolicy") in HIT_POLICIES
        assert found.get("aggregation") in {None, *AGGREGATIONS}


def read_back(element: Element, table: Table) -> CompiledTable:
    """The table as a reader of the DMN would write it down for our engine: its columns, entries and outcomes."""
    columns = {column.name: column for column in table.inputs}
    clauses = [clause.get("label") for clause in all_(element, "input")]
    named = [next(column.name for column in table.inputs if column.label == label) for label in clauses]
    by_dmn_name = dict(zip(texts(element, "inputExpression"), named, strict=True))
    rules = [
        {
            "id": (rule.get("id") or "").removeprefix("rule_"),
            "when": dict(zip(named, texts(rule, "inputEntry"), strict=True)),
            "then": by_dmn_name.get(then := texts(rule, "outputEntry")[0]) or float(then),
            "because": texts(rule, "annotationEntry")[0],
        }
        for rule in all_(element, "rule")
    ]
    return CompiledTable(
        Table.model_validate(
            {
                "schema": 1,
                "id": table.id,
                "name": element.get("label"),
                "per": table.per,
                "hit_policy": table.hit_policy,
                "source": texts(element, "annotationEntry")[1],
                "inputs": [
                    {"name": name, "label": columns[name].label, "type": columns[name].type, "values": columns[name].values}
                    for name in named
                ],
                "output": {"name": "score", "label": "score"},
                "rules": rules,
            }
        )
    )


@pytest.mark.parametrize("id_", sorted(load_rule_set().tables))
def test_who_reads_the_dmn_judges_as_the_engine_does(id_: str, root: Element, rules: RuleSet) -> None:
    ours = rules.tables[id_]
    theirs = read_back(decision(root, id_), ours.table)
    draw = random.Random(id_)
    cells = [*ours.table.applies.items(), *(cell for rule in ours.table.rules for cell in rule.when.items())]
    atoms: dict[str, list[Value | None]] = {
        column.name: [None, *atoms_of(column, [parse_unary_test(cell) for name, cell in cells if name == column.name])]
        for column in ours.table.inputs
    }
    fired = set()
    for _ in range(1500):
        row = {name: draw.choice(values) for name, values in atoms.items()}
        hits = [(hit.rule.id, hit.output) for hit in ours.hits(row)]
        assert [(hit.rule.id, hit.output) for hit in theirs.hits(row)] == hits, row
        fired.update(id_ for id_, _ in hits)
    assert fired == {rule.id for rule in ours.table.rules}


def test_a_rule_carries_its_reason_and_its_source(root: Element, rules: RuleSet) -> None:
    for id_, table in rules.tables.items():
        entries = [texts(rule, "annotationEntry") for rule in all_(decision(root, id_), "rule")]
        assert entries == [[rule.because, rule.source or table.table.source] for rule in table.table.rules]


def test_a_source_of_the_rule_itself_goes_before_that_of_the_table(tmp_path: Path) -> None:
    own = {"id": "drukte-2", "when": {"level_ratio": "< 1"}, "then": 0, "because": "minder", "source": "raadsbesluit"}
    other = {"id": "drukte-1", "when": {"level_ratio": ">= 1"}, "then": 1, "because": "meer"}
    table = decision(ElementTree.fromstring(to_dmn(with_table(tmp_path, rules=[own, other])).encode()), "drukte")
    assert texts(table, "annotationEntry") == ["minder", "raadsbesluit", "meer", "afspraak"]


def test_inputs_that_only_serve_a_text_are_left_out(root: Element) -> None:
    """Of the trend table the name and the years stand in the reasons; no rule asks for them."""
    assert texts(decision(root, "trend-cijfer"), "inputExpression") == ["figure_kind", "trend_per_year", "change", "small"]


def test_an_input_that_means_one_thing_in_two_tables_is_one_input(root: Element) -> None:
    users = [element.get("name") for element in all_(root, "decision") if "level_ratio" in texts(element, "inputExpression")]
    assert users == ["beleving-cijfer", "omvang-cijfer", "streefwaarde-ambitieus", "streefwaarde-realistisch"]


def test_inputs_of_one_name_that_mean_different_things_are_kept_apart(root: Element) -> None:
    labels = {element.get("name"): element.get("label") for element in all_(root, "inputData")}
    assert "kind" not in labels
    assert (labels["figure_kind"], labels["candidate_kind"]) == ("soort cijfer", "soort kandidaat")


def test_a_name_kept_apart_is_no_other_input() -> None:
    names = {name for inputs in VOCABULARY.values() for name in inputs}
    assert names.isdisjoint(f"{per}_{name}" for per, inputs in VOCABULARY.items() for name in inputs)


def test_the_allowed_values_of_an_input_and_an_outcome(root: Element) -> None:
    table = decision(root, "omvang-cijfer")
    assert texts(table, "inputValues") == ['"objective", "subjective"', ">= 0"]
    assert texts(table, "outputValues") == ["[0..4]"]
    assert texts(decision(root, "streefwaarde-realistisch"), "inputValues")[-1] == "null, >= 0", "it may be missing"


def test_the_condition_of_a_table_stands_in_every_rule(tmp_path: Path) -> None:
    rules = with_table(
        tmp_path,
        applies={"level_ratio": ">= 0.5"},
        hit_policy="first",
        rules=[
            {"id": "drukte-1", "when": {"level_ratio": "[0..1), 2"}, "then": 1, "because": "meer"},
            {"id": "drukte-2", "then": 2, "because": "veel meer"},
        ],
    )
    table = decision(ElementTree.fromstring(to_dmn(rules).encode()), "drukte")
    assert texts(table, "inputEntry") == ["? != null and ? >= 0.5 and ((? >= 0 and ? < 1) or (? = 2))", ">= 0.5"]


def test_an_outcome_that_names_an_input_bears_its_name_in_dmn(tmp_path: Path) -> None:
    outcome = {"name": "score", "label": "drukte", "range": "[0..*)"}
    rules = with_table(tmp_path, output=outcome, rules=[{"id": "drukte-1", "then": "level_ratio", "because": "zo hoog"}])
    table = decision(ElementTree.fromstring(to_dmn(rules).encode()), "drukte")
    assert texts(table, "inputExpression") == texts(table, "outputEntry")
    assert texts(table, "inputEntry") == ["-"]


def test_a_text_as_outcome_is_quoted(tmp_path: Path) -> None:
    outcome = {"name": "oordeel", "label": "oordeel", "type": "text", "values": ["hoog", "laag"]}
    rules = with_table(tmp_path, output=outcome, rules=[{"id": "drukte-1", "then": "hoog", "because": "zo hoog"}])
    table = decision(ElementTree.fromstring(to_dmn(rules).encode()), "drukte")
    assert (texts(table, "outputEntry"), texts(table, "outputValues")) == (['"hoog"'], ['"hoog", "laag"'])


# Form


def test_ids_of_any_kind_give_valid_names_that_stay_apart(tmp_path: Path) -> None:
    rules = with_table(
        tmp_path,
        id="1 drukte & <trend>",
        hit_policy="collect sum",
        rules=[
            {"id": "één/twee", "when": {"level_ratio": "> 1"}, "then": 1, "because": "."},
            {"id": "één twee", "when": {"level_ratio": "> 2"}, "then": 1, "because": "."},
            {"id": "één:twee", "when": {"level_ratio": "> 3"}, "then": 1, "because": "."},
        ],
    )
    root = ElementTree.fromstring(to_dmn(rules).encode())
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(NC_NAME.fullmatch(id_ or "") for id_ in ids)
    assert list(deviations(root)) == []


def test_what_xml_cannot_hold_does_not_break_the_document(tmp_path: Path) -> None:
    rules = with_table(tmp_path, note="een \x07 bel & <haken>")
    found = decision(ElementTree.fromstring(to_dmn(rules).encode()), "drukte").findtext(f"{{{MODEL}}}description")
    assert found is not None
    assert "een \N{REPLACEMENT CHARACTER} bel & <haken>" in found


def test_the_same_rules_give_the_same_text(rules: RuleSet) -> None:
    assert to_dmn(rules) == to_dmn(load_rule_set())


def test_the_document_says_of_which_rules_it_is(root: Element, rules: RuleSet) -> None:
    assert rules.hash in (root.findtext(f"{{{MODEL}}}description") or "")
