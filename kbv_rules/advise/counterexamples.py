"""Searches generated findings for one that breaks a law, within a given time, and makes what it finds as small as it can.

That nothing is found is no proof; what is proven stands in `kbv_rules.rules.analyse`. Hypothesis generates and shrinks.
"""

from __future__ import annotations

import tempfile
import time
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, find, reject, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.errors import HypothesisException

from kbv_rules.advise import properties as laws
from kbv_rules.advise.aimed import Pair, aimed, one_level_worse, one_worse
from kbv_rules.advise.alter import reordered, with_one_more, worsened
from kbv_rules.advise.generate import Ground, findings
from kbv_rules.advise.properties import RAISES, Broken, Property, Trial
from kbv_rules.advise.sweep import one_step_worse
from kbv_rules.findings.identity import all_ids, without
from kbv_rules.findings.write import findings_yaml

if TYPE_CHECKING:
    from kbv_rules.model.findings import Findings

_BATCH = 40
_LEAST_TO_REDUCE = 3.0

Tick = Callable[[float], None]
Kind = Callable[[Ground, st.DrawFn, str], Trial]
Change = Callable[[Ground, st.DrawFn, "Findings", str], Trial]


class Violation(NamedTuple):
    """The smallest case found that breaks a law."""

    trial: Trial
    broken: Broken


class Outcome(NamedTuple):
    """What the search for one law came to: in how many cases it was tried, how long, and a violation or none."""

    property: Property
    cases: int
    seconds: float
    violation: Violation | None


class _Family(NamedTuple):
    """Laws that can be tried on the same trials; the simplest kind of trial first."""

    name: str
    laws: Sequence[Property]
    kinds: Sequence[Kind]


def _trials_of(make: Callable[[Ground], st.SearchStrategy[Findings]], change: Change | None = None) -> Kind:
    """Trials on generated findings, as they are or changed."""

    def trial(ground: Ground, draw: st.DrawFn, profile: str) -> Trial:
        found = draw(make(ground))
        return change(ground, draw, found, profile) if change else Trial(ground.knowledge, ground.rules, found, profile)

    return trial


def _trials_of_pairs(make: Callable[[Ground], st.SearchStrategy[Pair]]) -> Kind:
    """Trials on findings that come with a worse version of themselves."""

    def trial(ground: Ground, draw: st.DrawFn, profile: str) -> Trial:
        return _of_pair(draw(make(ground)), ground, profile)

    return trial


def _of_pair(pair: Pair, ground: Ground, profile: str) -> Trial:
    return Trial(ground.knowledge, ground.rules, pair.after, profile, before=pair.before, subject=pair.subject)


def _in_another_order(ground: Ground, draw: st.DrawFn, found: Findings, profile: str) -> Trial:
    return Trial(ground.knowledge, ground.rules, draw(reordered(found)), profile, before=found)


def _worse(ground: Ground, draw: st.DrawFn, found: Findings, profile: str) -> Trial:
    worse = draw(worsened(found, ground))
    return Trial(ground.knowledge, ground.rules, worse.findings, profile, before=found, subject=worse.subject)


def _one_less(ground: Ground, draw: st.DrawFn, found: Findings, profile: str) -> Trial:
    ids = sorted(set(all_ids(found)))
    if not ids:
        reject()
    id_ = draw(st.sampled_from(ids))
    less = without(found, id_)
    return Trial(ground.knowledge, ground.rules, found, profile, before=less, subject=id_.partition("#")[0], what=id_)


def _one_more(ground: Ground, draw: st.DrawFn, found: Findings, profile: str) -> Trial:
    more = draw(with_one_more(found, ground))
    return Trial(ground.knowledge, ground.rules, more.findings, profile, before=found, subject=more.subject)


def _anyhow(change: Change | None = None) -> list[Kind]:
    """Aimed and broad findings."""
    return [_trials_of(aimed, change), _trials_of(findings, change)]


_FAMILIES = (
    _Family("one", laws.OF_ONE, _anyhow()),
    _Family("order", laws.OF_ANOTHER_ORDER, _anyhow(_in_another_order)),
    _Family("worse", laws.OF_WORSE, [_trials_of_pairs(one_level_worse), _trials_of_pairs(one_worse), *_anyhow(_worse)]),
    _Family("less", laws.OF_ONE_LESS, _anyhow(_one_less)),
    _Family("more", laws.OF_ONE_MORE, _anyhow(_one_more)),
)


def search(
    ground: Ground,
    *,
    budget: float,
    seed: int,
    only: Collection[str] = (),
    suspects: Iterable[str] = (),
    tick: Tick | None = None,
) -> list[Outcome]:
    """Try every law, or `only` some, for about `budget` seconds altogether; `tick` is told the share of that time that has gone.

    `suspects` are kinds of rows on which a table is known to be unsound: those are gone through step by step first. After
    that the cases and their order follow from the seed, and how far down that row the search gets from the time. Making a
    violation smaller takes at most as long again as its family of laws had.
    """
    begin = time.monotonic()
    outcomes: list[Outcome] = []
    families = [(family, wanted) for family in _FAMILIES if (wanted := _wanted(family, only))]
    with _quiet():
        for place, (family, wanted) in enumerate(families):
            left = begin + budget - time.monotonic()
            slice_ = max(0.0, left) / (len(families) - place)
            hunt = _Hunt(family, wanted, ground, slice_, seed, lambda: tick and tick((time.monotonic() - begin) / budget))
            if family.laws is laws.OF_WORSE:
                hunt.sweep(suspects)
            outcomes.extend(hunt.run())
    return outcomes


def _wanted(family: _Family, only: Collection[str]) -> list[Property]:
    """The laws of a family that are looked for. Anything can raise anywhere, so that law is looked for everywhere."""
    if not only:
        return [*family.laws, *([] if RAISES in family.laws else [RAISES])]
    return [law for law in family.laws if law.id in only]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps hypothesis from leaving a folder where the user happens to be, and from talking."""
    with tempfile.TemporaryDirectory(prefix="kbv-") as home, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        set_hypothesis_home_dir(home)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)


class _Hunt:
    """The search for violations of one family of laws."""

    def __init__(
        self,
        family: _Family,
        wanted: Sequence[Property],
        ground: Ground,
        seconds: float,
        seed: int,
        tick: Callable[[], object],
    ) -> None:
        self.family = family
        self.wanted = wanted
        self.ground = ground
        self.seconds = seconds
        self.seed = seed
        self.tick = tick
        self.open = list(wanted)
        self.cases = {law.id: 0 for law in self.open}
        self.found: dict[str, Violation] = {}
        self.begin = time.monotonic()
        self.until = self.begin + seconds
        self.target: Property | None = None
        self.smallest: tuple[int, Violation] | None = None
        self.kinds = st.sampled_from(family.kinds)
        standard = ground.rules.profiles.standard
        self.profiles = [standard, *(one.id for one in ground.rules.profiles.profiles if one.id != standard)]

    def sweep(self, suspects: Iterable[str]) -> None:
        """Go through all single findings of some kinds that get worse by a step."""
        for per in sorted(set(suspects)):
            for pair in one_step_worse(self.ground, per):
                if not self.open or time.monotonic() > self.until:
                    return
                self.tick()
                trial = _of_pair(pair, self.ground, self.profiles[0])
                law, broken = self._first_broken(trial, self.open)
                if law and broken:
                    self.found[law.id] = Violation(trial, broken)
                    self.open.remove(law)

    def run(self) -> list[Outcome]:
        batch = 0
        while self.open and time.monotonic() < self.begin + self.seconds:
            self.target, self.smallest, self.until = None, None, self.begin + self.seconds
            self._batch(f"{self.seed}/{self.family.name}/{batch}")
            batch += 1
            if self.target is not None and self.smallest is not None:
                self.found[self.target.id] = self._reduced(self.smallest[1], self.target)
                self.open.remove(self.target)
        taken = time.monotonic() - self.begin
        # What raised in a family that is about something else is only told when it did.
        told = [law for law in self.wanted if law in self.family.laws or law.id in self.found]
        return [Outcome(law, self.cases[law.id], taken, self.found.get(law.id)) for law in told]

    def _batch(self, seed: str) -> None:
        how = settings(
            max_examples=_BATCH,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
            phases=(Phase.generate, Phase.shrink),
        )
        try:
            find(self._trials(), self._breaks, settings=how, random=Random(seed))
        except HypothesisException:
            return  # nothing found, or the time was up while it was made smaller

    def _trials(self) -> st.SearchStrategy[Trial]:
        @st.composite
        def trials(draw: st.DrawFn) -> Trial:
            if time.monotonic() > self.until:
                reject()
            profile = draw(st.sampled_from(self.profiles))
            return draw(self.kinds)(self.ground, draw, profile)

        return trials()

    def _breaks(self, trial: Trial) -> bool:
        """Whether a trial breaks the law that is looked for; the first that is broken is, from then on."""
        self.tick()
        wanted = self.open if self.target is None else [self.target]
        law, broken = self._first_broken(trial, wanted)
        if law is None or broken is None:
            return False
        if self.target is None:
            self.target = law
            self.until = time.monotonic() + self.seconds
        size = len(findings_yaml(trial.findings))
        if self.smallest is None or size < self.smallest[0]:
            self.smallest = (size, Violation(trial, broken))
        return True

    def _reduced(self, violation: Violation, law: Property) -> Violation:
        """Leaves out one finding after another for as long as the law stays broken: in the end none can be spared."""
        until = time.monotonic() + max(self.seconds, _LEAST_TO_REDUCE)
        smaller = True
        while smaller and time.monotonic() < until:
            smaller = False
            for trial in violation.trial.lesser():
                if time.monotonic() > until:
                    break
                self.tick()
                if broken := _broken(law, trial):
                    violation, smaller = Violation(trial, broken), True
                    break
        return violation

    def _first_broken(self, trial: Trial, wanted: Sequence[Property]) -> tuple[Property, Broken] | tuple[None, None]:
        for law in wanted:
            if self.target is None:
                self.cases[law.id] += 1
            if broken := _broken(law, trial):
                return law, broken
        return None, None


def _broken(law: Property, trial: Trial) -> Broken | None:
    """How a trial breaks a law. Anything raised breaks one law only: that there is always an advice."""
    try:
        return law.broken(trial)
    except Exception as error:
        return Broken(f"het advies mislukt: {type(error).__name__}: {error}") if law is RAISES else None
