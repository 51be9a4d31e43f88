"""Everything that can be wrong with what a user hands in, as data first and text last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class KbvError(Exception):
    """Base of all errors a face shows kindly: no traceback, exit code 2."""


class Place(NamedTuple):
    """Where something stands: a file, and a 1-based line and column when known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


class Fault(NamedTuple):
    """One thing wrong in an input file: what, where, why, what to do. Dutch, as its reader is."""

    place: Place
    what: str
    remedy: str
    why: str = ""

    def __str__(self) -> str:
        reason = f" {self.why}" if self.why else ""
        return f"{self.place}: {self.what}{reason}\n  {self.remedy}"


class InputError(KbvError):
    """An input file that cannot be used. `faults` holds every fault found, at least one."""

    shown = 20

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text())

    def text(self) -> str:
        lines = [str(fault) for fault in self.faults[: self.shown]]
        rest = len(self.faults) - self.shown
        if rest > 0:
            lines.append(f"... en nog {rest} andere fout{'' if rest == 1 else 'en'}.")
        return "\n".join(lines)


def input_error(file: Path | str, what: str, remedy: str, why: str = "") -> InputError:
    """An `InputError` about a file as a whole."""
    return InputError([Fault(Place(str(file)), what, remedy, why)])


class UnknownTermError(KbvError):
    """A theme, partner, law or measure that the knowledge does not hold. `suggestions` are (id, name), best first.

    `remedy` says what can be given instead; it is told where nothing comes near.
    """

    def __init__(self, kind: str, text: str, suggestions: Sequence[tuple[str, str]], remedy: str = "") -> None:
        self.kind = kind
        self.text = text
        self.suggestions = tuple(suggestions)
        hint = " of ".join(f"'{id_}' ({name})" for id_, name in self.suggestions[:3])
        told = f"Bedoelde u {hint}?" if hint else remedy
        super().__init__(f"{kind} '{text}' niet gevonden." + (f"\n  {told}" if told else ""))


class AmbiguousTermError(KbvError):
    """A text that names two things equally well: the face asks back."""

    def __init__(self, kind: str, text: str, options: Sequence[tuple[str, str]]) -> None:
        self.kind = kind
        self.text = text
        self.options = tuple(options)
        hint = " of ".join(f"'{id_}' ({name})" for id_, name in self.options)
        super().__init__(f"{kind} '{text}' kan meer dan één ding zijn.\n  Bedoelt u {hint}?")


class NoCandidateError(KbvError):
    """What cannot be weighed as a priority: no candidate at all, or too little was found on it. `instead` are (id, name)."""

    def __init__(self, text: str, instead: Sequence[tuple[str, str]]) -> None:
        self.text = text
        self.instead = tuple(instead)
        hint = " of ".join(f"'{id_}' ({name})" for id_, name in self.instead)
        remedy = f"Vraag naar {hint}." if hint else "Noem een thema, deelthema, overstijgend thema of bundel."
        super().__init__(f"'{text}' is hier niet als prioriteit te wegen; daarvoor is er te weinig over gevonden.\n  {remedy}")


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the one that was meant, or all there are."""
    import difflib

    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"Bedoelde u '{close[0]}'?" if close else f"Mogelijk zijn: {', '.join(sorted(known))}."
