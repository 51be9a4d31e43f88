"""The limits on what a package may hold: parts, their size and how far they unpack."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from kbv_rules.documents import archive
from kbv_rules.documents.archive import Archive, Part
from kbv_rules.errors import InputError

TOO_MUCH = "pakt uit tot veel meer"


def package(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return path


def test_a_package_with_endless_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package(tmp_path / "plan.docx", {f"deel{number}.xml": b"" for number in range(4)})
    monkeypatch.setattr(archive, "_MEMBERS", 3)
    with pytest.raises(InputError, match=TOO_MUCH):
        Archive(path)


def test_a_package_that_is_too_much_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package(tmp_path / "plan.docx", {"een.xml": b"x" * 60, "twee.xml": b"x" * 60})
    monkeypatch.setattr(archive, "_TOTAL", 100)
    with pytest.raises(InputError, match=TOO_MUCH):
        Archive(path)


def test_a_large_part_is_refused_however_little_it_shrinks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package(tmp_path / "plan.docx", {"word/document.xml": random.Random(1).randbytes(2_000), "klein.xml": b"x"})
    monkeypatch.setattr(archive, "_PART", 1_000)
    with Archive(path) as opened:
        assert opened.read("klein.xml") == b"x"
        with pytest.raises(InputError, match=TOO_MUCH):
            opened.read("word/document.xml")


def test_a_small_part_may_shrink_as_far_as_it_likes(tmp_path: Path) -> None:
    data = b" " * 2_000_000
    with Archive(package(tmp_path / "plan.docx", {"word/styles.xml": data})) as opened:
        assert opened.read("word/styles.xml") == data


def test_a_stream_that_gives_more_than_was_said_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_PART", 1_000)
    with pytest.raises(InputError, match=TOO_MUCH):
        Part(io.BytesIO(b"x" * 1_001), tmp_path / "plan.docx").read()
    assert len(Part(io.BytesIO(b"x" * 1_000), tmp_path / "plan.docx").read()) == 1_000
