"""The themes that a mention names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.plan import Plan

THEMES = ("theme", "sub_theme", "bundle")


def themes_of(mention: Mention, plan: Plan) -> tuple[str, ...]:
    """The themes a mention names; none for an overarching theme, which is no theme of the handbook's tables.

    A word that is too general ('jongeren') does not name all themes of a bundle.
    """
    if mention.kind == "bundle":
        if mention.weak:
            return ()
        bundle = plan.meanings.bundles[mention.id]
        return tuple(dict.fromkeys(theme_of(member) for member in bundle.members))
    if mention.kind in THEMES and theme_of(mention.id) in plan.knowledge.themes:
        return (theme_of(mention.id),)
    return ()
