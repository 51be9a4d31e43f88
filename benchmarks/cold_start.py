"""Cold start of `kbv` against importing three libraries it is built on, side by side in one run.

`python benchmarks/cold_start.py [--runs N]`. Absolute times differ per machine; read the ratios. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
KBV = Path(sys.executable).with_name("kbv")
BASE = "import click, pydantic, yaml"

WORK: dict[str, list[str]] = {
    BASE: [sys.executable, "-c", BASE],
    "kbv --help": [str(KBV), "--help"],
    "kbv measures 3.1": [str(KBV), "measures", "3.1"],
    "kbv advise examples/terneuzen.yaml": [str(KBV), "advise", "examples/terneuzen.yaml"],
}

# As for any user: Python keeps the bytecode of what it imported, also where this environment says not to.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# At most so many times the base.
GOALS = {"kbv measures 3.1": 1.5, "kbv advise examples/terneuzen.yaml": 3.0}


def seconds(command: list[str]) -> float:
    """How long one fresh process takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def measure(runs: int) -> dict[str, float]:
    """Median seconds per piece of work, taken in turn so that a busy moment hits all alike."""
    for command in WORK.values():  # the first run writes the compiled copies and warms the disk
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in WORK}
    for _ in range(runs):
        for name, command in WORK.items():
            times[name].append(seconds(command))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Print the table; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="how often each is run (default: 15)")
    runs = max(1, parser.parse_args().runs)
    medians = measure(runs)
    missed = False
    print(f"{'work':<38} {'median':>9} {'ratio':>7}   goal")
    for name, median in medians.items():
        ratio = median / medians[BASE]
        goal = GOALS.get(name)
        verdict = "" if goal is None else f"at most {goal:g}x: {'met' if ratio <= goal else 'MISSED'}"
        missed = missed or (goal is not None and ratio > goal)
        print(f"{name:<38} {median * 1000:>6.0f} ms {ratio:>6.2f}x   {verdict}")
    print(f"{runs} runs of each, in turn; Python {sys.version.split()[0]}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
