"""One folder of judgement: decision tables in `tables/`, and beside them criteria, weights, candidates, limits, texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbv_rules import compiled
from kbv_rules.data_folder import data_folder
from kbv_rules.errors import UnknownTermError, input_error
from kbv_rules.rules.evaluate import CompiledTable
from kbv_rules.rules.template import fill

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.model.judgement import (
        Bundle,
        Candidates,
        Criterion,
        Derivation,
        IndicatorRules,
        Limits,
        OtherThemesRules,
        Profile,
        Profiles,
        RobustnessRules,
        WorkOut,
    )

# Where examples of what the rules should give stand, see `kbv_rules.advise.scenarios`.
SCENARIOS = "scenarios"
# How a draft is read and checked, see `kbv_rules.check`: no part of an advice.
CHECKING = ("check", "checks")


@dataclass(frozen=True)
class RuleSet:
    """All judgement of one folder. `hash` is over the names and bytes of the files an advice rests on.

    The scenarios judge nothing, and the checks of a draft are about something else: neither counts.
    """

    folder: Path
    hash: str
    tables: dict[str, CompiledTable]
    criteria: tuple[Criterion, ...]
    certainty_table: str
    strongest_links: int
    profiles: Profiles
    derivation: Derivation
    candidates: Candidates
    limits: Limits
    other_themes: OtherThemesRules
    indicators: IndicatorRules
    work_out: WorkOut
    robustness: RobustnessRules
    texts: dict[str, str]

    def profile(self, name: str | None) -> Profile:
        """The named profile, or the standard one.

        Raises:
            UnknownTermError: no profile of that name.
        """
        wanted = name or self.profiles.standard
        for profile in self.profiles.profiles:
            if profile.id == wanted:
                return profile
        raise UnknownTermError("profiel", wanted, [(profile.id, profile.name) for profile in self.profiles.profiles])

    def text(self, name: str, /, **values: object) -> str:
        """A sentence of `texts.yaml`, filled in."""
        return fill(self.texts[name], values)  # type: ignore[arg-type]


def load_rule_set(folder: Path | None = None) -> RuleSet:
    """Read a rules folder; without one, the rules that come with kbv-rules.

    Raises:
        InputError: anything in the folder that cannot be read or cannot mean something.
    """
    home = folder or data_folder("rules")
    if not home.is_dir():
        raise input_error(home, "deze map met regels bestaat niet.", "Geef een map op die op 'rules/' van kbv-rules lijkt.")
    key = compiled.fingerprint(home, without=(SCENARIOS, *CHECKING))
    files = compiled.recall("rules", key)
    if files is None:
        from kbv_rules.rules.files import read_rule_files

        files = compiled.remember("rules", key, read_rule_files(home))
    return RuleSet(
        folder=home,
        hash=key,
        tables={table.id: CompiledTable(table) for table in files.tables},
        criteria=files.criteria.criteria,
        certainty_table=files.criteria.certainty_table,
        strongest_links=files.criteria.strongest_links,
        profiles=files.profiles,
        derivation=files.derivation,
        candidates=files.candidates,
        limits=files.limits,
        other_themes=files.other_themes,
        indicators=files.indicators,
        work_out=files.work_out,
        robustness=files.robustness,
        texts=files.texts.texts,
    )


def load_bundles() -> tuple[Bundle, ...]:
    """The named bundles of the rules that come with kbv-rules, for finding what a heading means."""
    return load_rule_set().candidates.bundles
