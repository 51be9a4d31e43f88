"""Small drafts in Markdown, as documents that were read."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.documents.markdown import read_markdown
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document


def draft(text: str, name: str = "concept.md") -> Document:
    """A document of Markdown, without a file."""
    return to_document(read_markdown(text, Path(name)), name, "md")


def snippet(text: str) -> Document:
    """The example of a check rule, under the title of a plan."""
    return draft(text if text.startswith("# ") else f"# Integraal veiligheidsplan 2027-2030\n\n{text}")
