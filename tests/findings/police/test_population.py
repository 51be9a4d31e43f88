"""Population in today's borders: ours agrees with the source, and a file of one's own is put in the same borders."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.police.population import in_borders_of_today, read_population
from tests.findings.police.tables import YEARLY, gazetteer, needs_police_data, people

LEEUWARDEN = "GM0080"


def test_ours_knows_342_municipalities_and_14_years() -> None:
    assert len(people().names) == 342
    assert all(sorted(years) == list(range(2012, 2026)) for years in people().inhabitants.values())
    assert all(0 < count < 1_000_000 for years in people().inhabitants.values() for count in years.values())


@needs_police_data
def test_ours_is_what_cbs_counted_with_predecessors_added_up() -> None:
    """CBS table 70072ned, put together by our own facts of reorganisations; where one was split both are approximations."""
    raw: dict[str, dict[int, int]] = {}
    with (YEARLY / "inwoners_gemiddeld_70072ned.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["gemiddeld_aantal_inwoners"]:
                raw.setdefault(row["gemeentecode"], {})[int(row["jaar"])] = int(row["gemiddeld_aantal_inwoners"])
    made = in_borders_of_today(raw, gazetteer(), "CBS")
    checked = 0
    for code, years in people().inhabitants.items():
        for year, count in years.items():
            if (code, year) not in people().approximated:
                assert made.inhabitants[code][year] == count, (code, year)
                checked += 1
    assert checked == 342 * 14 - len(people().approximated) == 4719
    assert made.inhabitants[LEEUWARDEN][2017] == people().inhabitants[LEEUWARDEN][2017] == 118898
    assert people().approximated <= made.approximated


@needs_police_data
def test_ours_agrees_with_the_table_in_the_borders_of_2024() -> None:
    with (YEARLY / "inwoners_gemeentegrenzen_2024_afgeleid.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            code, year = row["gemeentecode"], int(row["jaar"])
            if code != LEEUWARDEN:  # there Leeuwarderadeel, which went in as a whole, is added as well
                assert people().inhabitants[code][year] == int(row["inwoners"])
            assert ((code, year) in people().approximated) == row["methode"].startswith("benadering")


@needs_police_data
@pytest.mark.parametrize("name", ["inwoners_gemeentegrenzen_2024_afgeleid.csv", "inwoners_gemiddeld_70072ned.csv"])
def test_the_tables_of_cbs_can_take_its_place(name: str) -> None:
    own = read_population(YEARLY / name, gazetteer())
    assert own.source == name
    assert own.inhabitants["GM0575"][2018] == people().inhabitants["GM0575"][2018], "Noordwijk, with Noordwijkerhout"


def test_predecessors_are_added_up_and_a_split_one_is_told(tmp_path: Path) -> None:
    own = tmp_path / "inwoners.csv"
    own.write_text(
        "RegioS,Perioden,GemiddeldeBevolking_3\n"
        "GM0951,2018JJ00,15000\nGM0881,2018JJ00,7800\nGM0962,2018JJ00,12900\nGM1954,2019JJ00,36000\n"
        "GM0788,2020JJ00,14000\nGM0865,2020JJ00,26000\nNL01,2018JJ00,17000000\n",
        encoding="utf-8",
    )
    found = read_population(own, gazetteer())
    assert found.inhabitants["GM1954"] == {2018: 35700, 2019: 36000}
    assert ("GM1954", 2018) in found.summed
    assert ("GM0865", 2020) in found.approximated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gemeentecode;jaar\nGM0715;2024\n", "geen kolom met het aantal inwoners"),
        ("gemeentecode;jaar;inwoners\nGM0715;2024;55.392\n", r"inwoners\.csv:2:1: '55\.392' is geen aantal inwoners"),
        ("gemeentecode;jaar;inwoners\nTerneuzen;2024;55392\n", "van geen enkele gemeente het inwonertal"),
    ],
)
def test_what_is_no_population_is_told(text: str, told: str, tmp_path: Path) -> None:
    own = tmp_path / "inwoners.csv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_population(own, gazetteer())
