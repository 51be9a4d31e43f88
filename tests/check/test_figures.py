"""Baselines and targets in the sentences of real plans."""

from __future__ import annotations

import pytest

from kbv_rules.check.figures import Values, number_in, to_number, values_in
from kbv_rules.model.check_rules import CheckRules

PERIOD = (2026, 2030)
TEXTS = {
    "Aantal woninginbraken: van 120 in 2025 naar 90 in 2030": Values(120, 90),
    "Woninginbraken: nulmeting 2025: 120, streefwaarde 2030: 90": Values(120, 90),
    "Rapportcijfer veiligheidsgevoel: 7,1 in 2025, minimaal 7,4 in 2030": Values(7.1, 7.4),
    "Het aantal misdrijven (1.020 in 2025) daalt naar 950 in 2030": Values(1020, 950),
    "In 2030 is het aantal overvallen met 20% gedaald: een daling van 20%": Values(None, None, -20),
    "Streefwaarde: ten hoogste 40 meldingen": Values(None, 40),
    "Aantal woninginbraken": Values(),
    "De politie telde in 2025 achttien incidenten; in 2030 zijn dat er hoogstens tien": Values(18, 10),
    "17 procent van de inwoners in 2025, 14 procent in 2030": Values(17, 14),
    "46 in 2025, hooguit 35 in 2030": Values(46, 35),
    "Nu ervaart 7 procent veel overlast (2025); in 2030 is dat 5 procent": Values(7, 5),
    "8 procent in 2025 en 6 procent in 2030": Values(8, 6),
    "maximaal 35 (was 46 in 2025)": Values(46, 35),
    "10% minder dan in 2025": Values(None, None, -10),
    "Jongeren van 12 tot 18 jaar die drinken: 31 in 2025, 24 in 2030": Values(31, 24),
    "lag in 2025 op 31 en moet de komende jaren omlaag": Values(31, None, None, -1),
    "lag in 2025 op 31 en moet de komende jaren omhoog": Values(31, None, None, 1),
    "lag in 2025 op 31 en moet omlaag; er is meer toezicht": Values(31, None, None, -1),
    "lag in 2025 op 31 en moet omlaag, en wij willen meer toezicht": Values(31),
    "lag in 2025 op 31, moet naar 20 en moet omlaag": Values(31, 20),
    "nulmeting per 1.000 inwoners: 12; streefwaarde per 1.000 inwoners: 9": Values(12, 9),
    "40 meer bezoeken in 2030, nu 20": Values(20, 40),
    "Na een stijging volgt in 2030 een daling van 5%": Values(None, None, -5),
    "nulmeting 120, nu 118, streefwaarde 90, doel 80": Values(120, 90),
    "van 12 naar 10, met 2 minder": Values(12, 10),
    "46 in 2026, 40 in 2027": Values(46, 40),
    "Het cijfer van 2025: alles bij elkaar; 31 zaken": Values(31),
    "Nulmeting: één; streefwaarde: drie": Values(1, 3),
}


@pytest.mark.parametrize(("text", "values"), TEXTS.items())
def test_baseline_and_target_are_told_apart(text: str, values: Values, check_rules: CheckRules) -> None:
    assert values_in(text, check_rules.reading.indicators, PERIOD)[:4] == values[:4]


@pytest.mark.parametrize(("written", "number"), [("1.234,5", 1234.5), ("7,1", 7.1), ("1.020", 1020), ("12", 12)])
def test_numbers_are_read_as_dutch_writes_them(written: str, number: float) -> None:
    assert to_number(written) == number


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Het aantal branden daalt van 9 naar 4", -1),
        ("Het aantal branden daalt volgens de brandweer van 9 naar 12", -1),
        ("Inwoners die vinden dat overlast toeneemt: van 30 naar 20 procent", None),
        ("Inwoners die minder overlast ervaren van 25 naar 34 procent", None),
    ],
)
def test_a_sentence_may_say_itself_which_way_it_goes(text: str, moves: int | None, check_rules: CheckRules) -> None:
    assert values_in(text, check_rules.reading.indicators, PERIOD).moves == moves


def test_without_a_period_the_last_year_is_that_of_the_target(check_rules: CheckRules) -> None:
    assert values_in("120 in 2025 en 90 in 2030", check_rules.reading.indicators) == Values(120, 90)
    assert values_in("120 in 2025", check_rules.reading.indicators) == values_in("", check_rules.reading.indicators)


def test_the_figure_of_a_cell_is_no_year() -> None:
    assert [number_in(text) for text in ("2025: 120", "één", "twaalf", "volgt in 2026")] == [120, 1, 12, None]
