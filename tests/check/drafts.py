"""Small drafts in Markdown, as documents that were read."""

from __future__ import annotations

from pathlib import Path

from kbv_rules.documents.markdown import read_markdown
from kbv_rules.documents.sections import to_document
from kbv_rules.model.document import Document

# All themes, as a plan would name them.
THEMES = {
    "1.1": "Sociale kwaliteit",
    "1.2": "Fysieke kwaliteit",
    "1.3": "Objectieve veiligheid",
    "1.4": "Subjectieve veiligheid",
    "2.1": "Veilig winkelgebied",
    "2.2": "Veilige bedrijventerreinen",
    "2.3": "Veilig uitgaan",
    "2.4": "Veilige evenementen",
    "2.5": "Veilig toerisme",
    "3.1": "Jeugdoverlast",
    "3.2": "Jeugdcriminaliteit",
    "3.3": "Jeugd, alcohol en drugs",
    "3.4": "Veilig in en om de school",
    "4.1": "Verkeersveiligheid",
    "4.2": "Brandveiligheid",
    "4.3": "Omgevingsveiligheid",
    "4.4": "Rampenbestrijding en crisisbeheersing",
    "5.1": "Polarisatie en radicalisering",
    "5.2": "Ondermijning",
    "5.3": "Weerbaar bestuur",
    "5.4": "Informatieveiligheid",
    "5.5": "Integriteit",
}


def draft(text: str, name: str = "concept.md") -> Document:
    """A document of Markdown, without a file."""
    return to_document(read_markdown(text, Path(name)), name, "md")


def snippet(text: str) -> Document:
    """The example of a check rule, under the title of a plan."""
    return draft(text if text.startswith("# ") else f"# Integraal veiligheidsplan 2027-2030\n\n{text}")


def others_but(*themes: str) -> str:
    """The other themes of a plan, each under its own name, but these."""
    return "\n\n".join(f"### {name}\n\nTekst." for theme, name in THEMES.items() if theme not in themes)
