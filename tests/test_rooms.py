"""What the handbook says stands in `knowledge/`, how we judge in `rules/`, and neither in Python.

Looked at are the string literals in the code, docstrings and messages about faults left out: those are about a user's
file, and may give an example. What this cannot see: a sentence put together from single words, or a judgement hidden in
the order of statements.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import kbv_rules
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Agenda
from kbv_rules.rules.rule_set import load_rule_set

PACKAGE = Path(kbv_rules.__file__).parent
CLI = PACKAGE.parent / "cli"
KNOWLEDGE = load_knowledge()
RULES = load_rule_set()

# Calls that make or raise a message about something wrong in a user's file, functions that only word one, and modules that
# do nothing else.
FAULTS = re.compile(r"Fault|Misfit|Problem|Defect|input_error|_fault|_defect|\w*Error")
WORDING = {"_pattern_hint", "problem_in"}
CHECKING = {
    "kbv_rules/advise/coherence.py",
    "kbv_rules/advise/properties.py",
    "kbv_rules/advise/scenarios.py",
    "kbv_rules/knowledge/validate.py",
    "kbv_rules/rules/analyse.py",
}
# Makes up findings by which the rules are tried out.
MADE_UP = {"kbv_rules/advise/generate.py"}

# Modules that score and choose: every number they judge by comes from `rules/`.
JUDGING = ("judge", "evidence", "score", "candidates", "choose", "other_themes", "dropped", "earlier")

# Words without which Dutch makes no sentence.
SMALL_WORDS = {
    *("de", "het", "een", "is", "zijn", "wordt", "niet", "geen", "van", "voor", "met", "bij", "en", "of"),
    *("op", "te", "dat", "die", "dit", "er", "naar", "maar", "ook", "als", "om", "aan"),
}


@dataclass(frozen=True)
class Literal:
    """A string or number in the code."""

    place: str
    value: str | float

    def __str__(self) -> str:
        return f"{self.place}: {self.value!r}"


@cache
def literals() -> tuple[Literal, ...]:
    paths = sorted([*PACKAGE.rglob("*.py"), *CLI.rglob("*.py")])
    return tuple(literal for path in paths if _place(path) not in CHECKING | MADE_UP for literal in _literals(path))


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def _literals(path: Path) -> Iterator[Literal]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    around = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float)) and not isinstance(node.value, bool):
            parents = list(_parents(node, around))
            if not any(_left_out(parent) for parent in parents):
                yield Literal(f"{_place(path)}:{node.lineno}", node.value)


def _parents(node: ast.AST, around: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in around:
        node = around[node]
        yield node


def _left_out(node: ast.AST) -> bool:
    """A docstring, a message about a fault, or the words a schema allows (`Literal[...]`)."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return FAULTS.fullmatch(name) is not None
    if isinstance(node, ast.FunctionDef):
        return node.name in WORDING
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"


def texts() -> Iterator[tuple[Literal, str]]:
    return ((literal, literal.value) for literal in literals() if isinstance(literal.value, str))


def ids_of_knowledge() -> set[str]:
    catalogue = KNOWLEDGE.catalogue
    kinds = (
        catalogue.themes,
        catalogue.aspects,
        catalogue.cross_cutting_themes,
        catalogue.partners,
        catalogue.laws,
        catalogue.measures,
        catalogue.indicators,
        catalogue.data_sources,
        catalogue.instruments,
        catalogue.care_topics,
    )
    return {node.id for kind in kinds for node in kind} | set(KNOWLEDGE.sub_themes)


def ids_of_rules() -> set[str]:
    named = (RULES.criteria, RULES.profiles.profiles, RULES.candidates.bundles, RULES.other_themes.names)
    tables = {*RULES.tables, *(rule.id for table in RULES.tables.values() for rule in table.table.rules)}
    return {item.id for kind in named for item in kind} | tables


def test_the_scan_sees_the_code() -> None:
    places = {literal.place.partition(":")[0] for literal in literals()}
    assert {"kbv_rules/advise/score.py", "kbv_rules/report/advice_text.py", "cli/main.py"} <= places
    assert len(ids_of_knowledge()) > 900
    assert len(ids_of_rules()) > 100


def test_no_part_of_the_knowledge_is_named_in_the_code() -> None:
    """The kinds of agendas are words of a findings file; one of them happens to be a partner too."""
    ids = ids_of_knowledge() - set(get_args(Agenda.model_fields["kind"].annotation))
    assert [str(literal) for literal, text in texts() if text in ids] == []


def test_no_theme_is_named_inside_a_text_in_the_code() -> None:
    ids = {*KNOWLEDGE.themes, *KNOWLEDGE.aspects, *KNOWLEDGE.cross_cutting}
    pattern = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, sorted(ids)))})(?![\w.])")
    assert [str(literal) for literal, text in texts() if pattern.search(text)] == []


def test_no_criterion_table_rule_or_bundle_is_named_in_the_code() -> None:
    ids = ids_of_rules()
    assert [str(literal) for literal, text in texts() if text in ids] == []


def test_no_theme_is_called_by_its_name_in_the_code() -> None:
    """Names of more than eight letters: a shorter one can be any word."""
    themes = [
        *KNOWLEDGE.themes.values(),
        *KNOWLEDGE.cross_cutting.values(),
        *KNOWLEDGE.sub_themes.values(),
        *RULES.candidates.bundles,
    ]
    names = {name.lower() for theme in themes for name in (theme.name, *theme.aliases) if len(name) > 8}
    assert len(names) > 500
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
    assert [str(literal) for literal, text in texts() if pattern.search(text.lower())] == []


def test_an_advice_takes_every_sentence_from_the_rules() -> None:
    """No Dutch sentence stands in the code that makes an advice or writes it down; what checks rules may tell of a fault."""
    made = re.compile(
        r"kbv_rules/(advise/(?!rule_report|properties|counterexamples|scenarios|sweep)|rules/(evaluate|rule_set|template)|report/(advice|why))"
    )
    sentences = [
        str(literal)
        for literal, text in texts()
        if made.match(literal.place) and len(SMALL_WORDS & set(re.findall(r"[a-zë]+", text.lower()))) > 1
    ]
    assert sentences == []


@pytest.mark.parametrize("module", JUDGING)
def test_no_number_is_judged_by_that_does_not_stand_in_the_rules(module: str) -> None:
    """0, 1 and 2 count things, 4 is the top of the scale, 9 are decimals; a hair's breadth keeps rounding out of a comparison."""
    numbers = [
        literal
        for literal in literals()
        if literal.place.startswith(f"kbv_rules/advise/{module}.py:") and isinstance(literal.value, (int, float))
    ]
    assert [str(literal) for literal in numbers if literal.value not in (0, 1, 2, 4, 9) and float(literal.value) > 1e-6] == []
