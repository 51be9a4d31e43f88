"""Reads one YAML file into plain values, with the place of every value; refuses what is unsafe or ambiguous.

Stricter than YAML 1.1 on purpose, because our authors are advisers, not programmers: a duplicate key, a tab, an anchor,
`NaN` or a second document is an error; `nee`, `no` and `2026-05-01` stay text; `007` stays text. Parsing is libyaml's,
the values are built here from its events, so that depth and size stay bounded and no tag can make an object.
"""

from __future__ import annotations

import math
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

# What libyaml says, in the words of an author; the first that fits.
_PROBLEMS = (
    ("mapping values are not allowed", "Hier staat een dubbele punt; tekst met een dubbele punt hoort tussen aanhalingstekens."),
    ("',' or ']'", "Een lijst die met '[' begint, mist een komma of een ']'."),
    ("',' or '}'", "Een blok dat met '{' begint, mist een komma of een '}'."),
    ("expected ':'", "Hier of op de regel erboven ontbreekt een dubbele punt."),
    ("expected key", "Dit past niet bij de regels erboven: de inspringing of een aanhalingsteken klopt niet."),
    ("expected '-' indicator", "De regel hoort bij een lijst en begint niet met '- '."),
    ("block sequence entries are not allowed", "Hier kan geen lijst beginnen."),
    ("unexpected end of stream", "Een tekst tussen aanhalingstekens is niet afgesloten."),
    ("cannot start any token", "Een waarde mag niet met dit teken beginnen; zet de tekst tussen aanhalingstekens."),
    (
        "unknown escape character",
        "Tussen dubbele aanhalingstekens heeft een schuine streep (\\) een eigen betekenis; gebruik enkele.",
    ),
)


@dataclass(slots=True)
class YamlFile:
    """The values of one file and, for each value, where it and its key stand and how it was written."""

    path: str
    value: Any
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    written: dict[Path_, str] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(self.path)

    def key_place(self, path: Path_) -> Place:
        """The place of the key before a value; of the value itself where it has none, as in a list."""
        return self.keys.get(path) or self.place(path)


def read_yaml(path: Path, *, max_bytes: int = MAX_BYTES) -> YamlFile:
    """Read one file.

    Raises:
        InputError: unreadable, empty, too large, too deep, not YAML, or one of the refused forms.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise input_error(name, "dit is een map, geen bestand.", "Geef het pad van een YAML-bestand op.")
        with path.open("rb") as file:  # no further than the limit: a pipe or device does not tell its size
            raw = file.read(max_bytes + 1)
        if len(raw) > max_bytes:
            raise input_error(
                name,
                f"het bestand is groter dan {max_bytes / 1e6:.0f} MB.",
                "Splits het bestand of haal weg wat er niet in hoort.",
                "De bevindingen van een gemeente passen in een fractie daarvan.",
            )
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
        before = error.object[: error.start].decode("utf-8")
        raise InputError(
            [
                Fault(
                    _place_after(before, name),
                    "de tekens zijn geen UTF-8.",
                    "Sla het bestand op als UTF-8 (in uw editor: 'Opslaan als', codering UTF-8).",
                )
            ]
        ) from None
    if not text.strip():
        raise _empty(name)
    return _Builder(text, name).build()


def _empty(name: str) -> InputError:
    return input_error(name, "het bestand is leeg.", "Vul het in; 'kbv schema findings' toont wat er in kan staan.")


def _place_after(before: str, name: str) -> Place:
    """The place of the character that follows `before`."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


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
        except yaml.reader.ReaderError:
            strange = yaml.reader.Reader.NON_PRINTABLE.search(self.text)
            place = _place_after(self.text[: strange.start()], self.name) if strange else Place(self.name)
            raise InputError(
                [Fault(place, "hier staat een teken dat in YAML niet mag.", "Verwijder het onzichtbare of vreemde teken.")]
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
            if tag := getattr(event, "tag", None):
                shown = tag.replace("tag:yaml.org,2002:", "!!")
                raise self._fault(
                    event, f"'{shown}' is een YAML-typeaanduiding.", "Laat die weg; het type volgt uit de waarde zelf."
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
        if not documents:
            raise _empty(self.name)

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
            first = self.file.key_place((*path, key))
            raise self._fault(
                event,
                f"de sleutel '{key}' staat hier voor de tweede keer (eerder op regel {first.line}).",
                "Voeg de twee samen of verwijder er één.",
                "Van twee gelijke sleutels zou er één stil verdwijnen.",
            )
        self.file.keys[(*path, key)] = self._place(event)
        return key

    def _scalar(self, event: yaml.ScalarEvent, path: Path_) -> Any:
        text = str(event.value)
        self.file.written[path] = text
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
            number = float(text)
            if not math.isfinite(number):
                raise self._fault(event, "dit getal is onzinnig groot.", "Controleer de invoer.")
            return number
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
        problem = error.problem or ""
        why = next((dutch for english, dutch in _PROBLEMS if english in problem), "")
        return Fault(
            place,
            "dit is geen geldige YAML.",
            "Kijk op deze regel en die erboven naar inspringing, dubbele punten en aanhalingstekens.",
            why,
        )
