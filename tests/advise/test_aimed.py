"""Aimed findings come where rules change their mind."""

from __future__ import annotations

import pytest
from hypothesis import given

from kbv_rules.advise.aimed import Pair, aimed, as_figure, one_level_worse, one_worse, raised, worse_levels
from kbv_rules.findings.derive import derive
from kbv_rules.findings.read import to_findings
from kbv_rules.findings.write import findings_yaml
from kbv_rules.model.findings import Figure, Findings
from kbv_rules.yaml_file import parse_yaml
from tests.advise.workings import Workings
from tests.strategies import GROUND, KNOWLEDGE, RULES, law

AIMS = GROUND.aims


def ratio_of(figure: Figure) -> float | None:
    return derive(figure, {}, RULES.derivation).level_ratio


def test_the_ratios_stand_on_every_limit_of_the_tables_and_between_them() -> None:
    limits = {0.8, 1.1, 1.3, 1.7, 0.9, 1.05, 1.2, 1.5}
    assert limits <= set(AIMS.ratios)
    assert any(1.3 < ratio < 1.5 for ratio in AIMS.ratios)


def test_shares_bottlenecks_and_slopes_do_so_too() -> None:
    assert {15.0, 30.0} <= {share for share in AIMS.shares if share is not None}
    assert {0, 1, 2, 3, 4} <= set(AIMS.bottlenecks)
    assert {-0.05, 0.03, 0.08, 0.15} <= set(AIMS.slopes)


@pytest.mark.parametrize("ratio", AIMS.ratios)
@pytest.mark.parametrize("years", [2, 3, 4])
def test_a_figure_has_the_ratio_it_was_made_for(ratio: float, years: int) -> None:
    assert ratio_of(as_figure(0, "objective", years, 0.1, ratio, None)) == pytest.approx(ratio)


@pytest.mark.parametrize("ratio", AIMS.ratios)
def test_a_figure_that_is_raised_has_the_ratio_it_is_raised_to(ratio: float) -> None:
    figure = as_figure(0, "objective", 3, 0.0, 1.0, None)
    higher = raised(figure, ratio)
    assert ratio_of(higher) == pytest.approx(ratio)
    assert {year: value for year, value in higher.values.items() if year != 2025} == {2023: 100.0, 2024: 100.0}


def test_worse_levels_bring_a_figure_over_a_next_limit_only() -> None:
    figure = as_figure(0, "objective", 2, 0.0, 1.3, None)
    assert figure.benchmark
    ratios = [level / figure.benchmark.value for level in worse_levels(figure, AIMS)]
    assert ratios == pytest.approx([ratio for ratio in AIMS.ratios if ratio > 1.3])


@law(40)
@given(aimed(GROUND))
def test_aimed_findings_could_have_been_read(found: Findings) -> None:
    assert to_findings(parse_yaml(findings_yaml(found).encode(), "bevindingen.yaml"), KNOWLEDGE, RULES) == found


@law(60)
@given(one_worse(GROUND))
def test_one_finding_gets_worse_and_stays_the_only_one(pair: Pair) -> None:
    before, after = pair.before.findings, pair.after.findings
    assert [item.theme for item in before] == [item.theme for item in after] == [pair.subject]
    assert before != after
    assert pair.before.agendas == pair.after.agendas == ()


@law(60)
@given(one_level_worse(GROUND))
def test_one_member_gets_worse_on_everything(pair: Pair) -> None:
    changed = [(one, other) for one, other in zip(pair.before.findings, pair.after.findings, strict=True) if one != other]
    ((before, after),) = changed
    assert before.theme == pair.subject
    assert all(one.score < other.score for one, other in zip(before.judgements, after.judgements, strict=True))


def test_a_subject_at_the_burning_level_burns_and_a_level_lower_does_not() -> None:
    burning = RULES.candidates.burning
    for level, burns in ((AIMS.burning, True), (AIMS.burning - 1, False)):
        item = {"theme": "5.2", "judgements": [_judged(criterion, level) for criterion in GROUND.judged]}
        found = Findings.model_validate({**_HEAD, "findings": [item]})
        assert (Workings(found).scorer.unit("5.2", "5.2").strength >= burning) is burns


_HEAD = {"schema": 1, "date": "2025-06-01", "municipality": {"name": "x"}, "period": {"start": 2026, "end": 2029}}


def _judged(criterion: str, score: int) -> dict[str, object]:
    return {"criterion": criterion, "score": score, "by": "x", "date": "2025-06-01", "reason": "x"}
