"""A scenario: small findings with the outcome the rules should give them, beside the rules in `scenarios/`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kbv_rules.model.advice import Cause
from kbv_rules.model.base import Frozen, Misfit
from kbv_rules.model.rule_report import RulePlace

Condition = Annotated[str, BeforeValidator(lambda value: f"{value:g}" if type(value) in (int, float) else value)]
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class Expected(Frozen):
    """What should come out. Everything that is named is checked, the rest may be as it is.

    `priorities` are all of them, the strongest first; `includes` and `excludes` name some. `score` holds a unary test per
    theme, sub-theme or overarching theme. `reason` names rules that should stand among the reasons of a priority.
    `other_theme` says in which cluster a theme ends up, `dropped` why a candidate fell off.
    """

    priorities: tuple[str, ...] | None = None
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    score: dict[str, Condition] = {}
    reason: OneOrMore = ()
    other_theme: dict[str, str] = {}
    dropped: dict[str, Cause] = {}

    @model_validator(mode="after")
    def _something(self) -> Expected:
        if self.priorities is None and not any(getattr(self, name) for name in type(self).model_fields if name != "priorities"):
            raise Misfit("dit scenario verwacht niets.", "Noem onder 'expect' bijvoorbeeld 'priorities' of 'score'.")
        return self


class ScenarioFile(Frozen):
    """A scenario as written. `because` says why this outcome is right; `findings` is a findings file without its head."""

    schema_: Literal[1] = Field(alias="schema")
    name: str
    because: str
    profile: str | None = None
    findings: dict[str, Any]
    expect: Expected


class Difference(Frozen):
    """One expectation that did not come true: where it stands, and what came instead (Dutch)."""

    place: RulePlace
    message: str


class ScenarioOutcome(Frozen):
    """How one scenario came out."""

    file: str
    name: str
    because: str
    differences: tuple[Difference, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences
