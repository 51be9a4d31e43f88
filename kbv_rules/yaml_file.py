"""Reads one YAML file into plain values, with the place of every value; refuses what is unsafe or ambiguous.

Stricter than YAML 1.1 on purpose, because our authors are advisers, not programmers: a duplicate key, a tab, an anchor,
`NaN` or a second document is an error; `nee`, `no` and `2026-05-01` stay text; `007` stays text. Parsing is libyaml's,
the values are built here from its events, so that depth and size stay bounded and no tag can make an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kbv_rules.errors import Fault, InputError, Place, input_error

Path_ = tuple[str | int, ...]

MAX_BYTES = 5_000_000
MAX_DEPTH = 30
MAX_VALUES = 500_000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf(inity)?)", re.IGNORECASE)


@dataclass(slots=True)
class YamlFile:
    """The values of one file and, for each value, where it stands and how it was written."""

    path: str
    value: Any
    places: dict[Path_, Place] = field(default_factory=dict)
    written: dict[Path_, str] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(self.path)


def read_yaml(path: Path, *, max_bytes: int = MAX_BYTES) -> YamlFile:
    """Read one file.

    Raises:
        InputError: unreadable, empty, too large, too deep, not YAML, or one of the refused forms.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise input_error(name, "dit is een map, geen bestand.", "Geef het pad van een YAML-bestand op.")
        size = path.stat().st_size
        if size > max_bytes:
            raise input_error(
                name,
                f"het bestand is te groot ({size / 1e6:.1f} MB).",
                "Splits het bestand of haal weg wat er niet in hoort.",
                f"De grens is {max_bytes / 1e6:.0f} MB; bevindingen van een gemeente passen in een fractie daarvan.",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise input_error(name, "het bestand bestaat niet.", "Controleer de naam en de map.") from None
    except PermissionError:
        raise input_error(name, "het bestand mag niet worden gelezen.", "Geef uzelf leesrechten op dit bestand.") from None
    except OSError as error:
        raise input_error(name, f"het bestand is niet te lezen ({error.strerror}).", "Controleer het pad.") from None
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> YamlFile:
    """Parse the bytes of one file; `name` is what messages call it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            [
                Fault(
                    Place(name, line, 1),
                    "de tekens zijn geen UTF-8.",
                    "Sla het bestand op als UTF-8 (in uw editor: 'Opslaan als', codering UTF-8).",
                )
            ]
        ) from None
    if not text.strip():
        raise input_error(name, "het bestand is leeg.", "Vul het in; 'kbv schema findings' toont wat er in kan staan.")
    return _Builder(text, name).build()


class _Builder:
    """Builds values from libyaml's events, one level of our own stack per level of the file."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.file = YamlFile(name, None)
        self.values = 0

    def build(self) -> YamlFile:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            events = yaml.parse(self.text, Loader=loader)
            self._document(events)
        except yaml.MarkedYAMLError as error:
            raise InputError([self._syntax(error)]) from None
        except yaml.reader.ReaderError as error:
            raise input_error(
                self.name,
                f"er staat een teken in dat in YAML niet mag (positie {error.position}).",
                "Verwijder het onzichtbare of vreemde teken.",
            ) from None
        return self.file

    def _document(self, events: Iterator[yaml.Event]) -> None:
        documents = 0
        # One frame per open list or mapping: container, its path, and the key that waits for a value.
        stack: list[tuple[Any, Path_]] = []
        keys: list[Any] = []
        waiting = object()
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._fault(
                        event,
                        "er begint een tweede document ('---').",
                        "Zet alles in één document of in aparte bestanden.",
                    )
                continue
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._fault(
                    event,
                    f"'{'*' if isinstance(event, yaml.AliasEvent) else '&'}{event.anchor}' is een YAML-verwijzing (anker).",  # type: ignore[attr-defined]
                    "Schrijf de waarde uit; of zet de tekst tussen aanhalingstekens als het geen verwijzing moest zijn.",
                    "Verwijzingen worden niet gevolgd: een klein bestand kan er onbegrensd groot mee worden.",
                )
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
                keys.pop()
                continue
            if not isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                continue
            self.values += 1
            if self.values > MAX_VALUES:
                raise self._fault(event, "het bestand bevat te veel waarden.", "Splits het bestand.")
            if stack and isinstance(stack[-1][0], dict) and keys[-1] is waiting:
                keys[-1] = self._key(event, stack[-1][0], stack[-1][1])
                continue
            path = self._path(stack, keys)
            self.file.places[path] = self._place(event)
            value: Any
            if isinstance(event, yaml.ScalarEvent):
                value = self._scalar(event, path)
            else:
                value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            if not stack:
                self.file.value = value
            elif isinstance(stack[-1][0], dict):
                stack[-1][0][keys[-1]] = value
                keys[-1] = waiting
            else:
                stack[-1][0].append(value)
            if not isinstance(event, yaml.ScalarEvent):
                if len(stack) >= MAX_DEPTH:
                    raise self._fault(
                        event, f"de waarden zijn meer dan {MAX_DEPTH} lagen diep genest.", "Maak het bestand platter."
                    )
                stack.append((value, path))
                keys.append(waiting)

    @staticmethod
    def _path(stack: list[tuple[Any, Path_]], keys: list[Any]) -> Path_:
        if not stack:
            return ()
        container, path = stack[-1]
        return (*path, keys[-1] if isinstance(container, dict) else len(container))

    def _key(self, event: yaml.Event, mapping: dict[str, Any], path: Path_) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._fault(event, "een sleutel is zelf een lijst of blok.", "Gebruik één woord vóór de dubbele punt.")
        key = str(event.value)
        if key in mapping:
            first = self.file.place((*path, key))
            raise self._fault(
                event,
                f"de sleutel '{key}' staat hier voor de tweede keer (eerder op regel {first.line}).",
                "Voeg de twee samen of verwijder er één.",
                "Van twee gelijke sleutels zou er één stil verdwijnen.",
            )
        return key

    def _scalar(self, event: yaml.ScalarEvent, path: Path_) -> Any:
        text = str(event.value)
        self.file.written[path] = text
        if event.tag and event.tag != "!":
            raise self._fault(
                event, f"'{event.tag}' is een YAML-typeaanduiding.", "Laat die weg; het type volgt uit de waarde zelf."
            )
        if not event.implicit[0]:
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text in ("true", "True", "TRUE"):
            return True
        if text in ("false", "False", "FALSE"):
            return False
        if _INTEGER.fullmatch(text):
            if len(text) > 30:
                raise self._fault(event, "dit getal is onzinnig groot.", "Controleer de invoer.")
            return int(text)
        if _NOT_FINITE.fullmatch(text):
            raise self._fault(
                event, f"'{text}' is geen getal waarmee gerekend kan worden.", "Laat de waarde weg als die onbekend is."
            )
        if _DECIMAL.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
            return float(text)
        return text

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)

    def _fault(self, event: yaml.Event, what: str, remedy: str, why: str = "") -> InputError:
        return InputError([Fault(self._place(event), what, remedy, why)])

    def _syntax(self, error: yaml.MarkedYAMLError) -> Fault:
        mark = error.problem_mark or error.context_mark
        place = Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)
        line = self.text.splitlines()[mark.line] if mark and mark.line < len(self.text.splitlines()) else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent or (mark and "\t" in line[mark.column : mark.column + 1]):
            return Fault(place, "de regel springt in met een tab.", "Vervang elke tab door spaties.", "YAML staat geen tabs toe.")
        return Fault(
            place,
            f"dit is geen geldige YAML ({(error.problem or 'onleesbaar').strip()}).",
            "Kijk op deze regel en die erboven naar inspringing, dubbele punten en aanhalingstekens.",
        )
