"""A declared priority or other theme, as understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbv_rules.check.outline import Place


@dataclass(frozen=True, slots=True, eq=False)
class Priority:
    """A declared priority (or other theme) with the sections that work it out; `paragraphs` are the numbers of all text there.

    `by_text` says that its members are those its text names, and not merely those its name may hold.
    """

    name: str
    candidates: tuple[str, ...]
    members: tuple[str, ...]
    subs: frozenset[str]
    declared_at: int
    places: tuple[Place, ...]
    paragraphs: tuple[int, ...]
    by_text: bool = False
