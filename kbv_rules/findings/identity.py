"""A stable id for every single finding: it depends on what the finding says, not on where it stands in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kbv_rules.model.base import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.model.findings import Agenda, Findings, ThemeFindings

F = TypeVar("F", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Identified(Generic[F]):
    """A finding with its id, such as '1.3/woninginbraak#figures/woninginbraken'."""

    id: str
    finding: F


def slug(text: str) -> str:
    """Plain lower-case words with hyphens, at most forty characters."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def identify(theme: str, kind: str, items: tuple[F, ...], label: str) -> list[Identified[F]]:
    """The items with their ids, in the order of the ids. Items with one label are told apart by a hash of their content."""
    slugs = [slug(str(getattr(item, label))) for item in items]
    named = []
    for item, name in zip(items, slugs, strict=True):
        if slugs.count(name) > 1:
            name += "-" + hashlib.sha256(item.model_dump_json().encode()).hexdigest()[:8]
        named.append(Identified(f"{theme}#{kind}/{name}", item))
    return sorted(named, key=lambda found: found.id)


def agenda_id(agenda: Agenda, theme: str) -> str:
    """The id of an agenda's mention of one theme."""
    return f"{theme}#agendas/{slug(agenda.name)}"


def all_ids(findings: Findings) -> Iterator[str]:
    """The id of every finding."""
    for item in findings.findings:
        yield from _ids_of(item)
    for agenda in findings.agendas:
        for theme in agenda.themes:
            yield agenda_id(agenda, theme)


def _ids_of(item: ThemeFindings) -> Iterator[str]:
    for kind, items, label in (
        ("figures", item.figures, "name"),
        ("judgements", item.judgements, "criterion"),
        ("bottlenecks", item.approach.bottlenecks, "text"),
        ("works", item.approach.works, "text"),
        ("reinforcements", item.reinforcements, "text"),
        ("consultation", item.consultation, "text"),
        ("scenarios", item.scenarios, "name"),
    ):
        for found in identify(item.theme, kind, items, label):
            yield found.id
