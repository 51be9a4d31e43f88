"""What stands in the empty report and how a filled-in one is recognised, as `rules/analysis_report.yaml` has it."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Annotated, Literal

from pydantic import Field

from kbv_rules.data_folder import data_folder
from kbv_rules.model.base import Frozen
from kbv_rules.model.findings import Unit
from kbv_rules.yaml_file import read_yaml
from kbv_rules.yaml_model import to_model

PartKind = Literal["figures", "outline", "approach", "consultations", "priorities"]
Label = Literal["accents", "attention", "residents", "entrepreneurs", "sub_themes", "elements"]
Words = tuple[str, ...]
Share = Annotated[float, Field(ge=0, le=1)]


class Block(Frozen):
    """What is asked about the analysis as a whole."""

    municipality: str
    start: str
    end: str
    date: str


class FigureColumns(Frozen):
    """The heads of a table of figures, the years left out."""

    indicator: str
    source: str
    unit: str
    benchmark: str


class Guidance(Frozen):
    """What is said below the heading of each part. `aspects` replaces `approach` where a field follows the aspects."""

    figures: str
    outline: str
    approach: str
    aspects: str
    consultations: str
    priorities: str


class TemplateForm(Frozen):
    """The empty report. `years`, `points`, `proposals` and `empty_rows` say how much room there is."""

    years: Annotated[int, Field(ge=2, le=10)]
    points: Annotated[int, Field(ge=1, le=20)]
    proposals: Annotated[int, Field(ge=1, le=10)]
    empty_rows: Annotated[int, Field(ge=0, le=20)]
    title: str
    subtitle: str
    subject: str
    contents: str
    contents_prompt: str
    placeholder: str
    about: str
    block: Block
    block_caption: str
    block_headers: tuple[str, str]
    intro: Words
    field: str
    part: str
    theme: str
    proposal: str
    table_caption: str
    columns: FigureColumns
    units: dict[Unit, str]
    interpretation: str
    labels: dict[Label, str]
    guidance: Guidance


class NumberWords(Frozen):
    missing: Words
    provisional: Words


class ColumnWords(Frozen):
    """The words above the columns of a table of figures."""

    indicator: Words
    source: Words
    unit: Words
    benchmark: Words
    whole: Words
    typical: Words
    ignored: Words
    year: Words


class Reasons(Frozen):
    """Why something got no place."""

    outside: str
    no_part: str
    heading: str
    heading_alone: str
    numbering: str
    theme: str
    theme_of: str
    group: str
    proposal: str
    brackets: str
    long: str
    table: str
    table_twice: str
    column: str
    nameless: str
    others: str
    unit: str
    unit_per: str
    other_unit: str
    number: str
    thousands: str
    future: str
    one_year: str
    no_values: str
    misfit: str
    benchmark: str
    benchmark_whole: str
    same: str
    footnote: str
    picture: str


class Notes(Frozen):
    """What the reader of the report is told besides."""

    as_count: str
    neutral: str
    not_told: str
    read_as: str
    unknown_municipality: str
    made_from: str
    no_date: str
    unplaced: str
    more: str
    more_alike: str


class PlaceWords(Frozen):
    field: str
    table: str
    row: str
    point: str
    under: str


class ReadingRules(Frozen):
    """How a filled-in report is recognised. Shares run from 0 to 1; words are compared as `plain` makes them."""

    alike: Share
    theme_alike: Share
    placed_at: Share
    ahead: Share
    same_indicator: Share
    same_sub_theme: Share
    label_signs: int
    fields: Words
    theme_words: Words
    parts: dict[PartKind, Words]
    part_names: dict[PartKind, str]
    labels: dict[Label, Words]
    proposal: Words
    interpretation: Words
    lead_ins: Words
    guidance_ends: Annotated[str, Field(min_length=2, max_length=2)]
    captions: Words
    sources: Words
    empty: Words
    numbers: NumberWords
    columns: ColumnWords
    units: dict[Unit, Words]
    other_units: Words
    perception: Words
    perception_sources: Words
    lower_is_better: Words
    higher_is_better: Words
    reasons: Reasons
    notes: Notes
    place: PlaceWords
    listed: int
    municipality: str
    period: str


class AnalysisForm(Frozen):
    """All of it."""

    schema_: Literal[1] = Field(alias="schema")
    template: TemplateForm
    reading: ReadingRules


@functools.cache
def load_form() -> AnalysisForm:
    """The form that comes with kbv-rules."""
    return to_model(read_yaml(data_folder("rules") / "analysis_report.yaml"), AnalysisForm)


_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def plain(text: str) -> str:
    """A text as it is compared: lower case, plain quotes and dashes, single spaces, nothing around it."""
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return re.sub(r"\s+", " ", text).strip(" :;,*•·\t").casefold()
