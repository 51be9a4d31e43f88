"""The checks of every findings file speak of its keys; in a workbook these are columns with a Dutch label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbv_rules.errors import Fault, InputError

if TYPE_CHECKING:
    from kbv_rules.findings.workbook.form import Form


def in_words_of_the_form(error: InputError, form: Form) -> InputError:
    """The same faults with `'unit'` and `'per_1000'` as they stand above and in the columns."""
    words: dict[str, str] = {}
    for answers in form.choices.values():
        words.update(answers)
    for column in form.columns():
        words.setdefault(column.key.rpartition(".")[2], column.label)
    for table in form.tables:
        words.setdefault(table, form.tables[table].title)

    def told(text: str) -> str:
        text = re.sub("([a-z_]+)(?= '[a-z_0-9]+')", lambda found: words.get(found.group(1), found.group(1)).lower(), text)
        return re.sub("'([a-z_0-9]+)'", lambda found: f"'{words.get(found.group(1), found.group(1))}'", text)

    return InputError([Fault(one.place, told(one.what), told(one.remedy), told(one.why)) for one in error.faults])
