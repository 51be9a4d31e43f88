"""Proves or refutes what can be said of a decision table without running it on anyone's findings.

Exact over the declared ranges: every input is cut into atoms (the numbers the table names, and the open stretches between
them; the values of a text; true and false), within which no condition can tell two values apart. What holds for one value
of an atom holds for all, so a table is judged by trying every combination of atoms once. A missing value is an atom of
its own for an input that is `optional`; for others it is left out: with a missing input a rule is not evaluable, which is
said when it happens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

from kbv_rules.rules.hit_policy import HitPolicy
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.unary import ANYTHING, Anything, UnaryTest, Value, limits_in, parse_unary_test

if TYPE_CHECKING:
    from kbv_rules.rules.table import Input, Rule, Table

Severity = Literal["error", "warning", "note"]

MOST_COMBINATIONS = 500_000
_EPSILON = 1e-9

# A combination of atoms: an example input.
Cell = dict[str, Value | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a table: `kind`, the rules it is about, an example input that shows it, what to do (Dutch)."""

    kind: str
    severity: Severity
    table: str
    rules: tuple[str, ...]
    message: str
    remedy: str
    example: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of a table (Dutch), over how many combinations of atoms."""

    table: str
    message: str
    combinations: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that could be said of one table."""

    defects: tuple[Defect, ...]
    proofs: tuple[Proof, ...]


def analyse(table: Table) -> Analysis:
    """Gaps, overlaps, duplicates, conflicts, shadowed and unreachable rules, needless conditions, and monotonicity."""
    return _Analysis(table).run()


def atoms_of(column: Input, tests: Sequence[UnaryTest]) -> list[Value]:
    """One value from every stretch of the input's range that the tests can tell apart, in order."""
    if column.type == "boolean":
        return [False, True]
    if column.type == "text":
        return list(column.values)
    low, high = parse_range(column.range)
    limits = sorted(
        {limit for test in tests for limit in limits_in(test) if low <= limit <= high} | {low, high} - {-math.inf, math.inf}
    )
    values: list[float] = []
    if column.type == "integer":
        return list(_integers(low, high, limits))
    if low == -math.inf:
        values.append((limits[0] if limits else 0.0) - 1.0)
    for index, limit in enumerate(limits):
        if limit not in (low, high) or _closed(column.range, limit, low):
            values.append(limit)
        if index + 1 < len(limits):
            values.append((limit + limits[index + 1]) / 2)
    if high == math.inf:
        values.append((limits[-1] if limits else 0.0) + 1.0)
    return list(values)


def _closed(text: str | None, limit: float, low: float) -> bool:
    """Whether an end of a declared range belongs to it."""
    if text is None:
        return True
    return text.strip().startswith("[") if limit == low else text.strip().endswith("]")


def _integers(low: float, high: float, limits: Sequence[float]) -> Iterator[int]:
    """The integers in and just around every limit."""
    near = {
        value for limit in limits for value in (math.floor(limit) - 1, math.floor(limit), math.ceil(limit), math.ceil(limit) + 1)
    }
    if not near:
        near = {0}
    yield from sorted(value for value in near if low <= value <= high)


class _Analysis:
    """One table, cut into atoms."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.tests = {rule.id: {name: parse_unary_test(cell) for name, cell in rule.when.items()} for rule in table.rules}
        self.scope = {name: parse_unary_test(cell) for name, cell in table.applies.items()}
        used = [
            column
            for column in table.inputs
            if column.name in self.scope or any(not isinstance(self._test(rule, column.name), Anything) for rule in table.rules)
        ]
        self.columns = used
        self.atoms: dict[str, list[Value | None]] = {
            column.name: [*self._atoms(column), *([None] if column.optional else [])] for column in used
        }
        self.combinations = math.prod(len(values) for values in self.atoms.values())

    def _test(self, rule: Rule, name: str) -> UnaryTest:
        return self.tests[rule.id].get(name, ANYTHING)

    def _atoms(self, column: Input) -> list[Value]:
        tests = [self._test(rule, column.name) for rule in self.table.rules]
        values = atoms_of(column, [*tests, self.scope.get(column.name, ANYTHING)])
        scope = self.scope.get(column.name, ANYTHING)
        return [value for value in values if scope.holds(value)]

    def run(self) -> Analysis:
        defects = list(self._conditions())
        if self.combinations > MOST_COMBINATIONS:
            defects.append(
                self._defect(
                    "too-large",
                    "warning",
                    (),
                    f"de tabel heeft {self.combinations} combinaties; dat is te veel om alles te bewijzen.",
                    "Splits de tabel in kleinere.",
                )
            )
            return Analysis(tuple(defects), ())
        cells = [(values, self._firing(values)) for values in self._grid()]
        defects.extend(self._gaps(cells))
        defects.extend(self._overlaps(cells))
        defects.extend(self._unreached(cells))
        defects.extend(self._beyond(cells))
        proofs = [*self._complete(cells, defects), *self._monotone(cells, defects)]
        return Analysis(tuple(defects), tuple(proofs))

    def _grid(self) -> Iterator[Cell]:
        names = [column.name for column in self.columns]
        for values in product(*(self.atoms[name] for name in names)):
            yield dict(zip(names, values, strict=True))

    def _firing(self, values: Cell) -> list[Rule]:
        return [
            rule
            for rule in self.table.rules
            if all(name not in values or _holds(test, values[name]) for name, test in self.tests[rule.id].items())
        ]

    def _conditions(self) -> Iterator[Defect]:
        """Conditions that are always or never true within the declared range."""
        for rule in self.table.rules:
            for column in self.columns:
                test = self._test(rule, column.name)
                if isinstance(test, Anything) or not self.atoms[column.name]:
                    continue
                present = [value for value in self.atoms[column.name] if value is not None]
                held = [value for value in present if test.holds(value)]
                if not held:
                    yield self._defect(
                        "never-true",
                        "error",
                        (rule.id,),
                        f"de voorwaarde '{column.name}: {test}' is nooit waar binnen {_range_text(column)}.",
                        "Verbeter de grens, of verwijder de regel.",
                        {column.name: present[0]},
                    )
                elif len(held) == len(present) and len(self.table.rules) > 1 and not column.optional:
                    yield self._defect(
                        "always-true",
                        "note",
                        (rule.id,),
                        f"de voorwaarde '{column.name}: {test}' is altijd waar binnen {_range_text(column)}.",
                        "Schrijf '-' of laat de voorwaarde weg.",
                        {column.name: held[0]},
                    )

    def _gaps(self, cells: Sequence[tuple[Cell, list[Rule]]]) -> Iterator[Defect]:
        empty = [values for values, rules in cells if not rules and None not in values.values()]
        if not empty:
            return
        unique = self.table.hit_policy in (HitPolicy.UNIQUE, HitPolicy.FIRST)
        yield self._defect(
            "gap",
            "error" if unique and not self.table.gaps else "note",
            (),
            f"voor {len(empty)} van de {len(cells)} combinaties geldt geen enkele regel"
            + (f" (zo bedoeld: {self.table.gaps})" if self.table.gaps else "")
            + ".",
            "Voeg een regel toe, of schrijf bij 'gaps' waarom dit zo hoort.",
            empty[0],
        )

    def _overlaps(self, cells: Sequence[tuple[Cell, list[Rule]]]) -> Iterator[Defect]:
        """For unique tables rules that fire together; for all tables rules with the very same conditions."""
        seen: set[tuple[str, str]] = set()
        masks = {rule.id: [rule in rules for _, rules in cells] for rule in self.table.rules}
        for values, rules in cells:
            for index, one in enumerate(rules):
                for other in rules[index + 1 :]:
                    if (one.id, other.id) in seen:
                        continue
                    same = masks[one.id] == masks[other.id]
                    if same and one.then == other.then:
                        seen.add((one.id, other.id))
                        yield self._pair("duplicate", "warning", one, other, "hebben dezelfde voorwaarden en uitkomst", values)
                    elif same:
                        seen.add((one.id, other.id))
                        severity: Severity = "error" if self.table.hit_policy == HitPolicy.UNIQUE else "warning"
                        yield self._pair(
                            "conflict", severity, one, other, "hebben dezelfde voorwaarden en een andere uitkomst", values
                        )
                    elif self.table.hit_policy == HitPolicy.UNIQUE:
                        seen.add((one.id, other.id))
                        yield self._pair(
                            "overlap", "error", one, other, "gelden tegelijk, en het trefferbeleid is 'unique'", values
                        )

    def _pair(self, kind: str, severity: Severity, one: Rule, other: Rule, what: str, values: Cell) -> Defect:
        remedy = "Maak de voorwaarden verschillend, voeg de regels samen of kies een ander trefferbeleid."
        return self._defect(kind, severity, (one.id, other.id), f"de regels '{one.id}' en '{other.id}' {what}.", remedy, values)

    def _unreached(self, cells: Sequence[tuple[Cell, list[Rule]]]) -> Iterator[Defect]:
        for rule in self.table.rules:
            fires = [(values, rules) for values, rules in cells if rule in rules]
            if not fires:
                yield self._defect(
                    "unreachable",
                    "error",
                    (rule.id,),
                    f"de regel '{rule.id}' kan nooit gelden.",
                    "Verbeter of verwijder de regel.",
                )
            elif self.table.hit_policy == HitPolicy.FIRST and all(rules[0] is not rule for _, rules in fires):
                before = tuple(dict.fromkeys(rules[0].id for _, rules in fires))
                yield self._defect(
                    "shadowed",
                    "error",
                    (rule.id, *before),
                    f"de regel '{rule.id}' komt nooit aan de beurt: altijd gaat een andere voor ({', '.join(before)}).",
                    "Zet de regel hoger, of verwijder hem.",
                    fires[0][0],
                )

    def _beyond(self, cells: Sequence[tuple[Cell, list[Rule]]]) -> Iterator[Defect]:
        """Sums outside the declared range of the outcome; single outcomes are judged when a table is read."""
        if self.table.hit_policy != HitPolicy.COLLECT_SUM:
            return
        low, high = parse_range(self.table.output.range)
        sums = sorted(
            ((self._outcome(values, rules) or 0.0, values, rules) for values, rules in cells if rules), key=lambda one: one[0]
        )
        too_low = [one for one in sums if one[0] < low - _EPSILON]
        too_high = [one for one in sums if one[0] > high + _EPSILON]
        for outcome, values, rules in (*too_low[:1], *too_high[-1:]):
            yield self._defect(
                "output-out-of-range",
                "error",
                tuple(rule.id for rule in rules),
                f"de uitkomsten tellen op tot {_shown(outcome)}, en dat valt buiten {self.table.output.range}.",
                "Pas de uitkomsten aan, of maak bij 'output' het bereik ruimer.",
                values,
            )

    def _complete(self, cells: Sequence[object], defects: Sequence[Defect]) -> Iterator[Proof]:
        kinds = {defect.kind for defect in defects}
        if "gap" not in kinds:
            yield Proof(self.table.id, "voor elke invoer geldt een regel", len(cells))
        if self.table.hit_policy == HitPolicy.UNIQUE and not kinds & {"overlap", "conflict", "duplicate"}:
            yield Proof(self.table.id, "er geldt nooit meer dan één regel", len(cells))
        if not kinds & {"unreachable", "shadowed", "never-true"}:
            yield Proof(self.table.id, "elke regel kan gelden", len(cells))
        summed = self.table.hit_policy == HitPolicy.COLLECT_SUM and any(isinstance(rule.then, str) for rule in self.table.rules)
        if self.table.output.range and "output-out-of-range" not in kinds and not summed:
            yield Proof(self.table.id, f"de uitkomst blijft binnen {self.table.output.range}", len(cells))

    def _monotone(self, cells: Sequence[tuple[Cell, list[Rule]]], defects: list[Defect]) -> Iterator[Proof]:
        """Whether a worse value of an input can lower the outcome, all else equal. Only for inputs that say what is worse."""
        outcomes = {tuple(values.values()): self._outcome(values, rules) for values, rules in cells}
        for place, column in enumerate(self.columns):
            if column.worse is None:
                continue
            fault = self._fall(place, column, outcomes)
            if fault is None:
                yield Proof(self.table.id, f"een slechtere '{column.name}' verlaagt de uitkomst nooit", len(cells))
                continue
            better, worse = (dict(zip((one.name for one in self.columns), values, strict=True)) for values in fault)
            rules = tuple(dict.fromkeys(rule.id for values in (better, worse) for rule in self._firing(values)))
            defects.append(
                self._defect(
                    "not-monotone",
                    "error",
                    rules,
                    f"een slechtere '{column.name}' ({_shown(worse[column.name])} na {_shown(better[column.name])}) "
                    f"verlaagt de uitkomst van {_shown(outcomes[fault[0]])} naar {_shown(outcomes[fault[1]])}.",
                    "Laat de uitkomst gelijk blijven of stijgen als het erger wordt.",
                    worse,
                )
            )

    def _fall(
        self, place: int, column: Input, outcomes: Mapping[tuple[Value | None, ...], float | None]
    ) -> tuple[tuple[Value | None, ...], tuple[Value | None, ...]] | None:
        atoms = [value for value in self.atoms[column.name] if value is not None]
        if column.worse == "lower":
            atoms = atoms[::-1]
        for values in outcomes:
            if values[place] != atoms[0]:
                continue
            line = [(*values[:place], atom, *values[place + 1 :]) for atom in atoms]
            for better, worse in pairwise(line):
                before, after = outcomes[better], outcomes[worse]
                if before is not None and (after is None or after < before):
                    return better, worse
        return None

    def _outcome(self, values: Cell, rules: Sequence[Rule]) -> float | None:
        """What the table gives under its hit policy; an outcome that names an input has that input's value."""
        numbers: list[float] = []
        for rule in rules:
            then = values.get(rule.then) if isinstance(rule.then, str) else rule.then
            if isinstance(then, (int, float)):
                numbers.append(float(then))
        if not numbers:
            return None
        if self.table.hit_policy == HitPolicy.COLLECT_MAX:
            return max(numbers)
        return sum(numbers) if self.table.hit_policy == HitPolicy.COLLECT_SUM else numbers[0]

    def _defect(
        self,
        kind: str,
        severity: Severity,
        rules: tuple[str, ...],
        message: str,
        remedy: str,
        example: Mapping[str, Value | None] | None = None,
    ) -> Defect:
        return Defect(kind, severity, self.table.id, rules, message, remedy, dict(example or {}))


def _holds(test: UnaryTest, value: Value | None) -> bool:
    return isinstance(test, Anything) if value is None else test.holds(value)


def _range_text(column: Input) -> str:
    if column.type == "text":
        return ", ".join(f'"{value}"' for value in column.values)
    return column.range or column.type


def _shown(value: Value | None) -> str:
    if value is None:
        return "niets"
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value).lower()
