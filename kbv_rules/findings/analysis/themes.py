"""Which theme a heading names and which theme a point is about, in the numbering of the report format or of the handbook.

The two differ in one field: there a number says nothing without the title beside it. Nothing is guessed: what may belong to two
themes belongs to none, and both are named.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kbv_rules.findings.analysis.form import plain
from kbv_rules.knowledge.base import theme_of
from kbv_rules.knowledge.resolve import Entry, Lexicon, lexicon
from kbv_rules.knowledge.word_forms import words_of
from kbv_rules.rules.template import fill, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbv_rules.findings.analysis.form import ReadingRules
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.judgement import Bundle

_NUMBER = re.compile(r"(?P<number>[1-5]\.[0-9]{1,2}|S[0-9])(?![0-9.])[\s.:)–—-]*")
_BRACKETED = re.compile(r"[(\[](?:thema\s+)?((?:[1-5]\.[0-9]{1,2}|S[0-9])(?:/[a-z0-9-]+)?)[)\]]", re.IGNORECASE)


class Named(NamedTuple):
    """The themes a heading names: one, or those the report format takes together; none when the number alone does not tell.

    `whole` says that the heading is a theme's name and nothing else.
    """

    themes: tuple[str, ...]
    whole: bool = True


class Placed(NamedTuple):
    """The theme something is about, or why that cannot be told."""

    theme: str | None
    why: str = ""


class Themes:
    """The themes as a report names them."""

    def __init__(self, knowledge: Knowledge, bundles: Iterable[Bundle], rules: ReadingRules) -> None:
        self.knowledge = knowledge
        self.rules = rules
        self._bundles = tuple(bundles)
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}
        # What the numbers of the report turned out to be: those of the format, of the handbook, or not known yet.
        self.numbering: str | None = None

    @cached_property
    def _format(self) -> Sequence[Mapping[str, Any]]:
        fields: Sequence[Mapping[str, Any]] = self.knowledge.catalogue.method["report_format"]["fields"]
        return fields

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        """Names as they are compared, with the themes they stand for. A name of the handbook goes before one of the format."""
        names: dict[str, tuple[str, ...]] = {}
        for theme in (*self.knowledge.catalogue.themes, *self.knowledge.catalogue.cross_cutting_themes):
            for name in (theme.name, *theme.aliases):
                names.setdefault(plain(name), (theme.id,))
        for field in self._format:
            for one in field["themes"]:
                names.setdefault(plain(one["name"]), tuple(one["themes"]))
        for sub in self.knowledge.sub_themes.values():
            names.setdefault(plain(sub.name), (sub.id,))
        return names

    @cached_property
    def _of_format(self) -> dict[str, tuple[str, ...]]:
        """The numbers of the format with the themes they stand for."""
        return {one["number"]: tuple(one["themes"]) for field in self._format for one in field["themes"]}

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self.knowledge, (), ("theme", "cross_cutting", "sub_theme"))

    def of_field(self, field: str) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.knowledge.catalogue.themes if theme.field == field)

    def aspect(self, text: str) -> str | None:
        """The aspect of the approach a heading names."""
        for aspect in self.knowledge.catalogue.aspects:
            if plain(text) in map(plain, (aspect.name, *aspect.aliases)):
                return aspect.id
        for field in self._format:
            for one in field.get("aspects", ()):
                if plain(text) == plain(one["name"]):
                    return str(one["id"])
        return None

    def of_aspect(self, aspect: str) -> tuple[str, ...]:
        """The themes for which the handbook puts this aspect first."""
        return tuple(theme.id for theme in self.knowledge.catalogue.themes if theme.aspects[:1] == (aspect,))

    def learn_numbering(self, texts: Iterable[str]) -> None:
        """See from headings with a number and a title of which numbering they are, where the two differ."""
        for text in texts:
            number, title = self._split(text)
            if number is None or not title:
                continue
            named = self._by_name.get(plain(title))
            if named is None or self._of_format.get(number, (number,)) == (number,):
                continue
            if named == self._of_format[number]:
                self.numbering = "format"
                return
            if named == (number,):
                self.numbering = "handbook"
                return

    def named(self, text: str, *, heading: bool) -> Named | None:
        """The themes a heading names; nothing when it names none. Only headings may hold a slip of the pen."""
        number, title = self._split(text)
        if title:
            themes = self._by_name.get(plain(title))
            if themes is not None:
                return Named(themes)
            if heading or number is not None:
                found = self._lexicon.search(title, limit=5)
                first = found[0] if found else None
                if first is not None and first.score >= self.rules.theme_alike:
                    owner = theme_of(first.id)
                    rival = next((one for one in found[1:] if theme_of(one.id) != owner), None)
                    if rival is None or first.score - rival.score >= self.rules.ahead:
                        return Named((first.id,), whole=False)
            return None
        return None if number is None else Named(self._by_number(number))

    def _by_number(self, number: str) -> tuple[str, ...]:
        """The themes of a number without a title; none when it can be two."""
        of_format = self._of_format.get(number)
        if number.startswith("S") or of_format in (None, (number,)):
            return (number,) if self.knowledge.is_subject(number) else ()
        if self.numbering == "handbook":
            return (number,)
        return of_format or () if self.numbering == "format" else ()

    def _split(self, text: str) -> tuple[str | None, str]:
        """The number of a theme in front of a heading, and the rest."""
        rest = text.strip()
        for word in sorted(self.rules.theme_words, key=len, reverse=True):
            if plain(rest).startswith(f"{plain(word)} "):
                rest = rest[len(word) :].strip()
                break
        found = _NUMBER.match(rest)
        return (found["number"], rest[found.end() :].strip()) if found else (None, rest)

    def told(self, text: str) -> tuple[tuple[str, ...], str]:
        """The themes that stand between brackets in a text, and the text without."""
        found = _BRACKETED.search(text)
        if found is None:
            return (), text
        id_ = found[1] if "/" in found[1] else found[1].upper()
        themes = (id_,) if "/" in id_ and self.knowledge.is_subject(id_) else self._by_number(id_)
        if not themes:
            return (), text
        return themes, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).strip()

    def place(self, text: str, among: Sequence[str]) -> Placed:
        """The theme a text is about, out of those it can be about: the only one, or the one its words clearly name."""
        if len(among) == 1:
            return Placed(among[0])
        scores: dict[str, float] = {}
        for match in self._restricted(tuple(among)).search(text, limit=30):
            owner = theme_of(match.id)
            scores[owner] = max(scores.get(owner, 0.0), match.score)
        ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if ranked and ranked[0][1] >= self.rules.placed_at and ranked[0][1] - second >= self.rules.ahead:
            return Placed(ranked[0][0])
        if len(among) > 3:
            return Placed(None, self.rules.reasons.theme)
        names = listing([f"{id_} {self.knowledge.name(id_)}" for id_ in among])
        return Placed(None, fill(self.rules.reasons.theme_of, {"themes": names}))

    def sub_theme(self, text: str, theme: str) -> str | None:
        """The one sub-theme of a theme that a name is clearly about."""
        if theme not in self.knowledge.themes:
            return None
        found = self._restricted((theme,)).search(text, limit=5)
        if not found or found[0].kind != "sub_theme" or found[0].score < self.rules.same_sub_theme:
            return None
        return found[0].id if len(found) == 1 or found[0].score - found[1].score >= self.rules.ahead else None

    def candidate(self, text: str) -> str | None:
        """The theme, sub-theme, overarching theme or bundle that a possible priority is by name."""
        named = self._by_name.get(plain(text), ())
        if len(named) == 1 and self._can_be_chosen(named[0]):
            return named[0]
        found = [one for one in self._candidates.search(text, limit=4) if self._can_be_chosen(one.id)]
        if not found or found[0].score < self.rules.theme_alike:
            return None
        return found[0].id if len(found) == 1 or found[0].score - found[1].score >= self.rules.ahead else None

    @cached_property
    def _candidates(self) -> Lexicon:
        return lexicon(self.knowledge, self._bundles, ("theme", "cross_cutting", "bundle", "sub_theme"))

    def _can_be_chosen(self, id_: str) -> bool:
        """A sub-theme of an overarching theme is taken along by it, and is no priority of its own."""
        return "/" not in id_ or theme_of(id_) in self.knowledge.themes

    def _restricted(self, themes: tuple[str, ...]) -> Lexicon:
        """The names of these themes and their sub-themes."""
        if themes not in self._lexicons:
            entries = (entry for entry in self._lexicon.entries if theme_of(entry.id) in themes)
            extra = [
                Entry(id_, self.knowledge.name(id_), "theme", name, tuple(words_of(name)))
                for name, ids in self._by_name.items()
                for id_ in ids
                if len(ids) == 1 and id_ in themes
            ]
            self._lexicons[themes] = Lexicon([*entries, *extra], self.knowledge.catalogue.empty_words)
        return self._lexicons[themes]
