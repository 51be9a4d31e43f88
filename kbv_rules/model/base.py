"""What every model shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable, closed to unknown keys; its validator is only built when something is validated."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)


class Term(Frozen):
    """A thing with one name and the other words people use for it (SKOS: preferred and alternative labels)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
