"""A compiled copy of what was read from a folder of YAML: the same content as JSON, many times faster to read.

It can never be stale: its name is the hash of every file's name and bytes, and of the code of the models it was made with.
It is data only, carries its own hash, and is thrown away when that does not fit. Without a place to write, all still
works, only slower.

What comes back are records: the fields and defaults of the models, immutable, without validation and without pydantic,
which costs more to import than a question takes to answer. See docs/decisions/0004-compiled-records.md.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from kbv_rules.errors import input_error

if TYPE_CHECKING:
    from pydantic import BaseModel

_KEPT = 8
_PACKAGE = Path(__file__).resolve().parent
# The code that decides what a compiled copy looks like, and what is refused before there is one.
_CODE = (
    "compiled.py",
    "shapes.py",
    "yaml_file.py",
    "yaml_model.py",
    "model/base.py",
    "model/comparison.py",
    "model/composite.py",
    "model/findings.py",
    "model/knowledge.py",
    "model/judgement.py",
    "model/open_data.py",
    "model/vocabulary.py",
    "model/word_lists.py",
    "check/word_lists.py",
    "knowledge/files.py",
    "rules/comparison.py",
    "rules/files.py",
    "rules/hit_policy.py",
    "rules/indices.py",
    "rules/ranges.py",
    "rules/rule_faults.py",
    "rules/table.py",
    "rules/tables.py",
    "rules/template.py",
    "rules/unary.py",
    "model/check_rules.py",
    "check/rule_files.py",
    "check/registry.py",
    "check/rules.py",
    "model/remark.py",
)


class Record:
    """A model read back from its compiled copy. A field is built when it is first asked for."""

    _builders: dict[str, Callable[[Any], Any]] = {}
    _defaults: dict[str, Any] = {}
    _fields: Sequence[str] = ()

    def __init__(self, content: dict[str, Any]) -> None:
        self.__dict__["_content"] = content

    def __getattr__(self, name: str) -> Any:
        for values in (self.__dict__["_content"], self._defaults):
            if name in values:
                value = values[name]
                if value is not None and name in self._builders:
                    value = self._builders[name](value)
                self.__dict__[name] = value
                return value
        raise AttributeError(f"{type(self).__name__} has no field '{name}'")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__['_content']})"

    def __hash__(self) -> int:
        return id(self)

    def model_dump(self, *, mode: str = "json") -> dict[str, Any]:
        """The fields as plain values, in the order of the model, defaults included: what that model would give."""
        extra = (name for name in self.__dict__["_content"] if name not in self._fields)
        return {name: _plain(getattr(self, name)) for name in (*self._fields, *extra)}


def fingerprint(folder: Path, *, without: Collection[str] = ()) -> str:
    """SHA-256 over the names and bytes of all YAML files in `folder`, those in its folders `without` left out.

    Raises:
        InputError: one of them cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        if path.relative_to(folder).parts[0] in without:
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            raise input_error(path, f"het bestand is niet te lezen ({error.strerror}).", "Herstel of verwijder het.") from None
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def recall(kind: str, key: str) -> Any:
    """The record of these very files, or None."""
    packed = recall_plain(kind, key)
    return None if packed is None else unpack(packed)


def recall_plain(kind: str, key: str) -> Any:
    """What `remember_plain` was given under this key, as JSON gives it back; or None."""
    try:
        file = _file(kind, key)
        digest, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(body) if _seal(file, body) == digest else None


def remember(kind: str, key: str, model: BaseModel) -> Any:
    """Write the compiled copy (whole or not at all, and never as a reason to fail) and give its record."""
    return unpack(json.loads(remember_plain(kind, key, pack(model))))


def remember_plain(kind: str, key: str, value: object) -> str:
    """As `remember`, of plain values; what was written is given back. `key` is a hash of all that the value was made of."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    body = packed.encode()
    with suppress(OSError):
        target = _file(kind, key)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(_seal(target, body) + b"\n" + body)
        Path(file.name).replace(target)
        copies = sorted(target.parent.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in copies[_KEPT:]:
            old.unlink()
    return packed


def _seal(file: Path, body: bytes) -> bytes:
    """A hash over the name and the content: a copy that was damaged, or put under another name, does not fit."""
    return hashlib.sha256(file.name.encode() + b"\n" + body).hexdigest().encode()


def _file(kind: str, key: str) -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    if not home:
        try:
            home = str(Path("~/.cache").expanduser())
        except RuntimeError as error:  # a user without a home, as in some containers
            raise OSError(str(error)) from None
    return Path(home) / "kbv-rules" / f"{kind}-{key[:24]}-{_code_hash()[:12]}.json"


@functools.cache
def _code_hash() -> str:
    digest = hashlib.sha256()
    for name in _CODE:
        digest.update((_PACKAGE / name).read_bytes())
    return digest.hexdigest()


def pack(model: BaseModel) -> dict[str, Any]:
    """The shapes of a model and all models inside it, and its content without defaults."""
    from kbv_rules.shapes import shapes_of

    return {
        "root": type(model).__name__,
        "shapes": shapes_of(type(model)),
        "content": model.model_dump(mode="json", exclude_defaults=True),
    }


def unpack(packed: dict[str, Any]) -> Any:
    """The record of a packed model."""
    kinds: dict[str, type[Record]] = {name: type(name, (Record,), {}) for name in packed["shapes"]}
    for name, shape in packed["shapes"].items():
        kinds[name]._builders = {field: _builder(how, kinds) for field, how in shape["nested"].items()}
        kinds[name]._defaults = shape["defaults"]
        kinds[name]._fields = shape["fields"]
    return kinds[packed["root"]](packed["content"])


def _builder(how: str, kinds: dict[str, type[Record]]) -> Callable[[Any], Any]:
    """What makes the value of a field from JSON: 'tuple', 'one:Model', 'many:Model' or 'map:<how>'."""
    sort, _, rest = how.partition(":")
    if sort == "tuple":
        return tuple
    if sort == "map":
        return functools.partial(_each_value, _builder(rest, kinds))
    kind = kinds[rest]
    return kind if sort == "one" else functools.partial(_each, kind)


def _each(build: Callable[[Any], Any], items: list[Any]) -> tuple[Any, ...]:
    return tuple([build(item) for item in items])


def _each_value(build: Callable[[Any], Any], items: dict[str, Any]) -> dict[str, Any]:
    return {key: build(value) for key, value in items.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.model_dump()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
