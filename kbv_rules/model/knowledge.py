"""What the handbook says: themes and all that hangs on them, each fact with the place where it is printed.

Source of the shapes: Kernbeleid Veiligheid 2021 (VNG), part 2, whose tables have ten rows (a to j) per theme.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from kbv_rules.model.base import Frozen, Term
from kbv_rules.model.open_data import Municipalities, PoliceStatistics

Side = Literal["internal", "external"]
Row = Literal[
    "explanation",
    "role",
    "partners",
    "laws",
    "measures",
    "data_sources",
    "indicators",
    "instruments",
    "cross_links",
    "developments",
]


class Mention(Frozen):
    """A canonical thing as it stands in one row of one theme.

    `printed` holds the handbook's own words (the term, or the first words of a longer bullet), `note` what was mended,
    `row` the row it is printed in when that is not the row it belongs to.
    """

    id: str
    printed: tuple[str, ...] = ()
    note: str | None = None
    row: Row | None = None


class MeasureMention(Mention):
    """`kind` as the handbook heads it: 'Generiek' or 'Specifiek'; None where it has no such heads."""

    kind: Literal["generic", "specific"] | None = None


class LawMention(Mention):
    """`article` apart from the law: '13b', '172a'; None when the law as a whole is meant."""

    article: str | None = None


class PartnerMentions(Frozen):
    """Partners inside the municipal organisation and outside it. Which side is a fact per theme, not per partner."""

    internal: tuple[Mention, ...] = ()
    external: tuple[Mention, ...] = ()


class Statement(Frozen):
    """A role of the municipality or a development, in our own words, with the first words of the handbook's bullet."""

    text: str
    printed: tuple[str, ...] = ()
    note: str | None = None


class CrossLink(Frozen):
    """A directed tie to another theme, exactly as printed; `mutual` is derived, see `Knowledge.is_mutual`.

    `one_way` explains a link that is not printed back, `note` what was mended.
    """

    to: str
    printed: tuple[str, ...]
    label: str
    one_way: str | None = None
    note: str | None = None


class SubTheme(Term):
    """Part of a theme, the level at which findings and headings of real plans live ('1.3/woninginbraak').

    `cross_cutting` names the overarching themes that take it along; `candidate` says whether a council would recognise
    it as a priority of its own; `at` says where it is printed when that is not the theme's explanation row.
    """

    printed: tuple[str, ...] = ()
    at: str | None = None
    tags: tuple[str, ...] = ()
    cross_cutting: tuple[str, ...] = ()
    candidate: bool = False
    note: str | None = None


class Rows(Term):
    """The rows a theme and an approach aspect have in common."""

    explanation: str
    printed: tuple[str, ...] = ()
    role: tuple[Statement, ...] = ()
    partners: PartnerMentions = PartnerMentions.model_construct()
    laws: tuple[LawMention, ...] = ()
    measures: tuple[MeasureMention, ...] = ()
    instruments: tuple[Mention, ...] = ()
    developments: tuple[Statement, ...] = ()


class ApproachAspect(Rows):
    """One of the six fixed aspects ('A1'..'A6') through which the handbook organises the approach of field 1."""


class Theme(Rows):
    """A safety theme with its ten rows.

    `aspects` is only filled for 1.1-1.4: the approach aspects that hold their measures, partners and laws, the most
    fitting first.
    """

    field: str
    sub_themes: tuple[SubTheme, ...] = ()
    cross_links: tuple[CrossLink, ...] = ()
    data_sources: tuple[Mention, ...] = ()
    indicators: tuple[Mention, ...] = ()
    aspects: tuple[str, ...] = ()


class SafetyField(Term):
    """One of the five fields ('1'..'5') that together span integral safety."""

    explanation: str = ""


class Partner(Term):
    kind: Literal["department", "organisation", "group"] = "organisation"
    general: str | None = Field(default=None, description="handbook section, for partners no theme row names")
    printed: tuple[str, ...] = ()


class Elsewhere(Frozen):
    """A place outside the row 'wet- en regelgeving' where a law is named."""

    section: str
    row: str | None = None
    printed: tuple[str, ...] = ()


class LawChange(Frozen):
    """Something that changed since the handbook was printed (March 2021); `article` when it touches that article alone."""

    date: str
    what: str
    article: str | None = None
    source: str | None = None


class Law(Term):
    """A law or regulation. `status` holds as of `as_of` in laws.yaml; `successor` is the id of what replaced it."""

    status: Literal["in_force", "lapsed", "bill", "adopted", "policy"]
    successor: str | None = None
    bwb: str | None = None
    changes: tuple[LawChange, ...] = ()
    verified: bool = True
    in_handbook: bool = True
    evidence: str | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    note: str | None = None


class ArticleAlias(Frozen):
    """A popular name for one article: 'Wet Damocles' is article 13b of the Opiumwet."""

    alias: str
    law: str
    article: str


class Measure(Term):
    """A measure; one node however many themes it stands under."""

    sub_themes: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


class DataSource(Term):
    """Where effects can be read. `stable` only where the handbook itself calls the source stable."""

    kind: Literal["registration", "survey", "monitor", "report", "other"] = "other"
    stable: bool = False
    general: str | None = None
    printed: tuple[str, ...] = ()


class Indicator(Term):
    """An effect indicator; `output` counts the municipality's own activity and is no effect.

    `sub_themes` are the sub-themes it measures; empty means the theme as a whole.
    """

    source: str
    kind: Literal["objective", "subjective", "output"]
    unit: Literal["count", "per_1000", "percent", "mark", "scale"] = "count"
    direction: Literal["lower_is_better", "higher_is_better", "neutral"] = "lower_is_better"
    sub_themes: tuple[str, ...] = ()
    general: str | None = None
    printed: tuple[str, ...] = ()
    lapsed: bool = False
    note: str | None = None


class Instrument(Term):
    """`url` as printed, `url_corrected` where the print has a slip; `section` for tools of the method itself."""

    url: str | None = None
    url_corrected: str | None = None
    publisher: str | None = None
    printed: tuple[str, ...] = ()
    section: str | None = None


class Point(Frozen):
    """A numbered or bulleted point of the handbook's part 1, in our own words."""

    id: str
    text: str
    name: str | None = None
    printed: tuple[str, ...] = ()
    section: str | None = None
    note: str | None = None


class CareTopic(Term):
    """A topic of 'zorg en veiligheid' with the sub-themes and themes it lives in."""

    printed: tuple[str, ...] = ()
    section: str | None = None
    sub_themes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


class Placement(Frozen):
    """Where in the IVP an overarching theme belongs, and how."""

    chapter: int
    text: str
    printed: tuple[str, ...] = ()


class CrossCuttingTheme(Term):
    """'S1' digitised crime, 'S2' care and safety, 'S3' information management."""

    explanation: str
    printed: tuple[str, ...] = ()
    chapters: tuple[int, ...]
    placements: tuple[Placement, ...] = ()
    themes: tuple[str, ...] = ()
    points: dict[str, tuple[Point, ...]] = {}
    sub_themes: tuple[SubTheme, ...] = ()
    instruments: tuple[Mention, ...] = ()


class Fact(Frozen):
    """A fact of the method in part 1. Open: such facts differ in what else they say (weeks, examples, relations)."""

    model_config = ConfigDict(extra="allow")


class Element(Fact):
    """Something a chapter must (`required`) or may hold."""

    id: str
    name: str
    required: bool = True


class Chapter(Fact):
    """A chapter of the IVP (1-7) or of the Uitvoeringsplan (1-5)."""

    number: int
    name: str
    aliases: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()


class Step(Fact):
    """A step of the process: lead time in weeks, work of the coordinator in days, both [min, max]."""

    number: int
    name: str
    weeks: tuple[int, int] | None = None
    days: tuple[int, int]


class Catalogue(Frozen):
    """All knowledge, as read from the files; `kbv_rules.knowledge.base.Knowledge` makes it searchable.

    `method` holds the remaining facts of part 1 and of the report format, by file.
    """

    fields: tuple[SafetyField, ...]
    themes: tuple[Theme, ...]
    aspects: tuple[ApproachAspect, ...]
    cross_cutting_themes: tuple[CrossCuttingTheme, ...]
    partners: tuple[Partner, ...]
    laws: tuple[Law, ...]
    laws_as_of: str
    article_aliases: tuple[ArticleAlias, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    data_sources: tuple[DataSource, ...]
    instruments: tuple[Instrument, ...]
    method_instruments: tuple[Instrument, ...]
    care_topics: tuple[CareTopic, ...]
    empty_words: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    implementation_chapters: tuple[Chapter, ...]
    steps: tuple[Step, ...]
    police: PoliceStatistics
    municipalities: Municipalities
    method: dict[str, Any]
