"""Generated findings are findings that could have been read, and not all alike."""

from __future__ import annotations

from hypothesis import Phase, find, given, settings

from kbv_rules.advise.case import Case
from kbv_rules.advise.generate import Ground, findings
from kbv_rules.findings.read import to_findings
from kbv_rules.findings.write import findings_yaml
from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.findings import Findings
from kbv_rules.yaml_file import parse_yaml
from tests.strategies import GROUND, KNOWLEDGE, RULES, law, with_one_figure


@law(40)
@given(findings(GROUND))
def test_generated_findings_pass_every_check_of_a_findings_file(found: Findings) -> None:
    file = parse_yaml(findings_yaml(found).encode(), "bevindingen.yaml")
    assert to_findings(file, KNOWLEDGE, RULES) == found


@law(40)
@given(with_one_figure())
def test_one_figure_is_all_there_is(found: Findings) -> None:
    (item,) = found.findings
    assert len(item.figures) == 1
    assert (item.judgements, item.consultation, item.scenarios, found.agendas) == ((), (), (), ())


def test_among_them_are_some_with_as_many_priorities_as_there_may_be() -> None:
    most = len(RULES.limits.minimum)
    once = settings(phases=(Phase.generate,), max_examples=500, deadline=None, derandomize=True, database=None)

    def crowded(found: Findings) -> bool:
        return len(Case(found, KNOWLEDGE, RULES, RULES.profile(None)).choice.chosen) == most

    assert find(findings(GROUND), crowded, settings=once).findings


def test_what_can_be_judged_follows_from_the_rules() -> None:
    asked = {criterion.id for criterion in RULES.criteria if "oordeel" in criterion.tables}
    assert set(GROUND.judged) == asked
    assert "samenhang" not in GROUND.judged


def test_choices_turn_on_what_is_taken_along_and_on_members_of_bundles() -> None:
    assert "1.1/verward-gedrag" in GROUND.contested
    assert "1.3/woninginbraak" in GROUND.contested
    assert all(theme_of(sub) != sub and KNOWLEDGE.is_subject(sub) for sub in GROUND.contested)


def test_a_ground_can_stand_on_other_rules() -> None:
    assert Ground(KNOWLEDGE, RULES).themes == sorted(KNOWLEDGE.themes)
