"""How well `kbv check` reads drafts: planted defects found per remark id, and false alarms on complete drafts, per format.

`python benchmarks/check_quality.py [--formats md docx ...] [--plans waterwijk ...] [--verbose]`. The drafts, their answer keys
and the planted defects stand in `tests/drafts/`. Exit code 1 when a goal is missed: every planted defect found with the right
`about`; on a complete draft no error and at most three warnings; the same remarks in every format.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kbv_rules.check.check import check_document  # noqa: E402
from kbv_rules.check.rules import load_check_rules  # noqa: E402
from kbv_rules.documents.read import read_document  # noqa: E402
from kbv_rules.knowledge.load import load_knowledge  # noqa: E402
from kbv_rules.model.remark import CheckReport, Remark  # noqa: E402
from tests.drafts.make import FORMATS, MORE, NAMES, Mutant, answer_key, mutants, source, write  # noqa: E402

MOST_WARNINGS = 3
Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass
class Tally:
    """What was measured, and what is wrong with it."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    faults: list[str] = field(default_factory=list)


class Reader:
    """Checks drafts made from one source, in any format."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.knowledge = load_knowledge()
        self.rules = load_check_rules(None)

    def check(self, text: str, stem: str, form: str) -> CheckReport:
        path = write(text, self.folder, stem, [form])[form]
        return check_document(read_document(path), self.knowledge, self.rules, show_all=False)


def key_of(remark: Remark) -> Key:
    """What a remark says, wherever it stands."""
    return (remark.rule, tuple(sorted((name, str(value)) for name, value in remark.about.items())))


def everything(report: CheckReport) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """All that is remarked, what is joined with it included."""
    for remark in report.remarks:
        yield remark.rule, remark.about
        for about in remark.joined:
            yield str(about.get("rule", remark.rule)), about


def answers(mutant: Mutant, report: CheckReport) -> bool:
    """Whether the planted defect is remarked, with what it is about."""
    return any(rule == mutant.rule and fits(mutant, about, report) for rule, about in everything(report))


def fits(mutant: Mutant, about: Mapping[str, Any], report: CheckReport) -> bool:
    """Whether a remark is about what was planted; a priority by its heading or by what it is, with or without its number."""
    for name, value in mutant.about.items():
        allowed = {str(one) for one in (value if isinstance(value, list) else [value])}
        if name == "priority":
            for one in answer_key(mutant.plan)["priorities"]:
                if one["heading"] in allowed:
                    allowed |= {*one["candidates"]}
                    allowed |= {other.heading for other in report.priorities if {*other.candidates[:1]} & {*one["candidates"]}}
        if str(about.get(name)) not in allowed:
            return False
    return True


def measure_complete(reader: Reader, name: str, forms: Sequence[str], tally: Tally) -> None:
    """False alarms, and whether the plan is understood, on a draft that is complete."""
    first: set[Key] | None = None
    for form in forms:
        report = reader.check(source(name), name, form)
        counted = tally.alarms[name, form]
        counted.update(remark.severity for remark in report.remarks)
        if counted["error"] or counted["warning"] > MOST_WARNINGS:
            tally.faults.append(f"{name}.{form}: {counted['error']} errors, {counted['warning']} warnings on a complete draft")
        tally.faults.extend(f"{name}.{form}: {fault}" for fault in misread(name, report))
        said = {key_of(remark) for remark in report.remarks}
        first = first if first is not None else said
        if said != first:
            tally.faults.append(f"{name}.{form}: other remarks than in {forms[0]}: {sorted(said ^ first)}")


def misread(name: str, report: CheckReport) -> Iterable[str]:
    """Where the understanding of a plan differs from its answer key."""
    key = answer_key(name)
    for what, declared in (("priorities", report.priorities), ("other_themes", report.other_themes)):
        wanted = key[what]
        if len(wanted) != len(declared):
            yield f"{len(declared)} {what} instead of {len(wanted)}: {[one.heading for one in declared]}"
            continue
        for one, other in zip(wanted, declared, strict=True):
            if not set(one["candidates"]) & set(other.candidates[:1]):
                yield f"{what}: '{other.heading}' taken for {list(other.candidates)}, not for one of {one['candidates']}"
            if set(one["members"]) != set(other.members):
                yield f"{what}: members of '{other.heading}' are {sorted(other.members)}, not {sorted(one['members'])}"
    for number, heading in key["chapters"].items():
        if next((one.heading for one in report.chapters if one.number == number), None) is None:
            yield f"chapter {number} ('{heading}') not found"


def measure_mutants(reader: Reader, name: str, forms: Sequence[str], tally: Tally) -> None:
    """Which planted defects are found."""
    clean = {form: {key_of(one) for one in reader.check(source(name), name, form).remarks} for form in forms}
    for mutant in mutants(name):
        for form in forms:
            report = reader.check(mutant.source, f"{name}-{mutant.id}", form)
            tally.planted[mutant.rule] += 1
            if answers(mutant, report):
                tally.found[mutant.rule] += 1
            else:
                tally.faults.append(f"{name}.{form}: '{mutant.id}' not found: {mutant.rule} {dict(mutant.about)}")
            extra = {
                one[0] for remark in report.remarks if remark.severity != "note" and (one := key_of(remark)) not in clean[form]
            } - {mutant.rule, *mutant.also}
            if extra:
                tally.faults.append(f"{name}.{form}: '{mutant.id}' also gives {sorted(extra)}")


def show(tally: Tally, *, verbose: bool) -> None:
    print(f"{'remark id':<34} {'planted':>8} {'found':>6} {'recall':>7}")
    for rule in sorted(tally.planted):
        print(f"{rule:<34} {tally.planted[rule]:>8} {tally.found[rule]:>6} {tally.found[rule] / tally.planted[rule]:>7.2f}")
    planted, found = tally.planted.total(), tally.found.total()
    print(f"{'all':<34} {planted:>8} {found:>6} {found / planted if planted else 1:>7.2f}\n")
    print(f"{'complete draft':<34} {'errors':>8} {'warnings':>9} {'notes':>6}")
    for (name, form), counted in tally.alarms.items():
        print(f"{name + '.' + form:<34} {counted['error']:>8} {counted['warning']:>9} {counted['note']:>6}")
    print(f"\n{len(tally.faults)} things not as they should be" + (":" if verbose and tally.faults else ""))
    if verbose:
        print("\n".join(f"  {fault}" for fault in tally.faults))


def main() -> int:
    """Print the tables; exit code 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--formats", nargs="+", choices=list(FORMATS), default=list(FORMATS), help="formats of the complete drafts"
    )
    parser.add_argument(
        "--mutant-formats", nargs="+", choices=list(FORMATS), default=["md", "docx"], help="formats of the defects"
    )
    parser.add_argument("--plans", nargs="+", choices=[*NAMES, *MORE], default=list(NAMES), help="which drafts")
    parser.add_argument("--verbose", action="store_true", help="name everything that is not as it should be")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(Path(folder))
        for name in options.plans:
            measure_complete(reader, name, options.formats, tally)
            measure_mutants(reader, name, options.mutant_formats, tally)
    show(tally, verbose=options.verbose)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
