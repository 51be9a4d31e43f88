"""Writes findings as a file for people to go on with: laid out as in `examples/`, with the line by which an editor helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.findings.write import findings_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbv_rules.model.findings import Findings

_SCHEMA = "yaml-language-server: $schema=findings.schema.json"
# Where a block begins. Text cannot look like this: what goes on over a line is indented.
_BLOCK = re.compile(
    r"^(?=(?:agendas|earlier_priorities|overrides|proposals|findings):)|(?<!^findings:\n)^(?=- theme:)", re.MULTILINE
)


def findings_to_yaml(findings: Findings, *, comments: Sequence[str] = ()) -> str:
    """The findings as a YAML file; `comments` stand on top, a line each. Reading it gives the same findings."""
    return _BLOCK.sub("\n", findings_yaml(findings, [*comments, _SCHEMA]))
