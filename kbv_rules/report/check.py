"""Writes a check report in the form asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.report.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.check_rules import CheckRules
    from kbv_rules.model.document import Document
    from kbv_rules.model.remark import CheckReport

FORMS = ("text", "json", "sarif", "html", "docx")


def write_check(
    report: CheckReport,
    form: str,
    draft: Path,
    target: Path | None,
    *,
    document: Document,
    knowledge: Knowledge,
    rules: CheckRules,
) -> None:
    """Write the report to `target`, or to standard output. `document` is the draft as it was read.

    Raises:
        InputError: the target cannot be written, is the draft itself, or is not given for a form that is no text.
    """
    from kbv_rules.errors import input_error

    if target is not None and target.exists() and target.samefile(draft):
        raise input_error(target, "dit is het concept zelf.", "Geef een andere bestandsnaam op; het concept blijft zoals het is.")
    if form == "docx":
        from kbv_rules.report.check_docx import write_check_docx
        from kbv_rules.report.check_words import Names

        if target is None:
            raise input_error(draft, "een Word-bestand kan niet naar het scherm.", "Geef met -o op hoe het moet heten.")
        write_check_docx(report, draft, document, Names(knowledge, rules), target)
        return
    if form == "json":
        from kbv_rules.report.check_json import check_json

        write(check_json(report), target)
    elif form == "sarif":
        from kbv_rules.report.check_sarif import check_sarif

        write(check_sarif(report, draft, document, rules), target)
    elif form == "html":
        from kbv_rules.report.check_html import check_html
        from kbv_rules.report.check_words import Names

        write(check_html(report, Names(knowledge, rules)), target)
    else:
        from kbv_rules.report.check_text import check_text

        write(check_text(report), target)
