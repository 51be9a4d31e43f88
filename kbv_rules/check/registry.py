"""The detectors: what a check can look for. Each is mechanics; thresholds and texts come from its rule.

A detector takes a `View` and the `when` of a rule, and gives a `Hit` for everything it finds. Its module is imported when it
is first run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.view import Hit, View


class Detector(NamedTuple):
    """Where a detector stands, what it must be told (the name of a class in `model/check_rules.py`), the keys of `about`, the
    names its texts may use, its extra sentences."""

    place: str
    when: str
    about: tuple[str, ...]
    names: tuple[str, ...]
    more: tuple[str, ...] = ()

    def run(self, view: View, told: Any) -> Iterator[Hit]:
        """All hits in one draft."""
        module, _, function = self.place.partition(":")
        hits: Iterator[Hit] = getattr(import_module(f"kbv_rules.check.detectors.{module}"), function)(view, told)
        return hits


DETECTORS: dict[str, Detector] = {
    "chapters": Detector("chapters:missing", "ChapterWhen", ("chapter",), ("chapter", "name", "parts", "count"), ("unnamed",)),
    "chapter-order": Detector("chapters:order", "ChapterWhen", (), ("order",)),
    "no-priorities": Detector("priorities:none", "NothingWhen", (), ("chapter",), ("looks_like",)),
    "many-priorities": Detector("priorities:many", "CountWhen", (), ("count", "most", "names")),
    "unknown-priority": Detector("priorities:unknown", "NothingWhen", ("priority",), ("priority",)),
    "elements": Detector(
        "elements:missing", "ElementsWhen", ("priority", "element"), ("priority", "element", "name", "text"), ("nowhere",)
    ),
    "other-themes": Detector("priorities:no_others", "NothingWhen", (), ("count", "names")),
    "cross-links": Detector(
        "cross_links:missing",
        "CrossLinksWhen",
        ("priority", "theme", "linked_theme"),
        ("priority", "theme", "theme_name", "linked_theme", "linked_name", "label", "other", "score"),
        ("mutual", "one_way", "apart", "other_priority", "finding"),
    ),
    "facet": Detector(
        "facets:missing", "FacetWhen", ("chapter|priority",), ("place", "subject", "topics"), ("chapter", "priority")
    ),
    "themes": Detector("themes:not_covered", "ThemesWhen", ("theme",), ("theme", "name", "count", "names"), ("several",)),
    "partners": Detector("partners:missing", "PartnersWhen", ("priority", "partner"), ("priority", "partner", "name", "themes")),
    "phrases": Detector("phrases:missing", "PhrasesWhen", (), ("phrases",)),
    "no-budget": Detector("budget:missing", "BudgetWhen", (), ("name",)),
    "budget-amounts": Detector("budget:without_amounts", "BudgetWhen", (), ("name",)),
    "indicator-count": Detector(
        "indicators:count",
        "RangeWhen",
        ("priority", "count"),
        ("priority", "count", "least", "most", "names"),
        ("none", "few", "many"),
    ),
    "indicator-mix": Detector(
        "indicators:mix",
        "NothingWhen",
        ("priority", "missing"),
        ("priority", "missing", "names"),
        ("objective", "subjective", "output"),
    ),
    "indicator-baseline": Detector(
        "indicators:baseline", "NothingWhen", ("priority", "indicator"), ("priority", "indicator", "count"), ("several",)
    ),
    "indicator-target": Detector(
        "indicators:target", "NothingWhen", ("priority", "indicator"), ("priority", "indicator", "count"), ("several",)
    ),
    "target-direction": Detector(
        "indicators:contradiction",
        "DirectionWhen",
        ("priority", "indicator"),
        ("priority", "indicator", "baseline", "target"),
        ("level", "rising", "falling", "lower_is_better", "higher_is_better", "fewer_reports", "says_rising", "says_falling"),
    ),
    "laws": Detector(
        "laws:outdated",
        "LawsWhen",
        ("law", "successor"),
        ("law", "name", "successor", "successor_name", "date", "what", "written"),
        ("lapsed", "in_force"),
    ),
}
