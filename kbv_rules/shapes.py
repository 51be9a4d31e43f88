"""The shape of a pydantic model as plain data: which fields hold models or tuples, and the defaults."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel

_NO_VALUE = (None, None)


def shapes_of(root: type[BaseModel]) -> dict[str, Any]:
    """Per model in `root` (itself included): its fields in order, how to build each nested one, and its defaults as JSON."""
    shapes: dict[str, Any] = {}
    waiting = [root]
    while waiting:
        model = waiting.pop()
        if model.__name__ in shapes:
            continue
        nested: dict[str, str] = {}
        defaults: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            how, inner = _how(field.annotation)
            if how:
                nested[name] = how
            if inner:
                waiting.append(inner)
            if not field.is_required():
                defaults[name] = _json(field.get_default(call_default_factory=True))
        shapes[model.__name__] = {"fields": list(model.model_fields), "nested": nested, "defaults": defaults}
    return shapes


def _how(annotation: Any) -> tuple[str, type[BaseModel] | None] | tuple[None, None]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _how(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return next((found for part in arguments if (found := _how(part)) != _NO_VALUE), _NO_VALUE)
    if origin is tuple:
        how, inner = _how(arguments[0])
        return (f"many:{inner.__name__}", inner) if inner and how else ("tuple", None)
    if origin is dict:
        how, inner = _how(arguments[1])
        return (f"map:{how}", inner) if how else _NO_VALUE
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"one:{annotation.__name__}", annotation
    return _NO_VALUE


def _json(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return value
