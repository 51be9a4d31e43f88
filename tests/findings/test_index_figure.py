"""An index goes into a findings file as a figure that names its parts, and is read back as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.composite import index_result
from kbv_rules.findings.index_figure import index_figure
from kbv_rules.findings.read import read_findings
from kbv_rules.findings.write import figures_yaml
from kbv_rules.model.findings import Figure
from tests.findings.test_composite import AREAS, TABLE_OF_ONES, YEARS, definition

TABLE = TABLE_OF_ONES | {("Waterwijk", 2024, "inbraak"): 14.0, ("Nederland", 2024, "geweld"): 12.0}


def figure(table: dict[tuple[str, int, str], float] = TABLE, area: str = "Waterwijk", turn: str = "mirror") -> Figure:
    meant = definition(turn=turn)
    return index_figure(meant, index_result(meant, table, [(one, year) for one in AREAS for year in YEARS]), area)


def test_the_figure_names_its_parts_and_stands_beside_the_base_area() -> None:
    made = figure()
    assert (made.unit, made.direction, made.values) == ("scale", "lower_is_better", {2020: 100, 2024: 110})
    assert made.benchmark is not None
    assert (made.benchmark.value, made.benchmark.group, made.benchmark.year) == (105, "Nederland", 2024)
    assert made.note is not None
    assert "Nederland in 2020 = 100. Delen in 2024: geregistreerd 120 en beleefd 100." in made.note


def test_the_base_area_is_not_compared_with_itself() -> None:
    assert figure(area="Nederland").benchmark is None


def test_it_can_be_put_under_a_theme_of_a_findings_file(tmp_path: Path) -> None:
    path = tmp_path / "bevindingen.yaml"
    head = "schema: 1\ndate: 2025-11-01\nmunicipality: {name: Waterwijk}\nperiod: {start: 2026, end: 2029}\nfindings:\n"
    path.write_text(head + '  - theme: "1.4"\n' + figures_yaml([figure()]), encoding="utf-8")
    assert read_findings(path).findings[0].figures == (figure(),)


def test_years_without_a_value_are_left_out_and_none_at_all_is_refused() -> None:
    gap = {key: value for key, value in TABLE.items() if key != ("Waterwijk", 2020, "inbraak")}
    assert list(figure(gap).values) == [2024]
    none = {key: value for key, value in gap.items() if key != ("Waterwijk", 2024, "inbraak")}
    with pytest.raises(InputError, match="heeft voor Waterwijk in geen enkel jaar een waarde"):
        figure(none)


def test_a_series_that_does_not_rest_on_the_same_parts_says_so() -> None:
    gap = {key: value for key, value in TABLE.items() if key != ("Waterwijk", 2020, "inbraak")}
    meant = definition(missing="mean_of_others")
    made = index_figure(meant, index_result(meant, gap, [("Waterwijk", year) for year in YEARS]), "Waterwijk")
    assert "Wegens gebrek aan cijfers telden niet mee: inbraak (2020)." in str(made.note)
    assert "Wegens gebrek" not in str(figure().note)


def test_a_figure_cannot_lie_below_nought() -> None:
    with pytest.raises(InputError, match="komt voor Waterwijk onder nul"):
        figure(TABLE | {("Waterwijk", 2024, "rapportcijfer"): 1000.0})


def test_a_base_of_almost_nothing_is_told() -> None:
    with pytest.raises(InputError, match="boven 1e"):
        figure(TABLE | {("Nederland", 2020, "inbraak"): 1e-9})
