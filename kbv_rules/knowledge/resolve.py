"""Finds what people mean: any words of a user to theme, overarching theme, bundle, partner, law or measure.

A label (name or alias) matches a text by the words they share. Words count by how much they tell (rare words more), match
exactly, by word form (jeugd, jeugden; wijk, wijken), as part of a compound (jeugdcriminaliteit, criminaliteit) or with a
slip of the pen (ondermijnning). No stemmer: word forms are only compared, never shown.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.errors import AmbiguousTermError, UnknownTermError
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.knowledge.word_forms import form, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbv_rules.model.base import Term

_EXACT = 1.0
_ALMOST = 0.99
_FORM = 0.97
_SLIP = 0.9
_PART = 0.85
_PART_LETTERS = 5  # of a word that is part of another
_BRACKETED = 0.85  # trust in words between brackets
_OTHER_KIND = 0.9  # a heading sooner names a theme than a partner or measure that shares its words
_NUMBERED = ("theme", "cross_cutting", "bundle", "sub_theme", "aspect")
_LEAST = 0.45  # below this nothing is meant
_NEAR = 0.04  # two matches closer than this are equally near


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that may be meant. `score` from 0 to 1; `label` is the name or alias that matched."""

    id: str
    name: str
    kind: str
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One label of one thing."""

    id: str
    name: str
    kind: str
    label: str
    words: tuple[str, ...]


class Lexicon:
    """All labels, ready to be searched."""

    def __init__(self, entries: Iterable[Entry], empty: Iterable[str] = ()) -> None:
        self.entries = list(entries)
        self.empty = frozenset(empty)
        self._by_words: dict[tuple[str, ...], list[Entry]] = {}
        self._by_id: dict[str, Entry] = {}
        self._holding: dict[str, list[int]] = {}
        for index, entry in enumerate(self.entries):
            self._by_words.setdefault(entry.words, []).append(entry)
            self._by_id.setdefault(entry.id.lower(), entry)
            for word in set(entry.words):
                self._holding.setdefault(word, []).append(index)

    @cached_property
    def _weights(self) -> dict[str, float]:
        """How much a word tells: rare words more, empty words nothing."""
        ids = {word: len({self.entries[index].id for index in found}) for word, found in self._holding.items()}
        total = len({entry.id for entry in self.entries})
        return {word: 0.0 if word in self.empty else math.log(1 + total / count) for word, count in ids.items()}

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for word in self._holding:
            forms.setdefault(form(word), []).append(word)
        return forms

    def weight(self, word: str) -> float:
        """A word no label holds tells as much as a rare one."""
        if word in self.empty:
            return 0.0
        return self._weights.get(word, math.log(1 + len(self._by_id)) * 0.6)

    def search(self, text: str, *, limit: int = 10) -> list[Match]:
        """What may be meant, best first; a sub-theme brings its theme along just behind it."""
        entry = self._by_id.get(text.strip().lower())
        if entry is not None and entry.kind in _NUMBERED:
            return [Match(entry.id, entry.name, entry.kind, 1.0, entry.id)]
        # Words that are a label, word for word, name that thing and nothing else comes as near.
        same = self._by_words.get(tuple(words_of(text)), ())
        best = {entry.id: Match(entry.id, entry.name, entry.kind, _EXACT, entry.label) for entry in reversed(same)}
        most = _ALMOST if same else _EXACT
        # What stands between brackets explains; it names the thing only where nothing else does.
        outside = re.sub(r"\([^)]*\)", " ", text)
        parts = [(outside, 1.0), (text, _BRACKETED)] if outside != text and words_of(outside) else [(text, 1.0)]
        for part, trust in parts:
            words = [word for word in words_of(part) if not re.fullmatch(r"[0-9.]+", word)] or words_of(part)
            for index, found in self._scores(words).items():
                entry = self.entries[index]
                score = trust * found * (1.0 if entry.kind in _NUMBERED or found == 1.0 else _OTHER_KIND)
                known = best.get(entry.id)
                if score >= _LEAST and (known is None or score > known.score):
                    best[entry.id] = Match(entry.id, entry.name, entry.kind, round(min(score, most), 4), entry.label)
        return sorted(best.values(), key=lambda match: (-match.score, _KINDS.index(match.kind), match.id))[:limit]

    def _scores(self, words: Sequence[str]) -> dict[int, float]:
        """Per label: shared weight, as a share of the label's and of the text's weight (a Dice coefficient)."""
        same = tuple(words)
        matched: dict[int, dict[str, float]] = {}
        text_weight = sum(self.weight(word) for word in set(words))
        covered: dict[int, float] = {}
        for word in sorted(set(words)):
            best_here: dict[int, float] = {}
            for known, quality in self._similar(word).items():
                for index in self._holding[known]:
                    held = matched.setdefault(index, {})
                    held[known] = max(held.get(known, 0.0), quality)
                    best_here[index] = max(best_here.get(index, 0.0), quality)
            for index, quality in best_here.items():
                covered[index] = covered.get(index, 0.0) + quality * self.weight(word)
        scores: dict[int, float] = {}
        for index, held in matched.items():
            entry = self.entries[index]
            label_weight = self._label_weights.get(index)
            if label_weight is None:
                label_weight = self._label_weights[index] = sum(self.weight(word) for word in set(entry.words))
            label_share = sum(quality * self.weight(word) for word, quality in held.items()) / label_weight
            text_share = covered[index] / text_weight if text_weight else 0.0
            # A label that stands whole in the text is meant even when the text says more.
            score = (
                0.62 * label_share + 0.38 * text_share
                if label_share > 0.9
                else 2 * label_share * text_share / (label_share + text_share or 1)
            )
            scores[index] = _EXACT if entry.words == same else min(score, _ALMOST)
        return scores

    @cached_property
    def _label_weights(self) -> dict[int, float]:
        return {}

    def _similar(self, word: str) -> dict[str, float]:
        """The words of the labels that this word may be, with how sure that is."""
        if word not in self._cache:
            self._cache[word] = self._find_similar(word)
        return self._cache[word]

    @cached_property
    def _cache(self) -> dict[str, dict[str, float]]:
        return {}

    def _find_similar(self, word: str) -> dict[str, float]:
        if word in self.empty:
            return {}
        found: dict[str, float] = {}
        if word in self._holding:
            found[word] = _EXACT
        for known in self._forms.get(form(word), ()):
            found.setdefault(known, _FORM)
        # A compound tells by its head (its end) most: jeugdcriminaliteit is a kind of criminaliteit.
        for known in self._parts_of(word) | self._compounds_of(word):
            if known not in found and known not in self.empty:
                shorter, longer = sorted((len(known), len(word)))
                found[known] = _PART * (0.7 + 0.3 * shorter / longer)
        if not any(quality >= _FORM for quality in found.values()) and len(word) >= 5:
            from rapidfuzz import process
            from rapidfuzz.distance import OSA

            allowed = 1 if len(word) < 8 else 2
            for known, distance, _ in process.extract(
                word, list(self._holding), scorer=OSA.distance, score_cutoff=allowed, limit=5
            ):
                if len(known) >= 4 and known not in self.empty:
                    found[known] = max(found.get(known, 0.0), _SLIP - 0.05 * (distance - 1))
        return found

    def _parts_of(self, word: str) -> set[str]:
        """The words of the labels, as long or shorter, that a word begins or ends with; at its end in another form as well."""
        parts = {word[:end] for end in range(_PART_LETTERS, len(word) + 1)} & self._holding.keys()
        for start in range(len(word)):
            end = word[start:]
            parts.update(known for known in (end, *self._forms.get(end, ())) if known in self._holding)
        return {known for known in parts if _PART_LETTERS <= len(known) <= len(word)}

    def _compounds_of(self, word: str) -> set[str]:
        """The longer words of the labels that begin or end with a word, at their end in another form as well."""
        if len(word) < _PART_LETTERS:
            return set()
        found = set(_beginning(self._sorted, word))
        for end in {word, form(word)}:
            found.update(known[::-1] for known in _beginning(self._backwards, end[::-1]))
        return {known for known in found if len(known) > len(word)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._holding)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(known[::-1] for known in self._holding)

    def one(self, text: str, kind: str = "thema") -> Match:
        """The one thing meant.

        Raises:
            UnknownTermError: nothing comes near.
            AmbiguousTermError: two things are equally near.
        """
        matches = self.search(text)
        if not matches:
            raise UnknownTermError(kind, text, self.nearest(text))
        first = matches[0]
        rivals = [
            match
            for match in matches[1:]
            if first.score - match.score < _NEAR and match.score < 1.0 and theme_of(match.id) != theme_of(first.id)
        ]
        if first.score < 1.0 and rivals:
            raise AmbiguousTermError(kind, text, [(match.id, match.name) for match in (first, *rivals[:3])])
        return first

    def nearest(self, text: str) -> list[tuple[str, str]]:
        """Ids and names that look most like the text, for 'bedoelde u'."""
        from rapidfuzz import fuzz, process

        numbered = [entry for entry in self._by_id.values() if entry.kind in _NUMBERED and "/" not in entry.id]
        named = [(entry.label, entry) for entry in self.entries] + [(entry.id, entry) for entry in numbered]
        words = [word.lower() for word, _ in named]
        found = process.extract(text.lower(), words, scorer=fuzz.WRatio, limit=12, score_cutoff=60)
        near = {named[index][1].id: named[index][1].name for _, _, index in found}
        return list(near.items())[:3]


def _beginning(words: Sequence[str], begin: str) -> Sequence[str]:
    """Those of the sorted words that begin so."""
    return words[bisect_left(words, begin) : bisect_left(words, begin + _LAST)]


_LAST = chr(0x10FFFF)
_KINDS = ("theme", "cross_cutting", "bundle", "sub_theme", "aspect", "law", "partner", "measure", "indicator")


def lexicon(knowledge: Knowledge, bundles: Iterable[Term] = (), kinds: Iterable[str] = _KINDS) -> Lexicon:
    """The labels of the wanted kinds. Bundles are judgement and come from the rules."""
    groups: dict[str, Iterable[Term]] = {
        "theme": knowledge.catalogue.themes,
        "cross_cutting": knowledge.catalogue.cross_cutting_themes,
        "bundle": bundles,
        "sub_theme": knowledge.sub_themes.values(),
        "aspect": knowledge.catalogue.aspects,
        "law": knowledge.catalogue.laws,
        "partner": knowledge.catalogue.partners,
        "measure": knowledge.catalogue.measures,
        "indicator": knowledge.catalogue.indicators,
    }
    entries = [
        Entry(term.id, term.name, kind, label, tuple(words_of(label)))
        for kind in _KINDS
        if kind in set(kinds)
        for term in groups[kind]
        for label in (term.name, *term.aliases)
    ]
    if "law" in set(kinds):
        entries += [
            Entry(alias.law, knowledge.laws[alias.law].name, "law", alias.alias, tuple(words_of(alias.alias)))
            for alias in knowledge.catalogue.article_aliases
        ]
    return Lexicon((entry for entry in entries if entry.words), knowledge.catalogue.empty_words)
