"""Drafts of a safety plan in every format an adviser hands in, made from one neutral source each.

`python -m tests.drafts.make FOLDER [NAME ...]` writes them; tests and benchmarks import `write`, `mutants` and `answer_key`.
The same source gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.drafts.source import Draft, edited, parse
from tests.drafts.to_docx import docx
from tests.drafts.to_pdf import pdf
from tests.drafts.to_text import html, markdown, odt

HERE = Path(__file__).parent
NAMES = ("waterwijk", "heidebeek", "kwartiersland")
# By other authors, who had not seen the checker; measured with, not tested on.
MORE = (
    *("oosterwaarde", "brekelerveld", "lindemaas"),
    *("alderwoude", "brugstad", "cranendijk", "duinmeer", "eikenrade", "flevermonde", "grensoord", "heuvelrijk", "ijsseldam"),
    *("jonkerveen", "kustwaard", "lagerheem", "middelgouw", "noordervliet", "oeverstad", "polderwijk"),
    *("quarlesdorp", "rietmeer", "schansland"),
)

FORMATS: Mapping[str, Callable[[Draft], bytes]] = {
    "docx": lambda draft: docx(draft, heading="styles"),
    "bold.docx": lambda draft: docx(draft, heading="bold"),
    "pdf": pdf,
    "odt": odt,
    "html": html,
    "md": markdown,
}


@dataclass(frozen=True)
class Mutant:
    """One planted defect in a plan.

    `about` holds the keys of the remark that must come; its `priority` is a heading of the answer key, which lists the ids
    that are as good. `also` names remark ids that may come along, because the defect cannot be planted without them.
    `gone` are regular expressions that may not occur any more inside passage `inside` (the whole plan without it).
    """

    id: str
    plan: str
    rule: str
    about: Mapping[str, Any]
    edits: Sequence[Mapping[str, Any]]
    also: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    inside: str | None = None
    why: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The plan with the defect in it, marks included."""
        return edited(source(self.plan), self.edits)


@cache
def source(name: str) -> str:
    """The neutral source of plan `name`, or of `other/<name>`."""
    return (HERE / (f"{name}.md" if "/" in name else f"{name}/plan.md")).read_text(encoding="utf-8")


@cache
def answer_key(name: str) -> Mapping[str, Any]:
    """What a good reader finds in plan `name`: see tests/drafts/README.md."""
    key: Mapping[str, Any] = yaml.safe_load((HERE / name / "key.yaml").read_text(encoding="utf-8"))
    return key


@cache
def mutants(name: str) -> tuple[Mutant, ...]:
    """The planted defects of plan `name`."""
    listed = yaml.safe_load((HERE / name / "mutants.yaml").read_text(encoding="utf-8"))["mutants"]
    return tuple(
        Mutant(plan=name, **{key: tuple(value) if key in ("also", "gone") else value for key, value in each.items()})
        for each in listed
    )


def write(text: str, folder: Path, stem: str, formats: Sequence[str] = tuple(FORMATS)) -> dict[str, Path]:
    """Write source `text` to `folder` as `<stem>.<format>`; the path per format."""
    draft = parse(text)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for kind in formats:
        paths[kind] = folder / f"{stem}.{kind}"
        paths[kind].write_bytes(FORMATS[kind](draft))
    return paths


def main(arguments: Sequence[str]) -> None:
    """Write the plans named (all unless told) and the other documents to a folder."""
    if not arguments:
        raise SystemExit("usage: python -m tests.drafts.make FOLDER [NAME ...]")
    folder = Path(arguments[0])
    for name in arguments[1:] or (*NAMES, *(f"other/{path.stem}" for path in sorted((HERE / "other").glob("*.md")))):
        for path in write(source(name), folder, name.rsplit("/", 1)[-1]).values():
            print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
