"""What the labels of a file stand for: kinds of crime, municipalities, periods and numbers. Each label is looked up once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.findings.police.counts import Kind
from kbv_rules.findings.police.municipalities import plain
from kbv_rules.findings.police.periods import Period, parse_period

if TYPE_CHECKING:
    from kbv_rules.findings.police.municipalities import Gazetteer
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.open_data import Counted, OffenceKind

MISSING = frozenset({"", ".", "-", "x", "null", "none", "nan", "na"})

_REGION_CODE = re.compile(r"[A-Z]{2}[0-9A-Z]{2,8}")
_KIND_CODE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+|[A-Z][0-9]{2,3}")
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0{1,2})?")
# Endings by which StatLine tells regions that are no municipality: country part, province, police region, COROP area.
_LARGER = re.compile(r"\((LD|PV|RE|CR|LG|POL)\)$")
_NEIGHBOURHOODS = ("WK", "BU")
_ELSEWHERE = ("nederland", "buitenland", "niet in te delen", "gemeenten niet in te delen")


class Labels:
    """Looks labels up, and keeps what it did not know; `neighbourhoods` says whether there were any."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.dropped = frozenset(knowledge.catalogue.police.no_municipality)
        self.unknown_kinds: set[str] = set()
        self.unknown_regions: set[str] = set()
        self.neighbourhoods = False
        known: dict[Counted, dict[str, OffenceKind]] = {"crimes": knowledge.crimes, "nuisance": knowledge.nuisance}
        self._codes = {counts: set(kinds) for counts, kinds in known.items()}
        self._names = {counts: {plain(kind.name): code for code, kind in kinds.items()} for counts, kinds in known.items()}
        self._kinds: dict[tuple[Counted, str], Kind | None] = {}
        self._regions: dict[str, str | None] = {}
        self._periods: dict[str, Period | None] = {}

    def kind(self, counts: Counted, label: str) -> Kind | None:
        """The kind that a code ('1.1.1 '), a code with a name, or a name stands for."""
        key = (counts, label)
        if key not in self._kinds:
            self._kinds[key] = self._find_kind(counts, label.strip())
        return self._kinds[key]

    def _find_kind(self, counts: Counted, label: str) -> Kind | None:
        first, _, rest = label.partition(" ")
        for code in (first, self._names[counts].get(plain(label)), self._names[counts].get(plain(rest)) if rest else None):
            if code in self._codes[counts]:
                return Kind(counts, code)
        self.unknown_kinds.add(label[:60])
        return None

    def region(self, label: str, name: str = "") -> str | None:
        """The municipality's code, of today or of then; None for a larger region, a part, or what is nowhere."""
        key = f"{label}|{name}"
        if key not in self._regions:
            code = label.strip()
            self._regions[key] = self._by_code(code) if _REGION_CODE.fullmatch(code) else self._by_name(code or name.strip())
        return self._regions[key]

    def _by_code(self, code: str) -> str | None:
        if code.startswith(_NEIGHBOURHOODS):
            self.neighbourhoods = True
        return code if code.startswith("GM") and len(code) == 6 and code not in self.dropped else None

    def _by_name(self, name: str) -> str | None:
        if not name or _LARGER.search(name) or plain(name) in _ELSEWHERE:
            return None
        found = self.gazetteer.code_of(name)
        if found is None:
            self.unknown_regions.add(name[:60])
        return found

    def period(self, label: str) -> Period | None:
        """The year or month; None when it is neither."""
        if label not in self._periods:
            self._periods[label] = parse_period(label)
        return self._periods[label]


def number(text: str) -> int | None:
    """A whole number; '57,0' is one too.

    Raises:
        ValueError: it is none.
    """
    text = text.strip()
    if text.lower() in MISSING:
        return None
    if text.isdigit() and len(text) < 10:
        return int(text)
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        raise ValueError(text)
    return int(whole[1])


def looks_like_kind(label: str) -> bool:
    """Whether a label has the form of one of the police's codes, known or not."""
    return _KIND_CODE.match(label.strip()) is not None
