"""The check rules of an installation, or with what a municipality changed in them; from a compiled copy where there is one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbv_rules import compiled
from kbv_rules.data_folder import data_folder

if TYPE_CHECKING:
    from kbv_rules.model.check_rules import CheckRule, CheckRules


def load_check_rules(own: Path | None = None) -> CheckRules:
    """All check rules.

    Raises:
        InputError: a file that is missing or cannot mean something, each fault with file:line:column.
    """
    ours = data_folder("rules")
    key = compiled.fingerprint(ours)
    if own is not None and own.is_dir():
        key = hashlib.sha256(f"{key} {compiled.fingerprint(own)}".encode()).hexdigest()
    rules: CheckRules | None = compiled.recall("checks", key) if own is None or own.is_dir() else None
    if rules is None:
        from kbv_rules.check.rule_files import read_check_rules

        rules = compiled.remember("checks", key, read_check_rules(ours, own))
    assert rules is not None
    return rules


def when_of(rule: CheckRule) -> Any:
    """What a rule tells its detector: the fields of the model that `DETECTORS` names for it."""
    return compiled.unpack(rule.when)
