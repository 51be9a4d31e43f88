"""What can be picked in a cell, as the workbook shows it, and the id or word that is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from kbv_rules.findings.workbook.form import Column, Form, plain
from kbv_rules.knowledge.base import theme_of

if TYPE_CHECKING:
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.judgement import Criterion
    from kbv_rules.model.knowledge import CrossCuttingTheme, Theme
    from kbv_rules.rules.rule_set import RuleSet

# A number with its words behind it, '1.3 Objectieve veiligheid'; behind a dash stands the name of a part of it, which counts.
_NUMBER = re.compile(r"([1-5]\.[0-9]+|S[0-9])(/[a-z0-9-]+)?(?=\s+[^\s\W])")
_WITH_NUMBER = ("theme", "themes", "candidate")


class Choices:
    """The lists behind the drop-downs. Each maps an id to what the workbook shows for it, in the order of the handbook."""

    def __init__(self, form: Form, knowledge: Knowledge, rules: RuleSet) -> None:
        self.form = form
        self.knowledge = knowledge
        self.rules = rules
        self._by_text: dict[tuple[str, str | None], dict[str, str]] = {}

    def themes_of(self, owners: Iterable[str]) -> dict[str, str]:
        """These themes, each followed by its sub-themes."""
        known: dict[str, Theme | CrossCuttingTheme] = {**self.knowledge.themes, **self.knowledge.cross_cutting}
        shown: dict[str, str] = {}
        for id_ in owners:
            name = self.form.lists_sheet.theme.format(id=id_, name=known[id_].name)
            shown[id_] = name
            for sub in known[id_].sub_themes:
                shown[sub.id] = self.form.lists_sheet.sub_theme.format(theme=id_, name=sub.name)
        return shown

    @cached_property
    def fields(self) -> dict[str, list[str]]:
        """Per safety field its themes."""
        return {
            field.id: [theme.id for theme in self.knowledge.themes.values() if theme.field == field.id]
            for field in self.knowledge.catalogue.fields
        }

    @cached_property
    def themes(self) -> dict[str, str]:
        return self.themes_of([*(id_ for themes in self.fields.values() for id_ in themes), *self.knowledge.cross_cutting])

    @cached_property
    def candidates(self) -> dict[str, str]:
        """What can be decided on: bundles, themes, overarching themes and the sub-themes of themes."""
        bundle = self.form.lists_sheet.bundle
        bundles = {one.id: bundle.format(name=one.name) for one in self.rules.candidates.bundles}
        return {**bundles, **{id_: name for id_, name in self.themes.items() if "/" not in id_ or self._of_a_theme(id_)}}

    def _of_a_theme(self, id_: str) -> bool:
        return theme_of(id_) in self.knowledge.themes

    @cached_property
    def judged(self) -> tuple[Criterion, ...]:
        """The criteria on which people can give a score."""
        tables = self.rules.tables
        return tuple(
            criterion
            for criterion in self.rules.criteria
            if any(tables[name].table.per == "judgement" for name in criterion.tables)
        )

    @cached_property
    def criteria(self) -> dict[str, str]:
        return {criterion.id: criterion.name for criterion in self.judged}

    @cached_property
    def indicators(self) -> dict[str, str]:
        """Indicators by name; one that shares its name with another has its id behind it."""
        names = [one.name for one in self.knowledge.indicators.values()]
        shown = {
            one.id: one.name if names.count(one.name) == 1 else f"{one.name} ({one.id})"
            for one in self.knowledge.indicators.values()
        }
        return dict(sorted(shown.items(), key=lambda item: item[1].casefold()))

    def of(self, column: Column) -> Mapping[str, str]:
        """The list of a column; empty for one in which anything goes."""
        lists = {
            "theme": lambda: self.themes,
            "themes": lambda: self.themes,
            "candidate": lambda: self.candidates,
            "criterion": lambda: self.criteria,
            "indicator": lambda: self.indicators,
        }
        if column.choices:
            return self.form.choices[column.choices]
        return lists[column.kind]() if column.kind in lists else {}

    def show(self, column: Column, id_: str) -> str:
        """What the workbook shows for an id; the id itself when the list does not have it."""
        return self.of(column).get(id_, id_)

    def _bare(self, listed: Mapping[str, str]) -> dict[str, str]:
        """Ids by their name alone ('woninginbraak'), where it names one thing on the list only."""
        bundles = {one.id: one.name for one in self.rules.candidates.bundles}
        names = [(plain(bundles.get(id_) or self.knowledge.name(id_)), id_) for id_ in listed]
        counts = Counter(name for name, _ in names)
        return {name: id_ for name, id_ in names if counts[name] == 1}

    def meant(self, column: Column, text: str) -> str | None:
        """The id that is meant: by what is shown, its name, the id, or the id with words behind it. None when not listed."""
        listed, key = self.of(column), (column.kind, column.choices)
        if key not in self._by_text:
            names = {plain(text): id_ for id_, text in listed.items()}
            bare = self._bare(listed) if column.kind in _WITH_NUMBER else {}
            self._by_text[key] = {**bare, **names, **{plain(id_): id_ for id_ in listed}}
        found = self._by_text[key].get(plain(text))
        if found is None and column.kind in _WITH_NUMBER and (number := _NUMBER.match(text.strip())):
            found = number.group() if number.group() in listed else None
        return found
