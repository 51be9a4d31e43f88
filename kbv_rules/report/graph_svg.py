"""The links between the 22 themes as an SVG matrix, fields as blocks.

Drawn as lines, 241 links are a hairball. In a matrix each is one cell: the row prints the link, the column is named in it.
A full square is printed by both, a triangle by the row alone: shape, not only colour, tells them apart.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.knowledge.base import Knowledge

_CELL = 22
_LABEL = 330
_TOP = 300
_GAP = 8
_COLOURS = ("#1b6ca8", "#b5651d", "#2e7d4f", "#8a3b8f", "#a83232")


def graph_svg(knowledge: Knowledge) -> str:
    """The matrix with names, a legend and a title for each cell."""
    themes = list(knowledge.catalogue.themes)
    places: dict[str, int] = {}
    offset, field = 0, ""
    for theme in themes:
        offset += _GAP if field and theme.field != field else 0
        field = theme.field
        places[theme.id] = offset
        offset += _CELL
    width, height = _LABEL + offset + 30, _TOP + offset + 90
    body = "\n".join([*_names(knowledge, places), *_cells(knowledge, places), *_legend(_TOP + offset + 30)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="13" role="img">\n'
        "<title>Raakvlakken tussen de 22 veiligheidsthema's</title>\n"
        f'<rect width="{width}" height="{height}" fill="white"/>\n{body}\n</svg>\n'
    )


def _colour(field: str) -> str:
    return _COLOURS[(int(field) - 1) % len(_COLOURS)]


def _names(knowledge: Knowledge, places: dict[str, int]) -> Iterator[str]:
    size = max(places.values()) + _CELL
    for theme in knowledge.catalogue.themes:
        at, colour = places[theme.id], _colour(theme.field)
        name = escape(f"{theme.id} {theme.name}")
        yield f'<text x="{_LABEL - 10}" y="{_TOP + at + 16}" text-anchor="end" fill="{colour}">{name}</text>'
        yield (f'<text transform="translate({_LABEL + at + 16},{_TOP - 8}) rotate(-60)" fill="{colour}">{name}</text>')
        yield f'<rect x="{_LABEL}" y="{_TOP + at}" width="{size}" height="{_CELL}" fill="{colour}" fill-opacity="0.05"/>'
        yield f'<rect x="{_LABEL + at}" y="{_TOP}" width="{_CELL}" height="{size}" fill="{colour}" fill-opacity="0.05"/>'


def _cells(knowledge: Knowledge, places: dict[str, int]) -> Iterator[str]:
    for theme in knowledge.catalogue.themes:
        x = _LABEL + places[theme.id]
        y = _TOP + places[theme.id]
        yield f'<line x1="{x}" y1="{y}" x2="{x + _CELL}" y2="{y + _CELL}" stroke="#bbb"/>'
        for link in theme.cross_links:
            x = _LABEL + places[link.to]
            mutual = knowledge.is_mutual(theme.id, link.to)
            title = escape(
                f"{theme.id} {theme.name} noemt {link.to} {knowledge.name(link.to)}{' (over en weer)' if mutual else ''}"
            )
            yield f"<g><title>{title}</title>{_mark(x, y, _colour(theme.field), mutual=mutual)}</g>"


def _mark(x: int, y: int, colour: str, *, mutual: bool) -> str:
    if mutual:
        return f'<rect x="{x + 3}" y="{y + 3}" width="{_CELL - 6}" height="{_CELL - 6}" fill="{colour}"/>'
    return (
        f'<path d="M{x + 4} {y + 4} L{x + _CELL - 4} {y + _CELL // 2} L{x + 4} {y + _CELL - 4} Z" '
        f'fill="white" stroke="{colour}" stroke-width="1.5"/>'
    )


def _legend(y: int) -> Iterator[str]:
    yield _mark(_LABEL, y, "#444", mutual=True)
    yield f'<text x="{_LABEL + 30}" y="{y + 16}">door beide thema\'s gedrukt</text>'
    yield _mark(_LABEL + 240, y, "#444", mutual=False)
    yield f'<text x="{_LABEL + 270}" y="{y + 16}">alleen gedrukt bij het thema van de rij</text>'
    yield f'<text x="{_LABEL}" y="{y + 46}" fill="#666">Bron: Kernbeleid Veiligheid 2021, rij raakvlakken</text>'
