"""The file beside a draft that says which remarks people decided to leave."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kbv_rules.model.base import Frozen


class Accepted(Frozen):
    """One decision: which remark (`about` may leave keys out), why, and who took it."""

    rule: str
    about: dict[str, str | int] = {}
    reason: Annotated[str, Field(min_length=1)]
    by: Annotated[str, Field(min_length=1)]


class AcceptFile(Frozen):
    """`DRAFT.kbv.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    accept: tuple[Accepted, ...]
