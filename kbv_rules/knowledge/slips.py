"""Slips of the pen: the known word that an unknown word was meant to be.

A slip is a letter left out, added, changed or swapped with its neighbour. One slip is found by what is left of both words
when a letter goes; two slips in a long word only when its beginning or its end is still whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_WHOLE = 4  # letters of a beginning or an end


class Slips:
    """Known words, ready to be compared. `one` and `two` are the least lengths of a known word for as many slips."""

    def __init__(self, words: Iterable[str], *, one: int, two: int) -> None:
        self._shorter: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        self._two = two
        for word in words:
            if len(word) < one:
                continue
            for less in {word, *shortened(word)}:
                self._shorter[less].append(word)
            if len(word) >= two:
                self._ends["^" + word[:_WHOLE]].append(word)
                self._ends[word[-_WHOLE:]].append(word)

    def nearest(self, word: str, most: int = 2) -> list[tuple[str, int]]:
        """The known words that this one may be a slip of, each with the number of slips (one or two), the fewest first."""
        from rapidfuzz.distance import OSA

        near = {known for less in (word, *shortened(word)) for known in self._shorter.get(less, ())}
        found = [(known, distance) for known in near if (distance := OSA.distance(word, known, score_cutoff=1)) <= 1]
        if not found and most > 1 and len(word) >= self._two - 1:
            near = {known for end in ("^" + word[:_WHOLE], word[-_WHOLE:]) for known in self._ends.get(end, ())}
            found = [(known, 2) for known in near if OSA.distance(word, known, score_cutoff=2) <= 2 and not _derived(word, known)]
        return sorted(found, key=lambda one: (one[1], one[0]))


def _derived(word: str, known: str) -> bool:
    """Whether two words differ in their last letters alone: 'provinciale' is made from 'provincie', and no slip of it."""
    same = len(known) - 2
    return word[:same] == known[:same]


def shortened(word: str) -> list[str]:
    """The word with each one of its letters left out."""
    return [word[:place] + word[place + 1 :] for place in range(len(word))]
