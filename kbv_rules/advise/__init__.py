"""From findings to advice: scores, candidates, priorities, other themes, indicators.

The package is also the function: `kbv_rules.advise(findings)`, see docs/decisions/0003-callable-floors.md.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Floor(ModuleType):
    """A package that can be called as its main function."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from kbv_rules.advise.advise import advise

        return advise(*args, **kwargs)


sys.modules[__name__].__class__ = _Floor
