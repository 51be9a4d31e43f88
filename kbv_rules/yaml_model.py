"""Turns the plain values of a YAML file into a model, and pydantic's complaints into Dutch messages with their place."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kbv_rules.errors import Fault, InputError
from kbv_rules.model.base import Misfit
from kbv_rules.yaml_file import YamlFile

M = TypeVar("M", bound=BaseModel)


def to_model(file: YamlFile, model: type[M]) -> M:
    """Validate the values of `file` as `model`.

    Raises:
        InputError: every value that does not fit, each with file:line:column, what is wrong and what to do.
    """
    if not isinstance(file.value, dict):
        raise InputError(
            [
                Fault(
                    file.place(()),
                    "dit bestand is geen blok van sleutels met waarden.",
                    "Begin met regels als 'schema: 1'; 'kbv schema findings' toont welke sleutels er zijn.",
                )
            ]
        )
    try:
        return model.model_validate(file.value)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _told_by_another(detail)]
        raise InputError([_fault(file, model, detail) for detail in details]) from None


def _told_by_another(detail: Any) -> bool:
    """Whether this only says that a list is short because its items did not fit, which each of them tells itself."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _fault(file: YamlFile, model: type[BaseModel], detail: Any) -> Fault:
    path = _clean(file, tuple(detail["loc"]))
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    written = file.written.get(path)
    kind: str = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    place = file.place(path)
    if detail["loc"][-1:] == ("[key]",):
        # Not the value but the key itself does not fit: what stands in the block around it.
        written, key, place = key, str(path[-2]) if len(path) > 1 else "", file.key_place(path)
    shown = f"'{written}'" if written is not None else "deze waarde"
    if kind == "missing":
        return Fault(file.place(path[:-1]), f"'{key}' ontbreekt.", f"Voeg '{key}: ...' toe.")
    if kind == "extra_forbidden":
        known = sorted(_keys(model, path[:-1]))
        close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
        hint = f"Bedoelde u '{close[0]}'?" if close else f"Mogelijk zijn: {', '.join(known)}."
        return Fault(file.key_place(path), f"'{key}' is hier geen bekende sleutel.", hint)
    if detail["input"] is None:
        return Fault(place, f"bij '{key}' staat niets.", "Vul een waarde in, of laat de sleutel weg als die niet verplicht is.")
    if isinstance(context.get("error"), Misfit):
        misfit: Misfit = context["error"]
        return Fault(file.place((*path, *misfit.at)), misfit.what, misfit.remedy)
    if kind == "value_error":
        return Fault(place, f"{str(context.get('error', detail['msg'])).rstrip('.')}.", "Verbeter dit in het bestand.")
    if kind == "string_type" and isinstance(detail["input"], bool):
        return Fault(place, f"bij '{key}' staat {shown}, en dat is geen tekst.", f'Schrijf "{written}", met aanhalingstekens.')
    if kind == "string_type" and key == "code":
        return Fault(place, f"bij '{key}' heeft {shown} niet de juiste vorm.", _pattern_hint(key))
    if kind == "string_type" and written is not None:
        return Fault(
            place,
            f"{shown} staat zonder aanhalingstekens en wordt daardoor als getal gelezen.",
            f'Schrijf "{written}", met aanhalingstekens.',
            "Zonder aanhalingstekens zijn 1.1 en 1.10 hetzelfde getal.",
        )
    if kind.startswith("int_") and kind != "int_from_float":
        return Fault(place, f"bij '{key}' staat {shown}, en dat is geen heel getal.", "Vul een heel getal in, zonder punt.")
    if kind.startswith(("float_", "decimal_")):
        return Fault(place, f"bij '{key}' staat {shown}, en dat is geen getal.", "Vul een getal in, met een punt voor decimalen.")
    if kind.startswith("bool_"):
        return Fault(place, f"bij '{key}' staat {shown}, en dat is geen true of false.", "Schrijf true (ja) of false (nee).")
    if kind == "int_from_float":
        return Fault(place, f"bij '{key}' staat {shown}; hier hoort een heel getal.", "Rond af of kies een andere eenheid.")
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        limit = next(iter(context.values()))
        words = {
            "greater_than_equal": "minstens",
            "greater_than": "groter dan",
            "less_than_equal": "hoogstens",
            "less_than": "kleiner dan",
        }
        return Fault(
            place,
            f"bij '{key}' staat {shown}; dat moet {words[kind]} {_number(limit)} zijn.",
            "Controleer het getal in de bron.",
        )
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected", "")).replace(" or ", ", ")
        close = difflib.get_close_matches(str(written), expected.replace("'", "").split(", "), n=1)
        hint = f"Bedoelde u '{close[0]}'?" if close else f"Kies uit: {expected}."
        return Fault(place, f"bij '{key}' staat {shown}, en dat kan hier niet.", hint)
    if kind == "string_pattern_mismatch":
        return Fault(place, f"bij '{key}' heeft {shown} niet de juiste vorm.", _pattern_hint(key))
    if kind.startswith("date"):
        return Fault(place, f"bij '{key}' staat {shown}, en dat is geen datum.", "Schrijf een datum als 2026-05-31.")
    if kind in ("list_type", "tuple_type"):
        return Fault(place, f"bij '{key}' hoort een lijst.", "Zet elk onderdeel op een eigen regel die met '- ' begint.")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return Fault(place, f"bij '{key}' hoort een blok met sleutels.", "Zet er regels als 'naam: waarde' onder, ingesprongen.")
    if kind in ("too_short", "string_too_short"):
        return Fault(place, f"'{key}' is leeg.", "Vul minstens één waarde in, of laat de sleutel weg.")
    if kind == "string_too_long":
        return Fault(place, f"de tekst bij '{key}' is te lang.", f"Kort in tot {context.get('max_length')} tekens.")
    if kind == "string_type":
        return Fault(place, f"bij '{key}' hoort tekst.", "Vul een korte tekst in.")
    return Fault(place, f"bij '{key}' staat {shown}, en dat past niet ({detail['msg']}).", "Verbeter de waarde.")


def _number(limit: float) -> str:
    """A limit as a reader writes it; a year or a small number without points."""
    return f"{limit:,.0f}".replace(",", ".") if limit >= 10_000 else f"{limit:g}"


def _pattern_hint(key: str) -> str:
    if key == "code":
        return "Een gemeentecode is 'GM' met vier cijfers, bijvoorbeeld GM0363."
    return 'Schrijf een thema als "1.3", een deelthema als "1.3/woninginbraak" of een overstijgend thema als "S2".'


def _clean(file: YamlFile, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Pydantic's path without the markers it adds for keys of dictionaries and branches of unions."""
    kept: list[str | int] = []
    for part in path:
        if part == "[key]":
            continue
        kept.append(part)
        if tuple(kept) not in file.places and part != path[-1]:
            kept.pop()
    return tuple(kept)


def _keys(model: Any, path: tuple[str | int, ...]) -> set[str]:
    """The keys a model allows at `path`."""
    current: Any = model
    for part in path:
        current = _inside(current, part)
    found = _model_in(current)
    return {info.alias or name for name, info in found.model_fields.items()} if found else set()


def _inside(annotation: Any, part: str | int) -> Any:
    """What stands at `part` of a model, a map or a list; None when nothing can."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return next((info.annotation for name, info in annotation.model_fields.items() if (info.alias or name) == part), None)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return arguments[1]
    if origin in (tuple, list):
        return arguments[0]
    return next((found for inner in arguments if (found := _inside(inner, part)) is not None), None)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
