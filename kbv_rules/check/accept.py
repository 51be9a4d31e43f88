"""Remarks that people decided to leave, with their reason, in a file beside the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbv_rules.errors import Fault, InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from kbv_rules.model.accept import Accepted
    from kbv_rules.model.remark import Remark

SUFFIX = ".kbv.yaml"


def beside(draft: Path) -> Path:
    """Where the decisions on a draft stand when nothing else is said."""
    return draft.with_name(f"{draft.name}{SUFFIX}")


def read_accepted(path: Path, known: Collection[str]) -> tuple[Accepted, ...]:
    """The decisions in a file.

    Raises:
        InputError: it cannot be read, or names a check that is not there; with file:line:column.
    """
    from kbv_rules.model.accept import AcceptFile
    from kbv_rules.yaml_file import read_yaml
    from kbv_rules.yaml_model import to_model

    file = read_yaml(path)
    content = to_model(file, AcceptFile)
    faults = [
        Fault(file.place(("accept", index, "rule")), f"de toets '{one.rule}' bestaat niet.", nearest(one.rule, known))
        for index, one in enumerate(content.accept)
        if one.rule not in known
    ]
    if faults:
        raise InputError(faults)
    return content.accept


def accept(remarks: Sequence[Remark], decisions: Sequence[Accepted]) -> tuple[list[Remark], list[Accepted]]:
    """The remarks, those that were decided upon with the reason; and the decisions that fit none of them."""
    used: set[int] = set()
    told: list[Remark] = []
    for remark in remarks:
        index = next((index for index, one in enumerate(decisions) if _fits(one, remark)), None)
        if index is None:
            told.append(remark)
        else:
            used.add(index)
            told.append(replace(remark, accepted=f"{decisions[index].reason} ({decisions[index].by})"))
    return told, [one for index, one in enumerate(decisions) if index not in used]


def _fits(one: Accepted, remark: Remark) -> bool:
    return one.rule == remark.rule and all(str(remark.about.get(key)) == str(value) for key, value in one.about.items())
