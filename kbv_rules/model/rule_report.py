"""What can be said of a folder of rules: what is wrong, what was proven, what was searched; and how scenarios came out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from kbv_rules.model.base import Frozen

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")

# Every kind of problem that follows from the rules themselves, and what it means (Dutch); broken laws bring their own.
KINDS: Mapping[str, str] = {
    "unreadable": "Het bestand is niet als regels te lezen.",
    "gap": "Voor een invoer geldt geen enkele regel.",
    "overlap": "Twee regels gelden tegelijk, en het trefferbeleid staat er één toe.",
    "duplicate": "Twee regels hebben dezelfde voorwaarden en dezelfde uitkomst.",
    "conflict": "Twee regels hebben dezelfde voorwaarden en een andere uitkomst.",
    "shadowed": "Een regel komt nooit aan de beurt, omdat een andere altijd voorgaat.",
    "unreachable": "Een regel kan nooit gelden.",
    "always-true": "Een voorwaarde is altijd waar.",
    "never-true": "Een voorwaarde is nooit waar.",
    "not-monotone": "Een slechtere waarde verlaagt de uitkomst van een tabel.",
    "output-out-of-range": "De uitkomst van een tabel kan buiten haar bereik vallen.",
    "too-large": "Een tabel is te groot om alles te bewijzen.",
    "dangling-id": "De regels noemen een thema, deelthema of bundel die niet bestaat.",
    "bundle-counts-twice": "Een bundel telt een thema of deelthema dubbel.",
    "bundle-is-a-theme": "Een bundel is hetzelfde als een thema.",
    "bundle-twice": "Twee bundels hebben dezelfde leden.",
    "bundles-overlap": "Twee bundels delen een deel van hun leden.",
    "cluster-name-twice": "Twee namen voor overige thema's passen bij dezelfde thema's.",
    "weights-all-zero": "In een profiel telt alles wat de keuze bepaalt voor nul.",
    "criterion-never-counts": "Een criterium heeft in elk profiel gewicht nul.",
    "limit-unreachable": "Een drempel is hoger dan wat een kandidaat ooit haalt.",
    "table-unused": "Geen criterium gebruikt een beslistabel.",
}


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

    schema_: Literal[1] = Field(default=1, alias="schema")
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
