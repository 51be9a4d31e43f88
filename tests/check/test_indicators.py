"""Indicators in tables, lists and sentences."""

from __future__ import annotations

import pytest

from kbv_rules.check.indicators import Measured
from kbv_rules.check.view import View
from tests.check.conftest import Read

TABLE = (
    "| {0} | {1} | {2} |\n|---|---|---|\n| Aantal woninginbraken | 120 | 90 |\n| Rapportcijfer veiligheidsgevoel | 7,1 | 7,4 |\n"
)


def measured(text: str, plan: Read) -> tuple[Measured, ...]:
    view = View(plan(f"## Prioriteiten\n\n### Woninginbraken\n\n{text}\n"))
    return view.measured(view.plan.priorities[0])


@pytest.mark.parametrize(
    "heads", [("Indicator", "Nulmeting", "Streefwaarde"), ("Wat meten we", "Nu (2025)", "Straks"), ("Indicator", "2025", "2030")]
)
def test_a_table_gives_each_row_with_where_it_stands_and_should_go(heads: tuple[str, ...], plan: Read) -> None:
    found = measured(TABLE.format(*heads), plan)
    assert [(one.baseline, one.target) for one in found] == [(120, 90), (7.1, 7.4)]
    assert [one.kinds for one in found] == [{"objective"}, {"subjective"}]


def test_an_item_that_only_gives_a_value_belongs_to_the_indicator_before_it(plan: Read) -> None:
    (one,) = measured("#### Indicatoren\n\n- Aantal woninginbraken\n- Nulmeting: 120 (2025)\n- Streefwaarde: 90 (2030)\n", plan)
    assert (one.baseline, one.target) == (120, 90)


def test_what_happened_in_the_past_is_no_target(plan: Read) -> None:
    assert measured("Het aantal woninginbraken steeg van 38 in 2021 naar 63 in 2025.", plan) == ()


def test_a_target_in_running_text_is_found(plan: Read) -> None:
    (one,) = measured("Het aantal woninginbraken gaat van 120 in 2025 naar 90 in 2030.", plan)
    assert (one.baseline, one.target, one.direction) == (120, 90, "lower_is_better")


def test_a_cell_without_a_figure_is_no_target(plan: Read) -> None:
    text = "| Indicator | Nulmeting | Streefwaarde |\n|---|---|---|\n| Aantal woninginbraken | 120 | volgt |\n"
    (one,) = measured(text, plan)
    assert (one.has_baseline, one.has_target) == (True, False)


def test_what_is_kept_level_has_a_target(plan: Read) -> None:
    (one,) = measured("#### Indicatoren\n\n- Aantal woninginbraken: 120 in 2025, stabiel houden\n", plan)
    assert one.has_target


def test_a_figure_of_the_present_under_a_goal_is_an_indicator_without_a_target(plan: Read) -> None:
    (one,) = measured("#### Doelen\n\nHet aantal woninginbraken lag in 2025 op 31 en moet omlaag.", plan)
    assert (one.baseline, one.target, one.has_target) == (31, None, False)


def test_the_words_of_an_indicator_may_stand_in_another_order(plan: Read) -> None:
    goals = "#### Indicatoren\n\n- Het aantal ongevallen met letsel: 46 in 2025, 35 in 2030.\n"
    text = f"## Prioriteiten\n\n### Verkeersveiligheid\n\n{goals}"
    view = View(plan(text))
    assert [one.id for one in view.measured(view.plan.priorities[0])] == ["pol-ongevallen-letsel"]


def test_of_people_who_feel_unsafe_it_is_not_sure_that_more_is_better(plan: Read) -> None:
    safe, unsafe = (
        measured(f"#### Indicatoren\n\n- Veiligheidsgevoel{more}: van 9 naar 6.\n", plan)[0] for more in ("", " (% onveilig)")
    )
    assert (safe.direction, unsafe.direction) == ("higher_is_better", None)
