"""Options that several commands share, and how a user's words become a theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from kbv_rules.knowledge.base import Knowledge
from kbv_rules.knowledge.queries import Scope, scope_of

F = TypeVar("F", bound=Callable[..., Any])

_THEME_KINDS = ("theme", "cross_cutting", "bundle", "sub_theme", "aspect")
_CALLED = {"partner": "partner", "law": "wet"}


def row_format(command: F) -> F:
    """`--format table|json|csv`, as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="How to print.",
    )(command)


def output(command: F) -> F:
    """`-o FILE`, as `target`."""
    return click.option(
        "-o", "--output", "target", type=click.Path(path_type=Path), help="Write to this file, whole or not at all."
    )(command)


class Found(NamedTuple):
    """A theme, sub-theme, overarching theme, aspect or bundle as a user meant it."""

    id: str
    name: str
    scope: Scope


def find_theme(text: str, knowledge: Knowledge) -> Found:
    """What a user means by `text`: a number is looked up straight away, words are searched.

    Raises:
        UnknownTermError, AmbiguousTermError: nothing or two things come near.
    """
    id_ = text.strip()
    if knowledge.is_subject(id_) or id_ in knowledge.aspects:
        return Found(id_, knowledge.name(id_), scope_of(id_, knowledge))
    from kbv_rules.knowledge.resolve import lexicon
    from kbv_rules.rules.rule_set import load_bundles

    bundles = {bundle.id: bundle for bundle in load_bundles()}
    match = lexicon(knowledge, bundles.values(), _THEME_KINDS).one(text)
    members = bundles[match.id].members if match.kind == "bundle" else ()
    return Found(match.id, match.name, scope_of(match.id, knowledge, members))


def find_other(kind: str, text: str | None, knowledge: Knowledge) -> str | None:
    """The id of the partner or law a user means."""
    if text is None:
        return None
    known = knowledge.partners if kind == "partner" else knowledge.laws
    if text in known:
        return text
    from kbv_rules.knowledge.resolve import lexicon

    return lexicon(knowledge, (), (kind,)).one(text, _CALLED[kind]).id
