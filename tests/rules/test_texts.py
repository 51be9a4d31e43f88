"""The sentences of `rules/texts.yaml` and the code that uses them hold each other: none is missing, none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

import kbv_rules
from kbv_rules.model.advice import Ambition, Cause, EffectKind
from kbv_rules.model.findings import Consultation
from kbv_rules.rules.rule_set import load_rule_set
from kbv_rules.rules.template import fields_in

TEXTS = load_rule_set().texts
PACKAGE = Path(kbv_rules.__file__).parent
MODULE_OF: dict[ast.AST, ast.Module] = {}


@dataclass(frozen=True)
class Use:
    """A place that asks for texts: the names it can ask for as a pattern, and what it hands over (None: it cannot be seen)."""

    place: str
    pattern: str
    handed: frozenset[str] | None

    def asks(self, name: str) -> bool:
        return re.fullmatch(self.pattern, name) is not None


def uses() -> Iterator[Use]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        MODULE_OF.update(dict.fromkeys(functions, tree))
        for function in functions:
            for node in ast.walk(function):
                asked = _asked(node)
                if asked is None or _hands_on(asked, function):
                    continue
                for pattern in _patterns(asked, function):
                    yield Use(f"{path.relative_to(PACKAGE)}:{node.lineno}", pattern, _handed(node))


def _asked(node: ast.AST) -> ast.expr | None:
    """The name in `rules.text(name, ...)` or `rules.texts[name]`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text" and node.args:
        return node.args[0]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "texts":
        return node.slice
    return None


def _hands_on(asked: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether this is `text` itself, which hands on the name it was given."""
    return function.name == "text" and isinstance(asked, ast.Name)


def _handed(node: ast.AST) -> frozenset[str] | None:
    if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
        return None
    return frozenset(keyword.arg for keyword in node.keywords if keyword.arg)


def _patterns(asked: ast.expr, function: ast.AST) -> list[str]:
    """The names an expression can give; a variable is looked up where it gets its value in the same function."""
    if isinstance(asked, ast.Constant):
        return [re.escape(str(asked.value))]
    if isinstance(asked, ast.IfExp):
        return _patterns(asked.body, function) + _patterns(asked.orelse, function)
    if isinstance(asked, ast.JoinedStr):
        found = [""]
        for part in asked.values:
            ends = _patterns(part.value, function) if isinstance(part, ast.FormattedValue) else _patterns(part, function)
            found = [start + end for start in found for end in ends]
        return found
    if isinstance(asked, ast.Name):
        found = [pattern for value in _values_of(asked.id, function) for pattern in _patterns(value, function)]
        return found or [r"[a-z0-9_]+"]
    return [r"[a-z0-9_]+"]


def _values_of(name: str, function: ast.AST) -> Iterator[ast.expr]:
    """The expressions a variable gets its value from: `name = ...`, `name, other = ..., ...` or `for name in (..., ...)`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)
        elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name) and node.target.id == name:
            over = [node.iter] if isinstance(node.iter, ast.Tuple) else list(_constant(node.iter, function))
            yield from (value for one in over if isinstance(one, ast.Tuple) for value in one.elts)


def _constant(node: ast.expr, function: ast.AST) -> Iterator[ast.expr]:
    """What a name means that is given its value outside every function."""
    if isinstance(node, ast.Name):
        for statement in MODULE_OF[function].body:
            if isinstance(statement, ast.Assign) and any(ast.unparse(target) == node.id for target in statement.targets):
                yield statement.value


USES = list(uses())


def test_every_text_the_code_asks_for_exists() -> None:
    assert [f"{use.place} {use.pattern}" for use in USES if not any(use.asks(name) for name in TEXTS)] == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_text_is_asked_for_somewhere(name: str) -> None:
    # A use that could ask for anything proves nothing.
    assert any(use.asks(name) for use in USES if not use.asks("een_naam_die_niemand_gebruikt"))


def test_no_place_asks_for_a_text_by_a_name_that_cannot_be_seen() -> None:
    assert [use.place for use in USES if use.asks("een_naam_die_niemand_gebruikt")] == []


def test_what_a_text_shows_is_handed_over_by_whoever_asks_for_it() -> None:
    lacking = [
        f"{use.place}: '{name}' wants {sorted(wanted - use.handed)}"
        for use in USES
        if use.handed is not None
        for name, text in TEXTS.items()
        if use.asks(name)
        for wanted in [{field for field, _ in fields_in(text)}]
        if wanted - use.handed
    ]
    assert lacking == []


def _groups() -> tuple[str, ...]:
    annotation = Consultation.model_fields["group"].annotation
    assert get_origin(annotation) is Literal
    return get_args(annotation)


@pytest.mark.parametrize(
    "name",
    [
        *(f"dropped_{cause}" for cause in get_args(Cause)),
        *(f"dropped_{cause}_change" for cause in get_args(Cause)),
        *(f"group_{group}" for group in _groups()),
        *(f"ambition_{ambition}" for ambition in get_args(Ambition)),
        *(f"kind_{kind}" for kind in get_args(EffectKind)),
        *(f"indicator_gap_{kind}" for kind in get_args(EffectKind)),
        *(f"count_{count}" for count in (2, 3, 4)),
    ],
)
def test_there_is_a_text_for_every_kind_the_model_knows(name: str) -> None:
    assert TEXTS[name]


def test_every_text_reads_as_a_text() -> None:
    """No spaces at the ends, none doubled, and a sentence ends as one."""
    for name, text in TEXTS.items():
        assert text == text.strip()
        assert "  " not in text, name
    sentences = [
        text for name, text in TEXTS.items() if name.endswith(("_intro", "_none", "_change")) or name.startswith("certainty_")
    ]
    assert len(sentences) > 10
    assert [text for text in sentences if text[-1] not in ".:"] == []
