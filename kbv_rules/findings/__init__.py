"""Local findings: reading them, and the facts that follow from them."""
