"""Zip files, read within limits: a document that unpacks to more than a document can be is refused before it does."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO

from kbv_rules.errors import InputError, input_error

_MEMBERS = 20_000
# Of one part with text. A plan of a hundred pages has 1 to 5 MB; as a tree it takes some six times its size.
_PART = 32 * 2**20
_TOTAL = 2 * 2**30
# XML that is written by a word processor shrinks ten to forty times.
_RATIO = 250
_RATIO_FROM = 4 * 2**20
_CHUNK = 2**16


class Archive:
    """The parts of a docx or odt. A context manager.

    Raises:
        InputError: from any method: damaged, encrypted, or larger than its limits.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
            raise damaged(path) from error
        members = self._zip.infolist()
        self._sizes = {member.filename: member.file_size for member in members}
        if len(members) > _MEMBERS or sum(self._sizes.values()) > _TOTAL:
            self._zip.close()
            raise _bomb(path)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._sizes)

    def stream(self, name: str) -> Part:
        """One part as a stream that stops at the limit, whatever the archive says of its size."""
        try:
            member = self._zip.getinfo(name)
            if member.flag_bits & 1:
                raise encrypted(self.path)
            packed = max(1, member.compress_size)
            if member.file_size > _PART or (member.file_size > _RATIO_FROM and member.file_size > _RATIO * packed):
                raise _bomb(self.path)
            return Part(self._zip.open(member), self.path)
        except KeyError as error:
            raise damaged(self.path) from error
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(self.path) from error

    def read(self, name: str) -> bytes:
        """One part as a whole."""
        with self.stream(name) as stream:
            return stream.read()


class Part:
    """A stream that refuses to give more than a part may hold: sizes written in an archive may be lies."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream = stream
        self._path = path
        self._left = _PART

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        try:
            data = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise damaged(self._path) from error
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._path)
        return data

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def damaged(path: Path) -> InputError:
    """The error about a file that cannot be opened as what it says it is."""
    return input_error(
        path,
        "het bestand is beschadigd of niet volledig.",
        "Open het in het programma waarmee het is gemaakt, sla het opnieuw op en probeer het nog eens.",
    )


def encrypted(path: Path) -> InputError:
    """The error about a file that is locked with a password."""
    return input_error(
        path,
        "het document is beveiligd met een wachtwoord en kan niet gelezen worden.",
        "Sla een kopie op zonder wachtwoord (Bestand > Info > Document beveiligen) en lever die aan.",
    )


def _bomb(path: Path) -> InputError:
    return input_error(
        path,
        "het bestand pakt uit tot veel meer dan een document kan zijn en is daarom niet gelezen.",
        "Open het in het programma waarmee het is gemaakt, sla het opnieuw op en probeer het nog eens.",
        f"De grens is {_PART // 2**20} MB tekst en {_RATIO} keer de ingepakte omvang.",
    )
