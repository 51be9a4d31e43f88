"""kbv-rules: traceable advice on the priorities of a Dutch municipal safety plan.

The functions a program needs stand here; each loads its floor only when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbv_rules.advise.advise import advise as advise
    from kbv_rules.findings.read import read_findings as read_findings
    from kbv_rules.knowledge.load import load_knowledge as load_knowledge
    from kbv_rules.rules.rule_set import load_rule_set as load_rule_set

__version__ = "0.1.0"
__all__ = ["advise", "load_knowledge", "load_rule_set", "read_findings"]

_HOMES = {
    "load_knowledge": "kbv_rules.knowledge.load",
    "load_rule_set": "kbv_rules.rules.rule_set",
    "read_findings": "kbv_rules.findings.read",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "advise":  # the floor of that name can be called, see its docstring
        return import_module("kbv_rules.advise")
    raise AttributeError(f"module 'kbv_rules' has no attribute '{name}'")
