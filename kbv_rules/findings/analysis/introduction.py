"""Which municipality and which years a report is about, as its introduction says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.findings.analysis.form import plain
from kbv_rules.findings.analysis.stream import Line

if TYPE_CHECKING:
    from kbv_rules.findings.analysis.form import AnalysisForm
    from kbv_rules.findings.analysis.stream import Grid

_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
_YEAR = re.compile(r"20[0-9]{2}")


class Introduction(NamedTuple):
    """What was found; nothing where it does not say, or says two things."""

    municipality: str | None = None
    start: int | None = None
    end: int | None = None
    date: datetime.date | None = None


def read_introduction(items: Iterable[Line | Grid], form: AnalysisForm, known: Callable[[str], str | None]) -> Introduction:
    """Read from the table of the form first, and else from the text. `known` gives the code of a name that is a municipality."""
    lines = [item for item in items if isinstance(item, Line)]
    block = form.template.block
    asked = {plain(label): key for key, label in block.model_dump().items()}
    answers: dict[str, str] = {}
    for line, after in pairwise(lines):
        key = asked.get(plain(line.text))
        same_row = line.cell and after.cell and line.cell[:2] == after.cell[:2]
        if key and same_row and plain(after.text) not in map(plain, form.reading.empty):
            answers.setdefault(key, after.text.strip())
    text = "\n".join(line.text for line in lines)
    names = list(dict.fromkeys(_name(found["name"], known) for found in re.finditer(form.reading.municipality, text)))
    periods = list(
        dict.fromkeys((found["start"], found["end"]) for found in re.finditer(form.reading.period, text, re.IGNORECASE))
    )
    start, end = _year(answers.get("start", "")), _year(answers.get("end", ""))
    if start is None and end is None and len(periods) == 1:
        start, end = int(periods[0][0]), int(periods[0][1])
    return Introduction(
        answers.get("municipality") or (names[0] if len(names) == 1 else None), start, end, _date(answers.get("date", ""))
    )


def _name(text: str, known: Callable[[str], str | None]) -> str:
    """The longest beginning of a text that is a municipality; without one the words with a capital it begins with."""
    words = text.split()
    whole = [" ".join(words[:count]).rstrip(".,;:") for count in range(len(words), 0, -1)]
    found = next((name for name in whole if known(name)), None)
    if found is not None:
        return found
    capitals = list(takewhile(lambda word: word[:1].isupper() or word.startswith("'"), words))
    ends = next((at for at, word in enumerate(capitals) if word.endswith((".", ",", ";", ":"))), len(capitals) - 1)
    return " ".join(capitals[: ends + 1]).rstrip(".,;:")


def _year(text: str) -> int | None:
    found = _YEAR.findall(text)
    return int(found[0]) if len(found) == 1 else None


def _date(text: str) -> datetime.date | None:
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
