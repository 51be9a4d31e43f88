"""What can be said of a folder of rules: what is wrong, what was proven, what was searched; and how scenarios came out."""

from __future__ import annotations

from typing import Literal

from kbv_rules.model.base import Frozen

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


class RulePlace(Frozen):
    """Where something stands: a file, and a 1-based line and column when known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"


class RuleProblem(Frozen):
    """One thing wrong. `id` is its kind ('gap', 'worse-lowers-score'), which does not change between versions.

    `example` is an input of the table that shows it; `counterexample` a findings file that shows it, when one was written.
    """

    id: str
    severity: Severity
    place: RulePlace
    message: str
    remedy: str
    table: str | None = None
    rules: tuple[str, ...] = ()
    example: dict[str, bool | int | float | str | None] = {}
    counterexample: str | None = None


class Proven(Frozen):
    """What holds for every input within the declared ranges, and over how many cases that was established.

    `table` is None for what spans more than one.
    """

    what: str
    cases: int
    table: str | None = None


class Searched(Frozen):
    """A property that was tried on generated findings: that nothing was found is no proof."""

    property: str
    law: str
    cases: int
    seconds: float
    holds: bool


class RuleReport(Frozen):
    """All that `kbv rules validate` says of one folder. `unsearched` says why no properties were searched."""

    schema_: Literal[1] = 1
    folder: str
    tables: int
    rules: int
    seed: int
    budget: float
    problems: tuple[RuleProblem, ...]
    proven: tuple[Proven, ...] = ()
    searched: tuple[Searched, ...] = ()
    unsearched: str | None = None

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(problem.severity == severity for problem in self.problems)

    def has(self, least: Severity) -> bool:
        """Whether anything is as severe as `least`, or more."""
        serious = SEVERITIES[SEVERITIES.index(least) :]
        return any(problem.severity in serious for problem in self.problems)


class RuleCoverage(Frozen):
    """On how many different inputs a rule held, and in which files."""

    table: str
    rule: str
    times: int
    files: tuple[str, ...] = ()
