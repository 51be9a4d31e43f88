"""Finds every mention of what the knowledge knows in a text: exact, in another form, in a compound, or with a slip of the pen.

The longest mention wins. A shorter one that overlaps it is kept only when it means something else (another theme, or another
kind of thing), is not weak, and does not stand inside a name (of a law, partner or source). Labels that are the same words
are all mentioned: a word may name a theme and an indicator.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice
from operator import add, attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from kbv_rules.check.tokens import BREAK, Chunks, Piece, pieces_of
from kbv_rules.check.vocabulary import NOTHING, OTHER, Label, Vocabulary
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.model.document import Paragraph

How = Literal["exact", "abbreviation", "form", "compound", "slip"]
_ORDER: tuple[How, ...] = ("exact", "abbreviation", "form", "compound", "slip")
_RANK = {how: rank for rank, how in enumerate(_ORDER)}
# Kinds that share one space of ids: a sub-theme and its theme are the same subject.
_THEMES = frozenset(("theme", "sub_theme", "cross_cutting", "bundle"))
_LONGEST_ABBREVIATION = 7
_TORN = 4  # letters of either part of a word torn in two
_ENDINGS = ("en", "s", "e")  # taken off a word with a slip, for a plural that the labels do not have
_BETWEEN = ("en", "of", ",", "/")  # between the parts of 'verkeers- en brandveiligheid'


class Mention(NamedTuple):
    """Where a text names something. `start` and `end` are places in the text of paragraph number `paragraph`.

    `label` is the name or alias that was recognised, `how` how well. A `weak` mention has a label too general to name
    the thing on its own ('jeugd', 'verkeer'): it supports, and proves nothing.
    """

    id: str
    kind: str
    paragraph: int
    start: int
    end: int
    text: str
    how: How
    label: str
    weak: bool = False


def find_mentions(paragraphs: Iterable[Paragraph], vocabulary: Vocabulary) -> list[Mention]:
    """Every mention in the paragraphs, in reading order; a stretch of text that names several things gives one for each."""
    return _Reading(Chunks(paragraphs), vocabulary).thoroughly()


def find_exact(paragraphs: Iterable[Paragraph], vocabulary: Vocabulary) -> list[Mention]:
    """Only what is written letter for letter as the knowledge writes it, capitals aside; several times faster."""
    texts = [one for one in paragraphs if one.text]
    starts = list(accumulate([len(one.text) + 1 for one in texts], initial=0))
    text = "\n".join([one.text for one in texts])
    lower = text.lower()
    if len(lower) != len(text):  # a few letters get longer
        lower = "".join([letter if len(letter.lower()) > 1 else letter.lower() for letter in text])
    closed = frozenset(vocabulary.lists.closed)
    hits = [
        (start, -end, number)
        for number, start, end in vocabulary.literal.find_matches_as_indexes(lower, overlapping=True)
        if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum())
    ]
    hits.sort()
    found: list[Mention] = []
    around: list[tuple[int, Label]] = []  # what is still open, with its end
    for start, minus_end, number in hits:
        end, written = -minus_end, text[start:-minus_end]
        around = [one for one in around if one[0] > start]
        longer = [label for other, label in around if other >= end]
        for label in vocabulary.of_literals[number]:
            if all(_in_capitals(written, wanted) for _, wanted in label.capitals if len(label.words) == 1) and not any(
                len(other.label) > len(label.label) and _swallows(other, label, closed) for other in longer
            ):
                paragraph = bisect_right(starts, start) - 1
                left = start - starts[paragraph]
                place = (texts[paragraph].number, left, left + end - start)
                if label.kind != NOTHING:
                    found.append(Mention(label.id, label.kind, *place, written, "exact", label.label, label.weak))
                around.append((end, label))
    return found


class _Found(NamedTuple):
    """A label in the row of a text, from `start` up to `end`."""

    start: int
    end: int
    label: Label
    how: How


class _Reading:
    """One text while it is read. Its row has a character for each word and mark, see `Vocabulary`."""

    def __init__(self, chunks: Chunks, vocabulary: Vocabulary) -> None:
        self.chunks = chunks
        self.vocabulary = vocabulary
        self.pieces = {chunk: self._pieces(chunk) for chunk in set(chunks.chunks)}
        # What a plain word stands for: a word of the labels, itself or another.
        self.stands_for: dict[str, str] = {}
        self.slips: set[str] = set()
        self.holds: dict[str, list[str]] = {}
        self._alike: dict[tuple[str, str], How | None] = {}

    def _pieces(self, chunk: str) -> tuple[Piece, ...]:
        """The words and marks of a chunk that count; a hyphen on its own is a dash."""
        pieces = pieces_of(chunk)
        if "-" in chunk or not chunk.isascii():
            dash = len(pieces) == 1 and pieces[0].plain == "-"
            pieces = (pieces[0]._replace(plain=BREAK),) if dash else tuple(self._without_hyphens(pieces))
        skipped = self.vocabulary.skipped
        return tuple([piece for piece in pieces if piece.plain not in skipped])

    def _without_hyphens(self, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
        """Hyphens off; 'cyber-crime' is one word where labels have it as one."""
        held: Piece | None = None
        joined = False
        for piece in pieces:
            if piece.plain == "-":
                joined = held is not None
                continue
            if held is not None:
                word = held.plain + piece.plain
                if joined and word in self.vocabulary.characters:
                    held = Piece(held.start, piece.end, held.written + piece.written, word)
                    continue
                yield held
            held, joined = piece, False
        if held is not None:
            yield held

    def thoroughly(self) -> list[Mention]:
        vocabulary = self.vocabulary
        words = {piece.plain for pieces in self.pieces.values() for piece in pieces}
        unknown = []
        for word in words:
            kin = vocabulary.kin(word)
            if kin is not None:
                self.stands_for[word] = kin
            elif word.isalpha():
                unknown.append(word)
        alone = [word for word, kin in self.stands_for.items() if vocabulary.characters[kin] not in vocabulary.singles]
        unknown = [word for word in unknown if not vocabulary.is_ordinary(word)]
        held = vocabulary.compounds.inside([*unknown, *(word for word in alone if not vocabulary.is_ordinary(word))])
        least = vocabulary.lists.slips.one - 1
        for word in unknown:
            meant = self._meant(word, 1 if word in held else 2) if len(word) >= least else None
            if meant:
                self.stands_for[word] = meant
                self.slips.add(word)
        self.holds = {word: ours for word, ours in held.items() if word not in self.slips}
        self._lay_out()
        return self._mentions(self._single(), [*self._of_more_words(), *self._shortened(), *self._torn()])

    def _meant(self, word: str, most: int) -> str | None:
        """The word of the labels that a word is a slip of, if any, with at most so many slips."""
        vocabulary = self.vocabulary
        for stem in (
            word,
            *(word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > vocabulary.lists.slips.two),
        ):
            for near, _ in vocabulary.slips.nearest(stem, most if stem == word else 1):
                if not vocabulary.compounds.is_compound(word, near):
                    return near
        return None

    def _mentions(self, single: list[_Found], longer: list[_Found]) -> list[Mention]:
        kept = _kept(single, longer, frozenset(self.vocabulary.lists.closed))
        return [mention for one in kept if (mention := self._mention(one))]

    def _lay_out(self) -> None:
        """Write the text as a row, with the piece at each place of it."""
        characters = self.vocabulary.characters
        written = {word: characters[meant] for word, meant in self.stands_for.items()}
        rows = {chunk: "".join([written.get(piece.plain, OTHER) for piece in pieces]) for chunk, pieces in self.pieces.items()}
        chunks = self.chunks.chunks
        parts = list(map(rows.__getitem__, chunks))
        self.row = "".join(parts)
        self._at = list(accumulate(map(len, parts), initial=0))
        self._row = list(chain.from_iterable(map(self.pieces.__getitem__, chunks)))

    def _single(self) -> list[_Found]:
        """Labels of one word, and those inside compounds: looked up once for each distinct chunk."""
        named: dict[str, list[tuple[int, Label, How]]] = {}
        for chunk, pieces in self.pieces.items():
            labels = [(place, label, how) for place, piece in enumerate(pieces) for label, how in self._named(piece)]
            if labels:
                named[chunk] = labels
        at = self._at
        return [
            _Found(at[number] + place, at[number] + place + 1, label, how)
            for number, labels in enumerate(map(named.get, self.chunks.chunks))
            if labels
            for place, label, how in labels
        ]

    def _named(self, piece: Piece) -> list[tuple[Label, How]]:
        """What a word names on its own; each thing once, by the label that fits best."""
        vocabulary, word = self.vocabulary, piece.plain
        best: dict[tuple[str, str], tuple[Label, How]] = {}
        meant = self.stands_for.get(word)
        if meant is not None:
            least = vocabulary.lists.slips.alone if word in self.slips else 0
            for label in vocabulary.singles.get(vocabulary.characters[meant], ()):
                how = self._how(label, (piece,)) if len(label.words[0]) >= least else None
                if how and label.kind == NOTHING:
                    return []
                known = best.get((label.id, label.kind))
                if how and (known is None or _RANK[how] < _RANK[known[1]]):
                    best[label.id, label.kind] = (label, how)
        for held in self.holds.get(word, ()):
            for label in vocabulary.compounds_of(held):
                best.setdefault((label.id, label.kind), (label, "compound"))
        return list(best.values())

    def _of_more_words(self) -> Iterator[_Found]:
        vocabulary, row = self.vocabulary, self._row
        for number, start, end in vocabulary.automaton.find_matches_as_indexes(self.row, overlapping=True):
            pieces = row[start:end]
            for label in vocabulary.of_rows[number]:
                how = self._how(label, pieces)
                if how:
                    yield _Found(start, end, label, how)

    def _shortened(self) -> Iterator[_Found]:
        """The first of 'verkeers- en brandveiligheid', and the last of 'jeugdoverlast en -criminaliteit'."""
        compounds, row = self.vocabulary.compounds, self._row
        hyphened = {chunk for chunk in self.pieces if len(chunk) > 2 and "-" in (chunk[0], chunk[-1])}
        places = [(number, chunk) for number, chunk in enumerate(self.chunks.chunks) if chunk in hyphened]
        for number, chunk in places:
            place = self._at[number]
            if chunk[-1] == "-" and place + 2 < len(row) and row[place + 1].plain in _BETWEEN:
                whole = compounds.completed(row[place].plain, row[place + 2].plain)
                yield from self._whole(place, place + 3, whole)
            elif chunk[0] == "-" and place > 1 and row[place - 1].plain in _BETWEEN:
                whole = compounds.begun(row[place - 2].plain, row[place].plain)
                yield from self._whole(place - 2, place + 1, whole)

    def _whole(self, start: int, end: int, word: str | None) -> Iterator[_Found]:
        for label in self.vocabulary.compounds_of(word) if word else ():
            yield _Found(start, end, label, "compound")

    def _torn(self) -> Iterator[_Found]:
        """A word written as two: 'onder mijning'."""
        words = list(map(attrgetter("plain"), self._row))
        known = self.vocabulary.compounds.known
        torn = known.intersection(map(add, words, islice(words, 1, None)))
        if not torn:
            return
        for place, word in enumerate(map(add, words, islice(words, 1, None))):
            if word in torn and len(words[place]) >= _TORN <= len(words[place + 1]):
                for label in self.vocabulary.compounds_of(word):
                    yield _Found(place, place + 2, label, "slip")

    def _how(self, label: Label, pieces: Iterable[Piece]) -> How | None:
        """How the pieces name the label; None when they do not after all."""
        worst = 0
        for word, piece in zip(label.words, pieces, strict=True):
            if piece.plain != word:
                key = (piece.plain, word)
                if key not in self._alike:
                    self._alike[key] = self._compare(piece.plain, word)
                how = self._alike[key]
                if how is None:
                    return None
                worst = max(worst, _RANK[how])
        for word, written in label.capitals:
            if not any(piece.plain.startswith(word) and _in_capitals(piece.written, written) for piece in pieces):
                return None
        if worst == 0 and len(label.words) == 1 and len(label.label) <= _LONGEST_ABBREVIATION and not label.label[1:].islower():
            return "abbreviation"
        return _ORDER[worst]

    def _compare(self, word: str, of_label: str) -> How | None:
        vocabulary = self.vocabulary
        if word in self.slips:
            return "slip" if vocabulary.same(self.stands_for[word], of_label) else None
        return "form" if word in self.stands_for and vocabulary.same(word, of_label) else None

    def _mention(self, found: _Found) -> Mention | None:
        """The mention with its place; none for a short name in a paragraph of capitals, where 'OM' may be any word."""
        chunks, at = self.chunks, self._at
        start = chunks.starts[bisect_right(at, found.start) - 1] + self._row[found.start].start
        end = chunks.starts[bisect_right(at, found.end - 1) - 1] + self._row[found.end - 1].end
        paragraph, left, right = chunks.place(start, end)
        label = found.label
        if label.capitals and paragraph.text.isupper() and " " in paragraph.text:
            return None
        return Mention(
            label.id, label.kind, paragraph.number, left, right, paragraph.text[left:right], found.how, label.label, label.weak
        )


def _in_capitals(written: str, wanted: str) -> bool:
    """Whether a short name is written as one: "OM's" is, 'Om' and 'om' are not."""
    bare = written.partition("'")[0]
    return bare == wanted or (len(bare) > 1 and bare.isupper())


def _kept(single: list[_Found], longer: list[_Found], closed: frozenset[str]) -> list[_Found]:
    """What is left when the longer mentions have won, in reading order; each thing once in a place."""
    at: dict[int, list[_Found]] = defaultdict(list)
    for one in longer:
        for place in range(one.start, one.end):
            at[place].append(one)
    kept = [
        one
        for one in single
        if one.start not in at or not any(_swallows(other.label, one.label, closed) for other in at[one.start])
    ]
    best: dict[tuple[int, int, str, str], _Found] = {}
    for one in longer:
        size = one.end - one.start
        over = {id(other): other for place in range(one.start, one.end) for other in at[place] if other.end - other.start > size}
        if one.label.kind == NOTHING or any(_swallows(other.label, one.label, closed) for other in over.values()):
            continue
        key = (one.start, one.end, one.label.id, one.label.kind)
        if key not in best or _RANK[one.how] < _RANK[best[key].how]:
            best[key] = one
    kept += best.values()
    kept.sort(key=attrgetter("start", "end"))
    return kept


def _swallows(longer: Label, shorter: Label, closed: frozenset[str]) -> bool:
    """Whether the shorter one is no mention of its own beside the longer one."""
    if longer.kind == NOTHING or shorter.weak or longer.kind in closed:
        return True
    if longer.kind in _THEMES and shorter.kind in _THEMES:
        return theme_of(longer.id) == theme_of(shorter.id)
    return longer.id == shorter.id
