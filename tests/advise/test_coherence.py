"""What the rules name exists, and what they put together goes together."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbv_rules.advise.coherence import find_incoherence, prove_coherence
from kbv_rules.model.rule_report import RuleProblem
from kbv_rules.rules.places import RulePlaces
from kbv_rules.rules.rule_set import load_rule_set
from tests.advise.rule_copies import own_rules
from tests.strategies import KNOWLEDGE, RULES


def problems(folder: Path) -> list[RuleProblem]:
    rules = load_rule_set(folder)
    return find_incoherence(rules, KNOWLEDGE, RulePlaces(rules.folder))


def test_the_shipped_rules_only_hold_bundles_that_overlap() -> None:
    found = problems(RULES.folder)
    assert {one.id for one in found} == {"bundles-overlap"}
    proven = [proof.what for proof in prove_coherence(RULES, found)]
    assert "elk thema en deelthema dat de regels noemen, bestaat in de kennis" in proven


def test_of_two_bundles_that_overlap_only_the_first_tells() -> None:
    told = [one.message for one in problems(RULES.folder)]
    assert any("'geweld' deelt" in message and "high-impact-crime" in message for message in told)
    assert not any("'high-impact-crime' deelt" in message and "met geweld" in message for message in told)


def test_a_bundle_within_another_is_no_overlap() -> None:
    """'Jeugdoverlast en -criminaliteit' lies within 'Jeugd en veiligheid', as the handbook groups them."""
    told = " ".join(one.message for one in problems(RULES.folder))
    assert "jeugdoverlast-en-criminaliteit" not in told


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.3/woninginbrak", "1.3/woninginbraak"), ("1.3/geweld-criminaliteit", "1.3/geweldscriminaliteit")],
)
def test_the_nearest_id_is_offered_with_its_name(written: str, meant: str, tmp_path: Path) -> None:
    changes = {'"1.3/bedreiging", "1.3/geweldscriminaliteit"': f'"1.3/bedreiging", "{written}"'}
    (found,) = [one for one in problems(own_rules(tmp_path / "regels", "candidates.yaml", changes)) if one.id == "dangling-id"]
    assert found.remedy == f"Bedoelde u '{meant}' ({KNOWLEDGE.name(meant)})?"


def test_a_name_that_is_kept_only_to_recognise_headings_is_no_candidate(tmp_path: Path) -> None:
    """Field 2 as a whole has the members of smaller bundles; with `candidate: false` it competes with none."""
    told = " ".join(one.message for one in problems(RULES.folder))
    assert "bedrijvigheid-en-veiligheid" not in told
    changes = {'    members: ["2.1", "2.2"]\n': '    members: ["2.1", "2.4"]\n    candidate: false\n'}
    folder = own_rules(tmp_path / "regels", "candidates.yaml", changes)
    assert "veilig-ondernemen" not in " ".join(one.message for one in problems(folder))
