"""Baselines and targets in the sentences of real plans."""

from __future__ import annotations

import pytest

from kbv_rules.check.figures import Values, to_number, values_in
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
