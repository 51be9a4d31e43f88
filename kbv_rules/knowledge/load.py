"""Reads the knowledge files into one catalogue: one folder or file per kind, one file per theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError, input_error
from kbv_rules.knowledge import compiled
from kbv_rules.knowledge.base import Knowledge
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
from kbv_rules.yaml_file import YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

M = TypeVar("M", bound=BaseModel)

# File -> the lists it holds, and what each is a list of.
_LISTS: dict[str, dict[str, type[BaseModel]]] = {
    "fields": {"fields": SafetyField},
    "partners": {"partners": Partner},
    "laws": {"laws": Law, "article_aliases": ArticleAlias},
    "measures": {"measures": Measure},
    "indicators": {"indicators": Indicator},
    "data_sources": {"data_sources": DataSource},
    "instruments": {"instruments": Instrument, "method": Instrument},
    "care_topics": {"care_topics": CareTopic},
}
_METHOD = ("chapters", "steps", "principles", "relations", "report_format")


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge of a folder, or of this installation; from a compiled copy when that is of the very same files.

    Raises:
        InputError: a file that is missing or does not fit, each fault with file:line:column.
    """
    home = folder or data_folder("knowledge")
    if not home.is_dir():
        raise input_error(home, "deze map met kennis bestaat niet.", "Geef een map op die op 'knowledge/' van kbv-rules lijkt.")
    key = compiled.fingerprint(home)
    catalogue = compiled.recall(key)
    if catalogue is None:
        catalogue = read_catalogue(home)
        compiled.remember(key, catalogue)
    return Knowledge(catalogue, key)


def read_catalogue(home: Path) -> Catalogue:
    """Read and validate every file, without the compiled copy."""
    faults: list[Fault] = []

    def attempt(path: Path, model: type[M]) -> M | None:
        try:
            return to_model(_without_schema(read_yaml(path)), model)
        except InputError as error:
            faults.extend(error.faults)
            return None

    lists: dict[str, Any] = {}
    for name, parts in _LISTS.items():
        extra: dict[str, Any] = {"as_of": (str, ...)} if name == "laws" else {}
        shape = create_model(
            name, __base__=Frozen, **{key: (tuple[model, ...], ...) for key, model in parts.items()}, **extra  # type: ignore[valid-type]
        )
        read = attempt(home / f"{name}.yaml", shape)
        if read is not None:
            lists[name] = read
    folders: dict[str, list[Any]] = {}
    for name, model in (("themes", Theme), ("aspects", ApproachAspect), ("cross_cutting", CrossCuttingTheme)):
        folders[name] = [found for path in sorted((home / name).glob("*.yaml")) if (found := attempt(path, model)) is not None]
        if not folders[name] and not faults:
            faults.append(input_error(home / name, "hier staan geen kennisbestanden.", "Zet de map terug.").faults[0])
    method: dict[str, Any] = {}
    for name in _METHOD:
        try:
            method[name] = _without_schema(read_yaml(home / "method" / f"{name}.yaml")).value
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    chapters, steps = method.pop("chapters"), method.pop("steps")
    return Catalogue(
        fields=lists["fields"].fields,
        themes=tuple(sorted(folders["themes"], key=lambda theme: theme.id)),
        aspects=tuple(folders["aspects"]),
        cross_cutting_themes=tuple(folders["cross_cutting"]),
        partners=lists["partners"].partners,
        laws=lists["laws"].laws,
        laws_as_of=lists["laws"].as_of,
        article_aliases=lists["laws"].article_aliases,
        measures=lists["measures"].measures,
        indicators=lists["indicators"].indicators,
        data_sources=lists["data_sources"].data_sources,
        instruments=lists["instruments"].instruments,
        method_instruments=lists["instruments"].method,
        care_topics=lists["care_topics"].care_topics,
        chapters=tuple(Chapter.model_validate(item) for item in chapters.pop("ivp")),
        implementation_chapters=tuple(Chapter.model_validate(item) for item in chapters.pop("implementation_plan")),
        steps=tuple(Step.model_validate(item) for item in steps.pop("steps")),
        method={"chapters": chapters, "steps": steps, **method},
    )


def _without_schema(file: YamlFile) -> YamlFile:
    """Check the version a file names, and take it off."""
    if isinstance(file.value, dict):
        version = file.value.pop("schema", None)
        if version != 1:
            raise InputError(
                [Fault(file.place(("schema",)), f"versie '{version}' van dit bestand is onbekend.", "Begin het bestand met 'schema: 1'.")]
            )
    return file
