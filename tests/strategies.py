"""Any findings a municipality could bring, for laws that must hold on all of them.

The generator is shipped, for `kbv rules validate`; here it stands on our own knowledge and rules.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from kbv_rules.advise import alter, generate
from kbv_rules.advise.alter import Changed, reordered
from kbv_rules.advise.generate import AGENDA_KINDS, TEXTS, Ground
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Findings, ThemeFindings
from kbv_rules.rules.rule_set import load_rule_set

__all__ = [
    "AGENDA_KINDS",
    "CONTESTED",
    "CROSS_CUTTING",
    "GROUND",
    "JUDGED",
    "KNOWLEDGE",
    "RULES",
    "SUBJECTS",
    "SUB_THEMES",
    "TEXTS",
    "THEMES",
    "Changed",
    "findings",
    "law",
    "put",
    "reordered",
    "with_a_worse_last_year",
    "with_one_figure",
    "with_one_more",
    "worsened",
]

KNOWLEDGE = load_knowledge()
RULES = load_rule_set()
GROUND = Ground(KNOWLEDGE, RULES)

THEMES = GROUND.themes
CROSS_CUTTING = GROUND.cross_cutting
SUB_THEMES = sorted(KNOWLEDGE.sub_themes)
JUDGED = GROUND.judged
CONTESTED = GROUND.contested
SUBJECTS = GROUND.subjects

# The same examples every time, and a case that fails is shown as it was found (making it small can take minutes);
# KBV_EXAMPLES=1000 searches further, and elsewhere each time.
_SEARCH = os.environ.get("KBV_EXAMPLES")


def law(examples: int) -> settings:
    """How hard a law is tried."""
    return settings(
        max_examples=int(_SEARCH) if _SEARCH else examples,
        derandomize=not _SEARCH,
        deadline=None,
        phases=tuple(Phase) if _SEARCH else (Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def findings(most: int = 7) -> st.SearchStrategy[Findings]:
    """Any valid findings of one municipality; in half of them much is wrong in many places."""
    return generate.findings(GROUND, most)


def with_one_figure() -> st.SearchStrategy[Findings]:
    """Findings of nothing but one figure, so that whatever it does shows."""
    return generate.with_one_figure(GROUND)


def put(found: Findings, subject: str, change: Callable[[ThemeFindings], ThemeFindings]) -> Findings:
    """The findings with those on one subject changed, or begun."""
    return alter.put(found, subject, change, GROUND)


def with_a_worse_last_year(found: Findings) -> st.SearchStrategy[Findings]:
    """The same findings with the last year of one figure worse, where there is one that has a direction."""
    return alter.with_a_worse_last_year(found, GROUND)


def worsened(found: Findings) -> st.SearchStrategy[Changed]:
    """The same findings with one thing worse."""
    return alter.worsened(found, GROUND)


def with_one_more(found: Findings) -> st.SearchStrategy[Changed]:
    """The same findings with one finding more, good or bad, on any subject."""
    return alter.with_one_more(found, GROUND)
