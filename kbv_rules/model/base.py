"""What every model shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable, closed to unknown keys; its validator is only built when something is validated."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)


class Misfit(ValueError):  # noqa: N818 - pydantic wants a ValueError; this one says more
    """Values that each could be right, but not together: what is wrong, what to do, and where below the model it stands."""

    def __init__(self, what: str, remedy: str, *at: str) -> None:
        self.what = what
        self.remedy = remedy
        self.at = at
        super().__init__(what)


class Term(Frozen):
    """A thing with one name and the other words people use for it (SKOS: preferred and alternative labels)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
