"""The full choice under many weightings: columns in numpy against the obvious loop, the same municipalities in one run.

`python benchmarks/robustness.py [--municipalities 342] [--draws 1000]`: one municipality at length (100 times as many draws),
then many. The one is examples/waterwijk.yaml; each of the many keeps a random part of its findings, so that some know much
and some little. The loop scores, chooses and starts again, for a sample of them and of the draws; where it ran, both must
choose the same. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np

import kbv_rules
from kbv_rules.advise.case import Case
from kbv_rules.advise.draws import Panel
from kbv_rules.advise.weighing import Floats
from kbv_rules.findings.identity import all_ids, without
from kbv_rules.model.findings import Findings
from kbv_rules.model.judgement import Profile

FINDINGS = Path(__file__).parents[1] / "examples" / "waterwijk.yaml"
GOAL = 100.0  # 100,000 draws in the time of 1,000 in the loop
LOOPED = 12


def thinned(findings: Findings, chance: random.Random) -> Findings:
    """The findings without a random part of them."""
    kept = chance.uniform(0.2, 1.0)
    dropped = [id_ for id_ in all_ids(findings) if chance.random() > kept]
    for id_ in dropped:
        findings = without(findings, id_)
    return findings


def loop(case: Case, panel: Panel, weights: Floats) -> tuple[str, ...]:
    """One weighting, scored and chosen in the obvious way; what does not depend on weights is not done again."""
    shares = dict(zip(panel.criteria, map(float, weights), strict=True))
    profile = Profile(id="draw", name="", because="", weights=shares)
    again = Case(case.findings, case.knowledge, case.rules, profile)
    again.subjects = case.subjects
    return tuple(sorted(one.candidate.id for one in again.choice.chosen))


def compare(municipalities: int, draws: int) -> bool:
    """Print both times per draw, and the ratio; whether all agreed and the goal is met."""
    knowledge, rules, findings = kbv_rules.load_knowledge(), kbv_rules.load_rule_set(), kbv_rules.read_findings(FINDINGS)
    chance, generator = random.Random(1), np.random.default_rng(1)
    making = columns = looping = 0.0
    looped = differing = 0
    for number in range(municipalities):
        kept = findings if municipalities == 1 else thinned(findings, chance)
        case = Case(kept, knowledge, rules, rules.profiles.profiles[0])
        _ = case.strengths
        started = time.perf_counter()
        panel = Panel(case.strengths, rules.limits)
        weights = generator.dirichlet(np.ones(len(panel.criteria)), draws)
        middle = time.perf_counter()
        sets = panel.choose(panel.weigh(weights))
        making, columns = making + middle - started, columns + time.perf_counter() - middle
        if number % max(1, municipalities // LOOPED):
            continue
        started = time.perf_counter()
        found = [loop(case, panel, weights[draw]) for draw in range(LOOPED)]
        looping, looped = looping + time.perf_counter() - started, looped + LOOPED
        differing += sum(one != sets[draw] for draw, one in enumerate(found))

    all_draws = municipalities * draws
    ours, theirs = (making + columns) / all_draws, looping / looped
    print(f"{municipalities} x {draws} draws of the full choice")
    print(f"  the obvious loop   {theirs * 1e6:9.1f} us a draw ({looped} draws)")
    print(f"  columns in numpy   {ours * 1e6:9.1f} us a draw, of which {making / all_draws * 1e6:.1f} us once per municipality")
    ratio = theirs / ours
    print(f"  the loop takes {ratio:.0f} times as long (goal: at least {GOAL:.0f}); {differing} of {looped} choices differ")
    return not differing and ratio >= GOAL


def main() -> int:
    """One municipality at length, then many."""
    parser = argparse.ArgumentParser(description="The full choice under many weightings, against the loop.")
    parser.add_argument("--municipalities", type=int, default=342)
    parser.add_argument("--draws", type=int, default=1000, help="per municipality; the one at length gets 100 times as many")
    asked = parser.parse_args()
    results = [compare(1, 100 * asked.draws), compare(asked.municipalities, asked.draws)]
    return int(not all(results))


if __name__ == "__main__":
    sys.exit(main())
