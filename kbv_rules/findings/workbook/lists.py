"""The locked sheet behind the drop-down lists: themes, indicators, answers, and what each score means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from kbv_rules.findings.workbook import layout

if TYPE_CHECKING:
    from openpyxl import Workbook

    from kbv_rules.findings.workbook.choices import Choices
    from kbv_rules.findings.workbook.form import Column

_TOP = 4  # the row of the headers
_SCORES = range(5)


class Lists:
    """Knows in which cells each list stands, before and after it is written."""

    def __init__(self, choices: Choices, order: Mapping[str, bool]) -> None:
        self.form = choices.form
        self.words = choices.form.lists_sheet
        self.themes = choices.themes
        self.columns: list[tuple[str, Sequence[str | int], int]] = []
        self._at: dict[str, int] = {}
        self._pairs("themes", self.words.themes, choices.themes)
        self._pairs("candidates", self.words.candidates, choices.candidates)
        self._pairs("indicators", self.words.indicators, choices.indicators)
        for name, answers in self.form.choices.items():
            labels = {column.label for column in self.form.columns() if column.choices == name}
            self._list(name, ", ".join(sorted(labels)), list(answers.values()), 22)
        judged = choices.judged
        self._list("criteria", self.words.anchors, [criterion.name for criterion in judged], 22)
        self._list("question", self.words.question, [criterion.question for criterion in judged], 44)
        for score in _SCORES:  # the keys of a compiled copy are text
            anchors = [{int(key): text for key, text in criterion.anchors.items()}[score] for criterion in judged]
            self._list(f"score {score}", str(score), anchors, 30)
        self._list("order", self.words.order, list(order), 30)
        self._list("empty", self.words.empty, ["" if full else self.words.empty for full in order.values()], 14)

    def _pairs(self, name: str, title: str, shown: Mapping[str, str]) -> None:
        self._list(name, title, list(shown.values()), 46)
        self._list(f"{name} id", self.words.id, list(shown), 28)

    def _list(self, name: str, title: str, values: Sequence[str], width: int) -> None:
        self.columns.append((title, values, width))
        self._at[name] = len(self.columns)

    def _range(self, name: str, first: int = 0, count: int | None = None, last_column: str | None = None) -> str:
        """The cells of a list, or of a stretch of it."""
        column = self._at[name]
        length = len(self.columns[column - 1][1]) if count is None else count
        top, bottom = _TOP + 1 + first, _TOP + first + max(length, 1)
        end = get_column_letter(self._at[last_column] if last_column else column)
        return f"'{self.words.name}'!${get_column_letter(column)}${top}:${end}${bottom}"

    @property
    def criteria(self) -> str:
        """The cells with the names of the criteria."""
        return self._range("criteria")

    @property
    def anchors(self) -> str:
        """The cells with what each score means, a row per criterion and a column per score."""
        return self._range(f"score {_SCORES[0]}", 0, len(self.columns[self._at["criteria"] - 1][1]), f"score {_SCORES[-1]}")

    def ranges(self, column: Column, themes: Sequence[str] = ()) -> str | None:
        """The cells a column picks from; for a theme the stretch of these themes. None for a column without a list."""
        if column.choices:
            return self._range(column.choices)
        if column.kind in ("theme", "themes"):
            return self._range("themes", list(self.themes).index(themes[0]), len(themes))
        names = {"candidate": "candidates", "criterion": "criteria", "indicator": "indicators"}
        return self._range(names[column.kind]) if column.kind in names else None

    def write(self, book: Workbook) -> None:
        """Add the sheet."""
        sheet = book.create_sheet(self.words.name)
        sheet.cell(1, 1, self.words.title).style = layout.TITLE
        sheet.cell(2, 1, self.words.intro).style = layout.WORDS
        for position, (title, values, width) in enumerate(self.columns, 1):
            sheet.column_dimensions[get_column_letter(position)].width = width
            sheet.cell(_TOP, position, title).style = layout.HEADER
            for row, value in enumerate(values, _TOP + 1):
                cell = sheet.cell(row, position, value)
                cell.data_type = "s"
                cell.style = layout.LISTED
        sheet.freeze_panes = f"A{_TOP + 1}"
