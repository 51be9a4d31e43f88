"""The knowledge files: what stands in which file, read and validated into one catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from kbv_rules.errors import Fault, InputError, input_error
from kbv_rules.model.base import Frozen
from kbv_rules.model.knowledge import (
    ApproachAspect,
    ArticleAlias,
    CareTopic,
    Catalogue,
    Chapter,
    CrossCuttingTheme,
    DataSource,
    Indicator,
    Instrument,
    Law,
    Measure,
    Partner,
    SafetyField,
    Step,
    Theme,
)
from kbv_rules.model.open_data import Municipalities, PoliceStatistics
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)


class FieldsFile(Frozen):
    fields: tuple[SafetyField, ...]


class PartnersFile(Frozen):
    partners: tuple[Partner, ...]


class LawsFile(Frozen):
    as_of: str
    laws: tuple[Law, ...]
    article_aliases: tuple[ArticleAlias, ...]


class MeasuresFile(Frozen):
    measures: tuple[Measure, ...]


class IndicatorsFile(Frozen):
    indicators: tuple[Indicator, ...]


class DataSourcesFile(Frozen):
    data_sources: tuple[DataSource, ...]


class InstrumentsFile(Frozen):
    instruments: tuple[Instrument, ...]
    method: tuple[Instrument, ...]


class CareTopicsFile(Frozen):
    care_topics: tuple[CareTopic, ...]


class WordsFile(Frozen):
    empty: tuple[str, ...]


class ChaptersFile(Frozen):
    """Further facts about chapters stay in `method`."""

    ivp: tuple[Chapter, ...]
    implementation_plan: tuple[Chapter, ...]


class StepsFile(Frozen):
    steps: tuple[Step, ...]


class _Reader:
    """Reads file after file and gathers the faults, so that an author sees them all at once."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.faults: list[Fault] = []

    def file(self, name: str) -> YamlFile | None:
        try:
            return _without_schema(read_yaml(self.home / f"{name}.yaml"))
        except InputError as error:
            self.faults.extend(error.faults)
            return None

    def model(self, name: str, model: type[M]) -> M | None:
        file = self.file(name)
        return None if file is None else self._valid(file, model)

    def folder(self, name: str, model: type[M]) -> tuple[M, ...]:
        paths = sorted((self.home / name).glob("*.yaml"))
        if not paths:
            self.faults.extend(input_error(self.home / name, "hier staan geen kennisbestanden.", "Zet de map terug.").faults)
        return tuple(found for path in paths if (found := self.model(f"{name}/{path.stem}", model)) is not None)

    def split(self, name: str, model: type[M]) -> tuple[M | None, dict[str, Any]]:
        """The part of a file that has a model, and the rest as plain values."""
        file = self.file(name)
        if file is None or not isinstance(file.value, dict):
            return None, {}
        rest = {key: value for key, value in file.value.items() if key not in model.model_fields}
        for key in rest:
            del file.value[key]
        return self._valid(file, model), rest

    def _valid(self, file: YamlFile, model: type[M]) -> M | None:
        try:
            return to_model(file, model)
        except InputError as error:
            self.faults.extend(error.faults)
            return None


def read_catalogue(home: Path) -> Catalogue:
    """Read and validate every file of a knowledge folder.

    Raises:
        InputError: a file that is missing or does not fit, each fault with file:line:column.
    """
    reader = _Reader(home)
    fields = reader.model("fields", FieldsFile)
    partners = reader.model("partners", PartnersFile)
    laws = reader.model("laws", LawsFile)
    measures = reader.model("measures", MeasuresFile)
    indicators = reader.model("indicators", IndicatorsFile)
    sources = reader.model("data_sources", DataSourcesFile)
    instruments = reader.model("instruments", InstrumentsFile)
    care = reader.model("care_topics", CareTopicsFile)
    words = reader.model("words", WordsFile)
    police = reader.model("open_data/police", PoliceStatistics)
    municipalities = reader.model("open_data/municipalities", Municipalities)
    themes = reader.folder("themes", Theme)
    aspects = reader.folder("aspects", ApproachAspect)
    cross_cutting = reader.folder("cross_cutting", CrossCuttingTheme)
    chapters, of_chapters = reader.split("method/chapters", ChaptersFile)
    steps, of_steps = reader.split("method/steps", StepsFile)
    others = {
        name: file.value
        for name in ("principles", "relations", "report_format", "errata")
        if (file := reader.file(f"method/{name}"))
    }
    if reader.faults:
        raise InputError(reader.faults)
    assert fields and partners and laws and measures and indicators and sources
    assert instruments and care and words and chapters and steps and police and municipalities
    return Catalogue(
        fields=fields.fields,
        themes=tuple(sorted(themes, key=lambda theme: theme.id)),
        aspects=aspects,
        cross_cutting_themes=cross_cutting,
        partners=partners.partners,
        laws=laws.laws,
        laws_as_of=laws.as_of,
        article_aliases=laws.article_aliases,
        measures=measures.measures,
        indicators=indicators.indicators,
        data_sources=sources.data_sources,
        instruments=instruments.instruments,
        method_instruments=instruments.method,
        care_topics=care.care_topics,
        empty_words=words.empty,
        chapters=chapters.ivp,
        implementation_chapters=chapters.implementation_plan,
        steps=steps.steps,
        police=police,
        municipalities=municipalities,
        method={"chapters": of_chapters, "steps": of_steps, **others},
    )


def _without_schema(file: YamlFile) -> YamlFile:
    """Check the version a file names, and take it off."""
    if isinstance(file.value, dict):
        version = file.value.pop("schema", None)
        if version != 1:
            place = file.place(("schema",))
            raise InputError(
                [Fault(place, f"versie '{version}' van dit bestand is onbekend.", "Begin het bestand met 'schema: 1'.")]
            )
    return file
