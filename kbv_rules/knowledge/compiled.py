"""A compiled copy of the knowledge: the same catalogue as JSON, many times faster to read than YAML.

It can never be stale: its name is the hash of every knowledge file's name and bytes, and of the model it was made with.
It is data only, carries its own hash, and is thrown away when that does not fit. Without a place to write, all still
works, only slower.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
import types
import typing
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from kbv_rules.model import knowledge as model
from kbv_rules.model.knowledge import Catalogue

M = TypeVar("M", bound=BaseModel)

_KEPT = 6


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of all YAML files in `folder`."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def recall(key: str) -> Catalogue | None:
    """The compiled catalogue for these very files, or None."""
    try:
        digest, _, body = _file(key).read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return None
    return restore(Catalogue, json.loads(body))


def remember(key: str, catalogue: Catalogue) -> None:
    """Write the compiled copy: whole or not at all, and never as a reason to fail."""
    body = json.dumps(
        catalogue.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, separators=(",", ":")
    ).encode()
    target = _file(key)
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(file.name).replace(target)
        copies = sorted(target.parent.glob("knowledge-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in copies[_KEPT:]:
            old.unlink()


def _file(key: str) -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home) / "kbv-rules" / f"knowledge-{key[:24]}-{_model_hash()[:12]}.json"


@functools.cache
def _model_hash() -> str:
    return hashlib.sha256(Path(model.__file__).read_bytes()).hexdigest()


def restore(kind: type[M], data: dict[str, Any]) -> M:
    """Build a model from its own dump without validating it again."""
    plan, defaults = _plan(kind)
    values = dict(defaults)
    for name, value in data.items():
        build = plan.get(name)
        values[name] = build(value) if build is not None and value is not None else value
    made = kind.__new__(kind)
    extra = {name: values.pop(name) for name in data if name not in defaults and name not in kind.model_fields}
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", set(data))
    object.__setattr__(made, "__pydantic_extra__", extra if kind.model_config.get("extra") == "allow" else None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


@functools.cache
def _plan(kind: type[BaseModel]) -> tuple[dict[str, Callable[[Any], Any]], dict[str, Any]]:
    """Per field what must be built from its dump (None: nothing), and the defaults."""
    builders: dict[str, Callable[[Any], Any]] = {}
    defaults: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        build = _builder(field.annotation)
        if build is not None:
            builders[name] = build
        if not field.is_required():
            defaults[name] = field.get_default(call_default_factory=True)
    return builders, defaults


def _builder(annotation: Any) -> Callable[[Any], Any] | None:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return next((found for part in arguments if (found := _builder(part))), None)
    if origin is tuple:
        inner = _builder(arguments[0])
        return tuple if inner is None else functools.partial(_each, inner)
    if origin is dict:
        inner = _builder(arguments[1])
        return None if inner is None else functools.partial(_each_value, inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return functools.partial(restore, annotation)
    return None


def _each(build: Callable[[Any], Any], items: list[Any]) -> tuple[Any, ...]:
    return tuple([build(item) for item in items])


def _each_value(build: Callable[[Any], Any], items: dict[str, Any]) -> dict[str, Any]:
    return {key: build(value) for key, value in items.items()}
