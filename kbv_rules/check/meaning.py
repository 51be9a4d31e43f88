"""What the name of a priority or other theme means: theme, overarching theme, bundle or sub-theme, and the themes behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.knowledge.base import theme_of
from kbv_rules.knowledge.resolve import Lexicon, Match, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.judgement import Bundle

_KINDS = ("theme", "cross_cutting", "bundle", "sub_theme")
_SURE = 0.95  # a name that is a label, give or take a word form
_BEHIND = 0.05  # what comes so near the best is meant as well
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\+|\ben\b|&)\s*", re.IGNORECASE)
_SLOGAN = re.compile(r"\s*:\s+|\s+[–—-]\s+")
_RIVAL = 0.15  # what comes so near may be meant instead
_MOST = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """`candidates` best first; `members` are the themes behind what is meant, `subs` the sub-themes where it is narrower."""

    candidates: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    subs: frozenset[str] = frozenset()
    score: float = 0.0

    def same(self, other: Meaning) -> bool:
        """Whether two names mean the same priority."""
        if not self.candidates or not other.candidates:
            return False
        return self.candidates[0] == other.candidates[0] or (
            self.candidates[0] in other.candidates and other.candidates[0] in self.candidates
        )


class Meanings:
    """Looks names up, each once."""

    def __init__(
        self, knowledge: Knowledge, bundles: Sequence[Bundle], part: float, signs: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.knowledge = knowledge
        self.bundles = {bundle.id: bundle for bundle in bundles}
        self.part = part
        self.signs = signs or {}
        self._found: dict[str, Meaning] = {}
        self._searched: dict[str, list[Match]] = {}

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self.knowledge, self.bundles.values(), _KINDS)

    def of(self, name: str) -> Meaning:
        """What a name means; without candidates when nothing comes near.

        Of a slogan with what it stands for ('Veilig thuiskomen: verkeersveiligheid') the part that says most.
        """
        if name not in self._found:
            sides = _SLOGAN.split(name) if len(_SLOGAN.split(name)) == 2 else []
            self._found[name] = max((self._look_up(part) for part in (name, *sides)), key=lambda meaning: meaning.score)
        return self._found[name]

    def as_one(self, id_: str, score: float) -> Meaning:
        """The meaning of a theme, bundle or overarching theme by its id."""
        return self._made([id_], [id_], score)

    def name(self, id_: str) -> str:
        """The name of a theme, sub-theme, overarching theme or bundle."""
        return self.bundles[id_].name if id_ in self.bundles else self.knowledge.name(id_)

    def plainness(self, name: str) -> float:
        """How sure it is that a name as a whole is one thing; not that its parts are several."""
        return max((match.score for match in self._matches(name)), default=0.0)

    def _matches(self, name: str) -> list[Match]:
        if name not in self._searched:
            self._searched[name] = self._lexicon.search(name, limit=_MOST) if name.strip() else []
        return self._searched[name]

    def _look_up(self, name: str) -> Meaning:
        matches = self._matches(name)
        best = matches[0].score if matches else 0.0
        if best < _SURE:
            parts = [part for part in _SEPARATOR.split(name) if part]
            found = [self._matches(part) for part in parts]
            if len(parts) > 1 and all(hits and hits[0].score >= max(self.part, best) for hits in found):
                ids = list(dict.fromkeys(hits[0].id for hits in found))
                return self._made(ids, ids, min(hits[0].score for hits in found))
            sure = [hits[0].id for hits in found if hits and hits[0].score >= self.part]
            if len(parts) > len(sure) > 0 and self.bundles.keys().isdisjoint(sure):
                told = [
                    hits[0].id if hits and hits[0].score >= self.part else self._pointed_at(part)
                    for part, hits in zip(parts, found, strict=True)
                ]
                if all(told):
                    ids = list(dict.fromkeys(id_ for id_ in told if id_))
                    return self._made(ids, ids, self.part)
        ids = [match.id for match in matches if match.score >= best - _RIVAL]
        meant = [match.id for match in matches if match.score >= best - _BEHIND and match.score >= _SURE] or ids[:1]
        return self._made(ids, meant, best)

    def _pointed_at(self, part: str) -> str | None:
        """The one theme that a plain word in a name points to: 'drank' in 'Hangjongeren en drank'."""
        themes = [theme for theme, phrases in self.signs.items() if phrase_list(tuple(phrases)).is_whole(fold(part))]
        return themes[0] if len(themes) == 1 else None

    def _made(self, ids: Sequence[str], meant: Iterable[str], score: float) -> Meaning:
        members: list[str] = []
        subs: set[str] = set()
        meant = list(meant)
        for id_ in meant:
            themes, narrow = self._behind(id_)
            members.extend(themes)
            # 'Drugscriminaliteit en ondermijning' is on undermining as a whole.
            subs.update(sub for sub in narrow if theme_of(sub) not in meant)
        ids = sorted(ids, key=lambda id_: theme_of(id_) != id_ and theme_of(id_) in meant)
        return Meaning(tuple(ids), tuple(sorted(dict.fromkeys(members))), frozenset(subs), score)

    def _behind(self, id_: str) -> tuple[Sequence[str], Iterable[str]]:
        """The themes behind one candidate, and its sub-themes where it is narrower than those."""
        if id_ in self.bundles:
            members = self.bundles[id_].members
            return [theme_of(member) for member in members], [member for member in members if "/" in member]
        owner = theme_of(id_)
        if owner in self.knowledge.cross_cutting:
            return self.knowledge.cross_cutting[owner].themes, self.knowledge.taken_along[owner]
        return [owner], [id_] if "/" in id_ else []
