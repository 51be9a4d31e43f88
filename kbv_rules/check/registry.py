"""The detectors: what a check can look for. Each is mechanics; thresholds and texts come from its rule.

A detector takes a `View` and the `when` of a rule, and gives a `Hit` for everything it finds. Its module is imported when it
is first run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.model import check_rules as when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.view import Hit, View
    from kbv_rules.model.base import Frozen


class Detector(NamedTuple):
    """Where a detector stands, what it must be told, the keys of `about`, the names its texts may use, its extra sentences."""

    place: str
    when: type[Frozen]
    about: tuple[str, ...]
    names: tuple[str, ...]
    more: tuple[str, ...] = ()

    def run(self, view: View, told: Frozen) -> Iterator[Hit]:
        """All hits in one draft."""
        module, _, function = self.place.partition(":")
        hits: Iterator[Hit] = getattr(import_module(f"kbv_rules.check.detectors.{module}"), function)(view, told)
        return hits


DETECTORS: dict[str, Detector] = {
    "chapters": Detector("chapters:missing", when.ChapterWhen, ("chapter",), ("chapter", "name", "parts", "count"), ("unnamed",)),
    "chapter-order": Detector("chapters:order", when.ChapterWhen, (), ("order",)),
    "no-priorities": Detector("priorities:none", when.NothingWhen, (), ("chapter",), ("looks_like",)),
    "many-priorities": Detector("priorities:many", when.CountWhen, (), ("count", "most", "names")),
    "unknown-priority": Detector("priorities:unknown", when.NothingWhen, ("priority",), ("priority",)),
    "elements": Detector(
        "elements:missing", when.ElementsWhen, ("priority", "element"), ("priority", "element", "name", "text"), ("nowhere",)
    ),
    "other-themes": Detector("priorities:no_others", when.NothingWhen, (), ("count", "names")),
    "cross-links": Detector(
        "cross_links:missing",
        when.CrossLinksWhen,
        ("priority", "theme", "linked_theme"),
        ("priority", "theme", "theme_name", "linked_theme", "linked_name", "label", "other", "score"),
        ("mutual", "one_way", "other_priority", "finding"),
    ),
    "facet": Detector(
        "facets:missing", when.FacetWhen, ("chapter|priority",), ("place", "subject", "topics"), ("chapter", "priority")
    ),
    "themes": Detector("themes:not_covered", when.ThemesWhen, ("theme",), ("theme", "name", "count", "names"), ("several",)),
    "partners": Detector(
        "partners:missing", when.PartnersWhen, ("priority", "partner"), ("priority", "partner", "name", "themes")
    ),
    "phrases": Detector("phrases:missing", when.PhrasesWhen, (), ("phrases",)),
    "no-budget": Detector("budget:missing", when.BudgetWhen, (), ("name",)),
    "budget-amounts": Detector("budget:without_amounts", when.BudgetWhen, (), ("name",)),
    "indicator-count": Detector(
        "indicators:count",
        when.RangeWhen,
        ("priority", "count"),
        ("priority", "count", "least", "most", "names"),
        ("none", "few", "many"),
    ),
    "indicator-mix": Detector(
        "indicators:mix",
        when.NothingWhen,
        ("priority", "missing"),
        ("priority", "missing", "names"),
        ("objective", "subjective", "output"),
    ),
    "indicator-baseline": Detector(
        "indicators:baseline", when.NothingWhen, ("priority", "indicator"), ("priority", "indicator", "count"), ("several",)
    ),
    "indicator-target": Detector(
        "indicators:target", when.NothingWhen, ("priority", "indicator"), ("priority", "indicator", "count"), ("several",)
    ),
    "target-direction": Detector(
        "indicators:contradiction",
        when.NothingWhen,
        ("priority", "indicator"),
        ("priority", "indicator", "baseline", "target"),
        ("level", "rising", "falling", "lower_is_better", "higher_is_better"),
    ),
    "laws": Detector(
        "laws:outdated",
        when.LawsWhen,
        ("law", "successor"),
        ("law", "name", "successor", "successor_name", "date", "what", "written"),
        ("lapsed", "in_force"),
    ),
}
