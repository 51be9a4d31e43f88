"""A table too large to hold is streamed, and says the same as when it is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.errors import InputError
from kbv_rules.findings.police import text_file
from tests.findings.police.tables import BURGLARY, TERNEUZEN, YEARLY, needs_police_data, read, typed


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "MAX_WHOLE", 10)


@needs_police_data
@pytest.mark.parametrize("name", ["voorbeeld_TypedDataSet_47018NED_gereconstrueerd.csv", "misdrijven_gemeente_jaar.csv"])
def test_streamed_and_whole_say_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    streamed = read(YEARLY / name)
    monkeypatch.setattr(text_file, "MAX_WHOLE", 10**8)
    whole = read(YEARLY / name)
    assert streamed.values == whole.values
    assert streamed.kinds


def test_months_become_years_only_when_all_twelve_are_there(tmp_path: Path) -> None:
    cells: dict[tuple[str, str, str], object] = {("1.1.1", TERNEUZEN, f"2023MM{month:02}"): 5 for month in range(1, 13)}
    cells |= {("1.1.1", TERNEUZEN, f"2024MM{month:02}"): 5 for month in range(1, 12)} | {("1.1.1", TERNEUZEN, "2024MM12"): "."}
    cells |= {("1.1.1", "BU07150101", "2023MM01"): 5, ("1.1.1", "GM0998    ", "2023MM01"): 5}
    found = read(typed(tmp_path / "maanden.csv", cells))
    assert found.regions == {TERNEUZEN}
    assert found.of(BURGLARY, TERNEUZEN) == {2023: 60}
    assert found.left_out == {(BURGLARY, TERNEUZEN, 2024): 11}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([("1.1.1", TERNEUZEN, "2024JJ00", "1,04")], r":2:1: '1,04' is geen aantal"),
        ([("1.1.1", TERNEUZEN, "2024JJ00", 1), ("1.1.1", TERNEUZEN, "2024KW01", 1)], r":3:1: '2024KW01' is geen jaar of maand"),
        ([("1.1.1", "BU07150101", "2024JJ00", 1)], "telt per wijk of buurt"),
        ([("CRI1", TERNEUZEN, "2024JJ00", 1)], "een andere tabel"),
        ([("1.1.1", TERNEUZEN, "2024JJ00", 1)] * 2, "twee keer"),
    ],
)
def test_bad_input_is_told_as_for_a_small_table(cells: list[tuple[str, str, str, object]], told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        read(typed(tmp_path / "groot.csv", cells))


def test_rows_of_another_width_are_told(tmp_path: Path) -> None:
    path = typed(tmp_path / "groot.csv", [("1.1.1", TERNEUZEN, "2024JJ00", 1)])
    path.write_text(path.read_text(encoding="utf-8") + "1,2,3,4,5\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"hebben de velden van de kopregel. Dat begint op regel 3"):
        read(path)


def test_a_statline_export_this_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "statline.csv"
    path.write_text(
        '"Titel"\n"Onderwerp";"Geregistreerde misdrijven"\n"Perioden";"2024"\n"Regio\'s";"aantal"\n"Goes";"5"\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="Onbewerkte dataset"):
        read(path)
