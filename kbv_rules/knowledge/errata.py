"""What was mended or decided against the letter of the handbook, gathered from the notes beside the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.knowledge import Rows

_ROWS = {
    "role": "rol gemeente",
    "partners": "partners",
    "laws": "wet- en regelgeving",
    "measures": "maatregelen",
    "data_sources": "effectinformatie",
    "indicators": "effectindicatoren",
    "instruments": "instrumenten",
    "developments": "ontwikkelingen",
    "sub_themes": "deelthema's",
    "cross_links": "raakvlakken",
}

_HEAD = """# Errata

Made from the notes in `knowledge/` by `kbv knowledge errata`; a test keeps it in step. Left of the colon the printed
form in *Kernbeleid Veiligheid 2021*, right of it (in Dutch) what we made of it and why.

## General
"""


def errata_markdown(knowledge: Knowledge) -> str:
    """The list as Markdown, in the order of the handbook."""
    one_way = sum((other, one) not in knowledge.links for one, other in knowledge.links)
    pairs = (len(knowledge.links) - one_way) // 2
    general = [f"- {note.format(pairs=pairs, one_way=one_way)}" for note in knowledge.catalogue.method["errata"]["general"]]
    parts = [_HEAD, "\n".join(general) + "\n"]
    for rows in (*knowledge.catalogue.aspects, *knowledge.catalogue.themes):
        lines = list(_lines(rows))
        if lines:
            parts.append(f"## {rows.id} {rows.name}\n\n" + "\n".join(lines) + "\n")
    parts.append("## Canonical nodes\n\n" + "\n".join(_canonical(knowledge)) + "\n")
    return "\n".join(parts)


def _lines(rows: Rows) -> Iterator[str]:
    for key, head in _ROWS.items():
        if key == "partners":
            groups: Iterable[object] = (*rows.partners.internal, *rows.partners.external)
        else:
            groups = getattr(rows, key, ())
        for item in groups:
            note = getattr(item, "note", None)
            if note:
                printed = " / ".join(getattr(item, "printed", ())) or str(getattr(item, "id", ""))
                yield f"- {head}: `{printed}`: {note}"


def _canonical(knowledge: Knowledge) -> Iterator[str]:
    for kind, items in (("wet", knowledge.catalogue.laws), ("indicator", knowledge.catalogue.indicators)):
        for item in items:
            if item.note:
                yield f"- {kind} `{item.id}`: {item.note}"
    for law in knowledge.catalogue.laws:
        if not law.verified:
            yield f"- wet `{law.id}`: de stand ({law.status}) is niet met een recente bron bevestigd."
