"""What the check rules look for, written from the rules themselves: `kbv check --explain ID` and docs/checks.md."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kbv_rules.check.registry import DETECTORS
from kbv_rules.check.rules import when_of
from kbv_rules.report.blocks import Block, Bullets, Grid, Heading, Paragraph, to_markdown, to_text

if TYPE_CHECKING:
    from kbv_rules.model.check_rules import CheckRule

_SEVERITIES = {"error": "fout", "warning": "aandachtspunt", "note": "suggestie"}
_FIELD = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")
_INTRO = (
    "Gemaakt uit de regels in `rules/checks/` met `python docs/make_checks.py`; een test houdt het gelijk en voert de "
    "voorbeelden uit. "
    "Een gemeente kan in een eigen map (`kbv check PLAN --rules MAP`) in `MAP/checks/ID.yaml` een deel van een regel wijzigen: "
    "`severity`, `enabled: false`, drempels onder `when`, of de teksten. Wat daar niet staat, blijft zoals hier."
)


def explained(rule: CheckRule) -> str:
    """One check as text."""
    blocks = [Heading(1, f"{rule.id}: {rule.name}"), *_blocks(rule)]
    return f"{to_text(blocks)}\n{_example('Wel een opmerking', rule.fails)}\n{_example('Geen opmerking', rule.passes)}"


def checks_markdown(rules: Sequence[CheckRule]) -> str:
    """All checks as one page."""
    ordered = sorted(rules, key=lambda rule: (rule.order, rule.id))
    rows = tuple((f"[{rule.id}](#{rule.id})", rule.name, _SEVERITIES[rule.severity]) for rule in ordered)
    parts = [to_markdown([Heading(1, "Toetsen"), Paragraph(_INTRO), Grid(("toets", "naam", "weegt"), rows)])]
    for rule in ordered:
        parts.append(
            to_markdown(
                [Heading(2, rule.id), Paragraph(f"**{rule.name}.** Weegt als {_SEVERITIES[rule.severity]}."), *_blocks(rule)]
            )
        )
        parts.append(
            f"Wel een opmerking:\n\n````markdown\n{rule.fails.rstrip()}\n````\n\n"
            f"Geen opmerking:\n\n````markdown\n{rule.passes.rstrip()}\n````\n"
        )
    return "\n".join(parts)


def _blocks(rule: CheckRule) -> Iterator[Block]:
    yield Paragraph(f"Opmerking: {plain(rule.message)}")
    if rule.more:
        yield Bullets(tuple(plain(text) for text in rule.more.values()))
    yield Paragraph(f"Waarom: {plain(rule.why)} Bron: {plain(rule.source)}.")
    yield Paragraph(f"Doen: {plain(rule.advice)}")
    yield Paragraph(f"Mag blijven als: {plain(rule.fine_when)}")
    about = DETECTORS[rule.detector].about
    yield Paragraph(f"Sleutels van 'about': {', '.join(about) if about else 'geen'}.")
    if told := when_of(rule).model_dump():
        yield Bullets(tuple(f"{name}: {_value(value)}" for name, value in told.items()))


def plain(text: str) -> str:
    """A template for a reader: names in braces between angle brackets would be HTML, so they become dots."""
    return _FIELD.sub(r"[\1]", text)


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(item) for item in value) if value else "geen"
    if isinstance(value, dict):
        return "; ".join(f"{name} {_value(item)}" for name, item in value.items() if item)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _example(title: str, text: str) -> str:
    return f"{title}:\n\n{textwrap.indent(text.rstrip(), '    ')}\n"
