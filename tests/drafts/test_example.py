"""The draft in `examples/` that a newcomer checks first: a whole plan with a handful of gaps, and the check finds them."""

from __future__ import annotations

from kbv_rules.check.check import check_document
from kbv_rules.check.rules import load_check_rules
from kbv_rules.documents.read import read_document
from kbv_rules.knowledge.load import load_knowledge
from tests.cli.running import EXAMPLES
from tests.drafts.make import FORMATS, mutants, source
from tests.drafts.source import edited, parse

DRAFT = EXAMPLES / "concept-ivp-waterwijk.docx"
GAPS = ("target-gone-S2", "partner-riec-gone", "policy-cycle-gone", "budget-amounts-gone", "law-drank-en-horecawet")


def draft() -> bytes:
    """The plan of Waterwijk (fictional) with these gaps; `python -m tests.drafts.test_example` writes it."""
    planted = {mutant.id: mutant for mutant in mutants("waterwijk")}
    text = source("waterwijk")
    for gap in GAPS:
        text = edited(text, planted[gap].edits)
    return FORMATS["docx"](parse(text))


def test_the_example_is_the_plan_with_these_gaps() -> None:
    assert DRAFT.read_bytes() == draft()


def test_each_gap_is_remarked() -> None:
    report = check_document(read_document(DRAFT), load_knowledge(), load_check_rules())
    planted = {mutant.id: mutant.rule for mutant in mutants("waterwijk")}
    assert {planted[gap] for gap in GAPS} <= {remark.rule for remark in report.remarks}


if __name__ == "__main__":
    DRAFT.write_bytes(draft())
