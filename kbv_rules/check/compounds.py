"""Terms inside longer words: 'ondermijningsaanpak', 'sportevenementen', and 'brand-' in 'brand- en verkeersveiligheid'."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from kbv_rules.model.word_lists import WordLists

T = TypeVar("T")

# What Dutch puts between the parts of a compound, and how much longer than a label the end of a word may be for its form.
_LINKS = ("", "s", "en", "e", "n", "er")
_ENDING = 3


class Compounds:
    """Words, ready to be found at the beginning or the end of longer ones.

    A long word counts with anything around it, a short one only beside a word that is known; see `CompoundLimits`.
    """

    def __init__(self, words: Iterable[str], known: Iterable[str], lists: WordLists, same: Callable[[str, str], bool]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._limits = lists.compounds
        self._same = same
        self._parts = frozenset((*lists.parts, *lists.look_alikes)) | {word for word in known if len(word) > self._limits.rest}
        self._words = [word for word in words if len(word) >= self._limits.least and word.isalpha()]
        self.known = frozenset(self._words)
        self._automaton = AhoCorasick(self._words)

    def inside(self, words: Iterable[str]) -> dict[str, list[str]]:
        """For each word that begins or ends with one of ours: those, the longest at either end."""
        asked = list(words)
        starts: dict[int, str] = {}
        at = 1
        for word in asked:
            starts[at] = word
            at += len(word) + 1
        ends = {start + len(word): word for start, word in starts.items()}
        heads: dict[str, str] = {}
        tails: dict[str, str] = {}
        text = "\n".join(["", *asked, ""])
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            ours = self._words[number]
            begun = starts.get(start)
            if begun and len(ours) > len(heads.get(begun, "")) and self._is_head(begun, ours):
                heads[begun] = ours
            for longer in range(_ENDING):
                ended = ends.get(end + longer)
                if ended and len(ours) > len(tails.get(ended, "")) and self._is_tail(ended, ours):
                    tails[ended] = ours
        ends_of = {one: [ours for ours in (heads.get(one), tails.get(one)) if ours] for one in asked}
        return {one: list(dict.fromkeys(held)) for one, held in ends_of.items() if held}

    def _is_head(self, word: str, ours: str) -> bool:
        rest = word[len(ours) :]
        return len(rest) >= self._limits.rest and (
            len(ours) >= self._limits.free or any(rest.startswith(link) and rest[len(link) :] in self._parts for link in _LINKS)
        )

    def _is_tail(self, word: str, ours: str) -> bool:
        place = word.rfind(ours)
        rest = word[:place]
        return (
            len(rest) >= self._limits.rest
            and self._same(word[place:], ours)
            and (
                len(ours) >= self._limits.free
                or any(rest.endswith(link) and rest[: len(rest) - len(link)] in self._parts for link in _LINKS)
            )
        )

    def is_compound(self, word: str, meant: str) -> bool:
        """Whether a word is made of two known words, and so no slip of `meant`.

        A letter between the parts that is missing or too much is a slip all the same ('veiligheidhuis').
        """
        for place in range(self._limits.rest, len(word) - self._limits.rest + 1):
            first, last = word[:place], word[place:]
            if last in self._parts and any(
                first.endswith(link) and first[: len(first) - len(link)] in self._parts for link in _LINKS
            ):
                return not (meant.startswith(first[:-1]) and meant.endswith(last))
        return False

    def completed(self, first: str, last: str) -> str | None:
        """The word that `first` is short for: 'brand-' beside 'verkeersveiligheid' is brandveiligheid."""
        return next((first + last[at:] for at in range(1, len(last) - 3) if first + last[at:] in self.known), None)

    def begun(self, first: str, last: str) -> str | None:
        """The word that `last` is short for: '-criminaliteit' after 'jeugdoverlast' is jeugdcriminaliteit."""
        return next((first[:at] + last for at in range(len(first) - 1, 2, -1) if first[:at] + last in self.known), None)
