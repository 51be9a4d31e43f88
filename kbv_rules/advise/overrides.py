"""What people decided beside what the rules would have given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.model.advice import OverrideAdvice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.advise.case import Case


def tell_overrides(case: Case) -> Iterator[OverrideAdvice]:
    """Every decision of people, in the order of the candidates, with what the rules alone would have said."""
    by_rules = {one.candidate.id for one in case.rule_choice.chosen}
    names = {one.id: one.name for one in case.candidates}
    for override in sorted(case.findings.overrides, key=lambda one: one.candidate):
        proposed = override.candidate in by_rules
        name = names.get(override.candidate, override.candidate)
        rules_say = case.rules.texts["override_proposed" if proposed else "override_not_proposed"]
        yield OverrideAdvice.model_construct(
            candidate=override.candidate,
            name=name,
            decision=override.decision,
            by=override.by,
            date=override.date.isoformat(),
            reason=override.reason,
            by_rules=proposed,
            text=case.rules.text(
                f"override_{override.decision}",
                name=name,
                by=override.by,
                date=override.date.isoformat(),
                reason=override.reason.rstrip("."),
                rules=rules_say,
            ),
        )
