"""What a finding can be; what cannot be true is refused, also for who builds findings in Python."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from kbv_rules.model.base import Misfit
from kbv_rules.model.findings import Benchmark, Figure, Findings, Period, ThemeFindings


def figure(**changes: Any) -> Figure:
    burglaries = {
        "name": "Diefstal/inbraak woning",
        "kind": "objective",
        "unit": "count",
        "values": {2022: 77, 2023: 94, 2024: 57},
        "source": "Politie",
    }
    return Figure(**{**burglaries, **changes})


def misfit(refused: pytest.ExceptionInfo[ValidationError]) -> Misfit:
    (error,) = refused.value.errors()
    told = error["ctx"]["error"]
    assert isinstance(told, Misfit)
    return told


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"unit": "percent", "values": {2021: 17, 2023: 100.1}}, ("values", "2023")),
        ({"unit": "mark", "values": {2021: 10.5, 2023: 7}}, ("values", "2021")),
        ({"values": {2023: 94.5, 2024: 57}}, ("values", "2023")),
        (
            {"unit": "percent", "values": {2023: 17}, "benchmark": Benchmark(value=101, unit="percent", group="Nederland")},
            ("benchmark", "value"),
        ),
        ({"unit": "per_1000", "benchmark": Benchmark(value=3, unit="count", group="Nederland")}, ("benchmark", "unit")),
    ],
)
def test_a_value_its_unit_cannot_have_is_refused_with_its_place(changes: dict[str, Any], at: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        figure(**changes)
    assert misfit(refused).at == at


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "percent", "values": {2021: 0, 2023: 100}},
        {"unit": "mark", "values": {2021: 0, 2023: 10}},
        {"unit": "scale", "values": {2021: 104.5, 2023: 98}},
        {"unit": "per_1000", "values": {2021: 1200, 2023: 3.5}},
        {"values": {2021: 0, 2023: 10**9}},
        {"benchmark": Benchmark(value=1.122, unit="per_1000", group="gemeenten van deze grootte")},
        {"benchmark": Benchmark(value=61.5, unit="count", group="gemeenten van deze grootte")},
    ],
)
def test_the_outermost_values_of_a_unit_are_taken(changes: dict[str, Any]) -> None:
    assert figure(**changes).values == changes.get("values", {2022: 77, 2023: 94, 2024: 57})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, 1e9 + 1, "veel", None])
def test_no_figure_holds_what_cannot_be_reckoned_with(value: Any) -> None:
    with pytest.raises(ValidationError):
        figure(values={2023: value, 2024: 57})


def test_a_plan_ends_in_or_after_the_year_it_starts() -> None:
    assert str(Period(start=2027, end=2030)) == "2027-2030"
    assert Period(start=2027, end=2027).end == 2027
    with pytest.raises(ValidationError) as refused:
        Period(start=2030, end=2027)
    assert misfit(refused).at == ("end",)
    assert misfit(refused).what == "het laatste jaar (2027) ligt voor het eerste (2030)."


@pytest.mark.parametrize("theme", ["1.1", "5.5", "3.12", "S2", "1.3/woninginbraak", "S1/online-oplichting"])
def test_what_a_theme_can_look_like(theme: str) -> None:
    assert ThemeFindings(theme=theme).theme == theme


@pytest.mark.parametrize("theme", ["6.1", "1", "1.", "s1", "A3", "1.3/", "1.3/Woninginbraak", "1.3/a/b", " 1.1", "1.1\n"])
def test_what_a_theme_cannot_look_like(theme: str) -> None:
    with pytest.raises(ValidationError):
        ThemeFindings(theme=theme)


def test_one_theme_has_its_findings_in_one_place() -> None:
    woven = {"schema": 1, "municipality": {"name": "Hulst"}, "period": {"start": 2027, "end": 2030}, "date": "2026-11-01"}
    with pytest.raises(ValidationError, match=r"thema '1\.1' heeft twee keer bevindingen"):
        Findings.model_validate({**woven, "findings": [{"theme": "1.1"}, {"theme": "1.2"}, {"theme": "1.1"}]})
    assert Findings.model_validate({**woven, "findings": [{"theme": "1.1"}]}).date == datetime.date(2026, 11, 1)


def test_a_finding_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        figure().name = "Iets anders"
