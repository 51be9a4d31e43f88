"""What is looked for in a text: every name and alias of the knowledge, its words grouped with their own forms.

A label is written as a row of characters, one for each of its words, the same for all forms of a word; so is a text. That
makes finding a label in a text a search for substrings, however many labels there are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules import compiled
from kbv_rules.check.compounds import Compounds
from kbv_rules.check.tokens import BREAK, pieces_of
from kbv_rules.check.word_lists import load_word_lists
from kbv_rules.knowledge.slips import Slips
from kbv_rules.knowledge.word_forms import go_together, same_word, stems

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.base import Term
    from kbv_rules.model.word_lists import WordLists

# Characters that stand for what is no word of any label; the words of labels start at _FIRST.
OTHER = "\x01"
_MARKS = {BREAK: "\x02", ",": "\x03", "/": "\x04"}
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = ("check/vocabulary.py", "check/tokens.py", "knowledge/word_forms.py")
# The kind of a phrase in which the terms it holds are not meant.
NOTHING = "nothing"


class Label(NamedTuple):
    """One name or alias. `words` are plain, one for each character of its row.

    `capitals` are those of its words that are ordinary words in lower case: plain, and as they must be written.
    """

    id: str
    kind: str
    label: str
    words: tuple[str, ...]
    capitals: tuple[tuple[str, str], ...]
    weak: bool


class Extra(NamedTuple):
    """Terms that a check rule adds to those of the knowledge."""

    id: str
    kind: str
    terms: Sequence[str]


class Vocabulary:
    """All labels, ready to be found. The same one serves any number of documents.

    `characters` gives the character of each word that stands in a label, `rows` the labels as rows, each once.
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]], lists: WordLists) -> None:
        self.lists = lists
        self.skipped = frozenset(lists.skipped)
        self._capitals = frozenset(lists.capitals)
        self._apart = {
            pair for word, others in lists.not_forms.items() for other in others for pair in ((word, other), (other, word))
        }
        # Words that a label writes in capitals: they have no forms but those behind an apostrophe.
        self._short: set[str] = set()
        self._long: set[str] = set()
        self.characters: dict[str, str] = dict(_MARKS)
        self._stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
        given = list(labels)
        key = _key(given, lists)
        copy = compiled.recall_plain("vocabulary", key)
        if copy is None:
            self.labels = list(self._labels(given))
            self._short -= self._long
            for label in self.labels:
                for word in label.words:
                    if word not in self.characters:
                        self._add(word, short=word in self._short)
            compiled.remember_plain("vocabulary", key, [self.labels, sorted(self._short), self.characters, self._stems])
        else:
            self._unpack(*copy)
        rows: dict[str, list[Label]] = defaultdict(list)
        for label in self.labels:
            rows["".join([self.characters[word] for word in label.words])].append(label)
        # Labels of one word, by its character; those of more words as rows.
        self.singles = {row: labels for row, labels in rows.items() if len(row) == 1}
        self.rows = [row for row in rows if len(row) > 1]
        self.of_rows = [rows[row] for row in self.rows]

    def _unpack(
        self,
        labels: list[tuple[str, str, str, list[str], list[list[str]], bool]],
        short: list[str],
        characters: dict[str, str],
        stemmed: dict[str, list[list[str]]],
    ) -> None:
        """What was worked out before, from its compiled copy."""
        self.labels = [
            Label(id_, kind, label, tuple(words), tuple([(word, written) for word, written in capitals]), weak)
            for id_, kind, label, words, capitals, weak in labels
        ]
        self._short = set(short)
        self.characters = characters
        self._stems.update({stem: [(word, ending) for word, ending in found] for stem, found in stemmed.items()})

    def _labels(self, labels: Iterable[tuple[str, str, str]]) -> Iterator[Label]:
        weak = {kind: frozenset(words) for kind, words in self.lists.weak.items()}
        silent = {kind: frozenset(words) for kind, words in self.lists.silent.items()}
        none: frozenset[str] = frozenset()
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        for id_, kind, label in labels:
            low = label.lower()
            if low in silent.get("*", none) or low in silent.get(kind, none):
                continue
            words, capitals = self._words(label)
            if words and (id_, kind, words) not in seen:
                seen.add((id_, kind, words))
                yield Label(id_, kind, label, words, capitals, low in weak.get("*", none) or low in weak.get(kind, none))

    def _words(self, label: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """The words and marks of a label, and those of them that need capitals."""
        label = without_brackets(label)
        pieces = [piece for chunk in label.split() for piece in pieces_of(chunk)]
        kept = [piece for piece in pieces if piece.plain != "-" and piece.plain not in self.skipped]
        while kept and kept[0].plain in _MARKS:
            kept.pop(0)
        while kept and kept[-1].plain in _MARKS:
            kept.pop()
        for piece in kept:
            written = piece.written.partition("'")[0]
            (self._long if written.islower() or written[1:].islower() else self._short).add(piece.plain)
        capitals = [
            (piece.plain, piece.written) for piece in kept if piece.plain in self._capitals and not piece.written.islower()
        ]
        return tuple([piece.plain for piece in kept]), tuple(capitals)

    def _add(self, word: str, *, short: bool) -> None:
        """Give a word its character: that of a word of which it is a form, or one of its own."""
        kin = None if short else self._kin(word)
        number = _FIRST + len(self.characters)
        if number in _SURROGATES:
            number += len(_SURROGATES)
        self.characters[word] = self.characters[kin] if kin else chr(number)
        if len(word) > 2:
            for stem, ending in stems(word)[: 1 if short else None]:
                self._stems[stem].append((word, ending))

    def _kin(self, word: str) -> str | None:
        if len(word) < 3:
            return None
        for stem, ending in stems(word):
            for known, left in self._stems.get(stem, ()):
                if go_together(ending, left) and (word, known) not in self._apart:
                    return known
        return None

    def kin(self, word: str) -> str | None:
        """The word of the labels of which a plain word is a form, if any; itself when it is one."""
        return word if word in self.characters else self._kin(word)

    def same(self, one: str, other: str) -> bool:
        """Whether two plain words are forms of one word, and not in the list of those that only look it."""
        return one == other or ((one, other) not in self._apart and same_word(one, other))

    @cached_property
    def automaton(self) -> AhoCorasick:
        """Finds all rows of more than one word in the row of a text."""
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self.rows)

    @cached_property
    def of_literals(self) -> list[list[Label]]:
        """The labels by their letters in lower case, in the order of `literal`."""
        written: dict[str, list[Label]] = defaultdict(list)
        for label in self.labels:
            written[without_brackets(label.label).lower()].append(label)
        return list(written.values())

    @cached_property
    def literal(self) -> AhoCorasick:
        """Finds the letters of the labels in a text in lower case."""
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([without_brackets(labels[0].label).lower() for labels in self.of_literals])

    @cached_property
    def compounds(self) -> Compounds:
        return Compounds(self._inside, self.characters, self.lists, self.same)

    @cached_property
    def _inside(self) -> dict[str, str]:
        """Each label of one word, as it may stand in a compound: 'loverboys', and 'loverboy' of 'loverboyproblematiek'."""
        words = [label.words[0] for labels in self.singles.values() for label in labels]
        inside = {word: word for word in words if word not in self._short}
        for word in list(inside):
            for ending in ("en", "s"):
                if word.endswith(ending) and len(word) - len(ending) >= self.lists.compounds.free:
                    inside.setdefault(word[: -len(ending)], word)
        return inside

    def compounds_of(self, word: str) -> list[Label]:
        """The labels that a word inside a longer one stands for."""
        whole = self._inside[word]
        return [label for label in self.singles[self.characters[whole]] if label.words[0] == whole and not label.capitals]

    @cached_property
    def slips(self) -> Slips:
        limits = self.lists.slips
        words = (word for word in self.characters if word.isalpha())
        return Slips(words, one=limits.one, two=limits.two)

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that look like a term and are none, by all their stems."""
        return frozenset(stem for word in self.lists.look_alikes for stem, _ in stems(word)[:1])

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is, or is a form of, one that only looks like a term."""
        return any(stem in self.ordinary for stem, _ in stems(word))


def _key(labels: list[tuple[str, str, str]], lists: WordLists) -> str:
    """A hash over all that a vocabulary is made of: every name, every list of words, and the code that goes through them."""
    made_of = [labels, lists.model_dump(mode="json")]
    digest = hashlib.sha256(json.dumps(made_of, ensure_ascii=False, sort_keys=True).encode())
    for name in _CODE:
        digest.update((_PACKAGE / name).read_bytes())
    return digest.hexdigest()


def without_brackets(label: str) -> str:
    """A label as it would stand in a text.

    A short name or its explanation between brackets goes ('Besluit ... (Bevi)', 'GHOR (Geneeskundige ...)'), brackets inside
    a word are opened ('ondernemers(verenigingen)'), and what narrows a single word stays ('ongevallen (weg)').
    """
    label = re.sub(r"(?<=\w)\(([^)]*)\)|\(([^)]*)\)(?=\w)", r"\1\2", label)
    if "(" not in label:
        return label
    outside, inside = re.sub(r"\s*\([^)]*\)?", "", label).strip(" -/"), " ".join(re.findall(r"\(([^)]*)", label))
    short = any(re.search(r"[A-Z].*[A-Z]", word) for word in (*inside.split(), *outside.split()))
    return outside if outside and (short or " " in outside) else f"{outside} {inside}".strip()


def labels_of(knowledge: Knowledge, bundles: Iterable[Term]) -> Iterator[tuple[str, str, str]]:
    """Id, kind and label of all that a plan may name."""
    catalogue = knowledge.catalogue
    groups: dict[str, Iterable[Term]] = {
        "theme": catalogue.themes,
        "cross_cutting": catalogue.cross_cutting_themes,
        "bundle": bundles,
        "sub_theme": knowledge.sub_themes.values(),
        "aspect": catalogue.aspects,
        "law": catalogue.laws,
        "partner": catalogue.partners,
        "measure": catalogue.measures,
        "indicator": catalogue.indicators,
        "data_source": catalogue.data_sources,
        "care_topic": catalogue.care_topics,
    }
    for kind, terms in groups.items():
        for term in terms:
            for label in (term.name, *term.aliases):
                yield term.id, kind, label
    for alias in catalogue.article_aliases:
        yield alias.law, "law", alias.alias


def make_vocabulary(
    knowledge: Knowledge, bundles: Iterable[Term], extra: Iterable[Extra] = (), lists: WordLists | None = None
) -> Vocabulary:
    """The labels of the knowledge and the bundles of the rules, and what check rules add to them.

    Raises:
        InputError: the word lists of the check rules cannot be read.
    """
    lists = lists or load_word_lists()
    own = (Extra(id_, kind, terms) for kind, found in lists.also.items() for id_, terms in found.items())
    more = ((one.id, one.kind, term) for one in (*own, *extra) for term in one.terms)
    nothing = ((phrase, NOTHING, phrase) for phrase in lists.nothing)
    return Vocabulary([*labels_of(knowledge, bundles), *more, *nothing], lists)
