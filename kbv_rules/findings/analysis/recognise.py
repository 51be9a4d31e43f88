"""What a line of a report is: the heading of a field or a part, the name of a theme, a label above points, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from kbv_rules.documents.labels import split_label
from kbv_rules.documents.plain_text import without_bullet
from kbv_rules.findings.analysis.form import plain

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import AnalysisForm, Label, PartKind
    from kbv_rules.findings.analysis.stream import Line
    from kbv_rules.findings.analysis.themes import Named, Themes
    from kbv_rules.knowledge.base import Knowledge

T = TypeVar("T", bound=str)

# Which labels can stand above points in which part.
_LABELS: dict[PartKind, tuple[Label, ...]] = {
    "figures": (),
    "outline": ("attention",),
    "approach": ("accents", "attention"),
    "consultations": ("residents", "entrepreneurs"),
    "priorities": ("sub_themes", "elements"),
}
_QUOTED = re.compile(r"^[‘'\"“„](?P<name>.+)[’'\"”]$")


class Where(NamedTuple):
    """Where in the report a line stands."""

    field: str | None
    part: PartKind | None
    part_level: int | None
    label: Label | None


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line is. 'skip' holds nothing of the municipality's own; 'point' is text, with the theme or label it says itself."""

    kind: Literal["field", "part", "theme", "aspect", "label", "proposal", "brackets", "skip", "heading", "point"]
    text: str = ""
    field: str | None = None
    part: PartKind | None = None
    named: Named | None = None
    aspect: str | None = None
    label: Label | None = None


class Recogniser:
    """Knows the words of the form and of the report format."""

    def __init__(self, form: AnalysisForm, knowledge: Knowledge, themes: Themes) -> None:
        self.form = form
        self.rules = form.reading
        self.knowledge = knowledge
        self.themes = themes

    @cached_property
    def _fields(self) -> dict[str, str]:
        return {plain(field.name): field.id for field in self.knowledge.catalogue.fields}

    @cached_property
    def _guidance(self) -> frozenset[str]:
        template = self.form.template
        fields = [f"[{field.explanation}]" for field in self.knowledge.catalogue.fields]
        said = (*fields, *template.intro, *template.guidance.model_dump().values(), template.contents_prompt)
        return frozenset(map(plain, said))

    def _is_guidance(self, text: str) -> bool:
        """Whether a text between brackets is that of our form or of the report format itself."""
        kinds = self.knowledge.catalogue.method["report_format"]["part_kinds"]
        printed = [plain(element["printed"]) for kind in kinds for element in kind["elements"]]
        return plain(text) in self._guidance or any(one in plain(text) for one in printed)

    @cached_property
    def _empty(self) -> frozenset[str]:
        return frozenset(map(plain, self.rules.empty)) | {""}

    @cached_property
    def _printed(self) -> list[list[str]]:
        """First words of what the format itself says of the themes, per field."""
        fields = self.knowledge.catalogue.method["report_format"]["fields"]
        return [[text for theme in field["themes"] for text in theme["printed"]] for field in fields]

    def recognise(self, line: Line, where: Where) -> Marker:
        """What this line is, there where it stands."""
        text = (without_bullet(line.text) or line.text).strip()
        if text[:1] + text[-1:] == self.rules.guidance_ends:
            return Marker("skip") if self._is_guidance(text) else Marker("brackets", text)
        if plain(text) in self._empty or plain(text) in self._guidance:
            return Marker("skip")
        short = len(text) <= self.rules.label_signs
        if short and not line.footnote:
            found = self._heading(line, text, where)
            if found is not None:
                return found
        if line.level is not None:
            return Marker("heading", text)
        if self._leads_in(text, where):
            return Marker("skip")
        return self._point(text, where)

    def _heading(self, line: Line, text: str, where: Where) -> Marker | None:
        """What a short line announces, if anything."""
        as_heading = line.level is not None
        field = self._field(text, as_heading=as_heading)
        if field is not None:
            return Marker("field", text, field=field)
        if where.field is None:
            return None
        part = self._part(text, line.level, where)
        if part is not None:
            return Marker("part", text, part=part)
        if where.part is None:
            return None
        if self._leads_in(text, where):
            return Marker("skip")
        label = self._label(text, where.part, as_heading=as_heading)
        if label is not None:
            return Marker("label", text, label=label)
        if where.part == "priorities":
            return self._proposal(text, where, as_heading=as_heading)
        if where.part == "approach":
            aspect = self.themes.aspect(text)
            if aspect is not None:
                return Marker("aspect", text, aspect=aspect)
        return self._theme(line, text, where)

    def _field(self, text: str, *, as_heading: bool) -> str | None:
        title = plain(split_label(text)[1])
        for word in self.rules.fields:
            found = re.match(rf"{re.escape(plain(word))} ([1-5])(?![0-9.])[ .:–—-]*", title)
            if found:
                rest = title[found.end() :]
                return found[1] if as_heading or not rest or rest in self._fields else None
        if title in self._fields and (as_heading or title != plain(text)):
            return self._fields[title]
        return self._alike(title, self._fields) if as_heading else None

    def _part(self, text: str, level: int | None, where: Where) -> PartKind | None:
        number, words = split_label(text)
        title = re.sub(r" (?:veiligheids)?veld [1-5]$", "", plain(words))
        names = {plain(name): kind for kind, names in self.rules.parts.items() for name in names}
        official = {plain(names[0]) for names in self.rules.parts.values()}
        if level is None:
            known = title in official or (number is not None and number.startswith(f"{where.field}.") and title in names)
            return names.get(title) if known else None
        if where.part_level is not None and level > where.part_level and number is None:
            return None
        return names.get(title) or self._alike(title, names)

    def _alike(self, title: str, names: dict[str, T]) -> T | None:
        """The name a heading is, but for a slip of the pen."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(title, list(names), scorer=fuzz.ratio, score_cutoff=self.rules.alike * 100)
        return names[found[0]] if found else None

    def _label(self, text: str, part: PartKind, *, as_heading: bool) -> Label | None:
        bare = plain(text)
        for label in _LABELS[part]:
            words = [plain(word) for word in self.rules.labels[label]]
            if bare in words:
                return label
            if (as_heading or text.endswith(":")) and any(
                bare.startswith(f"{word} ") or bare.startswith(f"{word}/") for word in words
            ):
                return label
        return None

    def _proposal(self, text: str, where: Where, *, as_heading: bool) -> Marker | None:
        """The name of a possible priority: a heading, a name between quotes, or behind 'mogelijke prioriteit'."""
        rest = text
        for word in self.rules.proposal:
            found = re.match(rf"{re.escape(word)}\s*[0-9]{{0,2}}\s*[.:–—-]\s*", text, re.IGNORECASE)
            if found:
                rest = text[found.end() :]
                break
        quoted = _QUOTED.match(rest.strip())
        name = quoted["name"] if quoted else rest
        if plain(name) in self._empty:
            return Marker("skip")
        if as_heading or rest != text or quoted:
            return Marker("proposal", name.strip())
        return None

    def _theme(self, line: Line, text: str, where: Where) -> Marker | None:
        """A line that names a theme. 'm.b.t. ...:' announces one even when it cannot be told which: then it acts as a heading."""
        first_cell = line.cell is not None and line.cell[2] == 1
        by_word = any(plain(text).startswith(f"{plain(word)} ") for word in self.rules.theme_words)
        announced = line.level is not None or first_cell or by_word or text.endswith(":")
        sloppy = line.level is not None or by_word or text.endswith(":")
        named = self.themes.named(text.rstrip(":").strip(), heading=sloppy)
        if named is not None and (announced or self._official(text)):
            return Marker("theme", text, named=named)
        return Marker("heading", text) if by_word and text.endswith(":") else None

    def _official(self, text: str) -> bool:
        """Whether a line without any mark is exactly the name of a theme."""
        names = [theme.name for theme in self.knowledge.catalogue.themes]
        fields = self.knowledge.catalogue.method["report_format"]["fields"]
        names += [theme["name"] for field in fields for theme in field["themes"]]
        return plain(text) in map(plain, names)

    def _leads_in(self, text: str, where: Where) -> bool:
        bare = plain(text)
        if any(bare.startswith(plain(start)) for start in self.rules.lead_ins):
            return text.endswith(":") or where.part is None
        if where.part is None and where.field is not None:
            return any(bare.startswith(plain(start)) for start in self._printed[int(where.field) - 1])
        return False

    def _point(self, text: str, where: Where) -> Marker:
        """Text, apart from the label or the theme it begins with itself ('Aandachtspunt: ...', 'Veilig uitgaan: ...')."""
        if where.part is None:
            return Marker("point", text)
        head, colon, rest = text.partition(":")
        rest = rest.strip()
        if colon and rest and len(head) <= self.rules.label_signs:
            if plain(head) in map(plain, self.rules.interpretation):
                return Marker("skip") if plain(rest) in self._empty else Marker("point", rest)
            for label in _LABELS[where.part]:
                words = [plain(word) for word in self.rules.labels[label]]
                begins = where.part == "priorities" and any(plain(head).startswith(f"{word} ") for word in words)
                if plain(head) in words or begins:
                    return Marker("skip") if plain(rest) in self._empty else Marker("point", rest, label=label)
            if where.part != "priorities":
                named = self.themes.named(head, heading=False)
                if named is not None and plain(rest) in self._empty:
                    return Marker("skip")
                if named is not None and named.themes:
                    return Marker("point", rest, named=named)
        return Marker("point", text)
