"""Finds the municipality a user or a file means: by code, by name, by an old or other name, or with a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.errors import AmbiguousTermError, UnknownTermError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbv_rules.model.open_data import FormerMunicipality, Municipalities

_CODE = re.compile(r"(?:GM)?([0-9]{3,4})", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^)]*)\)")
# How much alike a name must be to be taken for a slip, and how much more than the next (0..100).
_SLIP = 80
_AHEAD = 8
_LIKELY = 60
_REMEDY = "Geef de naam zoals het CBS die schrijft, of de code, bijvoorbeeld GM0715."


class Municipality(NamedTuple):
    """A municipality of today. `asked` is the name it was found by when that is not its own."""

    code: str
    name: str
    asked: str | None = None


def plain(name: str) -> str:
    """A name without accents, capitals and signs; what stands between brackets stays, as a word."""
    ascii_ = unicodedata.normalize("NFKD", name.lower().replace("'", "")).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_))


class Gazetteer:
    """All municipalities of today by code and name, and what became of former ones."""

    def __init__(self, names: Mapping[str, str], facts: Municipalities) -> None:
        self.names = dict(names)
        self.former: dict[str, FormerMunicipality] = {one.code: one for one in facts.former}
        self._exact: dict[str, set[str]] = {}
        for code, name in self.names.items():
            self._put(name, code)
            for other in facts.other_names.get(code, ()):
                self._put(other, code)
        self._full = {plain(name): code for code, name in self.names.items()}
        self._old: dict[str, set[str]] = {}
        for code, one in self.former.items():
            self._old.setdefault(plain(one.name), set()).update(self.successors(code))

    def _put(self, name: str, code: str) -> None:
        for label in {plain(name), plain(_BRACKETS.sub(" ", name))}:
            self._exact.setdefault(label, set()).add(code)

    def successors(self, code: str) -> frozenset[str]:
        """The municipalities of today that a code went into; itself when it still exists."""
        former = self.former.get(code)
        if former is None:
            return frozenset({code})
        return frozenset(last for next_ in former.successors for last in self.successors(next_))

    def predecessors(self, code: str) -> list[str]:
        """Former municipalities that went into this one as a whole."""
        return [old for old in self.former if self.successors(old) == {code}]

    def parts(self, code: str) -> list[str]:
        """Former municipalities of which only a part went into this one."""
        return [old for old in self.former if code in self.successors(old) and len(self.successors(old)) > 1]

    def code_of(self, label: str) -> str | None:
        """The code of a name as a table writes it ('Groningen (gemeente)', 'Bergen (NH.)'), former ones too."""
        name = label.replace("(gemeente)", " ")
        found = self._full.get(plain(name))
        if found is None:
            same = self._exact.get(plain(name), set())
            found = next(iter(same)) if len(same) == 1 else None
        if found is None:
            old = [code for code, one in self.former.items() if plain(one.name) == plain(name)]
            found = old[0] if old else None
        return found

    def find(self, text: str) -> Municipality:
        """The municipality a user means.

        Raises:
            AmbiguousTermError: two have that name, or a former one went into several.
            UnknownTermError: none has; names that look like it come along.
        """
        code = _CODE.fullmatch(text.strip())
        if code:
            return self._by_code(f"GM{code[1]:0>4}", text)
        label = plain(text.replace("(gemeente)", " ").removeprefix("gemeente ").removeprefix("Gemeente "))
        if label in self._full:
            return self._one({self._full[label]}, text)
        for known in (self._exact, self._old):
            if label in known:
                return self._one(known[label], text)
        begun = {code for name, codes in self._exact.items() if label and name.startswith(f"{label} ") for code in codes}
        return self._one(begun, text) if begun else self._by_slip(label, text)

    def _by_code(self, code: str, text: str) -> Municipality:
        if code in self.names:
            return Municipality(code, self.names[code])
        if code in self.former:
            return self._one(self.successors(code), self.former[code].name)
        close = [(other, name) for other, name in self.names.items() if other[-3:] == code[-3:] or other[:-1] == code[:-1]]
        raise UnknownTermError("gemeente", text, close[:3], _REMEDY)

    def _one(self, codes: Iterable[str], text: str) -> Municipality:
        found = sorted(codes)
        if len(found) > 1:
            raise AmbiguousTermError("gemeente", text, [(code, self.names[code]) for code in found])
        name = self.names[found[0]]
        same = plain(text.replace("(gemeente)", " ")) in (plain(name), plain(_BRACKETS.sub(" ", name)))
        return Municipality(found[0], name, None if same else text.strip())

    def _by_slip(self, label: str, text: str) -> Municipality:
        from rapidfuzz import fuzz, process

        labels = {**self._old, **self._exact}
        found = process.extract(label, list(labels), scorer=fuzz.ratio, limit=8, score_cutoff=_LIKELY)
        near: dict[frozenset[str], float] = {}
        for name, score, _ in found:
            near.setdefault(frozenset(labels[name]), score)
        ranked = list(near.items())
        if ranked and ranked[0][1] >= _SLIP and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _AHEAD):
            return self._one(ranked[0][0], text)
        options = [(code, self.names[code]) for codes, _ in ranked for code in sorted(codes)]
        likely = [(code, self.names[code]) for codes, score in ranked if score >= _SLIP for code in sorted(codes)]
        if len(likely) > 1:
            raise AmbiguousTermError("gemeente", text, likely[:4])
        raise UnknownTermError("gemeente", text, options[:3], _REMEDY)
