"""Writes docs/checks.md, what the checks look for, from the rules themselves: `python docs/make_checks.py`."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.check.rules import load_check_rules
from kbv_rules.report.check_docs import checks_markdown

TARGET = Path(__file__).with_name("checks.md")

if __name__ == "__main__":
    TARGET.write_text(checks_markdown(load_check_rules().checks), encoding="utf-8")
