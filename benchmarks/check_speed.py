"""`kbv check` on a draft of a hundred pages, docx and pdf: a fresh process, its stages, and its memory, beside a bare import.

`python benchmarks/check_speed.py [--runs N]`. The draft is one of `tests/drafts/` with a section per neighbourhood in its picture
of the present and in its other themes, made of the paragraphs, lists and tables of all three drafts. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.drafts.make import NAMES, source, write  # noqa: E402

PLAN = NAMES[0]
WORDS = 42_000  # of running text: a hundred pages and more
BASE = "import click, pydantic, yaml"
# As for any user: Python keeps the bytecode of what it imported, also where this environment says not to.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
# Seconds for a fresh process, and megabytes at its highest.
GOALS = {"docx": 1.0, "pdf": 2.0}
MEMORY = 300
STAGES = ("start", "knowledge", "read", "understand", "checks", "write")

# The same steps as the command, with the clock in between.
STAGED = """
import json, resource, sys, time
from pathlib import Path
clock = [time.perf_counter()]
def tick(): clock.append(time.perf_counter())
import kbv_rules.cli.main
tick()
from kbv_rules.check.check import check_plan, read_plan
from kbv_rules.check.outline import Outline
from kbv_rules.check.recognise import refuse_what_is_no_plan
from kbv_rules.check.rules import load_check_rules
from kbv_rules.documents.read import read_document
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.report.check import write_check
rules, knowledge = load_check_rules(None), load_knowledge()
tick()
draft = Path(sys.argv[1])
document = read_document(draft)
tick()
refuse_what_is_no_plan(Outline(document), rules.reading.recognise)
plan = read_plan(document, knowledge, rules)
plan.mentions
tick()
report = check_plan(plan, rules)
tick()
write_check(report, "text", draft, Path(sys.argv[2]), document=document, knowledge=knowledge, rules=rules)
tick()
print(json.dumps({"stages": [b - a for a, b in zip(clock, clock[1:])],
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "remarks": len(report.remarks)}))
"""
TIMED = """
import os, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(time.perf_counter() - start)
sys.exit(code)
"""


def long_draft() -> str:
    """The source of one draft, with so many more sections that it has a hundred pages."""
    chance = random.Random(1)
    pool = [block for name in NAMES for block in _blocks(source(name))]
    text = source(PLAN)
    parts = re.split(r"(?m)^(?=# )", text)
    written, street = len(text.split()), 0
    added: dict[int, list[str]] = {1: [], 5: []}
    while written < WORDS:
        street += 1
        blocks = chance.sample(pool, 8)
        section = "\n\n".join([f"## Buurt {street}: {_name(chance)}", *blocks])
        added[1 if street % 4 else 5].append(section)
        written += len(section.split())
    return "".join(
        f"{part.rstrip()}\n\n{chr(10).join(f'{one}{chr(10)}' for one in added.get(at, ()))}\n" for at, part in enumerate(parts)
    )


def _blocks(text: str) -> list[str]:
    """The paragraphs, lists and tables of a draft, without headings and marks of the makers."""
    plain = re.sub(r"<!--.*?-->", "", text.split("\n---\n", 1)[-1], flags=re.DOTALL)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", plain)]
    return [block for block in blocks if len(block.split()) > 20 and not re.match(r"[#:]", block) and ":::" not in block]


def _name(chance: random.Random) -> str:
    ends = ("hoek", "veld", "dijk", "kamp", "horst", "wijk")
    return (
        chance.choice("BDGHKLMNRSTVW") + chance.choice(("e", "ie", "oe", "aa", "o")) + chance.choice("lmnr") + chance.choice(ends)
    )


def seconds(command: list[str]) -> float:
    """How long one fresh process takes; 1 is a fair exit code, for there may be remarks."""
    ended = subprocess.run(
        [sys.executable, "-c", TIMED, *command], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if ended.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: exit code {ended.returncode}\n{ended.stderr}")
    return float(ended.stdout)


def staged(draft: Path, target: Path) -> dict[str, object]:
    """The stages of one fresh process, and its highest memory in MB."""
    command = [sys.executable, "-c", STAGED, str(draft), str(target)]
    ended = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(ended.stdout)
    return found


def main() -> int:
    """Print the tables; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="how often each is run (default: 7)")
    runs = max(1, parser.parse_args().runs)
    kbv = str(Path(sys.executable).with_name("kbv"))
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        drafts = write(long_draft(), Path(folder), "long", list(GOALS))
        work = {"bare import": [sys.executable, "-c", BASE]}
        work |= {form: [kbv, "check", str(path), "--fail-on", "never"] for form, path in drafts.items()}
        times: dict[str, list[float]] = {name: [] for name in work}
        for command in work.values():  # the first run writes the compiled copies and warms the disk
            seconds(command)
        for _ in range(runs):
            for name, command in work.items():
                times[name].append(seconds(command))
        medians = {name: statistics.median(found) for name, found in times.items()}
        print(f"{'cold process':<14} {'median':>9} {'ratio':>7} {'memory':>8}   goal")
        print(f"{'bare import':<14} {medians['bare import'] * 1000:>6.0f} ms {1:>6.1f}x")
        stages: dict[str, list[float]] = {}
        for form, path in drafts.items():
            found = [staged(path, Path(folder) / "report.txt") for _ in range(max(1, runs // 2))]
            stages[form] = [statistics.median(times) for times in zip(*(one["stages"] for one in found), strict=True)]  # type: ignore[misc]
            memory = max(float(str(one["memory"])) for one in found)
            fits = medians[form] <= GOALS[form] and memory <= MEMORY
            missed = missed or not fits
            verdict = "met" if fits else "MISSED"
            ratio = medians[form] / medians["bare import"]
            print(
                f"{form:<14} {medians[form] * 1000:>6.0f} ms {ratio:>6.1f}x {memory:>5.0f} MB   "
                f"at most {GOALS[form]:g} s and {MEMORY} MB: {verdict}"
            )
        print(f"\n{'stage (ms)':<14}" + "".join(f"{stage:>12}" for stage in STAGES))
        for form, found_stages in stages.items():
            print(f"{form:<14}" + "".join(f"{one * 1000:>12.0f}" for one in found_stages))
    print(f"\n{runs} runs of each, in turn; {WORDS} words; Python {sys.version.split()[0]}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
