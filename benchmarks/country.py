"""One machine carries the country: the yearly file of all municipalities, and a monthly file per neighbourhood.

`python benchmarks/country.py [--part 0.02] [--whole] [--yearly FILE]`. The monthly file is made up, in the shape of table
47022NED: 18,000 areas (342 municipalities, the rest neighbourhoods), 59 kinds, 150 months, 159 million rows. By default a
stated part of the areas is written and read, and the whole is extrapolated; `--whole` writes it all (about 7 GB in the
temporary folder).
Each piece of work runs in a process of its own; memory is the peak that the system saw for it. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
YEARLY = Path(os.environ.get("KBV_DATA") or ROOT.parent / "shared" / "data") / "politie_47018NED_gemeente_jaar"
AREAS, KINDS, MONTHS = 18_000, 59, 150
# At most so many megabytes, whatever the file.
GOAL_MEGABYTES = 1500

_READ = """
import resource, sys, time
from pathlib import Path
from kbv_rules.findings.police.data import open_police_data
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.rules.comparison import load_comparison
from kbv_rules.rules.rule_set import load_rule_set
start = time.perf_counter()
data = open_police_data(
    [Path(sys.argv[1])], load_knowledge(), comparison=load_comparison(), derivation=load_rule_set().derivation
)
read = time.perf_counter() - start
years = data.years()
figures = sum(len(data.of(one, years)) for one in data.all())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(data.all()), figures, read, time.perf_counter() - start, peak)
"""


def read(path: Path) -> tuple[int, int, float, float, float]:
    """Municipalities, figures, seconds to read, seconds in all, peak memory in MB."""
    ran = subprocess.run([sys.executable, "-c", _READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    municipalities, figures, seconds, whole, peak = ran.stdout.split()
    return int(municipalities), int(figures), float(seconds), float(whole), float(peak)


def write_monthly(path: Path, part: float) -> int:
    """A made-up raw download of a part of the areas, a municipality and its neighbourhoods at a time; gives the rows."""
    from kbv_rules.findings.police.population import shipped_population
    from kbv_rules.knowledge.load import load_knowledge

    kinds = [f"{code:<6}" for code in load_knowledge().crimes][:KINDS]
    periods = [f"{2012 + month // 12}MM{month % 12 + 1:02}" for month in range(MONTHS)]
    municipalities = sorted(shipped_population().names)
    kept = municipalities[: max(1, round(len(municipalities) * part))]
    per_municipality = (AREAS - len(municipalities)) // len(municipalities)
    rows = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"\n')
        for kind in kinds:
            for code in kept:
                areas = [f"{code:<10}", *(f"BU{code[2:]}{number:04}" for number in range(per_municipality))]
                lines = []
                for area in areas:
                    for period in periods:
                        lines.append(f'{rows};"{kind}";"{area}";"{period}";{(rows * 7919) % 11}')
                        rows += 1
                file.write("\n".join(lines) + "\n")
    return rows


def show(name: str, path: Path, rows: str) -> tuple[float, float]:
    """Print the line of one file; gives the seconds it took to read and the peak memory."""
    _, figures, seconds, whole, peak = read(path)
    size = path.stat().st_size / 1e6
    print(f"{name:<42} {size:>7.1f} {rows:>12} {seconds:>8.2f} {whole:>8.2f} {peak:>8.0f} {figures:>8}")
    return seconds, peak


def main() -> int:
    """Print the table; exit code 1 when memory goes beyond the goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", type=float, default=0.02, help="which part of the areas to make up (default: 0.02)")
    parser.add_argument("--whole", action="store_true", help="make up all of it, about 7 GB")
    parser.add_argument("--yearly", type=Path, default=YEARLY / "misdrijven_gemeente_jaar.csv", help="the yearly file")
    options = parser.parse_args()
    part = 1.0 if options.whole else options.part
    print(f"{'file':<42} {'MB':>7} {'rows':>12} {'read s':>8} {'all s':>8} {'peak MB':>8} {'figures':>8}")
    peaks = []
    if options.yearly.is_file():
        peaks.append(show("yearly, all municipalities", options.yearly, "")[1])
    else:
        print(f"{options.yearly} is not there; give --yearly FILE.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "47022NED.csv"
        rows = write_monthly(path, part)
        seconds, peak = show(f"monthly per neighbourhood, {part:.0%} of the areas", path, f"{rows:,}")
        peaks.append(peak)
    total = AREAS * KINDS * MONTHS
    if rows < total / 2:
        estimate = seconds * total / rows
        print(f"the whole ({total:,} rows) at this speed: {estimate:.0f} s to read; an estimate, not a measurement")
    met = max(peaks) <= GOAL_MEGABYTES
    print(f"peak memory at most {GOAL_MEGABYTES} MB: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
