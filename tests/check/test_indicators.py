"""Indicators in tables, lists and sentences."""

from __future__ import annotations

import pytest

from kbv_rules.check.measured import Measured, period_of
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


def test_any_table_under_a_heading_on_indicators_is_read_and_no_other(plan: Read) -> None:
    table = "| Wat | 2025 | 2030 |\n|---|---|---|\n| Woninginbraken | 120 | 90 |\n"
    assert [one.name for one in measured(f"#### Meetlat\n\n{table}", plan)] == ["Woninginbraken"]
    assert measured(f"#### Aanpak\n\n{table}", plan) == ()


def test_of_columns_of_years_the_last_before_the_plan_and_the_last_of_it_count(plan: Read) -> None:
    table = "| Indicator | 2022 | 2025 | 2028 | 2030 |\n|---|---|---|---|---|\n| Woninginbraken | 150 | 120 | 100 | 90 |\n"
    (one,) = measured(table, plan)
    assert (one.baseline, one.target) == (120, 90)


def test_a_head_that_came_loose_from_its_rows_still_tells_what_they_are(plan: Read) -> None:
    head = "| Indicator | Nulmeting | Streefwaarde |\n|---|---|---|\n"
    rows = "| Aantal woninginbraken | 120 | 90 |\n|---|---|---|\n| Aantal overvallen | 3 | 1 |\n"
    found = measured(f"{head}\n{rows}", plan)
    assert [(one.baseline, one.target) for one in found] == [(120, 90), (3, 1)]


def test_the_cells_of_a_row_are_one_indicator_whatever_they_say(plan: Read) -> None:
    row = "| Aantal woninginbraken | hooguit 90 in 2030 (was 120 in 2025) |"
    (one,) = measured(f"#### Indicatoren\n\n| Indicator | Doel |\n|---|---|\n{row}\n", plan)
    assert (one.baseline, one.target) == (120, 90)


def test_an_indicator_that_comes_back_is_one(plan: Read) -> None:
    item = "- Aantal overvallen: van 3 in 2025 naar 1 in 2030\n"
    assert len(measured(f"#### Indicatoren\n\n{item}{item}", plan)) == 1


def test_what_a_survey_asks_after_is_an_indicator_under_such_a_heading(plan: Read) -> None:
    text = "Volgens de Veiligheidsmonitor is 80 procent in 2025 tevreden over de buurt."
    assert [one.baseline for one in measured(f"#### Indicatoren\n\n{text}", plan)] == [80]
    assert measured(text, plan) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal woninginbraken daalt naar 90 in 2027.",
        "Het aantal woninginbraken steeg, en de streefwaarde van 90 was niet gehaald.",
    ],
)
def test_what_the_plan_finds_when_it_begins_is_no_target(text: str, plan: Read) -> None:
    assert measured(text, plan) == ()


def test_a_survey_that_asks_after_the_same_is_another_indicator(plan: Read) -> None:
    item = "- Aantal overvallen{}: van 3 in 2025 naar 1 in 2030\n"
    found = measured(f"#### Indicatoren\n\n{item.format('')}{item.format(' volgens de Veiligheidsmonitor')}", plan)
    assert [one.id for one in found] == ["pol-overvallen", None]


def test_a_change_is_a_target(plan: Read) -> None:
    (one,) = measured("#### Indicatoren\n\n- Aantal woninginbraken: 10% minder dan in 2025\n", plan)
    assert (one.target, one.relative, one.has_target) == (None, -10, True)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Aantal huisbezoeken", {"output"}),
        ("Aantal slachtoffers van inbraak", {"objective"}),
        ("Aantal slachtoffers van inbraak (Veiligheidsmonitor)", {"objective", "subjective"}),
    ],
)
def test_the_words_of_an_indicator_say_its_kind_or_leave_it_open(name: str, kinds: set[str], plan: Read) -> None:
    (one,) = measured(f"#### Indicatoren\n\n- {name}: van 3 naar 2\n", plan)
    assert one.kinds == kinds


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("Vertrouwen na misdrijven", "higher_is_better"),
        ("Misdrijven en vertrouwen", None),
        ("Meldingen van overlast", "fewer_reports"),
        ("Meldingen van huiselijk geweld", "neutral"),
        ("Meldingen bij het wijkteam", "neutral"),
        ("Inwoners zonder last van drugsgebruik", "higher_is_better"),
        ("Open deuren", None),
    ],
)
def test_the_words_of_an_indicator_say_which_way_is_better(name: str, direction: str | None, plan: Read) -> None:
    (one,) = measured(f"#### Indicatoren\n\n- {name}: van 3 naar 2\n", plan)
    assert one.direction == direction


def test_a_long_name_is_cut_between_words(plan: Read) -> None:
    name = "Aantal inwoners dat de afgelopen twaalf maanden ten minste eenmaal slachtoffer was van woninginbraak of diefstal"
    (one,) = measured(f"#### Indicatoren\n\n- {name}: van 3 naar 2\n", plan)
    assert name.startswith(f"{one.name} ")


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("Veiligheidsplan 2027-2030", "Het plan van 2023-2026 liep af, en dat van 2023-2026 was goed.", (2027, 2030)),
        ("Veiligheidsplan", "Na het plan 2023-2026 volgt 2027 t/m 2030. In 2027-2030 doen wij meer.", (2027, 2030)),
        ("Veiligheidsplan", "In 2023-2026 en nog eens in 2023-2026; straks volgt 2027-2030.", (2023, 2026)),
        ("Veiligheidsplan", "De omgevingsvisie loopt van 2020-2040 en het jaarplan van 2026-2027.", None),
    ],
)
def test_the_period_is_what_the_title_or_most_of_the_text_says(
    title: str, text: str, period: tuple[int, int] | None, plan: Read
) -> None:
    chapters = "## Prioriteiten\n\nTekst.\n\n## Begroting\n\nTekst.\n"
    assert period_of(plan(f"# {title}\n\n## Terugblik\n\n{text}\n\n{chapters}")) == period


@pytest.mark.parametrize(
    ("name", "source", "kinds"),
    [
        ("Geslaagde babbeltrucs", "BVI", {"objective"}),
        ("Geslaagde babbeltrucs", "eigen onderzoek", {"objective", "subjective"}),
        ("Medewerkers die op tijd paraat zijn", "oefenverslagen", {"objective"}),
        ("Medewerkers die op tijd paraat zijn", "VRIJ", {"objective", "subjective"}),
        ("Oefeningen waarin de opvang op tijd klaar is", "VRIJ", {"objective"}),
    ],
)
def test_a_source_that_is_no_survey_registers(name: str, source: str, kinds: set[str], plan: Read) -> None:
    table = f"| Wat | Bron | Nu | Streefwaarde |\n|---|---|---|---|\n| {name} | {source} | 71% | 80% |\n"
    (one,) = measured(f"#### Indicatoren\n\n{table}", plan)
    assert one.kinds == kinds


@pytest.mark.parametrize(
    ("before", "direction"), [("Deze cijfers moeten omlaag:", "lower_is_better"), ("Wij volgen:", "fewer_reports")]
)
def test_the_text_before_a_table_may_say_which_way_all_in_it_goes(before: str, direction: str, plan: Read) -> None:
    table = "| Indicator | Nu | Doel |\n|---|---|---|\n| Meldingen van overlast | 312 | 362 |\n"
    items = "- Meldingen van overlast: van 312 in 2025 naar 362 in 2030\n"
    for what in (table, items):
        (one,) = measured(f"#### Indicatoren\n\n{before}\n\n{what}", plan)
        assert one.direction == direction


AIM = "Het aantal autobranden daalt van 9 in 2025 tot 4 in 2030."


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (f"Daaraan zijn twee maatstaven verbonden. Het aantal overvallen was 9 in 2025 en neemt af. {AIM}", [None, 4]),
        (f"Het aantal overvallen was 9 in 2025 en neemt af. {AIM}", [4]),
        ("De cijfers stellen teleur. Het aantal overvallen was 9 in 2025 en neemt niet af.", []),
        (f"Wij volgen twee cijfers. Het aantal overvallen was 9 in 2025. In 2030 zijn het er hooguit 5 per jaar. {AIM}", [4]),
    ],
)
def test_behind_what_announces_indicators_one_without_a_target_counts(text: str, targets: list[float | None], plan: Read) -> None:
    assert [one.target for one in measured(text, plan)] == targets


@pytest.mark.parametrize(
    ("cell", "target", "relative"),
    [("22% of minder", 22, None), ("minder dan 22%", 22, None), ("10% lager", None, -10), ("10% minder dan in 2025", None, -10)],
)
def test_a_level_in_words_that_compare_is_no_change(cell: str, target: float | None, relative: float | None, plan: Read) -> None:
    table = f"| Indicator | Nu | Doel |\n|---|---|---|\n| Inwoners met overlast | 27% | {cell} |\n"
    (one,) = measured(f"#### Indicatoren\n\n{table}", plan)
    assert one.relative == relative
    assert relative is not None or one.target == target


def test_a_footnote_is_no_indicator(plan: Read) -> None:
    table = "| Indicator | 2025 | 2030 |\n|---|---|---|\n| Aantal woninginbraken[^1] | 90 | 70 |\n"
    note = "[^1]: Afgezet tegen het aantal controles (in 2025: 64), dat niet mag afnemen.\n"
    assert [one.name for one in measured(f"#### Indicatoren\n\n{table}\n{note}", plan)] == ["Aantal woninginbraken"]
