"""Fields of a Word document: their instruction is no text, their result is, unless it is a table of contents.

A field is a row of signs in the text (begin, separate, end) that may span paragraphs and hold other fields. Source: ECMA-376
part 1, 17.16.
"""

from __future__ import annotations

_CONTENTS = ("TOC", "INDEX", "TOA")


def is_contents(instruction: str) -> bool:
    """Whether a field is a table of contents, of figures, of sources, or an index."""
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _CONTENTS


class Fields:
    """The fields that are open; `muted` says that what stands there now is no text."""

    def __init__(self, *, contents_are_text: bool) -> None:
        self.muted = False
        self._contents_are_text = contents_are_text
        self._instructions: list[str] = []
        self._mutes: list[bool] = []

    @property
    def unfinished(self) -> bool:
        """Whether a field that is no text never ended."""
        return self.muted

    def sign(self, kind: str | None) -> None:
        """The beginning of a field, the end of its instruction, or the end of its result."""
        if kind == "begin":
            self._instructions.append("")
            self._mutes.append(not self._contents_are_text)
        elif kind == "separate" and self._mutes:
            self._mutes[-1] = self._mutes[-1] and is_contents(self._instructions[-1])
        elif kind == "end" and self._mutes:
            self._mutes.pop()
            self._instructions.pop()
        self.muted = any(self._mutes)

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._instructions:
            self._instructions[-1] += text
