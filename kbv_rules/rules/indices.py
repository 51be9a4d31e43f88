"""Definitions of composite indicators: read, and checked for what cannot mean something, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kbv_rules.data_folder import data_folder
from kbv_rules.errors import Fault, InputError, UnknownTermError, nearest
from kbv_rules.model.composite import Index, IndexDefinition
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

# Where the definitions stand in a folder of rules.
FOLDER = "indices"


def read_index(path: Path) -> IndexDefinition:
    """One definition.

    Raises:
        InputError: every fault, with file:line:column.
    """
    return to_index(read_yaml(path))


def read_indices(folder: Path) -> tuple[IndexDefinition, ...]:
    """All definitions of a folder; none when there is no such folder.

    Raises:
        InputError: every fault of every file.
    """
    faults: list[Fault] = []
    found: dict[str, IndexDefinition] = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            file = read_yaml(path)
            definition = to_index(file)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if definition.id in found:
            told = f"er zijn twee samengestelde indicatoren '{definition.id}'."
            faults.append(Fault(file.place(("id",)), told, "Geef een van beide een ander id."))
        found.setdefault(definition.id, definition)
    if faults:
        raise InputError(faults)
    return tuple(found.values())


def to_index(file: YamlFile) -> IndexDefinition:
    """The definition in a file that was read.

    Raises:
        InputError: every fault found.
    """
    definition = to_model(file, IndexDefinition)
    # What is called what comes first: the rest would tell the same fault again in other words.
    faults = [*_names(file, definition)] or [
        *_parts(file, definition),
        *_unused(file, definition),
        *_cycles(file, definition),
    ]
    if faults:
        raise InputError(faults)
    return definition


def _names(file: YamlFile, definition: IndexDefinition) -> Iterator[Fault]:
    """Figures and indices share one set of names; the total is one of the indices."""
    first: dict[str, Path_] = {}
    for name, path in _ids(definition):
        if name in first:
            told = f"'{name}' staat er twee keer (eerder op regel {file.place(first[name]).line})."
            yield Fault(file.place(path), told, "Geef een van beide een ander id.")
        first.setdefault(name, path)
    columns: dict[str, int] = {}
    for at, figure in enumerate(definition.figures):
        column = figure.column or figure.id
        if column in columns and figure.id != definition.figures[columns[column]].id:
            told = f"'{figure.id}' en '{definition.figures[columns[column]].id}' lezen allebei '{column}' en tellen zo dubbel."
            path = ("figures", at, "column" if figure.column else "id")
            yield Fault(file.place(path), told, "Geef elk cijfer een eigen kolom.")
        columns.setdefault(column, at)
    indices = [index.id for index in definition.indices]
    if definition.total not in indices:
        yield Fault(file.place(("total",)), f"de index '{definition.total}' bestaat niet.", nearest(definition.total, indices))


def _ids(definition: IndexDefinition) -> Iterator[tuple[str, Path_]]:
    for at, figure in enumerate(definition.figures):
        yield figure.id, ("figures", at, "id")
    for at, index in enumerate(definition.indices):
        yield index.id, ("indices", at, "id")


def _parts(file: YamlFile, definition: IndexDefinition) -> Iterator[Fault]:
    directions = {figure.id: figure.direction for figure in definition.figures}
    directions |= {index.id: index.direction for index in definition.indices}
    first: dict[str, tuple[str, Path_]] = {}
    for at, index in enumerate(definition.indices):
        for position, part in enumerate(index.parts):
            path: Path_ = ("indices", at, "parts", position, "part")
            if part.part in first:
                owner, earlier = first[part.part]
                told = f"'{part.part}' is al een deel van '{owner}' (regel {file.place(earlier).line}) en telt zo dubbel."
                yield Fault(file.place(path), told, "Laat er één staan; moet het zwaarder wegen, geef het dan meer gewicht.")
            first.setdefault(part.part, (index.id, path))
            if part.part not in directions:
                told = f"'{part.part}' is geen cijfer en geen index van dit bestand."
                yield Fault(file.place(path), told, nearest(part.part, set(directions) - {index.id}))
            elif directions[part.part] == index.direction:
                if part.inverted:
                    told = f"'{part.part}' wordt omgekeerd, en heeft dezelfde richting als '{index.id}'."
                    yield Fault(file.place((*path[:-1], "inverted")), told, "Laat 'inverted' weg, of verbeter een 'direction'.")
            elif not part.inverted:
                yield Fault(
                    file.place(path),
                    f"'{part.part}' heeft een andere richting dan '{index.id}', en er staat niet hoe het wordt omgekeerd.",
                    "Schrijf 'inverted: mirror' (200 - x) of 'inverted: reciprocal' (10.000 / x).",
                    "Anders zou een verbetering de index verslechteren.",
                )


def _unused(file: YamlFile, definition: IndexDefinition) -> Iterator[Fault]:
    """What no index uses is most often a part that was forgotten."""
    used = {part.part for index in definition.indices for part in index.parts} | {definition.total}
    for name, path in _ids(definition):
        if name not in used:
            told = f"'{name}' is van geen enkele index een deel."
            yield Fault(file.place(path), told, "Voeg het toe aan de 'parts' van een index, of haal het weg.")


def _cycles(file: YamlFile, definition: IndexDefinition) -> Iterator[Fault]:
    """Indices that, through their parts, are made of themselves; each cycle is told once, where it closes."""
    indices: dict[str, tuple[int, Index]] = {}
    for at, index in enumerate(definition.indices):
        indices.setdefault(index.id, (at, index))
    done: set[str] = set()

    # A stack of our own: a chain of indices may be longer than Python calls deep.
    for start in indices:
        trail: list[tuple[str, int]] = [] if start in done else [(start, 0)]
        while trail:
            name, position = trail.pop()
            at, index = indices[name]
            if position == len(index.parts):
                done.add(name)
                continue
            trail.append((name, position + 1))
            inner = index.parts[position].part
            names = [one for one, _ in trail]
            if inner in names:
                told = " -> ".join([*names[names.index(inner) :], inner])
                place = file.place(("indices", at, "parts", position, "part"))
                yield Fault(place, f"deze index is via zijn delen een deel van zichzelf: {told}.", "Haal een van deze delen weg.")
            elif inner in indices and inner not in done:
                trail.append((inner, 0))


def find_index(text: str) -> IndexDefinition:
    """The definition in a file, or the one of that id among the rules that come with kbv-rules.

    Raises:
        InputError: a file that cannot be read or means nothing.
        UnknownTermError: no file, and no such id.
    """
    path = Path(text)
    if path.suffix or path.exists():
        return read_index(path)
    known = {one.id: one for one in read_indices(data_folder("rules") / FOLDER)}
    if text not in known:
        raise UnknownTermError("samengestelde indicator", text, [(one.id, one.name) for one in known.values()])
    return known[text]
