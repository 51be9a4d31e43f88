"""How hypothesis searches in this suite: the same cases every time, and a failing one shown as it was found.

Making a case small can take minutes. `KBV_EXAMPLES=1000 pytest tests/...` searches further, elsewhere each time, and does.
"""

from __future__ import annotations

import os

from hypothesis import Phase, settings

settings.register_profile(
    "suite",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.register_profile("search", max_examples=int(os.environ.get("KBV_EXAMPLES") or 100), deadline=None)
settings.load_profile("search" if os.environ.get("KBV_EXAMPLES") else "suite")
