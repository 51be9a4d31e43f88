"""What a check says of a draft: declared priorities, chapters, and remarks, each with its place. Keys as in the JSON contract.

Plain slotted classes rather than validated models: only the check makes them, and a check then needs no pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the draft: the headings above it, the number of the paragraph, the page where the format knows it.

    `paragraph` is `Paragraph.number` of the document that was read, 0 for the document as a whole.
    """

    headings: tuple[str, ...] = ()
    paragraph: int = 0
    page: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: what is missing (`message`), why it matters with its source (`source`), what to do (`advice`).

    `about` names what it is about with the keys that belong to the rule id ('priority', 'theme', 'linked_theme', ...).
    `fine_when` says when it is fine to leave it. `joined` holds the `about` of remarks on the same cause that this one
    stands for. `accepted` is the reason that people gave, in a file beside the draft, to leave it.
    """

    rule: str
    severity: Severity
    message: str
    about: dict[str, str | int]
    location: Location
    source: str
    advice: str
    fine_when: str = ""
    joined: tuple[dict[str, str | int], ...] = ()
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A priority or other theme that the draft declares, and what it was taken to be, best first."""

    heading: str
    candidates: tuple[str, ...]
    members: tuple[str, ...]
    location: Location = Location()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the method and the heading in the draft that serves it; None when none does."""

    number: int
    heading: str | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `kbv check` gives. `held_back` counts remarks that are only shown on request."""

    document: str
    priorities: tuple[Declared, ...]
    other_themes: tuple[Declared, ...]
    chapters: tuple[Chapter, ...]
    remarks: tuple[Remark, ...]
    held_back: int = 0
    summary: str = ""
    warnings: tuple[str, ...] = ()

    def has(self, fail_on: Severity | Literal["never"]) -> bool:
        """Whether a remark that was not accepted weighs as heavy as `fail_on` or heavier."""
        order = ("error", "warning", "note")
        serious = order[: order.index(fail_on) + 1] if fail_on in order else ()
        return any(remark.severity in serious and remark.accepted is None for remark in self.remarks)
