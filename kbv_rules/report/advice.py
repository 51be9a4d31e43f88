"""Writes an advice in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.report.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.model.advice import Advice
    from kbv_rules.rules.rule_set import RuleSet


def write_advice(advice: Advice, rules: RuleSet, form: str, target: Path | None) -> None:
    """Write 'text', 'md' or 'json' to a file or standard output."""
    write(advice_as(advice, rules, form), target)


def advice_as(advice: Advice, rules: RuleSet, form: str) -> str:
    """The advice as 'text', 'md' or 'json'."""
    if form == "json":
        from kbv_rules.report.advice_json import advice_json

        return advice_json(advice)
    from kbv_rules.report.advice_text import advice_blocks
    from kbv_rules.report.blocks import to_markdown, to_text

    blocks = advice_blocks(advice, rules)
    return to_markdown(blocks) if form == "md" else to_text(blocks)
