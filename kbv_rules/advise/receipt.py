"""What ran on what: versions, hashes, parameters and time of an advice."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kbv_rules import __version__
from kbv_rules.model.advice import Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbv_rules.advise.case import Case
    from kbv_rules.model.findings import Findings


def make_receipt(case: Case, *, time: str | None, files: Mapping[str, str], robustness: bool) -> Receipt:
    """The receipt of one advice."""
    return Receipt.model_construct(
        version=__version__,
        knowledge=case.knowledge.hash,
        rules=case.rules.hash,
        findings=hash_of(case.findings),
        profile=case.profile.id,
        time=time or now(),
        robustness=robustness,
        files=dict(sorted(files.items())),
    )


def hash_of(findings: Findings) -> str:
    """SHA-256 of what the findings say: in which order they stand in the file does not matter."""
    return hashlib.sha256(_canonical(findings.model_dump(mode="json", by_alias=True)).encode()).hexdigest()


def _canonical(value: Any) -> str:
    """JSON with the keys of every object and the items of every list in a fixed order."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{_canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted(map(_canonical, value))) + "]"
    return json.dumps(value, ensure_ascii=False)


def now() -> str:
    """The present moment in UTC, or the one in SOURCE_DATE_EPOCH (seconds), for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
