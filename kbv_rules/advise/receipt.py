"""What ran on what: versions, hashes, parameters and time of an advice."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kbv_rules import __version__
from kbv_rules.model.advice import Receipt

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.findings import Findings
    from kbv_rules.model.judgement import Profile
    from kbv_rules.rules.rule_set import RuleSet


def make_receipt(findings: Findings, knowledge: Knowledge, rules: RuleSet, profile: Profile, time: str | None) -> Receipt:
    """The receipt of one advice. Findings are hashed by content: the order of keys in the file does not matter."""
    return Receipt.model_construct(
        version=__version__,
        knowledge=knowledge.hash,
        rules=rules.hash,
        findings=hash_of(findings),
        profile=profile.id,
        time=time or now(),
    )


def hash_of(findings: Findings) -> str:
    """SHA-256 of the findings as canonical JSON."""
    content = json.dumps(findings.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def now() -> str:
    """The present moment in UTC, or the one in SOURCE_DATE_EPOCH (seconds), for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
