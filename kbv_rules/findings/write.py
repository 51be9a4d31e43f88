"""Writes findings as the file they could have been read from."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.model.findings import Figure, Findings

# Fields that hold a word of the format itself, which needs no quotes; and fields whose content fits on a line.
_WORDS = frozenset({"kind", "unit", "direction", "criterion", "decision"})
_LINES = frozenset({"themes", "earlier_priorities", "benchmark", "provisional", "values", "population", "period"})


def findings_yaml(findings: Findings, comment: Sequence[str] = ()) -> str:
    """The findings as YAML, with lines of comment on top. Reading it gives the same findings."""
    content = _plain(findings.model_dump(by_alias=True, exclude_defaults=True))
    body = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=130, default_flow_style=None)
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment)
    return f"{head}{body}"


def figures_yaml(figures: Sequence[Figure]) -> str:
    """A block `figures:`, indented so that it can be put under a `  - theme:` of a findings file."""
    content = _plain({"figures": [figure.model_dump(by_alias=True, exclude_defaults=True) for figure in figures]})
    body = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=126, default_flow_style=None)
    return indent(body, "    ")


class _Word(str):
    """A key, or a word of the format."""


class _Row(list[Any]):
    """A list on one line."""


class _Fields(dict[Any, Any]):
    """A block on one line."""


class _Dumper(yaml.SafeDumper):
    """Puts what people wrote between quotes, whether YAML asks for it or not; never refers from one place to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(_Word, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value)))
_Dumper.add_representer(str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"'))
_Dumper.add_representer(_Row, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True))
_Dumper.add_representer(_Fields, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True))


def _plain(value: Any, key: str = "") -> Any:
    """Without tuples, and with whole numbers that are kept as floats written as whole numbers."""
    if isinstance(value, dict):
        made = {_Word(name) if isinstance(name, str) else name: _plain(item, str(name)) for name, item in value.items()}
        return _Fields(made) if key in _LINES else made
    if isinstance(value, (list, tuple)):
        return _Row(map(_plain, value)) if key in _LINES else [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return _Word(value) if isinstance(value, str) and key in _WORDS else value
