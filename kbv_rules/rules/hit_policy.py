"""The words of DMN for which rules count, and for what became of a rule."""

from __future__ import annotations

from enum import StrEnum


class HitPolicy(StrEnum):
    """DMN 1.3, 8.2 (hit policy): how many rules may fire and what then counts."""

    UNIQUE = "unique"
    FIRST = "first"
    COLLECT_MAX = "collect max"
    COLLECT_SUM = "collect sum"


class Status(StrEnum):
    """What became of a rule: a user can ask 'why' and 'why not' of each."""

    FIRED = "fired"
    NOT_FIRED = "not_fired"
    NOT_EVALUABLE = "not_evaluable"
