"""A stable id for every single finding: it depends on what the finding says, not on where it stands in the file."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kbv_rules.model.base import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.model.findings import Agenda, Findings

F = TypeVar("F", bound=Frozen)


class Identified(NamedTuple, Generic[F]):
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
            content = json.dumps(item.model_dump(mode="json"), sort_keys=True)  # in whatever order it was written
            name += "-" + hashlib.sha256(content.encode()).hexdigest()[:8]
        named.append(Identified(f"{theme}#{kind}/{name}", item))
    return sorted(named, key=lambda found: found.id)


def agenda_id(agenda: Agenda, theme: str) -> str:
    """The id of an agenda's mention of one theme."""
    return f"{theme}#agendas/{slug(agenda.name)}"


def every(findings: Findings) -> Iterator[Identified[Frozen]]:
    """Every finding with its id."""
    for item in findings.findings:
        for kind, items, label in (
            ("figures", item.figures, "name"),
            ("judgements", item.judgements, "criterion"),
            ("bottlenecks", item.approach.bottlenecks, "text"),
            ("works", item.approach.works, "text"),
            ("reinforcements", item.reinforcements, "text"),
            ("consultation", item.consultation, "text"),
            ("scenarios", item.scenarios, "name"),
            ("observations", item.observations, "text"),
        ):
            yield from identify(item.theme, kind, items, label)
    for agenda in findings.agendas:
        for theme in agenda.themes:
            yield Identified(agenda_id(agenda, theme), agenda)


def all_ids(findings: Findings) -> Iterator[str]:
    """The id of every finding."""
    for one in every(findings):
        yield one.id


_KINDS = {
    "figures": "name",
    "judgements": "criterion",
    "reinforcements": "text",
    "consultation": "text",
    "scenarios": "name",
    "observations": "text",
}
_OF_APPROACH = {"bottlenecks": "text", "works": "text"}


def without(findings: Findings, id_: str) -> Findings:
    """The findings with one finding left out; the same findings when there is no such one."""
    theme, _, rest = id_.partition("#")
    kind = rest.partition("/")[0]
    if kind == "agendas":
        return _without_mention(findings, theme, id_)
    items = []
    for item in findings.findings:
        if item.theme == theme and kind in _KINDS:
            item = item.model_copy(update={kind: _but(id_, theme, kind, getattr(item, kind), _KINDS[kind])})
        elif item.theme == theme and kind in _OF_APPROACH:
            kept = _but(id_, theme, kind, getattr(item.approach, kind), _OF_APPROACH[kind])
            item = item.model_copy(update={"approach": item.approach.model_copy(update={kind: kept})})
        items.append(item)
    return findings.model_copy(update={"findings": tuple(items)})


def _but(id_: str, theme: str, kind: str, items: tuple[F, ...], label: str) -> tuple[F, ...]:
    """The items in their own order, but for the one with this id."""
    gone = [one.finding for one in identify(theme, kind, items, label) if one.id == id_]
    return tuple(item for item in items if item not in gone)


def _without_mention(findings: Findings, theme: str, id_: str) -> Findings:
    agendas = []
    for agenda in findings.agendas:
        if agenda_id(agenda, theme) == id_:
            themes = tuple(named for named in agenda.themes if named != theme)
            if not themes:
                continue
            agenda = agenda.model_copy(update={"themes": themes})
        agendas.append(agenda)
    return findings.model_copy(update={"agendas": tuple(agendas)})
